"""Figures, periods and changes: what every screen, report and the command line asks for.

All functions take the cursor and the viewer's scope first. Levels and areas are those of
``emonev.core.area``; a puskesmas has the code "<kecamatan code>:<name>".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from emonev.core.age import BALITA_BANDS
from emonev.core.area import Level
from emonev.core.change import KINDS, ChangeTest, Group, Transitions, linked_test
from emonev.core.period import Period, Rule, month, parse_period
from emonev.core.scope import Scope
from emonev.indicators.registry import registry
from emonev.services import words
from emonev.services.counting import (
    MEASURED,
    ask,
    count,
    cube_sums,
    hidden_from,
    limits,
    territory_for,
)
from emonev.services.figure import Figure
from emonev.services.local_indicators import catalogue
from emonev.services.territory import Territory, territory_around
from emonev.store.answers import derived
from emonev.store.combined import COMBINED, FROM_CHILDREN
from emonev.store.cube import BY_NAME, Pair, months_with_data, transition_select, wave_before
from emonev.store.settings import serentak_months
from emonev.store.store import Cursor, sql

COMPLETE_COVERAGE = 0.8
"""A wave opens the product from this cakupan on (numbers.md §3)."""

ENOUGH_NAMED = 0.8
"""Of the combined source a change is tested where so many of the children are known by name."""

COMPLETE_DESA = 0.9
"""… and from this share of desa reporting (numbers.md §3)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One area between two periods, tested on the linked children (numbers.md §5).

    ``test.group`` is what can be said; ``reason`` (Indonesian) says why where nothing can.
    ``transitions`` hold kasus baru (``new_cases``), tidak lagi stunting (``lost``), tetap
    (``both_with``) and tidak diukur lagi (``gone_with``). ``now``/``before`` are the figures.
    """

    area_code: str
    area: str
    level: str
    indicator: str
    period: Period
    compared: Period
    now: Figure
    before: Figure
    transitions: Transitions
    test: ChangeTest
    reason: str = ""

    @property
    def group(self) -> Group:
        """ "turun_jelas", "naik_jelas", "belum_dapat_dibedakan" or a reason for silence."""
        return self.test.group


def figures(
    cursor: Cursor,
    scope: Scope,
    *,
    indicators: Sequence[str],
    level: str,
    period: Period,
    within: str = "",
    source: str = "e-ppgbm",
    age: str = "balita",
    puskesmas: str = "",
    standardise: bool = False,
) -> list[Figure]:
    """Every area of ``level`` inside ``within``, also those without data, by area code.

    ``within`` "" is the scope's area (for an unlimited scope: every kabupaten that has data).
    With several indicators an area's figures follow each other in the order asked.
    ``standardise``: with the age-standardised value (a second reading of the cube).
    Raises WrongCall (unknown indicator, level, age), NoAccess.
    """
    return figures_over(
        cursor,
        scope,
        indicators=indicators,
        level=level,
        periods=[period],
        within=within,
        source=source,
        age=age,
        puskesmas=puskesmas,
        standardise=standardise,
    )


def figures_over(
    cursor: Cursor,
    scope: Scope,
    *,
    indicators: Sequence[str],
    level: str,
    periods: Sequence[Period],
    within: str = "",
    source: str = "e-ppgbm",
    age: str = "balita",
    puskesmas: str = "",
    standardise: bool = True,
) -> list[Figure]:
    """Like ``figures`` for several periods in the same few queries, in the order of ``periods``."""
    question = ask(indicators, level, periods, source, age, puskesmas, catalogue(cursor))
    territory = territory_for(cursor, scope, within)
    structures = {
        code: age_structure(cursor, code, source, territory)
        for code in territory.kabupaten
        if standardise and any(entry.is_prevalence for entry in question.entries)
    }
    found = count(cursor, territory, question, structures)
    return hidden_from(cursor, scope, question, found)


def stored_periods(cursor: Cursor, kabupaten: str, source: str = BY_NAME) -> tuple[Period, ...]:
    """Months with data, oldest first; weighing waves carry the rule ``gelombang``."""
    serentak = serentak_months(cursor, kabupaten)
    return tuple(
        month(int(key[:4]), int(key[5:7]), serentak)
        for key in months_with_data(cursor, kabupaten, source)
    )


def default_period(
    cursor: Cursor,
    scope: Scope,
    kabupaten: str,
    source: str = "e-ppgbm",
    *,
    until: date | None = None,
) -> Period | None:
    """The period a page opens on (numbers.md §3); None without data.

    The newest wave with cakupan >= 80 % and >= 90 % of desa reporting; else the newest wave with
    data; else the newest month. ``until``: only periods that had begun on that day (what a meeting
    of that day could know). Raises NoAccess.
    """
    territory_for(cursor, scope, kabupaten)
    known = [
        one
        for one in stored_periods(cursor, kabupaten, source)
        if until is None or one.start <= until
    ]
    waves = [period for period in known if period.rule is Rule.GELOMBANG]
    complete = _complete_waves(
        cursor, territory_around(cursor, kabupaten), kabupaten, waves, source
    )
    for candidates in (complete, waves, known):
        if candidates:
            return max(candidates, key=lambda period: period.key)
    return None


def comparison_periods(
    cursor: Cursor, kabupaten: str, period: Period, source: str = BY_NAME
) -> tuple[Period, ...]:
    """What a period is compared with, where there are data: a year ago first, then the one before.

    For a wave "the one before" is the wave before (a serentak month counts as one).
    """
    known = months_with_data(cursor, kabupaten, source)
    serentak = serentak_months(cursor, kabupaten)
    wanted = [period.year_ago()]
    if period.rule in (Rule.GELOMBANG, Rule.TAHUN):
        before = wave_before(period.cube_key, known, serentak)
        wanted += [parse_period(before, serentak)] if before else []
    else:
        wanted.append(period.previous())
    with_data = [one for one in wanted if any(f"{y}-{m:02d}" in known for y, m in one.months)]
    unique = {one.cube_key: one for one in reversed(with_data)}
    return tuple(one for one in with_data if unique.pop(one.cube_key, None))


def age_structure(
    cursor: Cursor,
    kabupaten: str,
    source: str = "e-ppgbm",
    territory: Territory | None = None,
) -> Mapping[str, float]:
    """The kabupaten's fixed age structure: measured children per age band of one period.

    That of the newest complete wave, else of the month with most children measured.
    """
    key = ("age_structure", kabupaten, source)
    return derived(cursor, key, lambda: _age_structure(cursor, kabupaten, source, territory), 10)


def _age_structure(
    cursor: Cursor, kabupaten: str, source: str, territory: Territory | None
) -> Mapping[str, float]:
    known = stored_periods(cursor, kabupaten)
    if not known:
        return {}
    territory = territory or territory_around(cursor, kabupaten)
    waves = [period for period in known if period.rule is Rule.GELOMBANG]
    complete = _complete_waves(cursor, territory, kabupaten, waves, source)
    periods = [max(complete, key=lambda p: p.key)] if complete else known
    question = ask([MEASURED], Level.KABUPATEN, periods, source, "balita", "")
    sums = cube_sums(cursor, territory, question)
    found = [sums.get((period.cube_key, kabupaten, MEASURED), {}) for period in periods]
    structures = [
        {band: float(bands.get(band, (0, 0))[0]) for band in BALITA_BANDS} for bands in found
    ]
    return max(structures, key=lambda structure: sum(structure.values()))


def changes(
    cursor: Cursor,
    scope: Scope,
    *,
    indicator: str,
    level: str,
    period: Period,
    compared: Period,
    within: str = "",
    source: str = "e-ppgbm",
    age: str = "balita",
    puskesmas: str = "",
) -> list[Change]:
    """The change of every area of ``level`` between two periods of one rule, by area code.

    Stored transitions are used where there are any, else the same statements run for this pair.
    "tidak_sebanding": cakupan of either period below its limit or unknown, or no data;
    "tidak_dapat_diuji": more than 10 % of the children cannot be followed (weak identity), or the
    indicator is no prevalence (D/S, cakupan, N/D').
    """
    both = figures_over(
        cursor, scope, indicators=[indicator], level=level, periods=[period, compared],
        within=within, source=source, age=age, puskesmas=puskesmas, standardise=False,
    )  # fmt: skip
    before = {figure.area_code: figure for figure in both if figure.period == compared}
    territory = territory_for(cursor, scope, within)
    if source not in FROM_CHILDREN:
        return [
            _untested(now, before[now.area_code], low, words.NO_IDENTITY)
            for low in (limits(cursor).low,)
            for now in both
            if now.period == period and now.area_code in before
        ]
    found: dict[str, Transitions] = {}
    if catalogue(cursor)[indicator].is_prevalence:
        found = _transitions(
            cursor, territory, indicator, level, (period, compared), BY_NAME, age, puskesmas
        )
    low = limits(cursor).low
    return [
        _change(now, before[now.area_code], found.get(now.area_code, Transitions()), low)
        for now in both
        if now.period == period and now.area_code in before
    ]


def indicator_rows(
    cursor: Cursor,
    scope: Scope,
    *,
    indicators: Sequence[str] = (),
    level: str,
    period: Period,
    area: str = "",
    source: str = "e-ppgbm",
) -> list[dict[str, Any]]:
    """Rows of the ``indicators`` command: no indicator named = the ten child-level ones
    (of another source: every one)."""
    known = catalogue(cursor)
    keys = list(indicators) or list(known.counted_keys if source == BY_NAME else known.keys)
    found = figures(
        cursor, scope, indicators=keys, level=level, period=period, within=area, source=source
    )
    return [_row(figure) for figure in found]


def _row(figure: Figure) -> dict[str, Any]:
    return {
        "area_code": figure.area_code,
        "area": figure.area,
        "indicator": figure.indicator,
        "period": figure.period.key,
        "rule": figure.period.rule.value,
        "source": figure.source,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": figure.value,
        "ci_low": figure.ci_low,
        "ci_high": figure.ci_high,
        "target": figure.target,
        "status": figure.status,
        "suppressed": figure.suppressed,
    }


def _complete_waves(
    cursor: Cursor, territory: Territory, kabupaten: str, waves: Sequence[Period], source: str
) -> list[Period]:
    question = ask([MEASURED], Level.KABUPATEN, waves, source, "balita", "")
    return [
        figure.period
        for figure in count(cursor, territory.around(kabupaten), question)
        if figure.area_code == kabupaten and is_complete(figure)
    ]


def is_complete(figure: Figure) -> bool:
    """Enough children measured and enough desa reporting; without desa in the master: children.

    A recap does not say which desa stand in it: where it takes part, the children decide alone.
    """
    desa = figure.source != BY_NAME or figure.desa_reported >= COMPLETE_DESA * figure.desa_total
    return figure.coverage is not None and figure.coverage >= COMPLETE_COVERAGE and desa


def _change(now: Figure, before: Figure, transitions: Transitions, low: float) -> Change:
    if _few_named(now, before, transitions):
        return _untested(now, before, low, words.FEW_NAMED)
    reason = _not_comparable(now, before, low)
    test = linked_test(transitions, comparable=not reason)
    if test.group is Group.NOT_TESTABLE:
        reason = "terlalu banyak anak tanpa identitas (NIK atau nama) untuk diikuti"
    tested = now.indicator in registry() and registry()[now.indicator].is_prevalence
    if not reason and not tested:
        reason = "perubahan hanya diuji untuk prevalensi"
        test = ChangeTest(Group.NOT_TESTABLE, _difference(now, before), None, None, None, None)
    return Change(
        now.area_code, now.area, now.level, now.indicator, now.period, before.period,
        now, before, transitions, test, reason,
    )  # fmt: skip


def _untested(now: Figure, before: Figure, low: float, why: str) -> Change:
    """A change that no test can judge, for the reason given unless the two cannot be compared."""
    reason = _not_comparable(now, before, low)
    group = Group.NOT_COMPARABLE if reason else Group.NOT_TESTABLE
    test = ChangeTest(group, _difference(now, before), None, None, None, None)
    return Change(
        now.area_code, now.area, now.level, now.indicator, now.period, before.period,
        now, before, Transitions(), test, reason or why,
    )  # fmt: skip


def _few_named(now: Figure, before: Figure, transitions: Transitions) -> bool:
    """Of the combined source: too many of the children stand only in a recap to be followed."""
    if now.source != COMBINED or not registry()[now.indicator].is_prevalence:
        return False
    named = (transitions.counted_now, transitions.counted_before)
    counted = (now.denominator or 0, before.denominator or 0)
    return any(few < ENOUGH_NAMED * all_ for few, all_ in zip(named, counted, strict=True))


def _difference(now: Figure, before: Figure) -> float | None:
    if now.value is None or before.value is None:
        return None
    return now.value - before.value


def _not_comparable(now: Figure, before: Figure, low: float) -> str:
    """Why the two cannot be compared (Indonesian), or ""."""
    for figure in (now, before):
        if figure.value is None:
            return f"tidak ada data {figure.period.short_label}"
        if figure.status == "sebagian_hanya_kasus":
            return f"sebagian berkas {figure.period.short_label} hanya memuat kasus"
        if figure.coverage is None:
            return f"cakupan {figure.period.short_label} tidak diketahui"
        if figure.coverage < low:
            return f"cakupan {figure.period.short_label} di bawah {low * 100:.0f} %"
    return ""


def _transitions(
    cursor: Cursor,
    territory: Territory,
    indicator: str,
    level: str,
    pair: tuple[Period, Period],
    source: str,
    age: str,
    puskesmas: str,
) -> dict[str, Transitions]:
    """Area code → transitions."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in _transition_rows(cursor, territory, indicator, pair, source):
        kabupaten, children, weak = row["kabupaten_code"], row["children"], row["weak"]
        sides = {}
        for side in ("before", "now"):
            state = row[f"state_{side}"]
            skipped = (age == "baduta" and not row[f"baduta_{side}"]) or (
                puskesmas and row[f"puskesmas_{side}"] != puskesmas
            )
            if state is not None and not skipped:
                code = _area_of(territory, level, kabupaten, row, side)
                sides[side] = (code, bool(state))
        for code in {code for code, _ in sides.values() if code}:
            states = [
                sides[side][1] if side in sides and sides[side][0] == code else None
                for side in ("before", "now")
            ]
            counts[code][KINDS[states[0], states[1]]] += children
            for side, state in zip(("before", "now"), states, strict=True):
                if weak and state is not None:
                    counts[code][f"weak_{side}"] += children
    return {code: Transitions(**dict(kinds)) for code, kinds in counts.items()}


def _area_of(
    territory: Territory, level: str, kabupaten: str, row: Mapping[str, Any], side: str
) -> str | None:
    if level == Level.DESA:
        return row[f"area_{side}"]  # type: ignore[no-any-return]
    if level == Level.KECAMATAN:
        return row[f"kecamatan_{side}"]  # type: ignore[no-any-return]
    if level == Level.PUSKESMAS:
        kecamatan, name = row[f"kecamatan_{side}"], row[f"puskesmas_{side}"]
        return f"{kecamatan}:{name}" if kecamatan and name else None
    return kabupaten if level == Level.KABUPATEN else territory.code_of(kabupaten, "provinsi")


def _transition_rows(
    cursor: Cursor,
    territory: Territory,
    indicator: str,
    pair: tuple[Period, Period],
    source: str,
) -> Iterable[dict[str, Any]]:
    period, compared = pair[0].cube_key, pair[1].cube_key
    found = _dicts(
        cursor.execute(
            sql("stored_transitions"),
            {
                "indicator": indicator,
                "period": period,
                "compared": compared,
                "source": source,
                "kabupaten": territory.kabupaten,
            },
        )
    )
    if found:
        return found
    rule = Rule.TRIWULAN if pair[0].rule is Rule.TRIWULAN else Rule.BULAN
    asked = [Pair(rule.value, period, compared)]
    for kabupaten in territory.kabupaten:
        select = transition_select(cursor, kabupaten, registry()[indicator], asked)
        found += _dicts(cursor.execute(select, {"kabupaten": kabupaten}))
    return [row for row in found if row.get("source", source) == source]


def _dicts(result: Cursor) -> list[dict[str, Any]]:
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
