"""What every plotly drawing shares: Indonesian number marks, quiet paper, inert text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from typing import Any, ParamSpec

import plotly.graph_objects as go

from emonev.charts.palette import GROUND, INK

FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", system-ui, sans-serif'

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    # plotly asks for world shapes even when only own shapes are drawn; without this it goes to
    # the internet and, offline, draws nothing (plotly.js #6767). The file lies beside the main
    # script: emonev/ui/static/topo/world_110m.json.
    "topojsonURL": "/app/static/topo/",
}


def inert(text: str) -> str:
    """``text`` for a plotly label: no tag, no entity and no formula of its own."""
    return escape(text, quote=False).replace("$", "&#36;")


def paper(height: int, **more: Any) -> dict[str, Any]:
    """Layout of a quiet white figure: id-ID number marks, no legend, no drag."""
    return {
        "height": height,
        "separators": ",.",
        "font": {"family": FONT, "size": 14, "color": INK},
        "paper_bgcolor": GROUND,
        "plot_bgcolor": GROUND,
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": GROUND,
            "bordercolor": "#8f999c",
            "font": {"size": 14, "color": INK, "family": FONT},
            "align": "left",
        },
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    } | more


P = ParamSpec("P")

REMEMBERED = 48
"""Drawings kept per kind: a page that only reruns draws nothing again."""


def remembered(draw: Callable[P, go.Figure]) -> Callable[P, go.Figure]:
    """``draw`` kept in memory by its description (frozen values). Nobody may change the figure.

    In this process only and without pickling: a pickled figure costs more than a new one.
    """
    return lru_cache(maxsize=REMEMBERED)(draw)  # type: ignore[return-value]


def figure_of(traces: Sequence[Any], layout: dict[str, Any]) -> go.Figure:
    """A figure made in one go (``update_layout`` walks every path and costs ten times as much)."""
    return go.Figure(data=list(traces), layout=layout)
