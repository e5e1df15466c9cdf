"""Tindak lanjut: counts, the overdue list, and what the next meeting opens with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from emonev.errors import NoAccess, WrongCall
from emonev.register.register import Register
from emonev.services.decisions import decide, note_progress
from emonev.services.follow_up import FollowUp, follow_up
from emonev.services.meeting_result import Decision, DecisionDraft
from emonev.store.store import Cursor, Store
from tests.services.registers import ELSEWHERE, KAB, NOW, VIEWER, WHO, a_meeting
from tests.store_builders import store

TODAY = date(2025, 10, 1)
SPRING, AUTUMN, NEXT = date(2025, 3, 4), date(2025, 9, 4), date(2025, 12, 4)
SATU, DUA = "73.22.01", "73.22.02"


@pytest.fixture(scope="module")
def made() -> Iterator[Store]:
    opened = store()
    yield opened
    opened.close()


def decided(
    register: Register, cursor: Cursor, meeting_id: int, what: str, due: date, lokus: str = ""
) -> int:
    draft = DecisionDraft(what, "opd", "Dinas Kesehatan", due, lokus=lokus)
    return decide(VIEWER, register, cursor, meeting_id, draft, who=WHO, now=NOW)


def finished(register: Register, decision_id: int, on: date) -> None:
    at = datetime(on.year, on.month, on.day, 9)
    note_progress(VIEWER, register, decision_id, "selesai", "", who=WHO, now=at)


def whats(found: tuple[Decision, ...]) -> list[str]:
    return [one.what for one in found]


def asked(register: Register, cursor: Cursor, before: int | None = None) -> FollowUp:
    return follow_up(VIEWER, register, cursor, KAB, today=TODAY, before_meeting=before)


def test_nothing_decided_yet(register: Register, cursor: Cursor) -> None:
    found = asked(register, cursor)
    assert (found.open, found.overdue, found.done_since, found.decisions) == ((), (), (), ())
    assert found.text == "Belum ada keputusan rapat yang dicatat."
    assert set(found.counts.values()) == {0}


def test_counts_and_the_sentence(register: Register, cursor: Cursor) -> None:
    number = a_meeting(register, held_on=AUTUMN)
    decided(register, cursor, number, "a", date(2025, 9, 20))
    running = decided(register, cursor, number, "b", NEXT)
    done = decided(register, cursor, number, "c", NEXT)
    note_progress(VIEWER, register, running, "berjalan", "", who=WHO, now=NOW)
    finished(register, done, date(2025, 9, 20))
    found = asked(register, cursor)
    assert found.counts == {"belum": 1, "berjalan": 1, "selesai": 1, "dibatalkan": 0}
    assert (whats(found.open), whats(found.overdue)) == (["a", "b"], ["a"])
    assert whats(found.done_since) == ["c"]
    assert found.text == (
        "3 keputusan: 1 belum dimulai, 1 berjalan dan 1 selesai; 1 melewati tenggat."
    )


def test_the_next_meeting_opens_with_what_earlier_ones_left(
    register: Register, cursor: Cursor
) -> None:
    spring, autumn = (a_meeting(register, held_on=on) for on in (SPRING, AUTUMN))
    coming, after = (a_meeting(register, held_on=on) for on in (NEXT, date(2026, 3, 1)))
    old_done = decided(register, cursor, spring, "selesai lama", AUTUMN)
    decided(register, cursor, spring, "masih terbuka", NEXT)
    new_done = decided(register, cursor, autumn, "selesai baru", NEXT)
    decided(register, cursor, coming, "rapat ini", NEXT)
    decided(register, cursor, after, "rapat sesudahnya", date(2026, 4, 1))
    finished(register, old_done, date(2025, 9, 3))
    finished(register, new_done, date(2025, 9, 28))
    found = asked(register, cursor, coming)
    assert whats(found.open) == ["masih terbuka"]
    assert whats(found.done_since) == ["selesai baru"]
    assert len(found.decisions) == 3
    assert asked(register, cursor, spring).decisions == ()


def test_a_meeting_of_one_kecamatan_opens_with_what_concerns_it(
    register: Register, cursor: Cursor
) -> None:
    whole = a_meeting(register, held_on=SPRING)
    own = a_meeting(register, held_on=SPRING, kecamatan=(SATU,))
    coming = a_meeting(register, held_on=AUTUMN, kecamatan=(SATU,))
    decided(register, cursor, whole, "kabupaten", NEXT)
    decided(register, cursor, whole, "desa A", NEXT, "73.22.01.2001")
    decided(register, cursor, whole, "lain", NEXT, DUA)
    decided(register, cursor, own, "lokakarya lalu", NEXT)
    assert sorted(whats(asked(register, cursor, coming).open)) == ["desa A", "lokakarya lalu"]


def test_two_meetings_of_one_day_keep_their_order(register: Register, cursor: Cursor) -> None:
    morning, noon = a_meeting(register), a_meeting(register)
    decided(register, cursor, morning, "pagi", NEXT)
    decided(register, cursor, noon, "siang", NEXT)
    assert whats(asked(register, cursor, noon).open) == ["pagi"]


def test_an_unknown_meeting_and_a_stranger_are_refused(register: Register, cursor: Cursor) -> None:
    with pytest.raises(WrongCall):
        asked(register, cursor, 99)
    with pytest.raises(NoAccess):
        follow_up(ELSEWHERE, register, cursor, KAB, today=TODAY)
