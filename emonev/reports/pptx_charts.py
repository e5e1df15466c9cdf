"""Native charts: bars and the trend, with their data behind them in the file."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml.ns import qn

from emonev.charts.describe import Point, TrendLine
from emonev.charts.palette import ACCENT, GROUND, INK, LINE, QUIET, colour_of
from emonev.charts.slides import HIDDEN, Bar, Bars
from emonev.core.indonesian import MISSING, integer, percent
from emonev.reports.pptx_data import ChartNumbers
from emonev.reports.pptx_page import HEADING, Box, Paper, plain, rgb

SHARE = r"[$-421]0.0\ %"
WHOLE_SHARE = r"[$-421]0\ %"
COUNT = "[$-421]#,##0"
"""Number formats; 421 is Indonesian, for programs that follow it."""

HOLLOW = "cakupan_rendah"

UNJOINED = frozenset({"cakupan_rendah", "tidak_ada_data", "hanya_kasus", "disembunyikan"})

WIDEST_BAR = 66
"""Pixels a bar and its gap may take; few bars do not grow into blocks."""

MANY_POINTS = 9


def draw_bars(paper: Paper, box: Box, body: Bars) -> None:
    """Horizontal bars, the first on top, each with its value."""
    paper.text(Box(box.left, box.top, box.width, 28), [body.title], HEADING)
    height = min(box.height - 32, 34 + WIDEST_BAR * len(body.bars))
    size = max(10.5, min(20.0, (height - 20) / max(len(body.bars), 1) * 0.75 * 0.62))
    data = ChartNumbers(number_format=COUNT if body.kind == "count" else SHARE)
    data.categories = [_category(bar) for bar in body.bars]
    data.add_series(plain(body.title), [bar.value for bar in body.bars])
    frame = paper.slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, *paper.place(Box(box.left, box.top + 32, box.width, height)),
        data,
    )  # fmt: skip
    frame.name = plain(body.title)
    chart = frame.chart
    quiet(chart)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    # Room for the value behind the longest bar.
    room = 1.35 if any("(" in bar.value_text for bar in body.bars) else 1.2
    chart.value_axis.maximum_scale = (body.highest or 1.0) * room
    axis = chart.category_axis
    axis.reverse_order = True
    axis.format.line.color.rgb = rgb(LINE)
    axis.has_major_gridlines = False
    no_ticks(axis)
    every_name(axis)
    axis.tick_labels.font.size = paper.points(size)
    axis.tick_labels.font.color.rgb = rgb(INK)
    # Beside the axis line also where a bar is missing.
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    plot = chart.plots[0]
    plot.gap_width = 45
    series = plot.series[0]
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(QUIET)
    labels = series.data_labels
    labels.show_value = True
    labels.number_format = COUNT if body.kind == "count" else SHARE
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = paper.points(size)
    labels.font.bold = True
    labels.font.color.rgb = rgb(INK)
    for at, bar in enumerate(body.bars):
        _bar(paper, series.points[at], bar, body, size)


def _category(bar: Bar) -> str:
    """The area's name; a star or a dash where there is no bar."""
    if bar.value is not None:
        return plain(bar.label)
    return plain(f"{bar.label} {HIDDEN if bar.mark == 'disembunyikan' else MISSING}")


def _bar(paper: Paper, point: Any, bar: Bar, body: Bars, size: float) -> None:
    if bar.value is None:
        return
    colour = QUIET if bar.class_index is None else colour_of(bar.class_index, body.classes)
    fill = point.format.fill
    fill.solid()
    fill.fore_color.rgb = rgb(GROUND if bar.mark == HOLLOW else colour)
    if bar.mark == HOLLOW or bar.class_index is not None:
        point.format.line.color.rgb = rgb(colour if bar.mark == HOLLOW else QUIET)
        point.format.line.width = paper.points(2 if bar.mark == HOLLOW else 0.5)
    native = integer(int(bar.value)) if body.kind == "count" else percent(bar.value)
    if bar.value_text != native:
        # The counts beside the share: written, the number itself stays in the data.
        frame = point.data_label.text_frame
        frame.word_wrap = False
        run = frame.paragraphs[0].add_run()
        run.text = plain(bar.value_text)
        run.font.size = paper.points(size)
        run.font.bold = True
        run.font.color.rgb = rgb(INK)
        point.data_label.position = XL_LABEL_POSITION.OUTSIDE_END


def draw_trend(paper: Paper, box: Box, body: TrendLine) -> None:
    """One line; gaps where nothing is known, hollow points that no line touches."""
    points = body.points
    many = len(points) > MANY_POINTS
    data = ChartNumbers(number_format=SHARE)
    data.categories = [_when(point, with_coverage=not many) for point in points]
    data.add_series(plain(body.name), [point.value for point in points])
    frame = paper.slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *paper.place(box), data)
    frame.name = plain(body.name)
    chart = frame.chart
    quiet(chart)
    gaps(chart)
    top = scale_top(body.highest)
    value_axis, axis = chart.value_axis, chart.category_axis
    value_axis.minimum_scale, value_axis.maximum_scale = 0, top
    value_axis.major_unit = top / 5 if top / 5 in (0.02, 0.04, 0.05) else 0.05
    value_axis.major_gridlines.format.line.color.rgb = rgb("#e3e8e9")
    value_axis.format.line.fill.background()
    value_axis.tick_labels.number_format = WHOLE_SHARE
    value_axis.tick_labels.number_format_is_linked = False
    value_axis.tick_labels.font.size = paper.points(14)
    value_axis.tick_labels.font.color.rgb = rgb(QUIET)
    no_ticks(value_axis)
    axis.format.line.color.rgb = rgb(LINE)
    no_ticks(axis)
    if not many:
        every_name(axis)
    axis.tick_labels.font.size = paper.points(12 if many else 16)
    axis.tick_labels.font.color.rgb = rgb(INK)
    _line(paper, chart.plots[0].series[0], points)


def _line(paper: Paper, series: Any, points: tuple[Point, ...]) -> None:
    series.smooth = False
    series.format.line.color.rgb = rgb(ACCENT)
    series.format.line.width = paper.points(3)
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 12
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(ACCENT)
    series.marker.format.line.color.rgb = rgb(ACCENT)
    labels = series.data_labels
    labels.show_value = True
    labels.number_format = SHARE
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.ABOVE
    labels.font.size = paper.points(12 if len(points) > MANY_POINTS else 20)
    labels.font.bold = True
    labels.font.color.rgb = rgb(INK)
    for at, point in enumerate(points):
        if not point.joined:
            series.points[at].format.line.fill.background()
        if point.mark in UNJOINED and point.value is not None:
            marker = series.points[at].marker
            marker.style = XL_MARKER_STYLE.CIRCLE
            marker.size = 12
            marker.format.fill.solid()
            marker.format.fill.fore_color.rgb = rgb(GROUND)
            marker.format.line.color.rgb = rgb(ACCENT)


def _when(point: Point, *, with_coverage: bool) -> str:
    if not with_coverage:
        return plain(point.label)
    return f"{plain(point.label)}\ncakupan {percent(point.coverage, 0)}"


def scale_top(highest: float) -> float:
    """A round top of the scale a little above the highest value, at least 10 %."""
    steps = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
    return next((step for step in steps if step >= highest * 1.12), 1.0)


def quiet(chart: Any) -> None:
    """No title, no legend: the slide says what it is and values stand at their marks."""
    chart.has_title = False
    chart.has_legend = False
    space = chart._chartSpace
    if space.find(qn("c:lang")) is None:
        language = etree.SubElement(space, qn("c:lang"))
        language.set("val", "id-ID")
        space.remove(language)
        # The schema wants it right behind date1904 and before roundedCorners.
        at = 1 if space.find(qn("c:date1904")) is not None else 0
        space.insert(at, language)


def gaps(chart: Any) -> None:
    """A missing period leaves a gap instead of a zero."""
    element = chart._chartSpace.chart
    blanks = element.find(qn("c:dispBlanksAs"))
    if blanks is None:
        blanks = etree.SubElement(element, qn("c:dispBlanksAs"))
    blanks.set("val", "gap")


def no_ticks(axis: Any) -> None:
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.minor_tick_mark = XL_TICK_MARK.NONE


def every_name(axis: Any) -> None:
    """No category's name is left out, also where a template's letters are wider than ours."""
    skip = etree.Element(qn("c:tickLblSkip"), val="1")
    # The schema wants it right before this one, which python-pptx always writes.
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
