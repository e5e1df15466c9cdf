"""Writing a workbook to fill in: locked headers, unlocked cells, drop-down lists, instructions.

Texts are written as texts (no formula, no link can come out of a name); codes stay text. The lists
behind the drop-downs stand on the sheet of instructions, which is never read as data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from emonev.ingest.header import squeezed
from emonev.ingest.read import RawSheet

INSTRUCTIONS = "Petunjuk"
INSTRUCTIONS_TITLE = "Petunjuk pengisian · E-Monev Stunting"
"""First cell of the sheet of instructions: nothing on that sheet is data."""

EXAMPLE = "CONTOH"
"""First cell of the example row, which is never read (``header.is_example``)."""

FREE_ROWS = 2000
"""Empty rows people may fill where the rows are not given."""

CellKind = Literal["text", "count", "percent", "decimal", "date", "year"]
Value = str | int | float | None

_NUMBERS = {
    "text": "@", "count": "#,##0", "percent": r"0.0\ %", "decimal": "0.0", "date": "yyyy-mm-dd",
    "year": "0",
}  # fmt: skip

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``locked``: given, not to be changed. ``choices`` make a drop-down list.
    ``over`` is the text of a merged cell above the header."""

    title: str
    kind: CellKind = "text"
    width: float = 14
    locked: bool = False
    choices: tuple[str, ...] = ()
    over: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to fill in: titles above, the header, an example row ("" = none), given rows.

    ``percents``: position of a percentage → positions of (what is summed above, what stands
    below): a formula is written there.
    """

    name: str
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]] = ()
    example: tuple[Value, ...] = ()
    free_rows: int = 0
    percents: Mapping[int, tuple[tuple[int, ...], int]] = field(default_factory=dict)
    numbering: bool = False


def is_instructions(raw: RawSheet) -> bool:
    """True for the sheet of instructions of our own templates."""
    first = raw.rows[0][0] if raw.rows and raw.rows[0] else ""
    return raw.name.startswith(INSTRUCTIONS) and squeezed(first) == INSTRUCTIONS_TITLE


def write_book(path: Path, pages: Sequence[Page], instructions: Sequence[str]) -> None:
    """Write the pages, then the instructions. Raises OSError where the file cannot be written."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    look = _Look(book)
    sheets = [(page, book.add_worksheet(page.name)) for page in pages]
    lists = _Lists(book.add_worksheet(INSTRUCTIONS), look)
    lists.write_text(instructions)
    for page, sheet in sheets:
        _write_page(sheet, page, look, lists)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(None, "folder tidak ada, terkunci atau penuh") from error


class _Look:
    """The formats of one workbook, made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[tuple[str, bool, bool], Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {
                "bold": True, "font_color": "#ffffff", "bg_color": "#0b5d66", "text_wrap": True,
                "valign": "vcenter", "align": "center", "border": 1,
            }
        )  # fmt: skip

    def cell(self, kind: str, *, locked: bool, example: bool = False) -> Any:
        """The format of a cell; locked cells are grey, the example is italic."""
        key = (kind, locked, example)
        if key not in self._known:
            form: dict[str, Any] = {
                "num_format": _NUMBERS[kind], "locked": locked, "border": 1,
                "border_color": "#c9d2d4", "align": "left" if kind == "text" else "right",
            }  # fmt: skip
            if locked:
                form["bg_color"] = "#eef2f3"
            if example:
                form |= {"italic": True, "font_color": "#6b777a", "bg_color": "#fff6d6"}
            self._known[key] = self._book.add_format(form)
        return self._known[key]


class _Lists:
    """The sheet of instructions, and on its right the lists behind the drop-downs."""

    FIRST = 8

    def __init__(self, sheet: Any, look: _Look) -> None:
        self.sheet = sheet
        self.look = look
        self._at: dict[tuple[str, ...], str] = {}

    def write_text(self, lines: Sequence[str]) -> None:
        self.sheet.write_string(0, 0, INSTRUCTIONS_TITLE, self.look.title)
        for number, line in enumerate(lines, start=2):
            self.sheet.write_string(number, 0, line, self.look.plain)
        self.sheet.set_column(0, 0, 110)
        self.sheet.protect()

    def range_of(self, choices: tuple[str, ...]) -> str:
        """Where the list stands, written down once."""
        from xlsxwriter.utility import xl_col_to_name

        if choices not in self._at:
            column = self.FIRST + len(self._at)
            for row, text in enumerate(choices):
                self.sheet.write_string(row, column, text)
            name = xl_col_to_name(column)
            self._at[choices] = f"={INSTRUCTIONS}!${name}$1:${name}${len(choices)}"
        return self._at[choices]


def _write_page(sheet: Any, page: Page, look: _Look, lists: _Lists) -> None:
    for number, title in enumerate(page.titles):
        sheet.write_string(number, 0, title, look.title if number == 0 else None)
    top = len(page.titles) + 1
    bottom = _write_header(sheet, page, look, top)
    first = bottom + 1
    if page.numbering:
        for column in range(len(page.columns)):
            sheet.write_number(first, column, column + 1, look.cell("count", locked=True))
        first += 1
    if page.example:
        for column, value in enumerate(page.example):
            form = look.cell(page.columns[column].kind, locked=True, example=True)
            _write_value(sheet, first, column, value, form)
        first += 1
    for number, row in enumerate(page.rows):
        _write_row(sheet, page, look, first + number, row)
    last = first + max(len(page.rows), page.free_rows)
    for at in range(first + len(page.rows), last):
        for column, its in enumerate(page.columns):
            sheet.write_blank(at, column, None, look.cell(its.kind, locked=False))
    _offer(sheet, page, lists, first, last - 1)
    sheet.freeze_panes(first, min(2, len(page.columns) - 1))
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True,
                       "autofilter": True, "insert_rows": True, "delete_rows": True})  # fmt: skip


def _write_header(sheet: Any, page: Page, look: _Look, top: int) -> int:
    """One header row, or two with the merged cells above; gives the last one."""
    bottom = top
    if any(column.over for column in page.columns):
        bottom = top + 1
        at = 0
        while at < len(page.columns):
            over = page.columns[at].over
            end = at
            while over and end + 1 < len(page.columns) and page.columns[end + 1].over == over:
                end += 1
            if over and end > at:
                sheet.merge_range(top, at, top, end, over, look.head)
            else:
                sheet.write_string(top, at, over, look.head)
            at = end + 1
    for at, column in enumerate(page.columns):
        sheet.write_string(bottom, at, column.title, look.head)
        sheet.set_column(at, at, column.width)
    sheet.set_row(bottom, 45)
    return bottom


def _write_row(sheet: Any, page: Page, look: _Look, at: int, row: Sequence[Value]) -> None:
    for column, (its, value) in enumerate(zip(page.columns, row, strict=True)):
        form = look.cell(its.kind, locked=its.locked)
        if column in page.percents:
            _write_percent(sheet, at, column, page.percents[column], row, form)
        else:
            _write_value(sheet, at, column, value, form)


def _write_percent(
    sheet: Any, at: int, column: int, parts: tuple[tuple[int, ...], int], row: Sequence[Value],
    form: Any,
) -> None:  # fmt: skip
    from xlsxwriter.utility import xl_rowcol_to_cell

    above, below = [row[number] for number in parts[0]], row[parts[1]]
    counts = [number for number in above if isinstance(number, int)]
    known = len(counts) == len(above) and isinstance(below, int) and below
    value = sum(counts) / below if known else ""  # type: ignore[operator]
    summed = "+".join(xl_rowcol_to_cell(at, number) for number in parts[0])
    under = xl_rowcol_to_cell(at, parts[1])
    told = f"({summed})" if len(parts[0]) > 1 else summed
    sheet.write_formula(at, column, f'=IF(N({under})=0,"",{told}/{under})', form, value)


def _write_value(sheet: Any, row: int, column: int, value: Value, form: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, form)
    else:
        sheet.write_number(row, column, value, form)


def _offer(sheet: Any, page: Page, lists: _Lists, first: int, last: int) -> None:
    """Drop-down lists, and whole numbers only where counts belong; a warning, not a wall."""
    if last < first:
        return
    for at, column in enumerate(page.columns):
        rule: dict[str, Any]
        if column.choices:
            source = lists.range_of(column.choices)
            rule = {"validate": "list", "source": source, "error_type": "warning"}
        elif column.kind == "count" and not column.locked:
            rule = {"validate": "integer", "criteria": ">=", "value": 0, "error_type": "warning"}
        else:
            continue
        rule |= {"error_title": "Periksa isian", "error_message": f"{column.title}: isian ini "
                 "tidak ada pada daftar atau bukan bilangan bulat."[:200]}  # fmt: skip
        sheet.data_validation(first, at, last, at, rule)
