"""Is the screen narrow? Names on a map and columns of charts need to know."""

from __future__ import annotations

import streamlit as st

NARROW_BELOW = 700
"""Pixels of the window's width."""

LARGE_WIDTH, LARGE_HEIGHT = 1700, 900
"""Pixels of a hall's projector or a large monitor: bigger map, bigger letters."""

_SCRIPT = f"""
export default function (component) {{
  const {{ setStateValue, data }} = component;
  const tell = () => {{
    const width = window.innerWidth, height = window.innerHeight;
    const size = width < {NARROW_BELOW} ? "sempit"
      : width >= {LARGE_WIDTH} && height >= {LARGE_HEIGHT} ? "besar" : "lebar";
    if (size !== data.known) {{ setStateValue("size", size); }}
  }};
  tell();
  window.addEventListener("resize", tell);
  return () => window.removeEventListener("resize", tell);
}}
"""
_KEY = "layar"

_probe = st.components.v2.component("emonev_layar", js=_SCRIPT)


def narrow() -> bool:
    """True on a phone. The first guess is the browser's name; its width then decides."""
    return _size() == "sempit"


def large() -> bool:
    """True on a projector or a large monitor."""
    return _size() == "besar"


def measure() -> None:
    """Ask the browser for its width (once per run, by the frame); a change draws again."""
    _probe(key=_KEY, data={"known": _size()}, on_size_change=_nothing, height=1)


def _size() -> str:
    told = st.session_state.get(_KEY)
    if told and told.get("size"):
        return str(told["size"])
    agent = (st.context.headers or {}).get("User-Agent", "")
    return "sempit" if "Mobi" in agent else "lebar"


def _nothing() -> None:
    """A state of a component needs a callback."""
