"""Cube, reporting and transitions, refreshed for the touched periods inside the import.

A constant number of statements however many months a file touches: the touched periods go into a
small temporary table that everything joins. Only measurements between the first and last month
concerned are scanned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from emonev.core.period import WAVE_MONTHS, Period, Rule, parse_period
from emonev.indicators.registry import Indicator, registry
from emonev.indicators.statements import (
    child_states,
    counted_rows,
    cube_rows,
    month_sums,
    transition_rows,
)
from emonev.store import combined
from emonev.store.store import HERE, Cursor, sql

REFRESHING = HERE / "refreshing.sql"

BY_NAME = "e-ppgbm"
"""Source of everything counted from children."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two periods of one rule to compare, as cube keys: ``compared`` is the earlier one."""

    rule: str
    period: str
    compared: str


def refresh(
    cursor: Cursor, kabupaten_code: str, months: Collection[str], serentak: Collection[str] = ()
) -> None:
    """Recompute what the months ("2025-08") changed: their rows, their quarters', transitions.

    ``serentak`` are further months declared weighing waves. Runs inside the caller's transaction,
    after the measurements, children and the batch are written. Transitions are refreshed where a
    touched period is the later or the earlier one.
    """
    if not months:
        return
    prepare(cursor)
    touched = _touched_periods(months)
    keys = _fill_months(cursor, "touched_month", touched)
    keys["kabupaten"] = kabupaten_code
    entries = registry().counted
    cursor.execute(sql("forget_cube"), {"kabupaten": kabupaten_code, "source": BY_NAME})
    cursor.execute(counted_rows(entries), keys)
    cursor.execute(cube_rows(entries))
    cursor.execute("DROP TABLE counted")
    cursor.execute(month_sums(entries), {"kabupaten": kabupaten_code})
    cursor.execute(sql("forget_reporting"), {"kabupaten": kabupaten_code})
    cursor.execute(sql("reporting_rows"), keys)
    cursor.execute(sql("forget_recorded"), {"kabupaten": kabupaten_code})
    cursor.execute(sql("recorded_rows"), {"kabupaten": kabupaten_code})
    _refresh_transitions(cursor, kabupaten_code, touched, serentak)
    combined.refresh(cursor, kabupaten_code)


def redeclare(
    cursor: Cursor, kabupaten_code: str, before: Collection[str], after: Collection[str]
) -> None:
    """Refresh the transitions that another set of serentak months makes or unmakes.

    A month that becomes a wave (or is one no longer) changes what it is compared with, and what
    the wave after it is compared with. Cube and reporting know no waves and stay.
    """
    known = months_with_data(cursor, kabupaten_code)
    changed = (set(before) ^ set(after)) & set(known)
    if not changed:
        return
    following = {
        next((later for later in known if later > key and is_wave(later, serentak)), key)
        for key in changed
        for serentak in (before, after)
    }
    touched = [_plain_period(key) for key in sorted(changed | following)]
    prepare(cursor)
    _fill_months(cursor, "touched_month", touched)
    _refresh_transitions(cursor, kabupaten_code, touched, after)


def prepare(cursor: Cursor) -> None:
    """Make the empty temporary tables of a refresh, or of transitions asked for on a page."""
    cursor.execute(REFRESHING.read_text(encoding="utf-8"))


def months_with_data(cursor: Cursor, kabupaten_code: str, source: str = BY_NAME) -> tuple[str, ...]:
    """Months ("2025-08") of which the source has data in the kabupaten, oldest first."""
    if source == BY_NAME:
        rows = cursor.execute(sql("months_with_data"), {"kabupaten": kabupaten_code}).fetchall()
    else:
        named = {"kabupaten": kabupaten_code, "source": source}
        rows = cursor.execute(sql("months_of_source"), named).fetchall()
    return tuple(row[0] for row in rows)


def _refresh_transitions(
    cursor: Cursor, kabupaten_code: str, touched: Collection[Period], serentak: Collection[str]
) -> None:
    cursor.execute(sql("forget_transitions"), {"kabupaten": kabupaten_code})
    known = months_with_data(cursor, kabupaten_code)
    pairs = touched_pairs({period.key for period in touched}, known, serentak)
    for entry in registry().counted:
        if entry.transitions_stored and pairs:
            select = transition_select(cursor, kabupaten_code, entry, pairs)
            cursor.execute(f"INSERT INTO transition {select}", {"kabupaten": kabupaten_code})


def transition_select(
    cursor: Cursor, kabupaten_code: str, entry: Indicator, pairs: Collection[Pair]
) -> str:
    """Fill the temporary tables and return the SELECT of the transitions.

    The SELECT takes $kabupaten and yields the columns of table ``transition``.
    """
    prepare(cursor)
    ordered = sorted(pairs, key=lambda pair: (pair.period, pair.compared))
    cursor.execute(
        sql("period_pair"),
        {
            "rules": [pair.rule for pair in ordered],
            "periods": [pair.period for pair in ordered],
            "compared": [pair.compared for pair in ordered],
        },
    )
    keys = sorted({key for pair in ordered for key in (pair.period, pair.compared)})
    asked = _fill_months(cursor, "state_month", [_plain_period(key) for key in keys])
    cursor.execute(child_states(entry), {**asked, "kabupaten": kabupaten_code})
    return transition_rows(entry)


def touched_pairs(
    touched: Collection[str], known_months: Collection[str], serentak: Collection[str] = ()
) -> list[Pair]:
    """Pairs to store that have a touched period on either side and data on both.

    Month: the month before, a year before, and for a wave month the wave before.
    Quarter: the quarter before and a year before.
    """
    pairs = stored_pairs(known_months, serentak)
    return [pair for pair in pairs if pair.period in touched or pair.compared in touched]


def stored_pairs(known_months: Collection[str], serentak: Collection[str] = ()) -> list[Pair]:
    """All pairs of the stored months ("2025-08") and of their quarters."""
    months = sorted(set(known_months))
    quarters = {_quarter(key).key for key in months}
    pairs = {
        Pair(Rule.BULAN.value, key, before)
        for key in months
        for before in _earlier_months(key, months, serentak)
    }
    pairs |= {
        Pair(Rule.TRIWULAN.value, key, before)
        for key in quarters
        for now in (parse_period(key),)
        for before in (now.previous().key, now.year_ago().key)
        if before in quarters
    }
    return sorted(pairs, key=lambda pair: (pair.period, pair.compared))


def is_wave(key: str, serentak: Collection[str] = ()) -> bool:
    """True for a weighing wave: February, August or a month declared "serentak"."""
    return int(key[5:7]) in WAVE_MONTHS or key in serentak


def wave_before(key: str, months: Iterable[str], serentak: Collection[str] = ()) -> str | None:
    """The newest wave of ``months`` earlier than ``key``, or None."""
    earlier = [month_key for month_key in months if month_key < key]
    return max((m for m in earlier if is_wave(m, serentak)), default=None)


def _earlier_months(key: str, months: list[str], serentak: Collection[str]) -> set[str]:
    now = _plain_period(key)
    wanted = {now.previous().key, now.year_ago().key} & set(months)
    before = wave_before(key, months, serentak) if is_wave(key, serentak) else None
    return wanted | ({before} if before else set())


def _plain_period(key: str) -> Period:
    """A month as rule ``bulan`` (the cube's rule, waves included) or a quarter."""
    if "TW" in key:
        return parse_period(key)
    return Period(int(key[:4]), int(key[5:7]), Rule.BULAN)


def _quarter(month_key: str) -> Period:
    year, number = int(month_key[:4]), int(month_key[5:7])
    return Period(year, (number + 2) // 3, Rule.TRIWULAN)


def _touched_periods(months: Collection[str]) -> list[Period]:
    plain = {_plain_period(key) for key in months}
    return sorted(plain | {_quarter(key) for key in months}, key=lambda period: period.key)


def _fill_months(
    cursor: Cursor, statement: str, periods: Collection[Period]
) -> dict[str, date | str]:
    """Run ``touched_month`` or ``state_month``; returns $first and $last around the periods."""
    rows = [
        (period.rule.value, period.key, date(year, number, 1), period.rule is Rule.BULAN)
        for period in periods
        for year, number in period.months
    ]
    rules, keys, firsts, monthly = (list(column) for column in zip(*rows, strict=True))
    cursor.execute(
        sql(statement), {"rules": rules, "periods": keys, "months": firsts, "monthly": monthly}
    )
    return {
        "first": min(period.start for period in periods),
        "last": max(period.end for period in periods),
    }
