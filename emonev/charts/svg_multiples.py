"""Small lines side by side on one scale, as SVG: a panel per area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from emonev.charts.describe import Panel, Point, SmallMultiples
from emonev.charts.palette import ACCENT, CHANGE, CHANGE_SIGN, GROUND, INK, LINE, QUIET
from emonev.charts.svg_charts import GRID, STEPS, UNJOINED
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

SIGNED = ("turun_jelas", "naik_jelas")
"""Groups of change that carry their sign before the name."""

LOWEST_PANEL = 5.2
"""Height of a panel in letters: below it a line cannot be told from another."""

COVERED, THIN = "#aab5b8", "#dfe4e5"
"""Cakupan at the foot of a panel; lighter where it is low."""

COVERAGE_SHARE = 0.14
COVERAGE_KEY = "cakupan pengukuran (muda: di bawah batas)"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where one panel is drawn, pixels; ``top`` is the proportion at ``head``."""

    left: float
    right: float
    head: float
    foot: float
    top: float
    font: int

    def x(self, at: int, count: int) -> float:
        """The place of period ``at`` of ``count``."""
        return self.left + (self.right - self.left) * (at + 0.5) / max(count, 1)

    def y(self, value: float) -> float:
        """The height of a proportion."""
        return self.foot - value / self.top * (self.foot - self.head)


def multiples_svg(body: SmallMultiples, width: int, height: int, font: int) -> str:
    """Panels row by row; higher than asked where they would be too low to read.

    Each says its area and its newest value; cakupan stands as bars under the zero line.
    """
    columns = max(1, min(body.columns, len(body.panels) or 1))
    rows = -(-len(body.panels) // columns)
    top = next((step for step in STEPS if step >= body.highest * 1.12), 1.0)
    scale = letters(percent(top, 0), font) + font * 0.4
    times = font * 2.9
    panel_width = (width - scale) / columns
    panel_height = max((height - times) / max(rows, 1), LOWEST_PANEL * font)
    parts = []
    for at, panel in enumerate(body.panels):
        row, column = divmod(at, columns)
        left, above = scale + column * panel_width, row * panel_height
        frame = _Frame(
            left + font * 0.3, left + panel_width - letters("20,8 %", font, bold=True) - font * 0.5,
            above + font * 2.1, above + panel_height * (1 - COVERAGE_SHARE) - font * 0.5, top, font,
        )  # fmt: skip
        if column == 0:
            parts.append(_scale(frame, scale))
        # The last of each column says the periods.
        last = at + columns >= len(body.panels)
        parts.append(_panel(panel, frame, panel_width - font, panel_height, written=last))
    whole = rows * panel_height + times
    parts.append(block(scale, whole - font * 0.95, font * 0.8, font * 0.6, COVERED))
    parts.append(text(scale + font * 1.2, whole - font * 0.4, COVERAGE_KEY, font, colour=QUIET))
    return drawing(parts, width, whole, "Tren tiap wilayah")


def _scale(frame: _Frame, width: float) -> str:
    found = ""
    for share in (0.0, frame.top):
        y = frame.y(share) + frame.font * 0.35
        found += text(
            width - frame.font * 0.3, y, percent(share, 0), frame.font, colour=QUIET, anchor="end"
        )  # fmt: skip
    return found


def _panel(panel: Panel, frame: _Frame, width: float, height: float, *, written: bool) -> str:
    colour = CHANGE.get(panel.group, ACCENT)
    sign = f"{CHANGE_SIGN[panel.group]} " if panel.group in SIGNED else ""
    name = shortened(f"{sign}{panel.title}", width, frame.font)
    top_line = frame.head - frame.font * 0.9
    parts = text(frame.left, top_line, name, frame.font, bold=True,
                 colour=colour if sign else INK)  # fmt: skip
    for share, ink in ((frame.top, GRID), (0.0, LINE)):
        parts += line(frame.left, frame.y(share), frame.right, frame.y(share), ink, 1)
    parts += _coverage(panel.points, frame, height * COVERAGE_SHARE)
    parts += _line(panel.points, frame, colour)
    if written:
        foot = frame.foot + height * COVERAGE_SHARE
        parts += _periods(panel.points, frame, foot, width)
    said = [panel.title, *([panel.subtitle] if panel.subtitle else [])]
    said += [f"{point.label}: {point.value_text or '–'}" for point in panel.points]
    return marked(parts, panel.code, said, "multiple")


def _coverage(points: Sequence[Point], frame: _Frame, room: float) -> str:
    step = (frame.right - frame.left) / max(len(points), 1)
    return "".join(
        block(
            frame.x(at, len(points)) - step * 0.3, frame.foot + 1, step * 0.6,
            min(point.coverage, 1.2) / 1.2 * room, THIN if point.mark in UNJOINED else COVERED,
        )
        for at, point in enumerate(points)
        if point.coverage is not None
    )  # fmt: skip


def _line(points: Sequence[Point], frame: _Frame, colour: str) -> str:
    """The line only where joined; hollow points that it never touches; the newest value."""
    count, parts = len(points), ""
    places = [(frame.x(at, count), point) for at, point in enumerate(points)]
    for (x0, before), (x1, point) in pairwise(places):
        if point.joined and point.value is not None and before.value is not None:
            parts += line(x0, frame.y(before.value), x1, frame.y(point.value), colour, 3)
    for x, point in places:
        if point.value is not None:
            fill = GROUND if point.mark in UNJOINED else colour
            parts += circle(x, frame.y(point.value), frame.font * 0.22, fill, colour, 2)
    if points:
        parts += _newest(points[-1], frame, places[-1][0])
    return parts


def _newest(point: Point, frame: _Frame, x: float) -> str:
    """Beside the last period: its value, or the mark of a missing or hidden one."""
    hidden = "*" if point.mark == "disembunyikan" else "–"
    words = hidden if point.value is None else point.value_text or percent(point.value)
    y = frame.foot if point.value is None else frame.y(point.value)
    y = min(max(y + frame.font * 0.35, frame.head + frame.font * 0.3), frame.foot)
    return text(x + frame.font * 0.5, y, words, frame.font, bold=True, halo=True)


def _periods(points: Sequence[Point], frame: _Frame, y: float, width: float) -> str:
    """From the first to the last period; only the last where both have no room."""
    if not points:
        return ""
    base, last = y + frame.font * 1.2, points[-1].label
    both = f"{points[0].label} – {last}"
    if len(points) > 1 and letters(both, frame.font) <= width + frame.font:
        return text(frame.left, base, both, frame.font, colour=QUIET)
    return text(frame.right, base, last, frame.font, colour=QUIET, anchor="end")
