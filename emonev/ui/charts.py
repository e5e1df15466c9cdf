"""Putting charts on the page: sizes for a laptop and for a phone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from emonev.charts.describe import ChoroplethMap
from emonev.charts.frame import shape_ratio
from emonev.charts.plotly_base import CONFIG
from emonev.charts.plotly_legend import legend_figure, standing_legend
from emonev.charts.plotly_map import map_figure
from emonev.services.drawings import legend_entries
from emonev.services.map_view import MapArea, MapView
from emonev.ui.errors import plain
from emonev.ui.screen import large, narrow

PHONE_WIDTH = 330
"""Least width of the column on a phone, in pixels."""

MANY = 12
"""Up to so many areas a phone has room for the figures too, not only the names."""

_MARK_SIGNS = {
    "tidak_ada_data": "▨", "hanya_kasus": "▨", "cakupan_rendah": "▢", "hati_hati": "!",
    "disembunyikan": "✱",
}  # fmt: skip


def chart_font() -> int:
    """Pixels of a line chart's letters on this screen."""
    return 12 if narrow() else 17 if large() else 14


def show(figure: Any, key: str) -> None:
    """A chart that only shows."""
    st.plotly_chart(figure, key=key, theme=None, config=CONFIG)


def show_map(chart: ChoroplethMap, *, width: int, height: int, key: str) -> str:
    """The map; returns the code of the area just clicked, "" for none.

    ``width`` is the least width of the place on a laptop; on a phone the map is drawn for it.
    """
    font = 13 if width > 700 else 12
    if narrow():
        width, height, font = PHONE_WIDTH, 420, 11
        chart = replace(chart, values_on_map=len(chart.items) <= MANY)
    elif large():
        width, height, font = round(width * 1.4), round(height * 1.5), 16
    # A kabupaten that lies wide leaves no empty paper above and below.
    needed = round(width * shape_ratio(s.geometry for s in chart.shapes)) + 8 * font
    figure = map_figure(chart, width, max(260, min(height, needed)), font)
    event = st.plotly_chart(
        figure,
        key=key,
        theme=None,
        config=CONFIG,
        on_select="rerun",
        selection_mode="points",
    )
    points = event["selection"]["points"] if event else []
    for point in points:
        code = point.get("location") or point.get("customdata")
        if code:
            return str(code[0] if isinstance(code, list) else code)
    return ""


def show_legend(view: MapView, key: str, *, standing: bool = False) -> None:
    """Classes, then every mark with its words and how many areas carry it.

    ``standing``: as a column beside the map (lying under it on a phone).
    """
    entries, small = legend_entries(view), narrow()
    if standing and not small:
        show(standing_legend(entries, font=15 if large() else 13), key)
    else:
        show(legend_figure(entries, view.breaks, font=11 if small else 13, words=not small), key)
    marks = [
        f"{_MARK_SIGNS.get(mark.key, '·')} {plain(mark.words)}: **{mark.areas}**"
        for mark in view.marks
        if mark.areas or mark.key == "tidak_ada_data"
    ]
    bubble = ["● luas lingkaran = jumlah kasus"] if standing and view.largest_cases else []
    lines = [*marks, *bubble, plain(view.legend_note)]
    st.caption(("  \n" if standing and not small else " · ").join(lines))


def area_card(area: MapArea) -> None:
    """Name, figure and what stands behind it, for the area just clicked."""
    with st.container(border=True):
        st.markdown(f"**{plain(area.name)}** · {plain(area.value_text)}")
        st.markdown("  \n".join(plain(line) for line in area.lines))
