"""Tayangkan in a real browser: the page the dashboard serves, under its own security policy."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from emonev.core.scope import EVERYTHING, local
from emonev.register.register import Register
from emonev.services.hall import close_hall, open_hall
from emonev.services.showings import show
from emonev.store.home import Home
from emonev.store.store import Store
from emonev.web.showing import showing_routes
from tests.browser.conftest import Server, Window
from tests.browser.serving import served
from tests.meeting import meeting
from tests.reports.decks import shown

pytestmark = pytest.mark.browser

KAB = "73.22"


@dataclass
class Talk:
    """A showing that is served, its store, and a page whose errors fail the test."""

    address: str
    store: Store
    page: Any

    def open(self) -> Any:
        """The page, once it has asked whether newer data are stored."""
        with self.page.expect_response(lambda answer: answer.url.endswith("/keadaan")):
            self.page.goto(self.address)
        return self.page


@pytest.fixture
def talk(window: Window, tmp_path: Path) -> Iterator[Talk]:
    errors: list[str] = []
    page = window.page
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    store, register = meeting(KAB), Register(tmp_path / "kerja.sqlite")
    with store.reading() as cursor:
        token = show(
            local(KAB), register, cursor, shown(), kabupaten=KAB, who="Bapperida",
            now=datetime(2026, 1, 5, 9, 0),
        ).token  # fmt: skip
    routes = showing_routes(lambda: store, lambda: register, lambda _: EVERYTHING)
    with served(routes) as address:
        yield Talk(f"{address}/tayangan/{token}", store, page)
    store.close()
    assert [text for text in errors if "favicon" not in text] == []


def test_the_frozen_deck_is_walked_with_keys_and_survives_a_reload(talk: Talk) -> None:
    page = talk.open()
    assert not page.locator("#newer").is_visible() and not page.locator("#hp").is_visible()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    title = page.locator(".slide.on h1").inner_text()
    assert page.locator("#count").inner_text() == f"4 / {len(shown().slides) + 1}"
    page.reload()
    assert page.locator(".slide.on h1").inner_text() == title
    page.keyboard.press("Home")
    assert page.get_by_role("link", name="Kembali ke dasbor").is_visible()


def test_newer_data_are_a_quiet_mark_and_change_no_figure(talk: Talk) -> None:
    page = talk.open()
    page.keyboard.press("ArrowRight")
    before = page.locator(".slide.on .value").all_inner_texts()
    page.clock.install()
    with talk.store.writing() as cursor:
        cursor.execute("UPDATE sasaran SET balita = balita + 1")
    page.reload()
    mark = page.locator("#newer")
    mark.wait_for()
    assert mark.inner_text().startswith("Ada data lebih baru: sasaran berubah")
    assert page.locator(".slide.on .value").all_inner_texts() == before
    inside = page.evaluate(
        "() => { const box = document.getElementById('newer').getBoundingClientRect(),"
        " bar = document.getElementById('bar').getBoundingClientRect();"
        " return box.top >= bar.top && box.bottom <= bar.bottom + 1; }"
    )
    assert inside
    with talk.store.writing() as cursor:
        cursor.execute("UPDATE sasaran SET balita = balita - 1")
    page.clock.fast_forward(61_000)  # asked again by itself
    mark.wait_for(state="hidden")


def test_the_code_for_phones_is_one_key_away_while_the_hall_is_open(
    talk: Talk, tmp_path: Path
) -> None:
    hall = open_hall(EVERYTHING, Home(tmp_path / "rumah"), shown(), address="127.0.0.1")
    try:
        page = talk.open()
        page.locator("#hp").wait_for()
        page.keyboard.press("q")
        assert page.locator("#phones .address").inner_text() == hall.address
        drawn = page.locator("#phones svg path").get_attribute("d")
        assert drawn and drawn.count("h1") > 200
        page.keyboard.press("Escape")
        assert not page.locator("#phones").is_visible()
    finally:
        close_hall(EVERYTHING)


def test_the_dashboard_itself_serves_a_showing(filled_server: Server, window: Window) -> None:
    """Frozen by another process meanwhile, from a store in another state than the server's."""
    register, store = Register(Home(filled_server.home).register), meeting(KAB)
    with store.reading() as cursor:
        token = show(
            local(KAB), register, cursor, shown(), kabupaten=KAB, who="Bapperida",
            now=datetime(2026, 1, 5, 9, 0),
        ).token  # fmt: skip
    store.close()
    page = window.page
    page.goto(f"{filled_server.url}/tayangan/{token}")
    page.locator("#newer").wait_for()
    page.keyboard.press("ArrowRight")
    shown_title = page.locator(".slide.on h1").inner_text().replace("\xa0", " ")
    assert shown_title == shown().slides[0].title.replace("\xa0", " ")
    page.keyboard.press("Home")
    page.get_by_role("link", name="Kembali ke dasbor").click()
    page.get_by_test_id("stHeading").first.wait_for()


def test_the_dashboard_serves_the_route_and_says_what_it_does_not_know(
    filled_server: Server,
) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{filled_server.url}/tayangan/tidak-dikenal", timeout=30)
    with refused.value as answer:
        assert answer.code == 404
        assert "Paparan ini tidak ada lagi." in answer.read().decode("utf-8")
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
