"""A frozen deck served by the dashboard: who may see it, and what it says of newer data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from starlette.routing import Route

from emonev.charts.slides import Deck
from emonev.core.scope import EVERYTHING, Scope, local
from emonev.errors import EmonevError
from emonev.register.register import Register
from emonev.services.hall import close_hall, open_hall
from emonev.services.qr_code import qr_code
from emonev.services.showings import show
from emonev.store.home import Home
from emonev.store.store import Store
from emonev.web.showing import HEADERS, UNKNOWN_TROUBLE, showing_routes
from tests.meeting import meeting
from tests.reports.decks import shown
from tests.web.asking import Answered, ask

NOW = datetime(2026, 1, 5, 9, 0)
KAB = "73.22"


@dataclass
class Place:
    """A store and a register of their own, and whoever asks."""

    store: Store
    register: Register
    viewer: Scope = EVERYTHING

    @property
    def routes(self) -> list[Route]:
        return showing_routes(lambda: self.store, lambda: self.register, lambda _: self.viewer)

    def frozen(self, deck: Deck) -> str:
        """The token of a showing of ``deck``."""
        with self.store.reading() as cursor:
            made = show(
                local(KAB), self.register, cursor, deck, kabupaten=KAB, who="Bapperida", now=NOW
            )
        return made.token

    def ask(self, path: str, method: str = "GET") -> Answered:
        return ask(self.routes, path, method)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    made = meeting(KAB)
    yield made
    made.close()


@pytest.fixture
def place(tmp_path: Path, store: Store) -> Place:
    return Place(store, Register(tmp_path / "kerja.sqlite"))


def test_the_page_is_the_frozen_deck_under_safe_headers(place: Place) -> None:
    deck = shown()
    token = place.frozen(deck)
    page = place.ask(f"/tayangan/{token}")
    assert page.status == 200 and all(slide.title in page.text for slide in deck.slides)
    assert f'data-ask="{token}/keadaan"' in page.text
    assert all(page.headers[name] == value for name, value in HEADERS.items())
    policy = page.headers["content-security-policy"]
    assert "connect-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_an_address_nobody_knows_says_so_in_indonesian(place: Place) -> None:
    page = place.ask("/tayangan/tidak-dikenal")
    assert page.status == 404 and "Paparan ini tidak ada lagi." in page.text
    assert "content-security-policy" in page.headers
    state = place.ask("/tayangan/tidak-dikenal/keadaan")
    assert state.status == 404 and "tidak ada lagi" in state.json()["galat"]


def test_only_who_reaches_the_area_sees_page_and_state(place: Place) -> None:
    token = place.frozen(shown())
    for other in (local("33.27"), Scope("operator", "73.22.03")):
        place.viewer = other
        page = place.ask(f"/tayangan/{token}")
        assert page.status == 403 and shown().slides[0].title not in page.text
        assert place.ask(f"/tayangan/{token}/keadaan").status == 403


def test_the_public_never_sees_an_internal_deck(place: Place) -> None:
    internal = place.frozen(shown(audience="internal"))
    public = place.frozen(shown())
    place.viewer = Scope("publik", KAB)
    assert place.ask(f"/tayangan/{internal}").status == 403
    assert place.ask(f"/tayangan/{public}").status == 200


def test_newer_data_are_told_and_the_page_stays(place: Place, store: Store) -> None:
    token = place.frozen(shown())
    before = place.ask(f"/tayangan/{token}").text
    assert place.ask(f"/tayangan/{token}/keadaan").json() == {"baru": "", "hp": None}
    with store.writing() as cursor:
        cursor.execute("UPDATE sasaran SET balita = balita + 1")
    try:
        state = place.ask(f"/tayangan/{token}/keadaan")
        assert state.json()["baru"] == "sasaran berubah"
        assert state.headers["cache-control"] == "no-store"
        assert place.ask(f"/tayangan/{token}").text == before
    finally:
        with store.writing() as cursor:
            cursor.execute("UPDATE sasaran SET balita = balita - 1")


def test_phones_in_the_hall_are_told_of_while_they_are_served(place: Place, tmp_path: Path) -> None:
    token = place.frozen(shown())
    hall = open_hall(EVERYTHING, Home(tmp_path), shown(), address="127.0.0.1")
    try:
        told = place.ask(f"/tayangan/{token}/keadaan").json()["hp"]
        code = qr_code(hall.address)
        assert told == {"alamat": hall.address, "sisi": code.side, "jalur": code.path}
    finally:
        close_hall(EVERYTHING)
    assert place.ask(f"/tayangan/{token}/keadaan").json()["hp"] is None


def test_texts_of_people_and_sheets_stay_text(place: Place) -> None:
    page = place.ask("/tayangan/<img src=x onerror=alert(1)>")
    assert page.status == 404 and "<img" not in page.text


@pytest.mark.parametrize(
    ("failure", "status", "words"),
    [
        (EmonevError("Catatan rapat tidak dapat dibuka."), 503, "Catatan rapat"),
        (RuntimeError("rahasia di dalam"), 500, UNKNOWN_TROUBLE),
    ],
)
def test_failures_are_words_and_never_a_trace(
    place: Place, failure: Exception, status: int, words: str
) -> None:
    def broken() -> Register:
        raise failure

    routes = showing_routes(lambda: place.store, broken, lambda _: EVERYTHING)
    for path in ("/tayangan/x", "/tayangan/x/keadaan"):
        answer = ask(routes, path)
        assert answer.status == status and words in answer.text
        assert "Traceback" not in answer.text and "rahasia" not in answer.text


def test_nothing_can_be_sent(place: Place) -> None:
    token = place.frozen(shown())
    assert place.ask(f"/tayangan/{token}", "POST").status == 405
