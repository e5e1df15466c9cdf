"""Checks between the fields of a row: dates, age text, weight without comma."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.builders import child, workbook
from tests.ingest.reading import codes, first, issue, read, rows_of, sheet_of


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sex": ""}, "jk_kosong"),
        ({"sex": "X"}, "jk_tidak_terbaca"),
        ({"birth_date": "", "age_text": ""}, "tgl_lahir_kosong"),
        ({"birth_date": "kapan ya 2", "age_text": ""}, "tgl_lahir_tidak_terbaca"),
        ({"measured_on": ""}, "tgl_ukur_kosong"),
        ({"measured_on": "Agustus 2024"}, "tgl_ukur_tidak_terbaca"),
        ({"measured_on": "2021-08-15", "age_text": ""}, "diukur_sebelum_lahir"),
        ({"measured_on": "2026-08-15", "age_text": ""}, "tanggal_masa_depan"),
    ],
)
def test_an_error_rejects_its_row_and_only_that(
    tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    sheet = sheet_of(read(workbook(tmp_path, [child(i=1), child(i=2, **changes), child(i=3)])))
    assert codes(sheet) == {code: 1}
    assert (sheet.rows_read, sheet.rejected) == (3, 1)
    assert [r["fate"] for r in rows_of(sheet)] == [None, "rejected", None]
    assert issue(sheet, code).row == 4


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"weight_kg": "", "lenhei_cm": "-"}, "berat_tinggi_kosong"),
        ({"nik": "9900000000010000"}, "nik_tidak_dipakai"),
        ({"weight_kg": 9855}, "berat_gram"),
        ({"weight_kg": 124}, "koma_hilang"),
        ({"lenhei_cm": 300}, "angka_mustahil"),
        ({"muac_cm": 145}, "koma_hilang"),
        ({"sheet_haz": 5324.99}, "angka_mustahil"),
        ({"birth_date": ""}, "tgl_lahir_dari_usia"),
        ({"age_text": "1 Tahun - 0 Bulan - 0 Hari"}, "usia_tidak_cocok"),
        ({"birth_date": "2019-03-15", "age_text": ""}, "usia_60_bulan"),
        ({"label_haz": "Cebol"}, "label_tidak_dikenal"),
        ({"measure": "Jongkok"}, "cara_ukur_tidak_terbaca"),
        ({"weight_gain": "BGM"}, "nt_tidak_terbaca"),
    ],
)
def test_a_doubtful_value_keeps_its_row(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    sheet = sheet_of(read(workbook(tmp_path, [child(**changes)])))
    assert codes(sheet) == {code: 1}
    assert sheet.rejected == 0


@pytest.mark.parametrize("name", ["nik", "name", "desa", "kecamatan", "weight_kg", "lenhei_cm"])
def test_a_missing_value_is_no_reason_to_reject(tmp_path: Path, name: str) -> None:
    sheet = sheet_of(read(workbook(tmp_path, [child(**{name: ""})])))
    assert (sheet.rejected, codes(sheet)) == (0, {})


def test_birth_date_from_the_age_text(tmp_path: Path) -> None:
    row = first(workbook(tmp_path, [child(birth_date="")]))
    assert row["birth_date"] == date(2022, 3, 15)


def test_weight_in_a_date_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(weight_kg=datetime(2024, 4, 12))])
    sheet = sheet_of(read(path))
    assert rows_of(sheet)[0]["weight_kg"] == 12.4
    assert issue(sheet, "angka_jadi_tanggal").cell == "T3"


def test_z_score_in_a_date_cell_is_missing(tmp_path: Path) -> None:
    row = first(workbook(tmp_path, [child(sheet_haz=datetime(2024, 4, 12))]))
    assert row["sheet_haz"] is None


@pytest.mark.parametrize("container", ["xlsx", "xls"])
def test_date_cells(tmp_path: Path, container: str) -> None:
    changes = {"birth_date": datetime(2022, 3, 15), "measured_on": datetime(2024, 8, 15)}
    row = first(workbook(tmp_path, [child(**changes)], container=container))
    assert (row["birth_date"], row["measured_on"]) == (date(2022, 3, 15), date(2024, 8, 15))


def _ambiguous(order: str, **more: Any) -> dict[str, Any]:
    measured_on = {"dmy": "05/08/2024", "mdy": "08/05/2024"}[order]
    more.setdefault("age_text", "2 Tahun - 5 Bulan - 0 Hari")
    return child(birth_date="2022-03-05", measured_on=measured_on, **more)


@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_the_age_text_settles_day_and_month(tmp_path: Path, order: str) -> None:
    sheet = sheet_of(read(workbook(tmp_path, [_ambiguous(order)])))
    assert (sheet.questions, sheet.rejected) == ((), 0)
    assert rows_of(sheet)[0]["measured_on"] == date(2024, 8, 5)


def test_the_only_possible_reading_settles_day_and_month(tmp_path: Path) -> None:
    path = workbook(tmp_path, [_ambiguous("dmy", age_text="")])
    sheet = sheet_of(read(path, today=date(2024, 8, 1)))  # 5 August is not yet
    assert rows_of(sheet)[0]["measured_on"] == date(2024, 5, 8)


def test_otherwise_day_and_month_are_asked(tmp_path: Path) -> None:
    path = workbook(tmp_path, [_ambiguous("dmy", age_text="")])
    sheet = sheet_of(read(path))
    (question,) = sheet.questions
    assert (question.kind, question.subject) == ("day_month_order", "Tanggal Pengukuran")
    assert question.rows == sheet.rejected == 1
    answered = sheet_of(read(path, day_month_order="mdy"))
    assert rows_of(answered)[0]["measured_on"] == date(2024, 5, 8)


def test_a_date_cell_excel_has_swapped_is_mended_by_the_age(tmp_path: Path) -> None:
    row = child(birth_date=datetime(2022, 5, 3), measured_on="2024-08-15",
                age_text="2 Tahun - 5 Bulan - 10 Hari")  # fmt: skip
    sheet = sheet_of(read(workbook(tmp_path, [row])))
    assert codes(sheet) == {"hari_bulan_tertukar": 1}
    assert rows_of(sheet)[0]["birth_date"] == date(2022, 3, 5)


def test_two_digit_years_are_this_century(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(birth_date="15/03/22", measured_on="15/08/24")])
    row = first(path)
    assert (row["birth_date"], row["measured_on"]) == (date(2022, 3, 15), date(2024, 8, 15))


def test_sex_in_numbers_is_read_where_the_whole_column_is(tmp_path: Path) -> None:
    signature = ["", "", "", "", "Tanda tangan"]
    rows = [child(i=1, sex=1), child(i=2, sex="2"), child(i=3, sex=2.0), signature]
    sheet = sheet_of(read(workbook(tmp_path, rows)))
    assert [r["sex"] for r in rows_of(sheet)] == ["m", "f", "f", None]
    assert codes(sheet) == {"jk_angka": 1, "bukan_baris_anak": 1}


def test_a_single_number_among_letters_stays_unreadable(tmp_path: Path) -> None:
    sheet = sheet_of(read(workbook(tmp_path, [child(i=1), child(i=2, sex=1)])))
    assert codes(sheet) == {"jk_tidak_terbaca": 1}


def test_zero_has_no_sign(tmp_path: Path) -> None:
    rows = [child(i=1, sheet_haz="-0.0"), child(i=2, sheet_haz=-0.0)]
    sheet = sheet_of(read(workbook(tmp_path, rows)))
    assert [str(r["sheet_haz"]) for r in rows_of(sheet)] == ["0.0", "0.0"]


@pytest.mark.parametrize(("measured_on", "old"), [("2025-08-08", 0), ("2025-08-09", 1)])
def test_sixty_months_are_who_s_sixty_months(tmp_path: Path, measured_on: str, old: int) -> None:
    """1826 days are 59.99 months and count; 1827 do not: the note says what is done."""
    row = child(birth_date="2020-08-08", measured_on=measured_on, age_text="")
    assert codes(sheet_of(read(workbook(tmp_path, [row])))).get("usia_60_bulan", 0) == old
