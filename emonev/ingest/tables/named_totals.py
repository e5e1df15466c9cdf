"""Rows that are totals by their name or their figures: "DKI Jakarta" under its six kota.

They are checksums, like JUMLAH: compared, never counted a second time. A row "Kab. X" that does
not add up from the rows of its kecamatan, or has only percentages, is the kabupaten's own figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from emonev.core.indonesian import integer
from emonev.ingest.area_names import fold
from emonev.ingest.tables.cells import count_of
from emonev.ingest.tables.work import TableWork

PROVINCES = frozenset(
    """aceh|sumatera utara|sumatera barat|riau|jambi|sumatera selatan|bengkulu|lampung|
    kepulauan bangka belitung|bangka belitung|kepulauan riau|dki jakarta|jakarta|jawa barat|
    jawa tengah|di yogyakarta|daerah istimewa yogyakarta|yogyakarta|jawa timur|banten|bali|
    nusa tenggara barat|nusa tenggara timur|ntb|ntt|kalimantan barat|kalimantan tengah|
    kalimantan selatan|kalimantan timur|kalimantan utara|sulawesi utara|sulawesi tengah|
    sulawesi selatan|sulawesi tenggara|gorontalo|sulawesi barat|maluku|maluku utara|papua|
    papua barat|papua selatan|papua tengah|papua pegunungan|papua barat daya|indonesia|
    nasional""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)

_PROVINCE = re.compile(r"^(prov(insi)?|propinsi)\b", re.IGNORECASE)
_KABUPATEN = re.compile(r"^(kab(upaten)?|kota|kabupaten/kota)\b", re.IGNORECASE)
_FEWEST = 3
"""So many rows beside it before figures alone make a row a total …"""
_FEWEST_LONE = 5
"""… and so many where it is one column only."""

Count = Mapping[int, int | None]


def named_totals(
    work: TableWork, rows: Sequence[int], names: Mapping[int, str], columns: Sequence[int],
    level: str,
) -> tuple[int, ...]:  # fmt: skip
    """Positions of ``rows`` that are totals. ``names``: the row's lowest area text; ``level`` what
    rows stand for ("kecamatan", …, "" when not known yet)."""
    found = []
    for at in rows:
        name = names.get(at, "")
        plain = fold(re.sub(r"^(prov(insi)?|propinsi)\.?\s+", "", name, flags=re.IGNORECASE))
        named = _is_above(name, plain, level) and _is_largest(work, at, rows, columns)
        at_edge = at in (rows[0], rows[-1])
        if named or (at_edge and _is_sum(work, at, rows, columns)):
            found.append(at)
    return tuple(found) if len(found) < len(rows) else ()


def _is_above(name: str, plain: str, level: str) -> bool:
    """The name of an area above those of the rows."""
    province = plain in PROVINCES or bool(_PROVINCE.match(name))
    if level == "kabupaten" or not level:
        return province
    return province or bool(_KABUPATEN.match(name))


def _is_largest(work: TableWork, at: int, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """No figure is smaller than any other row's: "Kota Timur" may well be a kecamatan."""
    for column in columns:
        own = _count(work, at, column)
        rest = [n for row in rows if row != at and (n := _count(work, row, column)) is not None]
        if own is not None and rest and own < max(rest):
            return False
    return True


def _is_sum(work: TableWork, at: int, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Every figure of the row is the sum of the others', and that is no accident."""
    others = [row for row in rows if row != at]
    told = [column for column in columns if _count(work, at, column)]
    if len(others) < (_FEWEST if len(told) > 1 else _FEWEST_LONE) or not told:
        return False
    return all(
        _count(work, at, column) == sum(_count(work, row, column) or 0 for row in others)
        for column in told
    )


def stands_for_kabupaten(name: str) -> bool:
    """The name says that it is one of a kabupaten or kota."""
    return bool(_KABUPATEN.match(name))


def adds_up(
    work: TableWork, at: int, groups: Sequence[Sequence[int]], columns: Sequence[int]
) -> bool:
    """Half of the figures of the row at ``at`` or more are sums of one of ``groups`` (one of them
    may be wrong); False where it has none to compare, as in a table of percentages."""
    told = {column: stated for column in columns if (stated := _count(work, at, column))}
    return bool(told) and any(
        2 * sum(sum(_count(work, row, c) or 0 for row in rows) == told[c] for c in told)
        >= len(told)
        for rows in groups
        if rows
    )


def compare_named(
    work: TableWork, at: int, groups: Sequence[Sequence[int]], columns: Sequence[int]
) -> None:
    """Flag every figure of the total at ``at`` that is the sum of none of ``groups`` of rows."""
    for column in columns:
        stated = _count(work, at, column)
        sums = [sum(_count(work, row, column) or 0 for row in rows) for rows in groups if rows]
        if stated is not None and sums and stated not in sums:
            work.flag(at, "jumlah_tidak_cocok", column, integer(stated), integer(sums[0]))


def _count(work: TableWork, at: int, column: int) -> int | None:
    row = work.raw.rows[at]
    return count_of(row[column])[0] if column < len(row) else None
