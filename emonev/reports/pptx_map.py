"""A map of shapes: one freeform per area, named after it, with labels, bubbles and legend."""

from __future__ import annotations

from functools import cached_property
from math import hypot
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.freeform import FreeformBuilder

from emonev.charts.describe import LegendEntry, MapItem
from emonev.charts.frame import Frame, fit, rings
from emonev.charts.map_layout import (
    HATCHED,
    HOLLOW,
    MARGIN,
    discs_of,
    fill_of,
    label_lines,
    placed_labels,
)
from emonev.charts.palette import GROUND, HATCH, INK, NO_DATA, QUIET, colour_of, ink_on
from emonev.charts.place import Disc, Placed, leader_end
from emonev.charts.slides import MapBody
from emonev.reports.pptx_page import Box, Paper, Style, fitting, paint, plain, rgb

LEGEND_WIDTH = 330
FONT = 16
"""Names on the map in pixels: 12 points, read at twelve metres on a 1920 projector."""

SMALL_FONT = 14.7
"""11 points, for maps of many desa."""

MANY = 20
ROW = 28
LABEL_ALPHA = 65
BUBBLE_ALPHA = 30
"""Percent; a bubble must not hide the colour under it."""


def draw_map(paper: Paper, box: Box, body: MapBody) -> None:
    """The areas, cases as bubbles, names; the legend stands on the right."""
    land = Box(box.left, box.top, box.width - LEGEND_WIDTH, box.height)
    chart = body.chart
    shapes = {shape.code: shape for shape in chart.shapes}
    items = [item for item in chart.items if item.code in shapes]
    width, height = int(land.width), int(land.height)
    frame = fit((shape.geometry for shape in chart.shapes), width, height, MARGIN)
    for item in items:
        _area(paper, land, frame, item, shapes[item.code].geometry, body)
    discs = discs_of(chart, items, shapes, frame, width)
    for item in items:
        if item.code in discs:
            _bubble(paper, land, item, discs[item.code])
    font = FONT if len(items) <= MANY else SMALL_FONT
    names = {item.code: item for item in items}
    for label in placed_labels(chart, width, height, round(font)):
        _label(paper, land, names[label.code], label, body, discs.get(label.code), font)
    _legend(paper, Box(land.right + 20, box.top, LEGEND_WIDTH - 20, box.height), body)


class Outline(FreeformBuilder):
    """A freeform whose corner is looked for once, not anew for every point of a coast."""

    @cached_property
    def shape_offset_x(self) -> Any:
        """The leftmost point; asked only when all points are there."""
        return super().shape_offset_x

    @cached_property
    def shape_offset_y(self) -> Any:
        """The topmost point."""
        return super().shape_offset_y


def _area(
    paper: Paper, land: Box, frame: Frame, item: MapItem, geometry: dict[str, Any], body: MapBody
) -> None:
    outlines = [
        [
            (
                round((land.left + frame.x(lon)) * paper.unit),
                round((land.top + frame.y(lat)) * paper.unit),
            )
            for lon, lat in ring
        ]
        for ring in rings(geometry)
    ]
    first, *others = outlines
    builder = Outline.new(paper.slide.shapes, *first[0], 1.0, 1.0)
    builder.add_line_segments(first[1:], close=True)
    for ring in others:
        builder.move_to(*ring[0])
        builder.add_line_segments(ring[1:], close=True)
    shape = builder.convert_to_shape()
    shape.name = plain(item.name)
    _describe(shape, item)
    fill = fill_of(body.chart, item)
    dark = ink_on(fill) == GROUND
    paint(shape, fill, GROUND if dark else QUIET, paper.points(1))
    if item.mark in HATCHED:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb = rgb(HATCH)
        shape.fill.back_color.rgb = rgb(NO_DATA)
    if item.mark == HOLLOW and item.class_index is not None:
        shape.line.color.rgb = rgb(colour_of(item.class_index, body.chart.classes))
        shape.line.width = paper.points(3)


def _describe(shape: Any, item: MapItem) -> None:
    """Alternative text: what a screen reader says of the area."""
    text = "; ".join((item.name, item.value_text, *item.lines))
    shape._element.nvSpPr.cNvPr.set("descr", plain(text))


def _bubble(paper: Paper, land: Box, item: MapItem, disc: Disc) -> None:
    size = 2 * disc.radius
    place = Box(land.left + disc.x - disc.radius, land.top + disc.y - disc.radius, size, size)
    shape = paper.slide.shapes.add_shape(MSO_SHAPE.OVAL, *paper.place(place))
    shape.name = f"Kasus {plain(item.name)}"
    paint(shape, INK, GROUND, paper.points(0.75))
    see_through(shape, BUBBLE_ALPHA)


def see_through(shape: Any, percent: int) -> None:
    """Make a solid fill so many percent opaque."""
    colour = shape.fill._xPr.find(qn("a:solidFill")).find(qn("a:srgbClr"))
    etree.SubElement(colour, qn("a:alpha")).set("val", str(percent * 1000))


def _label(
    paper: Paper,
    land: Box,
    item: MapItem,
    label: Placed,
    body: MapBody,
    disc: Disc | None,
    font: float,
) -> None:
    if label.leader:
        _leader(paper, land, label, disc)
    lines = label_lines(item, body.chart.values_on_map)
    colour = INK if label.leader else ink_on(fill_of(body.chart, item))
    if item.mark in HATCHED:
        colour = INK
    # A little wider than measured: another program's letters must not be cut.
    spare = 0 if label.leader else 10
    place = Box(
        land.left + label.x - label.width / 2 - spare, land.top + label.y - label.height / 2,
        label.width + 2 * spare, label.height,
    )  # fmt: skip
    style = Style(font * 0.75, colour, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
    shape = paper.text(place, lines[:1], style, name=f"Nama {plain(item.name)}")
    shape.text_frame.word_wrap = False
    if label.leader:
        # It may stand across a dark neighbour.
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(GROUND)
        see_through(shape, LABEL_ALPHA)
    for line in lines[1:]:
        paragraph = shape.text_frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER
        paper.run(paragraph, line, Style(style.size, colour, bold=True))


def _leader(paper: Paper, land: Box, label: Placed, disc: Disc | None) -> None:
    """A line from the area to its name, from the bubble's rim and not across it."""
    end_x, end_y = leader_end(
        label.x, label.y, label.width, label.height, label.anchor_x, label.anchor_y
    )
    away = hypot(end_x - label.anchor_x, end_y - label.anchor_y)
    start = disc.radius / away if disc and away else 0.0
    if start >= 1:
        return
    line = paper.slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT,
        paper.emu(land.left + label.anchor_x + (float(end_x) - label.anchor_x) * start),
        paper.emu(land.top + label.anchor_y + (float(end_y) - label.anchor_y) * start),
        paper.emu(land.left + float(end_x)),
        paper.emu(land.top + float(end_y)),
    )
    line.line.color.rgb = rgb(INK)
    line.line.width = paper.points(0.75)
    line.name = f"Garis {plain(label.code)}"


def _legend(paper: Paper, box: Box, body: MapBody) -> None:
    # All classes, so that two maps of one deck carry the same legend.
    rows = [*body.classes, *body.marks]
    row = min(ROW, (box.height - 90) / max(len(rows), 1))
    for at, entry in enumerate(rows):
        top = box.top + at * row
        _swatch(paper, Box(box.left, top + 3, 34, row - 6), entry, body)
        words = f" {entry.words}" if entry.words else ""
        text = f"{entry.text}{words} ({entry.count})"
        place = Box(box.left + 44, top, box.width - 44, row)
        size = fitting([text], Box(0, 0, place.width, ROW), 13.5, 10.5)
        style = Style(size, INK, bold=entry.bold, anchor=MSO_ANCHOR.MIDDLE)
        paper.text(
            place,
            [text],
            style,
            name=f"Legenda {entry.text}",
        )
    notes = ["Dalam kurung: jumlah wilayah."]
    if body.chart.bubbles and body.chart.largest_cases:
        notes.append("Luas lingkaran = jumlah kasus.")
    notes.append(body.note)
    top = box.top + len(rows) * row + 8
    place = Box(box.left, top, box.width, box.bottom - top)
    paper.text(place, [note for note in notes if note], Style(12, QUIET, space_after=2))


def _swatch(paper: Paper, box: Box, entry: LegendEntry, body: MapBody) -> None:
    if entry.index is not None:
        colour = colour_of(entry.index, body.chart.classes)
        paper.block(box, colour, QUIET, name=f"Warna {entry.text}")
        return
    shape = paper.block(box, GROUND, QUIET, name=f"Tanda {entry.text}")
    if entry.kind in HATCHED:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb = rgb(HATCH)
        shape.fill.back_color.rgb = rgb(NO_DATA)
    elif entry.kind == HOLLOW:
        shape.line.width = paper.points(3)
        shape.line.color.rgb = RGBColor.from_string(colour_of(4)[1:].upper())
    else:
        sign = {"hati_hati": "!", "disembunyikan": "*"}.get(entry.kind, "")
        style = Style(13, INK, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
        paper.fill_text(shape.text_frame, [sign], style)
        if entry.kind == "disembunyikan":
            shape.fill.fore_color.rgb = rgb(NO_DATA)
