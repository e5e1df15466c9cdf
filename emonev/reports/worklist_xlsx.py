"""A work list as a workbook to print and to tick off: a first page, then a sheet per list.

Texts are written as texts, whatever they begin with: no name can become a formula here.
"""

from __future__ import annotations

from itertools import compress
from pathlib import Path
from textwrap import wrap
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from emonev.charts.slides import DEMO_MARK
from emonev.core.indonesian import MISSING
from emonev.reports.worklist_page import Book, Cell, Column, Sheet
from emonev.reports.xlsx_look import ACCENT

HEAD_ROW = 4
"""First row of a table (from 0): title, what it is, privacy and a free row stand above."""

_FORMATS = {
    "text": "@", "count": "[$-421]#,##0", "decimal": "[$-421]0.0",
    "z": r"[$-421]0.00;\−0.00;0.00", "date": "[$-421]d mmm yyyy",
}  # fmt: skip

_ALIGN = {"text": "left", "count": "center", "decimal": "right", "z": "right", "date": "center"}

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Look:
    """The formats of the workbook, made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._cells: dict[tuple[str, bool], Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
        self.text = book.add_format({"valign": "top", "text_wrap": True})
        self.right = book.add_format({"align": "right", "valign": "top"})
        self.right_bold = book.add_format({"align": "right", "valign": "top", "bold": True})
        self.quiet = book.add_format({"font_color": "#566164", "text_wrap": True, "valign": "top"})
        self.privacy = book.add_format(
            {"bold": True, "font_color": "#c2570c", "text_wrap": True, "valign": "top"}
        )
        self.head = book.add_format(
            {"bold": True, "font_color": "#ffffff", "bg_color": ACCENT, "text_wrap": True,
             "valign": "vcenter", "border": 1, "border_color": "#b9c3c5"}
        )  # fmt: skip

    def cell(self, column: Column, *, first: bool) -> Any:
        """A cell of a list; ``first``: a new posyandu begins, so a line stands above."""
        key = (column.kind if not column.wrap else "wrap", first)
        if key not in self._cells:
            form: dict[str, Any] = {
                "num_format": _FORMATS[column.kind], "valign": "top", "border": 1,
                "border_color": "#b9c3c5", "text_wrap": column.wrap,
                "align": _ALIGN[column.kind], "indent": int(column.kind == "text"),
            }  # fmt: skip
            if first:
                form |= {"top": 2, "top_color": ACCENT}
            self._cells[key] = self._book.add_format(form)
        return self._cells[key]


def write_worklist_xlsx(book: Book, path: Path) -> None:
    """Write ``book`` to ``path``. Raises OSError when it cannot be written."""
    made = xlsxwriter.Workbook(str(path), _SAFE)
    made.set_properties({"title": f"{book.title}, {book.subtitle}", "author": book.version})
    look = _Look(made)
    _first_page(made.add_worksheet("Ringkasan"), book, look)
    for sheet in book.sheets:
        _list(made.add_worksheet(sheet.name), book, sheet, look)
    try:
        made.close()
    except FileCreateError as error:
        raise OSError(None, "folder tidak ada, terkunci atau penuh") from error


def _frame(page: Any, book: Book) -> None:
    """A4 landscape, a page wide; the footer says what it is and whom it is for."""
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    said = [DEMO_MARK if book.demo else "", "Memuat nama anak, jangan disebarkan", book.subtitle]
    footer = " · ".join(part for part in said if part).replace("&", "&&")
    page.set_footer(f"&L&8{footer[:180]}&R&8&P/&N")


def _first_page(page: Any, book: Book, look: _Look) -> None:
    _frame(page, book)
    page.fit_to_pages(1, 1)
    page.set_column(0, 0, 44)
    page.set_column(1, 2, 10)
    page.set_column(3, 3, 62)
    title = f"{DEMO_MARK} · {book.title}" if book.demo else book.title
    page.write_string(0, 0, title, look.title)
    _wide(page, 1, 0, book.subtitle, look.bold, 110)
    _wide(page, 2, 0, book.privacy, look.privacy, 120)
    row = 4
    for name, text in book.facts:
        page.write_string(row, 0, name, look.bold)
        _wide(page, row, 1, text, look.text, 78)
        row += 1
    row = _counts(page, book, look, row + 1)
    for text in book.notes:
        _wide(page, row, 0, text, look.text, 120)
        row += 1
    row += 1
    page.write_string(row, 0, "Batas yang dipakai", look.head)
    _wide(page, row, 1, "Sumber", look.head, 78)
    for rule, source in book.rules:
        row += 1
        page.write_string(row, 0, rule, look.text)
        _wide(page, row, 1, source, look.quiet, 78)
        page.set_row(row, 15 * max(_lines(rule, 40), _lines(source, 78)))


def _wide(page: Any, row: int, at: int, text: str, style: Any, letters: int) -> None:
    """A text over the columns from ``at`` to the last, high enough for all its lines."""
    page.merge_range(row, at, row, 3, "", style)
    page.write_string(row, at, text, style)
    page.set_row(row, 15 * _lines(text, letters))


def _counts(page: Any, book: Book, look: _Look, row: int) -> int:
    for at, title in enumerate(("Daftar", "Anak", "Baduta")):
        page.write_string(row, at, title, look.head)
    for count in book.counts:
        row += 1
        name = count.title if count.bold else f"    {count.title}"
        page.write_string(row, 0, name, look.bold if count.bold else look.text)
        style = look.right_bold if count.bold else look.right
        page.write_string(row, 1, count.children, style)
        page.write_string(row, 2, count.baduta, style)
    return row + 2


def _list(page: Any, book: Book, sheet: Sheet, look: _Look) -> None:
    _frame(page, book)
    number, *own = sheet.columns
    shown = [not column.on_paper for column in own]
    columns = [number, *book.places, *compress(own, shown)]
    last = len(columns) - 1
    mark = f"{DEMO_MARK} · " if book.demo else ""
    page.write_string(0, 0, f"{mark}{sheet.title} · {book.subtitle}", look.title)
    for row, text, style in ((1, sheet.explains, look.quiet), (2, book.privacy, look.privacy)):
        page.merge_range(row, 0, row, last, "", style)
        page.write_string(row, 0, text, style)
        page.set_row(row, 15 * _lines(text, int(sum(column.width for column in columns))))
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width + 0.7)
        page.write_string(HEAD_ROW, at, column.title, look.head)
    page.set_row(HEAD_ROW, 32)
    row = HEAD_ROW
    for group in sheet.groups:
        for place, (first, *rest) in zip(group.places, group.rows, strict=True):
            row += 1
            cells = [first, *place, *compress(rest, shown)]
            pairs = list(zip(cells, columns, strict=True))
            page.set_row(row, 15 * max(_height(cell, column) for cell, column in pairs))
            for at, (cell, column) in enumerate(pairs):
                style = look.cell(column, first=first == group.rows[0][0])
                _write(page, row, at, cell, style)
    if not sheet.size:
        page.write_string(row + 1, 0, sheet.empty, look.bold)
        return
    page.freeze_panes(HEAD_ROW + 1, 0)
    page.repeat_rows(HEAD_ROW)
    page.autofilter(HEAD_ROW, 0, row, last)


def _write(page: Any, row: int, at: int, cell: Cell, style: Any) -> None:
    """A cell by what it is: numbers as numbers, dates as dates, texts as texts."""
    if cell is None:
        page.write_string(row, at, MISSING, style)
    elif isinstance(cell, str):
        page.write_string(row, at, cell, style)
    elif isinstance(cell, int | float):
        page.write_number(row, at, cell, style)
    else:
        page.write_datetime(row, at, cell, style)


def _height(cell: Cell, column: Column) -> int:
    """Lines the cell takes; said in the file, since not every program works it out on opening."""
    if not column.wrap or not isinstance(cell, str):
        return 1
    return max(1, len(wrap(cell, int(1.1 * column.width))))


def _lines(text: str, width: int) -> int:
    """Lines a wrapped text takes in a cell so many letters wide (Excel does not grow merged
    cells by itself)."""
    return max(1, -(-len(text) // max(width, 1)))
