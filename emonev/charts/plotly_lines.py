"""Lines over time, honest about who was measured: hollow points are not joined, cakupan is
drawn under every point, and surveys have a picture of their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from emonev.charts.describe import Panel, Point, SmallMultiples, SurveyDots, TrendLine
from emonev.charts.palette import ACCENT, CHANGE, GROUND, INK, LINE, QUIET, SURVEY
from emonev.charts.plotly_base import inert, paper, remembered
from emonev.core.indonesian import percent

LOW = "cakupan_rendah"
WARNING = "#b3540a"
"""Words under a point that does not stand for its area, or whose cakupan cannot be."""

HOLLOW = (LOW, "tanpa_sasaran")
FEW = 9
"""Up to so many points every one gets its value and its cakupan written beside it."""

LINE_LENGTH = 52
"""Letters of a panel's second line before it is broken."""

COVERAGE_SHARE = 0.16
"""Part of a panel's height kept for the cakupan bars."""


@remembered
def trend_figure(chart: TrendLine, height: int, font: int = 14, small: bool = False) -> go.Figure:
    """One line with values written on it and the cakupan under each period.

    ``small``: for a phone, where a word per period has no room.
    """
    figure = go.Figure()
    top = _top(chart.highest)
    few = len(chart.points) <= FEW
    written = range(len(chart.points)) if few else _last(chart.points)
    _add_line(figure, chart.points, ACCENT, 9, "x", "y", written, font)
    ticks = [_tick(point, few, small) for point in chart.points]
    lines = max((tick.count("<br>") for tick in ticks), default=0)
    figure.update_layout(
        **paper(height, margin={"l": 44, "r": 16, "t": 18, "b": 34 + 18 * lines if few else 40}),
        xaxis=_time_axis(len(chart.points), ticks, font, every=1 if few else None),
        yaxis=_share_axis(top, font),
    )
    return figure


@remembered
def multiples_figure(chart: SmallMultiples, panel_height: int, font: int = 13) -> go.Figure:
    """Panels on one scale; the last value is written, cakupan stands as bars at the foot."""
    figure = go.Figure()
    columns = max(1, chart.columns)
    rows = -(-len(chart.panels) // columns)
    height = max(rows, 1) * panel_height
    top = _top(chart.highest)
    covered = [p.coverage for panel in chart.panels for p in panel.points if p.coverage]
    deep = max([1.0, *covered])
    layout: dict[str, Any] = {}
    notes: list[dict[str, Any]] = []
    for index, panel in enumerate(chart.panels):
        row, column = divmod(index, columns)
        name = str(index + 1)
        left, right = (column + 0.06) / columns, (column + 0.97) / columns
        above, below = 1 - row / rows, 1 - (row + 1) / rows
        head, foot = 62 / height, 24 / height
        layout[f"xaxis{name}"] = _panel_x(panel, left, right, name, font)
        layout[f"yaxis{name}"] = _panel_y(top, deep, below + foot, above - head, name, font)
        colour = CHANGE.get(panel.group, ACCENT)
        _add_coverage(figure, panel.points, top, f"x{name}", f"y{name}")
        written = _last(panel.points)
        _add_line(figure, panel.points, colour, 7, f"x{name}", f"y{name}", written, font)
        notes += _panel_title(panel, left, above, colour, font)
    figure.update_layout(
        **paper(height, margin={"l": 34, "r": 6, "t": 0, "b": 0}), annotations=notes, **layout
    )
    return figure


@remembered
def survey_figure(chart: SurveyDots, height: int, font: int = 13) -> go.Figure:
    """Survey estimates by year, one line of marks per area level; never joined to our figures."""
    figure = go.Figure()
    names = list(dict.fromkeys(point.series for point in chart.points))
    years = sorted({point.label for point in chart.points})
    symbols = ("square", "diamond", "triangle-up")
    for number, name in enumerate(names):
        points = [point for point in chart.points if point.series == name]
        own = points[0].own
        newest = max(points, key=lambda point: point.label)
        figure.add_trace(
            go.Scatter(
                x=[int(point.label) for point in points],
                y=[point.value for point in points],
                mode="markers+text",
                marker={
                    "symbol": "circle" if own else symbols[number % 3],
                    "size": 12 if own else 9,
                    "color": SURVEY if own else GROUND,
                    "line": {"color": SURVEY, "width": 1.6},
                },
                text=[
                    f"<b>{inert(point.value_text)}</b>"
                    if own
                    else inert(point.value_text)
                    if point is newest
                    else ""
                    for point in points
                ],
                textposition="middle right" if not own else "top center",
                textfont={"size": font - 1, "color": INK},
                hovertext=[inert(point.text) for point in points],
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
                name=inert(name),
            )
        )
    figure.update_layout(
        **paper(height, margin={"l": 44, "r": 44, "t": 34, "b": 28}, showlegend=True),
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": font}},
        xaxis={
            # Years lie as far apart as they are: a gap between surveys is seen as one.
            "tickvals": [int(year) for year in years],
            "ticktext": [inert(year) for year in years],
            "range": [int(years[0]) - 0.5, int(years[-1]) + 0.7] if years else [0, 1],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": font},
            "linecolor": LINE,
            "showline": True,
        },
        yaxis=_share_axis(_top(chart.highest), font),
    )
    return figure


def _top(highest: float) -> float:
    """A round top of the scale a little above the highest value, at least 10 %."""
    steps = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
    return next((s for s in steps if s >= highest * 1.12), max(1.0, highest * 1.12))


def _add_line(
    figure: go.Figure,
    points: Sequence[Point],
    colour: str,
    size: float,
    x: str,
    y: str,
    written: Collection[int],
    font: int,
) -> None:
    """The line (only where ``joined``) and its points (hollow below 80 % cakupan).

    ``written`` are the positions whose value stands over the point.
    """
    xs: list[int | None] = []
    ys: list[float | None] = []
    for at, point in enumerate(points):
        if at and point.joined and point.value is not None and points[at - 1].value is not None:
            xs += [at - 1, at, None]
            ys += [points[at - 1].value, point.value, None]
    if xs:
        figure.add_trace(
            go.Scatter(
                x=xs, y=ys, mode="lines", line={"color": colour, "width": 2.5},
                hoverinfo="skip", xaxis=x, yaxis=y,
            )
        )  # fmt: skip
    shown = [(at, point) for at, point in enumerate(points) if point.value is not None]
    figure.add_trace(
        go.Scatter(
            x=[at for at, _ in shown],
            y=[point.value for _, point in shown],
            mode="markers+text",
            marker={
                "size": size,
                "color": [GROUND if p.mark in HOLLOW else colour for _, p in shown],
                "line": {"color": colour, "width": 2},
                "symbol": ["diamond" if p.mark == "hati_hati" else "circle" for _, p in shown],
            },
            text=[f"<b>{inert(p.value_text)}</b>" if at in written else "" for at, p in shown],
            textposition="top center",
            textfont={
                "size": font,
                "color": [QUIET if p.mark in HOLLOW else INK for _, p in shown],
            },
            hovertext=[_hover(point) for _, point in shown],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
            xaxis=x,
            yaxis=y,
        )
    )


def _hover(point: Point) -> str:
    return "<br>".join(inert(line) for line in (point.text or point.label).splitlines())


def _last(points: Sequence[Point]) -> tuple[int, ...]:
    """The newest point with a value: the one that gets it written."""
    shown = [at for at, point in enumerate(points) if point.value is not None]
    return tuple(shown[-1:])


def _add_coverage(figure: go.Figure, points: Sequence[Point], top: float, x: str, y: str) -> None:
    """Cakupan as grey bars below the zero line: lighter where low, orange above 100 %."""
    known = [(at, p.coverage, p.mark) for at, p in enumerate(points) if p.coverage is not None]
    full = top * COVERAGE_SHARE
    figure.add_trace(
        go.Bar(
            x=[at for at, _, _ in known],
            y=[-share * full for _, share, _ in known],
            width=0.62,
            marker={
                "color": [
                    WARNING if share > 1 else "#dfe4e5" if mark == LOW else "#aab5b8"
                    for _, share, mark in known
                ],
                "line": {"width": 0},
            },
            hoverinfo="skip",
            xaxis=x,
            yaxis=y,
        )
    )


def _tick(point: Point, with_coverage: bool, small: bool) -> str:
    if not with_coverage:
        return inert(point.label)
    share = "–" if point.coverage is None else f"{round(point.coverage * 100)} %"
    above = point.coverage is not None and point.coverage > 1
    colour = WARNING if point.mark == LOW or above else QUIET
    told = f"{'cak.' if small else 'cakupan'} {share}{' ▲' if above else ''}"
    lines = [inert(point.label), f"<span style='color:{colour}'>{told}</span>"]
    if point.desa:
        lines.append(f"<span style='color:{WARNING}'>desa {inert(point.desa)}</span>")
    return "<br>".join(lines)


def _time_axis(count: int, ticks: Sequence[str], font: int, every: int | None) -> dict[str, Any]:
    step = every or -(-count // 8)
    at = [i for i in range(count) if (count - 1 - i) % step == 0]
    return {
        "tickvals": at,
        "ticktext": [ticks[i] for i in at],
        "range": [-0.5, max(count - 0.5, 0.5)],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": LINE,
        "showline": True,
        "tickfont": {"size": font - 1},
        "tickangle": 0,
    }


def _share_axis(top: float, font: int) -> dict[str, Any]:
    return {
        "range": [0, top],
        "tickvals": _ticks(top),
        "ticktext": [_share(value) for value in _ticks(top)],
        "fixedrange": True,
        "gridcolor": "#e8ecec",
        "zeroline": False,
        "tickfont": {"size": font - 1, "color": QUIET},
    }


def _ticks(top: float) -> list[float]:
    """Round values from 0 to ``top``, at most seven."""
    step = next(s for s in (0.02, 0.05, 0.1, 0.2, 0.5) if top / s <= 6.01)
    return [step * number for number in range(round(top / step) + 1)]


def _share(value: float) -> str:
    whole = abs(value * 100 - round(value * 100)) < 1e-9
    return percent(value, 0 if whole else 1)


def _panel_x(panel: Panel, left: float, right: float, name: str, font: int) -> dict[str, Any]:
    count = len(panel.points)
    ends = [0, count - 1] if count > 1 else list(range(count))
    return {
        "domain": [left, right],
        "anchor": f"y{name}",
        "tickvals": ends,
        "ticktext": [inert(panel.points[i].label) for i in ends],
        "range": [-0.7, max(count - 0.3, 0.7)],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": font - 2, "color": QUIET},
        "tickangle": 0,
    }


def _panel_y(
    top: float, deep: float, low: float, high: float, name: str, font: int
) -> dict[str, Any]:
    """From the foot of the longest cakupan bar (``deep``, 1 = 100 %) to the top of the scale."""
    return {
        "domain": [low, high],
        "anchor": f"x{name}",
        "range": [-top * COVERAGE_SHARE * deep, top],
        "tickvals": [0, top / 2, top],
        "ticktext": [_share(0), _share(top / 2), _share(top)],
        "fixedrange": True,
        "gridcolor": "#e8ecec",
        "zeroline": False,
        "tickfont": {"size": font - 2, "color": QUIET},
    }


def _panel_title(
    panel: Panel, left: float, above: float, colour: str, font: int
) -> list[dict[str, Any]]:
    common = {
        "xref": "paper", "yref": "paper", "x": left, "xanchor": "left", "y": above,
        "yanchor": "top", "showarrow": False, "align": "left",
    }  # fmt: skip
    return [
        common | {"text": f"<b>{inert(panel.title)}</b>", "font": {"size": font + 1, "color": INK}},
        common
        | {
            "text": "<br>".join(inert(line) for line in wrap(panel.subtitle, LINE_LENGTH)[:2]),
            "yshift": -17,
            "font": {"size": font - 1, "color": colour},
        },
    ]
