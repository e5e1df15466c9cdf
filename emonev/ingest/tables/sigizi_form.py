"""The 110 columns of the Sigizi-Kesga monthly report as data (spreadsheets.md §3), by number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as columns over columns, both summed. ``printed``: the column that prints the
    share, 0 for none. ``only_total``: (numerator, denominator) columns of the total of all ages,
    where a sheet says that it has one."""

    key: str
    numerator: tuple[int, ...]
    denominator: tuple[int, ...]
    printed: int = 0
    only_total: tuple[int, int] | None = None

    def of_all_ages(self) -> Measure:
        """The measure read from the columns of its total alone."""
        assert self.only_total is not None
        numerator, denominator = self.only_total
        return replace(self, numerator=(numerator,), denominator=(denominator,))


VITAMIN_A = "sigizi_vitamin_a"
VITAMIN_A_GIVEN = (64, 67)
"""Columns of the children who got one."""

MEASURES: tuple[Measure, ...] = (
    Measure("attendance", (16,), (8,)),
    Measure("length_measured_share", (22,), (8,)),
    Measure("weight_gain", (32,), (36,), 37),
    Measure("stunting", (38,), (22,), 39),
    Measure("wasting", (40,), (28,), 41),
    Measure("overweight", (42,), (28,), 43),
    Measure("underweight", (44,), (16,), 45),
    Measure("sigizi_kia", (30,), (8,)),
    Measure("sigizi_asi", (48,), (47,), 49),
    Measure("sigizi_pangan_beragam", (57,), (54,), 58),
    Measure("sigizi_pangan_hewani", (59,), (54,), 60),
    Measure("sigizi_mpasi", (61,), (54,), 62),
    Measure(VITAMIN_A, VITAMIN_A_GIVEN, (63, 66)),
    Measure("sigizi_pmt_gizi_kurang", (82,), (81,), 83),
    Measure("sigizi_pmt_bb_kurang", (85,), (84,), 86),
    Measure("sigizi_pmt_tidak_naik", (88,), (87,), 89),
    Measure("sigizi_gizi_buruk_dirawat", (92, 95, 98), (91, 94, 97), 0, (98, 97)),
    Measure("sigizi_stunting_dirujuk", (104,), (103,), 105),
)
"""What the report says; parts of a prevalence after domain.md §3."""

SUMS: Mapping[int, tuple[int, ...]] = {
    11: (9, 10),
    16: (12, 14),
    22: (18, 20),
    28: (24, 26),
    36: (32, 33),
}
"""Column → the columns it is the sum of."""

PARTS: tuple[tuple[int, int], ...] = (
    (12, 9), (14, 10), (16, 11), (18, 9), (20, 10), (22, 11), (24, 12), (26, 14), (28, 16),
    (24, 18), (26, 20), (28, 22), (30, 11), (36, 16), (38, 22), (40, 28), (42, 28), (44, 16),
    (47, 46), (48, 47), (54, 53), (57, 54), (59, 54), (61, 54), (64, 63), (67, 66), (82, 81),
    (85, 84), (88, 87), (92, 91), (95, 94), (98, 97), (104, 103),
)  # fmt: skip
"""(part, whole): the first is never more than the second."""

COUNTS: tuple[int, ...] = (
    8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 33, 34, 35, 36, 38, 40, 42, 44, 46,
    47, 48, 53, 54, 57, 59, 61, 63, 64, 66, 67, 81, 82, 84, 85, 87, 88, 91, 92, 94, 95, 97, 98,
    103, 104,
)  # fmt: skip
"""Columns that hold a count."""

CHECKED_PERCENTAGES: Mapping[int, tuple[int, tuple[int, ...]]] = {
    13: (12, (9,)), 15: (14, (10,)), 17: (16, (11, 8)), 19: (18, (9,)), 21: (20, (10,)),
    23: (22, (11, 8)), 25: (24, (9,)), 27: (26, (10,)), 29: (28, (11, 8)), 31: (30, (11, 8)),
    37: (32, (36,)), 39: (38, (22,)), 41: (40, (28,)), 43: (42, (28,)), 45: (44, (16,)),
    49: (48, (47, 46)), 58: (57, (54,)), 60: (59, (54,)), 62: (61, (54,)), 65: (64, (63,)),
    68: (67, (66,)), 83: (82, (81,)), 86: (85, (84,)), 89: (88, (87,)), 93: (92, (91,)),
    96: (95, (94,)), 99: (98, (97,)), 105: (104, (103,)),
}  # fmt: skip
"""Percentage column → its numerator and the denominators it may be over."""

_WEIGHED = r"timbang"
_MEASURED = r"ukur|panjang|tinggi badan"
_GAIN = r"\b(?:n|t|o|b|d|d'|n d|naik|baru|skdn)\b|tidak naik|d'"
_SEVERE = r"buruk|sangat kurus|rawat"

SAYS: Mapping[int, re.Pattern[str]] = {
    number: re.compile(text)
    for numbers, text in (
        ((8,), r"sasaran|proyeksi"),
        ((9, 10, 11), r"balita|0 23|24 59|0 59|jumlah anak"),
        ((12, 14, 16), _WEIGHED),
        ((18, 20, 22), _MEASURED),
        ((24, 26, 28), rf"{_WEIGHED}|{_MEASURED}"),
        ((30,), r"\bkia\b|\bkms\b|buku"),
        ((32, 33, 34, 35, 36), _GAIN),
        ((38,), r"stunting|pendek|tb u"),
        ((40,), r"wasting|kurus|gizi kurang|bb tb"),
        ((42,), r"overweight|gemuk|gizi lebih|obes"),
        ((44,), r"underweight|(?:bb|berat badan) kurang|bb u"),
        ((46, 47, 48), r"\basi\b|0 5\b|0 6\b|recall|eksklusif"),
        ((53, 54), r"6 23|wawancara|mp asi|mpasi"),
        ((57,), r"kelompok|beragam|6 23"),
        ((59,), r"telur|ikan|daging|hewani|6 23"),
        ((61,), r"mp asi|mpasi|6 23"),
        ((63, 64, 66, 67), r"\bvit|kapsul"),
        ((81, 82), r"gizi kurang|kurus|wasting|pmt"),
        ((84, 85), r"(?:bb|berat badan) kurang|underweight|pmt"),
        ((87, 88), r"\bt\b|tidak naik|2t|pmt"),
        ((91, 92, 94, 95, 97, 98), _SEVERE),
        ((103, 104), r"stunting|pendek|rujuk"),
    )
    for number in numbers
}
"""What a column's header says."""

DISTINCT = re.compile(
    r"timbang|ukur|\bkia\b|\bkms\b|stunting|pendek|wasting|kurus|overweight|gemuk|obes|underweight|"
    r"eksklusif|recall|wawancara|\bvit|kapsul|\bpmt\b|buruk|rujuk"
)
"""Words that belong to some columns only: where none of them is this one, the header contradicts
its number. (Ages stand over many columns and contradict nothing.)"""
