"""Numbers and weekdays as an official letter writes them: "dua puluh delapan", "Kamis"."""

from __future__ import annotations

from datetime import date

ONES = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
)  # fmt: skip

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

UNITS = ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", ""))
"""Size, its word after a number, its word for one."""


def spelled(number: int) -> str:
    """28 → "dua puluh delapan", 2025 → "dua ribu dua puluh lima". Raises ValueError past 0-9999."""
    if not 0 <= number <= 9999:
        raise ValueError(f"not between 0 and 9999: {number}")
    if number < 12:
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    unit, name, single = next(one for one in UNITS if number >= one[0])
    many, rest = divmod(number, unit)
    head = single if many == 1 else f"{ONES[many]} {name}"
    return f"{head} {spelled(rest)}" if rest else head


def weekday(value: date) -> str:
    """28 August 2025 → "Kamis"."""
    return WEEKDAYS[value.weekday()]
