"""Homes for the screens, and the main script run without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from emonev.ui.state import close_store
from tests.filled_home import fill

ROOT = Path(__file__).parents[2]


def page_file(name: str) -> str:
    """The absolute path of a page (AppTest needs it; a bare name finds nothing)."""
    return str(ROOT / "pages" / f"{name}.py")


@pytest.fixture(scope="session")
def filled_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled demo home, made once."""
    folder = tmp_path_factory.mktemp("terisi")
    fill(folder)
    return folder


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home nobody has used yet."""
    monkeypatch.setenv("EMONEV_HOME", str(tmp_path / "rumah"))
    st.cache_data.clear()
    yield tmp_path / "rumah"
    close_store()


@pytest.fixture
def filled_home(filled_template: Path, empty_home: Path) -> Path:
    """A home of its own with the small demo in it."""
    empty_home.mkdir()
    (empty_home / "emonev.duckdb").write_bytes((filled_template / "emonev.duckdb").read_bytes())
    return empty_home


Opener = Callable[..., AppTest]


@pytest.fixture
def open_page() -> Opener:
    """Opens a page of the dashboard: ``open_page("peta", kecamatan="73.22.01")``."""

    def opened(name: str = "ringkasan", **session: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "emonev" / "ui" / "main.py"), default_timeout=60)
        for key, value in session.items():
            app.session_state[key] = value
        app.run()
        if name != "ringkasan":
            app.switch_page(page_file(name)).run()
        return app

    return opened


def texts(app: AppTest) -> str:
    """Every word on the page outside tables and charts."""
    parts = [app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.error]
    return "\n".join(str(element.value) for group in parts for element in group)
