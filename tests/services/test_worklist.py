"""The work list from a real file and a real store: names in the answer, nowhere else."""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from emonev.core.scope import EVERYTHING, Scope, local
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.services import worklist as verb
from emonev.services.import_result import ImportOptions
from emonev.services.leftovers import drop_leftovers
from emonev.services.worklist import worklist
from emonev.services.worklist_file import worklist_name, write_worklist
from emonev.services.worklist_log import LOG_NAME
from emonev.services.worklist_result import LISTS, Line, Worklist
from emonev.store.settings import put_setting
from tests.builders import child, workbook
from tests.services.importing import TODAY, Office
from tests.spec.worklist_reading import CELLS

NOW = datetime(2026, 1, 5, 9, 30)
KAB = "73.22"

STUNTED, TALL = 76.0, 89.5
"""cm for the builder's boy of 29 months: clearly stunted, clearly not."""


def make(office: Office, path: Path, scope: Scope = EVERYTHING, **options: Any) -> Worklist:
    return worklist(
        scope, office.store, office.home, path, ImportOptions(**options), who="uji", today=TODAY,
        now=NOW,
    )  # fmt: skip


def august(i: int, **changes: Any) -> dict[str, Any]:
    return child(i=i, age_text="", **changes)


def july(i: int, **changes: Any) -> dict[str, Any]:
    return child(i=i, age_text="", measured_on="2024-07-15", **changes)


def names(made: Worklist, key: str) -> list[str]:
    return [line.name for line in made.of(key).lines]


def only(made: Worklist, key: str) -> Line:
    (line,) = made.of(key).lines
    return line


# --- file and store together


def test_a_child_known_in_the_store_is_a_new_case_with_its_name_from_the_file(
    office: Office,
) -> None:
    office.upload([july(1, lenhei_cm=TALL)])
    made = make(office, office.file([august(1, lenhei_cm=STUNTED), august(2, lenhei_cm=STUNTED)]))
    kinds = {line.name: line.kind for line in made.of("kasus_baru").lines}
    assert kinds == {"ANAK CONTOH 1": "kasus_baru", "ANAK CONTOH 2": "baru_tercatat"}
    first = next(x for x in made.of("kasus_baru").lines if x.kind == "kasus_baru")
    assert first.details[0].endswith("(data tersimpan)") and first.cells == (
        CELLS["lenhei_cm"] + "3",
    )
    assert (made.children, made.linked) == (2, 1)


def test_a_new_case_from_an_odd_measurement_is_to_be_measured_again(office: Office) -> None:
    office.upload([july(1, lenhei_cm=TALL)])
    made = make(office, office.file([august(1, lenhei_cm=STUNTED)]))
    assert only(made, "kasus_baru").details[-1] == verb.MEASURE_AGAIN
    assert "menyusut 13,5 cm" in only(made, "janggal").details[0]


def test_a_file_that_is_already_stored_gives_the_same_lists(office: Office) -> None:
    office.upload([july(1, lenhei_cm=TALL)])
    path = office.file([august(1, lenhei_cm=STUNTED)])
    before = make(office, path)
    office.take(path)
    after = make(office, path)
    assert before.of("kasus_baru") == after.of("kasus_baru")


def test_2t_over_file_and_store(office: Office) -> None:
    office.upload([july(1, weight_gain="T"), july(2, weight_gain="N")])
    made = make(office, office.file([august(1, weight_gain="T"), august(2, weight_gain="T")]))
    assert names(made, "dua_t") == ["ANAK CONTOH 1"]


def test_children_not_measured_have_a_name_only_where_the_file_has_one(office: Office) -> None:
    office.upload([july(1), july(2), july(3), july(4, desa="TANDUNG"), july(5)])
    rows = [august(1), august(2, lenhei_cm=""), july(5), august(6, name="")]
    made = make(office, office.file(rows))
    found = {(line.name, line.kind, line.month_only) for line in made.of("belum_diukur").lines}
    assert found == {
        ("ANAK CONTOH 2", "di_berkas", False),
        ("ANAK CONTOH 5", "di_berkas", False),
        ("", "tersimpan", True),  # number 3; number 4 lives in a desa this file does not cover
    }
    assert made.units == ("Desa Tokke",)
    stored = next(line for line in made.of("belum_diukur").lines if line.kind == "tersimpan")
    assert (stored.place.desa, stored.place.posyandu) == ("Tokke", "MELATI 1")
    # of the store no more than this is told: no day, no measurement
    assert (stored.sex, stored.birth_date) == ("m", date(2022, 3, 1))
    assert (stored.measured_on, stored.weight_kg, stored.cells) == (None, None, ())
    assert stored.details == ("tidak ada di berkas ini",)


def test_a_file_of_several_desa_stands_for_its_whole_puskesmas(office: Office) -> None:
    office.upload([july(1), july(2, desa="TANDUNG"), july(3, desa="PATTIMANG")])
    made = make(office, office.file([august(1), august(2, desa="TANDUNG")]))
    assert made.units == ("Puskesmas Malangke",)
    assert [line.place.desa for line in made.of("belum_diukur").lines] == ["Pattimang"]


def test_doubles_within_the_file_and_against_the_store(office: Office) -> None:
    office.upload([july(9, name="RANI")])
    rows = [
        august(1, name="Sama"), august(2, name="SAMA"), august(3, name="Lain"),
        august(4, nik="9900000000009", birth_date="2022-01-01"),
        august(5, nik="9900000000009", birth_date="2022-02-01"),
        august(6, name="Rani"),
    ]  # fmt: skip
    lines = make(office, office.file(rows)).of("ganda").lines
    groups: dict[int, set[str]] = {}
    for line in lines:
        groups.setdefault(line.group, set()).add(line.name)
    assert sorted(map(sorted, groups.values())) == [
        ["ANAK CONTOH 4", "ANAK CONTOH 5"], ["Rani"], ["SAMA", "Sama"],
    ]  # fmt: skip
    assert [line.group for line in lines] == sorted(line.group for line in lines)


def test_cells_name_their_sheet_where_there_are_several(office: Office) -> None:
    rows = [list(child(i=1, age_text="", lenhei_cm=STUNTED).values())]
    header = list(child().keys())
    path = workbook(
        office.folder / "dua", [july(2)], sheet="Juli", sheets={"Agustus": [header, *rows]}
    )
    assert only(make(office, path), "kasus_baru").cells == ("Agustus!U2",)


def test_the_order_is_posyandu_then_baduta_then_name(office: Office) -> None:
    rows = [
        august(1, name="ZULU", lenhei_cm=STUNTED),
        august(2, name="ALFA", lenhei_cm=STUNTED),
        august(3, name="BAYI", birth_date="2023-08-01", lenhei_cm=62, measure="Terlentang"),
        august(4, name="AWAL", posyandu="ANGGREK", lenhei_cm=STUNTED),
        august(5, name="DESA LAIN", desa="PATTIMANG", posyandu="ZEBRA", lenhei_cm=STUNTED),
    ]
    made = make(office, office.file(rows))
    assert names(made, "kasus_baru") == ["DESA LAIN", "AWAL", "BAYI", "ALFA", "ZULU"]


def test_what_is_long_ago_and_who_has_grown_out_are_not_listed(office: Office) -> None:
    rows = [
        august(1, lenhei_cm=STUNTED),
        august(2, lenhei_cm=70, measured_on="2023-08-31"),  # more than 12 months ago
        august(3, lenhei_cm=70, measured_on="2023-09-01"),
        august(4, birth_date="2019-07-20", lenhei_cm=90, measured_on="2024-07-01"),  # 60 by August
    ]
    made = make(office, office.file(rows))
    assert sorted(names(made, "kasus_baru")) == ["ANAK CONTOH 1", "ANAK CONTOH 3"]


# --- what a file may lack


def test_an_unknown_area_is_no_reason_to_lose_a_child(office: Office) -> None:
    made = make(office, office.file([august(1, desa="ENTAH DI MANA", lenhei_cm=STUNTED)]))
    assert only(made, "kasus_baru").place.desa == "ENTAH DI MANA"
    assert any("belum dikenal" in note for note in made.notes)


def test_a_file_without_areas_names_or_nik_still_makes_lists(office: Office) -> None:
    bare = ("JK", "Tgl Lahir", "Tanggal Pengukuran", "Berat", "Tinggi", "BB/TB")
    path = workbook(office.folder / "polos", [august(1, lenhei_cm=STUNTED)], header=bare)
    made = make(office, path)
    line = only(made, "kasus_baru")
    assert (line.name, line.place.desa, line.kind) == ("", "", "baru_tercatat")
    assert any("tanpa NIK dan nama" in note for note in made.notes)


def test_a_file_of_cases_says_why_nobody_is_unmeasured(office: Office) -> None:
    office.upload([july(20)])
    rows = [august(i, lenhei_cm=STUNTED, label_haz="Sangat Pendek") for i in range(1, 10)]
    found = make(office, office.file(rows)).of("belum_diukur")
    assert found.lines == () and "hanya memuat anak stunting" in found.why_empty


def test_own_children_are_not_compared_with_the_demo(office: Office) -> None:
    office.upload([july(1, lenhei_cm=TALL), july(2)])
    with office.store.writing() as cursor:
        put_setting(cursor, "demo", "1")
    own = make(office, office.file([august(7, lenhei_cm=STUNTED)]))
    assert not own.demo and own.of("belum_diukur").lines == ()
    assert any("data contoh" in note for note in own.notes)
    shown = make(office, office.file([august(1, lenhei_cm=STUNTED)]))
    assert shown.demo and only(shown, "kasus_baru").kind == "kasus_baru"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"0" * 99, b""])
def test_a_file_that_is_none_is_refused_in_words(office: Office, content: bytes) -> None:
    path = office.folder / "rusak.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refused):
        make(office, path)
    assert not (office.home.folder / LOG_NAME).exists()


def test_a_recap_is_no_by_name_file(office: Office) -> None:
    path = workbook(office.folder / "tabel", [["a", 1], ["b", 2]], header=["Desa", "Jumlah"])
    with pytest.raises(Refused):
        make(office, path)


# --- who may look up whom


def test_rows_outside_the_viewers_area_are_left_out_and_counted(office: Office) -> None:
    rows = [
        august(1, lenhei_cm=STUNTED),
        august(2, lenhei_cm=STUNTED, kecamatan="BONE-BONE", desa="TAMUKU"),
        august(3, lenhei_cm=STUNTED, kabupaten="JENEPONTO", kecamatan="TAMALATEA",
               desa="TURATEA"),
    ]  # fmt: skip
    path = office.file(rows)
    whole = make(office, path, local(KAB), kabupaten=KAB)
    assert names(whole, "kasus_baru") == ["ANAK CONTOH 2", "ANAK CONTOH 1"] or set(
        names(whole, "kasus_baru")) == {"ANAK CONTOH 1", "ANAK CONTOH 2"}  # fmt: skip
    part = make(office, path, Scope("operator", "73.22.01"), kabupaten=KAB)
    assert names(part, "kasus_baru") == ["ANAK CONTOH 1"]
    assert any(note.startswith("2 baris dari wilayah lain") for note in part.notes)


def test_the_store_tells_a_viewer_nothing_of_other_areas(office: Office) -> None:
    office.upload([july(1, lenhei_cm=TALL, kecamatan="BONE-BONE", desa="TAMUKU")])
    path = office.file([august(1, lenhei_cm=STUNTED)])
    assert only(make(office, path, local(KAB)), "kasus_baru").kind == "kasus_baru"
    part = make(office, path, Scope("operator", "73.22.01"))
    assert only(part, "kasus_baru").kind == "baru_tercatat"
    assert part.linked == 0 and part.of("belum_diukur").lines == ()


def test_another_kabupaten_is_no_access(office: Office) -> None:
    with pytest.raises(NoAccess):
        make(office, office.file([august(1)]), local(KAB), kabupaten="73.04")
    elsewhere = office.file([august(1)])
    with pytest.raises(Refused):
        make(office, elsewhere, local("73.04"))


def test_every_look_up_leaves_a_line_without_names(office: Office) -> None:
    path = office.file([august(1), august(2), july(2)])
    make(office, path, local(KAB))
    make(office, path)
    lines = (office.home.folder / LOG_NAME).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    form = r"2026-01-05T09:30:00 oleh=uji peran=lokal wilayah=73\.22 berkas=[0-9a-f]{64} anak=2"
    assert re.fullmatch(form, lines[0])


def test_without_its_line_there_is_no_look_up(office: Office) -> None:
    (office.home.folder / LOG_NAME).mkdir(parents=True)
    with pytest.raises(Refused):
        make(office, office.file([august(1)]))


# --- nothing stays


WILD = (
    "=cmd|' /C calc'!A0", "<img src=x onerror=alert(1)>", "#set page(fill: red)", "$x^2$ *tebal*",
    "@SUM(1;2)", "+62 SITI", "-NUR", "RANI\u202eKIRI", "آمنة", "🌸 BUNGA", "A&B & \"C\" 'D'",
)  # fmt: skip


def test_names_are_nowhere_in_the_home_afterwards(office: Office, tmp_path: Path) -> None:
    """The whole folder, the store's bytes and every log; also after a failing writer."""
    office.upload([july(1, lenhei_cm=TALL)])
    own = "PUTRI TERCARI SEKALI"
    path = office.file([august(1, name=own, lenhei_cm=STUNTED), august(2, name=own)])
    sizes = office.state(), office.query("SELECT count(*) FROM batch")
    for suffix in (".xlsx", ".pdf"):
        out = tmp_path / f"daftar{suffix}"
        _write(office, path, out)
        assert out.stat().st_size > 1000
    with pytest.raises(Refused):
        _write(office, path, tmp_path / "tiada" / "daftar.xlsx")
    assert sizes == (office.state(), office.query("SELECT count(*) FROM batch"))
    office.query("CHECKPOINT")
    office.store.close()
    found = [file for file in office.home.folder.rglob("*") if file.is_file()]
    assert {file.name for file in found} >= {"emonev.duckdb", LOG_NAME}
    for needle in _spellings(own):
        assert [file for file in found if needle in file.read_bytes()] == []
    assert list(office.home.work.iterdir()) == []


def _spellings(name: str) -> list[bytes]:
    parts = [name, name.lower(), name.title(), *name.split()]
    return [part.encode(code) for part in parts for code in ("utf-8", "utf-16-le")]


def test_a_reader_that_fails_half_way_leaves_no_scratch(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("gagal")

    monkeypatch.setattr(verb.asking, "score", broken)
    with pytest.raises(ValueError, match="gagal"):
        make(office, office.file([august(1)]))
    assert list(office.home.work.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_list(office: Office) -> None:
    old = office.home.work / f"{verb.SCRATCH}lama"
    old.mkdir(parents=True)
    (old / "nama.parquet").write_bytes(b"NAMA")
    os.utime(old, (0, 0))
    make(office, office.file([august(1)]))
    assert not old.exists()


def test_what_a_killed_process_left_goes_when_the_dashboard_starts(office: Office) -> None:
    left = office.home.work / f"{verb.SCRATCH}baru"
    left.mkdir(parents=True)
    drop_leftovers(office.home.work, older_than_hours=0)
    assert not left.exists()


# --- the file


def _write(office: Office, path: Path, out: Path) -> Any:
    return write_worklist(
        EVERYTHING, office.store, office.home, path, out, ImportOptions(), who="uji",
        today=date(2026, 1, 5), now=NOW,
    )  # fmt: skip


def test_wild_names_reach_the_list_as_they_are(office: Office) -> None:
    rows = [august(i, name=name, lenhei_cm=STUNTED) for i, name in enumerate(WILD, 1)]
    found = set(names(make(office, office.file(rows)), "kasus_baru"))
    assert found == {name.replace("\u202e", " ") for name in WILD}


def test_the_answer_beside_the_file_holds_counts_and_no_name(
    office: Office, tmp_path: Path
) -> None:
    path = office.file([august(1, name="RAHASIA", lenhei_cm=STUNTED)])
    made = _write(office, path, tmp_path / "x.xlsx")
    assert "RAHASIA" not in repr(made)
    assert (made.counts[0].children, made.month) == ("1", "Agustus 2024")
    assert worklist_name("data maret.csv", ".pdf") == "data maret (daftar kerja).pdf"


def test_another_ending_is_a_wrong_call(office: Office, tmp_path: Path) -> None:
    with pytest.raises(WrongCall):
        _write(office, office.file([august(1)]), tmp_path / "x.docx")


def test_all_lists_are_there_in_their_order(office: Office) -> None:
    made = make(office, office.file([august(1)]))
    assert tuple(one.key for one in made.lists) == LISTS
