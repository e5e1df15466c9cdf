"""Bars and the trend line as SVG, every value written at its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from emonev.charts.describe import Point, TrendLine
from emonev.charts.palette import ACCENT, GROUND, LINE, QUIET, colour_of
from emonev.charts.slides import Bar, Bars
from emonev.charts.svg_draw import (
    block,
    circle,
    drawing,
    letters,
    line,
    marked,
    shortened,
    text,
)
from emonev.core.indonesian import percent

HOLLOW = "cakupan_rendah"
GRID = "#e3e8e9"
UNJOINED = ("cakupan_rendah", "tidak_ada_data", "hanya_kasus", "disembunyikan")
STEPS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)

"""Tops of a trend's scale: the first a little above the highest value."""


def bars_svg(body: Bars, width: int, height: int, font: int) -> str:
    """Horizontal bars; in two columns where one is too high, higher than asked where two are."""
    title = font * 1.9 if body.title else 0
    row = font * 1.45
    per_column = max(int((height - 2 - title) / row), 1)
    columns = 1 if len(body.bars) <= per_column or width < font * 45 else 2
    rows = ceil(len(body.bars) / columns)
    row = min(max((height - 2 - title) / max(rows, 1), row), font * 2.1)
    column_width = (width - font * 2 * (columns - 1)) / columns
    parts = [text(0, font, body.title, font, colour=QUIET, bold=True)] if body.title else []
    for at, bar in enumerate(body.bars):
        left = (at // rows) * (column_width + font * 2)
        top = title + (at % rows) * row
        parts.append(_bar(body, bar, left, top, column_width, row, font))
    return drawing(parts, width, max(title + rows * row + 2, font * 2), body.title or "Batang")


def _bar(body: Bars, bar: Bar, left: float, top: float, width: float, row: float, font: int) -> str:
    names = min(max((letters(b.label, font) for b in body.bars), default=0), width * 0.42)
    values = max((letters(b.value_text, font, bold=True) for b in body.bars), default=0) + font
    room = max(width - names - font * 0.7 - values, font)
    start = left + names + font * 0.7
    middle = top + row / 2
    label = shortened(bar.label, names, font)
    parts = text(start - font * 0.5, middle + font * 0.35, label, font, anchor="end")
    length = 0.0
    if bar.value is not None and body.highest > 0:
        length = max(bar.value, 0) / body.highest * room
        thick = row * 0.62
        colour = QUIET if bar.class_index is None else colour_of(bar.class_index, body.classes)
        if bar.mark == HOLLOW:
            parts += block(start + 1, middle - thick / 2 + 1, length - 2, thick - 2, GROUND,
                           colour, 2)  # fmt: skip
        else:
            edge = QUIET if bar.class_index is not None else ""
            parts += block(start, middle - thick / 2, length, thick, colour, edge, 0.5)
    parts += text(start + length + font * 0.4, middle + font * 0.35, bar.value_text, font,
                  bold=True)  # fmt: skip
    parts += line(start, top, start, top + row, LINE, 1)
    return marked(parts, bar.code, (bar.label, bar.value_text), "bar")


def trend_svg(body: TrendLine, width: int, height: int, font: int) -> str:
    """A line from 0; gaps where nothing is known, hollow points that no line touches."""
    top = next((step for step in STEPS if step >= body.highest * 1.12), 1.0)
    paper = _Paper(font * 3.4, width - font, font * 2.2, height - font * 3.6, top, font)
    count = len(body.points)
    step = (paper.right - paper.left) / max(count, 1)
    xs = [paper.left + step * (at + 0.5) for at in range(count)]
    with_coverage = step >= letters("cakupan 100 %", font)
    every = max(1, ceil((letters("Agu 2024", font) + font * 0.5) / max(step, 1)))
    parts = [*_grid(paper), *_joins(body.points, xs, paper)]
    for at, point in enumerate(body.points):
        # Counted from the last one, which is always written.
        shown = (count - 1 - at) % every == 0
        inside = _point(point, xs[at], paper, shown, with_coverage)
        parts.append(marked(inside, "", (point.label, *point.text.split(" · ")), "point"))
    return drawing(parts, width, height, body.name)


@dataclass(frozen=True, slots=True)
class _Paper:
    """Where a trend is drawn, pixels; ``top`` is the proportion at ``head``."""

    left: float
    right: float
    head: float
    foot: float
    top: float
    font: int

    def y(self, value: float) -> float:
        """The height of a proportion."""
        return self.foot - value / self.top * (self.foot - self.head)


def _grid(paper: _Paper) -> list[str]:
    unit = paper.top / 5 if paper.top / 5 in (0.02, 0.04, 0.05, 0.1) else 0.05
    parts = []
    for at in range(round(paper.top / unit) + 1):
        y = paper.y(at * unit)
        parts.append(line(paper.left, y, paper.right, y, LINE if at == 0 else GRID, 1))
        words = percent(at * unit, 0)
        parts.append(text(paper.left - paper.font * 0.5, y + paper.font * 0.35, words, paper.font,
                          colour=QUIET, anchor="end"))  # fmt: skip
    return parts


def _joins(points: Sequence[Point], xs: Sequence[float], paper: _Paper) -> list[str]:
    parts = []
    for at, point in enumerate(points[1:], start=1):
        before = points[at - 1].value
        if point.joined and point.value is not None and before is not None:
            parts.append(line(xs[at - 1], paper.y(before), xs[at], paper.y(point.value), ACCENT, 4))
    return parts


def _point(point: Point, x: float, paper: _Paper, shown: bool, with_coverage: bool) -> str:
    font = paper.font
    parts = ""
    if shown:
        parts += text(x, paper.foot + font * 1.5, point.label, font, anchor="middle")
        if with_coverage:
            words = f"cakupan {percent(point.coverage, 0)}"
            parts += text(x, paper.foot + font * 2.8, words, font, colour=QUIET, anchor="middle")
    if point.value is None:
        words = "*" if point.mark == "disembunyikan" else "–"
        return parts + text(x, paper.foot - font * 0.5, words, font, colour=QUIET, anchor="middle")
    fill = GROUND if point.mark in UNJOINED else ACCENT
    parts += circle(x, paper.y(point.value), font * 0.38, fill, ACCENT, 3)
    if shown:
        words = point.value_text or percent(point.value)
        parts += text(x, paper.y(point.value) - font * 0.9, words, font * 1.15, bold=True,
                      anchor="middle", halo=True)  # fmt: skip
    return parts
