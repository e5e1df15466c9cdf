"""The switches of the full form (``python run.py test --full`` sets them all).

``EMONEV_FULL=1`` runs the long forms. ``EMONEV_REQUIRE_TOOLS=1`` makes a test fail that would skip
because a tool or library is missing; ``EMONEV_REQUIRE_BROWSER=1`` does so for the browser.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A busy machine is no failure: hypothesis would fail a single example slower than 200 ms.
settings.register_profile("emonev", deadline=None)
settings.load_profile("emonev")

MISSING_TOOL = re.compile(r"is not installed|could not import", re.IGNORECASE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the long forms out unless they are asked for."""
    if os.environ.get("EMONEV_FULL") == "1":
        return
    skip = pytest.mark.skip(reason="long form: python run.py test --full")
    for item in items:
        if item.get_closest_marker("full"):
            item.add_marker(skip)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """A missing tool is a failure where tools are required."""
    report = yield
    if report.skipped and os.environ.get("EMONEV_REQUIRE_TOOLS") == "1":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if MISSING_TOOL.search(reason):
            report.outcome = "failed"
            report.longrepr = f"required here: {reason}"
    return report
