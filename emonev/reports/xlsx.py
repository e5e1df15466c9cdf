"""A deck's figures as a workbook: a sheet per topic with true numbers, and the working paper.

Texts are written as texts, whatever they begin with: no cell of a sheet can become a formula here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from emonev.charts.slides import DEMO_MARK, Cell, Column, Deck, Table
from emonev.core.indonesian import MISSING, long_day
from emonev.reports.working_paper import COLUMNS_NEEDED, write_working_paper
from emonev.reports.xlsx_look import Look

Progress = Callable[[int, int, str], None]

HEAD_ROW = 4
"""First row of a table (from 0): title, filters and note stand above."""

LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")

SHEETS = {
    "wilayah": "Wilayah", "cakupan": "Cakupan", "tren": "Tren", "perubahan": "Perubahan",
    "kasus_baru": "Kasus baru", "umur": "Umur", "kualitas": "Kualitas data",
    "kelengkapan": "Siapa belum kirim", "definisi": "Istilah",
}  # fmt: skip
"""Table key → name of its sheet; another key is its own name."""


def write_xlsx(deck: Deck, path: Path, progress: Progress | None = None) -> None:
    """Write ``deck`` to ``path``. Raises OSError when it cannot be written."""
    tables = topics(deck)
    papers = [table for table in tables if {c.key for c in table.columns} >= COLUMNS_NEEDED]
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties(
        {
            "title": f"{deck.title}, {deck.subtitle}, {deck.period_label}",
            "author": deck.version,
            "subject": deck.filters_text,
        }
    )
    look = Look(book)
    names = Names()
    cover = book.add_worksheet(names.take("Sampul"))
    listed: list[tuple[str, str]] = []
    total = len(tables) + len(papers)
    for at, table in enumerate([*papers, *tables], start=1):
        working = at <= len(papers)
        name = names.take("Kertas kerja" if working else SHEETS.get(table.key, table.key))
        title = f"Kertas kerja: {table.title}" if working else table.title
        if progress:
            progress(at, total, name)
        sheet = book.add_worksheet(name)
        _frame(sheet, deck, look, title, table.note)
        if working:
            write_working_paper(sheet, table, look, HEAD_ROW)
        else:
            _table(sheet, table, look)
        listed.append((name, title))
    _cover(cover, deck, look, listed)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(None, "folder tidak ada, terkunci atau penuh") from error


def topics(deck: Deck) -> list[Table]:
    """Every different table of the deck, in the order of the slides; the definitions last."""
    found: list[Table] = []
    for slide in deck.slides:
        found += [table for table in slide.data if table not in found]
    return sorted(found, key=lambda table: table.key == "definisi")


class Names:
    """Names of sheets: allowed by Excel, at most 31 letters, no two alike."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """The name, with a number behind it when it is taken."""
        base = FORBIDDEN.sub(" ", wanted).strip()[:LONGEST_NAME] or "Lembar"
        name, number = base, 2
        while name.lower() in self._taken:
            end = f" {number}"
            name, number = base[: LONGEST_NAME - len(end)] + end, number + 1
        self._taken.add(name.lower())
        return name


def _frame(sheet: Any, deck: Deck, look: Look, title: str, note: str) -> None:
    """What every sheet says: title, filters, data date; printed in a landscape page's width."""
    sheet.write_string(0, 0, title, look.title)
    said = [DEMO_MARK if deck.demo else "", deck.filters_text, deck.data_date_text, deck.version]
    sheet.write_string(1, 0, " · ".join(part for part in said if part), look.quiet)
    sheet.write_string(2, 0, note, look.quiet)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    footer = f"{deck.subtitle} · {deck.period_label} · {deck.version} · {deck.audience}"
    sheet.set_footer(f"&L&8{footer.replace('&', '&&')[:180]}&R&8&P/&N")


def _table(sheet: Any, table: Table, look: Look) -> None:
    for at, column in enumerate(table.columns):
        title = f"{column.title} (persen poin)" if column.kind == "points" else column.title
        sheet.write_string(HEAD_ROW, at, title, look.head(column.kind))
        sheet.set_column(at, at, _width(column, [row[at] for row in table.rows]))
    for number, row in enumerate(table.rows):
        bold = number >= len(table.rows) - table.total_rows
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            write_cell(sheet, HEAD_ROW + 1 + number, at, cell, column, look, bold=bold)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.repeat_rows(HEAD_ROW)
    if table.rows:
        last = HEAD_ROW + len(table.rows) - table.total_rows
        sheet.autofilter(HEAD_ROW, 0, max(last, HEAD_ROW), len(table.columns) - 1)


def write_cell(
    sheet: Any, row: int, at: int, cell: Cell, column: Column, look: Look, *, bold: bool = False
) -> None:
    """A cell by what it is, never by how it looks: numbers as numbers, texts as texts."""
    style = look.cell(column.kind, bold=bold)
    if cell is None:
        sheet.write_string(row, at, MISSING if column.kind != "text" else "", style)
    elif isinstance(cell, str):
        sheet.write_string(row, at, cell, style)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, cell, style)
    elif column.kind == "points":
        sheet.write_number(row, at, 100 * cell, style)
    else:
        sheet.write_number(row, at, cell, style)


def _width(column: Column, cells: Sequence[Cell]) -> float:
    if column.kind != "text":
        return 14
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    return min(max(longest, len(column.title), 8) + 2, 70)


def _cover(sheet: Any, deck: Deck, look: Look, listed: Sequence[tuple[str, str]]) -> None:
    _frame(sheet, deck, look, f"{deck.title}, {deck.subtitle}", "")
    facts = [
        ("Periode", deck.period_label),
        ("Saringan", deck.filters_text),
        ("Data", deck.data_date_text),
        ("Dibuat", f"{long_day(deck.made_on)} dengan {deck.version}"),
        ("Untuk", "umum (jumlah kecil disembunyikan)" if deck.audience == "publik" else "internal"),
    ]
    row = 3
    for name, text in facts:
        sheet.write_string(row, 0, name, look.cell("text", bold=True))
        sheet.write_string(row, 1, text, look.cell("text"))
        row += 1
    row += 1
    sheet.write_string(row, 0, "Lembar", look.head("text"))
    sheet.write_string(row, 1, "Isi", look.head("text"))
    for name, title in listed:
        row += 1
        sheet.write_string(row, 0, name, look.cell("text", bold=True))
        sheet.write_string(row, 1, title, look.cell("text"))
    row += 2
    for term, meaning in deck.definitions:
        sheet.write_string(row, 0, term, look.cell("text", bold=True))
        sheet.write_string(row, 1, meaning, look.wrapped)
        row += 1
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
