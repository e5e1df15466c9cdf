"""Siapa belum kirim: puskesmas × month, derived from what was uploaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from emonev.core.period import Period
from emonev.core.scope import Scope
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class SubmissionCell:
    """One puskesmas in one month. ``mark``: "lengkap" | "sebagian" | "belum_kirim".

    ``desa_total`` counts the desa this puskesmas ever reported, else its kecamatan's.
    ``missing`` are the names of the desa not yet reported. ``text`` is ready to print ("7/9").
    """

    month: Period
    desa_reported: int
    desa_total: int
    children: int
    measured: int
    last_measured_on: date | None
    last_imported_at: datetime | None
    missing: tuple[str, ...]
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One puskesmas, months in the order of the view."""

    kecamatan_code: str
    kecamatan: str
    puskesmas: str
    cells: tuple[SubmissionCell, ...]
    last_measured_on: date | None
    last_imported_at: datetime | None


@dataclass(frozen=True, slots=True)
class Submissions:
    """Everything the page draws; ``title`` says the newest month ("4 dari 23 puskesmas …")."""

    kabupaten: str
    kabupaten_name: str
    months: tuple[Period, ...]
    rows: tuple[SubmissionRow, ...]
    title: str
    not_sent: int
    partial: int
    note: str
    empty: str


def recent_months(
    cursor: Cursor, scope: Scope, kabupaten: str, count: int
) -> tuple[Period, ...]:
    """The ``count`` months up to the newest with any row of the kabupaten, oldest first."""
    raise NotImplementedError


def submissions(
    cursor: Cursor, scope: Scope, kabupaten: str, months: Sequence[Period]
) -> Submissions:
    """Puskesmas × ``months`` of the kabupaten, by kecamatan and name. Raises NoAccess."""
    raise NotImplementedError


def reminder(
    view: Submissions,
    kecamatan_code: str,
    puskesmas: str,
    *,
    deadline: date | None = None,
) -> str:
    """A polite text for WhatsApp: what this puskesmas has not sent. "" when nothing is missing.

    Holds names of places and months only, never anything of a child. Raises WrongCall for a
    puskesmas that is not in the view.
    """
    raise NotImplementedError
