"""What a decision's indicator did since: counts then and now, in words that the test allows."""

from __future__ import annotations

from dataclasses import dataclass, field

from emonev.core.area import Level, level_of
from emonev.core.change import Group
from emonev.core.indonesian import integer, percent, percentage_points
from emonev.core.period import Period, parse_period
from emonev.core.scope import Scope, local
from emonev.core.suppression import Cell
from emonev.indicators.registry import registry
from emonev.services import words
from emonev.services.comparing import PUBLIC, text_of
from emonev.services.figure import Figure
from emonev.services.figure_words import ratio_text
from emonev.services.figures import Change, changes, default_period, figures
from emonev.services.meeting_result import Since
from emonev.store.settings import serentak_months
from emonev.store.store import Cursor

NOTHING_NEWER = "belum ada gelombang yang lebih baru"
NOTHING_THEN = "tidak ada angka saat diputuskan"
REVISED = "saat diputuskan tercatat {then}"
DIFFERENCE = "{points} sejak {since}, tidak diuji"
NO_DIFFERENCE = "selisihnya tidak diketahui"
TARGET = "target paling banyak {target} anak: {state}"
REACHED, NOT_REACHED, NOT_KNOWN = "tercapai", "belum tercapai", "belum dapat dinilai"


@dataclass(frozen=True, slots=True)
class Base:
    """The indicator in its lokus ("" the whole kabupaten) when it was decided."""

    indicator: str
    lokus: str
    period: str
    numerator: int | None
    denominator: int | None


@dataclass
class Comparer:
    """Compares many decisions of one kabupaten; what two of them share is asked once."""

    cursor: Cursor
    scope: Scope
    kabupaten: str
    _now: list[Period | None] = field(default_factory=list)
    _periods: dict[str, Period] = field(default_factory=dict)
    _changes: dict[tuple[str, str, str], dict[str, Change]] = field(default_factory=dict)
    _figures: dict[tuple[str, str, Period], Figure | None] = field(default_factory=dict)

    def since(self, base: Base, target: int | None) -> Since | None:
        """None without an indicator, or where the viewer does not reach the area."""
        if not base.indicator or not self.scope.reaches(base.lokus or self.kabupaten):
            return None
        then = self._period(base.period)
        now = self._newest()
        if then and (now is None or now.end <= then.end):
            return self._unchanged(base, then)
        if now is None:
            return None
        if then is None:
            return self._without_base(base, now)
        return self._compared(base, then, now, target)

    def _compared(self, base: Base, then: Period, now: Period, target: int | None) -> Since:
        change = self._change(base, then, now)
        if change is None:
            return self._unchanged(base, then)
        known = not change.before.suppressed and not _small(self.scope, base)
        parts = [_told(change.before), _told(change.now), _moved(change)]
        if known and base.numerator is not None and _counts(change.before) != _counts(base):
            parts.append(REVISED.format(then=_ratio(base)))
        if target is not None:
            parts.append(TARGET.format(target=integer(target), state=_state(change, target)))
        return Since(
            base.period,
            base.numerator if known else None,
            base.denominator if known else None,
            now.key,
            change.now.numerator,
            change.now.denominator,
            _sentence(parts),
        )

    def _unchanged(self, base: Base, then: Period) -> Since:
        figure = self._figure(base, then)
        known = figure is not None and not figure.suppressed and not _small(self.scope, base)
        if not known:
            told = f"{then.short_label}: {words.MARKS['disembunyikan']}"
        elif base.numerator is None:
            told = words.NO_DATA_SHORT.format(period=then.short_label)
        else:
            told = f"{then.short_label}: {_ratio(base)}"
        return Since(
            base.period,
            base.numerator if known else None,
            base.denominator if known else None,
            "",
            None,
            None,
            _sentence([told, NOTHING_NEWER]),
        )

    def _without_base(self, base: Base, now: Period) -> Since | None:
        figure = self._figure(base, now)
        if figure is None:
            return None
        counts = figure.numerator, figure.denominator
        return Since("", None, None, now.key, *counts, _sentence([_told(figure), NOTHING_THEN]))

    def _newest(self) -> Period | None:
        if not self._now:
            self._now.append(default_period(self.cursor, self.scope, self.kabupaten))
        return self._now[0]

    def _period(self, key: str) -> Period | None:
        if key and key not in self._periods:
            self._periods[key] = parse_period(key, serentak_months(self.cursor, self.kabupaten))
        return self._periods.get(key)

    def _change(self, base: Base, then: Period, now: Period) -> Change | None:
        """All areas of the level at once: many decisions speak of as many kecamatan."""
        area = base.lokus or self.kabupaten
        level = str(level_of(area))
        asked = base.indicator, level, then.key
        if asked not in self._changes:
            found = changes(
                self.cursor, self.scope, indicator=base.indicator, level=level, period=now,
                compared=then, within=self.kabupaten,
            )  # fmt: skip
            self._changes[asked] = {one.area_code: one for one in found}
        return self._changes[asked].get(area)

    def _figure(self, base: Base, period: Period) -> Figure | None:
        within = base.lokus or self.kabupaten
        asked = base.indicator, within, period
        if asked not in self._figures:
            self._figures[asked] = _figure(self.cursor, self.scope, base.indicator, within, period)
        return self._figures[asked]


def base_of(cursor: Cursor, kabupaten: str, indicator: str, lokus: str, period: Period) -> Base:
    """The exact counts of the indicator in the lokus in ``period``, None where none are stored."""
    found = _figure(cursor, local(kabupaten), indicator, lokus or kabupaten, period)
    counts = (found.numerator, found.denominator) if found else (None, None)
    return Base(indicator, lokus, period.key, *counts)


def _figure(
    cursor: Cursor, scope: Scope, indicator: str, within: str, period: Period
) -> Figure | None:
    level: Level = level_of(within)
    found = figures(
        cursor, scope, indicators=[indicator], level=str(level), period=period, within=within
    )
    return next((one for one in found if one.area_code == within), None)


def _small(scope: Scope, base: Base) -> bool:
    """An audience never sees the small count of then, whatever it has become since."""
    cell = Cell("", "", base.numerator or 0, base.denominator)
    return scope.role == PUBLIC and cell.small


def _moved(change: Change) -> str:
    """A prevalence is tested; D/S, cakupan and N/D' are counts of services, told as they are."""
    if registry()[change.indicator].is_prevalence:
        return text_of(change)
    now, before = change.now.value, change.before.value
    if now is None or before is None:
        return NO_DIFFERENCE
    since = change.compared.short_label
    return DIFFERENCE.format(points=percentage_points(now - before), since=since)


def _state(change: Change, target: int) -> str:
    """A target in children says nothing where too few were measured."""
    if change.group is Group.NOT_COMPARABLE or change.now.numerator is None:
        return NOT_KNOWN
    return REACHED if change.now.numerator <= target else NOT_REACHED


def _told(figure: Figure) -> str:
    when = figure.period.short_label
    if figure.suppressed:
        return f"{when}: {words.MARKS['disembunyikan']}"
    if figure.numerator is None:
        return words.NO_DATA_SHORT.format(period=when)
    share = f" ({percent(figure.value)})" if figure.value is not None else ""
    return f"{when}: {ratio_text(figure)}{share}"


def _ratio(base: Base) -> str:
    if not base.denominator:
        return integer(base.numerator)
    share = percent((base.numerator or 0) / base.denominator)
    return f"{integer(base.numerator)} dari {integer(base.denominator)} ({share})"


def _counts(one: Figure | Base) -> tuple[int | None, int | None]:
    return one.numerator, one.denominator


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + "."
