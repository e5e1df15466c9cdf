"""A Sigizi monthly sheet of 110 columns with dull numbers. Not part of the product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.builders import workbook

GROUPS: Mapping[int, str] = {
    8: "Sasaran Balita (S)", 9: "Jumlah Balita", 12: "Ditimbang (D)", 18: "Diukur PB/TB",
    24: "Ditimbang dan Diukur", 30: "Punya Buku KIA (K)", 32: "Status Penimbangan (SKDN)",
    38: "Stunting", 40: "Wasting", 42: "Overweight", 44: "Underweight", 46: "ASI Eksklusif",
    53: "Anak 6-23 Bulan (MP-ASI)", 63: "Vitamin A 6-11 Bulan", 66: "Vitamin A 12-59 Bulan",
    81: "Balita Gizi Kurang", 84: "Balita BB Kurang", 87: "Balita Tidak Naik (T)",
    91: "Gizi Buruk 0-5 Bulan", 94: "Gizi Buruk 6-11 Bulan", 97: "Gizi Buruk 12-59 Bulan",
    103: "Balita Stunting",
}  # fmt: skip
BELOW: Mapping[int, str] = {
    9: "0-23 Bln", 10: "24-59 Bln", 11: "0-59 Bln", 12: "0-23 Bln", 13: "%", 14: "24-59 Bln",
    15: "%", 16: "0-59 Bln", 17: "%", 18: "0-23 Bln", 19: "%", 20: "24-59 Bln", 21: "%",
    22: "0-59 Bln", 23: "%", 24: "0-23 Bln", 25: "%", 26: "24-59 Bln", 27: "%", 28: "0-59 Bln",
    29: "%", 30: "Jml", 31: "%", 32: "N", 33: "T", 34: "O", 35: "B", 36: "D'", 37: "% N/D'",
    38: "Jml", 39: "%", 40: "Jml", 41: "%", 42: "Jml", 43: "%", 44: "Jml", 45: "%",
    46: "Bayi 0-5 Bln", 47: "Direcall", 48: "ASI-E", 49: "%", 53: "Jml", 54: "Diwawancarai",
    57: "5 Kelompok", 58: "%", 59: "Telur/Ikan/Daging", 60: "%", 61: "MP-ASI Baik", 62: "%",
    63: "Sasaran", 64: "Dapat", 65: "%", 66: "Sasaran", 67: "Dapat", 68: "%", 81: "Jml", 82: "PMT",
    83: "%", 84: "Jml", 85: "PMT", 86: "%", 87: "Jml", 88: "PMT", 89: "%", 91: "Kasus",
    92: "Dirawat", 93: "%", 94: "Kasus", 95: "Dirawat", 96: "%", 97: "Kasus", 98: "Dirawat",
    99: "%", 103: "Jml", 104: "Dirujuk", 105: "%",
}  # fmt: skip
PLACES: Mapping[int, str] = {
    1: "No", 2: "Provinsi", 3: "Kab/Kota", 4: "Kecamatan", 5: "Puskesmas", 6: "Desa", 7: "Bulan",
}  # fmt: skip
COUNTS: Mapping[int, int] = {
    8: 100, 9: 40, 10: 50, 11: 90, 12: 36, 14: 44, 16: 80, 18: 35, 20: 40, 22: 75, 24: 35, 26: 40,
    28: 75, 30: 60, 32: 50, 33: 20, 34: 6, 35: 4, 36: 70, 38: 9, 40: 3, 42: 2, 44: 8, 46: 10, 47: 8,
    48: 6, 53: 30, 54: 20, 57: 9, 59: 12, 61: 10, 63: 12, 64: 11, 66: 70, 67: 66, 81: 4, 82: 3,
    84: 6, 85: 2, 87: 20, 88: 5, 91: 0, 92: 0, 94: 1, 95: 1, 97: 2, 98: 1, 103: 9, 104: 3,
}  # fmt: skip
"""A row on which every check holds."""


def row(
    desa: str = "TOKKE",
    month: Any = "Agustus",
    *,
    puskesmas: str = "MALANGKE",
    kecamatan: str = "MALANGKE",
    printed: Mapping[int, Any] | None = None,
    **changes: Any,
) -> list[Any]:
    """One line; ``c16=81`` changes column 16; ``printed`` fills percentage columns."""
    cells: list[Any] = [""] * 110
    given = {1: 1, 2: "SULAWESI SELATAN", 3: "LUWU UTARA", 4: kecamatan, 5: puskesmas, 6: desa,
             7: month, **COUNTS, **(printed or {})}  # fmt: skip
    given |= {int(name[1:]): value for name, value in changes.items()}
    for number, value in given.items():
        cells[number - 1] = value
    return cells


def report(
    folder: Path,
    rows: Sequence[Sequence[Any]],
    *,
    title: str = "LAPORAN GIZI TAHUN 2025",
    numbers: bool = True,
    lead: int = 0,
    says: Mapping[int, str] | None = None,
    **options: Any,
) -> Path:
    """The workbook. ``lead`` blank columns before it; ``says`` changes group headings."""
    top = {**PLACES, **GROUPS, **(says or {})}
    before = [""] * lead
    above = [[*before, title], [*before, *(top.get(n, "") for n in range(1, 111))]]
    header = [*before, *(BELOW.get(n, "") for n in range(1, 111))]
    grid = [[*before, *line] for line in rows]
    if numbers:
        grid.insert(0, [*before, *range(1, 111)])
    options.setdefault("sheet", "Sheet1")
    return workbook(folder, grid, header=header, above=above, **options)
