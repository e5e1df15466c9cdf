"""A phone in the hall: the list, the deck, a download; no script of its own asks anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emonev.core.scope import EVERYTHING
from emonev.services.hall import Hall, close_hall, open_hall
from emonev.store.home import Home
from tests.reports.decks import shown

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hall(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    yield open_hall(
        EVERYTHING, Home(tmp_path_factory.mktemp("rumah")), shown(), address="127.0.0.1"
    )
    close_hall(EVERYTHING)


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """A telephone; an error or a request elsewhere fails the test."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="id-ID"
    )
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert [text for text in errors if "404" not in text] == []  # a browser asks for an icon


def test_a_phone_opens_the_deck_from_the_list(hall: Hall, phone: Any) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(hall.address)
    assert phone.get_by_role("heading", level=1).inner_text() == shown().title
    assert phone.locator("li a").count() == len(hall.files)
    wide = phone.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 390
    phone.get_by_role("link", name="Buka paparan").click()
    phone.locator("#next").click()
    assert phone.locator("#count").inner_text() == f"2 / {len(shown().slides) + 1}"
    assert phone.locator("#newer").count() == 0
    assert {url.removeprefix(hall.address) for url in asked} <= {"", "paparan", "favicon.ico"}


def test_a_file_is_saved_and_not_opened(hall: Hall, phone: Any, tmp_path: Path) -> None:
    phone.goto(hall.address)
    with phone.expect_download() as saved:
        phone.locator("li a", has_text="Excel").click()
    file = saved.value
    assert file.suggested_filename.endswith(".xlsx") and "_publik_" in file.suggested_filename
    file.save_as(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"


def test_a_wrong_address_leads_back_to_the_list(hall: Hall, phone: Any) -> None:
    phone.goto(hall.address + "salah")
    phone.get_by_role("link", name="Kembali ke daftar").click()
    assert phone.url == hall.address
