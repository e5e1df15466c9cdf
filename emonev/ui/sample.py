"""Coba data contoh: choose one of the two regencies, watch it being made, and go."""

from __future__ import annotations

from datetime import date

import streamlit as st

from emonev.services.demo import load_demo, remove_demo
from emonev.store.home import home
from emonev.ui.navigation import go
from emonev.ui.progress import progress_bar
from emonev.ui.state import open_store, scope

SAMPLES = {"73.22": "Luwu Utara", "73.04": "Jeneponto"}
"""The regencies a demo can be made of (data/contoh)."""


def choose_sample() -> None:
    """The choice and the making, on the welcome page."""
    chosen = st.radio("Kabupaten", list(SAMPLES), format_func=SAMPLES.__getitem__, horizontal=True)
    if st.button("Siapkan data contoh", type="primary", icon=":material/play_arrow:"):
        tell = progress_bar("Menyusun data contoh …")
        load_demo(
            scope(chosen), open_store(), home(), kabupaten=chosen, today=date.today(),
            progress=tell,
        )  # fmt: skip
        st.session_state.pop("mulai", None)
        go("ringkasan")


def leave_sample() -> None:
    """Take the demo out and open Unggah: one click from trying to working."""
    remove_demo(scope(""), open_store(), home())
    go("unggah")
