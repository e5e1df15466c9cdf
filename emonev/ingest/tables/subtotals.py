"""Rows "Kec. X" inside a table of puskesmas or desa: subtotals or headings, never data twice.

A row whose only area text begins with "Kec." stands for the rows under (or above) it. With figures
it is a checksum like JUMLAH; without, a heading. Either way it tells the kecamatan of its rows,
unless a column does. A table of kecamatan only, all of them written "Kec. X", stays data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from emonev.core.indonesian import integer
from emonev.ingest.tables.cells import count_of
from emonev.ingest.tables.layout import Body
from emonev.ingest.tables.texts import area_text
from emonev.ingest.tables.work import TableWork

_KECAMATAN = re.compile(
    r"^(?:jumlah\s+|total\s+)?kec(?:amatan|\.|\b)\s*[.:]?\s*(?=\S)", re.IGNORECASE
)
_FINE = ("puskesmas", "desa", "posyandu")


@dataclass(frozen=True, slots=True)
class Grouped:
    """``rows`` without the subtotals; ``kecamatan`` of the rows under one; ``headings`` count as
    read and say nothing; ``sums``: subtotal row → the rows it stands for."""

    rows: Body
    kecamatan: Mapping[int, str]
    headings: frozenset[int]
    sums: Mapping[int, tuple[int, ...]]

    def compare(self, work: TableWork, columns: Iterable[int]) -> None:
        """Flag every subtotal cell that is not the sum of its rows."""
        for column in columns:
            for at, rows in self.sums.items():
                stated = _count(work, at, column)
                found = sum(_count(work, row, column) or 0 for row in rows)
                if stated is not None and stated != found:
                    work.flag(at, "jumlah_tidak_cocok", column, integer(stated), integer(found))


def grouped_by_kecamatan(work: TableWork, rows: Body) -> Grouped:
    """Take the "Kec. X" rows out of the data; nothing changes where there is none."""
    told = (at for at in rows.data if at not in rows.notes)
    named = {at: name for at in told if (name := _lone_kecamatan(work, at))}
    rest = [at for at in rows.data if at not in named]
    if not named or not rest:
        return Grouped(rows, {}, frozenset(), {})
    leading = min(named) < min(rest)
    parts = _parts(sorted(named), rest, leading)
    under = {row: named[at] for at, part in parts.items() for row in part}
    headings = frozenset(at for at in named if not _has_figures(work, at))
    kept = tuple(at for at in rows.data if at not in named or at in headings)
    sums = {at: part for at, part in parts.items() if at not in headings}
    inside = replace(rows, data=kept, loose=rows.loose - headings)
    return Grouped(inside, under, headings, sums)


def _lone_kecamatan(work: TableWork, at: int) -> str:
    """The kecamatan a row stands for: "Kec. X" is its first text, no finer place beside it."""
    finer = (text for name in _FINE if (text := work.text(at, name)))
    if any(not _KECAMATAN.match(text) for text in finer):
        return ""
    own = work.text(at, "kecamatan")
    has_finer_column = any(name in work.found.columns for name in _FINE)
    texts = [t for value in work.raw.rows[at] if (t := area_text(value)) and t[0].isalpha()]
    first = texts[0] if texts else ""
    if not has_finer_column or not _KECAMATAN.match(first) or (own and own != first):
        return ""
    return _KECAMATAN.sub("", first).strip()


def _parts(marks: Sequence[int], rest: Sequence[int], leading: bool) -> dict[int, tuple[int, ...]]:
    ends = [*marks[1:], max(rest) + 1] if leading else list(marks)
    starts = list(marks) if leading else [-1, *marks[:-1]]
    return {
        mark: tuple(at for at in rest if start < at < end)
        for mark, start, end in zip(marks, starts, ends, strict=True)
    }


def _has_figures(work: TableWork, at: int) -> bool:
    columns = set(work.found.columns.values()) - {
        work.found.columns.get(name) for name in ("number", "kecamatan", *_FINE)
    }
    return any(_count(work, at, column) is not None for column in columns if column is not None)


def _count(work: TableWork, at: int, column: int) -> int | None:
    row = work.raw.rows[at]
    return count_of(row[column])[0] if column < len(row) else None
