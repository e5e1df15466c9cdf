"""What one cell means, raw → value: to be read (and corrected) by someone who knows the sheets."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from emonev.ingest.dates import Age, born, order_of_column, read_age, read_date
from emonev.ingest.identity import nik_digits
from emonev.ingest.labels import UNKNOWN, code_of
from emonev.ingest.values import COMMA_OR_GRAMS, measured, small_count, weight_by_age, z_score

NBSP = "\u00a0"

WEIGHT = [  # cell, kg, issue
    (9.8, 9.8, None),
    ("9.8", 9.8, None),
    ("9,8", 9.8, None),
    (f" 9,8{NBSP}{NBSP}", 9.8, None),
    ("9,8 kg", 9.8, None),
    ("'9.8", 9.8, None),
    ("=2.4", 2.4, None),
    (11.199999999999999, 11.2, None),
    ("11.199999999999999", 11.2, None),
    ("", None, None),
    (None, None, None),
    ("-", None, None),
    (0, None, "nol_kosong"),
    ("0", None, "nol_kosong"),
    (9855, 9.855, "berat_gram"),
    ("9855", 9.855, "berat_gram"),
    (9990, 9.99, "berat_gram"),
    (999.99, None, "angka_kosong_999"),
    (999, None, "angka_kosong_999"),
    ("999,99", None, "angka_kosong_999"),
    (datetime(2022, 2, 8), 8.2, "angka_jadi_tanggal"),
    (date(2022, 12, 11), 11.12, "angka_jadi_tanggal"),
    ("08-Feb", 8.2, "angka_jadi_tanggal"),
    ("8-Feb-22", 8.2, "angka_jadi_tanggal"),
    ("2022-02-08 00:00:00", 8.2, "angka_jadi_tanggal"),
    (44600, 8.2, "angka_jadi_tanggal"),  # the same date as Excel's day number
    (datetime(2022, 5, 1), None, "angka_jadi_tanggal_rancu"),  # 1.5 or 5.22
    (213, 213, COMMA_OR_GRAMS),  # waits for the age
    (1120, 1120, COMMA_OR_GRAMS),
    (-3, None, "angka_mustahil"),
    ("#DIV/0!", None, "nilai_galat"),
    ("tidak mau", None, "angka_tidak_terbaca"),
    ("8.6.2", None, "angka_tidak_terbaca"),
]

HEIGHT = [  # cell, cm, issue
    ("79,5", 79.5, None),
    (924, 92.4, "koma_hilang"),
    (9240, 92.4, "koma_hilang"),
    (0.95, 95.0, "satuan_lain"),
    (0, None, "nol_kosong"),
    (12, None, "angka_mustahil"),
    (datetime(2022, 2, 8), None, "angka_jadi_tanggal_rancu"),
]

BIRTH_WEIGHT = [
    ("3", 3.0, None),
    ("3,1 kg", 3.1, None),
    (3100, 3.1, "berat_gram"),
    (28, 2.8, "koma_hilang"),
    (7.9, None, "angka_mustahil"),
    (datetime(2022, 2, 3), 3.2, "angka_jadi_tanggal"),
]

Z = [  # cell, z, issue
    ("-2,05", -2.05, None),
    (0, 0.0, None),
    (-7.3, -7.3, None),
    (5324.99, None, "angka_mustahil"),
    (999.99, None, "angka_kosong_999"),
    (datetime(2022, 2, 8), None, "angka_jadi_tanggal_rancu"),
    ("-", None, None),
]


@pytest.mark.parametrize(("cell", "kg", "issue"), WEIGHT)
def test_weight(cell: Any, kg: float | None, issue: str | None) -> None:
    assert measured("weight_kg")(cell) == (kg, issue)


@pytest.mark.parametrize(("cell", "cm", "issue"), HEIGHT)
def test_height(cell: Any, cm: float | None, issue: str | None) -> None:
    assert measured("lenhei_cm")(cell) == (cm, issue)


@pytest.mark.parametrize(("cell", "kg", "issue"), BIRTH_WEIGHT)
def test_birth_weight(cell: Any, kg: float | None, issue: str | None) -> None:
    assert measured("birth_weight_kg")(cell) == (kg, issue)


@pytest.mark.parametrize(("cell", "z", "issue"), Z)
def test_z_score_of_the_sheet(cell: Any, z: float | None, issue: str | None) -> None:
    assert z_score(cell) == (z, issue)


@pytest.mark.parametrize(
    ("typed", "age_months", "kg", "issue"),
    [
        (213, 48, 21.3, "koma_hilang"),
        (98, 14, 9.8, "koma_hilang"),
        (855, 8, 8.55, "koma_hilang"),
        (1120, 24, 11.2, "koma_hilang"),
        (2900, 0, 2.9, "berat_gram"),
        (213, None, None, "angka_mustahil"),  # 21.3 or 2.13: not without the age
    ],
)
def test_a_weight_without_its_comma_is_read_by_age(
    typed: float, age_months: int | None, kg: float | None, issue: str
) -> None:
    age_days = None if age_months is None else round(age_months * 30.4375)
    assert weight_by_age(typed, age_days) == (kg, issue)


DATES = [  # cell, order of the column, date
    ("2023-05-17", None, date(2023, 5, 17)),
    (f"2023-05-17{NBSP}", None, date(2023, 5, 17)),
    ("2023-05-17 10:22:01", None, date(2023, 5, 17)),
    (datetime(2023, 5, 17), None, date(2023, 5, 17)),
    (45063, None, date(2023, 5, 17)),
    ("45063", None, date(2023, 5, 17)),
    ("17/05/2023", None, date(2023, 5, 17)),
    ("5/17/2023", None, date(2023, 5, 17)),
    ("17-05-2023", None, date(2023, 5, 17)),
    ("17/05/23", "dmy", date(2023, 5, 17)),
    ("05/06/2023", "dmy", date(2023, 6, 5)),
    ("05/06/2023", "mdy", date(2023, 5, 6)),
    ("05/06/2023", None, None),
    ("5 Mei 2024", None, date(2024, 5, 5)),
    ("5-Agust-2024", None, date(2024, 8, 5)),
    ("5 Nopember 2024", None, date(2024, 11, 5)),
    ("05-Feb-22", None, date(2022, 2, 5)),
    ("31/02/2023", None, None),
    ("76/77/48", "dmy", None),
    ("-", None, None),
    ("0000-00-00", None, None),
]


@pytest.mark.parametrize(("cell", "order", "day"), DATES)
def test_date(cell: Any, order: str | None, day: date | None) -> None:
    assert read_date(cell, order)[0] == day


def test_a_day_over_twelve_settles_the_column() -> None:
    assert order_of_column(["05/06/2023", "17/06/2023"]) == "dmy"
    assert order_of_column(["05/06/2023", "6/17/2023"]) == "mdy"
    assert order_of_column(["05/06/2023", "07/06/2023"]) is None
    assert order_of_column(["17/06/2023", "6/17/2023"]) is None


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("3 Tahun - 2 Bulan - 10 Hari", Age(38, 10)),
        (f"0 Tahun - 4 Bulan - 6 Hari{NBSP}", Age(4, 6)),
        ("38 bulan", Age(38, None)),
        ("2 thn 3 bln", Age(27, None)),
        (38, Age(38, None)),
        ("38", Age(38, None)),
        ("-", None),
        ("balita", None),
    ],
)
def test_age_text(text: Any, age: Age | None) -> None:
    assert read_age(text) == age


def test_birth_date_from_age() -> None:
    assert born(date(2023, 8, 6), Age(38, 10)) == date(2020, 5, 26)
    assert born(date(2024, 3, 31), Age(1, 0)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("cell", "usable"),
    [
        ("9900000000000017", True),
        (f"'9900000000000017{NBSP}{NBSP}", True),
        ("90000", False),
        ("12345", True),
        ("1234", False),
        ("9900000000010000", False),
        ("1111111111111111", False),
        ("3.2E+15", False),
        ("3,2E+15", False),
        (9900000000000010.0, False),  # Excel keeps 15 digits: the 16th is lost
        (990000000000123, True),
        ("-", False),
        ("", False),
    ],
)
def test_nik_is_usable(cell: Any, usable: bool) -> None:
    assert (nik_digits(cell)[0] is not None) is usable


LABELS = [
    ("sex", f"L{NBSP}", "m"),
    ("sex", "perempuan", "f"),
    ("sex", "Laki - Laki", "m"),
    ("sex", "A", UNKNOWN),
    ("sex", "", None),
    ("measure", "Berdiri", "h"),
    ("measure", "Terlentang", "l"),
    ("measure", "telentang ", "l"),
    ("weight_gain", "N", "N"),
    ("weight_gain", "-", None),
    ("label_waz", "Berat Badan Normal", "normal"),
    ("label_waz", "Normal", "normal"),
    ("label_waz", "Risiko Berat badan lebih", "risiko_lebih"),
    ("label_waz", "Risiko Lebih", "risiko_lebih"),
    ("label_waz", "Sangat Kurang", "sangat_kurang"),
    ("label_haz", "Sangat Pendek", "sangat_pendek"),
    ("label_haz", "Pendek", "pendek"),
    ("label_haz", "Tidak Stunting", "tidak_stunting"),
    ("label_haz", "-", None),
    ("label_whz", "Gizi Baik", "normal"),
    ("label_whz", "Normal", "normal"),
    ("label_whz", "Resiko Gizi Lebih", "risiko_lebih"),
    ("label_whz", "Gizi Buruk", "gizi_buruk"),
    ("label_whz", "Outlier", "outlier"),
]


@pytest.mark.parametrize(("field", "word", "code"), LABELS)
def test_label(field: str, word: str, code: str | None) -> None:
    assert code_of(field, word) == code


def test_vitamin_a_doses() -> None:
    assert [small_count(v)[0] for v in (1, "1 ", "-", "Ya", "banyak")] == [1, 1, None, 1, None]
