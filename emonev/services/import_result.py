"""What importing files tells its caller: fates, problems, questions, label beside recomputation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from emonev.ingest.parsed import Issue, Question, Refusal
from emonev.store.importing import Difference, LabelCount

FATES = ("new", "updated", "unchanged", "duplicate", "rejected")
"""Fates of a row; their sum is the rows read, always."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says about a file (command line options, answers on the page).

    ``answers``: question subject → area code, or "lewati" to leave those rows out. ``units``:
    measured field → unit it is written in ("weight_kg": "g"). ``position``
    ("l", "h" or "age") holds for children whose position the file does not say. ``period``
    ("2025-08") and ``table_answers`` (sheet name or "*" → what was said of it) are for sheets of
    counts. ``who`` uploads (a name, may be empty) and in which ``role`` (set from the scope) is
    kept for the history.
    """

    kabupaten: str = ""
    strict: bool = False
    area: str = ""
    measured_on: date | None = None
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    new_areas: bool = False
    dry_run: bool = False
    day_month_order: str | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    position: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    demo: bool = False
    period: str = ""
    table_answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    who: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class SheetResult:
    """One sheet with its fates; their sum equals ``rows_read``."""

    name: str
    kind: str
    header_row: int | None
    rows_read: int
    fates: Mapping[str, int]
    issue_counts: Mapping[str, int]
    columns: Mapping[str, str | None]
    signature: str = ""
    preview: tuple[tuple[str, ...], ...] = ()
    position_known: bool = True
    identity_known: bool = True
    cases_only: bool = False
    without_position: int = 0
    suggested: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file: refused with a reason, or taken in one transaction (``batch``).

    ``batch`` is None for a refusal, a dry run, or when no row could be taken. ``labels`` and
    ``differences`` compare the sheet's own TB/U labels with the recomputation.
    """

    file: str
    file_hash: str
    container: str
    encoding: str | None
    kabupaten: str = ""
    sheets: tuple[SheetResult, ...] = ()
    issues: tuple[Issue, ...] = ()
    questions: tuple[Question, ...] = ()
    batch: str | None = None
    refused: Refusal | None = None
    labels: LabelCount | None = None
    differences: tuple[Difference, ...] = ()
    months: tuple[str, ...] = ()
    new_area_names: tuple[str, ...] = ()

    @property
    def rows_read(self) -> int:
        """Rows read over all sheets."""
        return sum(sheet.rows_read for sheet in self.sheets)

    def fate(self, name: str) -> int:
        """Rows with this fate over all sheets."""
        return sum(sheet.fates.get(name, 0) for sheet in self.sheets)

    @property
    def settled(self) -> bool:
        """True when nothing was refused and no question is open."""
        return self.refused is None and not self.questions
