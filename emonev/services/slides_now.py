"""Slides of the state now: the headline, who was measured, the map."""

from __future__ import annotations

from dataclasses import replace

from emonev.charts.describe import LegendEntry
from emonev.charts.slides import HIDDEN, Bar, Bars, BigNumber, BigNumbers, MapBody, Sentences, Slide
from emonev.core.indonesian import MISSING, integer, percent
from emonev.core.suppression import SMALLEST_DENOMINATOR
from emonev.services import deck_tables, deck_words, words
from emonev.services.counting import limits, without_numbers
from emonev.services.deck_facts import Facts
from emonev.services.drawings import legend_entries, map_chart
from emonev.services.figure import Figure
from emonev.services.map_view import MapArea, MapMark, MapView
from emonev.services.slide_frame import framed


def has_headline(facts: Facts) -> bool:
    """A value that may be shown."""
    figure = facts.headline.figure
    return figure.value is not None and not figure.suppressed


def headline_slide(facts: Facts) -> Slide:
    """The big numbers and the sentences the data support."""
    view, lead = facts.headline, facts.headline.lead
    title = (
        f"{facts.indicator.short_label} {percent(lead.value)} di {facts.place}: "
        f"{integer(lead.numerator)} dari {integer(lead.denominator)} balita diukur"
    )
    told = next((one for one in view.comparisons if one.group in words.THREE_GROUPS), None)
    numbers = tuple(
        BigNumber(
            card.key, card.title, card.value, card.detail, card.changes,
            sign=told.group if told and card.key == "prevalensi" else "",
        )
        for card in view.cards
    )  # fmt: skip
    beside = [view.beside.text if view.beside.numerator is not None else ""]
    beside += [view.sensitivity.text if view.sensitivity else "", view.status_text]
    beside += [view.interval.sentence if view.interval and view.interval.on_screen else ""]
    caption = " · ".join(part for part in (*beside, view.footnote) if part)
    return framed(
        facts, "angka_utama", title, BigNumbers(numbers), Sentences(facts.sentences),
        counted=lead.text if lead.kind == "label" else "",
        caption=caption,
        notes=facts.sentences,
        data=[deck_tables.areas_table(facts)] if facts.below else [],
    )  # fmt: skip


def has_sentences(facts: Facts) -> bool:
    """The data support at least one sentence."""
    return has_headline(facts) and bool(facts.sentences)


def sentences_slide(facts: Facts) -> Slide:
    """Only the sentences, large."""
    view = facts.headline
    title = deck_words.SENTENCES_TITLE.format(
        indicator=facts.indicator.short_label, place=facts.place, period=view.period_label
    )
    return framed(facts, "kalimat", title, Sentences(facts.sentences), caption=view.footnote)


def has_coverage(facts: Facts) -> bool:
    """A target population is known and the place is divided."""
    if not facts.below or facts.headline.figure.coverage is None:
        return False
    return any(one.value is not None for one in _measured(facts))


def _measured(facts: Facts) -> list[Figure]:
    """Cakupan of the parts; where the figure itself is hidden, everything of the area is."""
    hidden = {one.area_code for one in facts.parts if one.suppressed}
    return [
        without_numbers(one) if one.area_code in hidden else one
        for one in facts.measured(facts.below)
    ]


def coverage_slide(facts: Facts) -> Slide:
    """Cakupan of every part, lowest first, against the limit below which nothing is compared."""
    whole, parts = facts.headline.figure, _measured(facts)
    low = limits(facts.cursor).low
    limit = percent(low, 0)
    thin = [one for one in parts if one.value is not None and one.value < low]
    title = deck_words.MEASURED_TITLE.format(
        measured=integer(whole.measured),
        target=integer(whole.target_population),
        share=percent(whole.coverage),
    )
    all_known = all(one.value is not None for one in parts)
    if thin:
        title += deck_words.BELOW_LIMIT.format(count=len(thin), level=facts.below, limit=limit)
    elif all_known:
        title += deck_words.ALL_ABOVE.format(level=facts.below, limit=limit)
    bars = tuple(
        Bar(
            one.area_code, one.area, one.value, _with_counts(one),
            mark="cakupan_rendah" if one in thin else _no_value_mark(one),
        )
        for one in sorted(parts, key=lambda one: (one.value is None, one.value, one.area_code))
    )  # fmt: skip
    hollow = deck_words.HOLLOW_BARS if thin else ""
    source = words.target_source_text(whole.target_source)
    body = Bars(
        deck_words.COVERAGE_TITLE.format(source=source), "share", bars,
        max(1.0, *(bar.value or 0.0 for bar in bars)),
    )  # fmt: skip
    return framed(
        facts, "siapa_diukur", title, body,
        data=[deck_tables.coverage_table([*parts, _as_coverage(whole)], body.title)],
        caption=" ".join(part for part in (hollow, deck_tables.hidden_note(parts)) if part),
    )  # fmt: skip


def _with_counts(one: Figure) -> str:
    if one.suppressed:
        return HIDDEN
    if one.value is None:
        return MISSING
    return f"{percent(one.value)} ({integer(one.numerator)}/{integer(one.denominator)})"


def _no_value_mark(one: Figure) -> str:
    if one.suppressed:
        return "disembunyikan"
    return "tidak_ada_data" if one.value is None else ""


def _as_coverage(whole: Figure) -> Figure:
    return replace(
        whole,
        numerator=whole.measured,
        denominator=whole.target_population,
        value=whole.coverage,
    )


def has_map(facts: Facts) -> bool:
    """Parts with boundaries, and at least one of them with data."""
    return bool(facts.below) and not facts.map.empty and bool(facts.shapes)


def map_slide(facts: Facts) -> Slide:
    """The parts in their classes; cases as bubbles where counts may be shown."""
    view = facts.map
    classes_only = facts.public and facts.below == "desa"
    if classes_only:
        view = _classes_only(facts.map_of_classes, facts.headline.figure)
    chart = map_chart(view, facts.shapes, bubbles=not classes_only, values=not classes_only)
    marks = tuple(
        LegendEntry(mark.key, None, mark.words, "", False, mark.areas) for mark in view.marks
    )
    body = MapBody(chart, legend_entries(view), marks, view.breaks, view.legend_note)
    figure = facts.headline.figure
    counted = "" if figure.value is None else (
        f"{integer(figure.numerator)} dari {integer(figure.denominator)}"
    )  # fmt: skip
    without = [view.without_data_text]
    if view.without_shape:
        without.append(f"Tanpa batas wilayah: {', '.join(view.without_shape)}")
    return framed(
        facts, "peta", view.title, body, counted=counted,
        caption=" · ".join(part for part in (*without, view.footnote) if part),
        data=[] if classes_only else [deck_tables.areas_table(facts)],
    )  # fmt: skip


def _classes_only(view: MapView, whole: Figure) -> MapView:
    """Desa for an audience: a colour class without any number (numbers.md §10).

    A desa with few children gets no class either: there the class would tell the count.
    """
    areas = tuple(_class_only(area) for area in view.areas)
    hidden = sum(area.mark == "disembunyikan" for area in areas)
    marks = [mark for mark in view.marks if mark.key == "tidak_ada_data"]
    if hidden:
        marks.append(MapMark("disembunyikan", words.MARKS["disembunyikan"], hidden))
    legend = tuple(
        replace(entry, areas=sum(area.class_index == at for area in areas))
        for at, entry in enumerate(view.legend)
    )
    title = view.title
    if whole.suppressed or whole.value is None:
        title = f"Kelas prevalensi per desa, {view.within_name}"
    return replace(
        view, areas=areas, marks=tuple(marks), legend=legend, largest_cases=0, title=title
    )


def _class_only(area: MapArea) -> MapArea:
    few = 0 < (area.figure.denominator or 0) < SMALLEST_DENOMINATOR
    mark = "disembunyikan" if few or area.mark == "hanya_kasus" else area.mark
    if mark not in ("disembunyikan", "tidak_ada_data"):
        mark = ""
    return replace(
        area,
        value=None,
        cases=None,
        value_text=MISSING,
        lines=(),
        mark=mark,
        class_index=None if mark else area.class_index,
    )
