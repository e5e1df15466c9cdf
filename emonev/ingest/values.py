"""One raw cell → one number, with the quirk it showed (spreadsheets.md §6).

Each function returns ``(value, code)``: the value or None, and the issue code or None. What cannot
be told without guessing becomes missing and is flagged; a row is never lost over a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Parsed = tuple[float | None, str | None]

BLANK_WORDS = frozenset(
    {"", "-", "--", "---", "–", "—", "na", "n/a", "null", "none", "nan", "kosong", "tidak diukur",
     "tidak ada", "td", "?", ".", "x", "*"}
)  # fmt: skip

_ERRORS = re.compile(r"^#(N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)", re.IGNORECASE)
_NUMBER = re.compile(r"^[+-]?(\d+([.,]\d*)*|[.,]\d+)(e[+-]?\d+)?$", re.IGNORECASE)
_UNIT = re.compile(r"\s*(kg|kilogram|cm|gram|gr|g|mm|%|sd)\.?\s*$", re.IGNORECASE)
_GROUPED = re.compile(r"^[+-]?\d{1,3}([.,])\d{3}(\1\d{3})+$")
_TEXT_DATE = re.compile(
    r"^(\d{1,2})[-/ ]([A-Za-z]{3,9})(?:[-/ ](\d{2,4}))?$|^(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?$"
    r"|^(\d{1,2})/(\d{1,2})/(\d{4})$"
)
_MONTH_YEAR = re.compile(r"^[A-Za-z]{3,9}[-/ ]\d{2,4}$")

COMMA_OR_GRAMS = "koma_atau_gram"
"""Not an issue yet: the value stands as typed and waits for the age (``weight_by_age``)."""

_SURELY_GRAMS = 3000.0  # below it, 1120 may be 1120 g or 11.20 kg

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(40179, 51136)  # 2010-01-01 .. 2039-12-31 as Excel day numbers


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measured column may hold. Bounds are those of WHO Anthro's data entry (manual,
    "Individual assessment"): weight 0.9–58 kg, length/height 38–150 cm, MUAC 6–35, head 25–64 cm;
    birth values are bounds of plausibility chosen here."""

    low: float
    high: float
    grams: bool = False
    metres: bool = False
    tenths: bool = False
    """A value ten times too large has lost its comma beyond doubt (924 → 92.4)."""
    unit: str = "cm"

    @property
    def words(self) -> str:
        """The bounds as shown to the user: "0,9–58 kg"."""
        return f"{self.low:g}–{self.high:g} {self.unit}".replace(".", ",")


MEASURES: dict[str, Measure] = {
    "weight_kg": Measure(0.9, 58.0, grams=True, unit="kg"),
    "lenhei_cm": Measure(38.0, 150.0, metres=True, tenths=True),
    "muac_cm": Measure(6.0, 35.0, tenths=True),
    "headc_cm": Measure(25.0, 64.0, tenths=True),
    "birth_weight_kg": Measure(0.5, 7.0, grams=True, tenths=True, unit="kg"),
    "birth_length_cm": Measure(20.0, 70.0, tenths=True),
}

Z_LIMIT = 20.0
"""A z beyond this is no z (5324.99, 999.99); WHO flags from 5 or 6 on, which stays visible."""


def clean(raw: object) -> str:
    """A cell's text without NBSP, outer blanks and a leading apostrophe."""
    return str(raw).replace("\u00a0", " ").strip().lstrip("'`’").strip()


def plain_number(raw: object) -> Parsed:
    """Any cell → the number typed in it. Dates give code "tanggal" (see ``date_as_number``).

    ``"9,8" "9.8" "=9.8" "9,8 kg" 9.799999999999999`` are all 9.8; ``"-"`` and ``""`` are None.
    """
    if raw is None or raw == "":
        return None, None
    if isinstance(raw, bool):
        return None, "angka_tidak_terbaca"
    if isinstance(raw, (int, float)):
        number = float(raw)
        return (_rounded(number), None) if abs(number) < 1e15 else (None, "angka_mustahil")
    if isinstance(raw, (date, datetime, time, timedelta)):
        return None, "tanggal"
    return _number_from_text(clean(raw))


def _number_from_text(text: str) -> Parsed:
    if text.lower() in BLANK_WORDS:
        return None, None
    if _ERRORS.match(text):
        return None, "nilai_galat"
    if text.startswith("="):
        text = text[1:].strip()
    if _TEXT_DATE.match(text) or _MONTH_YEAR.match(text):
        return None, "tanggal"
    text = _UNIT.sub("", _UNIT.sub("", text)).replace(" ", "")
    if not _NUMBER.match(text):
        return None, "angka_tidak_terbaca"
    try:
        number = _rounded(float(_decimal_point(text)))
    except ValueError:
        return None, "angka_tidak_terbaca"
    return (number, None) if abs(number) < 1e15 else (None, "angka_mustahil")


def _rounded(number: float) -> float:
    """Six decimals, and zero without a sign: "-0" and 0 are one value in every container."""
    return round(number, 6) + 0.0


def _decimal_point(text: str) -> str:
    """Decimal comma to point; of two kinds of sign the last is the decimal one."""
    if _GROUPED.match(text):
        return text.replace(".", "").replace(",", "")
    if "," in text and "." in text:
        if text.rfind(",") > text.rfind("."):
            return text.replace(".", "").replace(",", ".")
        return text.replace(",", "")
    return text.replace(",", ".")


def date_as_number(raw: object) -> float | None:
    """The number Excel turned into a date (8.2 → 8 February), or None where two are possible.

    day.month is the number typed. On a first of a month it may as well have been month.year
    ("5.22" becomes 1 May 2022), so that stays missing.
    """
    from emonev.ingest.dates import month_number

    day: int
    month: int
    if isinstance(raw, (date, datetime)):
        day, month = raw.day, raw.month
    elif isinstance(raw, (time, timedelta)):
        return None
    else:
        match = _TEXT_DATE.match(clean(raw))
        if not match:
            return None
        d, name, _, _, iso_m, iso_d, sd, sm, _ = match.groups()
        if name:
            found = month_number(name)
            if not found:
                return None
            day, month = int(d), found
        elif iso_m:
            day, month = int(iso_d), int(iso_m)
        else:
            day, month = int(sd), int(sm)
    if day == 1 or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return float(f"{day}.{month}")


def measured(field: str) -> Callable[[object], Parsed]:
    """The parser of a measured column (a key of ``MEASURES``)."""
    measure = MEASURES[field]

    def parse(raw: object) -> Parsed:
        number, code = plain_number(raw)
        if code == "tanggal":
            return _from_date(date_as_number(raw), measure)
        if number is None:
            return None, code
        if number == 0:
            return None, "nol_kosong"
        return _in_bounds(number, measure, field)

    return parse


def _from_date(number: float | None, measure: Measure) -> Parsed:
    if number is None or not measure.low <= number <= measure.high:
        return None, "angka_jadi_tanggal_rancu"
    return number, "angka_jadi_tanggal"


def _in_bounds(number: float, measure: Measure, field: str) -> Parsed:
    low, high = measure.low, measure.high
    if low <= number <= high:
        return number, None
    if is_nines(number):
        return None, "angka_kosong_999"
    if measure.grams and low <= number / 1000 <= min(high, 35.0):
        if field == "weight_kg" and number < _SURELY_GRAMS:
            return number, COMMA_OR_GRAMS
        return round(number / 1000, 6), "berat_gram"
    if field == "weight_kg" and number in _SERIALS:
        return _from_date(date_as_number(_EXCEL_EPOCH + timedelta(days=int(number))), measure)
    if measure.metres and 0.38 <= number <= 1.5:
        return round(number * 100, 6), "satuan_lain"
    if measure.tenths and number >= 10 and low <= number / 10 <= high:
        return round(number / 10, 6), "koma_hilang"
    if measure.tenths and not low <= number / 10 and low <= number / 100 <= high:
        return round(number / 100, 6), "koma_hilang"
    if measure.metres and low <= number / 100 <= high and number >= 3800:
        return round(number / 100, 6), "koma_hilang"
    if field == "weight_kg" and high < number < 1000:
        return number, COMMA_OR_GRAMS
    return None, "angka_mustahil"


def is_nines(number: float) -> bool:
    """999, 999.9, 999.99, 9999.99 …: a filler for "unknown"."""
    whole, _, decimals = f"{number:.2f}".partition(".")
    return number >= 99.9 and set(whole + decimals.rstrip("0")) == {"9"}


def weight_by_age(number: float, age_days: int | None) -> Parsed:
    """A weight that lost its comma (213 → 21.3) or is in grams, where one reading suits the age.

    The band (half to twice a rough middle weight) is only for telling 2.13 from 21.3.
    """
    if age_days is None or age_days < 0:
        return None, "angka_mustahil"
    months = age_days / 30.4375
    middle = 3.3 + 0.55 * months if months < 12 else 9.7 + 0.19 * (months - 12)
    readings = ((10, "koma_hilang"), (100, "koma_hilang"), (1000, "berat_gram"))
    fits = [(number / by, code) for by, code in readings if middle / 2 <= number / by <= middle * 2]
    if len(fits) != 1:
        return None, "angka_mustahil"
    return round(fits[0][0], 6), fits[0][1]


def z_score(raw: object) -> Parsed:
    """The sheet's own z-score. 0 is a value; a date or a lost comma is ambiguous: missing."""
    number, code = plain_number(raw)
    if code == "tanggal":
        return None, "angka_jadi_tanggal_rancu"
    if number is None:
        return None, code
    if abs(number) <= Z_LIMIT:
        return number, None
    return None, "angka_kosong_999" if is_nines(abs(number)) else "angka_mustahil"


def small_count(raw: object) -> Parsed:
    """Number of vitamin A doses: 0, 1, 2 …; "Ya" is 1; anything else is None without a flag."""
    text = clean("" if raw is None else raw).lower()
    if text in {"ya", "y", "sudah", "v", "√"}:
        return 1.0, None
    if text in {"tidak", "belum"}:
        return 0.0, None
    number, _ = plain_number(raw)
    return (number, None) if number is not None and 0 <= number <= 12 else (None, None)
