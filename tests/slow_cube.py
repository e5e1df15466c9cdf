"""The slow, obvious twins of cube, transitions, recorded children and figures.

Plain loops over a list of measurements (dicts of ``tests.store_builders.measurement``), child by
child. The product's SQL must equal them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from emonev.core.age import age_band
from emonev.core.period import Period, Rule, parse_period
from emonev.indicators.registry import FLAGS, Indicator, registry

Row = Mapping[str, Any]
PLACE = ("source", "kabupaten_code", "kecamatan_code", "area_code", "puskesmas", "sex")


def month_key(day: date) -> str:
    return f"{day.year}-{day.month:02d}"


def quarter_key(day: date) -> str:
    return f"{day.year}-TW{(day.month + 2) // 3}"


def qualifies(entry: Indicator, row: Row) -> bool:
    """May this measurement count for the indicator?"""
    if entry.rows == "full" and row["cases_only"]:
        return False
    if entry.rows == "cases_only" and not row["cases_only"]:
        return False
    if entry.index is not None:
        return row[entry.index] is not None and not row[FLAGS[entry.index]]
    return entry.counted.holds(row[entry.counted.column])


def has_it(entry: Indicator, row: Row) -> bool:
    """Is the counted child in the numerator?"""
    return entry.condition is None or entry.condition.holds(row[entry.condition.column])


def latest_per_child(entry: Indicator, rows: Iterable[Row]) -> list[Row]:
    """One row per child: its latest that qualifies."""
    chosen: dict[tuple[str, int], Row] = {}
    for row in sorted(rows, key=lambda row: row["measured_on"]):
        if qualifies(entry, row):
            chosen[row["source"], row["child_id"]] = row
    return list(chosen.values())


def counted(entry: Indicator, rows: Sequence[Row], rule: str, period: str) -> list[Row]:
    """The measurements an indicator counts in a period."""
    key = month_key if rule == "bulan" else quarter_key
    inside = [row for row in rows if key(row["measured_on"]) == period]
    if entry.counting == "once_per_period":
        return latest_per_child(entry, inside)
    months = sorted({month_key(row["measured_on"]) for row in inside})
    return [
        row
        for month in months
        for row in latest_per_child(
            entry, [one for one in inside if month_key(one["measured_on"]) == month]
        )
    ]


def periods_of(rows: Iterable[Row]) -> list[tuple[str, str]]:
    months = {("bulan", month_key(row["measured_on"])) for row in rows}
    return sorted(months | {("triwulan", quarter_key(row["measured_on"])) for row in rows})


def slow_cube(rows: Sequence[Row]) -> dict[tuple[Any, ...], tuple[int, int | None]]:
    """(rule, period, place…, age band, indicator) → (numerator, denominator)."""
    cells: dict[tuple[Any, ...], tuple[int, int | None]] = {}
    for rule, period in periods_of(rows):
        for entry in registry().counted:
            chosen = counted(entry, rows, rule, period)
            all_, with_it = Counter(), Counter()
            for row in chosen:
                place = (*(row[name] for name in PLACE), age_band(row["age_days"]))
                all_[place] += 1
                with_it[place] += has_it(entry, row)
            for place, n in all_.items():
                known = entry.denominator_kind == "counted"
                cells[rule, period, *place, entry.key] = (with_it[place], n if known else None)
    return cells


def states(
    entry: Indicator, rows: Sequence[Row], rule: str, period: str
) -> dict[tuple[str, int], Row]:
    """Balita counted for the indicator in the period, by source and child."""
    chosen = counted(entry, rows, rule, period)
    return {
        (row["source"], row["child_id"]): row
        for row in chosen
        if age_band(row["age_days"]) != "60+"
    }


def slow_transitions(
    entry: Indicator, rows: Sequence[Row], pairs: Iterable[tuple[str, str, str]]
) -> Counter[tuple[Any, ...]]:
    """Counts by (period, compared, source, side before…, side now…, weak)."""
    found: Counter[tuple[Any, ...]] = Counter()
    for rule, period, compared in pairs:
        now, before = (states(entry, rows, rule, key) for key in (period, compared))
        for child in now.keys() | before.keys():
            sides = [_side(entry, one.get(child)) for one in (before, now)]
            weak = (now.get(child) or before[child])["weak"]
            found[period, compared, child[0], *sides[0], *sides[1], weak] += 1
    return found


def _side(entry: Indicator, row: Row | None) -> tuple[Any, ...]:
    if row is None:
        return (None,) * 5
    baduta = row["age_days"] < 24 * 30.4375
    place = (row["kecamatan_code"], row["area_code"], row["puskesmas"])
    return (*place, baduta, int(has_it(entry, row)))


def slow_recorded(rows: Sequence[Row], period: Period, only_baduta: bool) -> Counter[str]:
    """Desa → children recorded in the 12 months to the period's end, young enough at its start.

    A child is young enough until the month of its second (fifth) birthday is over.
    """
    at, start = (_months(day.year, day.month) for day in (period.end, period.start))
    last: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: row["measured_on"]):
        when = _months(row["measured_on"].year, row["measured_on"].month)
        if at - 12 < when <= at and not row["cases_only"]:
            last[row["child_id"]] = row
    limit = 24 if only_baduta else 60
    young = [
        row
        for row in last.values()
        if start <= _months(row["birth_date"].year, row["birth_date"].month) + limit
    ]
    return Counter(row["area_code"] for row in young)


def _months(year: int, month: int) -> int:
    return 12 * year + month - 1


def slow_figure(
    entry: Indicator, rows: Sequence[Row], period: Period, within: str, bands: Sequence[str]
) -> tuple[int, int]:
    """Numerator and counted children of an area (by code prefix) and its children's age bands."""
    rule = "triwulan" if period.rule is Rule.TRIWULAN else "bulan"
    chosen = [
        row
        for row in counted(entry, rows, rule, period.cube_key)
        if row["area_code"].startswith(within) and age_band(row["age_days"]) in bands
    ]
    return sum(has_it(entry, row) for row in chosen), len(chosen)


def all_pairs(rows: Sequence[Row], serentak: Iterable[str] = ()) -> set[tuple[str, str, str]]:
    """Every pair of stored periods that transitions are kept for (brief reading of the rule)."""
    keys = periods_of(rows)
    pairs = set()
    for rule, period in keys:
        known = sorted(key for its, key in keys if its == rule)
        now = parse_period(period)
        wanted = {now.year_ago().key}
        if rule == "triwulan":
            wanted.add(now.previous().key)
        else:
            wanted.add(Period(now.year, now.number, Rule.BULAN).previous().key)
            if _wave(period, serentak):
                wanted |= {key for key in known if key < period and _wave(key, serentak)} and {
                    max(key for key in known if key < period and _wave(key, serentak))
                }
        pairs |= {(rule, period, key) for key in wanted if key in known}
    return pairs


def _wave(key: str, serentak: Iterable[str]) -> bool:
    return key[5:] in ("02", "08") or key in serentak
