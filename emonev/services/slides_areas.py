"""Slides that compare: cases beside prevalence per area, and age groups."""

from __future__ import annotations

from emonev.charts.slides import HIDDEN, Bar, Bars, Slide
from emonev.core.indonesian import MISSING, integer, percent
from emonev.services import deck_tables, deck_words
from emonev.services.age_groups import AgeGroup, age_groups
from emonev.services.deck_facts import Facts
from emonev.services.figure import Figure
from emonev.services.map_view import class_of, map_mark
from emonev.services.slide_frame import even_sizes, framed, paged, paged_title

MOST_BARS = 20
"""More bars than these cannot be read from the back row; the table holds them all."""

MOST_AREA_ROWS = 17
"""Lines of one row each that fit a slide."""


def has_cases(facts: Facts) -> bool:
    """At least two parts with a value that may be shown."""
    return bool(facts.below) and len(_shown(facts)) > 1


def cases_slide(facts: Facts) -> Slide:
    """Where the children are, and where the share is high: two bars per area, most cases first."""
    shown = sorted(_shown(facts), key=lambda one: (-(one.numerator or 0), one.area_code))
    hidden = [one for one in facts.parts if one not in shown]
    drawn = [*shown, *hidden][:MOST_BARS]
    cases = tuple(
        Bar(
            one.area_code, one.area, _float(one.numerator),
            HIDDEN if one.suppressed else integer(one.numerator), mark=_mark(one),
        )
        for one in drawn
    )  # fmt: skip
    breaks = facts.indicator.breaks
    prevalence = tuple(
        Bar(
            one.area_code, one.area, one.value,
            HIDDEN if one.suppressed else percent(one.value),
            class_index=None if one.value is None else class_of(one.value, breaks),
            mark=_mark(one),
        )
        for one in drawn
    )  # fmt: skip
    left = Bars(deck_words.CASES_TITLE, "count", cases, _highest(cases))
    right = Bars(
        deck_words.PREVALENCE_TITLE, "share", prevalence, _highest(prevalence), len(breaks) + 1
    )
    left_out = len(facts.parts) - len(drawn)
    table = deck_tables.areas_table(facts)
    hollow = any(bar.mark == "cakupan_rendah" for bar in cases)
    caption = [deck_words.HOLLOW_BARS if hollow else "", table.note]
    caption += [f"{left_out} {facts.below} lain ada di tabel." if left_out else ""]
    return framed(
        facts, "kasus_prevalensi", _title(facts, shown), left, right, data=[table],
        caption=" ".join(part for part in (*caption, facts.headline.footnote) if part),
    )  # fmt: skip


def has_areas(facts: Facts) -> bool:
    """At least one part with a value that may be shown."""
    return bool(facts.below) and bool(_shown(facts))


def areas_slides(facts: Facts) -> tuple[Slide, ...]:
    """Every part with its figure, by code, the place itself last; over pages where it is long."""
    table = deck_tables.areas_table(facts)
    short = deck_tables.short_areas_table(facts)
    values = [one.value for one in _shown(facts) if one.value is not None]
    title = short.title
    if len(values) > 1:
        title = deck_words.AREAS_TITLE.format(
            indicator=facts.indicator.short_label, level=facts.below, low=percent(min(values)),
            high=percent(max(values)),
        )  # fmt: skip
    caption = " ".join(part for part in (table.note, facts.headline.footnote) if part)
    return tuple(
        framed(facts, "tabel_wilayah", paged_title(title, number, pages), body, data=[table],
               caption=caption)
        for number, pages, body in paged(short, even_sizes(len(short.rows), MOST_AREA_ROWS))
    )  # fmt: skip


def _shown(facts: Facts) -> list[Figure]:
    return [one for one in facts.parts if one.value is not None and not one.suppressed]


def _title(facts: Facts, shown: list[Figure]) -> str:
    """ "Separuh dari 2.600 kasus ada di 5 dari 15 kecamatan"; without a total a plain title."""
    total = facts.headline.figure.numerator
    if not total:
        return f"Kasus dan prevalensi per {facts.below}, {facts.place}"
    added = 0
    for few, one in enumerate(shown, start=1):
        added += one.numerator or 0
        if 2 * added >= total:
            return deck_words.HALF_OF_CASES.format(
                cases=integer(total), few=few, all=len(facts.parts), level=facts.below
            )
    return f"Kasus dan prevalensi per {facts.below}, {facts.place}"


def _mark(one: Figure) -> str:
    return map_mark(one)


def _float(count: int | None) -> float | None:
    return None if count is None else float(count)


def _highest(bars: tuple[Bar, ...]) -> float:
    return max((bar.value or 0.0 for bar in bars), default=0.0)


def has_ages(facts: Facts) -> bool:
    """At least two age bands that may be shown."""
    return sum(one.value is not None for one in _ages(facts)) > 1


def ages_slide(facts: Facts) -> Slide:
    """Prevalence by age band."""
    groups = _ages(facts)
    breaks = facts.indicator.breaks
    bars = tuple(
        Bar(
            one.band, deck_words.AGE_BANDS[one.band], one.value, _age_text(one),
            class_index=None if one.value is None else class_of(one.value, breaks),
            mark="disembunyikan" if one.suppressed else "" if one.value is not None
            else "tidak_ada_data",
        )
        for one in groups
    )  # fmt: skip
    name = facts.headline.indicator_name
    title = deck_words.AGE_TITLE_PLAIN.format(indicator=name)
    if all(one.value is not None for one in groups):
        low, high = (end(groups, key=lambda one: one.value or 0.0) for end in (min, max))
        title = deck_words.AGE_TITLE.format(
            indicator=name,
            low=percent(low.value),
            low_band=deck_words.AGE_BANDS[low.band],
            high=percent(high.value),
            high_band=deck_words.AGE_BANDS[high.band],
        )
    table = deck_tables.age_table(groups, title)
    body = Bars(deck_words.PREVALENCE_TITLE, "share", bars, _highest(bars), len(breaks) + 1)
    return framed(
        facts, "umur", title, body, data=[table],
        caption=" ".join(part for part in (table.note, facts.headline.footnote) if part),
    )  # fmt: skip


def _ages(facts: Facts) -> tuple[AgeGroup, ...]:
    view = facts.headline
    return age_groups(facts.cursor, facts.scope, facts.selection, view.level, view.area_code)


def _age_text(one: AgeGroup) -> str:
    if one.suppressed:
        return HIDDEN
    if one.value is None:
        return MISSING
    return f"{percent(one.value)} ({integer(one.numerator)}/{integer(one.denominator)})"
