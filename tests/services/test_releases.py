"""Angka rilis: frozen exactly, beside the running figures, every difference explained."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from emonev.core.period import Period, Rule, month
from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.register.register import Register
from emonev.services.deck import deck
from emonev.services.figure import Selection
from emonev.services.figures import figures
from emonev.services.meetings import close_meeting, create_meeting
from emonev.services.releases import note_revision, release, release_of
from emonev.services.showings import shown_deck
from emonev.store.store import Store
from tests.store_builders import measurement, store, write

KABUPATEN, FIRST, SECOND = "73.22", "73.22.01", "73.22.02"
AUGUST = month(2025, 8)
NOW = datetime(2025, 9, 4, 9, 30)
STAFF = local(KABUPATEN)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "kerja.sqlite")


@pytest.fixture
def data() -> Store:
    rows = [
        measurement(at, haz=-2.5 if at <= 8 else 0.0, age_months=12 + at % 2 * 18)
        for at in range(1, 41)
    ]
    rows += [measurement(at, area="73.22.02.2001") for at in range(41, 81)]
    return store(rows)


def rakor(register: Register) -> int:
    return create_meeting(
        STAFF, register, KABUPATEN, title="Rakor", held_on=date(2025, 9, 4), who="B", now=NOW
    )


def released(
    register: Register, data: Store, meeting_id: int, now: datetime = NOW, **choice: object
):
    selection = Selection(KABUPATEN, **({"period": AUGUST} | choice))
    with data.reading() as cursor:
        made = deck(
            cursor, STAFF, Selection(KABUPATEN, AUGUST), audience="internal", today=now.date()
        )
        return release(
            STAFF, register, cursor, meeting_id, made, selection, who="Bapperida", now=now
        )


def asked(register: Register, data: Store, meeting_id: int, scope: Scope = STAFF):
    with data.reading() as cursor:
        return release_of(scope, register, cursor, meeting_id)


def beside(found, code: str, indicator: str = "stunting"):
    return next(one for one in found.beside if (one.area_code, one.indicator) == (code, indicator))


def more(data: Store) -> None:
    """Ten stunted children of the first kecamatan come later."""
    with data.writing() as cursor:
        rows = [measurement(at, "2025-08-20", haz=-2.5) for at in range(100, 110)]
        write(cursor, rows, batch="b2")


def test_what_is_frozen_equals_the_figures(register: Register, data: Store) -> None:
    number = rakor(register)
    assert asked(register, data, number) is None
    found = released(register, data, number)
    assert not found.newer and found.newer_text == "" and found.period_label == "Agustus 2025"
    assert not any(one.changed for one in found.beside)
    for level in ("kabupaten", "kecamatan"):
        with data.reading() as cursor:
            exact = figures(cursor, STAFF, indicators=["stunting", "wasting"], level=level,
                            period=AUGUST)  # fmt: skip
        for one in exact:
            kept = beside(found, one.area_code, one.indicator)
            assert (kept.old_numerator, kept.old_denominator) == (one.numerator, one.denominator)
    assert found.beside[0].level == "kabupaten" and found.beside[0].old_numerator == 8
    assert shown_deck(STAFF, register, found.token).order == "rakor_kabupaten"


def test_later_data_stand_beside_and_are_explained(register: Register, data: Store) -> None:
    number = rakor(register)
    token = released(register, data, number).token
    more(data)
    found = asked(register, data, number)
    assert found.newer and "1 unggahan baru" in found.newer_text
    first = beside(found, FIRST)
    assert (first.old_numerator, first.new_numerator, first.new_denominator) == (8, 18, 50)
    assert first.changed and not beside(found, SECOND).changed
    close_meeting(STAFF, register, number, now=NOW)
    with data.reading() as cursor:
        note = (STAFF, register, cursor, token)
        told = {"who": "Dinkes", "now": NOW + timedelta(days=9)}
        note_revision(*note, FIRST, "stunting", "Posyandu susulan dimasukkan.", **told)
        for code, indicator, why in (
            (SECOND, "stunting", "x"), (FIRST, "x", "x"), ("73.22.09", "stunting", "x"),
            (FIRST, "stunting", "  "),
        ):  # fmt: skip
            with pytest.raises(WrongCall):
                note_revision(*note, code, indicator, why, **told)
        with pytest.raises(Refused):
            note_revision(STAFF, register, cursor, "x", FIRST, "stunting", "x", **told)
    (revision,) = asked(register, data, number).revisions
    assert (revision.old_numerator, revision.new_numerator) == (8, 18)
    assert (revision.area, revision.who) == ("Kecamatan Satu", "Dinkes")
    assert revision.why == "Posyandu susulan dimasukkan."


def test_the_newest_release_of_a_meeting_is_in_force(register: Register, data: Store) -> None:
    number = rakor(register)
    old = released(register, data, number)
    more(data)
    new = released(register, data, number, NOW + timedelta(hours=1))
    assert asked(register, data, number).token == new.token != old.token
    assert beside(new, FIRST).old_numerator == 18 and not new.newer
    assert shown_deck(STAFF, register, old.token)


def test_a_closed_meeting_takes_no_release(register: Register, data: Store) -> None:
    number = rakor(register)
    close_meeting(STAFF, register, number, now=NOW)
    with pytest.raises(Refused):
        released(register, data, number)


@pytest.mark.parametrize(
    ("period", "age"),
    [(AUGUST, "baduta"), (Period(2025, 3, Rule.TRIWULAN_SD), "balita"),
     (Period(2025, 3, Rule.TRIWULAN), "balita"), (Period(2025, 8, Rule.TAHUN), "balita")],
)  # fmt: skip
def test_it_is_recomputed_for_the_very_same_filters(
    register: Register, data: Store, period: Period, age: str
) -> None:
    found = released(register, data, rakor(register), period=period, age=age)
    assert not any(one.changed for one in found.beside) and found.period_label == period.label
    cases = beside(found, KABUPATEN).old_numerator
    assert cases == (4 if age == "baduta" else None if period.rule is Rule.TRIWULAN_SD else 8)


def test_a_viewer_gets_the_figures_within_reach(register: Register, data: Store) -> None:
    number = rakor(register)
    token = released(register, data, number).token
    part = asked(register, data, number, local(FIRST))
    assert {one.area_code for one in part.beside} == {FIRST}
    for scope in (local("73.04"), Scope("publik", KABUPATEN)):
        with pytest.raises(NoAccess):
            asked(register, data, number, scope)
    more(data)
    with data.reading() as cursor, pytest.raises(NoAccess):
        note_revision(local(FIRST), register, cursor, token, FIRST, "stunting", "x", who="a",
                      now=NOW)  # fmt: skip
