"""What every plotly drawing shares: Indonesian number marks, quiet paper, inert text."""

from __future__ import annotations

from html import escape
from typing import Any

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
