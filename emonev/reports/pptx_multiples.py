"""Small lines side by side as native charts, one per area, all on one scale."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)

from emonev.charts.describe import Panel, Point, SmallMultiples
from emonev.charts.palette import ACCENT, CHANGE, CHANGE_SIGN, GROUND, INK, LINE, QUIET
from emonev.core.indonesian import MISSING
from emonev.reports.pptx_charts import (
    SHARE,
    UNJOINED,
    WHOLE_SHARE,
    gaps,
    no_ticks,
    quiet,
    scale_top,
)
from emonev.reports.pptx_data import ChartNumbers
from emonev.reports.pptx_page import Box, Paper, Style, fitting, plain, rgb

SIGNED = ("turun_jelas", "naik_jelas")
"""Groups of change that carry their sign before the name."""

GAP = 10
NAME_HEIGHT = 24
LARGEST, SMALLEST = 14, 10


def draw_multiples(paper: Paper, box: Box, body: SmallMultiples) -> None:
    """Panels row by row. The newest value is written; every value stands in the chart's data."""
    if not body.panels:
        return
    columns = max(1, min(body.columns, len(body.panels)))
    rows = -(-len(body.panels) // columns)
    height = (box.height - GAP * (rows - 1)) / rows
    places = box.columns(columns, GAP)
    name = Box(0, 0, places[0].width, NAME_HEIGHT)
    size = min(fitting([_name(panel)], name, LARGEST, SMALLEST) for panel in body.panels)
    top = scale_top(body.highest)
    for at, panel in enumerate(body.panels):
        row, column = divmod(at, columns)
        left = places[column]
        place = Box(left.left, box.top + row * (height + GAP), left.width, height)
        _panel(paper, place, panel, top, size)


def _name(panel: Panel) -> str:
    sign = f"{CHANGE_SIGN[panel.group]} " if panel.group in SIGNED else ""
    return f"{sign}{panel.title}"


def _panel(paper: Paper, box: Box, panel: Panel, top: float, size: float) -> None:
    signed = panel.group in SIGNED
    colour = CHANGE.get(panel.group, ACCENT)
    above = Box(box.left, box.top, box.width, NAME_HEIGHT)
    paper.text(above, [_name(panel)], Style(size, colour if signed else INK, bold=True))
    data = ChartNumbers(number_format=SHARE)
    data.categories = [plain(point.label) for point in panel.points]
    data.add_series(plain(panel.title), [point.value for point in panel.points])
    below = Box(box.left, box.top + NAME_HEIGHT, box.width, box.height - NAME_HEIGHT)
    frame = paper.slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *paper.place(below), data)
    frame.name = plain(panel.title)
    chart = frame.chart
    quiet(chart)
    gaps(chart)
    _axes(paper, chart, panel, top, box.width)
    _line(paper, chart.plots[0].series[0], panel.points, colour)


def _axes(paper: Paper, chart: Any, panel: Panel, top: float, width: float) -> None:
    values, times = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, top, top
    values.major_gridlines.format.line.color.rgb = rgb("#e3e8e9")
    values.format.line.fill.background()
    values.tick_labels.number_format = WHOLE_SHARE
    values.tick_labels.number_format_is_linked = False
    times.format.line.color.rgb = rgb(LINE)
    for axis in (values, times):
        no_ticks(axis)
        axis.tick_labels.font.size = paper.points(SMALLEST)
        axis.tick_labels.font.color.rgb = rgb(QUIET)
    # Ten points of a month need some 70 pixels each; the data hold every period.
    if len(panel.points) * 70 > width:
        times.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _line(paper: Paper, series: Any, points: tuple[Point, ...], colour: str) -> None:
    series.smooth = False
    series.format.line.color.rgb = rgb(colour)
    series.format.line.width = paper.points(2.25)
    _marker(series.marker, colour, colour)
    for at, point in enumerate(points):
        if not point.joined:
            series.points[at].format.line.fill.background()
        if point.mark in UNJOINED and point.value is not None:
            _marker(series.points[at].marker, GROUND, colour)
    if points:
        _newest(paper, series.points[len(points) - 1], points[-1])


def _marker(marker: Any, fill: str, edge: str) -> None:
    marker.style = XL_MARKER_STYLE.CIRCLE
    marker.size = 6
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(fill)
    marker.format.line.color.rgb = rgb(edge)


def _newest(paper: Paper, drawn: Any, point: Point) -> None:
    """The value of the last period at its point; a missing one has no point to stand at."""
    if point.value is None or point.value_text == MISSING:
        return
    frame = drawn.data_label.text_frame
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = plain(point.value_text)
    run.font.size = paper.points(LARGEST)
    run.font.bold = True
    run.font.color.rgb = rgb(INK)
    drawn.data_label.position = XL_LABEL_POSITION.ABOVE
