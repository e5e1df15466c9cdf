"""Ringkasan: the landing page. One period, what changed, who was measured."""

from __future__ import annotations

from functools import partial

import streamlit as st

from emonev.services.sentences import sentences
from emonev.ui import ask
from emonev.ui.filters import filter_bar
from emonev.ui.frame import kabupaten
from emonev.ui.present import present
from emonev.ui.source_conflicts import draw_conflicts
from emonev.ui.state import scope
from emonev.ui.summary import (
    draw_beside,
    draw_cards,
    draw_changes,
    draw_head,
    draw_map,
    draw_story,
    draw_trend,
)
from emonev.ui.welcome import welcome

if not kabupaten():
    welcome()
    st.stop()

# choose
viewer = scope(kabupaten())
offered = ask.choices(viewer, kabupaten())
title = st.container()
selection = filter_bar(
    offered,
    ask.default_period(viewer, kabupaten()),
    ("tahun", "periode", "kecamatan", "umur", "sumber"),
    indicators=("stunting",),
    pinned={"indikator": "stunting", "puskesmas": "", "desa": ""},
)

# ask
view = ask.headline(viewer, selection)
line = ask.trend(viewer, selection)

# draw
with title:
    draw_head(view, partial(present, "ringkasan", "Ringkasan", viewer, selection))
if view.empty:
    st.info(view.empty)
    st.stop()
draw_cards(view)
draw_beside(view)
draw_conflicts(viewer, kabupaten(), selection.source)
draw_story(view, sentences(view, line))
left, right = st.columns([1, 1], gap="medium")
with left:
    draw_map(viewer, selection)
with right:
    draw_changes(view)
draw_trend(view, line)

# explain
st.caption(view.footnote)
