"""Headers and units, raw → kg or cm: to be read (and corrected) by someone who knows the sheets."""

from __future__ import annotations

from typing import Any

import pytest

from emonev.ingest.columns import field_of
from emonev.ingest.units import fitting_units, in_unit, stated_unit

STATED = [  # header, field, unit
    ("Berat (gram)", "weight_kg", "g"),
    ("BB (gr)", "weight_kg", "g"),
    ("BB (g)", "weight_kg", "g"),
    ("BB gram", "weight_kg", "g"),
    ("berat_gram", "weight_kg", "g"),
    ("Berat Badan (dalam gram) *", "weight_kg", "g"),
    ("BB, kg", "weight_kg", "kg"),
    ("Berat", "weight_kg", ""),
    ("Tinggi (m)", "lenhei_cm", "m"),
    ("TB dalam mm", "lenhei_cm", "mm"),
    ("Tinggi [Meter]", "lenhei_cm", "m"),
    ("PB/TB (cm)", "lenhei_cm", "cm"),
    ("Tinggi (kg)", "lenhei_cm", ""),
    ("BB Lahir (ons)", "birth_weight_kg", "ons"),
    ("TB Lahir dlm m", "birth_length_cm", "m"),
    ("LiLA (mm)", "muac_cm", "mm"),
    ("Lingkar Kepala (satuan: mm)", "headc_cm", "mm"),
]

IN_UNIT = [  # field, unit, cell, value, issue
    ("weight_kg", "g", 9855, 9.855, None),
    ("weight_kg", "g", "9.855", 9.855, None),  # thousands
    ("weight_kg", "g", "9855 gr", 9.855, None),
    ("weight_kg", "g", "12400,5", 12.4005, None),
    ("weight_kg", "g", "9,8 kg", 9.8, "satuan_sel_berbeda"),
    ("weight_kg", "g", 8.2, 8.2, "satuan_sel_berbeda"),
    ("weight_kg", "g", 213, None, "angka_mustahil"),
    ("weight_kg", "g", 9999, None, "angka_kosong_999"),
    ("weight_kg", "g", 0, None, "nol_kosong"),
    ("weight_kg", "g", "-", None, None),
    ("weight_kg", "g", "08-Feb", None, "angka_jadi_tanggal_rancu"),
    ("weight_kg", "g", "tidak mau", None, "angka_tidak_terbaca"),
    ("weight_kg", "ons", 98, 9.8, None),
    ("birth_weight_kg", "ons", "31", 3.1, None),
    ("lenhei_cm", "m", 0.953, 95.3, None),
    ("lenhei_cm", "mm", 953, 95.3, None),
    ("muac_cm", "mm", 145, 14.5, None),
]

FITTING = [  # field, numbers, units offered, the best first
    ("weight_kg", (98, 101, 87, 120, 76), ("ons",)),
    ("weight_kg", (2100, 2500, 2800), ("g",)),
    ("weight_kg", (8.2, 9.4, 11.0), ("kg",)),
    ("weight_kg", (12, 15, 31), ("kg", "ons")),
    ("weight_kg", (855, 1120, 980), ()),
    ("muac_cm", (0.145, 0.131), ("m",)),
    ("birth_length_cm", (0.49, 0.5), ("m",)),
    ("headc_cm", (455, 470), ("mm",)),
]


@pytest.mark.parametrize(("header", "field", "unit"), STATED)
def test_a_unit_stands_at_the_end_of_a_header(header: str, field: str, unit: str) -> None:
    assert stated_unit(header, field) == unit
    assert field_of(header) == field or not unit


@pytest.mark.parametrize(("field", "unit", "cell", "value", "issue"), IN_UNIT)
def test_a_cell_of_a_column_in_another_unit(
    field: str, unit: str, cell: Any, value: float | None, issue: str | None
) -> None:
    assert in_unit(field, unit)(cell) == (value, issue)


@pytest.mark.parametrize(("field", "numbers", "units"), FITTING)
def test_units_that_nearly_all_numbers_allow(
    field: str, numbers: tuple[float, ...], units: tuple[str, ...]
) -> None:
    assert fitting_units(numbers, field) == units
