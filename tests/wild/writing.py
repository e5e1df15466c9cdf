"""Drafts → files: xlsx, BIFF xls, HTML named .xls, delimited text."""

from __future__ import annotations

import csv
import html
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.wild.drafts import Draft, Formula, Grid

EXTENSIONS = {"xlsx": "xlsx", "xls": "xls", "html": "xls", "csv": "csv"}
LONGEST_TEXT = 32_767
"""What a cell of Excel holds; BIFF and xlsx writers refuse more."""


def write(draft: Draft, folder: Path) -> Path:
    """Write the draft; the file's name says nothing of its content."""
    path = folder / f"berkas.{EXTENSIONS[draft.container]}"
    {"xlsx": _xlsx, "xls": _xls, "html": _html, "csv": _csv}[draft.container](draft, path)
    for change in draft.bytes_changed:
        path.write_bytes(change(path.read_bytes()))
    return path


def extent(draft: Draft, path: Path) -> dict[str, tuple[int, int]]:
    """Sheet name → rows and columns that stand in the file."""
    if draft.container == "csv":
        text = path.read_bytes().decode(draft.encoding, "replace").replace("\r", "\n")
        lines = text.split("\n")
        width = max(max(line.count(d) for d in ",;\t|") for line in lines) + 1
        return {path.stem: (len(lines), width)}
    sizes = {name: (len(grid), max(map(len, grid), default=0)) for name, grid, _ in draft.sheets()}
    return {path.stem: sizes[draft.sheet]} if draft.container == "html" else sizes


def _xlsx(draft: Draft, path: Path) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False,
               "default_date_format": "dd/mm/yyyy"}  # fmt: skip
    book = xlsxwriter.Workbook(str(path), options)
    shown = False
    for name, grid, hidden in draft.sheets():
        page = book.add_worksheet(name)
        if hidden:
            page.hide()
        elif not shown:
            page.activate()
            page.set_first_sheet()
            shown = True
        for r, row in enumerate(grid):
            for c, value in enumerate(row):
                _xlsx_cell(page, r, c, value)
        if name == draft.sheet:
            _dressed(draft, page, grid)
    book.close()


def _xlsx_cell(page: Any, r: int, c: int, value: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Formula):
        page.write_formula(r, c, value.text, None, "" if value.result is None else value.result)
    elif isinstance(value, (datetime, date)):
        page.write_datetime(r, c, value)
    elif isinstance(value, str):
        page.write_string(r, c, value[:LONGEST_TEXT])
    else:
        page.write(r, c, value)


def _dressed(draft: Draft, page: Any, grid: Grid) -> None:
    """What Excel keeps beside values: merged cells, comments, hidden rows and columns."""
    top = len(draft.above)
    if draft.merged and draft.header:
        for level, row in enumerate(draft.heading()[:-1]):
            start = 0
            for c in range(1, len(row) + 1):
                inside = c < len(row) and not row[c] and draft.columns[c].group and (
                    draft.columns[c].group == draft.columns[start].group)  # fmt: skip
                if not inside:
                    if c - start > 1 and row[start]:
                        place = (top + level, start + draft.lead, top + level, c - 1 + draft.lead)
                        page.merge_range(*place, row[start])
                    start = c
    if draft.comments:
        page.write_comment(top, draft.lead, "Mohon diperiksa =1+1 <b>!</b>")
        page.write_comment(len(grid) - 1, draft.lead + 1, "x" * 300)
    if draft.hidden_rows:
        for r in range(top + draft.height + 1, len(grid), 3):
            page.set_row(r, None, None, {"hidden": True})
        page.set_column(draft.lead + 1, draft.lead + 1, None, None, {"hidden": True})


def _xls(draft: Draft, path: Path) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for name, grid, hidden in draft.sheets():
        page = book.add_sheet(name, cell_overwrite_ok=True)
        page.visibility = int(hidden)
        for r, row in enumerate(grid[:65_536]):
            for c, value in enumerate(row[:256]):
                value = value.result if isinstance(value, Formula) else value
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    page.write(r, c, value[:LONGEST_TEXT])
                elif isinstance(value, date):
                    page.write(r, c, value, style)
                else:
                    page.write(r, c, value)
    book.save(str(path))


def _html(draft: Draft, path: Path) -> None:
    lines = ['<table border="1">']
    for row in draft.grid():
        cells = "".join(
            f"<td>{html.escape(_text(v)).replace(chr(160), '&nbsp;')}</td>" for v in row
        )
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</table>")
    path.write_bytes("\n".join(lines).encode("utf-8", "replace"))


def _csv(draft: Draft, path: Path) -> None:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if draft.quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=draft.delimiter, lineterminator=draft.line_end,
                        quoting=quoting)  # fmt: skip
    for row in draft.grid():
        writer.writerow([_text(v) for v in row])
    path.write_bytes((draft.first_line + out.getvalue()).encode(draft.encoding, "replace"))


def _text(value: Any) -> str:
    value = value.result if isinstance(value, Formula) else value
    return "" if value is None else str(value)
