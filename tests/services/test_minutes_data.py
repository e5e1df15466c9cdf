"""What a meeting's documents say: every placeholder, with and without angka rilis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from emonev.core.period import Period, Rule
from emonev.errors import NoAccess, WrongCall
from emonev.register.register import Register
from emonev.services.decisions import decide, note_progress
from emonev.services.deck import deck
from emonev.services.figure import Selection
from emonev.services.meeting_result import DecisionDraft, Participant
from emonev.services.meetings import change_meeting, close_meeting, put_participants
from emonev.services.minutes_data import DOTS, minutes_data
from emonev.services.minutes_values import PLACEHOLDERS
from emonev.services.releases import release
from emonev.store.settings import drop_setting
from emonev.store.store import Cursor, Store
from tests.meeting import meeting as meeting_store
from tests.services.registers import (
    CAMAT,
    ELSEWHERE,
    KAB,
    NOW,
    VIEWER,
    WHO,
    a_meeting,
)

TODAY = date(2025, 9, 5)
AUGUST = Selection(KAB, Period(2025, 8, Rule.GELOMBANG))


@pytest.fixture(scope="module")
def made() -> Iterator[Store]:
    opened = meeting_store()
    yield opened
    opened.close()


def decided(register: Register, cursor: Cursor, meeting_id: int, **fields: Any) -> int:
    given = {"what": "Ukur ulang", "unit_kind": "opd", "unit": "Dinas Kesehatan",
             "due_on": date(2025, 9, 30)}  # fmt: skip
    draft = DecisionDraft(**(given | fields))
    return decide(VIEWER, register, cursor, meeting_id, draft, who=WHO, now=NOW)


def data(
    register: Register, cursor: Cursor, meeting_id: int, today: date = TODAY
) -> dict[str, Any]:
    return minutes_data(VIEWER, register, cursor, meeting_id, today=today)


def test_every_placeholder_is_filled_and_no_other(register: Register, cursor: Cursor) -> None:
    old = a_meeting(register, held_on=date(2025, 3, 4))
    decided(register, cursor, old)
    number = a_meeting(register)
    decided(register, cursor, number)
    put_participants(VIEWER, register, number, [Participant("Sekda")])
    values = data(register, cursor, number)
    assert set(values) == {one.name for one in PLACEHOLDERS}
    for one in PLACEHOLDERS:
        for entry in values[one.name] if one.parts else ():
            assert set(entry) == {name for name, _ in one.parts}, one.name
            assert all(isinstance(text, str) for text in entry.values())


def test_date_and_place_as_a_letter_writes_them(register: Register, cursor: Cursor) -> None:
    values = data(register, cursor, a_meeting(register, place="Aula", chair="Wakil Bupati"))
    assert values["hari_tanggal"] == "Kamis, 4 September 2025"
    assert (values["tanggal_terbilang"], values["bulan"]) == ("empat", "September")
    assert values["tahun_terbilang"] == "dua ribu dua puluh lima"
    assert (values["kabupaten"], values["kabupaten_kapital"]) == (
        "Kabupaten Luwu Utara",
        "KABUPATEN LUWU UTARA",
    )
    assert (values["tempat"], values["pimpinan"]) == ("Aula", "Wakil Bupati")
    assert values["tempat_tanggal"] == f"{DOTS}, 4 September 2025"


def test_what_nobody_wrote_down_is_left_for_a_hand(register: Register, cursor: Cursor) -> None:
    values = data(register, cursor, a_meeting(register))
    assert (values["tempat"], values["pimpinan"], values["jumlah_peserta"]) == (DOTS,) * 3
    assert (values["agenda"], values["catatan"], values["peserta"]) == ([], [], [])
    assert (values["angka_kalimat"], values["keputusan"], values["rtl_lama"]) == ("", [], [])


@pytest.mark.parametrize(("came", "rows"), [(0, 30), (2, 30), (25, 30), (26, 31), (40, 45)])
def test_an_attendance_sheet_has_free_rows(
    register: Register, cursor: Cursor, came: int, rows: int
) -> None:
    number = a_meeting(register)
    people = [Participant(f"Orang {at}", "Dinkes", "Kepala") for at in range(came)]
    put_participants(VIEWER, register, number, people)
    values = data(register, cursor, number)
    sheet = values["peserta_dan_baris_kosong"]
    assert [row["no"] for row in sheet] == [str(at) for at in range(1, rows + 1)]
    assert sheet[:came] == values["peserta"]
    assert len(values["peserta"]) == came


def test_decisions_in_their_order_with_what_they_aim_at(register: Register, cursor: Cursor) -> None:
    number = a_meeting(register)
    decided(register, cursor, number, due_on=date(2025, 12, 1), indicator="stunting",
            lokus="73.22.01", target_children=3, responsible="Kepala Dinas")  # fmt: skip
    decided(register, cursor, number, unit_kind="puskesmas", unit="Hulu", indicator="attendance")
    decided(register, cursor, number, lokus="73.22.02")
    decided(register, cursor, number)
    values = data(register, cursor, number)
    assert [one["no"] for one in values["keputusan"]] == ["1", "2", "3", "4"]
    first, second, third, last = values["keputusan"]
    assert first["sasaran"].startswith("Paling banyak 3 anak stunting di Kecamatan ")
    assert (first["penanggung_jawab"], first["tenggat"]) == ("Kepala Dinas", "1 Des 2025")
    assert (second["pelaksana"], second["target"]) == ("Puskesmas Hulu", "–")
    assert second["sasaran"].endswith(", Luwu Utara")
    assert third["sasaran"].startswith("Kecamatan ") and last["sasaran"] == "–"
    assert values["penanda_tangan"] == [
        {"pelaksana": "Dinas Kesehatan", "penanggung_jawab": "Kepala Dinas"},
        {"pelaksana": "Puskesmas Hulu", "penanggung_jawab": DOTS},
        {"pelaksana": "Dinas Kesehatan", "penanggung_jawab": DOTS},
    ]


def test_a_notula_printed_again_after_the_closing_is_the_same(
    register: Register, cursor: Cursor
) -> None:
    old = a_meeting(register, title="Rakor lama", held_on=date(2025, 3, 4))
    late = decided(register, cursor, old, due_on=date(2025, 9, 1))
    number = a_meeting(register)
    close_meeting(VIEWER, register, number, now=datetime(2025, 9, 4, 15))
    first = data(register, cursor, number)
    assert [one["status"] for one in first["rtl_lama"]] == ["belum dimulai, lewat 3 hari"]
    assert first["rtl_lama"][0]["rapat"] == "Rakor lama, 4 Mar 2025"
    note_progress(VIEWER, register, late, "selesai", "", who=WHO, now=datetime(2025, 9, 20, 8))
    again = data(register, cursor, number, date(2026, 1, 9))
    assert again["rtl_lama"] == first["rtl_lama"]
    assert again["dibuat"] != first["dibuat"]


def test_an_open_meeting_tells_what_stands_today(register: Register, cursor: Cursor) -> None:
    old = a_meeting(register, held_on=date(2025, 3, 4))
    done = decided(register, cursor, old, due_on=date(2025, 9, 4), what="selesai")
    decided(register, cursor, old, due_on=date(2025, 9, 4), what="belum")
    note_progress(VIEWER, register, done, "selesai", "", who=WHO, now=datetime(2025, 9, 5, 9))
    values = data(register, cursor, a_meeting(register))
    assert [(one["isi"], one["status"]) for one in values["rtl_lama"]] == [
        ("belum", "belum dimulai, lewat 1 hari")
    ]


def test_the_figures_are_those_that_were_shown(
    register: Register, cursor: Cursor, made: Store
) -> None:
    number = a_meeting(register)
    shown = deck(cursor, VIEWER, AUGUST, today=TODAY)
    release(VIEWER, register, cursor, number, shown, AUGUST, who=WHO, now=NOW)
    values = data(register, cursor, number)
    headline = next(one for one in shown.slides if one.kind == "angka_utama")
    assert values["angka_kalimat"] == headline.title != ""
    assert values["angka_periode"] == "Agustus 2025"
    assert values["angka_saringan"] == shown.filters_text
    assert values["angka_data"] == shown.data_date_text


def test_a_frozen_deck_that_cannot_be_opened_leaves_the_minutes(
    register: Register, cursor: Cursor
) -> None:
    number = a_meeting(register)
    shown = deck(cursor, VIEWER, AUGUST, today=TODAY)
    release(VIEWER, register, cursor, number, shown, AUGUST, who=WHO, now=NOW)
    with register.writing() as connection:
        connection.execute("UPDATE showing SET deck = x'00'")
    assert data(register, cursor, number)["angka_kalimat"] == ""


def test_invented_data_are_marked(register: Register, cursor: Cursor) -> None:
    assert data(register, cursor, a_meeting(register))["contoh"] == "DATA CONTOH"
    own = meeting_store()
    with own.writing() as writing:
        drop_setting(writing, "demo")
    with own.reading() as reading:
        assert data(register, reading, a_meeting(register))["contoh"] == ""
        assert data(register, reading, a_meeting(register, demo=True))["contoh"] == "DATA CONTOH"
    own.close()


def test_only_who_holds_the_meeting_makes_its_documents(register: Register, cursor: Cursor) -> None:
    number = a_meeting(register)
    change_meeting(VIEWER, register, number, notes=("Dibuka.",))
    assert data(register, cursor, number)["catatan"] == ["Dibuka."]
    for scope in (CAMAT, ELSEWHERE):
        with pytest.raises(NoAccess):
            minutes_data(scope, register, cursor, number, today=TODAY)
    own = a_meeting(register, kecamatan=("73.22.01",))
    assert minutes_data(CAMAT, register, cursor, own, today=TODAY)["judul"]
    with pytest.raises(WrongCall):
        data(register, cursor, 99)
