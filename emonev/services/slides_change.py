"""Slides of change: the trend, three groups of areas, new cases."""

from __future__ import annotations

from math import ceil, sqrt

from emonev.charts.slides import HIDDEN, Bar, Bars, GroupBlock, GroupLine, Groups, Sentences, Slide
from emonev.core.indonesian import integer, percent
from emonev.services import deck_tables, deck_words, words
from emonev.services.deck_facts import Facts
from emonev.services.drawings import panels, whole_line
from emonev.services.headline_result import AreaChange, Compared
from emonev.services.slide_frame import framed
from emonev.services.trend import TrendSeries

TESTED = ("turun_jelas", "naik_jelas")

MOST_PANELS = 24
"""More lines than these are too small for the back row."""


def has_trend(facts: Facts) -> bool:
    """At least two periods with a value."""
    return sum(point.value is not None for point in facts.trend.whole.points) > 1


def trend_slide(facts: Facts) -> Slide:
    """The place's own line with cakupan under each point."""
    view = facts.trend
    first = facts.headline.comparisons[0] if facts.headline.comparisons else None
    name = deck_words.TREND_NAME.format(
        indicator=facts.indicator.short_label, place=facts.place, step=view.step
    )
    head = f"{facts.indicator.short_label} {facts.headline.area}"
    title = f"{head} {first.text}" if first and first.group in words.THREE_GROUPS else name
    return framed(
        facts, "tren", title, whole_line(view),
        caption=" ".join((*_notes(facts), view.footnote)),
        data=[deck_tables.trend_table(view.table, name)],
    )  # fmt: skip


def _notes(facts: Facts) -> list[str]:
    """What the drawn line needs said; the other areas' marks are in the table."""
    return _marks_said(facts, {point.mark for point in facts.trend.whole.points})


def _marks_said(facts: Facts, marks: set[str]) -> list[str]:
    said = {"cakupan_rendah": words.HOLLOW_NOTE, "hati_hati": words.CAREFUL_NOTE}
    its = facts.headline.figure.coverage_limits
    return [words.in_force(text, its) for mark, text in said.items() if mark in marks]


def has_multiples(facts: Facts) -> bool:
    """At least two parts with a value in two periods."""
    return len(_lines(facts)) > 1


def multiples_slide(facts: Facts) -> Slide:
    """A small line per part, all on one scale; parts without any value only in the table."""
    view, series = facts.trend, _lines(facts)
    drawn = series[:MOST_PANELS]
    title = deck_words.MULTIPLES_TITLE.format(
        indicator=facts.indicator.short_label, level=facts.below, place=facts.place, step=view.step
    )
    highest = max(point.value or 0.0 for one in drawn for point in one.points)
    body = panels(drawn, highest, _columns(len(drawn)))
    more = len(series) - len(drawn)
    caption = [deck_words.MULTIPLES_CAPTION]
    caption += [deck_words.MORE_PANELS.format(count=more, level=facts.below)] if more else []
    bare = len(view.series) - len(series)
    caption += [deck_words.WITHOUT_LINE.format(count=bare, level=facts.below)] if bare else []
    marks = {point.mark for one in drawn for point in one.points}
    caption += _marks_said(facts, marks)
    return framed(
        facts, "tren_kecamatan", view.title if view.groups else title, body,
        caption=" ".join(part for part in (*caption, view.footnote) if part),
        data=[deck_tables.trend_table(view.table, title)],
    )  # fmt: skip


def _lines(facts: Facts) -> tuple[TrendSeries, ...]:
    """Parts with a line to draw: grouped by change like the page Tren, else by code."""
    view = facts.trend
    ordered = [one for group in view.groups for one in group.series] or list(view.series)
    return tuple(one for one in ordered if sum(p.value is not None for p in one.points) > 1)


def _columns(count: int) -> int:
    """Panels a row, so that they are about as wide as a hand is long on a wide screen."""
    return max(1, min(8, ceil(sqrt(count * 1.6))))


def has_groups(facts: Facts) -> bool:
    """At least one part whose change can be told."""
    return any(
        group.areas for group in facts.headline.groups if group.key in words.THREE_GROUPS
    )  # fmt: skip


def groups_slide(facts: Facts) -> Slide:
    """Who went down clearly, who went up clearly, and who cannot be told apart."""
    view = facts.headline
    before = view.groups_compared.short_label if view.groups_compared else ""
    blocks = tuple(
        GroupBlock(group.key, group.title, tuple(_line(area) for area in group.areas))
        for group in view.groups
        if group.areas
    )
    title = f"Sejak {before}: {view.groups_title[:1].lower()}{view.groups_title[1:]}"
    table = deck_tables.change_table(view.groups, title, view.period.short_label, before)
    return framed(
        facts, "kelompok", title, Groups(blocks), data=[table],
        caption=" ".join(part for part in (deck_words.GROUPS_CAPTION, table.note) if part),
    )  # fmt: skip


def _line(area: AreaChange) -> GroupLine:
    shown = HIDDEN if area.now.suppressed else percent(area.now.value)
    return GroupLine(area.area_code, area.area, shown, area.text)


def has_flows(facts: Facts) -> bool:
    """The children could be followed, and the counts may be shown."""
    return _told(facts) is not None


def flows_slide(facts: Facts) -> Slide:
    """From the cases before to the cases now: who left, who stayed, who came."""
    told, figure = _told(facts), facts.headline.figure
    assert told is not None
    name = facts.headline.indicator_name
    title = deck_words.FLOW_TITLE.format(
        new=integer(told.new_cases), gone=integer(told.no_longer), indicator=name,
        since=told.period.short_label,
    )  # fmt: skip
    table = deck_tables.flow_table(told, figure.numerator, figure.period.short_label, title)
    bars = tuple(
        Bar(str(at), str(label), float(count), integer(count))
        for at, (label, count) in enumerate(table.rows)
        if isinstance(count, int)
    )
    body = Bars(f"Anak {name}", "count", bars, max((bar.value or 0.0 for bar in bars), default=0.0))
    lines = tuple(line.format(indicator=name) for line in deck_words.FLOW_SENTENCES)
    return framed(facts, "kasus_baru", title, body, Sentences(lines), data=[table])


def _told(facts: Facts) -> Compared | None:
    """The first comparison whose flows are known."""
    return next((one for one in facts.headline.comparisons if one.new_cases is not None), None)
