"""The register of a home: opened once per process, another home has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from emonev.ui.state import close_store, open_register


def test_a_home_has_one_register(empty_home: Path) -> None:
    assert open_register() is open_register()
    assert open_register().path == empty_home / "kerja.sqlite"


def test_another_home_has_another_register(
    empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_register()
    monkeypatch.setenv("EMONEV_HOME", str(tmp_path / "lain"))
    assert open_register().path != first.path


def test_closing_forgets_it(empty_home: Path) -> None:
    first = open_register()
    close_store()
    assert open_register() is not first
