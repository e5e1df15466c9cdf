"""The JUMLAH row of a table is a checksum: it is compared, never imported."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from emonev.core.indonesian import integer
from emonev.ingest.tables.cells import count_of
from emonev.ingest.tables.layout import Body
from emonev.ingest.tables.work import TableWork


def compare_totals(work: TableWork, rows: Body, columns: Iterable[int]) -> None:
    """Flag every cell of the one JUMLAH row that is not the sum of its column.

    With several totals (subtotals per block) each is compared with the rows since the one before;
    a last one that equals the sum of everything is a grand total.
    """
    if not rows.totals:
        return
    above = [bisect_left(rows.data, at) for at in rows.totals]
    for column in columns:
        counts = (_count(work, row, column) or 0 for row in rows.data)
        running = list(accumulate(counts, initial=0))
        before = 0
        for at, rows_above in zip(rows.totals, above, strict=True):
            stated = _count(work, at, column)
            whole, block = running[rows_above], running[rows_above] - before
            if stated is not None and stated not in (block, whole):
                work.flag(at, "jumlah_tidak_cocok", column, integer(stated), integer(block))
            before = whole


def _count(work: TableWork, at: int, column: int) -> int | None:
    row = work.raw.rows[at]
    return count_of(row[column])[0] if column < len(row) else None
