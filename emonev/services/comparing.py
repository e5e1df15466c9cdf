"""The figure against an earlier period, and its kecamatan or desa in groups (numbers.md §3, §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from emonev.core.change import Group, Transitions
from emonev.core.period import Period
from emonev.core.scope import Scope
from emonev.core.suppression import SMALLEST_COUNT
from emonev.services import words
from emonev.services.figure import Figure, Selection
from emonev.services.figures import Change, changes, comparison_periods
from emonev.services.grouping import change_text, group_title, groups_title
from emonev.services.headline_result import AreaChange, ChangeGroup, Compared
from emonev.store.store import Cursor

PUBLIC = "publik"
"""The role of an audience (``Scope.role``)."""


def comparisons(
    cursor: Cursor, scope: Scope, selection: Selection, now: Figure
) -> tuple[Compared, ...]:
    """Against the same wave a year ago, then the wave before (numbers.md §3)."""
    periods = comparison_periods(cursor, selection.kabupaten, selection.period, selection.source)
    return tuple(_compared(cursor, scope, selection, now, period) for period in periods)


def _compared(
    cursor: Cursor, scope: Scope, selection: Selection, now: Figure, period: Period
) -> Compared:
    found = _changes(cursor, scope, selection, now.level, now.area_code, period)
    change = next((one for one in found if one.area_code == now.area_code), None)
    if change is None:
        return _unknown(selection, period)
    tested = told(change)
    before, flows = change.before, change.transitions
    follow = tested is not None and not _small_flows(scope, flows)
    both = now.numerator is not None and before.numerator is not None
    return Compared(
        role=_role(selection, period),
        period=period,
        period_label=period.label,
        group=group_of(change),
        value=before.value,
        numerator=before.numerator,
        denominator=before.denominator,
        coverage=before.coverage,
        change=tested,
        cases_change=(now.numerator or 0) - (before.numerator or 0) if both else None,
        new_cases=flows.new_cases if follow else None,
        no_longer=flows.lost if follow else None,
        still=flows.both_with if follow else None,
        not_measured_again=flows.gone_with if follow else None,
        text=text_of(change),
        reason=change.reason,
    )


def _role(selection: Selection, period: Period) -> str:
    return "setahun_lalu" if period == selection.period.year_ago() else "sebelumnya"


def _unknown(selection: Selection, period: Period) -> Compared:
    reason = words.NO_FIGURE.format(period=period.short_label)
    group = Group.NOT_COMPARABLE.value
    text = change_text(group, None, period.short_label, reason)
    return Compared(
        _role(selection, period), period, period.label, group, None, None, None, None, None,
        None, None, None, None, None, text, reason,
    )  # fmt: skip


def group_of(change: Change) -> str:
    """The group's plain key ("turun_jelas")."""
    return change.group.value


def told(change: Change) -> float | None:
    """The change (now - before) where it may be told: tested, and neither figure hidden.

    Beside one visible figure the change would give the hidden one away.
    """
    if group_of(change) not in words.THREE_GROUPS:
        return None
    hidden = change.now.suppressed or change.before.suppressed
    return None if hidden else change.test.change


def _small_flows(scope: Scope, flows: Transitions) -> bool:
    """True when an audience would see 1-4 children that changed (numbers.md §10)."""
    counts = (flows.new_cases, flows.lost, flows.both_with, flows.gone_with)
    return scope.role == PUBLIC and any(0 < count < SMALLEST_COUNT for count in counts)


def text_of(change: Change) -> str:
    """The change in words, ready to print."""
    return change_text(group_of(change), told(change), change.compared.short_label, change.reason)


def grouped(
    cursor: Cursor, scope: Scope, selection: Selection, level: str, within: str, compared: Period
) -> tuple[ChangeGroup, ...]:
    """Every area of ``level`` in ``within`` in its group, alphabetical (groups, not ranks)."""
    found = _changes(cursor, scope, selection, level, within, compared)
    return _groups_of([_area_change(one) for one in found])


def _groups_of(areas: Sequence[AreaChange]) -> tuple[ChangeGroup, ...]:
    groups = []
    for key in words.GROUPS:
        inside = sorted((one for one in areas if one.group == key), key=lambda one: one.area)
        if inside:
            groups.append(ChangeGroup(key, group_title(key, len(inside)), tuple(inside)))
    return tuple(groups)


def title_of(groups: Sequence[ChangeGroup], noun: str) -> str:
    """ "Turun jelas di 3, naik jelas di 1, belum dapat dibedakan di 11 kecamatan"."""
    return groups_title(Counter({group.key: len(group.areas) for group in groups}), noun)


def _area_change(change: Change) -> AreaChange:
    return AreaChange(
        area_code=change.area_code,
        area=change.area,
        group=group_of(change),
        now=change.now,
        before=change.before,
        change=told(change),
        text=text_of(change),
        reason=change.reason,
    )


def _changes(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    level: str,
    within: str,
    compared: Period,
) -> list[Change]:
    return changes(
        cursor,
        scope,
        indicator=selection.indicator,
        level=level,
        period=selection.period,
        compared=compared,
        within=within,
        source=selection.source,
        age=selection.age,
        puskesmas=selection.puskesmas,
    )
