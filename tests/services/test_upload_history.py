"""Who uploaded what, what was answered and learnt, two uploads side by side, originals kept."""

from __future__ import annotations

import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from emonev.core.scope import EVERYTHING, local
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.services.backup import backup, restore
from emonev.services.batch_comparison import compare_batches
from emonev.services.history import upload_detail, uploads
from emonev.services.originals import (
    DAYS,
    choose_keeping,
    keep_original,
    keeping,
    kept_originals,
    original,
    original_events,
    sweep_originals,
)
from emonev.services.problem_file import problem_file
from emonev.services.undo import preview_undo, undo
from tests.builders import child
from tests.ingest.tables.sheets import counts, recap
from tests.services.importing import Office

KAB, TOKKE = "73.22", "TOKKE"
ASKED = "LUWU UTARA / MALANGKE / TOQQUE"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def code_of(office: Office, name: str) -> str:
    ((code,),) = office.query(
        f"SELECT code FROM area WHERE name ILIKE '{name}' AND level = 'desa' "
        "AND code[:5] IN ('73.22', '73.04')"
    )
    return str(code)


# --- who, what, answers


def test_history_names_who_kinds_problems_and_answers(office: Office) -> None:
    rows = [child(i=1), child(i=2, sex="xx"), child(i=3, desa="TOQQUE")]
    tokke = code_of(office, TOKKE)
    done = office.upload(rows, who="Ani, Dinkes", answers={ASKED: tokke}, kabupaten=KAB)
    assert done.batch
    with office.store.reading() as cursor:
        (one,) = uploads(cursor, EVERYTHING)
        detail = upload_detail(cursor, EVERYTHING, done.batch)
        hidden = upload_detail(cursor, local("73.04"), done.batch)
    assert (one.who, one.role, one.kinds) == ("Ani, Dinkes", "lokal", ("by_name",))
    assert [(severity, count) for _, severity, count in detail.problems][:1] == [("kesalahan", 1)]
    assert detail.answers == (f"Wilayah “{ASKED}”: Tokke",)
    assert detail.spellings == (("TOQQUE", "Tokke", False),)
    assert (hidden.problems, hidden.answers, hidden.spellings) == ((), (), ())


def test_an_area_answered_once_is_not_asked_again_until_its_upload_is_undone(
    office: Office,
) -> None:
    tokke = code_of(office, TOKKE)
    rows = [child(i=5, desa="TOQQUE")]
    assert office.upload(rows, kabupaten=KAB).questions
    taught = office.upload(rows, answers={ASKED: tokke}, kabupaten=KAB)
    assert taught.batch
    assert office.upload([child(i=6, desa="TOQQUE")], kabupaten=KAB).fate("new") == 1
    again = office.upload([child(i=8, desa="TOQQUE")], answers={ASKED: tokke}, kabupaten=KAB)
    assert again.batch
    assert preview_undo(EVERYTHING, office.store, taught.batch).spellings == 0
    undo(EVERYTHING, office.store, again.batch)
    assert office.upload([child(i=9, desa="TOQQUE")], kabupaten=KAB).fate("new") == 1
    assert preview_undo(EVERYTHING, office.store, taught.batch).spellings == 1
    undo(EVERYTHING, office.store, taught.batch)
    assert office.upload([child(i=7, desa="TOQQUE")], kabupaten=KAB).questions
    with office.store.reading() as cursor:
        detail = upload_detail(cursor, EVERYTHING, taught.batch)
    assert detail.spellings == (("TOQQUE", "Tokke", True),)


def test_a_dry_run_and_a_skipped_area_teach_nothing(office: Office) -> None:
    rows = [child(i=1), child(i=2, desa="TOQQUE")]
    tokke = code_of(office, TOKKE)
    office.upload(rows, answers={ASKED: tokke}, kabupaten=KAB, dry_run=True)
    office.upload(rows, answers={ASKED: "lewati"}, kabupaten=KAB)
    assert office.query("SELECT count(*) FROM alias_learnt") == [(0,)]
    assert office.query("SELECT count(*) FROM area_alias WHERE alias = 'TOQQUE'") == [(0,)]


def test_an_answer_in_another_kecamatan_is_not_remembered_as_a_spelling(office: Office) -> None:
    """Desa of Seko for a row of Malangke: no spelling alone would say that."""
    ((seko,),) = office.query(
        "SELECT min(code) FROM area WHERE starts_with(code, '73.22.07.') AND level = 'desa'"
    )
    done = office.upload([child(i=1, desa="TOQQUE")], answers={ASKED: seko}, kabupaten=KAB)
    assert done.batch
    assert office.query("SELECT count(*) FROM alias_learnt") == [(0,)]


def test_the_problem_list_comes_as_a_workbook_without_formulas(office: Office) -> None:
    done = office.upload([child(i=1), child(i=2, sex="=1+1")], kabupaten=KAB)
    assert done.batch
    with office.store.reading() as cursor:
        name, content = problem_file(cursor, EVERYTHING, done.batch)
        with pytest.raises(WrongCall):
            problem_file(cursor, local("73.04"), done.batch)
    assert name == "masalah berkas.xlsx"
    page = openpyxl.load_workbook(BytesIO(content)).active
    table = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    assert table[0][:3] == ["Lembar", "Sel", "Baris"]
    assert any(row[3] == "kesalahan" for row in table[1:])
    assert not any(cell.data_type == "f" for row in page.iter_rows() for cell in row)
    assert "ANAK CONTOH" not in str(table)


# --- two uploads side by side


def test_two_uploads_of_children_are_compared_row_by_row(office: Office) -> None:
    first = office.upload([child(i=1), child(i=2, weight_kg=11), child(i=3)])
    second = office.upload([child(i=2, weight_kg=11.5), child(i=3), child(i=4)])
    assert first.batch and second.batch
    with office.store.reading() as cursor:
        found = compare_batches(cursor, EVERYTHING, first.batch, second.batch)
        back = compare_batches(cursor, EVERYTHING, second.batch, first.batch)
    (area,) = found.areas
    assert (area.area, area.only_first, area.only_second, area.same, area.different) == (
        "Tokke", 1, 1, 1, 1,
    )  # fmt: skip
    assert found.measures == (("Berat (kg)", 1),)
    (one,) = found.differences
    assert (one.at, one.first, one.second) == ("15 Agu 2024", "11", "11,5")
    assert one.row_first == "Application List baris 4"
    assert one.row_second == "Application List baris 3"
    assert (back.total("only_first"), back.total("different")) == (1, 1)
    assert back.differences[0].first == "11,5"


def test_the_same_file_twice_is_the_same_in_every_row(office: Office) -> None:
    path = office.file([child(i=at) for at in range(5)])
    first, second = office.take(path)[0], office.take(path)[0]
    assert first.batch and second.batch
    with office.store.reading() as cursor:
        found = compare_batches(cursor, EVERYTHING, first.batch, second.batch)
    assert (found.total("same"), found.total("only_first"), found.total("only_second")) == (5, 0, 0)
    assert found.differences == ()


def test_what_a_later_upload_wrote_is_not_taken_for_an_earlier_ones(office: Office) -> None:
    """Three uploads of one child: each held its own weight, though only the last one stands."""
    batches = [office.upload([child(weight_kg=kg)]).batch for kg in (10, 11, 12)]
    with office.store.reading() as cursor:
        found = compare_batches(cursor, EVERYTHING, str(batches[0]), str(batches[1]))
    assert [(one.first, one.second) for one in found.differences] == [("10", "11")]


def test_two_recaps_are_compared_by_area_period_and_measure(office: Office, tmp_path: Path) -> None:
    def sheet(number: int, stunted: int) -> str | None:
        folder = tmp_path / f"rekap-{number}"
        folder.mkdir()
        path = recap(folder, [["1.", "MALANGKE", "MALANGKE", *counts(haz=(stunted, 1, 90, 5, 0))]])
        (done,) = office.take(path, kabupaten=KAB)
        return done.batch

    first, second = sheet(1, 4), sheet(2, 6)
    with office.store.reading() as cursor:
        found = compare_batches(cursor, EVERYTHING, str(first), str(second))
    assert found.total("different") > 0
    assert found.total("only_first") == found.total("only_second") == 0
    assert any("tunting" in measure for measure, _ in found.measures)


def test_an_undone_or_foreign_upload_cannot_be_compared(office: Office) -> None:
    first, second = office.upload([child(i=1)]), office.upload([child(i=2)])
    assert first.batch and second.batch
    with office.store.reading() as cursor, pytest.raises(WrongCall):
        compare_batches(cursor, local("73.04"), first.batch, second.batch)
    undo(EVERYTHING, office.store, second.batch)
    with office.store.reading() as cursor, pytest.raises(WrongCall):
        compare_batches(cursor, EVERYTHING, first.batch, second.batch)


# --- originals


def kept(office: Office) -> str:
    """One upload whose original is kept."""
    path = office.file([child(i=1)])
    (done,) = office.take(path)
    assert done.batch
    choose_keeping(EVERYTHING, office.store, office.home, on=True)
    keep_original(EVERYTHING, office.store, office.home, done.batch, path, who="Ani")
    return done.batch


def test_keeping_originals_is_off_until_switched_on(office: Office) -> None:
    assert not keeping(office.store)
    choose_keeping(EVERYTHING, office.store, office.home, on=True)
    assert keeping(office.store)
    ((key, before, after),) = office.query("SELECT key, before, after FROM setting_change")
    assert (key, before, after) == ("berkas_asli", "", "simpan")


def test_a_kept_original_is_encrypted_and_every_download_is_written_down(office: Office) -> None:
    batch = kept(office)
    ((secret,),) = [[path.read_bytes() for path in office.home.originals.iterdir()]]
    assert b"PK\x03\x04" not in secret
    assert office.home.originals_key_file.parent == office.home.key_file.parent
    name, content = original(EVERYTHING, office.store, office.home, batch, who="Budi")
    assert name == "berkas.xlsx"
    assert content.startswith(b"PK\x03\x04")
    with office.store.reading() as cursor:
        events = original_events(cursor, EVERYTHING)
        assert kept_originals(cursor, EVERYTHING, str(office.home.folder)) == {batch}
        assert kept_originals(cursor, local("73.04"), str(office.home.folder)) == frozenset()
        assert original_events(cursor, local("73.04")) == ()
    assert sorted((one.what, one.who) for one in events) == [
        ("disimpan", "Ani"), ("diunduh", "Budi"),
    ]  # fmt: skip
    with pytest.raises(NoAccess):
        original(local("73.04"), office.store, office.home, batch)


def test_another_key_or_a_changed_byte_opens_nothing(office: Office) -> None:
    batch = kept(office)
    (path,) = office.home.originals.iterdir()
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(Refused):
        original(EVERYTHING, office.store, office.home, batch)


def test_originals_go_after_ninety_days_and_with_the_switch(office: Office) -> None:
    batch = kept(office)
    today = datetime.now()
    assert sweep_originals(EVERYTHING, office.store, office.home, now=today) == 0
    late = today + timedelta(days=DAYS + 1)
    assert sweep_originals(EVERYTHING, office.store, office.home, now=late) == 1
    with pytest.raises(WrongCall):
        original(EVERYTHING, office.store, office.home, batch)
    again = kept(Office(office.folder / "lain"))
    assert again
    other = Office(office.folder / "ketiga")
    kept(other)
    assert choose_keeping(EVERYTHING, other.store, other.home, on=False) == 1
    assert not other.home.originals.exists()
    assert [row[0] for row in other.query("SELECT what FROM original_log ORDER BY rowid")] == [
        "disimpan", "dihapus",
    ]  # fmt: skip


def test_a_backup_leaves_originals_out(office: Office, tmp_path: Path) -> None:
    kept(office)
    target = tmp_path / "cadangan.zip"
    backup(EVERYTHING, office.store, office.home, target)
    names = zipfile.ZipFile(target).namelist()
    assert not any("asli" in name or name.endswith(".fernet") for name in names)
    restore(EVERYTHING, office.store, office.home, target)
    with office.store.reading() as cursor:
        assert [one.who for one in uploads(cursor, EVERYTHING)] == [""]
