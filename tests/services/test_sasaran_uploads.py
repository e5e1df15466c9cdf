"""Sasaran by upload: the table follows the ledger, and undo gives back what stood there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emonev.core.scope import EVERYTHING
from emonev.services.area_imports import import_sasaran
from emonev.services.import_result import FATES, FileResult, ImportOptions
from emonev.services.imports import import_files
from emonev.services.undo import undo
from emonev.store.home import Home
from emonev.store.settings import put_setting
from emonev.store.store import Store
from tests.builders import workbook

KAB = "73.22"
HEAD = ("No", "Puskesmas", "Kecamatan", "Desa", "L", "P", "Total")
TOKKE, TOLADA = ("MALANGKE", "MALANGKE", "TOKKE"), ("MALANGKE", "MALANGKE", "TOLADA")


@pytest.fixture
def store() -> Store:
    return Store(None)


def take(
    store: Store,
    folder: Path,
    rows: Sequence[Sequence[Any]],
    *,
    header: Sequence[str] = HEAD,
    title: str = "SASARAN BALITA PUSDATIN 2025",
    name: str = "satu",
    **options: Any,
) -> FileResult:
    """Import one table of sasaran."""
    path = workbook(folder, rows, header=header, above=[[title]], name=name)
    wishes = ImportOptions(kabupaten=KAB, **options)
    (done,) = import_files(
        EVERYTHING, store, Home(folder / "rumah"), [path], wishes, today=date(2026, 1, 1)
    )
    return done


def fates(done: FileResult) -> tuple[int, ...]:
    """Fates in their order; they add up to the rows read."""
    told = tuple(done.fate(name) for name in FATES)
    assert sum(told) == done.rows_read
    return told


def sasaran(store: Store) -> dict[tuple[str, int, str], int]:
    """(area name, year, source) → balita."""
    with store.reading() as cursor:
        rows = cursor.execute(
            "SELECT a.name, s.year, s.source, s.balita FROM sasaran AS s "
            "JOIN area AS a ON a.code = s.area_code ORDER BY ALL"
        ).fetchall()
    return {(name, year, source): balita for name, year, source, balita in rows}


def desa(place: tuple[str, str, str], total: int, number: int = 1) -> list[Any]:
    """A row of one desa."""
    return [number, *place, total // 2, total - total // 2, total]


def test_an_upload_fills_sasaran_and_undo_takes_it_out(store: Store, tmp_path: Path) -> None:
    rows = [desa(TOKKE, 84), desa(TOLADA, 60)]
    done = take(store, tmp_path, rows)
    assert fates(done) == (2, 0, 0, 0, 0)
    assert sasaran(store) == {("Tokke", 2025, "Pusdatin"): 84, ("Tolada", 2025, "Pusdatin"): 60}
    again = take(store, tmp_path, rows)
    assert fates(again) == (0, 0, 2, 0, 0)
    assert done.batch and again.batch
    undo(EVERYTHING, store, done.batch)
    assert sasaran(store) == {("Tokke", 2025, "Pusdatin"): 84, ("Tolada", 2025, "Pusdatin"): 60}
    undo(EVERYTHING, store, again.batch)
    assert sasaran(store) == {}


def test_a_corrected_number_replaces_and_undo_gives_the_first_back(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, [desa(TOKKE, 84)])
    second = take(store, tmp_path, [desa(TOKKE, 90)], name="dua")
    assert sasaran(store) == {("Tokke", 2025, "Pusdatin"): 90}
    assert second.batch
    undo(EVERYTHING, store, second.batch)
    assert sasaran(store) == {("Tokke", 2025, "Pusdatin"): 84}


def test_what_was_stored_by_the_old_way_comes_back(store: Store, tmp_path: Path) -> None:
    header = ("Kode", "Tahun", "Sumber", "Sasaran balita")
    code = area_code(store, "Tokke")
    old = workbook(tmp_path, [[code, 2025, "Pusdatin", 70]], header=header, above=[], name="lama")
    import_sasaran(EVERYTHING, store, old)
    done = take(store, tmp_path, [desa(TOKKE, 84)])
    assert sasaran(store) == {("Tokke", 2025, "Pusdatin"): 84}
    assert done.batch
    undo(EVERYTHING, store, done.batch)
    assert sasaran(store) == {("Tokke", 2025, "Pusdatin"): 70}


def test_a_number_stored_by_hand_after_the_upload_stays(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, [desa(TOKKE, 84)])
    header = ("Kode", "Tahun", "Sumber", "Sasaran balita")
    code = area_code(store, "Tokke")
    own = workbook(tmp_path, [[code, 2025, "Pusdatin", 99]], header=header, above=[], name="tangan")
    import_sasaran(EVERYTHING, store, own)
    take(store, tmp_path, [desa(TOLADA, 60)], name="dua")
    assert sasaran(store)["Tokke", 2025, "Pusdatin"] == 99


def test_posyandu_sum_to_their_desa_and_other_groups_stay_apart(
    store: Store, tmp_path: Path
) -> None:
    header = ("Kecamatan", "Desa", "Posyandu", "Balita", "Ibu Hamil")
    rows = [["MALANGKE", "TOKKE", "Melati 1", 40, 5], ["MALANGKE", "TOKKE", "Melati 2", 44, 6]]
    done = take(store, tmp_path, rows, header=header, title="SASARAN RIIL 2025")
    assert fates(done) == (2, 0, 0, 0, 0)
    assert sasaran(store) == {("Tokke", 2025, "riil"): 84}
    with store.reading() as cursor:
        pregnant = cursor.execute(
            "SELECT sum(numerator) FROM entry WHERE measure = 'sasaran_bumil' AND subject LIKE "
            "'Posyandu %'"
        ).fetchone()
    assert pregnant == (11,)


def test_a_kecamatan_of_two_puskesmas_is_known_once_both_are(store: Store, tmp_path: Path) -> None:
    with store.writing() as cursor:
        cursor.execute("DELETE FROM puskesmas")
        cursor.execute(
            "INSERT INTO puskesmas SELECT code, unnest(['Satu', 'Dua']), '' FROM area "
            "WHERE name = 'Masamba' AND level = 'kecamatan'"
        )
    header = ("Kecamatan", "Puskesmas", "Sasaran Balita")
    take(store, tmp_path, [["MASAMBA", "Satu", 300]], header=header)
    assert sasaran(store) == {}
    take(store, tmp_path, [["MASAMBA", "Dua", 200]], header=header, name="dua")
    assert sasaran(store) == {("Masamba", 2025, "Pusdatin"): 500}


def test_own_sasaran_on_the_demo_replaces_it(store: Store, tmp_path: Path) -> None:
    with store.writing() as cursor:
        put_setting(cursor, "demo", "1")
        cursor.execute(
            "INSERT INTO sasaran VALUES ($code, 2025, 'Pusdatin', 1)",
            {"code": area_code(store, "Tokke")},
        )
    take(store, tmp_path, [desa(TOKKE, 84)])
    assert sasaran(store) == {("Tokke", 2025, "Pusdatin"): 84}


def area_code(store: Store, name: str) -> str:
    """Code of a desa of Luwu Utara."""
    with store.reading() as cursor:
        row = cursor.execute(
            "SELECT code FROM area WHERE name = $name AND level = 'desa' AND code LIKE '73.22%'",
            {"name": name},
        ).fetchone()
    assert row is not None
    return str(row[0])
