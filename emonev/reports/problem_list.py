"""The problems of one upload as a workbook: to pass on to the puskesmas that sent the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

from emonev.reports.xlsx_look import Look

HEAD = ("Lembar", "Sel", "Baris", "Akibat", "Masalah", "Ditemukan", "Seharusnya",
        "Cara memperbaiki", "Jumlah")  # fmt: skip
WIDTHS = (20, 8, 8, 14, 44, 26, 34, 58, 9)


def problem_list(title: str, told: str, rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """The workbook's bytes. ``rows`` in the order of ``HEAD``; texts stay texts, never formulas."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    look = Look(book)
    page = book.add_worksheet("Daftar masalah")
    page.write_string(0, 0, title, look.title)
    page.write_string(1, 0, told, look.quiet)
    for column, (name, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        kind = "count" if name in ("Baris", "Jumlah") else "text"
        page.write_string(3, column, name, look.head(kind))
        page.set_column(column, column, width)
    at = 3
    for at, row in enumerate(rows, start=4):
        for column, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(at, column, value, look.cell("count"))
            elif value:
                page.write_string(at, column, str(value), look.wrapped)
    page.autofilter(3, 0, at, len(HEAD) - 1)
    page.freeze_panes(4, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(3)
    book.close()
    return made.getvalue()
