"""What the services of meetings, decisions and angka rilis return: small frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

UnitKind = Literal["opd", "kecamatan", "puskesmas"]
"""Who carries a decision out."""

Status = Literal["belum", "berjalan", "selesai", "dibatalkan"]
"""Of a decision; "belum" and "berjalan" are open."""

OPEN: tuple[Status, ...] = ("belum", "berjalan")


@dataclass(frozen=True, slots=True)
class Participant:
    """One person at a meeting: an official, never a child."""

    name: str
    institution: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting's record. ``agenda`` and ``notes``: a line each; ``kecamatan``: codes.

    ``status`` "persiapan" | "selesai". ``decisions`` and ``participants_count`` are counts;
    ``token`` is the showing in force (angka rilis), "" before anything was frozen.
    """

    meeting_id: int
    kabupaten: str
    title: str
    held_on: date
    place: str
    chair: str
    agenda: tuple[str, ...]
    status: Literal["persiapan", "selesai"]
    kecamatan: tuple[str, ...]
    notes: tuple[str, ...]
    demo: bool
    made_at: datetime
    made_by: str
    closed_at: datetime | None
    decisions: int
    participants_count: int
    token: str


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of a decision's history."""

    status: Status
    note: str
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One evidence file: "pdf" | "jpg" | "png"; ``size`` in bytes."""

    evidence_id: int
    file_name: str
    kind: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Since:
    """What the decision's indicator did since: counts then and now, in the same area.

    ``now_*`` is the newest headline period (numbers.md §3), None where nothing newer is measured
    or the count is hidden from the viewer. ``text`` is ready to print and never says "turun" or
    "naik" where the change cannot be told from chance.
    """

    then_period: str
    then_numerator: int | None
    then_denominator: int | None
    now_period: str
    now_numerator: int | None
    now_denominator: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a meeting with where it stands (``today`` was given when it was asked).

    ``number`` counts in its meeting. ``target_children``: at most so many children of
    ``indicator`` in ``lokus`` ("" the whole kabupaten; ``lokus_name`` to print). ``overdue``: open
    and past its date; ``days`` until the date, negative when past.
    """

    decision_id: int
    meeting_id: int
    meeting_title: str
    meeting_date: date
    number: int
    what: str
    unit_kind: UnitKind
    unit: str
    unit_code: str
    responsible: str
    indicator: str
    indicator_label: str
    lokus: str
    lokus_name: str
    target_children: int | None
    due_on: date
    status: Status
    overdue: bool
    days: int
    since: Since | None
    progress: tuple[Progress, ...]
    evidence: tuple[EvidenceFile, ...]

    @property
    def open(self) -> bool:
        """Still to be done."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What is typed in during the meeting; see ``Decision`` for the fields."""

    what: str
    unit_kind: UnitKind
    unit: str
    due_on: date
    unit_code: str = ""
    responsible: str = ""
    indicator: str = ""
    lokus: str = ""
    target_children: int | None = None


@dataclass(frozen=True, slots=True)
class ReleasedBeside:
    """Angka rilis beside angka berjalan, of one area. Counts; None where there were none."""

    area_code: str
    area: str
    level: str
    indicator: str
    old_numerator: int | None
    old_denominator: int | None
    new_numerator: int | None
    new_denominator: int | None

    @property
    def changed(self) -> bool:
        """The stored data now give other counts than those shown at the meeting."""
        return (self.old_numerator, self.old_denominator) != (
            self.new_numerator,
            self.new_denominator,
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """One explained difference: old and new counts, why, who, when."""

    area_code: str
    area: str
    indicator: str
    old_numerator: int | None
    old_denominator: int | None
    new_numerator: int | None
    new_denominator: int | None
    why: str
    who: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Release:
    """The angka rilis of a meeting: what was frozen, and how it compares with the running data.

    ``data_state`` as it was; ``newer``: data stored, taken back or settings changed since;
    ``newer_text`` says which uploads ("2 unggahan sejak 4 Sep 2025, terakhir …"), "" for none.
    """

    token: str
    meeting_id: int
    title: str
    period: str
    period_label: str
    audience: str
    made_at: datetime
    made_by: str
    newer: bool
    newer_text: str
    beside: tuple[ReleasedBeside, ...]
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Showing:
    """A frozen deck that can be presented at ``/tayangan/<token>``."""

    token: str
    meeting_id: int | None
    kabupaten: str
    area: str
    audience: str
    title: str
    period: str
    made_at: datetime
    made_by: str
