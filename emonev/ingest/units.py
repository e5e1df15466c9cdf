"""Units a measured column may be written in: what a header states, and what the numbers allow.

The product keeps kg and cm. A column in another unit is converted as a whole, exactly: 9855 g is
9.855 kg. Scattered cells in another unit are mended one by one (``values.measured``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from emonev.ingest.values import MEASURES, Parsed, is_nines, measured, plain_number

DIVISORS: dict[str, dict[str, float]] = {
    "kg": {"kg": 1, "g": 1000, "ons": 10},
    "cm": {"cm": 1, "mm": 10, "m": 0.01},
}
"""The unit kept → unit written → by what its numbers are divided. An Indonesian ons is 100 g."""

NAMES = {
    "kg": "kilogram (kg)", "g": "gram (g)", "ons": "ons (100 g)",
    "cm": "sentimeter (cm)", "mm": "milimeter (mm)", "m": "meter (m)",
}  # fmt: skip
"""Units as the user chooses among them."""

MEASURE_NAMES = {
    "weight_kg": "Berat", "lenhei_cm": "Tinggi/panjang", "muac_cm": "Lingkar lengan atas",
    "headc_cm": "Lingkar kepala", "birth_weight_kg": "Berat lahir",
    "birth_length_cm": "Panjang lahir",
}  # fmt: skip

_SPELLED = {
    "kg": ("kilogram", "kilo", "kgs?"),
    "g": ("grams?", "grm?", "g"),
    "ons": ("ons",),
    "cm": ("centimeter", "sentimeter", "cm"),
    "mm": ("millimeter", "milimeter", "mm"),
    "m": ("meter", "mtr", "m"),
}
_ALL = "|".join(word for words in _SPELLED.values() for word in words)
_LONG = "|".join(w for words in _SPELLED.values() for w in words if w not in ("g", "m"))
_STATED = re.compile(
    rf"(?:\s*[(\[]\s*(?:dalam|satuan|dlm)?\s*:?\s*(?P<inside>{_ALL})\.?\s*[)\]]"
    rf"|[\s,]+(?:dalam|satuan|dlm)\s+(?P<said>{_ALL})\.?"
    rf"|[\s,_]+(?P<last>{_LONG})\.?|_(?P<short>g|m))\s*[*:]*\s*$",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\s*\d{1,2}[.,]\d{3}\s*(?:gram|gr|g)?\.?\s*", re.IGNORECASE)

_BESIDE_UNITS = r"l/p|bulan|bln|tahun|hari|[dhmbty]{1,4}([-/.][dhmbty]{1,4}){2}|sd|n/t"

_FITS = 0.9
"""Share of the numbers that must be possible in a unit before it is offered."""


def without_unit(header: str) -> str:
    """A header without the unit at its end: "BB Lahir (gram)" → "BB Lahir"."""
    return _STATED.sub("", header)


def stated_unit(header: str, field: str) -> str:
    """The unit a header states for a measured field; "" where it states none that suits it."""
    found = _STATED.search(header)
    word = next(filter(None, found.groups()), "").lower() if found else ""
    for unit in DIVISORS[MEASURES[field].unit]:
        if word and re.fullmatch("|".join(_SPELLED[unit]), word):
            return unit
    return ""


def is_row_of_units(texts: Sequence[str]) -> bool:
    """True for a row below a header that only says units: "kg", "(cm)", "bulan", "L/P"."""
    filled = [text.strip(" ()[]").lower() for text in texts if text]
    units = sum(bool(re.fullmatch(_ALL, text)) for text in filled)
    return units > 0 and all(re.fullmatch(rf"{_ALL}|{_BESIDE_UNITS}", text) for text in filled)


def number_in(raw: object, unit: str) -> float | None:
    """The number written in a cell of a column in ``unit``; None for none, 0, 999 and dates.

    Of grams, "9.855" as text is nine thousand.
    """
    number, code = plain_number(raw)
    if code or not number or (number >= 999 and is_nines(number)):
        return None
    if unit == "g" and isinstance(raw, str) and _THOUSANDS.fullmatch(raw):
        return round(number * 1000, 3)
    return number


def converted(number: float, field: str, unit: str) -> float | None:
    """The number of a unit in kg or cm, or None where no child has it."""
    measure = MEASURES[field]
    value = round(number / DIVISORS[measure.unit][unit], 6)
    return value if measure.low <= value <= measure.high else None


def in_unit(field: str, unit: str) -> Callable[[object], Parsed]:
    """The parser of a column written in ``unit`` (one of ``DIVISORS``).

    A cell impossible in it and plain in kg or cm is taken as that, and flagged.
    """
    plain = measured(field)

    def parse(raw: object) -> Parsed:
        number = number_in(raw, unit)
        if number is None:
            value, code = plain_number(raw)
            if code == "tanggal":
                return None, "angka_jadi_tanggal_rancu"
            return None, code or {None: None, 0.0: "nol_kosong"}.get(value, "angka_kosong_999")
        found = converted(number, field, unit)
        if found is not None:
            return found, None
        found, code = plain(raw)
        return (found, "satuan_sel_berbeda") if code is None else (None, "angka_mustahil")

    return parse


def share_that_fits(cells: Sequence[object], field: str, unit: str) -> float:
    """Share of the numbers in ``cells`` that are possible in ``unit``; 1.0 without any number."""
    numbers = [n for n in (number_in(raw, unit) for raw in cells) if n is not None]
    good = sum(converted(number, field, unit) is not None for number in numbers)
    return good / len(numbers) if numbers else 1.0


def fitting_units(cells: Sequence[object], field: str) -> tuple[str, ...]:
    """Units in which nearly all numbers are possible, the best first."""
    units = DIVISORS[MEASURES[field].unit]
    shares = {unit: share_that_fits(cells, field, unit) for unit in units}
    return tuple(sorted((u for u in units if shares[u] >= _FITS), key=lambda u: -shares[u]))
