"""An office per test: a home folder with an open store; a register, and a cursor of ``made``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from emonev.register.register import Register
from emonev.store.store import Cursor, Store
from tests.services.importing import Office
from tests.services.registers import register_in


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A fresh installation, closed at the end."""
    made = Office(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def cursor(made: Store) -> Iterator[Cursor]:
    """Questions to the module's own store (its fixture ``made``)."""
    with made.reading() as cursor:
        yield cursor


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """An empty register."""
    return register_in(tmp_path)
