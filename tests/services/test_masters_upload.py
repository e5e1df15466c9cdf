"""Masters by upload: areas, puskesmas and spellings are known at once, and undone without loss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from emonev.core.area import Area
from emonev.core.scope import EVERYTHING
from emonev.services.import_result import FileResult
from emonev.services.undo import undo
from emonev.store import areas as stored
from emonev.store.store import Store
from tests.builders import workbook
from tests.ingest.tables.sheets import counts, recap
from tests.services.test_entry_imports import KAB, fates, take

AREA_HEADER = ("Kode", "Kecamatan", "Desa", "Kode BPS", "Jenis")


@pytest.fixture
def store() -> Store:
    return Store(None)


def area(store: Store, code: str) -> Area | None:
    """An area as stored."""
    with store.reading() as cursor:
        return next((a for a in stored.load_areas(cursor, code) if a.code == code), None)


def puskesmas(store: Store) -> list[tuple[str, str]]:
    """(kecamatan, name) of the kabupaten."""
    with store.reading() as cursor:
        return stored.load_puskesmas(cursor, KAB)


def upload(
    store: Store, folder: Path, header: Sequence[str], rows: Sequence[Sequence[Any]], **options: Any
) -> FileResult:
    """A list without titles."""
    name = options.pop("name", "daftar")
    path = workbook(folder, rows, header=header, name=name, sheet="Daftar")
    return take(store, folder, path, **options)


def undone(store: Store, done: FileResult) -> None:
    assert done.batch
    undo(EVERYTHING, store, done.batch)


def test_a_new_desa_is_known_and_undo_takes_it_out(store: Store, tmp_path: Path) -> None:
    rows = [["73.22.01.2099", "Malangke", "PADANG BARU", "7322030099", "desa"]]
    done = upload(store, tmp_path, AREA_HEADER, rows)
    assert (done.sheets[0].kind, fates(done), done.questions) == ("wilayah", (1, 0, 0, 0, 0), ())
    found = area(store, "73.22.01.2099")
    assert found and (found.name, found.bps_code, found.kind) == (
        "Padang Baru",
        "7322030099",
        "desa",
    )
    undone(store, done)
    assert area(store, "73.22.01.2099") is None


def test_what_is_known_already_is_unchanged_and_what_is_left_out_stays(
    store: Store, tmp_path: Path
) -> None:
    before = area(store, "73.22.01.2001")
    assert before and before.bps_code
    header = ("Kode Wilayah", "Nama Wilayah")
    done = upload(store, tmp_path, header, [["73.22.01.2001", before.name]])
    assert fates(done) == (0, 0, 1, 0, 0)
    assert area(store, "73.22.01.2001") == before


def test_a_renamed_area_gets_its_name_back(store: Store, tmp_path: Path) -> None:
    before = area(store, "73.22.01.2001")
    first = upload(store, tmp_path, ("Kode", "Nama"), [["73.22.01.2001", "Pattimang Raya"]])
    assert fates(first) == (0, 1, 0, 0, 0)
    renamed = area(store, "73.22.01.2001")
    assert renamed and renamed.name == "Pattimang Raya"
    second = upload(
        store, tmp_path, ("Kode", "Nama"), [["73.22.01.2001", "Pattimang Jaya"]], name="dua"
    )
    undone(store, first)
    kept = area(store, "73.22.01.2001")
    assert kept and kept.name == "Pattimang Jaya", "a later upload said so"
    undone(store, second)
    assert area(store, "73.22.01.2001") == before


def test_wrong_codes_missing_names_and_orphans_are_rejected_and_named(
    store: Store, tmp_path: Path
) -> None:
    rows = [
        ["7322030006", "", "Salah Kode", "", ""],
        ["73.22.01.2098", "", "", "", ""],
        ["73.22.77.2001", "", "Tanpa Induk", "", ""],
        ["73.22.01.2097", "", "Baik", "", ""],
    ]
    done = upload(store, tmp_path, AREA_HEADER, rows)
    assert fates(done) == (1, 0, 0, 0, 3)
    told = {issue.code: issue.row for issue in done.issues}
    assert told == {
        "kode_wilayah_tidak_terbaca": 3,
        "nama_wilayah_kosong": 4,
        "induk_wilayah_tidak_ada": 5,
    }


def test_a_parent_named_beside_its_desa_becomes_an_area(store: Store, tmp_path: Path) -> None:
    rows = [["73.22.77.2001", "KECAMATAN BARU", "DESA SATU", "", ""],
            ["73.22.77.2002", "KECAMATAN BARU", "DESA DUA", "", ""]]  # fmt: skip
    done = upload(store, tmp_path, AREA_HEADER, rows)
    assert fates(done) == (2, 0, 0, 0, 0)
    parent = area(store, "73.22.77")
    assert parent and parent.name == "Baru"
    undone(store, done)
    assert area(store, "73.22.77") is None and area(store, "73.22.77.2001") is None


def test_a_puskesmas_master_answers_the_question_of_a_recap(store: Store, tmp_path: Path) -> None:
    done = upload(store, tmp_path, ("No", "Puskesmas", "Kecamatan"), [[1, "SUKAMAJU", "MALANGKE"]])
    assert (done.sheets[0].kind, fates(done)) == ("puskesmas", (1, 0, 0, 0, 0))
    path = recap(tmp_path, [["1.", "Sukamaju", *counts()]], places=("No", "Puskesmas"), name="r")
    assert not take(store, tmp_path, path).questions
    undone(store, done)
    assert ("73.22.01", "Sukamaju") in puskesmas(store), "the recap still names it"


def test_a_master_corrects_a_home_that_was_only_guessed(store: Store, tmp_path: Path) -> None:
    path = recap(tmp_path, [["1.", "SUKAMAJU", "MASAMBA", *counts()]], name="r")
    take(store, tmp_path, path)
    (wrong,) = puskesmas(store)
    header = ("Puskesmas", "Kecamatan", "Desa")
    upload(store, tmp_path, header, [["Sukamaju", "Malangke", "Pattimang"]])
    assert puskesmas(store) == [("73.22.01", "Sukamaju")] and wrong[0] != "73.22.01"


def test_spellings_are_known_until_they_are_undone(store: Store, tmp_path: Path) -> None:
    header = ("Kecamatan", "Desa", "Ejaan lain")
    done = upload(store, tmp_path, header, [["Malangke", "Pattimang", "PTMNG; Pattimank Tua"]])
    assert (done.sheets[0].kind, fates(done)) == ("alias", (1, 0, 0, 0, 0))
    places = ("No", "Puskesmas", "Kecamatan", "Desa")
    path = recap(tmp_path, [["1.", "X", "MALANGKE", "PTMNG", *counts()]], places=places, name="r")
    assert fates(take(store, tmp_path, path, dry_run=True)) == (1, 0, 0, 0, 0)
    undone(store, done)
    assert fates(take(store, tmp_path, path, dry_run=True)) == (0, 0, 0, 0, 1)


def test_a_dry_run_leaves_the_master_alone(store: Store, tmp_path: Path) -> None:
    rows = [["73.22.01.2099", "Malangke", "PADANG BARU", "", "desa"]]
    upload(store, tmp_path, AREA_HEADER, rows, dry_run=True)
    assert area(store, "73.22.01.2099") is None


def test_a_puskesmas_in_the_row_of_each_of_its_desa_is_no_mistake(
    store: Store, tmp_path: Path
) -> None:
    rows = [["1001", "PKM Malangke", "Malangke", name] for name in ("Pattimang", "Tolada")]
    header = ("Kode Puskesmas", "Nama Puskesmas", "Kecamatan", "Desa Wilayah Kerja")
    done = upload(store, tmp_path, header, rows)
    assert (done.sheets[0].kind, fates(done)) == ("puskesmas", (1, 0, 0, 1, 0))
    assert not done.issues
