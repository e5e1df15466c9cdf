"""One list as a workbook: title, what it says of itself, a header, rows; nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

from emonev.reports.xlsx_look import Look

Head = tuple[str, str, int]
"""Title, kind of its cells ("text" | "count" | "year" | "share": proportions), width."""

Cell = str | int | float | None


def listing(
    sheet: str,
    title: str,
    told: Sequence[str],
    heads: Sequence[Head],
    rows: Iterable[Sequence[Cell]],
) -> bytes:
    """The workbook's bytes. Rows in the order of ``heads``; texts stay texts, never formulas;
    None and "" stay empty."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    look = Look(book)
    page = book.add_worksheet(sheet)
    page.write_string(0, 0, title, look.title)
    for number, line in enumerate(told, start=1):
        page.write_string(number, 0, line, look.quiet)
    top = len(told) + 2
    for column, (name, kind, width) in enumerate(heads):
        page.write_string(top, column, name, look.head(kind))
        page.set_column(column, column, width)
    at = top
    for at, row in enumerate(rows, start=top + 1):
        for column, ((_, kind, _), value) in enumerate(zip(heads, row, strict=True)):
            if isinstance(value, (int, float)):
                page.write_number(at, column, value, look.cell(kind))
            elif value:
                page.write_string(at, column, value, look.wrapped)
    page.autofilter(top, 0, at, len(heads) - 1)
    page.freeze_panes(top + 1, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    book.close()
    return made.getvalue()
