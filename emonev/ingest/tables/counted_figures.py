"""From columns to figures: which count stands over which, and what must add up.

A measure's count may be spread over columns (sangat pendek + pendek; boys + girls): the parts
count and a printed total is compared with them. The whole below it is the column of children
measured; another one is taken only where it reproduces the printed percentages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from emonev.indicators.registry import registry
from emonev.ingest.tables.column_roles import Plan, Role
from emonev.ingest.tables.header_time import Time
from emonev.ingest.tables.header_words import SUMS

MEASURED, ATTENDANCE = "length_measured_share", "attendance"

PREVALENCES = frozenset({
    "stunting", "severe_stunting", "wasting", "severe_wasting", "underweight",
    "severe_underweight", "overweight",
})  # fmt: skip
"""Shares of the children measured: none can be more than all of them."""

WITHIN = 0.002
"""A printed percentage may differ by 0.2 percentage points: rounding (spreadsheets.md §5)."""

_MATCHING = 0.5
"""A whole explains the printed percentages when it reproduces at least this share of them."""


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """One measure in one column group. ``counts`` are summed; ``total`` is their printed sum;
    ``whole`` the denominator's column, ``percent`` the printed share's. None: no such column."""

    measure: str
    time: Time
    counts: tuple[int, ...] = ()
    total: int | None = None
    whole: int | None = None
    percent: int | None = None

    @property
    def column(self) -> int:
        """The column an entry's cell is in."""
        found = self.total if self.total is not None else next(iter(self.counts), self.percent)
        assert found is not None
        return found


Counts = dict[str, tuple[tuple[int, ...], int | None]]
"""Measure → (columns that are summed, column of their printed total)."""

Share = Callable[[Sequence[int], int, int], float | None]
"""(count columns, whole column, percent column) → share of rows in which they agree; None: no row
has all three."""


def figures_of(plan: Plan, agrees: Share) -> tuple[CountedFigure, ...]:
    """Every figure of a row, group by group in the order of the columns."""
    times = tuple(dict.fromkeys(role.time for role in plan.roles if role.time)) or (Time(),)
    untimed = [role for role in plan.roles if not role.time]
    found: list[CountedFigure] = []
    if plan.is_wide:
        found += _group(Time(), untimed, (), agrees)
    for time in times:
        group = [role for role in plan.roles if role.time == time] if plan.is_wide else untimed
        wholes = [role for role in untimed if role.part == "denominator"] if plan.is_wide else []
        found += _group(time, group, wholes, agrees)
    return tuple(found)


def unsettled_wholes(plan: Plan, figures: Sequence[CountedFigure]) -> tuple[Role, ...]:
    """ "Jumlah Balita" beside a prevalence nobody divided: children measured, or all of them?"""
    lone = {
        figure.time
        for figure in figures
        if figure.whole is None and figure.counts and _is_prevalence(figure.measure)
    }
    used = {figure.whole for figure in figures}
    return tuple(
        role
        for role in plan.roles
        if role.part == "denominator" and role.measure == "whole" and role.column not in used
        and (role.time in lone or (not role.time and lone))
    )  # fmt: skip


def _group(
    time: Time, group: Sequence[Role], wholes: Sequence[Role], agrees: Share
) -> list[CountedFigure]:
    counts = _counts(group)
    below = [role for role in group if role.part == "denominator" and not role.sex] + list(wholes)
    percents = _percents(group, counts, below, agrees)
    found = []
    for measure in dict.fromkeys((*counts, *percents)):
        columns, total = counts.get(measure, ((), None))
        if measure.startswith("part:"):
            continue
        percent = percents.get(measure)
        whole = _whole(measure, columns, percent, below, agrees) if columns else None
        found.append(CountedFigure(measure, time, columns, total, whole, percent))
    return [*found, *_measured(time, group, below, {figure.measure for figure in found})]


def _counts(group: Sequence[Role]) -> Counts:
    by_sex: dict[str, dict[str, int]] = {}
    for role in group:
        if role.part == "numerator" and role.measure:
            by_sex.setdefault(role.measure, {}).setdefault(role.sex, role.column)
    found: Counts = {}
    for measure, columns in by_sex.items():
        both = tuple(columns[sex] for sex in ("male", "female") if sex in columns)
        if len(both) == 2:
            found[measure] = (both, columns.get(""))
        elif "" in columns:
            found[measure] = ((columns[""],), None)
    for measure, parts in SUMS.items():
        if all(part in found for part in parts):
            printed = found.get(measure, ((), None))
            total = printed[1] if printed[1] is not None else next(iter(printed[0]), None)
            found[measure] = (tuple(c for part in parts for c in found[part][0]), total)
    return found


def _percents(
    group: Sequence[Role], counts: Counts, below: Sequence[Role], agrees: Share
) -> dict[str, int]:
    """Measure → column of its printed share. A bare "%" belongs to the count before it, or to the
    sum that this count is part of: to the one that explains it."""
    found: dict[str, int] = {}
    before = ""
    for role in group:
        if role.part == "numerator":
            before = role.measure
        elif role.part == "percent" and not role.sex:
            near = before or next((r.measure for r in group if r.part == "numerator"), "")
            measure = role.measure or _explained(near, role.column, counts, below, agrees)
            if measure:
                found.setdefault(measure, role.column)
    return found


def _explained(
    near: str, percent: int, counts: Counts, below: Sequence[Role], agrees: Share
) -> str:
    sums = [measure for measure, parts in SUMS.items() if near in parts and measure in counts]
    offered = [measure for measure in (*sums, near) if not measure.startswith("part:")]
    shares = [
        (share, -at, measure)
        for at, measure in enumerate(offered)
        for whole in below
        if measure in counts
        and (share := agrees(counts[measure][0], whole.column, percent)) is not None
    ]
    return max(shares)[2] if shares else next(iter(offered), "")


def _whole(
    measure: str, counts: Sequence[int], percent: int | None, below: Sequence[Role], agrees: Share
) -> int | None:
    """The denominator's column; see the module's text."""
    said = [role.column for role in below if role.measure == "said"]
    if said:
        return min(said, key=lambda column: abs(column - counts[0]))
    ranked = sorted(below, key=lambda role: _RANK.index(_kind_for(measure, role.measure)))
    if percent is not None:
        explained = [
            (share, -at, role.column)
            for at, role in enumerate(ranked)
            if (share := agrees(counts, role.column, percent)) is not None and share >= _MATCHING
        ]
        if explained:
            return max(explained)[2]
    if _is_prevalence(measure):
        ranked = [role for role in ranked if role.measure in ("measured", "weighed")]
        if measure not in ("underweight", "severe_underweight"):
            ranked = [role for role in ranked if role.measure == "measured"]
    return ranked[0].column if ranked else None


_RANK = ("first", "measured", "weighed", "whole", "target", "said")


def _kind_for(measure: str, kind: str) -> str:
    weighed = measure in ("underweight", "severe_underweight") and kind == "weighed"
    return "first" if weighed else kind


def _is_prevalence(measure: str) -> bool:
    return measure in registry() and registry()[measure].is_prevalence


def _measured(
    time: Time, group: Sequence[Role], below: Sequence[Role], there: set[str]
) -> list[CountedFigure]:
    """Children measured over the sasaran: cakupan; children weighed over it: D/S."""
    own = {role.measure: role.column for role in group if role.part == "denominator"}
    target = next((role.column for role in below if role.measure == "target"), None)
    pairs = ((MEASURED, "measured"), (ATTENDANCE, "weighed"))
    return [
        CountedFigure(measure, time, (own[kind],), None, target)
        for measure, kind in pairs
        if kind in own and measure not in there
    ]
