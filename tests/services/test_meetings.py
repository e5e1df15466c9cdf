"""The meeting record: written, changed, closed, and who may see it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emonev.errors import NoAccess, Refused, WrongCall
from emonev.register.register import Register
from emonev.services.meeting_result import Participant
from emonev.services.meetings import (
    change_meeting,
    close_meeting,
    create_meeting,
    meeting,
    meetings,
    parse_participants,
    participants,
    put_participants,
    remove_meeting,
    reopen_meeting,
)
from tests.services.registers import (
    CAMAT,
    ELSEWHERE,
    HELD_ON,
    KAB,
    NOW,
    OTHER_CAMAT,
    VIEWER,
    WHO,
    a_meeting,
)


def test_a_meeting_is_kept_as_written(register: Register) -> None:
    number = create_meeting(
        VIEWER, register, KAB, title="  Rakor  stunting ", held_on=HELD_ON, place="Aula Bapperida",
        chair="Wakil Bupati", agenda=("Angka terbaru", "", "Tindak lanjut\nLain-lain"),
        who=WHO, now=NOW,
    )  # fmt: skip
    found = meeting(VIEWER, register, number)
    assert (found.title, found.held_on, found.place) == (
        "Rakor stunting",
        HELD_ON,
        "Aula Bapperida",
    )
    assert found.agenda == ("Angka terbaru", "Tindak lanjut", "Lain-lain")
    assert (found.status, found.demo, found.token) == ("persiapan", False, "")
    assert (found.made_at, found.made_by, found.closed_at) == (NOW, WHO, None)
    assert (found.decisions, found.participants_count, found.kecamatan) == (0, 0, ())


def test_the_newest_meeting_comes_first(register: Register) -> None:
    old = a_meeting(register, held_on=date(2025, 3, 1))
    new = a_meeting(register, held_on=date(2025, 9, 1))
    same_day = a_meeting(register, held_on=date(2025, 9, 1))
    assert [one.meeting_id for one in meetings(VIEWER, register, KAB)] == [same_day, new, old]


def test_a_change_leaves_what_was_not_given(register: Register) -> None:
    number = a_meeting(register, chair="Sekda", agenda=("Satu",))
    change_meeting(VIEWER, register, number, place="Aula", notes=("Dibuka Sekda.", "Paparan."))
    found = meeting(VIEWER, register, number)
    assert (found.chair, found.agenda, found.place) == ("Sekda", ("Satu",), "Aula")
    assert found.notes == ("Dibuka Sekda.", "Paparan.")
    change_meeting(VIEWER, register, number, chair="", notes=())
    assert (meeting(VIEWER, register, number).chair, meeting(VIEWER, register, number).notes) == (
        "",
        (),
    )


def test_a_closed_meeting_changes_only_after_it_was_opened_again(register: Register) -> None:
    number = a_meeting(register)
    close_meeting(VIEWER, register, number, now=NOW)
    assert meeting(VIEWER, register, number).closed_at == NOW
    with pytest.raises(Refused, match="sudah ditutup"):
        change_meeting(VIEWER, register, number, title="Lain")
    with pytest.raises(Refused, match="sudah ditutup"):
        put_participants(VIEWER, register, number, [Participant("Sekda")])
    with pytest.raises(Refused, match="sudah ditutup"):
        close_meeting(VIEWER, register, number, now=NOW)
    reopen_meeting(VIEWER, register, number, now=NOW)
    change_meeting(VIEWER, register, number, title="Lain")
    found = meeting(VIEWER, register, number)
    assert (found.title, found.status, found.closed_at) == ("Lain", "persiapan", None)


def test_an_empty_meeting_can_be_removed_a_closed_one_not(register: Register) -> None:
    number, closed = a_meeting(register), a_meeting(register)
    put_participants(VIEWER, register, number, [Participant("Sekda")])
    remove_meeting(VIEWER, register, number)
    with pytest.raises(WrongCall, match="tidak ada"):
        meeting(VIEWER, register, number)
    close_meeting(VIEWER, register, closed, now=NOW)
    with pytest.raises(Refused):
        remove_meeting(VIEWER, register, closed)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " "}, "Judul rapat belum diisi"),
        ({"title": "x" * 201}, "Judul rapat terlalu panjang"),
        ({"place": "7322011203210001"}, "Tempat memuat 16 angka"),
        ({"agenda": ["satu"] * 201}, "Agenda: 201 baris"),
        ({"kecamatan": ("33.27.01",)}, "33.27.01 tidak terletak"),
        ({"kecamatan": ("73.22.01.2001",)}, "tidak terletak"),
        ({"who": ""}, "Nama pencatat belum diisi"),
    ],
)
def test_what_cannot_be_kept_is_said_with_its_field(
    register: Register, fields: dict[str, object], said: str
) -> None:
    with pytest.raises(WrongCall, match=said):
        a_meeting(register, **fields)
    assert meetings(VIEWER, register, KAB) == ()


def test_control_and_turning_characters_are_dropped(register: Register) -> None:
    number = a_meeting(register, title="Ra\u202ekor\x00 \u200bTW\tIII")
    assert meeting(VIEWER, register, number).title == "Rakor TW III"


def test_a_nip_may_stand_in_the_minutes(register: Register) -> None:
    number = a_meeting(register, chair="Sekda, NIP 197901012005011001")
    assert "197901012005011001" in meeting(VIEWER, register, number).chair


def test_another_kabupaten_sees_nothing(register: Register) -> None:
    number = a_meeting(register)
    for ask in (
        lambda: meetings(ELSEWHERE, register, KAB),
        lambda: meeting(ELSEWHERE, register, number),
        lambda: participants(ELSEWHERE, register, number),
        lambda: change_meeting(ELSEWHERE, register, number, title="x"),
        lambda: create_meeting(ELSEWHERE, register, KAB, title="x", held_on=HELD_ON, who=WHO),
        lambda: close_meeting(ELSEWHERE, register, number, now=NOW),
        lambda: remove_meeting(ELSEWHERE, register, number),
    ):
        with pytest.raises(NoAccess):
            ask()


def test_a_camat_reads_the_kabupatens_meetings_and_writes_only_the_own(register: Register) -> None:
    whole = a_meeting(register)
    own = create_meeting(
        CAMAT, register, KAB, title="Mini lokakarya", held_on=HELD_ON, kecamatan=("73.22.01",),
        who="Sekcam", now=NOW,
    )  # fmt: skip
    assert {one.meeting_id for one in meetings(CAMAT, register, KAB)} == {whole, own}
    assert {one.meeting_id for one in meetings(OTHER_CAMAT, register, KAB)} == {whole}
    with pytest.raises(NoAccess):
        meeting(OTHER_CAMAT, register, own)
    with pytest.raises(NoAccess):
        change_meeting(CAMAT, register, whole, title="x")
    with pytest.raises(NoAccess):
        change_meeting(CAMAT, register, own, kecamatan=("73.22.01", "73.22.02"))
    change_meeting(CAMAT, register, own, chair="Camat")
    assert meeting(VIEWER, register, own).chair == "Camat"


def test_the_attendance_list_is_replaced_whole_or_not_at_all(register: Register) -> None:
    number = a_meeting(register)
    first = (Participant("Ani", "Dinkes", "Kepala"), Participant("Budi"))
    put_participants(VIEWER, register, number, first)
    with pytest.raises(WrongCall, match="peserta nomor 2 belum diisi"):
        put_participants(VIEWER, register, number, [Participant("Cici"), Participant("")])
    assert participants(VIEWER, register, number) == first
    assert meeting(VIEWER, register, number).participants_count == 2


PASTED = """\
No\tNama\tInstansi\tJabatan
1.\tdr. Ani Lestari, M.Kes\tDinas Kesehatan\tKepala Dinas

2\tBudi\t\tCamat Masamba
"""


def test_a_list_pasted_from_a_sheet() -> None:
    assert parse_participants(PASTED) == (
        Participant("dr. Ani Lestari, M.Kes", "Dinas Kesehatan", "Kepala Dinas"),
        Participant("Budi", "", "Camat Masamba"),
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. Budi; Bapperida; Kepala Bidang", Participant("Budi", "Bapperida", "Kepala Bidang")),
        ("Budi, S.Sos., M.Si, Bapperida", Participant("Budi, S.Sos., M.Si", "Bapperida")),
        ("Cici, SKM, Puskesmas Moga, Gizi", Participant("Cici, SKM", "Puskesmas Moga", "Gizi")),
        ("3) Dedi, BKKBN, PKB", Participant("Dedi", "BKKBN", "PKB")),
        ("Eka", Participant("Eka")),
        ("Fitri;DP3AP2KB;Kabid;hadir", Participant("Fitri", "DP3AP2KB", "Kabid, hadir")),
        (" ; Dinas Sosial", Participant("Dinas Sosial")),
    ],
)
def test_a_line_typed_by_hand(text: str, wanted: Participant) -> None:
    assert parse_participants(text) == (wanted,)


def test_header_and_blank_lines_are_nobody() -> None:
    assert parse_participants("Nama, Instansi, Jabatan\n\n \t\n;;\n") == ()


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(categories=["L"]), min_size=2, max_size=9)] * 3),
        max_size=5,
    )
)
def test_what_was_written_with_tabs_comes_back(rows: list[tuple[str, str, str]]) -> None:
    wanted = tuple(Participant(*row) for row in rows if row[0].lower() not in ("no", "nama"))
    text = "\n".join("\t".join(row) for row in rows)
    parsed = parse_participants(text)
    assert parsed == tuple(one for one in wanted if one.name.lower() != "nomor")
