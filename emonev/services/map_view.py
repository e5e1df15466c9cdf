"""Peta: one figure per area of a level, with classes, legend and marks; and the shapes to draw."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from emonev.core.indonesian import MISSING, decimal, integer, percent
from emonev.core.period import Period
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.indicators.registry import Indicator
from emonev.services import words
from emonev.services.completeness import incomplete_text
from emonev.services.figure import Figure, Selection
from emonev.services.figure_words import figure_lines, period_text, rule_words
from emonev.services.figures import figures
from emonev.services.local_indicators import catalogue
from emonev.services.reach import reached_area
from emonev.store.store import Cursor, sql

LEVELS = ("kecamatan", "desa")

MARK_ORDER = (
    "cakupan_rendah", "hati_hati", "sebagian_hanya_kasus", "tanpa_sasaran", "tanpa_penyebut",
    "hanya_kasus", "disembunyikan", "tidak_ada_data",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area. ``class_index`` points into ``MapView.legend``, None when it gets no colour.

    ``mark``: "" | "tidak_ada_data" | "cakupan_rendah" (hollow) | "hati_hati" | "disembunyikan" |
    "hanya_kasus" | "tanpa_sasaran" (a cakupan that needs one) | "tanpa_penyebut" (a count alone).
    ``value_text`` stands on the map ("14,2 %", a count, or "–"); ``lines`` are the lines of the
    card and the hover (n/N, cakupan, desa, period). ``drill``: has areas below it.
    """

    area_code: str
    name: str
    figure: Figure
    value: float | None
    cases: int | None
    geometry_id: str
    has_shape: bool
    class_index: int | None
    mark: str
    value_text: str
    lines: tuple[str, ...]
    drill: bool


@dataclass(frozen=True, slots=True)
class LegendClass:
    """One colour class, [low, high) as proportions; ``high`` None for the open last class.

    ``text`` "10–12,5 %"; ``words`` the WHO word of the class ("sedang") or "" where the norm has
    none; ``who_edge`` True when ``low`` is a WHO edge (bold); ``areas`` how many fall in it.
    """

    low: float
    high: float | None
    text: str
    words: str
    who_edge: bool
    areas: int


@dataclass(frozen=True, slots=True)
class MapMark:
    """A legend entry beside the colours: how it is marked, its words, how many areas."""

    key: str
    words: str
    areas: int


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything Peta draws. ``breaks`` are proportions. ``within`` is the area drawn into."""

    title: str
    subtitle: str
    level: str
    within: str
    within_name: str
    indicator: str
    indicator_label: str
    period: Period
    period_label: str
    rule: str
    source: str
    areas: tuple[MapArea, ...]
    breaks: tuple[float, ...]
    legend: tuple[LegendClass, ...]
    marks: tuple[MapMark, ...]
    legend_note: str
    without_data: int
    without_data_text: str
    without_shape: tuple[str, ...]
    largest_cases: int
    footnote: str
    empty: str
    incomplete_text: str = ""
    """Why the figures do not stand for the area drawn into; "" where they do."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A boundary: GeoJSON geometry (EPSG:4326) and where its name stands."""

    area_code: str
    name: str
    geometry: dict[str, Any]
    label_lon: float
    label_lat: float


def map_view(
    cursor: Cursor, scope: Scope, selection: Selection, level: str = "kecamatan"
) -> MapView:
    """Figures for every area of ``level`` ("kecamatan" | "desa") in the selection's area.

    For desa the selection's kecamatan is drawn into, else the whole kabupaten.
    Raises NoAccess, WrongCall (unknown level or indicator).
    """
    if level not in LEVELS or selection.indicator not in catalogue(cursor):
        raise WrongCall(f"Peta tidak mengenal {level}, {selection.indicator}.")
    wanted = selection.kecamatan if level == "desa" and selection.kecamatan else ""
    within = reached_area(scope, wanted or selection.kabupaten)
    entry = catalogue(cursor)[selection.indicator]
    areas = _areas(cursor, scope, selection, level, within, entry)
    return _view(cursor, scope, selection, level, within, entry, areas)


def shapes(
    cursor: Cursor, scope: Scope, kabupaten: str, level: str, within: str = ""
) -> tuple[Shape, ...]:
    """Boundaries of ``level`` in ``kabupaten``, or only below ``within`` (a code). By code."""
    inside = reached_area(scope, within or kabupaten)
    rows = cursor.execute(sql("shapes"), {"level": level, "within": inside}).fetchall()
    return tuple(
        Shape(code, name, json.loads(geometry), lon, lat) for code, name, geometry, lon, lat in rows
    )


def _areas(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    level: str,
    within: str,
    entry: Indicator,
) -> tuple[MapArea, ...]:
    rows = cursor.execute(sql("shapes_known"), {"level": level}).fetchall()
    with_shape = {code for (code,) in rows}
    return tuple(
        _area(one, entry, one.area_code in with_shape, drill=level == "kecamatan")
        for one in _figures(cursor, scope, selection, level, within)
    )


def _figures(
    cursor: Cursor, scope: Scope, selection: Selection, level: str, within: str
) -> list[Figure]:
    return figures(
        cursor,
        scope,
        indicators=[selection.indicator],
        level=level,
        period=selection.period,
        within=within,
        source=selection.source,
        age=selection.age,
        puskesmas=selection.puskesmas,
    )


def _area(figure: Figure, entry: Indicator, has_shape: bool, *, drill: bool) -> MapArea:
    mark = map_mark(figure)
    shown = None if mark in ("disembunyikan", "hanya_kasus") else figure.value
    alone = mark == "tanpa_penyebut"
    countable = (entry.direction == "lower" or alone) and mark not in (
        "disembunyikan", "tidak_ada_data",
    )  # fmt: skip
    return MapArea(
        area_code=figure.area_code,
        name=figure.area,
        figure=figure,
        value=shown,
        cases=figure.numerator if countable else None,
        geometry_id=figure.area_code,
        has_shape=has_shape,
        class_index=None if shown is None else class_of(shown, entry.breaks),
        mark=mark,
        value_text=_value_text(figure, shown, alone),
        lines=figure_lines(figure),
        drill=drill,
    )


def _value_text(figure: Figure, shown: float | None, alone: bool) -> str:
    if alone:
        return integer(figure.numerator)
    return percent(shown) if shown is not None else MISSING


def map_mark(figure: Figure) -> str:
    """The one mark of a figure on a map or a line; "" when it needs none."""
    if figure.suppressed:
        return "disembunyikan"
    if figure.value is None:
        return figure.status or "tidak_ada_data"
    # A prevalence stands without a sasaran; only its cakupan is missing.
    return "" if figure.status == "tanpa_sasaran" else figure.status


def class_of(value: float, breaks: Sequence[float]) -> int:
    """Index of the class [break, next break) that holds ``value``."""
    return sum(value >= edge for edge in breaks)


def _view(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    level: str,
    within: str,
    entry: Indicator,
    areas: tuple[MapArea, ...],
) -> MapView:
    row = cursor.execute(sql("area_by_code"), {"code": within}).fetchone()
    name, within_level = (str(row[1]), str(row[2])) if row else (within, "kabupaten")
    whole = _figures(cursor, scope, selection, within_level, within)
    marks = _marks(areas)
    without = sum(area.mark == "tidak_ada_data" for area in areas)
    period = selection.period
    empty = (
        ""
        if without < len(areas)
        else words.NO_DATA.format(period=period_text(period, selection.source))
    )
    return MapView(
        title=_title(
            entry, whole[0] if whole else None, name, level, len(areas) - without, len(areas)
        ),
        subtitle=_subtitle(selection, whole[0] if whole else None),
        level=level,
        within=within,
        within_name=name,
        indicator=entry.key,
        indicator_label=entry.label,
        period=period,
        period_label=period_text(period, selection.source),
        rule=rule_words(period, selection.source),
        source=words.source_text(selection.source),
        areas=areas,
        breaks=entry.breaks,
        legend=_legend(entry, areas),
        marks=marks,
        legend_note=words.WHO_EDGES_NOTE if entry.edges else "",
        without_data=without,
        without_data_text=f"{without} {level} tidak ada data" if without else "",
        without_shape=tuple(area.name for area in areas if not area.has_shape),
        largest_cases=max((area.cases or 0 for area in areas), default=0),
        footnote=words.FOOTNOTE if "stunting" in entry.key else "",
        empty=empty,
        incomplete_text=incomplete_text(whole[0] if whole else None),
    )


def _title(
    entry: Indicator, whole: Figure | None, name: str, level: str, with_data: int, areas: int
) -> str:
    """ "Stunting 14,2 % di Luwu Utara: 2.600 balita; 13 dari 15 kecamatan berdata"."""
    if whole is not None and map_mark(whole) == "tanpa_penyebut":
        return f"{entry.short_label} di {name}: {integer(whole.numerator)}; {areas} {level}"
    if whole is None or whole.value is None or whole.suppressed:
        return f"{entry.short_label} per {level}, {name}"
    head = f"{entry.short_label} {percent(whole.value)} di {name}"
    counted = entry.is_prevalence and entry.direction == "lower"
    if counted:
        head = f"{head}: {integer(whole.numerator)} balita"
    if with_data < areas:
        return f"{head}; {with_data} dari {areas} {level} berdata"
    return f"{head}{' di' if counted else ','} {areas} {level}"


def _subtitle(selection: Selection, whole: Figure | None) -> str:
    parts = [
        period_text(selection.period, selection.source),
        rule_words(selection.period, selection.source),
        words.source_text(selection.source),
    ]
    if selection.age != "balita":
        parts.append(words.AGES.get(selection.age, selection.age))
    if selection.puskesmas:
        parts.append(f"Puskesmas {selection.puskesmas}")
    if whole is not None and whole.value is not None and not whole.suppressed:
        parts.append(f"{integer(whole.numerator)} dari {integer(whole.denominator)}")
    return " · ".join(parts)


def _legend(entry: Indicator, areas: Iterable[MapArea]) -> tuple[LegendClass, ...]:
    count = Counter(area.class_index for area in areas)
    lows = (0.0, *entry.breaks)
    highs = (*entry.breaks, None)
    return tuple(
        LegendClass(
            low=low,
            high=high,
            text=_range_text(low, high),
            words=entry.word_of(low),
            who_edge=low in entry.edges,
            areas=count[at],
        )
        for at, (low, high) in enumerate(zip(lows, highs, strict=True))
    )


def _range_text(low: float, high: float | None) -> str:
    if high is None:
        return f"≥ {_short(low)} %"
    return f"< {_short(high)} %" if low == 0 else f"{_short(low)}–{_short(high)} %"


def _short(share: float) -> str:
    """0.125 → "12,5", 0.1 → "10"."""
    return decimal(100 * share, 1).removesuffix(",0")


def _marks(areas: Sequence[MapArea]) -> tuple[MapMark, ...]:
    count = Counter(area.mark for area in areas)
    return tuple(
        MapMark(key, words.in_force(words.MARKS[key], areas[0].figure.coverage_limits), count[key])
        for key in MARK_ORDER
        if count[key]
    )
