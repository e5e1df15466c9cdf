"""What every test may ask for: the shared material, a browser, and the switches of the full form.

``EMONEV_FULL=1`` runs the long forms; ``EMONEV_REQUIRE_BROWSER=1`` and ``EMONEV_REQUIRE_TOOLS=1``
turn "not there, skipped" into a failure (``python run.py test --full`` sets all three).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"
"""Material beside the project (samples, WHO's facts); absent on most computers."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the long forms out unless they are asked for."""
    if os.environ.get("EMONEV_FULL") == "1":
        return
    skip = pytest.mark.skip(reason="long form: python run.py test --full")
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared material is not beside the project")
    return SHARED


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """A Chromium's executable; without one the test skips, or fails where a browser is required."""
    named = os.environ.get("EMONEV_BROWSER")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    reason = "no Chromium found (set EMONEV_BROWSER to its executable)"
    if os.environ.get("EMONEV_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
