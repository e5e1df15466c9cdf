"""The demo's earlier rakor: decisions in every state, taken out with the demo and alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from emonev.core.scope import EVERYTHING
from emonev.errors import WrongCall
from emonev.register.register import Register
from emonev.services.decisions import decide
from emonev.services.demo import load_demo, remove_demo
from emonev.services.demo_meeting import add_demo_meeting, remove_demo_meetings
from emonev.services.evidence import add_evidence
from emonev.services.follow_up import follow_up
from emonev.services.meeting_result import DecisionDraft
from emonev.services.meetings import meeting, meetings, participants
from emonev.store.home import Home
from emonev.store.store import Cursor, Store
from tests.filled_home import fill
from tests.meeting import meeting as meeting_store
from tests.services.importing import Office
from tests.services.registers import HELD_ON, KAB, NOW, VIEWER, WHO, a_meeting
from tests.services.test_evidence import PDF
from tests.store_builders import store

TODAY = date(2025, 11, 26)


@pytest.fixture(scope="module")
def made() -> Iterator[Store]:
    opened = meeting_store()
    yield opened
    opened.close()


def test_the_rakor_was_held_after_the_wave_before(register: Register, cursor: Cursor) -> None:
    number = add_demo_meeting(VIEWER, register, cursor, KAB, today=TODAY)
    assert number is not None
    found = meeting(VIEWER, register, number)
    assert (found.held_on, found.demo, found.status) == (date(2025, 3, 20), True, "selesai")
    assert found.held_on.weekday() == 3
    assert (found.decisions, bool(found.agenda), bool(found.notes)) == (5, True, True)
    people = participants(VIEWER, register, number)
    assert len(people) == 8 + 15
    assert all(one.name.split()[0] in ("Kepala", "Camat", "Wakil", "Koordinator") for one in people)


@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 26)])
def test_its_decisions_stand_in_every_state_and_tell_what_happened(
    register: Register, cursor: Cursor, today: date
) -> None:
    add_demo_meeting(VIEWER, register, cursor, KAB, today=today)
    found = follow_up(VIEWER, register, cursor, KAB, today=today)
    assert found.counts == {"belum": 1, "berjalan": 2, "selesai": 2, "dibatalkan": 0}
    assert [one.days for one in found.overdue] == [-12]
    told = [one.since for one in found.decisions if one.since]
    assert len(told) == 4
    assert all((one.then_period, one.now_period) == ("2025-02", "2025-08") for one in told)
    assert any(one.target_children for one in found.open)


def test_nothing_happened_after_today(register: Register, cursor: Cursor) -> None:
    today = date(2025, 4, 10)
    number = add_demo_meeting(VIEWER, register, cursor, KAB, today=today)
    assert number is not None
    found = follow_up(VIEWER, register, cursor, KAB, today=today)
    assert all(line.noted_at.date() <= today for one in found.decisions for line in one.progress)
    assert all(one.due_on >= date(2025, 3, 20) for one in found.decisions)


def test_without_an_earlier_wave_there_is_no_rakor(register: Register, cursor: Cursor) -> None:
    assert add_demo_meeting(VIEWER, register, cursor, KAB, today=date(2025, 3, 20)) is None
    empty = store()
    with empty.reading() as nothing:
        assert add_demo_meeting(VIEWER, register, nothing, KAB, today=TODAY) is None
    empty.close()
    assert meetings(VIEWER, register, KAB) == ()


def test_the_rakor_goes_with_the_demo_own_meetings_stay(tmp_path: Path) -> None:
    fill(tmp_path / "rumah")
    goes_with_the_demo(Office(tmp_path), load=False)


@pytest.mark.full
@pytest.mark.timeout(300)
def test_the_rakor_comes_with_the_demo_in_place_of_an_earlier_one(tmp_path: Path) -> None:
    goes_with_the_demo(Office(tmp_path), load=True)


def goes_with_the_demo(office: Office, *, load: bool) -> None:
    """An own meeting stays, the demo's goes with its evidence."""
    home: Home = office.home
    register = Register(home.register)
    own = a_meeting(register, title="Rapat sendiri")
    a_meeting(register, title="Rakor contoh yang lama", demo=True)
    if load:
        load_demo(EVERYTHING, office.store, home, kabupaten=KAB, size="small", today=TODAY)
    else:
        remove_demo_meetings(register, home)
        with office.store.reading() as cursor:
            add_demo_meeting(VIEWER, register, cursor, KAB, today=TODAY)
    assert [one.title for one in meetings(VIEWER, register, KAB) if not one.demo] == [
        "Rapat sendiri"
    ]
    (demo,) = (one for one in meetings(VIEWER, register, KAB) if one.demo)
    assert demo.decisions == 5
    with office.store.reading() as cursor:
        decision = follow_up(VIEWER, register, cursor, KAB, today=TODAY).open[0].decision_id
    add_evidence(VIEWER, register, home, decision, "a.pdf", PDF, who=WHO, now=NOW)
    remove_demo(EVERYTHING, office.store, home)
    assert [one.meeting_id for one in meetings(VIEWER, register, KAB)] == [own]
    assert list(home.evidence.iterdir()) == []
    office.store.close()


def test_own_data_keep_their_meetings(tmp_path: Path) -> None:
    office = Office(tmp_path)
    register = Register(office.home.register)
    number = a_meeting(register, demo=True)
    with office.store.reading() as cursor:
        draft = DecisionDraft("Ukur", "opd", "Dinkes", HELD_ON + timedelta(days=9))
        decide(VIEWER, register, cursor, number, draft, who=WHO, now=NOW)
    with pytest.raises(WrongCall):
        remove_demo(EVERYTHING, office.store, office.home)
    assert len(meetings(VIEWER, register, KAB)) == 1
    office.store.close()
