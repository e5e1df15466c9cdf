"""Lines under a table: read, named, no mistake; a row of data never is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from emonev.core.scope import EVERYTHING
from emonev.ingest.tables.footers import is_footer
from emonev.services.import_result import ImportOptions
from emonev.services.import_storing import import_parsed
from emonev.store.store import Store
from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, read, sheet_of
from tests.ingest.tables.sheets import counts, recap


@pytest.mark.parametrize(
    "row",
    [
        ["Sumber : e-PPGBM, diolah"],
        ["", "Sumber data e-PPGBM"],
        ["Keterangan:"],
        ["Ket. BB/U = berat badan menurut umur"],
        ["*) data sementara"],
        ["Catatan"],
        ["Mengetahui,", "", "Masamba, 5 Agustus 2025"],
        ["", "", "Masamba,      Agustus 2025"],
        ["", "Kepala Dinas Kesehatan"],
        ["", "", "Plt. Kepala Puskesmas Malangke"],
        ["", "NIP. 19700101 199003 1 001"],
        ["", "NIP", "197001011990031001"],
        ["Pengelola Gizi"],
        ["Dicetak pada 2025-08-01"],
    ],
)
def test_words_under_a_table(row: list[Any]) -> None:
    assert is_footer(row)


@pytest.mark.parametrize(
    "row",
    [
        ["Sumber Agung", "12"],
        ["Sumber Agung"],
        ["Sumber Data", 3],
        ["Ketapang", ""],
        ["Ketapang", "-", "-"],
        ["Kepala Hyang", ""],
        ["1", "Malangke"],
        ["Malangke", "Kec. Malangke"],
        ["Keterangan", 12],
        ["Catatan", "Malangke", "Tokke", "Desa"],
        [],
    ],
)
def test_rows_of_data(row: list[Any]) -> None:
    assert not is_footer(row)


SIGNED: list[list[Any]] = [
    [], ["Sumber : e-PPGBM"], ["Mengetahui,", "", "Masamba, 5 Agustus 2025"],
    ["", "", "Kepala Puskesmas"], [], ["", "", "dr. Contoh"],
    ["", "", "NIP. 19700101 199003 1 001"],
]  # fmt: skip


def test_a_signed_recap_has_no_rejected_row(tmp_path: Path) -> None:
    rows = [[1, "DARMA", "DARMA", *counts()], *SIGNED]
    sheet = sheet_of(read(recap(tmp_path, rows)))
    assert (sheet.rows_read, sheet.rejected) == (6, 0)
    assert codes(sheet) == {"baris_keterangan": 5}
    assert {e["row"] for e in entries_of(sheet) if e["measure"]} == {6}


def test_a_loose_row_that_is_no_line_under_the_table_is_still_rejected(tmp_path: Path) -> None:
    rows = [[1, "DARMA", "DARMA", *counts()], ["", "SELAJAMBE"], [3, "X", "X", *counts()]]
    sheet = sheet_of(read(recap(tmp_path, rows)))
    assert codes(sheet) == {"bukan_baris_data": 1}
    assert (sheet.rows_read, sheet.rejected) == (3, 1)


def test_data_below_a_note_is_data(tmp_path: Path) -> None:
    rows = [["MALANGKE", 10, 5], ["Keterangan: sementara"], ["MASAMBA", 20, 6], ["Sukamaju", ""]]
    path = workbook(tmp_path, rows, header=["Kecamatan", 2023, 2024], above=(), sheet="Stunting")
    sheet = sheet_of(read(path))
    assert codes(sheet) == {"baris_keterangan": 1, "bukan_baris_data": 1}
    assert {e["kecamatan"] for e in entries_of(sheet) if e["measure"]} == {"MALANGKE", "MASAMBA"}


def test_notes_say_nothing_new_to_the_store(tmp_path: Path) -> None:
    parsed = read(recap(tmp_path, [[1, "MALANGKE", "MALANGKE", *counts()], *SIGNED]))
    options = ImportOptions(kabupaten="73.22", new_areas=True)
    result = import_parsed(EVERYTHING, Store(None), parsed, options)
    assert (result.fate("new"), result.fate("unchanged"), result.fate("rejected")) == (1, 5, 0)
    assert result.rows_read == 6


def test_a_list_of_areas_may_end_with_its_source(tmp_path: Path) -> None:
    rows = [["73.22.01", "Malangke"], ["73.22.02", "Masamba"], ["Sumber : Kemendagri 2025"]]
    path = workbook(tmp_path, rows, header=["Kode Wilayah", "Nama Wilayah"], above=())
    sheet = sheet_of(read(path))
    assert (sheet.rows_read, sheet.rejected) == (3, 0)
    assert codes(sheet) == {"baris_keterangan": 1}
