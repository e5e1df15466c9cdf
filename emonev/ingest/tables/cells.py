"""One raw cell of a table of counts → a whole number, a proportion, a month, a year.

Each function returns ``(value, code)``: the value or None, and the issue code or None. Empty, "-"
and the like are None without a code: missing is not zero.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from emonev.core.period import MONTHS_LONG, MONTHS_SHORT
from emonev.ingest.entries import LARGEST_COUNT
from emonev.ingest.values import BLANK_WORDS, clean, plain_number

_THOUSANDS = re.compile(r"^\d{1,3}([. ]\d{3})+$|^\d{1,3}(,\d{3})+$")
_MONTH_YEAR = re.compile(r"(?<![a-z])([a-z]{3,12})[\s\-/.]{0,9}(20\d\d)\b")
_PERCENT = re.compile(r"\s*%+\s*$")

YEARS = range(2000, 2100)

_OTHER_SPELLINGS = {
    "pebruari": 2, "peb": 2, "feb": 2, "febr": 2, "february": 2, "january": 1, "march": 3,
    "mrt": 3, "may": 5, "june": 6, "july": 7, "agt": 8, "agust": 8, "ags": 8, "agst": 8,
    "agts": 8, "agustus": 8, "august": 8, "aug": 8, "sept": 9, "october": 10, "oct": 10,
    "nopember": 11, "nop": 11, "december": 12, "dec": 12, "mei": 5,
}  # fmt: skip

_MONTHS = (
    {name.lower(): number for number, name in enumerate(MONTHS_SHORT, 1)}
    | {name.lower(): number for number, name in enumerate(MONTHS_LONG, 1)}
    | _OTHER_SPELLINGS
)


def count_of(raw: object) -> tuple[int | None, str | None]:
    """A count of people: ``"1.234" "1 234" 1234.0`` are 1234, ``"-"`` and ``""`` are None.

    Codes: "bukan_bilangan_bulat" for a fraction, "angka_negatif", "angka_tidak_terbaca",
    "nilai_galat" (#N/A), "angka_jadi_tanggal_rancu" for a date.
    """
    if isinstance(raw, str):
        return _count_in(raw)
    if type(raw) is float and raw.is_integer() and 0 <= raw <= LARGEST_COUNT:
        return int(raw), None  # what nearly every cell of a workbook is
    return _counted(raw)


@lru_cache(maxsize=65_536)
def _count_in(raw: str) -> tuple[int | None, str | None]:
    text = clean(raw)
    if text.lower() in BLANK_WORDS:
        return None, None
    return _counted(re.sub(r"[., ]", "", text) if _THOUSANDS.match(text) else raw)


def _counted(raw: object) -> tuple[int | None, str | None]:
    number, code = plain_number(raw)
    if code is not None:
        return None, "angka_jadi_tanggal_rancu" if code == "tanggal" else code
    if number is None:
        return None, None
    if number < 0:
        return None, "angka_negatif"
    if number != int(number):
        return None, "bukan_bilangan_bulat"
    return (int(number), None) if number <= LARGEST_COUNT else (None, "angka_mustahil")


def share_of(raw: object, *, percent: bool = True) -> tuple[float | None, str | None]:
    """A printed share as proportion: ``"8,6 %" "9.35% %" 8.6`` are 0.086 where the column is in
    ``percent``. Excel's own percent cells hold the proportion: pass ``percent=False`` for them."""
    signed = isinstance(raw, str) and "%" in raw
    text = _PERCENT.sub("", clean(raw)) if isinstance(raw, str) else raw
    number, code = plain_number(text)
    if code is not None or number is None:
        return None, "angka_tidak_terbaca" if code == "tanggal" else code
    return (number / 100 if percent or signed else number), None


def month_of(raw: object) -> int | None:
    """1-12 from "Agustus", "AGT", 8, "08"; a date cell gives its month; None for anything else."""
    if isinstance(raw, (date, datetime)):
        return raw.month
    text = clean("" if raw is None else raw).lower().removesuffix(".0").strip(". ")
    if re.fullmatch(r"\d{1,2}", text):
        return int(text) if 1 <= int(text) <= 12 else None
    return _MONTHS.get(text)


def year_of(raw: object) -> int | None:
    """A year 2000-2099 from 2025, 2025.0, "2025", "Tahun 2025", "TA. 2025", "2025*)"; else None."""
    text = re.sub(r"\s*\*+\)?$", "", clean("" if raw is None else raw).removesuffix(".0"))
    found = re.fullmatch(r"(?:(?:tahun|thn|th|ta)\.?\s*)?(\d{4})", text, re.IGNORECASE)
    return int(found[1]) if found and int(found[1]) in YEARS else None


def period_in(text: object) -> str:
    """The month or year a title names: "BULAN AGUSTUS 2025" → "2025-08", "TAHUN 2024" → "2024",
    "Triwulan II 2025" → "2025-TW2"; "" where it names none (or two)."""
    plain = clean("" if text is None else text).lower()
    quarters = set(_quarters(plain))
    months = {
        f"{int(year)}-{_MONTHS[word]:02d}"
        for word, year in _MONTH_YEAR.findall(plain)
        if word in _MONTHS
    }
    years = set(re.findall(r"\b(20\d\d)\b", plain))
    for found in (quarters, months, years):
        if len(found) == 1:
            return found.pop()
        if len(found) > 1:
            return ""
    return ""


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


_QUARTER = r"\b(?:tw|triwulan|triw|trw)\s*[.\-]?\s*(iv|iii|ii|i|[1-4])\b"


def quarters_in(text: str) -> set[int]:
    """The quarters a text names, with or without a year: "TW I", "Triwulan 2 2025"."""
    return {_ROMAN[number] for number in re.findall(_QUARTER, text.casefold())}


def _quarters(plain: str) -> list[str]:
    found = re.findall(_QUARTER + r"[^0-9]{0,12}(20\d\d)", plain)
    return [f"{year}-TW{_ROMAN[number]}" for number, year in found]
