"""A work list as A4 landscape pages, grouped by posyandu, to print and to tick off."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from emonev.charts.slides import DEMO_MARK
from emonev.core.indonesian import MISSING, day, decimal, integer
from emonev.reports.typeset import pdf
from emonev.reports.worklist_page import Book, Cell, Column, Sheet


def write_worklist_pdf(book: Book, path: Path) -> None:
    """Write ``book`` to ``path``. Raises OSError when it cannot be written."""
    path.write_bytes(pdf("daftar_kerja.typ", _data(book), book.made_on))


def _data(book: Book) -> dict[str, Any]:
    return {
        "title": book.title,
        "subtitle": book.subtitle,
        "privacy": book.privacy,
        "version": book.version,
        "demo": DEMO_MARK if book.demo else "",
        "facts": [list(pair) for pair in book.facts],
        "counts": [[c.title, c.children, c.baduta, c.bold] for c in book.counts],
        "notes": list(book.notes),
        "rules": [list(pair) for pair in book.rules],
        "sheets": [_sheet(sheet) for sheet in book.sheets],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "explains": sheet.explains,
        "size": sheet.size,
        "empty": sheet.empty,
        "columns": [
            {"title": c.title, "width": c.width, "number": c.kind in ("count", "decimal", "z")}
            for c in sheet.columns
        ],
        "groups": [
            {
                "title": group.title,
                "rows": [
                    [_text(cell, column) for cell, column in zip(row, sheet.columns, strict=True)]
                    for row in group.rows
                ],
            }
            for group in sheet.groups
        ],
    }


def _text(cell: Cell, column: Column) -> str:
    if cell is None:
        return MISSING
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, int):
        return integer(cell)
    return decimal(cell, 2 if column.kind == "z" else 1)
