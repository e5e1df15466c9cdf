"""A guarded file → raw sheets: rows of cells with their true Excel row and column numbers."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from emonev.ingest.container import Container, decoded

Row = list[Any]

HTML_MAX_CELLS = 4_000_000

MOST_LINES = 50
"""A quoted cell of a CSV spans no more lines; a quote open for longer was never closed."""
_FEW_LINES = 5
_TELLING_WIDTH = 4
"""A line of so many fields inside a quoted cell is no accident."""


@dataclass(slots=True)
class RawSheet:
    """Cells as read. ``rows[i]`` is Excel row ``first_row + i`` (1-based) and begins at 0-based
    column ``first_column``. Empty cells are "". ``row_numbers`` replaces the plain counting where
    blank lines were skipped. ``repaired``: Excel rows whose quotes were not closed. ``unfilled``:
    cells (Excel row, 0-based column) whose formula has no stored result."""

    name: str
    rows: list[Row]
    first_row: int = 1
    first_column: int = 0
    hidden: bool = False
    repaired: set[int] = field(default_factory=set)
    unfilled: list[tuple[int, int]] = field(default_factory=list)
    named: bool = True
    """False for CSV and HTML: the name is that of the file."""


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
        del lines[0]  # Excel obeys this line and does not show it
    delimiter = delimiter_of(lines)
    rows, repaired = _split_lines(lines, delimiter)
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return RawSheet(name, rows, repaired=repaired, named=False)


def delimiter_of(lines: list[str]) -> str:
    """The separator that splits the first lines most evenly into most fields; "," for none."""
    sample = [line for line in islice(_by_quotes(lines), 60) if line.strip()]
    counted = {
        delimiter: sorted(_count_outside_quotes(line, delimiter) for line in sample)
        for delimiter in (";", "\t", ",", "|")
    }
    found = _most_even(counted)
    if found is None:  # more lines of titles than of the table below them
        found = _most_even({d: [n for n in counts if n] for d, counts in counted.items()})
    return found or ","


def _most_even(counted: dict[str, list[int]]) -> str | None:
    """The delimiter with the most and most even counts (sorted, one per line), if any."""
    best, best_score = None, 0.0
    for delimiter, counts in counted.items():
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
    for line in islice(_by_quotes(lines), 500):
        width = len(_split(line, delimiter))
        widths[width] = widths.get(width, 0) + 1
    return max(widths, key=lambda w: widths[w], default=0)


def _by_quotes(lines: list[str]) -> Iterator[str]:
    """Lines, those together whose quotes close only further down."""
    at = 0
    while at < len(lines):
        taken = _lines_to_close(lines, at)
        yield lines[at] if taken == 1 else "\n".join(lines[at : at + taken])
        at += taken


def _lines_to_close(lines: list[str], at: int) -> int:
    """How many lines from ``at`` on have all quotes closed; 1 where it is the line itself, or
    where none of the next ``MOST_LINES`` does."""
    quotes = 0
    for taken, line in enumerate(islice(lines, at, at + MOST_LINES), 1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return taken
    return 1


def _joined_record(lines: list[str], at: int, delimiter: str, width: int) -> tuple[Row, int]:
    """Cells with line breaks inside: lines that together have the usual width.

    Not where a line between could be a record of its own, or a quote closes in the middle of a
    text: then two quotes were left open, and what lies between them must not be swallowed.
    """
    taken = _lines_to_close(lines, at)
    between = lines[at + 1 : at + taken - 1]
    telling = taken > _FEW_LINES or width >= _TELLING_WIDTH
    if telling and any('"' not in line and len(line.split(delimiter)) == width for line in between):
        return [], 1
    block = "\n".join(lines[at : at + taken])
    try:
        records = list(csv.reader(io.StringIO(block), delimiter=delimiter, strict=True))
    except csv.Error:
        return [], 1
    return (records[0], taken) if [len(one) for one in records] == [width] else ([], 1)


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


_QUIET = re.compile(r"<!--.*?-->|<(script|style|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_PIECE = re.compile(r"([^<]*)(?:<([^<>]*)>)?")
_TAG = re.compile(r"\s*(/?)\s*([a-zA-Z0-9]+)")
_SPAN = re.compile(r"""(col|row)span\s*=\s*["']?\s*(\d{1,6})""", re.IGNORECASE)

HtmlCell = tuple[str, int, int]
"""Text, columns and rows it spans."""


def _read_html(text: str, name: str) -> RawSheet:
    """Every table under each other; text outside the tables is a row of its own."""
    return RawSheet(name, _resolve_spans(_html_rows(_QUIET.sub("", text))), named=False)


def _html_rows(text: str) -> list[list[HtmlCell]]:
    """Rows of cells as written. Missing end tags are forgiven, as browsers do."""
    rows: list[list[HtmlCell]] = []
    row: list[HtmlCell] | None = None
    words: list[str] | None = None
    spans = (1, 1)
    depth = 0
    tags: dict[str, tuple[str, int, int]] = {}
    for data, tag in _PIECE.findall(text):
        if data and words is not None:
            words.append(data)
        elif data and not depth and not data.isspace():
            rows.append([(_plain(data), 1, 1)])
        if not tag:
            continue
        known = tags.get(tag)
        if known is None:
            known = tags[tag] = _html_tag(tag)
        what = known[0]
        if what == "":
            continue
        if what == "br":
            if words is not None:
                words.append(" ")
            continue
        if words is not None and row is not None:
            row.append((_plain("".join(words)), *spans))
            words = None
        if what == "td":
            row = [] if row is None else row
            words, spans = [], known[1:]
        elif what != "/td":
            if row is not None:
                rows.append(row)
            row = [] if what == "tr" else None
            depth = max(0, depth + (what == "table") - (what == "/table"))
    if words is not None and row is not None:
        row.append((_plain("".join(words)), *spans))
    if row is not None:
        rows.append(row)
    return rows


def _html_tag(tag: str) -> tuple[str, int, int]:
    """What a tag means for the table: "td", "/td", "tr", "/tr", "table", "/table", "br" or ""."""
    match = _TAG.match(tag)
    if not match:
        return "", 1, 1
    end, name = match[1], match[2].lower()
    name = "td" if name == "th" else name
    if name == "br":
        return "br", 1, 1
    if name not in ("td", "tr", "table"):
        return "", 1, 1
    spans = {kind.lower(): min(1000, max(1, int(n))) for kind, n in _SPAN.findall(tag)}
    return end + name, spans.get("col", 1), spans.get("row", 1)


def _plain(text: str) -> str:
    if "&" in text:
        text = text.replace("&nbsp;", "\u00a0")
        if "&" in text:
            text = html.unescape(text)
    return text.strip(" \t\r\n")


def _resolve_spans(rows: list[list[HtmlCell]]) -> list[Row]:
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
