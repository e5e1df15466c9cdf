"""A map with its legend as SVG: areas, hatching, bubbles, names that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import Any, Literal

import shapely

from emonev.charts.describe import LegendEntry, MapItem
from emonev.charts.frame import Frame, fit, rings
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
from emonev.charts.palette import GROUND, HATCH, INK, LINE, NO_DATA, QUIET, colour_of, ink_on
from emonev.charts.place import Disc, Placed, leader_end
from emonev.charts.slides import MapBody
from emonev.charts.svg_draw import block, drawing, letters, line, marked, number, text

Beside = Literal["right", "below"]
STRIPES = 7
"""Pixels between the lines of a hatching."""


def map_svg(
    body: MapBody, width: int, height: int, font: int, legend: Beside = "right", title: str = ""
) -> str:
    """The map on ``width`` x ``height`` pixels, names of ``font`` pixels."""
    entries = [entry for entry in (*body.classes, *body.marks) if entry.kind]
    if legend == "right":
        legend_width = _legend_width(entries, font)
        land_width, land_height = int(width - legend_width - 20), height
        key = _legend_column(body, land_width + 20, height, font)
    else:
        rows = _legend_rows(body, width, font)
        land_width, land_height = width, int(height - len(rows) * font * 1.6 - 8)
        key = _legend_lines(body, rows, land_height + 8, font)
    parts = _land(body, land_width, land_height, font)
    return drawing([*parts, *key], width, height, title or "Peta")


def _land(body: MapBody, width: int, height: int, font: int) -> list[str]:
    chart = body.chart
    shapes = {shape.code: shape for shape in chart.shapes}
    items = [item for item in chart.items if item.code in shapes]
    frame = fit((shape.geometry for shape in chart.shapes), width, height, MARGIN)
    parts = []
    for item in items:
        inside = _area(body, item, shapes[item.code].geometry, frame)
        parts.append(marked(inside, item.code, (item.name, *item.lines), "area"))
    discs = discs_of(chart, items, shapes, frame, width)
    for disc in discs.values():
        parts.append(
            f'<circle class="bubble" cx="{number(disc.x)}" cy="{number(disc.y)}" '
            f'r="{number(disc.radius)}" fill="{INK}" fill-opacity="0.3" stroke="{GROUND}"/>'
        )
    by_code = {item.code: item for item in items}
    placed = placed_labels(chart, width, height, font)
    parts += [_leader(label, discs.get(label.code)) for label in placed if label.leader]
    parts += [_label(body, by_code[label.code], label, font) for label in placed]
    return parts


def _area(body: MapBody, item: MapItem, geometry: dict[str, Any], frame: Frame) -> str:
    fill = fill_of(body.chart, item)
    outline = "".join(_ring((frame.x(x), frame.y(y)) for x, y in ring) for ring in rings(geometry))
    edge = GROUND if ink_on(fill) == GROUND else QUIET
    parts = f'<path d="{outline}" fill="{fill}" fill-rule="evenodd" stroke="{edge}"/>'
    if item.mark in HATCHED:
        parts += _stripes(pixels(geometry, frame), frame)
    if item.mark == HOLLOW and item.class_index is not None:
        parts += _inner_edge(pixels(geometry, frame), colour_of(item.class_index,
                                                                body.chart.classes))  # fmt: skip
    return parts


def _ring(points: Iterable[tuple[float, float]]) -> str:
    """A closed outline; corners closer than half a pixel to the one before are left out."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 0.5:
            kept.append((x, y))
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in kept) + "Z"


def _stripes(shape: Any, frame: Frame) -> str:
    west, north, east, south = shape.bounds
    fall = south - north
    first = int(west // STRIPES) * STRIPES
    whole = shapely.MultiLineString(
        [[(at, north), (at - fall, south)] for at in range(first, int(east + fall) + STRIPES,
                                                           STRIPES)]
    )  # fmt: skip
    cut = shapely.get_parts(shapely.intersection(whole, shape))
    path = "".join(
        "M" + "L".join(f"{number(x)} {number(y)}" for x, y in part.coords)
        for part in cut
        if part.geom_type == "LineString"
    )
    return f'<path d="{path}" fill="none" stroke="{HATCH}" stroke-width="1.2"/>' if path else ""


def _inner_edge(shape: Any, colour: str) -> str:
    inner = shape.buffer(-2.5)
    path = "".join(
        _ring(ring.coords)
        for polygon in shapely.get_parts(inner)
        if polygon.geom_type == "Polygon" and not polygon.is_empty
        for ring in (polygon.exterior, *polygon.interiors)
    )
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="4"/>' if path else ""


def _leader(label: Placed, disc: Disc | None) -> str:
    end_x, end_y = leader_end(
        label.x, label.y, label.width, label.height, label.anchor_x, label.anchor_y
    )
    away = hypot(end_x - label.anchor_x, end_y - label.anchor_y)
    start = disc.radius / away if disc and away else 0.0
    if start >= 1:
        return ""
    return line(
        label.anchor_x + (end_x - label.anchor_x) * start,
        label.anchor_y + (end_y - label.anchor_y) * start,
        float(end_x),
        float(end_y),
        INK,
        1,
    )


def _label(body: MapBody, item: MapItem, label: Placed, font: int) -> str:
    lines = label_lines(item, body.chart.values_on_map)
    plain = label.leader or item.mark in HATCHED
    colour = INK if plain else ink_on(fill_of(body.chart, item))
    top = label.y - label.height / 2
    step = label.height / len(lines)
    parts = "".join(
        text(label.x, top + step * at + step * 0.74, words, font, colour=colour, bold=at > 0,
             anchor="middle", halo=plain)
        for at, words in enumerate(lines)
    )  # fmt: skip
    return f'<g class="name">{parts}</g>'


def _words(entry: LegendEntry) -> str:
    """The count says how many areas are meant by it."""
    words = f"{entry.text} · {entry.words}" if entry.words else entry.text
    return f"{words} ({entry.count})"


def _legend_width(entries: Sequence[LegendEntry], font: int) -> float:
    longest = max((letters(_words(e), font, bold=e.bold) for e in entries), default=0.0)
    return min(longest, font * 21) + font * 2


def _swatch(body: MapBody, entry: LegendEntry, x: float, y: float, font: int) -> str:
    wide, high = font * 1.3, font * 0.95
    if entry.kind == "class" and entry.index is not None:
        return block(x, y, wide, high, colour_of(entry.index, body.chart.classes), QUIET, 0.6)
    if entry.kind == HOLLOW:
        return block(x + 2, y + 2, wide - 4, high - 4, GROUND, colour_of(6, 9), 4)
    if entry.kind == "hati_hati":
        return text(x + wide / 2, y + high * 0.9, "!", font, bold=True, anchor="middle")
    if entry.kind == "disembunyikan":
        star = text(x + wide / 2, y + high * 1.15, "*", font * 1.2, bold=True, anchor="middle")
        return block(x, y, wide, high, NO_DATA, QUIET, 0.6) + star
    box = shapely.box(x, y, x + wide, y + high)
    frame = Frame(0, 0, 1, 1, wide, high)
    return block(x, y, wide, high, NO_DATA, HATCH, 0.6) + _stripes(box, frame)


def _wrapped(words: str, room: float, font: float) -> list[str]:
    """Cut at spaces so that every line fits."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and letters(longer, font) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _legend_column(body: MapBody, left: float, height: int, font: int) -> list[str]:
    room = _legend_width([*body.classes, *body.marks], font) - font * 2
    written = [(entry, _wrapped(_words(entry), room, font))
               for entry in (*body.classes, *body.marks)]  # fmt: skip
    bubbles = body.chart.bubbles and body.chart.largest_cases > 0
    rest = ["Lingkaran: jumlah kasus"] * bubbles + ([body.note] if body.note else [])
    notes = [part for note in rest for part in _wrapped(note, room + font * 2, font)]
    count = sum(len(lines) for _, lines in written) + len(notes)
    step = min(font * 1.5, (height - font) / max(count + 0.5, 1))
    parts, y = [], font * 0.4
    for entry, lines in written:
        parts.append(_swatch(body, entry, left, y, font))
        for words in lines:
            parts.append(text(left + font * 1.8, y + font * 0.8, words, font, bold=entry.bold))
            y += step
    y += step * 0.5
    for words in notes:
        parts.append(text(left, y + font * 0.8, words, font, colour=QUIET))
        y += step
    return parts


def _legend_rows(body: MapBody, width: int, font: int) -> list[list[tuple[LegendEntry, str]]]:
    """Entries side by side, on as many rows as they need. Empty classes stay: one scale for all."""
    rows: list[list[tuple[LegendEntry, str]]] = [[]]
    used = 0.0
    for entry in (*body.classes, *body.marks):
        words = entry.text if entry.kind == "class" else f"{entry.text} ({entry.count})"
        needs = letters(words, font, bold=entry.bold) + font * 2.6
        if rows[-1] and used + needs > width:
            rows.append([])
            used = 0.0
        rows[-1].append((entry, words))
        used += needs
    return rows


def _legend_lines(
    body: MapBody, rows: Sequence[Sequence[tuple[LegendEntry, str]]], top: float, font: int
) -> list[str]:
    parts = [line(0, top - 6, 60, top - 6, LINE, 1)]
    for at, row in enumerate(rows):
        x, y = 0.0, top + at * font * 1.6
        for entry, words in row:
            parts.append(_swatch(body, entry, x, y, font))
            parts.append(text(x + font * 1.6, y + font * 0.82, words, font, bold=entry.bold))
            x += letters(words, font, bold=entry.bold) + font * 2.6
    return parts
