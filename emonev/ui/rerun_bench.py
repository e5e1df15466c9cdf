"""``python -m emonev.ui.rerun_bench HOME``: server time of page reruns, as one JSON object.

Seconds: "kosong" (a script that draws one word), then per page the median rerun with unchanged
filters ("… tetap") and the median first run of periods nobody has asked for yet ("… baru").
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
OTHER_PERIODS = {"ringkasan": ("2025-02", "2025-TW2", "2025-06"),
                 "peta": ("2025-03", "2025-TW1", "2025-07")}  # fmt: skip
"""Of the year that opens; each page its own, so that neither finds an answer of the other."""


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
        told[f"{page}, periode baru"] = statistics.median(
            _first(app, page, key) for key in OTHER_PERIODS[page]
        )
    return told


def _median(app) -> float:  # type: ignore[no-untyped-def]
    app.run()
    return statistics.median(_seconds(app) for _ in range(RERUNS))


def _first(app, page: str, period: str) -> float:  # type: ignore[no-untyped-def]
    """Seconds of the run after choosing ``period``, which must be another one than shown."""
    before = _words(app)
    app.selectbox(key="periode").set_value(period)
    seconds = _seconds(app)
    _check(app, page)
    if app.selectbox(key="periode").value != period or _words(app) == before:
        raise RuntimeError(f"{page} did not change with the period {period}")
    return seconds


def _words(app) -> list[str]:  # type: ignore[no-untyped-def]
    return [str(one.value) for one in (*app.header, *app.caption, *app.markdown)]


def _seconds(app) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    app.run()
    return time.perf_counter() - start


def _check(app, page: str) -> None:  # type: ignore[no-untyped-def]
    if app.exception or len(app.main) < 3:
        raise RuntimeError(f"{page} did not draw: {app.exception}")


if __name__ == "__main__":
    print(json.dumps(measure(str(Path(sys.argv[1]).resolve()))))
