"""A fresh server over a fresh home, and a browser that may talk to nobody else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.find_browser import find_browser
from tests.filled_home import fill

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


@dataclass
class Server:
    """A running dashboard: its address, its process and its home."""

    url: str
    process: subprocess.Popen[bytes]
    home: Path


def start_server(home: Path) -> Server:
    """``streamlit run app.py`` on a free port, ready to answer. Raises AssertionError."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    written = home.parent / "server.log"
    with written.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
             "--server.headless", "true"],
            cwd=ROOT,
            env=os.environ | {"EMONEV_HOME": str(home)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    server = Server(f"http://127.0.0.1:{port}", process, home)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return server
        except OSError:
            time.sleep(0.2)
    process.kill()
    process.wait(15)
    raise AssertionError(written.read_text(encoding="utf-8"))


def stop_server(server: Server) -> None:
    """End the server and wait for it (Windows keeps its files open until then)."""
    server.process.terminate()
    try:
        server.process.wait(15)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait(15)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Any Chromium of this machine; skipped without one, failed where one is required."""
    path = find_browser()
    if path is None:
        if os.environ.get("EMONEV_REQUIRE_BROWSER") == "1":
            pytest.fail("no Chrome, Chromium or Edge found, and EMONEV_REQUIRE_BROWSER=1")
        pytest.skip("no Chrome, Chromium or Edge on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(path), args=["--no-sandbox"])
        yield opened
        opened.close()


@dataclass
class Window:
    """A page with the list of what it tried to fetch elsewhere."""

    page: Any
    outside: list[str]


@pytest.fixture
def window(browser: Any) -> Iterator[Window]:
    """A laptop-sized page; any request beyond 127.0.0.1 is blocked and fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
    outside: list[str] = []

    def only_here(route: Any) -> None:
        address = route.request.url
        if address.startswith(("http://127.0.0.1", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(address)
            route.abort()

    context.route("**/*", only_here)
    context.set_default_timeout(30_000)
    yield Window(context.new_page(), outside)
    context.close()
    assert not outside, f"asked the internet: {outside}"


@pytest.fixture(scope="session")
def filled_server(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server over a small demo, for tests that only look."""
    home = tmp_path_factory.mktemp("terisi") / "rumah"
    home.mkdir()
    fill(home)
    server = start_server(home)
    yield server
    stop_server(server)


@pytest.fixture
def fresh_server(browser: Any, tmp_path: Path) -> Iterator[Server]:
    """A server nobody has visited yet, over an empty home."""
    server = start_server(tmp_path / "rumah")
    yield server
    stop_server(server)


def settled(page: Any) -> Any:
    """The page once the script has run to its end and every part of it is drawn.

    A part still being loaded shows a grey bar; an uploader would lose a file given to it then.
    """
    page.wait_for_selector('[data-testid="stHeading"]')
    page.wait_for_timeout(300)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_selector('[data-testid="stSkeleton"]', state="detached")
    return page
