"""Words of the sheet in all spellings → one code: sex, position, N/T/O/B, status labels.

Compared without case, blanks and punctuation. An empty cell or "-" means "not computed": None.
Each function returns the code, or None for empty; ``UNKNOWN`` for anything else.
"""

from __future__ import annotations

import re

UNKNOWN = "?"
"""The cell says something, but not anything known."""

SEX = {
    "m": (
        "L", "Laki-laki", "Laki laki", "Lk", "Laki", "Pria", "M", "Male", "L (Laki-laki)", "Boy",
        "Laki2",
    ),
    "f": ("P", "Perempuan", "Pr", "Wanita", "F", "Female", "P (Perempuan)", "Girl", "W"),
}  # fmt: skip

MEASURE = {
    "h": ("Berdiri", "H", "Tinggi", "TB", "Standing", "Diri"),
    "l": ("Terlentang", "Telentang", "Berbaring", "Baring", "Tidur", "L", "Panjang", "PB", "Lying"),
}

WEIGHT_GAIN = {
    "N": ("N", "Naik", "Ya", "Y"),
    "T": ("T", "Tidak", "Tidak Naik", "Turun", "Tetap", "T1", "T2"),
    "O": ("O", "Tidak Ditimbang Bulan Lalu", "Bulan lalu tidak ditimbang"),
    "B": ("B", "Baru", "Baru pertama kali", "Pertama kali"),
}

WAZ = {
    "sangat_kurang": (
        "Sangat Kurang", "Berat Badan Sangat Kurang", "BB Sangat Kurang", "Gizi Buruk",
        "Severely Underweight", "SK", "Sangat Kurus",
    ),
    "kurang": ("Kurang", "Berat Badan Kurang", "BB Kurang", "Gizi Kurang", "Underweight", "K"),
    "normal": ("Normal", "Berat Badan Normal", "BB Normal", "Baik", "Gizi Baik"),
    "risiko_lebih": (
        "Risiko Lebih", "Resiko Lebih", "Risiko Berat Badan Lebih", "Resiko Berat Badan Lebih",
        "Risiko BB Lebih", "Resiko BB Lebih", "Lebih", "Gizi Lebih", "Berat Badan Lebih",
    ),
    "outlier": ("Outlier",),
}  # fmt: skip

HAZ = {
    "sangat_pendek": ("Sangat Pendek", "Severely Stunted", "SP"),
    "pendek": ("Pendek", "Stunted"),
    "normal": ("Normal",),
    "tinggi": ("Tinggi", "Tall", "Lebih"),
    "outlier": ("Outlier",),
    "stunting": ("Stunting", "Ya", "Stunting (Pendek/Sangat Pendek)"),
    "tidak_stunting": (
        "Tidak Stunting",
        "Tidak",
        "Bukan Stunting",
        "Non Stunting",
        "Resiko Stunting",
        "Risiko Stunting",
        "Berisiko Stunting",
        "Beresiko Stunting",
    ),
}
"""The last two are local columns ("status_stunting") that do not tell pendek from sangat pendek.
"Resiko Stunting" there is a z from -2 to -1 (82 of 82 rows of a local list): not stunted."""

WHZ = {
    "gizi_buruk": ("Gizi Buruk", "Buruk", "Sangat Kurus", "Severely Wasted"),
    "gizi_kurang": ("Gizi Kurang", "Kurang", "Kurus", "Wasted"),
    "normal": ("Gizi Baik", "Normal", "Baik"),
    "risiko_lebih": (
        "Risiko Gizi Lebih", "Resiko Gizi Lebih", "Risiko Lebih", "Resiko Lebih",
        "Berisiko Gizi Lebih", "Beresiko Gizi Lebih",
    ),
    "lebih": ("Gizi Lebih", "Lebih", "Gemuk", "Overweight"),
    "obesitas": ("Obesitas", "Obese", "Obes"),
    "outlier": ("Outlier",),
}  # fmt: skip

SEX_NUMBERS = {"1": "m", "2": "f"}
"""Sex in numbers as in WHO Anthro and Indonesian forms (1 laki-laki, 2 perempuan). Meant only where
the whole column is written so: see ``typed.is_numbered_sex``."""

STUNTED = frozenset({"pendek", "sangat_pendek", "stunting"})

_BLANK = frozenset({"", "na", "null", "none", "nan", "kosong", "0"})


def _key(raw: object) -> str:
    return re.sub(r"[^0-9a-z]", "", str(raw).lower())


def _table(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {_key(s): code for code, spellings in words.items() for s in spellings}


_TABLES = {
    "sex": _table(SEX),
    "measure": _table(MEASURE),
    "weight_gain": _table(WEIGHT_GAIN),
    "label_waz": _table(WAZ),
    "label_haz": _table(HAZ),
    "label_whz": _table(WHZ),
}


def code_of(field: str, raw: object) -> str | None:
    """The code of a cell of ``field`` (a key of the tables above); None empty, ``UNKNOWN`` else."""
    if raw is None:
        return None
    text = _key(raw)
    if text in _BLANK:
        return None
    return _TABLES[field].get(text, UNKNOWN)
