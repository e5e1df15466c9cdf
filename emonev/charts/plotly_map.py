"""A ChoroplethMap as a plotly figure that draws without any network.

Only ``go.Choropleth`` areas and markers answer a click, so areas are a choropleth over an own
GeoJSON; hatching, outlines and leader lines are lines on the same frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import Any

import plotly.graph_objects as go
import shapely

from emonev.charts.describe import ChoroplethMap, MapItem, MapShape
from emonev.charts.frame import Frame, fit
from emonev.charts.map_layout import (
    HATCHED,
    HOLLOW,
    MARGIN,
    discs_of,
    fill_of,
    label_lines,
    pixels,
    placed_labels,
)
from emonev.charts.palette import (
    BUBBLE,
    GROUND,
    HATCH,
    INK,
    QUIET,
    colour_of,
    ink_on,
)
from emonev.charts.place import Disc, Placed, leader_end
from emonev.charts.plotly_base import figure_of, inert, paper, remembered


@remembered
def map_figure(chart: ChoroplethMap, width: int, height: int, font: int = 13) -> go.Figure:
    """The map for a place of at least ``width`` x ``height`` pixels, text of ``font`` pixels.

    Every mark carries its area's code as ``customdata``/``location``, so a click tells the area.
    Raises ValueError when no item has a shape.
    """
    shapes = {shape.code: shape for shape in chart.shapes}
    items = [item for item in chart.items if item.code in shapes]
    frame = fit((s.geometry for s in chart.shapes), width, height, MARGIN)
    discs = discs_of(chart, items, shapes, frame, width)
    labels = placed_labels(chart, width, height, font)
    traces: list[Any] = [_areas(chart, items, shapes)]
    traces += _hatching(items, shapes, frame)
    traces += _hollow(chart, items, shapes, frame)
    traces += _selected(items, shapes)
    if discs:
        traces.append(_bubbles(items, shapes, discs))
    traces += _leaders(labels, discs, frame)
    traces += _names(chart, items, labels, frame, font)
    geo = {
        "visible": False,
        "projection": {"type": "equirectangular"},
        "lonaxis": {"range": [frame.west, frame.east]},
        "lataxis": {"range": [frame.south, frame.north]},
        "bgcolor": GROUND,
    }
    return figure_of(traces, paper(height, clickmode="event+select", geo=geo))


def _areas(
    chart: ChoroplethMap, items: Sequence[MapItem], shapes: dict[str, MapShape]
) -> go.Choropleth:
    fills = [fill_of(chart, item) for item in items]
    palette = sorted(set(fills))
    top = max(len(palette) - 1, 1)
    scale = [[i / top, colour] for i, colour in enumerate(palette)]
    if len(palette) == 1:
        scale = [[0, palette[0]], [1, palette[0]]]
    features = [
        {"type": "Feature", "id": i.code, "properties": {}, "geometry": shapes[i.code].geometry}
        for i in items
    ]
    return go.Choropleth(
        geojson={"type": "FeatureCollection", "features": features},
        locations=[item.code for item in items],
        z=[palette.index(fill) for fill in fills],
        zmin=0,
        zmax=top,
        colorscale=scale,
        showscale=False,
        # Neighbours of one dark class would melt together behind a dark line.
        marker={
            "line": {
                "color": [GROUND if ink_on(fill) == GROUND else QUIET for fill in fills],
                "width": [1.2 if ink_on(fill) == GROUND else 0.8 for fill in fills],
            }
        },
        # A click drills down at once: what was not clicked must not fade meanwhile.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        text=[_hover(item) for item in items],
        customdata=[item.code for item in items],
        hovertemplate="%{text}<extra></extra>",
    )


def _hover(item: MapItem) -> str:
    head = f"<b>{inert(item.name)}</b>"
    return "<br>".join([head, *(inert(line) for line in item.lines)])


def _hatching(
    items: Sequence[MapItem], shapes: dict[str, MapShape], frame: Frame
) -> list[go.Scattergeo]:
    """Diagonal lines over areas without a prevalence, 7 pixels apart."""
    hatched = [pixels(shapes[i.code].geometry, frame) for i in items if i.mark in HATCHED]
    if not hatched:
        return []
    reach = frame.width + frame.height
    stripes = shapely.MultiLineString(
        [[(at, 0), (at - frame.height, frame.height)] for at in range(0, int(reach), 7)]
    )
    cut = shapely.intersection(stripes, shapely.union_all(hatched))
    parts = [line.coords for line in shapely.get_parts(cut) if line.geom_type == "LineString"]
    return [_lines(_to_degrees(parts, frame), HATCH, 1.2)]


def _hollow(
    chart: ChoroplethMap, items: Sequence[MapItem], shapes: dict[str, MapShape], frame: Frame
) -> list[go.Scattergeo]:
    """Low cakupan: white inside, the class colour only along the inner edge."""
    traces = []
    for item in items:
        if item.mark != HOLLOW or item.class_index is None:
            continue
        inner = pixels(shapes[item.code].geometry, frame).buffer(-2.5)
        borders = [
            ring.coords
            for polygon in shapely.get_parts(inner)
            if not polygon.is_empty
            for ring in (polygon.exterior, *polygon.interiors)
        ]
        colour = colour_of(item.class_index, chart.classes)
        traces.append(_lines(_to_degrees(borders, frame), colour, 4))
    return traces


def _selected(items: Sequence[MapItem], shapes: dict[str, MapShape]) -> list[go.Scattergeo]:
    traces = []
    for item in items:
        if item.selected:
            polygons = shapely.get_parts(shapely.geometry.shape(shapes[item.code].geometry))
            traces.append(_lines([list(p.exterior.coords) for p in polygons], INK, 3))
    return traces


def _bubbles(
    items: Sequence[MapItem], shapes: dict[str, MapShape], discs: dict[str, Disc]
) -> go.Scattergeo:
    shown = [item for item in items if item.code in discs]
    return go.Scattergeo(
        lon=[shapes[i.code].lon for i in shown],
        lat=[shapes[i.code].lat for i in shown],
        mode="markers",
        marker={
            "size": [2 * discs[i.code].radius for i in shown],
            "color": BUBBLE,
            "line": {"color": GROUND, "width": 1},
            "opacity": 1,
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        text=[_hover(i) for i in shown],
        customdata=[i.code for i in shown],
        hovertemplate="%{text}<extra></extra>",
    )


def _leaders(labels: Iterable[Placed], discs: dict[str, Disc], frame: Frame) -> list[go.Scattergeo]:
    parts = []
    for label in labels:
        if label.leader:
            end_x, end_y = leader_end(
                label.x, label.y, label.width, label.height, label.anchor_x, label.anchor_y
            )
            away = hypot(end_x - label.anchor_x, end_y - label.anchor_y)
            # From the bubble's rim, not across it.
            start = discs[label.code].radius / away if label.code in discs and away else 0.0
            if start < 1:
                from_x = label.anchor_x + (end_x - label.anchor_x) * start
                from_y = label.anchor_y + (end_y - label.anchor_y) * start
                parts.append([(from_x, from_y), (float(end_x), float(end_y))])
    if not parts:
        return []
    return [_lines(_to_degrees(parts, frame), INK, 1)]


def _names(
    chart: ChoroplethMap,
    items: Sequence[MapItem],
    labels: Sequence[Placed],
    frame: Frame,
    font: int,
) -> list[go.Scattergeo]:
    by_code = {item.code: item for item in items}
    around = [(x, y) for x in (-1.5, 0, 1.5) for y in (-1.5, 0, 1.5) if x or y]
    # Twice: once makes the letters' edge, the other carries them over a dark neighbour.
    halo = ", ".join(f"{x}px {y}px {blur}px {GROUND}" for blur in (1, 3) for x, y in around)
    traces = []
    for leader in (False, True):
        group = [label for label in labels if label.leader is leader]
        if not group:
            continue
        group_items = [by_code[label.code] for label in group]
        traces.append(
            go.Scattergeo(
                lon=[frame.lon(label.x) for label in group],
                lat=[frame.lat(label.y) for label in group],
                mode="text",
                text=[_label(item, chart.values_on_map) for item in group_items],
                textfont={
                    "size": font,
                    "color": [INK if leader else ink_on(fill_of(chart, i)) for i in group_items],
                    "shadow": halo if leader else "none",
                },
                customdata=[label.code for label in group],
                hovertext=[_hover(item) for item in group_items],
                hovertemplate="%{hovertext}<extra></extra>",
                selected={"textfont": {}},
                unselected={"textfont": {}},
            )
        )
    return traces


def _label(item: MapItem, with_value: bool) -> str:
    name, *value = [inert(line) for line in label_lines(item, with_value)]
    return "<br>".join([name, *(f"<b>{v}</b>" for v in value)])


def _to_degrees(parts: Iterable[Any], frame: Frame) -> list[list[tuple[float, float]]]:
    return [[(frame.lon(p[0]), frame.lat(p[1])) for p in part] for part in parts]


def _lines(
    parts: Iterable[Sequence[tuple[float, float]]], colour: str, width: float
) -> go.Scattergeo:
    lons: list[float | None] = []
    lats: list[float | None] = []
    for part in parts:
        lons += [point[0] for point in part] + [None]
        lats += [point[1] for point in part] + [None]
    return go.Scattergeo(
        lon=lons,
        lat=lats,
        mode="lines",
        line={"color": colour, "width": width},
        hoverinfo="skip",
    )


__all__ = ["map_figure", "placed_labels"]
