"""Tren: the same figure over waves, quarters or months, honest about who was measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from emonev.core.change import Group
from emonev.core.period import Period, Rule, month, parse_period
from emonev.core.scope import Scope
from emonev.core.standardise import SHOWN_FROM
from emonev.errors import WrongCall
from emonev.services import words
from emonev.services.comparing import group_of, text_of, told
from emonev.services.completeness import ABOVE_ALL, DESA_SHARE, above_all
from emonev.services.counting import limits
from emonev.services.figure import Figure, Selection
from emonev.services.figure_words import figure_lines, period_text, rule_words
from emonev.services.figures import Change, changes, figures_over
from emonev.services.grouping import group_title, groups_title
from emonev.services.local_indicators import catalogue
from emonev.services.map_view import map_mark
from emonev.services.reach import reached_area
from emonev.services.reference import ReferencePanel, reference
from emonev.store.combined import COMBINED, FROM_CHILDREN
from emonev.store.cube import BY_NAME, months_with_data
from emonev.store.settings import serentak_months
from emonev.store.store import Cursor, sql

STEPS = ("gelombang", "triwulan", "bulan")

UNJOINED = frozenset(
    {"cakupan_rendah", "tidak_ada_data", "hanya_kasus", "disembunyikan", "tanpa_penyebut"}
)
"""Points that no line touches: below 80 % cakupan, or without a value (numbers.md §4)."""

SCALE_STEP = 0.05
"""The common scale ends on a multiple of five per cent."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One area in one period; proportions 0-1, None where unknown.

    ``mark``: "" | "hati_hati" (80-90 %) | "cakupan_rendah" (below 80 %: hollow) |
    "tidak_ada_data" | "hanya_kasus" | "disembunyikan" | "tanpa_sasaran" | "tanpa_penyebut" (a
    count alone). ``joined``: a line may lead to the point before it. ``age_standardised`` only
    where it differs by 0,5 persen poin or more. ``text`` is the hover.
    """

    period: Period
    label: str
    value: float | None
    numerator: int | None
    denominator: int | None
    coverage: float | None
    desa_reported: int
    desa_total: int
    ci_low: float | None
    ci_high: float | None
    age_standardised: float | None
    mark: str
    joined: bool
    text: str


@dataclass(frozen=True, slots=True)
class TrendSeries:
    """One area over all periods of the view (same length and order as ``TrendView.periods``)."""

    area_code: str
    area: str
    level: str
    group: str
    group_label: str
    change: float | None
    change_text: str
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class TrendGroup:
    """Areas whose change is of one kind, alphabetical; ``title`` e.g. "Turun jelas (3)"."""

    key: str
    title: str
    series: tuple[TrendSeries, ...]


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One line of the data table (one area in one period)."""

    area: str
    period_label: str
    stunting: int | None
    measured: int | None
    value: float | None
    coverage: float | None
    desa: str
    age_standardised: float | None
    remark: str


@dataclass(frozen=True, slots=True)
class TrendView:
    """Everything Tren draws. ``compared``/``period``: the pair behind ``groups`` (None: no pair).

    ``highest`` is the top of the common scale (proportion). Survey points live in ``reference``,
    their own panel. ``empty`` is "" or the sentence for a page without data.
    """

    title: str
    subtitle: str
    step: str
    periods: tuple[Period, ...]
    rule: str
    source: str
    age_label: str
    period: Period | None
    compared: Period | None
    whole: TrendSeries
    series: tuple[TrendSeries, ...]
    groups: tuple[TrendGroup, ...]
    reference: ReferencePanel
    table: tuple[TrendRow, ...]
    highest: float
    notes: tuple[str, ...]
    footnote: str
    empty: str
    counts_only: bool = False
    """True where the data are counts without any denominator: a table, no line of percentages."""


def trend(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    step: str = "gelombang",
    first: Period | None = None,
    last: Period | None = None,
) -> TrendView:
    """The selection's indicator from ``first`` to ``last`` (None: all that is stored).

    Series are the kecamatan of the kabupaten, or the desa of the selection's kecamatan.
    Raises NoAccess, WrongCall (unknown step or indicator).
    """
    if step not in STEPS or selection.indicator not in catalogue(cursor):
        raise WrongCall(f"Tren tidak mengenal langkah {step} atau {selection.indicator}.")
    within = reached_area(scope, selection.kecamatan or selection.kabupaten)
    known = all_periods(cursor, selection.kabupaten, step, selection.source)
    periods = _chosen(known, first, last)
    return _Reader(cursor, scope, selection, within, step, periods).view()


def all_periods(
    cursor: Cursor, kabupaten: str, step: str, source: str = BY_NAME
) -> tuple[Period, ...]:
    """Every period of ``step`` from the first to the last with data, gaps included.

    Uploaded counts that know no period of that step are shown by those they have: months, else
    quarters, else years.
    """
    found = _of_step(cursor, kabupaten, step, source)
    if found or source in FROM_CHILDREN:
        return found
    return _of_step(cursor, kabupaten, "bulan", source) or _longer(cursor, kabupaten, source)


def _longer(cursor: Cursor, kabupaten: str, source: str) -> tuple[Period, ...]:
    """Quarters, else years, of counts that were uploaded for nothing shorter."""
    asked = {"kabupaten": kabupaten, "source": source}
    rows = cursor.execute(sql("periods_of_source"), asked).fetchall()
    quarters = [parse_period(key) for rule, key in rows if rule == Rule.TRIWULAN]
    if quarters:
        return tuple(sorted(quarters, key=lambda one: one.start))
    years = [int(key) for rule, key in rows if rule == Rule.TAHUN]
    first, last = min(years, default=0), max(years, default=-1)
    return tuple(Period(year, 8, Rule.TAHUN) for year in range(first, last + 1))


def _of_step(cursor: Cursor, kabupaten: str, step: str, source: str) -> tuple[Period, ...]:
    keys = months_with_data(cursor, kabupaten, source)
    if not keys:
        return ()
    serentak = serentak_months(cursor, kabupaten)
    first, last = (_index(key) for key in (keys[0], keys[-1]))
    months = [month(at // 12, at % 12 + 1, serentak) for at in range(first, last + 1)]
    if step == "gelombang":
        return tuple(one for one in months if one.rule is Rule.GELOMBANG)
    if step == "bulan":
        return tuple(Period(one.year, one.number, Rule.BULAN) for one in months)
    quarters = {Period(one.year, (one.number + 2) // 3, Rule.TRIWULAN) for one in months}
    return tuple(sorted(quarters, key=lambda one: one.start))


def _index(key: str) -> int:
    year, number = key.split("-")
    return int(year) * 12 + int(number) - 1


def _chosen(
    periods: Sequence[Period], first: Period | None, last: Period | None
) -> tuple[Period, ...]:
    return tuple(
        one
        for one in periods
        if (first is None or one.start >= first.start) and (last is None or one.end <= last.end)
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the figures of one trend; every method is one piece of the view."""

    cursor: Cursor
    scope: Scope
    selection: Selection
    within: str
    step: str
    periods: tuple[Period, ...]

    def view(self) -> TrendView:
        level, whole_level, name = self._levels()
        whole = _series(self.within, name, whole_level, self._by_period(whole_level))
        by_period = self._by_period(level)
        pair = self._pair(whole)
        changed = self._changes(level, pair)
        series = tuple(
            _series(code, area, level, by_period, changed.get(code), pair)
            for code, area in _areas_of(by_period).items()
        )
        groups = _grouped(series) if pair else ()
        return self._assembled(whole, series, groups, pair, level)

    def _levels(self) -> tuple[str, str, str]:
        """Level of the series, level and name of the whole."""
        row = self.cursor.execute(sql("area_by_code"), {"code": self.within}).fetchone()
        name, level = (str(row[1]), str(row[2])) if row else (self.within, "kabupaten")
        return ("desa" if level in ("kecamatan", "desa") else "kecamatan"), level, name

    def _by_period(self, level: str) -> dict[Period, dict[str, Figure]]:
        found: dict[Period, dict[str, Figure]] = {period: {} for period in self.periods}
        for one in figures_over(
            self.cursor,
            self.scope,
            indicators=[self.selection.indicator],
            level=level,
            periods=self.periods,
            within=self.within,
            source=self.selection.source,
            age=self.selection.age,
            puskesmas=self.selection.puskesmas,
        ):
            found[one.period][one.area_code] = one
        return found

    def _pair(self, whole: TrendSeries) -> tuple[Period, Period] | None:
        """The pair to compare: the newest sound period, a year before, else the one before."""
        sound = [one.period for one in whole.points if one.mark not in UNJOINED]
        if len(sound) < 2:
            return None
        asked = [one for one in sound if one == self.selection.period]
        now = (asked or sound)[-1]
        earlier = [one for one in sound if one.end < now.start]
        if not earlier:
            return None
        return now, now.year_ago() if now.year_ago() in earlier else earlier[-1]

    def _changes(self, level: str, pair: tuple[Period, Period] | None) -> dict[str, Change]:
        if pair is None:
            return {}
        found = changes(
            self.cursor,
            self.scope,
            indicator=self.selection.indicator,
            level=level,
            period=pair[0],
            compared=pair[1],
            within=self.within,
            source=self.selection.source,
            age=self.selection.age,
            puskesmas=self.selection.puskesmas,
        )
        return {one.area_code: one for one in found}

    def _assembled(
        self,
        whole: TrendSeries,
        series: tuple[TrendSeries, ...],
        groups: tuple[TrendGroup, ...],
        pair: tuple[Period, Period] | None,
        level: str,
    ) -> TrendView:
        entry = catalogue(self.cursor)[self.selection.indicator]
        counts = Counter({group.key: len(group.series) for group in groups})
        values = [one.value or 0.0 for each in (whole, *series) for one in each.points]
        found = limits(self.cursor)
        its = found.low, found.caution
        source = self.selection.source
        rule = rule_words(self.periods[0], source) if self.periods else ""
        counted = any(one.numerator is not None for each in (whole, *series) for one in each.points)
        title = groups_title(counts, level) if groups else f"{entry.short_label} per {level}"
        return TrendView(
            title=title,
            subtitle=self._subtitle(pair, rule),
            step=self.step,
            periods=self.periods,
            rule=rule,
            source=words.source_text(self.selection.source),
            age_label=words.AGES[self.selection.age],
            period=pair[0] if pair else None,
            compared=pair[1] if pair else None,
            whole=whole,
            series=series,
            groups=groups,
            reference=reference(self.scope, self.selection.kabupaten, self.cursor),
            table=tuple(row for each in (whole, *series) for row in _rows(each, its, source)),
            highest=_scale_end(max(values, default=0.0)),
            notes=_notes((whole, *series), its, source),
            footnote=words.FOOTNOTE if "stunting" in entry.key else "",
            empty="" if any(values) or counted else words.NO_TREND,
            counts_only=counted
            and not any(one.denominator for each in (whole, *series) for one in each.points),
        )

    def _subtitle(self, pair: tuple[Period, Period] | None, rule: str) -> str:
        if not self.periods:
            return ""
        span = f"{self.periods[0].short_label} – {self.periods[-1].short_label}"
        parts = [span, rule, words.source_text(self.selection.source),
                 words.AGES[self.selection.age]]  # fmt: skip
        if pair:
            parts.insert(0, f"{pair[0].short_label} dibandingkan {pair[1].short_label}")
        return " · ".join(parts)


def _areas_of(by_period: Mapping[Period, Mapping[str, Figure]]) -> dict[str, str]:
    """Code → name of every area that existed in any of the periods, by code."""
    names = {one.area_code: one.area for found in by_period.values() for one in found.values()}
    return dict(sorted(names.items()))


def _scale_end(largest: float) -> float:
    # Rounded first: 0.35 / 0.05 is a hair above seven in binary.
    return round(max(1, ceil(round(largest / SCALE_STEP, 9))) * SCALE_STEP, 9)


def _series(
    code: str,
    area: str,
    level: str,
    by_period: Mapping[Period, Mapping[str, Figure]],
    change: Change | None = None,
    pair: tuple[Period, Period] | None = None,
) -> TrendSeries:
    points: list[TrendPoint] = []
    for period, figures_of in by_period.items():
        before = points[-1] if points else None
        points.append(_point(period, figures_of.get(code), before))
    group = group_of(change) if change else (Group.NOT_COMPARABLE.value if pair else "")
    return TrendSeries(
        area_code=code,
        area=area,
        level=level,
        group=group,
        group_label=words.GROUPS[group] if group else "",
        change=told(change) if change else None,
        change_text=text_of(change) if change else "",
        points=tuple(points),
    )


def _point(period: Period, figure: Figure | None, before: TrendPoint | None) -> TrendPoint:
    if figure is None:
        return TrendPoint(
            period, period.short_label, None, None, None, None, 0, 0, None, None, None,
            "tidak_ada_data", False, words.NO_DATA_SHORT.format(period=period.label),
        )  # fmt: skip
    mark = map_mark(figure)
    hidden = mark == "disembunyikan"
    value = None if hidden or mark == "hanya_kasus" else figure.value
    joined = mark not in UNJOINED and before is not None and before.mark not in UNJOINED
    return TrendPoint(
        period=period,
        label=period.short_label,
        value=value,
        numerator=None if hidden else figure.numerator,
        denominator=None if hidden else figure.denominator,
        coverage=figure.coverage,
        desa_reported=figure.desa_reported,
        desa_total=figure.desa_total,
        ci_low=None if hidden else figure.ci_low,
        ci_high=None if hidden else figure.ci_high,
        age_standardised=None if value is None else standardised_if_different(figure),
        mark=mark,
        joined=joined,
        text=" · ".join(figure_lines(figure)),
    )


def standardised_if_different(figure: Figure) -> float | None:
    """The age-standardised value where it differs by 0,5 persen poin or more (numbers.md §4)."""
    if figure.age_standardised is None or figure.value is None:
        return None
    # Rounded: 0.145 - 0.14 is a hair below half a point in binary.
    different = round(abs(figure.age_standardised - figure.value), 9) >= SHOWN_FROM
    return figure.age_standardised if different else None


def _grouped(series: Sequence[TrendSeries]) -> tuple[TrendGroup, ...]:
    found = []
    for key in words.GROUPS:
        inside = sorted((one for one in series if one.group == key), key=lambda one: one.area)
        if inside:
            found.append(TrendGroup(key, group_title(key, len(inside)), tuple(inside)))
    return tuple(found)


def _rows(series: TrendSeries, its: tuple[float, float], source: str) -> list[TrendRow]:
    return [
        TrendRow(
            area=series.area,
            period_label=period_text(one.period, source),
            stunting=one.numerator,
            measured=one.denominator,
            value=one.value,
            coverage=one.coverage,
            desa=f"{one.desa_reported}/{one.desa_total}" if one.desa_total else "",
            age_standardised=one.age_standardised,
            remark=_remark(one, its),
        )
        for one in series.points
    ]


def _remark(one: TrendPoint, its: tuple[float, float]) -> str:
    told = [words.in_force(words.MARKS.get(one.mark, ""), its)]
    if above_all(one.coverage):
        told.append(f"cakupan {ABOVE_ALL}")
    return "; ".join(text for text in told if text)


def _notes(series: Sequence[TrendSeries], its: tuple[float, float], source: str) -> tuple[str, ...]:
    """What must be said under the panels, only where it occurs."""
    points = [one for each in series for one in each.points]
    notes = []
    if any(one.mark == "cakupan_rendah" for one in points):
        notes.append(words.in_force(words.HOLLOW_NOTE, its))
    if any(one.mark == "hati_hati" for one in points):
        notes.append(words.in_force(words.DIAMOND_NOTE, its))
    if any(above_all(one.coverage) for one in points):
        notes.append(words.ABOVE_ALL_NOTE)
    if any(0 < one.desa_reported < DESA_SHARE * one.desa_total for one in series[0].points):
        notes.append(words.FEW_DESA_NOTE)
    if any(one.age_standardised is not None for one in points):
        notes.append(words.STANDARDISED_NOTE)
    if source == COMBINED:
        notes.append(words.LINKED_ONLY)
    return tuple(notes)
