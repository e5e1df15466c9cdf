"""Decisions: typed in with the counts of that day, followed, told only to whom they concern."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.register.register import Register
from emonev.services.decision_words import due_text, status_text, target_text
from emonev.services.decisions import (
    change_decision,
    decide,
    decisions,
    note_progress,
    reminder,
    remove_decision,
)
from emonev.services.meeting_result import Decision, DecisionDraft
from emonev.services.meetings import change_meeting, close_meeting, create_meeting
from emonev.store.store import Cursor, Store
from tests.services.rakor import A, B, C, children
from tests.services.registers import (
    CAMAT,
    ELSEWHERE,
    KAB,
    NOW,
    OTHER_CAMAT,
    VIEWER,
    WHO,
    a_meeting,
)
from tests.store_builders import store, write

SATU, DUA = "73.22.01", "73.22.02"
TODAY = date(2025, 10, 1)
DUE = date(2025, 9, 30)
LATER = date(2025, 12, 15)
SASARAN = {A: 100, B: 100, C: 100}


def waves(august: int, february: int = 0, area: str = A, first: int = 1) -> list[dict[str, Any]]:
    """100 children of a desa, ``august`` of them stunted in August 2025."""
    rows = children(100, august, "2025-08-10", area=area, first=first)
    return rows + children(100, february, "2025-02-10", area=area, first=first, age_months=24)


@pytest.fixture(scope="module")
def made() -> Iterator[Store]:
    """Kecamatan Satu: 10 → 30 of 200; Dua: 20 → 22 of 100; the whole 30 → 52 of 300."""
    rows = waves(20, 5, A) + waves(10, 5, B, 1001) + waves(22, 20, C, 2001)
    opened = store(rows, sasaran=SASARAN)
    yield opened
    opened.close()


def draft(**fields: Any) -> DecisionDraft:
    """A decision; a test says only what matters."""
    given = {"what": "Ukur ulang balita", "unit_kind": "opd", "unit": "Dinas Kesehatan",
             "due_on": DUE}  # fmt: skip
    return DecisionDraft(**(given | fields))


def decided(
    register: Register, cursor: Cursor, meeting_id: int, scope: Scope = VIEWER, **fields: Any
) -> int:
    return decide(scope, register, cursor, meeting_id, draft(**fields), who=WHO, now=NOW)


def asked(
    register: Register, cursor: Cursor, scope: Scope = VIEWER, **what: Any
) -> tuple[Decision, ...]:
    return decisions(scope, register, cursor, KAB, **({"today": TODAY} | what))


def stored(register: Register, column: str) -> list[Any]:
    with register.reading() as connection:
        return [row[column] for row in connection.execute("SELECT * FROM decision ORDER BY number")]


def test_a_decision_is_kept_as_typed(register: Register, cursor: Cursor) -> None:
    number = a_meeting(register)
    decided(register, cursor, number, what=" Ukur  ulang ", responsible="Kepala Bidang",
            indicator="stunting", lokus=SATU, target_children=20)  # fmt: skip
    (one,) = asked(register, cursor)
    assert (one.meeting_id, one.number, one.what) == (number, 1, "Ukur ulang")
    assert (one.unit_kind, one.unit, one.unit_code) == ("opd", "Dinas Kesehatan", "")
    assert (one.indicator_label, one.lokus_name) == ("Stunting", "Kecamatan Satu")
    assert (one.target_children, one.due_on, one.status) == (20, DUE, "belum")
    assert (one.meeting_title, one.meeting_date) == ("Rakor stunting TW III", date(2025, 9, 4))
    assert (one.progress, one.evidence) == ((), ())


@pytest.mark.parametrize(
    ("lokus", "wanted"), [("", (52, 300)), (SATU, (30, 200)), (B, (10, 100)), (KAB, (52, 300))]
)
def test_the_counts_of_the_day_are_written_beside(
    register: Register, cursor: Cursor, lokus: str, wanted: tuple[int, int]
) -> None:
    decided(register, cursor, a_meeting(register), indicator="stunting", lokus=lokus)
    assert stored(register, "base_period") == ["2025-08"]
    assert (*stored(register, "base_numerator"), *stored(register, "base_denominator")) == wanted


def test_a_meeting_knows_no_wave_that_had_not_begun(register: Register, cursor: Cursor) -> None:
    spring = a_meeting(register, held_on=date(2025, 3, 4))
    decided(register, cursor, spring, indicator="stunting")
    assert stored(register, "base_period") == ["2025-02"]
    assert stored(register, "base_numerator") == [30]


def test_without_data_nothing_is_invented(register: Register) -> None:
    empty = store()
    with empty.reading() as cursor:
        decided(register, cursor, a_meeting(register), indicator="stunting")
        (one,) = asked(register, cursor)
    empty.close()
    assert (stored(register, "base_period"), stored(register, "base_numerator")) == ([""], [None])
    assert one.since is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": " "}, "Keputusan belum diisi"),
        ({"what": "x" * 2001}, "Keputusan terlalu panjang"),
        ({"what": "anak 7322011203210001"}, "Keputusan memuat 16 angka"),
        ({"unit": ""}, "Pelaksana belum diisi"),
        ({"unit_kind": "desa"}, "Jenis pelaksana"),
        ({"due_on": date(2025, 9, 3)}, "Tenggat 3 September 2025 mendahului"),
        ({"indicator": "tinggi"}, "Indikator tidak dikenal"),
        ({"lokus": "33.27.01"}, "Lokus 33.27.01 tidak terletak"),
        ({"lokus": "73.22.99"}, "Lokus tidak dikenal"),
        ({"unit_kind": "kecamatan", "unit": "X", "unit_code": "73.22.99"}, "pelaksana tidak"),
        ({"indicator": "stunting", "target_children": -1}, "Target -1 anak"),
        ({"target_children": 5}, "Target jumlah anak memerlukan indikator"),
        ({"indicator": "attendance", "target_children": 5}, "Target jumlah anak memerlukan"),
    ],
)
def test_what_cannot_be_kept_is_said_with_its_field(
    register: Register, cursor: Cursor, fields: dict[str, Any], said: str
) -> None:
    number = a_meeting(register)
    with pytest.raises(WrongCall, match=said):
        decided(register, cursor, number, **fields)
    assert asked(register, cursor) == ()


@pytest.mark.parametrize(
    ("kind", "unit", "code"),
    [
        ("kecamatan", "Kecamatan Satu", SATU),
        ("kecamatan", "Tak dikenal", ""),
        ("puskesmas", "contoh", ""),
        ("opd", "Kecamatan Satu", ""),
    ],
)
def test_a_unit_is_placed_by_its_name(
    register: Register, cursor: Cursor, kind: str, unit: str, code: str
) -> None:
    """Puskesmas Contoh reports for both kecamatan: it is placed in neither."""
    decided(register, cursor, a_meeting(register), unit_kind=kind, unit=unit)
    assert stored(register, "unit_code") == [code]


def test_a_puskesmas_of_one_kecamatan_is_placed_there(register: Register) -> None:
    filled = store([*children(3, 0, puskesmas="Puskesmas Hulu")])
    with filled.reading() as cursor:
        decided(register, cursor, a_meeting(register), unit_kind="puskesmas", unit="hulu")
    filled.close()
    assert stored(register, "unit_code") == [SATU]


def test_overdue_ones_come_first_then_by_date(register: Register, cursor: Cursor) -> None:
    number = a_meeting(register)
    due = [LATER, date(2025, 9, 20), TODAY, date(2025, 9, 10)]
    ids = [decided(register, cursor, number, due_on=one) for one in due]
    note_progress(VIEWER, register, ids[3], "selesai", "", who=WHO, now=NOW)
    found = asked(register, cursor)
    assert [one.due_on for one in found] == [due[1], due[3], due[2], due[0]]
    assert [one.overdue for one in found] == [True, False, False, False]
    assert [one.days for one in found] == [-11, -21, 0, 75]
    assert [due_text(one) for one in found] == ["lewat 11 hari", "", "hari ini", "75 hari lagi"]
    assert [status_text(one) for one in found[:2]] == [
        "⚠ belum dimulai, lewat 11 hari",
        "selesai",
    ]
    still = asked(register, cursor, open_only=True)
    assert [one.due_on for one in still] == [due[1], due[2], due[0]]


def test_progress_is_a_history_and_sets_the_status(register: Register, cursor: Cursor) -> None:
    number = decided(register, cursor, a_meeting(register))
    note_progress(VIEWER, register, number, "berjalan", "2 desa", who="Dinkes", now=NOW)
    note_progress(VIEWER, register, number, "berjalan", "5 desa", who="Dinkes", now=NOW)
    note_progress(VIEWER, register, number, "selesai", "", who="Bapperida",
                  now=NOW + timedelta(days=1))  # fmt: skip
    (one,) = asked(register, cursor)
    assert [(line.status, line.note, line.noted_by) for line in one.progress] == [
        ("berjalan", "2 desa", "Dinkes"),
        ("berjalan", "5 desa", "Dinkes"),
        ("selesai", "", "Bapperida"),
    ]
    assert one.progress[-1].noted_at == NOW + timedelta(days=1)
    assert (one.status, one.open, one.overdue) == ("selesai", False, False)


def test_progress_that_says_nothing_is_refused(register: Register, cursor: Cursor) -> None:
    number = decided(register, cursor, a_meeting(register))
    for status, said in (("belum", "Status sudah"), ("dibatalkan", "mengapa"), ("lain", "dikenal")):
        with pytest.raises(WrongCall, match=said):
            note_progress(VIEWER, register, number, status, " ", who=WHO, now=NOW)  # type: ignore[arg-type]
    assert asked(register, cursor)[0].progress == ()


def test_a_closed_meeting_takes_no_decision_but_progress(
    register: Register, cursor: Cursor
) -> None:
    meeting_id = a_meeting(register)
    number = decided(register, cursor, meeting_id)
    close_meeting(VIEWER, register, meeting_id, now=NOW)
    with pytest.raises(Refused, match="sudah ditutup"):
        decided(register, cursor, meeting_id)
    with pytest.raises(Refused, match="sudah ditutup"):
        change_decision(VIEWER, register, cursor, number, draft(), who=WHO, now=NOW)
    with pytest.raises(Refused, match="sudah ditutup"):
        remove_decision(VIEWER, register, number)
    note_progress(VIEWER, register, number, "berjalan", "", who=WHO, now=NOW)
    assert asked(register, cursor)[0].status == "berjalan"


def test_a_changed_decision_keeps_its_base_unless_it_speaks_of_something_else(
    register: Register, cursor: Cursor
) -> None:
    spring = a_meeting(register, held_on=date(2025, 3, 4))
    number = decided(register, cursor, spring, indicator="stunting", lokus=SATU)
    with register.writing() as connection:
        connection.execute("UPDATE decision SET base_numerator = 9")
    same = draft(what="Lain", indicator="stunting", lokus=SATU)
    change_decision(VIEWER, register, cursor, number, same, who=WHO, now=NOW)
    assert (stored(register, "what"), stored(register, "base_numerator")) == (["Lain"], [9])
    moved = draft(indicator="stunting", lokus=DUA)
    change_decision(VIEWER, register, cursor, number, moved, who=WHO, now=NOW)
    assert (stored(register, "base_numerator"), stored(register, "lokus")) == ([20], [DUA])


def test_numbers_have_no_gap_after_one_was_taken_back(register: Register, cursor: Cursor) -> None:
    number = a_meeting(register)
    ids = [decided(register, cursor, number, what=what) for what in "abcd"]
    remove_decision(VIEWER, register, ids[1])
    assert list(zip(stored(register, "what"), stored(register, "number"), strict=True)) == [
        ("a", 1), ("c", 2), ("d", 3),
    ]  # fmt: skip
    decided(register, cursor, number, what="e")
    assert stored(register, "number") == [1, 2, 3, 4]


def test_a_meeting_is_not_moved_behind_the_due_date_of_its_decision(
    register: Register, cursor: Cursor
) -> None:
    number = a_meeting(register)
    decided(register, cursor, number)
    with pytest.raises(WrongCall, match="melewati tenggat"):
        change_meeting(VIEWER, register, number, held_on=DUE + timedelta(days=1))
    change_meeting(VIEWER, register, number, held_on=DUE)


# ---- who may see and write ----


def test_a_camat_sees_and_follows_what_concerns_the_own_kecamatan(
    register: Register, cursor: Cursor
) -> None:
    number = a_meeting(register)
    decided(register, cursor, number, what="seluruhnya", indicator="stunting")
    decided(register, cursor, number, what="lokus", lokus=A, indicator="stunting")
    unit = decided(register, cursor, number, what="pelaksana", unit_kind="kecamatan",
                   unit="Kecamatan Satu")  # fmt: skip
    other = decided(register, cursor, number, what="lain", lokus=DUA)
    assert {one.what for one in asked(register, cursor, CAMAT)} == {"lokus", "pelaksana"}
    assert {one.what for one in asked(register, cursor, OTHER_CAMAT)} == {"lain"}
    assert {one.what for one in asked(register, cursor, place=SATU)} == {"lokus", "pelaksana"}
    assert len(asked(register, cursor, place=KAB)) == 4
    note_progress(CAMAT, register, unit, "berjalan", "", who="Camat", now=NOW)
    for forbidden in (
        lambda: note_progress(CAMAT, register, other, "selesai", "", who="Camat", now=NOW),
        lambda: remove_decision(CAMAT, register, unit),
        lambda: decided(register, cursor, number, CAMAT, lokus=SATU),
        lambda: asked(register, cursor, ELSEWHERE),
        lambda: note_progress(ELSEWHERE, register, unit, "selesai", "", who="x", now=NOW),
        lambda: note_progress(Scope("publik", KAB), register, unit, "selesai", "", who="x",
                              now=NOW),
    ):  # fmt: skip
        with pytest.raises(NoAccess):
            forbidden()


def test_a_kecamatans_own_lokakarya_decides_for_itself(register: Register, cursor: Cursor) -> None:
    own = create_meeting(CAMAT, register, KAB, title="Mini lokakarya", who="Sekcam", now=NOW,
                         held_on=date(2025, 9, 4), kecamatan=(SATU,))  # fmt: skip
    decided(register, cursor, own, CAMAT, indicator="stunting")
    (one,) = asked(register, cursor, CAMAT)
    assert (one.lokus, stored(register, "base_numerator")) == (SATU, [30])
    with pytest.raises(NoAccess):
        decided(register, cursor, own, CAMAT, lokus=DUA)
    assert asked(register, cursor, OTHER_CAMAT) == ()


# ---- what the indicator did since ----


def since(register: Register, cursor: Cursor, scope: Scope = VIEWER, **fields: Any) -> Any:
    spring = a_meeting(register, held_on=date(2025, 3, 4))
    decided(register, cursor, spring, indicator="stunting", **fields)
    (one,) = asked(register, cursor, scope)
    return one.since


def test_a_clear_change_is_told_with_both_counts(register: Register, cursor: Cursor) -> None:
    found = since(register, cursor, lokus=SATU, target_children=20)
    assert (found.then_period, found.then_numerator, found.then_denominator) == ("2025-02", 10, 200)
    assert (found.now_period, found.now_numerator, found.now_denominator) == ("2025-08", 30, 200)
    assert found.text == (
        "Feb 2025: 10 dari 200 (5,0\u00a0%); Agu 2025: 30 dari 200 (15,0\u00a0%); naik jelas, "
        "+10,0\u00a0persen poin sejak Feb 2025; target paling banyak 20 anak: belum tercapai."
    )


def test_what_may_be_chance_is_called_neither_up_nor_down(
    register: Register, cursor: Cursor
) -> None:
    text = since(register, cursor, lokus=DUA, target_children=22).text
    assert "belum dapat dibedakan" in text
    assert "tercapai" in text and "belum tercapai" not in text
    assert "naik" not in text and "turun" not in text


def test_a_service_is_told_in_points_and_called_untested(
    register: Register, cursor: Cursor
) -> None:
    number = a_meeting(register, held_on=date(2025, 3, 4))
    decided(register, cursor, number, indicator="length_measured_share", lokus=A)
    found = asked(register, cursor)[0].since
    assert found is not None
    assert found.text == (
        "Feb 2025: 100 dari 100 (100,0\u00a0%); Agu 2025: 100 dari 100 (100,0\u00a0%); "
        "0,0\u00a0persen poin sejak Feb 2025, tidak diuji."
    )


def test_nothing_newer_is_said(register: Register, cursor: Cursor) -> None:
    decided(register, cursor, a_meeting(register), indicator="stunting")
    found = asked(register, cursor)[0].since
    assert found is not None
    assert (found.now_period, found.now_numerator) == ("", None)
    assert found.text == (
        "Agu 2025: 52 dari 300 (17,3\u00a0%); belum ada gelombang yang lebih baru."
    )


def test_too_few_measured_cannot_reach_a_target(register: Register) -> None:
    """Half of the children stayed away: fewer cases are no success."""
    rows = children(100, 20, "2025-02-10") + children(50, 5, "2025-08-10")
    rows += children(95, 5, "2025-08-10", area=C, first=2001)
    rows += children(95, 5, "2025-08-10", area=B, first=1001)
    thin = store(rows, sasaran=SASARAN)
    with thin.reading() as cursor:
        text = since(register, cursor, lokus=A, target_children=10).text
    thin.close()
    assert "tidak sebanding" in text
    assert text.endswith("target paling banyak 10 anak: belum dapat dinilai.")


def test_a_base_that_was_revised_since_is_said(register: Register) -> None:
    changing = store(waves(20, 10), sasaran={A: 100})
    with changing.reading() as cursor:
        decided(register, cursor, a_meeting(register, held_on=date(2025, 3, 4)),
                indicator="stunting", lokus=A)  # fmt: skip
    with changing.writing() as cursor:
        write(cursor, children(5, 5, "2025-02-11", first=901), batch="b2")
    with changing.reading() as cursor:
        (one,) = asked(register, cursor)
    changing.close()
    assert one.since is not None
    assert (one.since.then_numerator, one.since.then_denominator) == (10, 100)
    assert "Feb 2025: 15 dari 105" in one.since.text
    assert "saat diputuskan tercatat 10 dari 100" in one.since.text


def test_an_audience_sees_no_count_of_a_desa_or_a_small_one(
    register: Register, cursor: Cursor
) -> None:
    public = Scope("publik", KAB)
    found = since(register, cursor, public, lokus=B, target_children=3)
    assert (found.then_numerator, found.now_numerator) == (None, None)
    assert not any(sign in found.text for sign in ("10 dari", "5 dari", "100"))
    assert "belum dapat dinilai" in found.text


def test_a_small_base_stays_hidden_though_it_has_grown(register: Register) -> None:
    rows = [row for first, area in ((1, A), (2001, C)) for row in waves(30, 30, area, first)]
    changing = store(rows, sasaran={A: 100, C: 100})
    with changing.reading() as cursor:
        decided(register, cursor, a_meeting(register, held_on=date(2025, 3, 4)),
                indicator="stunting", lokus=SATU)  # fmt: skip
        with register.writing() as connection:
            connection.execute("UPDATE decision SET base_numerator = 3, base_denominator = 97")
        (exact,) = asked(register, cursor)
        (public,) = asked(register, cursor, Scope("publik", KAB))
    changing.close()
    assert exact.since is not None and "3 dari 97" in exact.since.text
    assert public.since is not None and public.since.then_numerator is None
    assert "97" not in public.since.text and public.since.now_numerator == 30


def test_a_camat_is_not_told_the_whole_kabupatens_counts(
    register: Register, cursor: Cursor
) -> None:
    assert since(register, cursor, CAMAT, unit_kind="kecamatan", unit="Kecamatan Satu") is None


# ---- words ----


def test_the_reminder_names_offices_and_what_is_known(register: Register, cursor: Cursor) -> None:
    number = decided(register, cursor, a_meeting(register), lokus=A, unit_kind="puskesmas",
                     unit="Hulu", responsible="Kepala Puskesmas")  # fmt: skip
    note_progress(VIEWER, register, number, "berjalan", "2 dari 5 posyandu", who=WHO, now=NOW)
    (one,) = asked(register, cursor)
    text = reminder(one, "Luwu Utara")
    assert text.splitlines() == [
        "Yth. Kepala Puskesmas, Puskesmas Hulu",
        "",
        "Mohon kabar rencana tindak lanjut Rakor stunting TW III, 4 September 2025:",
        "• Keputusan 1: Ukur ulang balita",
        "• Lokus: Desa A, Kecamatan Satu",
        "• Tenggat: 30 September 2025 (lewat 1 hari)",
        "• Status tercatat: berjalan (2 dari 5 posyandu)",
        "",
        "Bila sudah selesai, mohon kirimkan buktinya (foto atau PDF). Bila ada kendala, mohon "
        "kabari kami. Terima kasih atas kerja samanya.",
        "",
        "Tim percepatan penurunan stunting Kabupaten Luwu Utara",
    ]
    note_progress(VIEWER, register, number, "selesai", "", who=WHO, now=NOW)
    assert reminder(asked(register, cursor)[0], "Luwu Utara") == ""


def test_a_target_in_words(register: Register, cursor: Cursor) -> None:
    decided(register, cursor, a_meeting(register), indicator="stunting", target_children=1145)
    (one,) = asked(register, cursor)
    assert target_text(one) == "paling banyak 1.145 anak stunting di Luwu Utara"
