"""An office per test: a home folder with an open store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.importing import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A fresh installation, closed at the end."""
    made = Office(tmp_path)
    yield made
    made.store.close()
