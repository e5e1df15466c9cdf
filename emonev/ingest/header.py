"""Where the header is, and which rows below it are children.

Header anywhere in the first 30 rows, one or two rows; blocks pasted under each other, each perhaps
with its header again in another order. Blank, numbering, total and repeated header rows are no
data; everything else below the header counts as read, footnotes and signatures included.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from emonev.ingest import columns
from emonev.ingest.labels import UNKNOWN, code_of
from emonev.ingest.read import unfolded
from emonev.ingest.units import is_row_of_units

SEARCHED_ROWS = 30
_LIKENED_COLUMNS = 200  # beyond them only exact spellings (cost)
_PERSON_FIELDS = frozenset({"nik", "name", "sex", "birth_date", "age_text"})
_MEASURE_FIELDS = frozenset(
    {"weight_kg", "lenhei_cm", "sheet_haz", "sheet_waz", "sheet_whz", "measured_on", "label_haz"}
)
_TOTAL = re.compile(r"^(sub|grand)?(jumlah|total|jml|ratarata)")

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Header:
    """A header row (or two). ``top``/``bottom``: 0-based positions of its first and last row.
    ``texts`` and ``fields`` per column; ``near`` columns recognised by likeness only."""

    top: int
    bottom: int
    texts: tuple[str, ...]
    fields: tuple[str | None, ...]
    near: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()

    def column(self, name: str) -> int | None:
        """The 0-based column of a field, or None."""
        return self.fields.index(name) if name in self.fields else None

    @property
    def signature(self) -> str:
        """Identifies this header's wording and order (for remembered mappings)."""
        text = "|".join(columns.key(t) for t in self.texts).rstrip("|")
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(slots=True)
class Block:
    """Data rows (0-based positions) under one header."""

    header: Header
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """All blocks of a sheet. ``loose``: positions that count as read but are no child's row.
    ``unfolded``: positions whose single cell held a whole CSV line."""

    blocks: list[Block]
    loose: set[int] = field(default_factory=set)
    unfolded: set[int] = field(default_factory=set)


def squeezed(value: object) -> str:
    """A cell's text without NBSP and double blanks."""
    return " ".join(str(value).replace("\u00a0", " ").split()) if value is not None else ""


def is_blank(row: Row) -> bool:
    """No cell with visible content."""
    return not any(v is not None and v != "" and squeezed(v) for v in row)


_PERSONAL = re.compile(r"\d{9,}(\.0)?|\d([.,]\d+)?e\+\d+", re.IGNORECASE)
_FLAGS = frozenset({"ya", "tidak"})
_NAMES_SOMETHING = re.compile(r"^:|\w\s*:\s*\S")  # "Desa : TOKKE"
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?")


def is_of_a_person(row: Row) -> bool:
    """A row with a NIK, or answers of yes and no: never a row of headers, which would be shown."""
    texts = [squeezed(value) for value in row]
    return any(_PERSONAL.fullmatch(text) or text.lower() in _FLAGS for text in texts)


# --- finding the header


def find_header(rows: Sequence[Row], wanted: Mapping[str, str]) -> Header | None:
    """The by-name header in the first rows, or None. ``wanted``: header key → field (mappings).

    Exact spellings first; likeness is tried where nothing was found, and for the columns of the
    header found.
    """
    for near in (False, True):
        best: Header | None = None
        best_score = 0
        for at in range(min(SEARCHED_ROWS, len(rows))):
            for height in (1, 2):
                header = _header_at(rows, at, height, wanted, near)
                if header is None or not _is_by_name(header):
                    continue
                score = len({f for f in header.fields if f})
                with_units = best is not None and best.top == at and _ends_in_units(rows, header)
                if score > best_score or (with_units and score == best_score):
                    best, best_score = header, score
        if best is not None:
            return _named(best.top, best.bottom, list(best.texts), wanted, near=True)
    return None


def header_on(rows: Sequence[Row], at: int, wanted: Mapping[str, str]) -> Header | None:
    """The header at position ``at``, because the user says so; None where nothing stands there.

    Of one row and two merged rows the reading that knows more fields, or takes in a row of units;
    one row where none does.
    """
    if not 0 <= at < len(rows):
        return None
    found = [_header_at(rows, at, height, wanted, True) for height in (1, 2)]
    known = [header for header in found if header is not None]
    return max(known, key=lambda header: _rank(rows, header), default=None)


def _rank(rows: Sequence[Row], header: Header) -> tuple[int, bool]:
    return len({name for name in header.fields if name}), _ends_in_units(rows, header)


def _ends_in_units(rows: Sequence[Row], header: Header) -> bool:
    """A header of two rows, the lower of which only says units."""
    return header.bottom > header.top and is_row_of_units(list(map(squeezed, rows[header.bottom])))


def _header_at(
    rows: Sequence[Row], at: int, height: int, wanted: Mapping[str, str], near: bool
) -> Header | None:
    top = [squeezed(v) for v in rows[at]]
    if sum(bool(t) for t in top) < 2:
        return None
    if height == 1:
        return _named(at, at, top, wanted, near)
    if at + 1 >= len(rows):
        return None
    bottom = [squeezed(v) for v in rows[at + 1]]
    if is_of_a_person(rows[at]) or any(_DATE.fullmatch(text) for text in top):
        return None  # a child above its header, which is printed again
    if any(map(_NAMES_SOMETHING.search, top)):
        return None  # a title above the header
    if not any(bottom) or any(re.search(r"\d{2,}", t) for t in bottom):
        return None
    return _named(at, at + 1, _merged_texts(top, bottom, wanted), wanted, near)


def _merged_texts(top: list[str], bottom: list[str], wanted: Mapping[str, str]) -> list[str]:
    """One text per column from a merged two-row header: "Lahir" over "BB" is "Lahir BB"."""
    texts = []
    over = ""
    for column, below in enumerate(bottom):
        above = top[column] if column < len(top) else ""
        over = above or (over if below else "")
        if not below or not over:
            texts.append(above or below)
            continue
        both = (f"{over} {below}", f"{below} {over}", below, over)
        texts.append(next((t for t in both if _field(t, wanted)), both[0]))
    return texts


def _field(text: str, wanted: Mapping[str, str]) -> str | None:
    return wanted.get(columns.key(text)) or columns.field_of(text)


def _named(
    top: int, bottom: int, texts: list[str], wanted: Mapping[str, str], near: bool
) -> Header:
    fields: list[str | None] = []
    likened: list[int] = []
    doubled: list[int] = []
    forced = set(wanted.values())
    for text in texts:
        name = wanted.get(columns.key(text)) if text else None
        if name is None and text:
            name = columns.field_of(text)
            name = None if name in forced else name
        fields.append(name)
    for column, text in enumerate(texts[:_LIKENED_COLUMNS] if near else ()):
        if fields[column] is None and text and len(text) <= 40:
            name = columns.near_field_of(text)
            if name and name not in fields and name not in forced:
                fields[column] = name
                likened.append(column)
    seen: set[str] = set()
    for column, name in enumerate(fields):
        if name is None:
            continue
        if name in seen:
            fields[column] = None
            doubled.append(column)
        seen.add(name)
    return Header(top, bottom, tuple(texts), tuple(fields), tuple(likened), tuple(doubled))


def _is_by_name(header: Header) -> bool:
    known = {f for f in header.fields if f}
    return len(known & _PERSON_FIELDS) >= 2 and len(known) >= 3


def is_example(row: Row) -> bool:
    """The example row of our own templates: its first filled cell says CONTOH."""
    first = next((text for text in map(squeezed, row) if text), "")
    return first.upper() == "CONTOH"


def is_recap(rows: Sequence[Row]) -> int | None:
    """Position of the class row of a recap "STATUS GIZI" sheet, or None."""
    for at in range(min(SEARCHED_ROWS, len(rows))):
        keys = [columns.key(v) for v in rows[at] if squeezed(v)]
        if sum(k in columns.RECAP_CLASSES for k in keys) >= 5:
            return at
    return None


def first_table_row(rows: Sequence[Row]) -> int:
    """Position of the first row with two filled cells: the header of an unknown sheet."""
    for at, row in enumerate(rows):
        if sum(bool(squeezed(v)) for v in row) >= 2:
            return at
    return 0


# --- the rows below


def lay_out(rows: list[list[Any]], header: Header, wanted: Mapping[str, str]) -> Layout:
    """Sort the rows below ``header`` into blocks of data; see the module's text.

    Rows with a readable sex are data without further questions; only the others are looked at.
    A row whose first cell holds a whole CSV line is unfolded in place.
    """
    layout = Layout([Block(header)])
    column = header.column("sex")
    plain: dict[object, bool] = {}
    at = header.bottom + 1
    while at < len(rows):
        block = layout.blocks[-1]
        row = rows[at]
        if column is not None:
            value = row[column]
            known = plain.get(value)
            if known is None:
                known = plain[value] = code_of("sex", value) not in (None, UNKNOWN)
            if known:
                block.rows.append(at)
                at += 1
                continue
        at = _place(rows, at, layout, wanted)
        column = layout.blocks[-1].header.column("sex")
    return layout


def _place(rows: list[list[Any]], at: int, layout: Layout, wanted: Mapping[str, str]) -> int:
    """Deal with one row that is not plainly a child; returns the next position."""
    row = rows[at]
    block = layout.blocks[-1]
    if is_blank(row) or is_numbering(row) or is_example(row) or _is_total(row, block.header):
        return at + 1
    again = _header_again(rows, at, block.header, wanted)
    if again is not None:
        layout.blocks.append(Block(again))
        return again.bottom + 1
    width = max((i for i, t in enumerate(block.header.texts) if t), default=0) + 1
    if not any(squeezed(v) for v in row[1:]):
        cells = unfolded(row[0], width)
        if cells is not None:
            rows[at] = (cells + [""] * len(row))[: max(len(row), width)]
            layout.unfolded.add(at)
            row = rows[at]
    if _is_loose(row, block.header):
        layout.loose.add(at)
    block.rows.append(at)
    return at + 1


def _header_again(
    rows: Sequence[Row], at: int, header: Header, wanted: Mapping[str, str]
) -> Header | None:
    texts = [t for t in map(squeezed, rows[at]) if t]
    if len(texts) < 2:
        return None
    known = sum(1 for t in texts if _field(t, wanted))
    if header.bottom == header.top:
        if known < 3 or known * 2 < len(texts):
            return None
        found = _named(at, at, [squeezed(v) for v in rows[at]], wanted, near=True)
        return found if _is_by_name(found) else None
    if known * 2 < len(texts):
        return None
    found2 = _header_at(rows, at, 2, wanted, True)
    return found2 if found2 is not None and _is_by_name(found2) else None


_LONG_NUMBERING = 40


def is_numbering(row: Row) -> bool:
    """1, 2, 3 … under the header (also "(1)", "1."); a long one may leave out the numbers of
    columns that somebody deleted."""
    numbers = []
    for value in row:
        if value is None or value == "":
            continue
        match = re.fullmatch(r"\(?(\d{1,3})(?:\.0)?[).]?", squeezed(value))
        if not match:
            return False
        numbers.append(int(match[1]))
    if len(numbers) < 3:
        return False
    steps = [b - a for a, b in pairwise(numbers)]
    if len(numbers) >= _LONG_NUMBERING:
        return min(steps) > 0
    return numbers[0] in (0, 1, 2) and set(steps) == {1}


def is_total_text(row: Row) -> bool:
    """The first text of the row says JUMLAH, TOTAL …"""
    for value in row:
        text = squeezed(value)
        if text and re.search(r"[A-Za-z]", text):
            return bool(_TOTAL.match(columns.key(text)))
    return False


def _is_total(row: Row, header: Header) -> bool:
    birth = header.column("birth_date")
    has_birth = birth is not None and birth < len(row) and bool(squeezed(row[birth]))
    return is_total_text(row) and not has_birth


def _is_loose(row: Row, header: Header) -> bool:
    """A footnote, signature or caption: nothing where sex, birth, measuring and values belong."""
    wanted = ("sex", "birth_date", "measured_on", "age_text", "weight_kg", "lenhei_cm")
    for name in wanted:
        column = header.column(name)
        if column is not None and column < len(row) and re.search(r"\d", squeezed(row[column])):
            return False
    return sum(bool(squeezed(v)) for v in row) <= 3
