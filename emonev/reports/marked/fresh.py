"""A marked xlsx from sheets that are no xlsx: CSV, HTML, old .xls. Rows and columns stay where the
messages say they are; what those files do not tell (widths, number formats) is set plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from emonev.ingest.marks import COLUMN, SUMMARY_SHEET
from emonev.ingest.read import RawSheet
from emonev.reports.marked.comments_part import AUTHOR
from emonev.reports.marked.problems import COLOURS, CodeLine, SheetMarks, by_column, row_text
from emonev.reports.marked.summary import HEAD_ROW, WIDTHS, rows_of

NAME_LIMIT = 31
"""Letters of a sheet's name in Excel."""


def mark_sheets(
    raws: Sequence[RawSheet],
    out: Path,
    marks: Mapping[str, SheetMarks],
    lines: Sequence[CodeLine],
    file_name: str,
) -> None:
    """Write the sheets as values with their problems marked. Raises OSError."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(out),
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
         "nan_inf_to_errors": True},
    )  # fmt: skip
    formats = _Formats(book)
    summary = book.add_worksheet(SUMMARY_SHEET)
    summary.hide_gridlines(2)
    summary.set_landscape()
    summary.fit_to_pages(1, 0)
    for at, width in enumerate(WIDTHS):
        summary.set_column(at, at, width)
    for number, row in enumerate(rows_of(file_name, lines)):
        look = formats.head if number + 1 in (1, HEAD_ROW) else formats.text
        for at, value in enumerate(row):
            summary.write(number, at, value, look if number + 1 >= HEAD_ROW else None)
    used: set[str] = {SUMMARY_SHEET.lower()}
    for raw in raws:
        _sheet(book.add_worksheet(sheet_name(raw.name, used)), raw, marks.get(raw.name), formats)
    book.close()


def sheet_name(name: str, used: set[str]) -> str:
    """A name that Excel takes: no forbidden letter, short, not twice."""
    bare = "".join("_" if c in "[]:*?/\\" else c for c in name).strip("'") or "Lembar"
    short = bare[:NAME_LIMIT]
    number = 2
    while short.lower() in used:
        short = f"{bare[: NAME_LIMIT - 4]} ({number})"
        number += 1
    used.add(short.lower())
    return short


class _Formats:
    """Formats of the book, made once."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        colours = {severity: f"#{argb[2:]}" for severity, argb in COLOURS.items()}
        self.marked = {s: book.add_format({"bg_color": c}) for s, c in colours.items()}
        self.marked_date = {
            s: book.add_format({"bg_color": c, "num_format": "yyyy-mm-dd"})
            for s, c in colours.items()
        }


def _sheet(page: Any, raw: RawSheet, marks: SheetMarks | None, formats: _Formats) -> None:
    wide = max(map(len, raw.rows), default=0)
    our_column = raw.first_column + wide
    for at, cells in enumerate(raw.rows):
        row = raw.first_row + at
        found = by_column(marks.rows.get(row, [])) if marks else {}
        for c, value in enumerate(cells):
            column = raw.first_column + c
            problems = found.pop(column, None)
            _write(page, row - 1, column, value, problems, formats)
            if problems:
                _comment(page, row - 1, column, problems)
        for column, problems in found.items():
            page.write_blank(row - 1, column, None, formats.marked[problems[0].severity])
            _comment(page, row - 1, column, problems)
        if marks and marks.header_row == row:
            page.write_string(row - 1, our_column, COLUMN, formats.head)
        elif marks and row in marks.rows:
            page.write_string(row - 1, our_column, row_text(marks.rows[row]), formats.text)
    for at, width in enumerate(_widths(raw.rows)):
        page.set_column(raw.first_column + at, raw.first_column + at, width)
    page.set_column(our_column, our_column, 48)
    if marks and marks.header_row and raw.rows:
        last = raw.first_row + len(raw.rows) - 1
        page.autofilter(marks.header_row - 1, raw.first_column, last - 1, our_column)
        page.freeze_panes(marks.header_row, 0)


_NARROWEST, _WIDEST, _ROWS_LOOKED_AT = 6, 32, 200


def _widths(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Letters that the cells of each column need; a title alone in its row counts for none."""
    needed: dict[int, int] = {}
    for cells in rows[:_ROWS_LOOKED_AT]:
        filled = [(at, _length(value)) for at, value in enumerate(cells) if _length(value)]
        for at, length in filled if len(filled) > 1 else ():
            needed[at] = max(needed.get(at, 0), length)
    wide = max(needed, default=-1) + 1
    return [min(_WIDEST, max(_NARROWEST, needed.get(at, 0) + 2)) for at in range(wide)]


def _length(value: Any) -> int:
    """Letters of a cell as shown; a date has the ten of its format."""
    return len(str(value)) if value is not None else 0


def _comment(page: Any, row: int, column: int, problems: Sequence[Any]) -> None:
    text = "\n\n".join(mark.text for mark in problems)
    page.write_comment(row, column, text, {"author": AUTHOR, "x_scale": 2, "y_scale": 1.4})


def _write(
    page: Any, row: int, column: int, value: Any, problems: Sequence[Any] | None, formats: _Formats
) -> None:
    severity = problems[0].severity if problems else None
    look = formats.marked[severity] if severity else None
    if value is None or value == "":
        if look is not None:
            page.write_blank(row, column, None, look)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value, look or formats.moment)
    elif isinstance(value, date):
        page.write_datetime(
            row, column, value, formats.marked_date[severity] if severity else formats.date
        )
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, (int, float)):
        page.write_number(row, column, value, look)
    elif isinstance(value, (time, timedelta)):
        page.write_string(row, column, str(value), look)
    else:
        page.write_string(row, column, str(value), look)
