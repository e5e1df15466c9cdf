"""Where the header of a table of counts is, and which rows below it are data.

Header rows may be one to three, merged across (``BB/U`` over its classes): every column then has a
*path*, its texts from top to bottom. Blank, numbering, repeated header and JUMLAH rows are no
data; JUMLAH rows are kept apart as checksums. Everything else below counts as read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emonev.ingest import columns
from emonev.ingest.header import (
    SEARCHED_ROWS,
    is_blank,
    is_example,
    is_numbering,
    is_of_a_person,
    is_total_text,
    squeezed,
)
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.footers import MOST_CELLS, is_footer, may_be_footer

MOST_HEADER_ROWS = 3

Path = tuple[str, ...]
"""A column's header texts, top to bottom, empty ones left out."""

AREA_SPELLINGS: dict[str, tuple[str, ...]] = {
    "number": ("No", "Nomor", "No Urut", "No."),
    "kabupaten": (*columns.SPELLINGS["kabupaten"], "Nama Kab Kota"),
    "kecamatan": columns.SPELLINGS["kecamatan"],
    "puskesmas": columns.SPELLINGS["puskesmas"],
    "desa": columns.SPELLINGS["desa"],
    "posyandu": columns.SPELLINGS["posyandu"],
    "code_kabupaten": ("Kode Kab", "Kode Kabupaten", "Kode Kab/Kota", "ID Kabupaten", "Kode Kota"),
    "code_kecamatan": (
        "ID Kecamatan", "Kode Kecamatan", "Kode Kec", "ID Kecamatan BPS", "Kode BPS Kecamatan",
        "ID Kecamatan Kemendagri", "Kode Kecamatan BPS", "Kode Kecamatan Kemendagri",
    ),
    "code_puskesmas": ("ID Puskesmas", "Kode Puskesmas", "Kode Pusk", "Kode PKM"),
    "code_desa_bps": (
        "ID Desa BPS", "Kode Desa BPS", "Kode BPS", "Kode BPS Desa", "ID Kelurahan BPS",
    ),
    "code_desa": (
        "ID Desa Kemendagri", "Kode Desa", "ID Desa", "Kode Desa Kemendagri", "Kode Kemendagri",
        "Kode Desa/Kelurahan", "Kode Kelurahan", "Kode Wilayah", "Kode",
    ),
    "month": ("Bulan", "Bln", "Bulan Laporan", "Periode Bulan"),
    "year": ("Tahun", "Thn", "Tahun Data"),
    "quarter": ("Triwulan", "TW", "Periode Triwulan"),
    "period": ("Periode", "Periode Data", "Bulan/Tahun", "Bulan Tahun"),
    "source": ("Sumber", "Sumber Data", "Sumber Sasaran"),
}  # fmt: skip
"""Columns any table of counts may have, with their headers."""


@dataclass(frozen=True, slots=True)
class TableHeader:
    """Header rows ``top`` to ``bottom`` (0-based positions) and the path of every column."""

    top: int
    bottom: int
    paths: tuple[Path, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """One text per column: its path joined."""
        return tuple(" ".join(path) for path in self.paths)

    @property
    def signature(self) -> str:
        """Identifies this header's wording and order (for remembered answers)."""
        import hashlib

        text = "|".join(columns.key(t) for t in self.texts).rstrip("|")
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def headers(raw: RawSheet) -> Iterator[TableHeader]:
    """Every possible header in the first rows: one, two and three rows high."""
    for at in range(min(SEARCHED_ROWS, len(raw.rows))):
        texts = [squeezed(value) for value in raw.rows[at]]
        if sum(map(bool, texts)) < 2 or is_of_a_person(raw.rows[at]):
            continue
        for height in range(1, MOST_HEADER_ROWS + 1):
            if at + height > len(raw.rows):
                break
            if height > 1 and not _is_header_text(raw.rows[at + height - 1]):
                break
            yield TableHeader(at, at + height - 1, _paths(raw.rows[at : at + height]))


def header_of(raw: RawSheet, top: int, bottom: int) -> TableHeader:
    """The header of exactly these rows, however many."""
    return TableHeader(top, bottom, _paths(raw.rows[top : bottom + 1]))


def _is_header_text(row: Sequence[Any]) -> bool:
    """A further header row holds words: no row of numbers, no numbering."""
    texts = [t for t in map(squeezed, row) if t]
    if not texts or is_numbering(row) or is_of_a_person(row):
        return False
    words = sum(bool(re.search(r"[A-Za-z]", t)) or bool(re.fullmatch(r"20\d\d(\.0)?", t))
                for t in texts)  # fmt: skip
    return words * 2 > len(texts)


def _paths(rows: Sequence[Sequence[Any]]) -> tuple[Path, ...]:
    """Merged cells hold their text in the first column only: carried on to the right, under the
    same text above, as long as something stands below."""
    width = max(map(len, rows))
    grid = [[squeezed(row[c]) if c < len(row) else "" for c in range(width)] for row in rows]
    for level in range(len(grid) - 1):
        over = ""
        for c in range(width):
            below = any(grid[lower][c] for lower in range(level + 1, len(grid)))
            above_changes = level > 0 and c > 0 and grid[level - 1][c] != grid[level - 1][c - 1]
            if grid[level][c]:
                over = grid[level][c]
            elif above_changes or not below:
                over = ""
            else:
                grid[level][c] = over
    return tuple(
        tuple(dict.fromkeys(grid[level][c] for level in range(len(grid)) if grid[level][c]))
        for c in range(width)
    )


def area_columns(header: TableHeader) -> dict[str, int]:
    """Field of ``AREA_SPELLINGS`` → column: the column whose whole path, or last text, says so."""
    found: dict[str, int] = {}
    for column, path in enumerate(header.paths):
        for text in dict.fromkeys((" ".join(path), *path[-1:])):
            name = _AREA_FIELDS.get(columns.key(text))
            if name and name not in found:
                found[name] = column
                break
    return found


_AREA_FIELDS: Mapping[str, str] = {
    columns.key(text): name for name, texts in AREA_SPELLINGS.items() for text in texts
}


@dataclass(frozen=True, slots=True)
class Body:
    """Positions of the rows below a header: data, totals, and ``loose`` rows that are neither
    (they are among the data: read, and laid aside). ``notes``: the loose ones whose words say so
    ("Sumber : …", a signature); the others are mistakes."""

    data: tuple[int, ...]
    totals: tuple[int, ...]
    loose: frozenset[int]
    notes: frozenset[int] = frozenset()

    def within(self, data: Sequence[int], totals: Sequence[int]) -> Body:
        """The same of these rows only."""
        kept = frozenset(data)
        return Body(tuple(data), tuple(totals), self.loose & kept, self.notes & kept)


def body(
    raw: RawSheet, header: TableHeader, is_data: Callable[[Sequence[Any]], bool] | None = None
) -> Body:
    """Sort the rows below ``header``. Loose rows have fewer than three filled cells and no digit
    beyond the first column, or are lines under the table (``footers``). ``is_data`` tells instead
    whether a row has figures."""
    data: list[int] = []
    totals: list[int] = []
    loose: set[int] = set()
    notes: set[int] = set()
    again = header_rows(raw, header)
    begins = {_first_text(texts) for texts in again}
    for at in range(header.bottom + 1, len(raw.rows)):
        row = raw.rows[at]
        if is_blank(row) or is_numbering(row) or is_example(row):
            continue
        if _first_text(row) in begins and tuple(map(squeezed, row)) in again:
            continue
        if is_total_text(row):
            totals.append(at)
            continue
        data.append(at)
        if _fills_more_than(row, MOST_CELLS):
            continue
        filled = [text for text in map(squeezed, row) if text]
        plain = is_data(row) if is_data else any(re.search(r"\d", t) for t in filled[1:])
        below_a_note = len(data) > 1 and data[-2] in notes
        if is_footer(row) or (below_a_note and not plain and may_be_footer(row)):
            notes.add(at)
        elif not plain and len(filled) < 3:
            loose.add(at)
    return Body(tuple(data), tuple(totals), frozenset(loose | notes), frozenset(notes))


def _first_text(row: Sequence[Any]) -> str:
    return next((text for text in map(squeezed, row) if text), "")


def _fills_more_than(row: Sequence[Any], cells: int) -> bool:
    """More filled cells than so many; looks no further."""
    filled = 0
    for value in row:
        if value is not None and (value.strip() if type(value) is str else value != ""):
            filled += 1
            if filled > cells:
                return True
    return False


def header_rows(raw: RawSheet, header: TableHeader) -> frozenset[tuple[str, ...]]:
    """The header's rows as they stand there: printed again further down, they are no data."""
    return frozenset(tuple(map(squeezed, row)) for row in raw.rows[header.top : header.bottom + 1])


def titles(raw: RawSheet, header: TableHeader) -> tuple[str, ...]:
    """Texts above the header ("STATUS GIZI BALITA BULAN AGUSTUS 2025", "Data Tanggal : …")."""
    return tuple(text for row in raw.rows[: header.top] for text in map(squeezed, row) if text)
