"""Odd measurements: z beyond WHO's limits, and growth that no child shows from visit to visit."""

from __future__ import annotations

from datetime import date

from emonev.core.indonesian import day, decimal, percent
from emonev.growth.rules import FLAG_LIMITS, HEIGHT_FROM_DAY, LYING_MINUS_STANDING_CM
from emonev.growth.tables import LAST_DAY, age_rows
from emonev.services.worklist_child import Child, Visit, as_length, months_of
from emonev.services.worklist_limits import Limits
from emonev.services.worklist_result import Line
from emonev.services.worklist_rules import at, where

INDEXES = {
    "zlen": ("TB/U", ("lenhei_cm",)), "zwei": ("BB/U", ("weight_kg",)),
    "zwfl": ("BB/TB", ("weight_kg", "lenhei_cm")), "zac": ("LiLA/U", ("muac_cm",)),
    "zhc": ("lingkar kepala/U", ("headc_cm",)),
}  # fmt: skip
"""z → its name, and the fields it is computed from (IMT/U says the same as BB/TB)."""

Finding = tuple[str, tuple[str, ...]]
"""A sentence, and the Excel cells to look at."""


def odd(child: Child, limits: Limits, since: date = date.min) -> Line | None:
    """Every odd measurement of the child in this file (from ``since`` on), newest first."""
    found: list[Finding] = []
    newest: Visit | None = None
    for visit in reversed(child.rows):
        if visit.measured_on < since:
            break
        here = [*_beyond(child, visit), *_height(child, visit, limits),
                *_weight(child, visit, limits)]  # fmt: skip
        if here and newest is None:
            newest = visit
        found += here
    if newest is None:
        return None
    return Line(
        child.last.place, child.last.name, child.sex, child.birth_date,
        child.age_days(newest.measured_on), "janggal", measured_on=newest.measured_on,
        weight_kg=newest.weight_kg, lenhei_cm=newest.lenhei_cm, muac_cm=newest.muac_cm,
        details=tuple(text for text, _ in found),
        cells=tuple(dict.fromkeys(cell for _, cells in found for cell in cells)),
    )  # fmt: skip


def _beyond(child: Child, visit: Visit) -> list[Finding]:
    age = months_of(child.age_days(visit.measured_on))
    found = []
    for index, (title, fields) in INDEXES.items():
        if visit.flags.get(index):
            low, high = FLAG_LIMITS[index]
            text = (
                f"{day(visit.measured_on)}: z {title} {decimal(visit.z[index], 2)} di luar batas "
                f"WHO ({decimal(low, 0)} s.d. {decimal(high, 0)}), umur {age} bulan"
            )
            found.append((text, _cells(visit, fields)))
    return found


def _height(child: Child, visit: Visit, limits: Limits) -> list[Finding]:
    age = child.age_days(visit.measured_on)
    now = as_length(visit, age)
    earlier = _last(child, visit, "lenhei_cm", "zlen")
    if now is None or earlier is None or visit.flags.get("zlen"):
        return []
    age_before = child.age_days(earlier.measured_on)
    before = as_length(earlier, age_before)
    assert before is not None
    change = round(now - before, 3)
    if change < -limits.height_shrinks_cm:
        what = f"menyusut {decimal(-change)} cm"
    else:
        median = median_growth("lfa", child.sex, age_before, age)
        if median is None:
            return []
        most = limits.height_grows_times * max(median, 0.0) + limits.height_error_cm
        if change <= round(most, 3):
            return []
        what = f"bertambah {decimal(change)} cm (wajar paling banyak {decimal(most)})"
    text = (
        f"{day(visit.measured_on)}: PB/TB {decimal(visit.lenhei_cm)} cm, {what} dari "
        f"{decimal(earlier.lenhei_cm)} cm pada {day(earlier.measured_on)} ({where(earlier)})"
    )
    return [(text, _cells(visit, ("lenhei_cm",)))]


def _weight(child: Child, visit: Visit, limits: Limits) -> list[Finding]:
    now = visit.weight_kg
    earlier = _last(child, visit, "weight_kg", "zwei")
    if now is None or earlier is None or earlier.weight_kg is None or visit.flags.get("zwei"):
        return []
    before = earlier.weight_kg
    change = round(now - before, 3)
    if change < -round(limits.weight_lost_share * before, 3):
        what = f"turun {decimal(-change)} kg ({percent(-change / before, 0)})"
    else:
        ages = (child.age_days(earlier.measured_on), child.age_days(visit.measured_on))
        median = median_growth("wfa", child.sex, *ages)
        if median is None:
            return []
        most = limits.weight_gained_times * median + limits.weight_gained_share * before
        if change <= round(most, 3):
            return []
        what = f"naik {decimal(change)} kg (wajar paling banyak {decimal(most)})"
    text = (
        f"{day(visit.measured_on)}: BB {decimal(now)} kg, {what} dari {decimal(before)} kg pada "
        f"{day(earlier.measured_on)} ({where(earlier)})"
    )
    return [(text, _cells(visit, ("weight_kg",)))]


def median_growth(indicator: str, sex: str, from_day: int, to_day: int) -> float | None:
    """What WHO's median gains between two days of age: cm lying ("lfa") or kg ("wfa").

    None where an age is outside WHO's tables (0-1856 days).
    """
    if not 0 <= from_day <= to_day <= LAST_DAY:
        return None
    first, last = (age_rows()[indicator, sex, age].median for age in (from_day, to_day))
    if indicator == "lfa":
        # From 24 months on WHO's median is a height, 0,7 cm less than the length.
        first += LYING_MINUS_STANDING_CM if from_day >= HEIGHT_FROM_DAY else 0.0
        last += LYING_MINUS_STANDING_CM if to_day >= HEIGHT_FROM_DAY else 0.0
    return last - first


def _last(child: Child, visit: Visit, name: str, index: str) -> Visit | None:
    """The visit before that has this measure, and not an implausible one."""
    return next(
        (v for v in reversed(child.before(visit))
         if getattr(v, name) is not None and not v.flags.get(index)),
        None,
    )  # fmt: skip


def _cells(visit: Visit, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell for name in fields if (cell := at(visit, name)))
