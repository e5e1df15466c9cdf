"""Which column of a sheet is which of the 110 of the Sigizi-Kesga monthly report.

The numbers printed under the header say it; without them the place of a column beside Puskesmas,
Desa and Bulan, also where every percentage column was deleted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from emonev.ingest.header import is_blank, is_numbering, squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.layout import TableHeader, header_of
from emonev.ingest.tables.sigizi_form import CHECKED_PERCENTAGES

LAST = 110
FEWEST_COLUMNS = 100
"""A sheet with fewer is no monthly report of 110 columns, unless the percentages were deleted."""

_PUSKESMAS = 5
_FEWEST_KEPT = FEWEST_COLUMNS - len(CHECKED_PERCENTAGES)
_HIGHEST_HEADER = 8
_NO = ("no", "no.", "nomor")
_SAYS_PUSKESMAS = re.compile(r"(?:nama )?pu[sk]+esmas|pkm")

Located = tuple[TableHeader, dict[int, int]]
"""The header, and number of the form → 0-based column."""


def numbered(raw: RawSheet, at: int) -> Located | None:
    """The header above a row of printed column numbers 1 … 100 and more."""
    row = raw.rows[at]
    if len(row) < _FEWEST_KEPT or at == 0 or not is_numbering(row):
        return None
    column_of = {
        int(float(re.sub(r"[^\d.]", "", text).rstrip("."))): column
        for column, text in enumerate(map(squeezed, row))
        if text
    }
    if len(column_of) < _FEWEST_KEPT or max(column_of) < FEWEST_COLUMNS:
        return None
    top = at
    while top > 0 and at - top < _HIGHEST_HEADER and _is_header(raw.rows[top - 1]):
        top -= 1
    return (header_of(raw, top, at - 1), column_of) if top < at else None


def by_place(raw: RawSheet, at: int) -> Located | None:
    """Without printed numbers: No, … Puskesmas, Desa, Bulan in the columns of the form."""
    return _placed(raw, at, range(1, LAST + 1), FEWEST_COLUMNS)


def without_percentages(raw: RawSheet, at: int) -> Located | None:
    """The same in a sheet that has no percentage column at all."""
    kept = [number for number in range(1, LAST + 1) if number not in CHECKED_PERCENTAGES]
    placed = _placed(raw, at, kept, _FEWEST_KEPT)
    if placed and any("%" in text or "persen" in text.lower() for text in placed[0].texts):
        return None
    return placed


def _placed(raw: RawSheet, at: int, numbers: Sequence[int], fewest: int) -> Located | None:
    texts = [squeezed(value).casefold() for value in raw.rows[at]]
    first = _first(texts)
    if first is None or len(texts) - first < fewest:
        return None
    bottom = at
    while bottom + 1 < len(raw.rows) and bottom - at < _HIGHEST_HEADER:
        if _starts_data(raw.rows[bottom + 1], first):
            break
        bottom += 1
    columns = range(first, min(len(texts), first + len(numbers)))
    column_of = {n: column for n, column in zip(numbers, columns, strict=False) if column >= 0}
    return header_of(raw, at, bottom), column_of


def _first(texts: Sequence[str]) -> int | None:
    """Where the form's column 1 would lie (also left of the sheet, when columns before Puskesmas
    were deleted)."""
    for column, text in enumerate(texts):
        if _SAYS_PUSKESMAS.fullmatch(text):
            return column - _PUSKESMAS + 1
    return next((column for column, text in enumerate(texts) if text in _NO), None)


def _is_header(row: Sequence[object]) -> bool:
    """A header row fills several columns with words; a title fills one."""
    texts = [text for text in map(squeezed, row) if text]
    return len(texts) >= 3 and sum(any(c.isalpha() or c == "%" for c in t) for t in texts) >= 3


def _starts_data(row: Sequence[object], first: int) -> bool:
    return is_blank(row) or bool(re.search(r"\d", squeezed(row[first + 7])))
