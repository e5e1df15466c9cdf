"""A guarded file → raw sheets: rows of cells with their true Excel row and column numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emonev.ingest.container import Container, decoded

Row = list[Any]

HTML_MAX_CELLS = 4_000_000


@dataclass(slots=True)
class RawSheet:
    """Cells as read. ``rows[i]`` is Excel row ``first_row + i`` (1-based) and begins at 0-based
    column ``first_column``. Empty cells are "". ``row_numbers`` replaces the plain counting where
    blank lines were skipped. ``repaired``: Excel rows whose quotes were not closed."""

    name: str
    rows: list[Row]
    first_row: int = 1
    first_column: int = 0
    hidden: bool = False
    repaired: set[int] = field(default_factory=set)


class TooManyCells(Exception):
    """An HTML table grows past ``HTML_MAX_CELLS``."""


def read_sheets(path: Path, container: Container, skip: dict[str, str], only: str | None) -> (
    list[RawSheet]
):  # fmt: skip
    """All sheets of ``path`` in their order; those in ``skip`` and hidden ones come without rows
    (``only`` opens a hidden one by name)."""
    if container.kind in ("xlsx", "xls"):
        return _read_excel(path, skip, only)
    text = decoded(path, container.encoding or "utf-8")
    name = path.stem
    if container.kind == "html":
        return [_read_html(text, name)]
    return [read_delimited(text, name)]


def _read_excel(path: Path, skip: dict[str, str], only: str | None) -> list[RawSheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_path(str(path))
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        hidden = meta.visible != SheetVisibleEnum.Visible
        if meta.name in skip or (hidden and meta.name != only):
            sheets.append(RawSheet(meta.name, [], hidden=True))
            continue
        sheet = book.get_sheet_by_name(meta.name)
        start = sheet.start or (0, 0)
        rows = sheet.to_python(skip_empty_area=True)
        sheets.append(RawSheet(meta.name, rows, start[0] + 1, start[1]))
    return sheets


# --- delimited text


def read_delimited(text: str, name: str) -> RawSheet:
    """Comma, semicolon or tab separated text; an unclosed quote never swallows the lines below."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    if lines and lines[0].lower().startswith("sep="):
        lines[0] = ""
    delimiter = delimiter_of(lines)
    rows, repaired = _split_lines(lines, delimiter)
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return RawSheet(name, rows, repaired=repaired)


def delimiter_of(lines: list[str]) -> str:
    """The separator that splits the first lines most evenly into most fields; "," for none."""
    sample = [line for line in lines[:60] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in (";", "\t", ",", "|"):
        counts = sorted(_count_outside_quotes(line, delimiter) for line in sample)
        if not counts:
            continue
        middle = counts[len(counts) // 2]
        alike = sum(c == middle for c in counts) / len(counts)
        score = middle * (0.5 + alike)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _count_outside_quotes(line: str, delimiter: str) -> int:
    return sum(part.count(delimiter) for part in line.split('"')[::2])


def _split_lines(lines: list[str], delimiter: str) -> tuple[list[Row], set[int]]:
    if all(line.count('"') % 2 == 0 for line in lines):
        return [_split(line, delimiter) for line in lines] if any(
            '"' in line for line in lines
        ) else [line.split(delimiter) if line else [] for line in lines], set()
    width = _usual_width(lines, delimiter)
    rows: list[Row] = []
    repaired: set[int] = set()
    at = 0
    while at < len(lines):
        line = lines[at]
        taken = 1
        if line.count('"') % 2:
            joined, taken = _joined_record(lines, at, delimiter, width)
            if taken == 1:
                repaired.add(len(rows) + 1)
                row = [part.strip('"') for part in line.split(delimiter)]
            else:
                row = joined
        else:
            row = _split(line, delimiter)
        rows.append(row)
        at += taken
    return rows, repaired


def _split(line: str, delimiter: str) -> Row:
    if '"' not in line:
        return line.split(delimiter) if line else []
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _usual_width(lines: list[str], delimiter: str) -> int:
    widths: dict[int, int] = {}
    for line in lines[:500]:
        width = len(_split(line, delimiter))
        widths[width] = widths.get(width, 0) + 1
    return max(widths, key=lambda w: widths[w], default=0)


def _joined_record(lines: list[str], at: int, delimiter: str, width: int) -> tuple[Row, int]:
    """A cell with line breaks inside: up to 5 lines that together have the usual width."""
    for taken in range(2, 6):
        block = "\n".join(lines[at : at + taken])
        if at + taken > len(lines):
            break
        if block.count('"') % 2:
            continue
        try:
            records = list(csv.reader(io.StringIO(block), delimiter=delimiter))
        except csv.Error:
            break
        if len(records) == 1 and len(records[0]) == width:
            return records[0], taken
        break
    return [], 1


def unfolded(cell: object, width: int | None = None) -> Row | None:
    """A whole CSV line inside one cell → its fields, or None. ``width``: the fields expected."""
    if not isinstance(cell, str):
        return None
    for delimiter in (";", "\t", ","):
        if cell.count(delimiter) < 3:
            continue
        fields = _split(cell, delimiter)
        if width is None or len(fields) == width:
            return fields
    return None


# --- HTML


def _read_html(text: str, name: str) -> RawSheet:
    """Every table under each other, with the text before it as a row of its own."""
    from html.parser import HTMLParser

    class Tables(HTMLParser):
        """Collects rows of (text, colspan, rowspan); text outside tables is one row each."""

        def __init__(self) -> None:
            super().__init__(convert_charrefs=True)
            self.rows: list[list[tuple[str, int, int]]] = []
            self.row: list[tuple[str, int, int]] | None = None
            self.cell: list[str] | None = None
            self.span = (1, 1)
            self.depth = 0
            self.quiet = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in ("script", "style", "title"):
                self.quiet += 1
            elif tag == "table":
                self.depth += 1
            elif tag == "tr":
                self._end_row()
                self.row = []
            elif tag in ("td", "th"):
                self._end_cell()
                if self.row is None:
                    self.row = []
                values = dict(attrs)
                self.span = (_span(values.get("colspan")), _span(values.get("rowspan")))
                self.cell = []
            elif tag == "br" and self.cell is not None:
                self.cell.append(" ")

        def handle_endtag(self, tag: str) -> None:
            if tag in ("script", "style", "title"):
                self.quiet = max(0, self.quiet - 1)
            elif tag in ("td", "th"):
                self._end_cell()
            elif tag == "tr":
                self._end_row()
            elif tag == "table":
                self._end_row()
                self.depth = max(0, self.depth - 1)

        def handle_data(self, data: str) -> None:
            if self.quiet:
                return
            if self.cell is not None:
                self.cell.append(data)
            elif not self.depth and data.strip():
                self.rows.append([(data.strip(), 1, 1)])

        def _end_cell(self) -> None:
            if self.cell is not None and self.row is not None:
                self.row.append(("".join(self.cell).strip(" \t\r\n"), *self.span))
            self.cell = None

        def _end_row(self) -> None:
            self._end_cell()
            if self.row is not None:
                self.rows.append(self.row)
            self.row = None

    parser = Tables()
    parser.feed(text)
    parser.close()
    parser._end_row()
    return RawSheet(name, _resolve_spans(parser.rows))


def _span(value: str | None) -> int:
    try:
        return min(1000, max(1, int(value or 1)))
    except ValueError:
        return 1


def _resolve_spans(rows: list[list[tuple[str, int, int]]]) -> list[Row]:
    """Merged cells as Excel keeps them: the text in the first cell, the others empty."""
    result: list[Row] = []
    open_spans: dict[int, int] = {}
    total = 0
    for row in rows:
        out: Row = []
        later: dict[int, int] = {}
        for text, columns, height in row:
            while open_spans.get(len(out), 0) > 0:
                out.append("")
            for offset in range(columns):
                if height > 1:
                    later[len(out)] = height - 1
                out.append(text if offset == 0 else "")
            total += columns
            if total > HTML_MAX_CELLS:
                raise TooManyCells
        open_spans = {c: n - 1 for c, n in open_spans.items() if n > 1}
        open_spans.update(later)
        result.append(out)
    width = max(map(len, result), default=0)
    if width * len(result) > HTML_MAX_CELLS * 2:
        raise TooManyCells
    for out in result:
        out.extend([""] * (width - len(out)))
    return result
