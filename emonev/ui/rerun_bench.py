"""``python -m emonev.ui.rerun_bench HOME``: server time of page reruns, as one JSON object.

Seconds: "kosong" (a script that draws one word), then per page the median rerun with unchanged
filters ("… tetap") and the first run of a period nobody has asked for yet ("… periode baru").
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

RERUNS = 7
PAGES = ("ringkasan", "peta")
OTHER_PERIODS = ("2025-02", "2025-TW2", "2024-08")


def measure(folder: str) -> dict[str, float]:
    """Run the pages on the home ``folder``; seconds per name."""
    os.environ["EMONEV_HOME"] = folder
    from streamlit.testing.v1 import AppTest

    from emonev.store.home import PROJECT

    told = {"kosong": _median(AppTest.from_string("import streamlit as st; st.write('hai')"))}
    for page in PAGES:
        app = AppTest.from_file(str(PROJECT / "emonev" / "ui" / "main.py"), default_timeout=120)
        app.run()
        app.switch_page(str(PROJECT / "pages" / f"{page}.py")).run()
        _check(app, page)
        told[f"{page}, filter tetap"] = _median(app)
        told[f"{page}, periode baru"] = max(_first(app, key) for key in OTHER_PERIODS)
    return told


def _median(app) -> float:  # type: ignore[no-untyped-def]
    app.run()
    return statistics.median(_seconds(app) for _ in range(RERUNS))


def _first(app, period: str) -> float:  # type: ignore[no-untyped-def]
    app.query_params["periode"] = period
    return _seconds(app)


def _seconds(app) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    app.run()
    return time.perf_counter() - start


def _check(app, page: str) -> None:  # type: ignore[no-untyped-def]
    if app.exception or len(app.main) < 3:
        raise RuntimeError(f"{page} did not draw: {app.exception}")


if __name__ == "__main__":
    print(json.dumps(measure(str(Path(sys.argv[1]).resolve()))))
