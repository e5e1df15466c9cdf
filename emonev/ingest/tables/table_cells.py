"""Cells of a table of no fixed form: merged ones filled downwards, times, what makes a row data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from emonev.ingest.header import squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cells import month_of, period_in, share_of, year_of
from emonev.ingest.tables.column_roles import Plan
from emonev.ingest.tables.header_time import Time, time_of_period, timed

MERGED = 0.4
"""A column of places or times is filled downwards when so many of its cells are empty (merged)."""


def time_of(cells: Mapping[str, object]) -> Time:
    """What a row's cells for month, year, quarter and period say together."""
    stated = squeezed(cells.get("period", ""))
    found = time_of_period(period_in(stated)) or timed((stated,))[0]
    month = month_of(cells.get("month", "")) or 0
    within = timed((squeezed(cells.get("month", "")),))[0]
    quarter = timed((f"TW {squeezed(cells.get('quarter', ''))}",))[0].quarter
    year = year_of(cells.get("year", "")) or 0
    return Time(year, month, 0 if month else quarter).within(within).within(found)


def has_digit_beyond(plan: Plan) -> Callable[[Sequence[Any]], bool]:
    """A row is data when one of its columns of counts holds a digit."""
    columns = [role.column for role in plan.roles]

    def is_data(row: Sequence[Any]) -> bool:
        return any(
            any(c.isdigit() for c in squeezed(row[column])) for column in columns
            if column < len(row)
        )  # fmt: skip

    return is_data


def filled_down(raw: RawSheet, rows: Sequence[int], column: int) -> dict[int, object]:
    """Cells of a column by row; merged cells (mostly empty) are filled downwards."""
    cells = {at: raw.rows[at][column] if column < len(raw.rows[at]) else "" for at in rows}
    empty = sum(not squeezed(value) for value in cells.values())
    if not cells or empty < MERGED * len(cells):
        return cells
    last: object = ""
    for at, value in cells.items():
        last = value if squeezed(value) else last
        cells[at] = last
    return cells


def is_proportion(raw: RawSheet, rows: Sequence[int], column: int) -> bool:
    """Excel's percent cells hold 0.086: no "%" in the text and nothing above 1."""
    numbers = []
    for at in rows:
        value = raw.rows[at][column] if column < len(raw.rows[at]) else ""
        if isinstance(value, str) and "%" in value:
            return False
        share = share_of(value, percent=False)[0]
        if share is not None:
            numbers.append(share)
    return bool(numbers) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)
