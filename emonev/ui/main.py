"""The main script: the frame around every page. Runs first for every address."""

from __future__ import annotations

import streamlit as st

from emonev.ui import startup
from emonev.ui.errors import show_error
from emonev.ui.filters import page_changed
from emonev.ui.frame import brand, choose_kabupaten, demo_mark
from emonev.ui.navigation import navigation
from emonev.ui.screen import measure
from emonev.ui.state import current_state

startup.once()
st.set_page_config(
    page_title="E-Monev Stunting",
    page_icon=str(startup.STATIC / "ikon.png"),
    layout="wide",
    initial_sidebar_state=220,
)
brand()
measure()
page = navigation()
page_changed(page.url_path)
try:
    state = current_state()
    choose_kabupaten(state)
    if state.demo:
        demo_mark()
    page.run()
except Exception as error:  # a person must never meet a trace; st.stop and st.rerun pass through
    show_error(error)
