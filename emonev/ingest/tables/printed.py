"""Percentages printed in a sheet: kept beside the figure, compared, never computed with."""

from __future__ import annotations

from collections.abc import Sequence

from emonev.core.indonesian import percent as spoken
from emonev.ingest.tables.cells import share_of
from emonev.ingest.tables.work import TableWork

WITHIN = 0.002
"""A printed percentage may differ by 0.2 percentage points: rounding (spreadsheets.md §5)."""

Counts = tuple[int | None, int | None]


def holds_percent(
    work: TableWork, name: str, rows: Sequence[int], counts: Sequence[Counts]
) -> bool:
    """True where the column ``name`` holds percentages (86), False for Excel's proportions (0.86).

    ``counts``: numerator and denominator of each of ``rows``. The reading that agrees with more
    rows counts; without any, numbers above 1.5 are percentages.
    """
    votes = {True: 0, False: 0}
    largest = 0.0
    for at, (numerator, denominator) in zip(rows, counts, strict=True):
        raw = work.value(at, name)
        if isinstance(raw, str) and "%" in raw:
            continue
        value, code = share_of(raw, percent=False)
        if code or value is None:
            continue
        largest = max(largest, value)
        if numerator is not None and denominator:
            for percent in votes:
                printed = value / 100 if percent else value
                votes[percent] += abs(printed - numerator / denominator) <= WITHIN
    if votes[True] != votes[False]:
        return votes[True] > votes[False]
    return largest > 1.5


def printed_share(
    work: TableWork, at: int, name: str, counts: Counts, *, percent: bool
) -> float | None:
    """The printed percentage of a row as proportion; one that differs from the counts is noted."""
    raw = work.value(at, name)
    column = work.found.columns.get(name)
    if column is None:
        return None
    value, code = share_of(raw, percent=percent)
    if code:
        work.flag(at, "angka_tidak_terbaca", column, raw)
    numerator, denominator = counts
    if value is None or numerator is None or not denominator:
        return value
    if abs(value - numerator / denominator) > WITHIN:
        expected = spoken(numerator / denominator)
        work.flag(at, "persen_tercetak_berbeda", column, raw, expected)
    return value
