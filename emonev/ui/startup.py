"""What the process does once, after everything heavy has been imported."""

from __future__ import annotations

import atexit
import gc
from functools import cache
from pathlib import Path

import plotly.graph_objects as _drawing  # noqa: F401  (heavy: before the freeze)

import emonev.charts.plotly_lines
import emonev.charts.plotly_map  # noqa: F401

STATIC = Path(__file__).parent / "static"


@cache
def once() -> None:
    """Freeze what the imports left behind.

    Streamlit collects garbage after every run; over all imported modules that costs 60-90 ms each
    time and makes a hundred browsers wait for one another.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # so that libraries can close in order at the end
