"""A work list written to one file; what stays with the caller holds no name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from time import monotonic

from emonev.core.scope import Scope
from emonev.errors import Refused, WrongCall
from emonev.reports.worklist_page import Count
from emonev.services.import_result import ImportOptions
from emonev.services.worklist import STEPS, Progress, worklist
from emonev.services.worklist_rules import month_word
from emonev.services.worklist_words import counts_of, in_words
from emonev.store.home import Home
from emonev.store.store import Cursor, Store, sql

WRITERS = {
    ".xlsx": ("emonev.reports.worklist_xlsx", "write_worklist_xlsx"),
    ".pdf": ("emonev.reports.worklist_pdf", "write_worklist_pdf"),
}
"""Ending of the file → where it is written; loaded when asked for."""


@dataclass(frozen=True, slots=True)
class WorklistFile:
    """A work list that was written. ``counts``: children per list; ``seconds`` for all of it."""

    file: Path
    size: int
    seconds: float
    month: str
    children: int
    counts: tuple[Count, ...]
    notes: tuple[str, ...]


def worklist_name(file_name: str, suffix: str) -> str:
    """ "data maret.csv", ".pdf" → "data maret (daftar kerja).pdf"."""
    return f"{Path(file_name).stem} (daftar kerja){suffix}"


def write_worklist(
    scope: Scope,
    store: Store,
    home: Home,
    path: Path,
    out: Path,
    options: ImportOptions,
    *,
    who: str,
    today: date,
    now: datetime,
    label: str = "",
    progress: Progress | None = None,
) -> WorklistFile:
    """Make the work list of ``path`` and write it to ``out`` (.xlsx or .pdf).

    ``label``: the file's name as the user knows it. Raises WrongCall (another ending, unknown
    area), Refused, NoAccess (see ``worklist``).
    """
    began = monotonic()
    write = _writer(out.suffix.lower())
    made = worklist(
        scope, store, home, path, options, who=who, today=today, now=now, progress=progress
    )
    if progress:
        progress(STEPS - 1, STEPS, "menulis berkas")
    with store.reading() as cursor:
        title = _title(cursor, made.kabupaten)
    try:
        write(in_words(made, label or path.name, title, today=today), out)
    except OSError as error:
        raise Refused(
            "tidak_dapat_ditulis",
            f"{out.name} tidak dapat ditulis.",
            hint="Tutup berkas itu bila sedang terbuka, atau pilih folder lain.",
        ) from error
    if progress:
        progress(STEPS, STEPS, "selesai")
    return WorklistFile(
        out, out.stat().st_size, monotonic() - began, month_word(made.month), made.children,
        counts_of(made), made.notes,
    )  # fmt: skip


def _writer(suffix: str) -> Callable[..., None]:
    if suffix not in WRITERS:
        raise WrongCall(
            f"Daftar kerja tidak dapat ditulis sebagai {suffix or 'berkas tanpa akhiran'}.",
            hint="Akhiri nama berkasnya dengan .xlsx atau .pdf.",
        )
    module, function = WRITERS[suffix]
    found: Callable[..., None] = getattr(import_module(module), function)
    return found


def _title(cursor: Cursor, kabupaten: str) -> str:
    row = cursor.execute(sql("kabupaten_title"), {"code": kabupaten}).fetchone()
    return str(row[0]) if row else ""
