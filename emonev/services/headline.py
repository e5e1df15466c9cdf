"""Ringkasan: one period of one area with everything needed to defend it at a rakor."""

from __future__ import annotations

from emonev.core import proportion
from emonev.core.indonesian import (
    MISSING,
    integer,
    percent,
    percent_range,
    percentage_points,
    signed_integer,
)
from emonev.core.period import Period, Rule, month
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.indicators.registry import Indicator, registry
from emonev.services import comparing, label_beside, words
from emonev.services.completeness import ABOVE_ALL, above_all, coverage_cell
from emonev.services.data_dates import data_date
from emonev.services.figure import Figure, Selection
from emonev.services.figure_words import desa_text
from emonev.services.figures import figures
from emonev.services.headline_result import (
    AreaChange,
    Card,
    ChangeGroup,
    Compared,
    Counted,
    DifferenceCause,
    Headline,
    Interval,
    NotSent,
    Running,
    Sensitivity,
)
from emonev.services.reach import reached_area
from emonev.services.reference import reference
from emonev.services.submissions import (
    UNKNOWN_PUSKESMAS,
    SubmissionRow,
    recent_months,
    submissions,
)
from emonev.store.settings import get_setting
from emonev.store.store import Cursor, sql

__all__ = [
    "AreaChange", "Card", "ChangeGroup", "Compared", "Counted", "DifferenceCause", "Headline",
    "Interval", "NotSent", "Running", "Sensitivity", "headline",
]  # fmt: skip

BELOW = {"provinsi": "kabupaten", "kabupaten": "kecamatan", "kecamatan": "desa"}
"""The level that is grouped inside an area."""

WITH_LABEL = "stunting"
"""The indicator that the sheets label themselves (TB/U)."""

TOLD_FIRST = (*words.THREE_GROUPS, "tidak_dapat_diuji")


def headline(cursor: Cursor, scope: Scope, selection: Selection) -> Headline:
    """Ringkasan of the selection's smallest area.

    A viewer of one kecamatan who asks for the kabupaten gets the kecamatan.
    Raises NoAccess, WrongCall (unknown indicator).
    """
    if selection.indicator not in registry():
        raise WrongCall(f"Indikator tidak dikenal: {selection.indicator}.")
    asked = selection.desa or selection.kecamatan or selection.kabupaten
    within = reached_area(scope, asked)
    name, level = _area(cursor, within)
    entry = registry()[selection.indicator]
    keys = [entry.key] + (["stunting_label"] if entry.key == WITH_LABEL else [])
    found = {
        one.indicator: one
        for one in _figures(cursor, scope, selection, keys, level, within, selection.period)
        if one.area_code == within
    }
    now = found.get(entry.key) or Figure(
        within, name, level, entry.key, selection.period, selection.source, None, None, None,
        status="tidak_ada_data",
    )  # fmt: skip
    compared = comparing.comparisons(cursor, scope, selection, now)
    groups_level = BELOW.get(level, "")
    against = _told_first(compared)
    groups: tuple[ChangeGroup, ...] = ()
    if groups_level and against:
        groups = comparing.grouped(cursor, scope, selection, groups_level, within, against.period)
    ours, label = label_beside.recomputed(now), label_beside.labelled(found.get("stunting_label"))
    causes: tuple[DifferenceCause, ...] = ()
    if label.denominator and scope.role != comparing.PUBLIC:
        causes = label_beside.differences(cursor, selection, within)
    label_leads = bool(label.denominator) and _label_leads(cursor, selection.kabupaten)
    lead, beside = (label, ours) if label_leads else (ours, label)
    dated, dated_text = data_date(cursor, selection, within)
    return Headline(
        selection=selection,
        area_code=within,
        area=name,
        level=level,
        period=selection.period,
        period_label=selection.period.label,
        rule=words.rule_text(selection.period),
        source=words.source_text(selection.source),
        indicator_name=entry.short_label.lower() if entry.key == WITH_LABEL else entry.short_label,
        figure=now,
        lead=lead,
        beside=beside,
        difference=causes,
        difference_text=label_beside.difference_text(label, ours, causes),
        cards=_cards(entry, now, lead, compared),
        comparisons=compared,
        sensitivity=sensitivity_of(entry, now),
        interval=interval_of(now),
        running=_running(cursor, scope, selection, level, within),
        not_sent=_not_sent(cursor, scope, selection.kabupaten, within, selection.period),
        data_date=dated,
        data_date_text=dated_text,
        reference=reference(scope, selection.kabupaten, cursor),
        groups=groups,
        groups_level=groups_level,
        groups_title=comparing.title_of(groups, groups_level),
        groups_compared=against.period if groups and against else None,
        status_text=words.in_force(words.STATUS.get(now.status, ""), now.coverage_limits),
        footnote=words.FOOTNOTE if "stunting" in entry.key else "",
        empty=_empty(now),
        target_text=target_text(now),
        newest_not_sent=_newest_not_sent(cursor, scope, selection.kabupaten, within),
    )


def _area(cursor: Cursor, code: str) -> tuple[str, str]:
    row = cursor.execute(sql("area_by_code"), {"code": code}).fetchone()
    if row is None:
        raise WrongCall(f"Wilayah tidak dikenal: {code}.")
    return str(row[1]), str(row[2])


def _empty(now: Figure) -> str:
    if now.status != "tidak_ada_data" or now.numerator:
        return ""
    return words.NO_DATA.format(period=now.period.label)


def target_text(now: Figure) -> str:
    """The target of the same source; the survey's RPJMN target never stands in for it."""
    if now.target is None:
        return words.NO_TARGET
    return words.TARGET.format(target=percent(now.target))


def _figures(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    indicators: list[str],
    level: str,
    within: str,
    period: Period,
) -> list[Figure]:
    return figures(
        cursor,
        scope,
        indicators=indicators,
        level=level,
        period=period,
        within=within,
        source=selection.source,
        age=selection.age,
        puskesmas=selection.puskesmas,
    )


def _label_leads(cursor: Cursor, kabupaten: str) -> bool:
    return get_setting(cursor, f"{words.LABEL_SETTING}:{kabupaten}") == words.LABEL_LEADS


def _told_first(compared: tuple[Compared, ...]) -> Compared | None:
    """The comparison the groups use: the first that could be tested, else the first of all."""
    for one in compared:
        if one.group in TOLD_FIRST:
            return one
    return compared[0] if compared else None


def sensitivity_of(entry: Indicator, now: Figure) -> Sensitivity | None:
    """What the unmeasured could do (numbers.md §6); None without a population or a prevalence."""
    if not entry.is_prevalence or now.value is None or now.suppressed:
        return None
    measured, population = now.denominator or 0, now.target_population or 0
    if population <= measured:
        return None
    low, high = proportion.sensitivity(now.value, measured, population)
    text = f"{words.IF_UNMEASURED}: {percent_range(low, high)}"
    return Sensitivity(low, high, population - measured, text)


def interval_of(now: Figure) -> Interval | None:
    """ "Variasi acak 95 %" with its sentence, on screen below 400 children (numbers.md §6)."""
    if now.ci_low is None or now.ci_high is None or now.suppressed:
        return None
    sentence = words.INTERVAL_SENTENCE.format(low=percent(now.ci_low), high=percent(now.ci_high))
    on_screen = (now.denominator or 0) < proportion.FEW_CHILDREN
    return Interval(now.ci_low, now.ci_high, sentence, on_screen)


def _cards(
    entry: Indicator, now: Figure, lead: Counted, compared: tuple[Compared, ...]
) -> tuple[Card, ...]:
    return (
        _value_card(entry, now, lead, compared),
        _cases_card(entry, now, lead, compared),
        _coverage_card(now, compared),
        _flow_card(entry, compared),
    )


def _value_card(
    entry: Indicator, now: Figure, lead: Counted, compared: tuple[Compared, ...]
) -> Card:
    title = f"Prevalensi {entry.short_label.lower()}" if entry.is_prevalence else entry.short_label
    detail = MISSING if lead.value is None else (
        f"{integer(lead.numerator)} dari {integer(lead.denominator)}"
    )  # fmt: skip
    if lead.kind == "label":
        detail += f" ({words.LABEL_TITLE})"
    changes = tuple(one.text for one in compared)
    return Card("prevalensi", title, percent(lead.value), detail, changes)


def _cases_card(
    entry: Indicator, now: Figure, lead: Counted, compared: tuple[Compared, ...]
) -> Card:
    title = f"Balita {entry.short_label.lower()}" if entry.is_prevalence else "Jumlah"
    shown = now.numerator if now.status == "hanya_kasus" else lead.numerator
    changes = tuple(
        f"{signed_integer(one.cases_change)} anak sejak {one.period.short_label}"
        for one in compared
        if one.cases_change is not None and one.group != "tidak_sebanding"
    )
    return Card("kasus", title, integer(shown), words.CASES_DETAIL, changes)


def _coverage_card(now: Figure, compared: tuple[Compared, ...]) -> Card:
    if now.coverage is None:
        detail = words.NO_COVERAGE
    else:
        source = words.target_source_text(now.target_source)
        detail = f"{integer(now.measured)} dari {integer(now.target_population)} ({source})"
    if desa := desa_text(now):
        detail += f" · {desa}"
    changes = tuple(
        f"{percentage_points(now.coverage - one.coverage)} sejak {one.period.short_label}"
        for one in compared
        if now.coverage is not None and one.coverage is not None
    )
    if above_all(now.coverage):
        detail = f"{detail} · {ABOVE_ALL}"
    return Card("cakupan", "Cakupan pengukuran", coverage_cell(now.coverage), detail, changes)


def _flow_card(entry: Indicator, compared: tuple[Compared, ...]) -> Card:
    told = [one for one in compared if one.new_cases is not None]
    if not told:
        reason = next((one.reason for one in compared if one.reason), words.NO_COMPARISON)
        return Card("kasus_baru", "Kasus baru", MISSING, reason, ())
    first = told[0]
    return Card(
        key="kasus_baru",
        title="Kasus baru",
        value=integer(first.new_cases),
        detail=f"sejak {first.period.short_label}",
        changes=(
            f"tidak lagi {entry.short_label.lower()} {integer(first.no_longer)}",
            f"tetap {integer(first.still)}",
            f"tidak diukur lagi {integer(first.not_measured_again)}",
        ),
    )


def _running(
    cursor: Cursor, scope: Scope, selection: Selection, level: str, within: str
) -> Running | None:
    """The quarter after the headline's period, while it is being measured (numbers.md §3)."""
    row = cursor.execute(sql("newest_month"), {"kabupaten": selection.kabupaten}).fetchone()
    if row is None or row[0] is None:
        return None
    year, number = (int(part) for part in str(row[0]).split("-"))
    quarter = Period(year, (number + 2) // 3, Rule.TRIWULAN)
    if quarter.start <= selection.period.end:
        return None
    found = _figures(cursor, scope, selection, [WITH_LABEL], level, within, quarter)
    now = next((one for one in found if one.area_code == within), None)
    measured = now.measured if now else 0
    share = now.coverage if now else None
    name = quarter.short_label.removesuffix(f" {quarter.year}")
    amount = percent(share, 0) if share is not None else f"{integer(measured)} balita"
    return Running(quarter, measured, share, words.RUNNING.format(quarter=name, amount=amount))


def _newest_not_sent(cursor: Cursor, scope: Scope, kabupaten: str, within: str) -> NotSent | None:
    """The month that the page Siapa belum kirim speaks of in its title."""
    newest = recent_months(cursor, scope, kabupaten, 1)
    return _not_sent(cursor, scope, kabupaten, within, newest[-1]) if newest else None


def _not_sent(cursor: Cursor, scope: Scope, kabupaten: str, within: str, period: Period) -> NotSent:
    """Puskesmas of the area without a single row in the months of the period."""
    months = [month(year, number) for year, number in period.months]
    view = submissions(cursor, scope, kabupaten, months)
    rows = [row for row in view.rows if _inside(row, kabupaten, within)]
    missing = [row for row in rows if all(cell.mark == "belum_kirim" for cell in row.cells)]
    if not rows:
        return NotSent(0, 0, (), "")
    sent = words.ONE_SENT if len(rows) == 1 else words.ALL_SENT
    text = (words.NOT_SENT if missing else sent).format(
        missing=len(missing), total=len(rows), period=period.label
    )
    partial = sum(any(cell.mark != "lengkap" for cell in row.cells) for row in rows)
    if partial and not missing:
        # "Semua sudah kirim" alone would stand above a list of those that lack desa.
        partly = words.ONE_PARTLY_SENT if len(rows) == 1 else words.PARTLY_SENT
        text = partly.format(sent=text, partial=partial)
    return NotSent(
        missing=len(missing),
        total=len(rows),
        names=tuple(_shown_name(row) for row in missing),
        text=text,
    )


def _inside(row: SubmissionRow, kabupaten: str, within: str) -> bool:
    if within == kabupaten:
        return True
    return bool(row.kecamatan_code) and f"{within}.".startswith(f"{row.kecamatan_code}.")


def _shown_name(row: SubmissionRow) -> str:
    return f"Kec. {row.kecamatan}" if row.puskesmas == UNKNOWN_PUSKESMAS else row.puskesmas
