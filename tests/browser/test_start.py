"""A fresh server: deep links, health, the welcome; nothing is fetched from elsewhere."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

import emonev
from tests.browser.conftest import Server, Window, settled, start_server, stop_server
from tests.filled_home import fill

pytestmark = pytest.mark.browser

DEMO_MARK = "DATA CONTOH · bukan data sebenarnya"
MENU = [
    "Ringkasan", "Peta", "Tren", "Data pendukung", "Paparan & bahan", "Rapat", "RTL", "Unggah",
    "Siapa belum kirim", "Pengaturan", "Metodologi",
]  # fmt: skip


def menu(page: Any) -> list[str]:
    """The visible words of the navigation."""
    links = page.get_by_test_id("stSidebarNavLink")
    return [links.nth(n).inner_text().strip().split("\n")[-1] for n in range(links.count())]


def health(server: Server) -> tuple[int, dict[str, str]]:
    """Status and body of /sehat."""
    try:
        with urllib.request.urlopen(f"{server.url}/sehat", timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_a_deep_link_first_finds_navigation_and_page(
    browser: Any, window: Window, tmp_path: Path
) -> None:
    (tmp_path / "rumah").mkdir()
    fill(tmp_path / "rumah")
    server = start_server(tmp_path / "rumah")
    try:
        window.page.goto(f"{server.url}/tren")
        page = settled(window.page)
        assert menu(page) == MENU
        assert page.get_by_text(DEMO_MARK).is_visible()
        assert "kecamatan" in page.get_by_test_id("stHeading").first.inner_text()
    finally:
        stop_server(server)


def test_an_empty_home_welcomes_with_three_buttons(fresh_server: Server, window: Window) -> None:
    window.page.goto(fresh_server.url)
    page = settled(window.page)
    for words in ("Coba data contoh", "Mulai dengan berkas saya", "Pulihkan cadangan"):
        assert page.get_by_role("button", name=words).is_visible()
    assert menu(page) == MENU


def test_sehat_answers_with_the_version(fresh_server: Server) -> None:
    assert health(fresh_server) == (200, {"versi": emonev.__version__})


def test_sehat_says_when_the_store_does_not_open(browser: Any, tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    home.mkdir()
    (home / "emonev.duckdb").write_bytes(b"bukan basis data " * 100)
    server = start_server(home)
    try:
        status, body = health(server)
        assert status == 503
        assert body["versi"] == emonev.__version__
        assert body["galat"]
    finally:
        stop_server(server)


def test_a_broken_store_shows_words_and_no_trace(
    browser: Any, window: Window, tmp_path: Path
) -> None:
    home = tmp_path / "rumah"
    home.mkdir()
    (home / "emonev.duckdb").write_bytes(b"bukan basis data " * 100)
    server = start_server(home)
    try:
        window.page.goto(f"{server.url}/peta")
        alert = window.page.get_by_test_id("stAlert").first
        alert.wait_for()
        assert "Basis data" in alert.inner_text()
        assert "Traceback" not in window.page.content()
    finally:
        stop_server(server)


@pytest.mark.full
def test_the_demo_is_one_click_away_and_one_click_gone(
    fresh_server: Server, window: Window
) -> None:
    page = window.page
    page.goto(fresh_server.url)
    settled(page)
    page.get_by_role("button", name="Coba data contoh").click()
    page.get_by_role("button", name="Siapkan data contoh").click()
    page.get_by_test_id("stMetric").first.wait_for(timeout=240_000)
    settled(page)
    assert page.get_by_text(DEMO_MARK).is_visible()
    page.get_by_role("button", name="Mulai dengan berkas saya").click()
    page.get_by_text("Belum ada unggahan").wait_for()
    assert page.get_by_text(DEMO_MARK).count() == 0
