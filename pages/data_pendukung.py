"""Data pendukung: targets, budgets, and percentages that came without their counts."""

from __future__ import annotations

import streamlit as st

from emonev.services.supporting import PARTS
from emonev.ui.state import scope
from emonev.ui.supporting_view import DRAW, supported

# choose
kabupaten = supported()
part = st.segmented_control(
    "Bagian", list(PARTS), default="target", key="bagian", format_func=PARTS.__getitem__,
    label_visibility="collapsed", bind="query-params", persist_state="session",
)  # fmt: skip

# ask, draw, explain
DRAW[part or "target"](scope(kabupaten), kabupaten)
