"""One raw cell → one date, and the order of day and month settled for a column.

Forms: date cells, Excel day numbers, ISO text with NBSP or a clock time, dd/mm/yyyy, dd/mm/yy,
m/d/yyyy, dd-mm-yyyy, "5 Mei 2024". Two-digit years are this century (children under five).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from emonev.core.age import DAYS_PER_MONTH
from emonev.ingest.values import BLANK_WORDS, clean

_MONTHS = {
    "jan": 1, "januari": 1, "january": 1, "feb": 2, "peb": 2, "februari": 2, "pebruari": 2,
    "february": 2, "mar": 3, "mrt": 3, "maret": 3, "march": 3, "apr": 4, "april": 4, "mei": 5,
    "may": 5, "jun": 6, "juni": 6, "june": 6, "jul": 7, "juli": 7, "july": 7, "agu": 8, "ags": 8,
    "agt": 8, "agst": 8, "agust": 8, "agustus": 8, "aug": 8, "august": 8, "sep": 9, "sept": 9,
    "september": 9, "okt": 10, "oct": 10, "oktober": 10, "october": 10, "nov": 11, "nop": 11,
    "november": 11, "nopember": 11, "des": 12, "dec": 12, "desember": 12, "december": 12,
}  # fmt: skip

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$")
_NUMERIC = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?:[ T]\d.*)?$")
_NAMED = re.compile(r"^(\d{1,2})[-/. ]*([A-Za-z]+)[-/., ]*(\d{4}|\d{2})$")
_NAMED_US = re.compile(r"^([A-Za-z]+)[-/. ]*(\d{1,2})[-/., ]+(\d{4})$")
_COMPACT = re.compile(r"^(20\d{2})(\d{2})(\d{2})$")
_EPOCH = date(1899, 12, 30)  # Excel's day 0 for serials after February 1900
_FIRST_SERIAL, _LAST_SERIAL = 36526, 54788  # 2000-01-01 .. 2049-12-31: any child of today

_AGE = re.compile(
    r"^(?:(\d+)\s*(?:tahun|thn|th|t)\b)?[\s,\-–]*(?:(\d+)\s*(?:bulan|bln|bl|b)\b)?"
    r"[\s,\-–]*(?:(\d+)\s*(?:hari|hr|h)\b)?$",
    re.IGNORECASE,
)

UNREADABLE = "tidak_terbaca"
AMBIGUOUS = "rancu"


@dataclass(frozen=True, slots=True)
class Age:
    """Age as the sheet writes it. ``days`` None where only months (or years) are given."""

    months: int
    days: int | None


def month_number(name: str) -> int | None:
    """1–12 of an Indonesian or English month name or its short form."""
    return _MONTHS.get(name.lower())


def two_numbers(raw: object) -> tuple[int, int, int] | None:
    """The three numbers of an "a/b/yyyy" text, century settled, or None for another form."""
    if not isinstance(raw, str):
        return None
    match = _NUMERIC.match(clean(raw))
    if not match:
        return None
    return int(match[1]), int(match[2]), _century(match[3])


def read_date(raw: object, order: str | None) -> tuple[date | None, str | None]:
    """``(date, code)``; ``order`` "dmy", "mdy" or None (then only unambiguous texts are read).

    Codes: ``UNREADABLE``, ``AMBIGUOUS`` (two dates possible and no order known), None.
    """
    if raw is None or raw == "":
        return None, None
    if isinstance(raw, datetime):
        return raw.date(), None
    if isinstance(raw, date):
        return raw, None
    if isinstance(raw, bool):
        return None, UNREADABLE
    if isinstance(raw, (int, float)):
        return _from_number(float(raw))
    text = clean(raw)
    if text.lower() in BLANK_WORDS or text in {"0", "0000-00-00", "00/00/0000"}:
        return None, None
    return _from_text(text, order)


def _from_number(number: float) -> tuple[date | None, str | None]:
    if number == 0:
        return None, None
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(number)), None
    match = _COMPACT.match(f"{number:.0f}")
    return _made(int(match[1]), int(match[2]), int(match[3])) if match else (None, UNREADABLE)


def _from_text(text: str, order: str | None) -> tuple[date | None, str | None]:
    if match := _ISO.match(text):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.match(text):
        return _from_two_numbers(int(match[1]), int(match[2]), _century(match[3]), order)
    if match := _NAMED.match(text):
        return _named(match[1], match[2], match[3])
    if match := _NAMED_US.match(text):
        return _named(match[2], match[1], match[3])
    if match := _COMPACT.match(text):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _from_number(float(text))
    return None, UNREADABLE


def _named(day: str, name: str, year: str) -> tuple[date | None, str | None]:
    month = month_number(name)
    return _made(_century(year), month, int(day)) if month else (None, UNREADABLE)


def _from_two_numbers(
    first: int, second: int, year: int, order: str | None
) -> tuple[date | None, str | None]:
    if first > 12 or first == second:
        return _made(year, second, first)
    if second > 12:
        return _made(year, first, second)
    if order is None:
        return None, AMBIGUOUS
    return _made(year, second, first) if order == "dmy" else _made(year, first, second)


def _made(year: int, month: int, day: int) -> tuple[date | None, str | None]:
    if not 1990 <= year <= 2100:
        return None, UNREADABLE
    try:
        return date(year, month, day), None
    except ValueError:
        return None, UNREADABLE


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def order_of_column(cells: Iterable[object]) -> str | None:
    """ "dmy" or "mdy" where a day over 12 settles it for the column, else None.

    Mixed evidence (both kinds) settles nothing.
    """
    day_first = month_first = False
    for raw in cells:
        numbers = two_numbers(raw)
        if numbers is None:
            continue
        day_first |= numbers[0] > 12 >= numbers[1]
        month_first |= numbers[1] > 12 >= numbers[0]
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def is_ambiguous(raw: object) -> bool:
    """True for "a/b/yyyy" with two different numbers of at most 12."""
    numbers = two_numbers(raw)
    return numbers is not None and max(numbers[:2]) <= 12 and numbers[0] != numbers[1]


def swapped(day: date) -> date | None:
    """The date with day and month exchanged, or None where that is no date."""
    return date(day.year, day.day, day.month) if day.day <= 12 else None


def read_age(raw: object) -> Age | None:
    """ "3 Tahun - 2 Bulan - 10 Hari" → Age(38, 10); "38 bulan" or 38 → Age(38, None)."""
    if raw is None or raw == "" or isinstance(raw, (bool, date, timedelta)):
        return None
    if isinstance(raw, (int, float)):
        return Age(int(raw), None) if 0 <= raw <= 120 else None
    text = clean(raw)
    if re.fullmatch(r"\d{1,3}([.,]\d+)?", text):
        return read_age(float(text.replace(",", ".")))
    match = _AGE.match(text)
    if not text or not match or not any(match.groups()):
        return None
    years, months, days = match.groups()
    if years and not months and not days:
        return None
    return Age(int(years or 0) * 12 + int(months or 0), int(days) if days else None)


def born(measured_on: date, age: Age) -> date:
    """The birth date that gives ``age`` (completed months and days) on ``measured_on``.

    e-PPGBM counts a month as 30.4375 days and cuts the days off, so its age text tells the birth
    date to the day (measured: 1,644 of 1,644 rows of a genuine export).
    """
    return measured_on - timedelta(days=ceil(age.months * DAYS_PER_MONTH + (age.days or 0)))


def age_gap_days(birth: date, measured_on: date, age: Age) -> int:
    """Days between ``birth`` and the birth the age text implies; months-only ages give a month."""
    gap = (born(measured_on, age) - birth).days
    if age.days is not None:
        return abs(gap)
    return max(0, -gap) if gap < 0 else max(0, gap - 31)
