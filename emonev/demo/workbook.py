"""Rows as an xlsx file in the shape of the export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from emonev.demo.sheet import HEADER, NBSP

if TYPE_CHECKING:
    from emonev.demo.sheet import Cell

SHEET_NAME = "Application List"


def write_workbook(path: Path, rows: Sequence[Sequence[Cell]], exported: datetime) -> None:
    """Write "Data Tanggal : …", the header (its cells end in NBSP) and ``rows``."""
    import xlsxwriter

    # Shared strings, as Excel saves them: smaller, and written and read faster than inline ones.
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "DATA CONTOH", "created": exported})
    as_date = book.add_format({"num_format": "dd/mm/yyyy"})
    page = book.add_worksheet(SHEET_NAME)
    page.write_string(0, 0, f"Data Tanggal : {exported:%Y-%m-%d %H:%M:%S}")
    for column, title in enumerate(HEADER):
        page.write_string(1, column, title + NBSP)
    for at, row in enumerate(rows, start=2):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, str):
                page.write_string(at, column, cell)
            elif isinstance(cell, date):
                page.write_datetime(at, column, cell, as_date)
            else:
                page.write_number(at, column, cell)
    book.close()
