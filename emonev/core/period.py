"""Periods and their rules: which months a figure counts (numbers.md: every figure names its rule).

A period is written "2025" (rule ``tahun``: the August wave of that year), "2025-TW3" (a quarter),
"2025-TW3-SD" (January to the end of that quarter, as Sigizi reports do) or "2025-08" (a month; a
weighing wave, ``gelombang``, when it is February, August or a month the kabupaten declared
"serentak").
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS_SHORT = (
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
)  # fmt: skip
MONTHS_LONG = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

WAVE_MONTHS = frozenset({2, 8})
"""Weighing months of e-PPGBM ("bulan penimbangan"): February and August."""

_ROMAN = ("I", "II", "III", "IV")


class Rule(StrEnum):
    """How a period is counted; printed with its months next to every figure."""

    BULAN = "bulan"
    GELOMBANG = "gelombang"
    TRIWULAN = "triwulan"
    TRIWULAN_SD = "triwulan_sd"
    TAHUN = "tahun"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year with a rule and a number (month 1-12, quarter 1-4; 8 for ``tahun``)."""

    year: int
    number: int
    rule: Rule

    @property
    def key(self) -> str:
        """As people and the command line write it: "2025", "2025-TW3", "2025-TW3-SD", "2025-08"."""
        if self.rule is Rule.TAHUN:
            return f"{self.year}"
        if self.rule is Rule.TRIWULAN_SD:
            return f"{self.year}-TW{self.number}-SD"
        if self.rule is Rule.TRIWULAN:
            return f"{self.year}-TW{self.number}"
        return f"{self.year}-{self.number:02d}"

    @property
    def cube_key(self) -> str:
        """Key of the cube rows this period reads: a year is its August wave."""
        return f"{self.year}-08" if self.rule is Rule.TAHUN else self.key

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """(year, month) pairs counted by this period, oldest first."""
        if self.rule is Rule.TAHUN:
            return ((self.year, 8),)
        if self.rule is Rule.TRIWULAN:
            first = 3 * self.number - 2
            return tuple((self.year, m) for m in range(first, first + 3))
        if self.rule is Rule.TRIWULAN_SD:
            return tuple((self.year, m) for m in range(1, 3 * self.number + 1))
        return ((self.year, self.number),)

    @property
    def start(self) -> date:
        """First day counted."""
        year, month = self.months[0]
        return date(year, month, 1)

    @property
    def end(self) -> date:
        """Last day counted."""
        year, month = self.months[-1]
        following = date(year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=1)

    @property
    def label(self) -> str:
        """Indonesian, with the months: "Agustus 2025", "TW III 2025 (Jul–Sep)"."""
        if self.rule is Rule.TAHUN:
            return f"{self.year} (gelombang Agustus)"
        if self.rule is Rule.TRIWULAN:
            first, last = self.months[0][1], self.months[-1][1]
            span = f"{MONTHS_SHORT[first - 1]}–{MONTHS_SHORT[last - 1]}"
            return f"TW {_ROMAN[self.number - 1]} {self.year} ({span})"
        if self.rule is Rule.TRIWULAN_SD:
            span = f"Jan–{MONTHS_SHORT[self.months[-1][1] - 1]}"
            return f"s.d. TW {_ROMAN[self.number - 1]} {self.year} ({span}, cara Sigizi)"
        return f"{MONTHS_LONG[self.number - 1]} {self.year}"

    @property
    def short_label(self) -> str:
        """For axes: "Agu 2025", "TW III 2025"."""
        if self.rule is Rule.TAHUN:
            return str(self.year)
        if self.rule in (Rule.TRIWULAN, Rule.TRIWULAN_SD):
            to_date = "s.d. " if self.rule is Rule.TRIWULAN_SD else ""
            return f"{to_date}TW {_ROMAN[self.number - 1]} {self.year}"
        return f"{MONTHS_SHORT[self.number - 1]} {self.year}"

    def year_ago(self) -> Period:
        """The same period one year earlier."""
        return Period(self.year - 1, self.number, self.rule)

    def previous(self) -> Period:
        """The period before, by the same rule; a regular wave's is six months earlier."""
        if self.rule is Rule.TAHUN:
            return self.year_ago()
        if self.rule in (Rule.TRIWULAN, Rule.TRIWULAN_SD):
            if self.number == 1:
                return Period(self.year - 1, 4, self.rule)
            return Period(self.year, self.number - 1, self.rule)
        step = 6 if self.rule is Rule.GELOMBANG else 1
        count = self.year * 12 + self.number - 1 - step
        return Period(count // 12, count % 12 + 1, self.rule)


def month(year: int, number: int, serentak: Collection[str] = ()) -> Period:
    """The month as a period: a wave in February, August or when its key is in ``serentak``."""
    wave = number in WAVE_MONTHS or f"{year}-{number:02d}" in serentak
    return Period(year, number, Rule.GELOMBANG if wave else Rule.BULAN)


def parse_period(text: str, serentak: Collection[str] = ()) -> Period:
    """ "2025", "2025-TW1", "2025-TW1-SD" or "2025-08" as a Period. Raises ValueError otherwise."""
    cleaned = text.strip().upper()
    if re.fullmatch(r"\d{4}", cleaned):
        return Period(int(cleaned), 8, Rule.TAHUN)
    if found := re.fullmatch(r"(\d{4})-?TW([1-4])(-SD)?", cleaned):
        rule = Rule.TRIWULAN_SD if found[3] else Rule.TRIWULAN
        return Period(int(found[1]), int(found[2]), rule)
    if (found := re.fullmatch(r"(\d{4})-(\d{2})", cleaned)) and 1 <= int(found[2]) <= 12:
        return month(int(found[1]), int(found[2]), serentak)
    raise ValueError(text)
