"""The vocabulary of headers and the memo of cells."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emonev.ingest import columns
from emonev.ingest.parsed import ROW_COLUMNS
from emonev.ingest.typed import text_reader, typed
from emonev.ingest.values import measured, z_score
from tests.builders import EXPORT_COLUMNS

SEEN = [  # header as found in a real file, field
    ("Pukesmas", "puskesmas"),
    ("Desa/Kel\u00a0", "desa"),
    ("desa_kel", "desa"),
    ("tgl_lahir", "birth_date"),
    ("z-core tb/u", "sheet_haz"),
    ("zs_bb_tb", "sheet_whz"),
    ("zs_tb_u", "sheet_haz"),
    ("status_stunting", "label_haz"),
    ("PB/U", "label_haz"),
    ("BB/PB", "label_whz"),
    ("nama_anak", "name"),
    ("jenis kelamin", "sex"),
    ("KECMATAN", "kecamatan"),
    ("kelurahan", "desa"),
    ("Cara Ukur", "measure"),
    ("Bulan Pengukuran", None),
    ("Status Bulan", None),
]


@pytest.mark.parametrize(("header", "field"), SEEN)
def test_headers_seen_in_real_files(header: str, field: str | None) -> None:
    assert columns.field_of(header) == field


def test_every_header_of_the_export_is_known() -> None:
    for field, header in EXPORT_COLUMNS.items():
        assert columns.field_of(header) == field


def test_no_spelling_means_two_things() -> None:
    seen: dict[str, str] = {}
    for field, spellings in columns.SPELLINGS.items():
        for spelling in spellings:
            assert seen.setdefault(columns.key(spelling), field) == field, spelling


def test_stored_fields_can_be_filled() -> None:
    made_here = {"sheet", "row", "fate", "person", "nik_key", "name_key", "weak_key"}
    assert set(ROW_COLUMNS) - made_here <= set(columns.SPELLINGS)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Tangal Pengukuran", "measured_on"),
        ("Tanggal Pengukurn", "measured_on"),
        ("Tgl Lahr", "birth_date"),
        ("Jenis Kelamn", "sex"),
        ("BX Lahir", None),
        ("ZS BBB/U", None),
        ("Tanggal Pengukuran 2", None),
        ("Bulan Pengukuran", None),
        ("Berta", None),
    ],
)
def test_only_unmistakable_misspellings_are_near(header: str, field: str | None) -> None:
    assert columns.near_field_of(header) == field


_cells = st.lists(
    st.sampled_from(["8,2", "8.2", 8.2, 8, "", None, "-", 0, "0", 999.99, "x", "9855", 9855])
    | st.floats(allow_nan=False)
    | st.integers(-100, 60000)
    | st.text(max_size=5)
)
READERS = [measured("weight_kg"), measured("lenhei_cm"), z_score, text_reader]


@pytest.mark.parametrize(
    "read", [measured("weight_kg"), measured("lenhei_cm"), z_score, text_reader]
)
@given(cells=_cells)
def test_the_memo_equals_reading_every_cell(read: Any, cells: list[Any]) -> None:
    values, flags = typed(cells, read)
    assert values == [read(cell)[0] for cell in cells]
    assert flags == [(i, read(c)[1]) for i, c in enumerate(cells) if read(c)[1] is not None]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Tanggal Lahir (dd/mm/yyyy)", "birth_date"),
        ("Tgl Ukur [HH/BB/TTTT] *", "measured_on"),
        ("Tinggi Badan / Panjang Badan (cm)", "lenhei_cm"),
        ("BB Lahir (gram)", "birth_weight_kg"),
        ("BB (Lahir)", "birth_weight_kg"),
        ("BB (ibu)", None),
        ("Umur (tahun)", None),
    ],
)
def test_units_and_forms_in_brackets_are_no_part_of_the_name(header: str, name: str | None) -> None:
    assert columns.field_of(header) == name
