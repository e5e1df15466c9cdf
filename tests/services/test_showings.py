"""A frozen showing: exactly what was shown, for those who may see it, and what changed since."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from emonev.core.scope import EVERYTHING, Scope, local
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.register.register import Register
from emonev.services.data_state import data_state, kept_state, newer_text
from emonev.services.meetings import close_meeting, create_meeting, remove_meeting
from emonev.services.preferences import choose_limits
from emonev.services.showings import KEPT_MOST, show, showing, showing_state, shown_deck
from emonev.store.store import Store
from tests.reports.decks import made, shown
from tests.store_builders import measurement, store, write

KABUPATEN, THIRD = "73.22", "73.22.03"
NOW = datetime(2025, 9, 4, 9, 30, 15)
STAFF = local(KABUPATEN)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "kerja.sqlite")


def put(register: Register, *, now: datetime = NOW, scope: Scope = STAFF, who: str = "B", **choice):
    deck = shown(audience=choice.pop("audience", "publik"))
    with made().reading() as cursor:
        return show(scope, register, cursor, deck, kabupaten=KABUPATEN, who=who, now=now, **choice)


def rakor(register: Register, kabupaten: str = KABUPATEN) -> int:
    return create_meeting(
        EVERYTHING, register, kabupaten, title="Rakor", held_on=date(2025, 9, 4), who="Bapperida",
        now=NOW,
    )  # fmt: skip


def tokens(register: Register) -> set[str]:
    with register.reading() as connection:
        return {row["token"] for row in connection.execute("SELECT token FROM showing")}


def test_the_deck_is_shown_as_it_was_frozen(register: Register) -> None:
    one = put(register, audience="internal")
    assert shown_deck(STAFF, register, one.token) == shown(audience="internal")
    assert showing(STAFF, register, one.token) == one
    assert one.made_at == NOW and one.period == "2025-08" and one.area == KABUPATEN
    assert len(one.token) >= 22 and put(register).token != one.token


def test_only_who_reaches_all_of_it_sees_it(register: Register) -> None:
    internal, public = put(register, audience="internal"), put(register)
    for token in (internal.token, public.token):
        for scope in (local(THIRD), local("73.04")):
            with pytest.raises(NoAccess):
                shown_deck(scope, register, token)
    assert shown_deck(Scope("publik", KABUPATEN), register, public.token)
    with pytest.raises(NoAccess):
        shown_deck(Scope("publik", KABUPATEN), register, internal.token)
    own = put(register, scope=local(THIRD))
    assert own.area == THIRD and shown_deck(local(THIRD), register, own.token)
    with pytest.raises(NoAccess):
        put(register, scope=local("73.04"))


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --"])
def test_an_unknown_address_is_refused(register: Register, token: str) -> None:
    put(register)
    with pytest.raises(Refused) as refused:
        shown_deck(STAFF, register, token)
    assert refused.value.code == "tidak_ada"


def test_a_broken_deck_is_refused(register: Register) -> None:
    one = put(register)
    with register.writing() as connection:
        connection.execute("UPDATE showing SET deck = x'00'")
    with pytest.raises(Refused):
        shown_deck(STAFF, register, one.token)


def test_passing_showings_go_and_those_of_a_meeting_stay(register: Register) -> None:
    kept = put(register, now=NOW - timedelta(days=400), meeting_id=rakor(register))
    old = put(register, now=NOW - timedelta(days=8))
    young = put(register, now=NOW - timedelta(days=6))
    assert old.token in tokens(register)
    put(register)
    assert {kept.token, young.token} <= tokens(register) and old.token not in tokens(register)
    newest = [put(register, now=NOW + timedelta(seconds=at)).token for at in range(KEPT_MOST)]
    assert tokens(register) == {kept.token, *newest}


def test_only_what_a_meeting_keeps_says_who_froze_it(register: Register) -> None:
    assert put(register, who="").made_by == ""
    with pytest.raises(WrongCall, match="Nama pembuat"):
        put(register, who="", meeting_id=rakor(register))


def test_a_showing_of_a_meeting_needs_it_open_and_goes_with_it(register: Register) -> None:
    number = rakor(register)
    one = put(register, meeting_id=number)
    with pytest.raises(NoAccess):
        put(register, meeting_id=number, scope=local(THIRD))
    with pytest.raises(WrongCall):
        put(register, meeting_id=number + 1)
    with pytest.raises(WrongCall):
        put(register, meeting_id=rakor(register, "73.04"), scope=EVERYTHING)
    remove_meeting(STAFF, register, number)
    assert one.token not in tokens(register)
    closed = rakor(register)
    close_meeting(STAFF, register, closed, now=NOW)
    with pytest.raises(Refused):
        put(register, meeting_id=closed)


ROWS = [measurement(child) for child in range(1, 30)]


def state_of(kept: Store):
    with kept.reading() as cursor:
        return data_state(cursor, STAFF, KABUPATEN)


def test_newer_data_are_told_and_other_kabupaten_are_not_meant(register: Register) -> None:
    kept = store(ROWS, sasaran={"73.22": 40})
    with kept.reading() as cursor:
        one = show(STAFF, register, cursor, shown(), kabupaten=KABUPATEN, who="B", now=NOW)
        assert showing_state(STAFF, register, cursor, one.token) == ""
    before = state_of(kept)
    assert before.text == "1 unggahan, terakhir 1 Okt 2025"
    assert kept_state(before.kept) == before
    with kept.writing() as cursor:
        cursor.execute("INSERT INTO sasaran VALUES ('73.04', 2025, 'Pusdatin', 7)")
        cursor.execute("INSERT INTO setting VALUES ('serentak:73.04', '2025-06')")
        cursor.execute("INSERT INTO setting VALUES ('kabupaten', '73.04')")
    assert state_of(kept).fingerprint == before.fingerprint
    with kept.writing() as cursor:
        write(cursor, [measurement(99)], batch="b2")
    with kept.reading() as cursor:
        told = showing_state(STAFF, register, cursor, one.token)
    assert told == "1 unggahan baru sejak 4 Sep 2025 (terakhir 1 Okt 2025)"
    assert state_of(kept).fingerprint != before.fingerprint


def test_every_change_has_its_words() -> None:
    kept = store(ROWS, sasaran={"73.22": 40})
    before = state_of(kept)
    with kept.writing() as cursor:
        cursor.execute("UPDATE batch SET undone_at = now()")
        cursor.execute("UPDATE sasaran SET balita = 41")
    choose_limits(STAFF, kept, KABUPATEN, 0.7, 0.9)
    after = state_of(kept)
    told = newer_text(before, after)
    assert told == "1 unggahan dibatalkan; sasaran berubah; pengaturan berubah"
    assert after.text == "belum ada unggahan"
    with kept.writing() as cursor:
        cursor.execute("DELETE FROM batch")
    assert "tidak ada lagi" in newer_text(before, state_of(kept))
    assert newer_text(after, after) == ""


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[[["a"]], "", ""]'])
def test_a_state_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        kept_state(text)
