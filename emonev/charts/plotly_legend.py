"""The legend of the severity classes: a strip of colours with the WHO edges bold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from emonev.charts.describe import LegendEntry
from emonev.charts.palette import INK, QUIET, colour_of, ink_on
from emonev.charts.plotly_base import figure_of, inert, paper, remembered

HEIGHT = 66


@remembered
def legend_figure(
    entries: Sequence[LegendEntry], breaks: Sequence[float], font: int = 13, words: bool = True
) -> go.Figure:
    """Boxes light to dark, each with the number of areas in it; edges written between them.

    ``breaks`` are proportions, one fewer than ``entries``. The words of the norm stand over the
    boxes they span, when ``words`` (there is room for them).
    """
    count = max(len(entries), 1)
    shapes = [_box(entry, number, count) for number, entry in enumerate(entries)]
    notes = [_count(entry, number, count, font) for number, entry in enumerate(entries)]
    notes += [
        _edge(value, number + 1, count, entries[number + 1].bold, font)
        for number, value in enumerate(breaks[: count - 1])
    ]
    if words:
        notes += _words(entries, count, font)
    return figure_of(
        (),
        paper(HEIGHT if words else HEIGHT - 20)
        | {
            "shapes": shapes + _bold_lines(entries, count),
            "annotations": notes,
            "xaxis": {"range": [0, 1], "visible": False, "fixedrange": True},
            "yaxis": {"range": [0, 1], "visible": False, "fixedrange": True},
        },
    )


ROW = 24
"""Pixels per row of the standing legend."""


@remembered
def standing_legend(entries: Sequence[LegendEntry], font: int = 13) -> go.Figure:
    """The same legend as a column, worst on top: colour, range, the norm's word, how many areas."""
    count = max(len(entries), 1)
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for entry in entries:
        assert entry.index is not None
        low, high = entry.index / count, (entry.index + 1) / count
        middle = (low + high) / 2
        shapes.append(_rectangle(0, 0.14, low, high, colour_of(entry.index, count)))
        if entry.bold:
            shapes.append(_rule(0, 1, low))
        text = inert(entry.text)
        number = str(entry.count or "")
        notes.append(_note(0.07, middle, number, font - 1, ink_on(colour_of(entry.index, count))))
        notes.append(_note(0.18, middle, text, font, INK) | {"xanchor": "left"})
        if entry.index == 0 or entries[entry.index - 1].words != entry.words:
            notes.append(_note(0.55, middle, inert(entry.words), font, QUIET) | {"xanchor": "left"})
    return figure_of(
        (),
        paper(count * ROW)
        | {
            "shapes": shapes,
            "annotations": notes,
            "xaxis": {"range": [0, 1], "visible": False, "fixedrange": True},
            "yaxis": {"range": [0, 1], "visible": False, "fixedrange": True},
        },
    )


def _rectangle(x0: float, x1: float, y0: float, y1: float, colour: str) -> dict[str, Any]:
    return {
        "type": "rect", "xref": "paper", "yref": "paper", "x0": x0, "x1": x1, "y0": y0, "y1": y1,
        "line": {"width": 0}, "fillcolor": colour,
    }  # fmt: skip


def _rule(x0: float, x1: float, y: float) -> dict[str, Any]:
    return {
        "type": "line", "xref": "paper", "yref": "paper", "x0": x0, "x1": x1, "y0": y, "y1": y,
        "line": {"color": INK, "width": 2},
    }  # fmt: skip


def _box(entry: LegendEntry, number: int, count: int) -> dict[str, Any]:
    return {
        "type": "rect", "xref": "paper", "yref": "paper", "x0": number / count,
        "x1": (number + 1) / count, "y0": 0.36, "y1": 0.66, "line": {"width": 0},
        "fillcolor": colour_of(number, count),
    }  # fmt: skip


def _bold_lines(entries: Sequence[LegendEntry], count: int) -> list[dict[str, Any]]:
    return [
        {
            "type": "line", "xref": "paper", "yref": "paper", "x0": number / count,
            "x1": number / count, "y0": 0.28, "y1": 0.74, "line": {"color": INK, "width": 2.5},
        }
        for number, entry in enumerate(entries)
        if entry.bold and number
    ]  # fmt: skip


def _count(entry: LegendEntry, number: int, count: int, font: int) -> dict[str, Any]:
    colour = ink_on(colour_of(number, count))
    return _note((number + 0.5) / count, 0.51, str(entry.count or ""), font - 1, colour)


def _edge(value: float, number: int, count: int, bold: bool, font: int) -> dict[str, Any]:
    text = f"{round(value * 100, 1):g}".replace(".", ",") + (" %" if bold else "")
    return _note(
        number / count, 0.15, f"<b>{text}</b>" if bold else text, font, INK if bold else QUIET
    )


def _words(entries: Sequence[LegendEntry], count: int, font: int) -> list[dict[str, Any]]:
    starts = [n for n, e in enumerate(entries) if n == 0 or e.words != entries[n - 1].words]
    notes = []
    for first, last in pairwise([*starts, count]):
        if not entries[first].words:
            continue
        note = _note((first + last) / 2 / count, 0.88, inert(entries[first].words), font - 2, QUIET)
        if first == 0:  # long words at the ends would run off the paper
            note |= {"x": 0, "xanchor": "left"}
        elif last == count:
            note |= {"x": 1, "xanchor": "right"}
        notes.append(note)
    return notes


def _note(x: float, y: float, text: str, size: int, colour: str) -> dict[str, Any]:
    return {
        "xref": "paper", "yref": "paper", "x": x, "y": y, "text": text, "showarrow": False,
        "xanchor": "center", "yanchor": "middle", "font": {"size": size, "color": colour},
    }  # fmt: skip
