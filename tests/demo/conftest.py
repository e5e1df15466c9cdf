"""Worlds drawn once for all demo tests (0.3 s each)."""

from __future__ import annotations

import pytest

from emonev.demo.build import DemoWorld, make_world


@pytest.fixture(scope="session", params=["73.22", "73.04"])
def world(request: pytest.FixtureRequest) -> DemoWorld:
    """The medium set of each regency."""
    return make_world(request.param, "medium")


@pytest.fixture(scope="session", params=["73.22", "73.04"])
def small_world(request: pytest.FixtureRequest) -> DemoWorld:
    """The small set of each regency."""
    return make_world(request.param, "small")
