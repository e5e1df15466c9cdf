"""The time inside a column's header: "2021", "Jan 2025", "Stunting Tahun 2021", "TW II"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from emonev.ingest.header import squeezed
from emonev.ingest.tables.cells import YEARS, month_of

_DATE = re.compile(r"^(20\d\d)-(\d\d)-01(?: 00:00:00)?$")
"""A header cell that Excel took for a date ("Jan-25" becomes 2025-01-01)."""

_SHORT = re.compile(r"^([A-Za-z]{3,9})\.?\s*[-/' ]\s*'?(\d\d)$")
""" "Jan-24", "Agt '25"."""

_QUARTER = re.compile(r"\b(?:tw|triwulan|triw|trw)\s*[.\-]?\s*(iv|iii|ii|i|[1-4])\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:\b(?:tahun|thn|th|ta)\.?\s*)?(?<![\d.,])(20\d\d)(?:\.0)?(?![\d]|[.,]\d)",
                   re.IGNORECASE)  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FEWEST_LETTERS = 4
"""A shorter month ("Jan", "Mei") counts only where nothing else stands in the header."""


@dataclass(frozen=True, slots=True)
class Time:
    """What a header says about time; 0 where it says nothing."""

    year: int = 0
    month: int = 0
    quarter: int = 0

    def __bool__(self) -> bool:
        return bool(self.year or self.month or self.quarter)

    def within(self, other: Time) -> Time:
        """What this leaves open is taken from ``other``."""
        finer = self if self.month or self.quarter else other
        return Time(self.year or other.year, finer.month, finer.quarter)

    @property
    def period(self) -> str:
        """ "2025-08", "2025-TW2", "2025"; "" without a year."""
        if not self.year:
            return ""
        if self.month:
            return f"{self.year}-{self.month:02d}"
        return f"{self.year}-TW{self.quarter}" if self.quarter else f"{self.year}"


def time_of_period(period: str) -> Time:
    """The parts of "2025-08", "2025-TW2" or "2025"; nothing for ""."""
    if not period:
        return Time()
    year, _, rest = period.partition("-")
    if rest.startswith("TW"):
        return Time(int(year), quarter=int(rest[2:3]))
    return Time(int(year), month=int(rest) if rest else 0)


def timed(path: Iterable[str]) -> tuple[Time, str]:
    """The time all texts of a path say together, and the texts without it, joined."""
    time, rest = Time(), []
    for text in path:
        own, left = _timed_text(text)
        time = own.within(time) if own else time
        rest.append(left)
    return time, " ".join(text for text in rest if text)


def _timed_text(text: str) -> tuple[Time, str]:
    plain = squeezed(text)
    if found := _DATE.match(plain):
        return Time(int(found[1]), month=int(found[2])), ""
    if (found := _SHORT.match(plain)) and (number := month_of(found[1])):
        return Time(2000 + int(found[2]), month=number), ""
    quarter = _QUARTER.search(plain)
    left = _QUARTER.sub(" ", plain, count=1) if quarter else plain
    year = _YEAR.search(left)
    if year and int(year[1]) in YEARS:
        left = left[: year.start()] + " " + left[year.end() :]
    month, left = _month(left)
    number = 0
    if quarter:
        number = _NUMBERS.get(quarter[1].lower()) or int(quarter[1])
    time = Time(int(year[1]) if year else 0, 0 if quarter else month, number)
    return (time, _tidy(left)) if time else (Time(), plain)


def _month(text: str) -> tuple[int, str]:
    words = _WORD.findall(text)
    alone = [word for word in words if word.lower() not in ("bulan", "bln")]
    for word in alone:
        number = month_of(word)
        if number and (len(word) >= _FEWEST_LETTERS or len(alone) == 1):
            left = re.sub(rf"\b(?:(?:bulan|bln)\s*)?{word}\b", " ", text, count=1,
                          flags=re.IGNORECASE)  # fmt: skip
            return number, left
    return 0, text


def _tidy(text: str) -> str:
    """Without brackets, dashes, marks of a footnote and "tahun" that only held the time."""
    text = re.sub(r"\(\s*\)|\[\s*\]|\*+\)?", " ", text)
    text = re.sub(r"^(?:tahun|bulan|bln|thn)\b|\b(?:tahun|bulan|bln|thn)\s*$", " ", text.strip(),
                  flags=re.IGNORECASE)  # fmt: skip
    return " ".join(text.split()).strip(" -–/.,:_'")
