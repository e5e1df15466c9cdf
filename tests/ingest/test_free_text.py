"""A sheet of notes is a note; a sheet that may be a table never is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emonev.ingest.free_text import is_text_only
from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import Severity
from emonev.ingest.read import RawSheet
from tests.builders import child, workbook
from tests.ingest.reading import codes, read

LETTER = [
    ["Petunjuk kami"],
    [""],
    ["1.", "Isi seluruh kolom pada lembar pertama, jangan mengubah judul kolomnya."],
    ["2.", "Kirim sebelum tanggal 5 bulan berikutnya, melalui tautan yang sudah dibagikan."],
    ["3.", "Hubungi Dinas Kesehatan bila ada desa yang belum tercantum pada daftar."],
]
CONTACT = [["Catatan"], ["Dibuat oleh", "Seksi Gizi"], ["Diperbarui", "2025-08-01"]]
ONE_CELL = [["Keterangan"], ["KRS = keluarga berisiko stunting"], ["BB = berat badan (kg)"]]
COMMAS = [["Catatan"], ["Ukur balita pada minggu pertama, kedua, dan ketiga"], ["Terima kasih"]]


@pytest.mark.parametrize("rows", [LETTER, CONTACT, ONE_CELL, COMMAS])
def test_words_without_a_table(rows: list[list[Any]]) -> None:
    assert is_text_only(RawSheet("Catatan", rows))


@pytest.mark.parametrize(
    "rows",
    [
        [["Malangke", 12], ["Masamba", 15]],
        [["Wilayah", "Angka"], ["Malangke", "12"], ["Masamba", "8,6 %"]],
        [["1", "Malangke", "12"], ["2", "Masamba", "15"]],
        [["Kegiatan", "Tanggal"], ["Posyandu", date(2025, 8, 1)], ["Sweeping", date(2025, 8, 9)]],
        [["Malangke", "Tokke"], ["Malangke", "Tolada"]],
        [["No", "Kecamatan"], [1, "Malangke"], [2, "Masamba"]],
        [["Desa", "Kader"], ["Tokke", "ada"], ["Tolada", "belum"]],
        [["Malangke;12"], ["Masamba;15"]],
        [[8.2], [9.1]],
        [["Malangke", "Rp 1.250.000"], ["Masamba", "Rp 900.000"]],
    ],
)
def test_what_may_be_a_table_is_no_note(rows: list[list[Any]]) -> None:
    assert not is_text_only(RawSheet("Lembar", rows))


def test_an_empty_sheet_is_no_note() -> None:
    assert not is_text_only(RawSheet("Lembar", [["", " "]]))


def test_notes_beside_the_children_are_named_and_weigh_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child()], sheets={"Petunjuk kami": LETTER})
    children, notes = read(path).sheets
    assert (children.rows_read, children.rejected) == (1, 0)
    assert (notes.kind, notes.rows_read, notes.rejected, notes.questions) == ("empty", 0, 0, ())
    assert codes(notes) == {"lembar_catatan": 1}
    assert CATALOGUE["lembar_catatan"].severity is Severity.NOTE


def test_a_workbook_of_notes_alone_is_refused_as_no_table(tmp_path: Path) -> None:
    parsed = read(workbook(tmp_path, LETTER, header=None, above=()))
    assert parsed.refused is not None
    assert parsed.refused.code == "bukan_tabel"
