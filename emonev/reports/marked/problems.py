"""The problems of one file as the marked workbook shows them: per cell, per row, per code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import Issue, Severity

ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
"""Heaviest first: the colour of a cell is that of its heaviest problem."""

_CELL = re.compile(r"^([A-Z]{1,3})(\d+)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """One problem of one cell: 0-based column, what to show in its comment."""

    column: int
    severity: Severity
    title: str
    text: str


@dataclass(slots=True)
class SheetMarks:
    """Problems of one sheet. ``rows``: 1-based Excel row → its marks, in column order.

    ``header_row`` is where the header of our column goes (None: no column is added).
    """

    header_row: int | None = None
    rows: dict[int, list[Mark]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of the summary: a code in a sheet, how often, an example cell, how to mend it."""

    sheet: str
    severity: Severity
    title: str
    count: int
    example: str
    expected: str
    mend: str


def marks_of(
    issues: Sequence[Issue], header_rows: Mapping[str, int | None]
) -> dict[str, SheetMarks]:
    """Sheet → marks. Notes are no marks: they stand in the summary only."""
    found = {sheet: SheetMarks(row) for sheet, row in header_rows.items()}
    for issue in issues:
        kind = CATALOGUE.get(issue.code)
        if kind is None or kind.severity is Severity.NOTE or issue.row is None:
            continue
        sheet = found.setdefault(issue.sheet or "", SheetMarks())
        mark = Mark(_column(issue.cell), kind.severity, kind.title, _comment(issue))
        sheet.rows.setdefault(issue.row, []).append(mark)
    for sheet in found.values():
        for marks in sheet.rows.values():
            marks.sort(key=lambda mark: (mark.column, ORDER.index(mark.severity)))
    return found


def _column(cell: str | None) -> int:
    """0-based column; a problem of the whole row is shown at its first cell."""
    found = _CELL.match(cell or "")
    if not found:
        return 0
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _comment(issue: Issue) -> str:
    kind = CATALOGUE[issue.code]
    where = issue.cell or f"baris {issue.row}"
    lines = [f"{kind.title} ({where})"]
    if issue.found:
        lines.append(f"Tertulis: {issue.found}")
    lines.append(f"Seharusnya: {issue.expected or kind.expected}")
    lines.append(f"Perbaiki: {kind.mend}")
    return "\n".join(lines)


def summary_of(
    issues: Sequence[Issue], counts: Mapping[str, Mapping[str, int]]
) -> tuple[CodeLine, ...]:
    """A line per sheet and code, heaviest and most frequent first; counts are complete even where
    not every cell is listed."""
    examples: dict[tuple[str, str], str] = {}
    for issue in issues:
        where = issue.cell or (f"baris {issue.row}" if issue.row else "")
        examples.setdefault((issue.sheet or "", issue.code), where)
    lines = [
        CodeLine(
            sheet, CATALOGUE[code].severity, CATALOGUE[code].title, count,
            examples.get((sheet, code), ""), CATALOGUE[code].expected, CATALOGUE[code].mend,
        )
        for sheet, codes in counts.items()
        for code, count in codes.items()
        if code in CATALOGUE
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda one: (ORDER.index(one.severity), -one.count, one.title)))


def row_text(marks: Sequence[Mark]) -> str:
    """What our column says of a row: every different problem once."""
    return "; ".join(dict.fromkeys(mark.title for mark in marks))


def by_column(marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """The marks of a row by column, heaviest first."""
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.column, []).append(mark)
    return found


COLOURS = {Severity.ERROR: "FFF6B478", Severity.WARNING: "FFFFF2A8"}
"""Fill of a marked cell (ARGB): orange where its row is rejected, yellow where it was changed."""

WORDS = {
    Severity.ERROR: "baris ditolak",
    Severity.WARNING: "nilai diubah atau dikosongkan",
    Severity.NOTE: "untuk diketahui",
}
