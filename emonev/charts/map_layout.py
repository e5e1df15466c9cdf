"""Where the parts of a map lie on the paper: the same for the screen and for a slide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import Any

import shapely
from shapely.affinity import affine_transform

from emonev.charts.describe import ChoroplethMap, MapItem, MapShape
from emonev.charts.frame import Frame, fit
from emonev.charts.palette import GROUND, NO_DATA, colour_of
from emonev.charts.place import Disc, LabelSize, Placed, place

MARGIN = 10
LETTER = 0.55
"""Width of an average letter of the bold sans over its size, rounded up."""

HATCHED = ("tidak_ada_data", "hanya_kasus")
HOLLOW = "cakupan_rendah"


def placed_labels(
    chart: ChoroplethMap, width: int, height: int, font: int = 13
) -> tuple[Placed, ...]:
    """Where each name stands in a ``width`` x ``height`` frame (pixels from the top left)."""
    shapes = {shape.code: shape for shape in chart.shapes}
    items = [item for item in chart.items if item.code in shapes]
    frame = fit((s.geometry for s in chart.shapes), width, height, MARGIN)
    discs = tuple(discs_of(chart, items, shapes, frame, width).values())
    sizes = tuple(_size(item, chart.values_on_map, font) for item in items)
    return _place(chart.shapes, sizes, discs, width, height)


@lru_cache(maxsize=64)
def _place(
    shapes: tuple[MapShape, ...],
    sizes: tuple[LabelSize, ...],
    discs: tuple[Disc, ...],
    width: int,
    height: int,
) -> tuple[Placed, ...]:
    frame = fit((s.geometry for s in shapes), width, height, MARGIN)
    outlines = {s.code: pixels(s.geometry, frame) for s in shapes}
    anchors = {s.code: (frame.x(s.lon), frame.y(s.lat)) for s in shapes}
    return place(outlines, anchors, sizes, width, height, discs)


def _size(item: MapItem, with_value: bool, font: int) -> LabelSize:
    lines = label_lines(item, with_value)
    longest = max(len(line) for line in lines)
    return LabelSize(item.code, longest * font * LETTER + 4, len(lines) * font * 1.3)


def label_lines(item: MapItem, with_value: bool) -> list[str]:
    """What stands on the area: its name, under it the value with its mark."""
    if not with_value:
        return [item.name]
    mark = {"hati_hati": " !", "disembunyikan": "*"}.get(item.mark, "")
    return [item.name, item.value_text + mark]


def pixels(geometry: dict[str, Any], frame: Frame) -> Any:
    """The geometry as a shapely geometry on the frame's paper."""
    across = frame.width / (frame.east - frame.west)
    down = frame.height / (frame.north - frame.south)
    moved = [across, 0, 0, -down, -frame.west * across, frame.north * down]
    return shapely.make_valid(affine_transform(shapely.geometry.shape(geometry), moved))


def discs_of(
    chart: ChoroplethMap,
    items: Sequence[MapItem],
    shapes: dict[str, MapShape],
    frame: Frame,
    width: int,
) -> dict[str, Disc]:
    """A bubble per area with cases; its area on paper is in proportion to the cases."""
    if not chart.bubbles or not chart.largest_cases:
        return {}
    areas = sorted(pixels(shapes[item.code].geometry, frame).area for item in items)
    typical = sqrt(areas[len(areas) // 2]) if areas else 0.0
    # Large enough to compare, small enough not to hide a typical area or its neighbours.
    largest = min(max(width / 46, 8), 22, max(0.4 * typical, 5))
    found = {}
    for item in items:
        if item.cases and item.mark != "disembunyikan":
            shape = shapes[item.code]
            radius = max(2.5, largest * sqrt(item.cases / chart.largest_cases))
            found[item.code] = Disc(frame.x(shape.lon), frame.y(shape.lat), radius)
    return found


def fill_of(chart: ChoroplethMap, item: MapItem) -> str:
    """The colour inside an area: its class, white when hollow, grey without a class."""
    if item.class_index is None:
        return NO_DATA
    if item.mark == HOLLOW:
        return GROUND
    return colour_of(item.class_index, chart.classes)
