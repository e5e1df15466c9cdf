"""Peta: one figure per area of a level, with classes, legend and marks; and the shapes to draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from emonev.core.period import Period
from emonev.core.scope import Scope
from emonev.services.figure import Figure, Selection
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area. ``class_index`` points into ``MapView.legend``, None when it gets no colour.

    ``mark``: "" | "tidak_ada_data" | "cakupan_rendah" (hollow) | "hati_hati" | "disembunyikan" |
    "hanya_kasus". ``value_text`` stands on the map ("14,2 %" or "–"); ``lines`` are the lines of
    the card and the hover (n/N, cakupan, desa, period). ``drill``: has areas below it.
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

    For desa the selection's kecamatan is drawn into, else the whole kabupaten. Raises NoAccess.
    """
    raise NotImplementedError


def shapes(
    cursor: Cursor, scope: Scope, kabupaten: str, level: str, within: str = ""
) -> tuple[Shape, ...]:
    """Boundaries of ``level`` in ``kabupaten``, or only below ``within`` (a code). By code."""
    raise NotImplementedError
