"""The JUMLAH row of a table is a checksum: it is compared, never imported."""

from __future__ import annotations

from collections.abc import Iterable

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
    for column in columns:
        start = -1
        for at in rows.totals:
            stated = _count(work, at, column)
            block = [_count(work, row, column) for row in rows.data if start < row < at]
            whole = [_count(work, row, column) for row in rows.data if row < at]
            sums = {sum(n for n in part if n is not None) for part in (block, whole)}
            if stated is not None and stated not in sums:
                expected = integer(sum(n for n in block if n is not None))
                work.flag(at, "jumlah_tidak_cocok", column, integer(stated), expected)
            start = at


def _count(work: TableWork, at: int, column: int) -> int | None:
    row = work.raw.rows[at]
    return count_of(row[column])[0] if column < len(row) else None
