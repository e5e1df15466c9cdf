"""The dashboard: `streamlit run app.py`. The screens are in pages/, the frame in emonev/ui."""

from __future__ import annotations

import streamlit as st

from emonev.ui.errors import show_error
from emonev.ui.state import open_register, open_store
from emonev.web.health import health_route
from emonev.web.showing import showing_routes
from emonev.web.viewer import viewer

app = st.App(
    "emonev/ui/main.py",
    routes=[health_route(open_store), *showing_routes(open_store, open_register, viewer)],
    middleware=[],
    on_script_error=show_error,
)
