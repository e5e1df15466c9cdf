"""Numbers and dates as Indonesian readers write them: 12.345 and 20,8 %, "–" for no data."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from emonev.core.period import MONTHS_LONG, MONTHS_SHORT

MISSING = "–"
"""No data; never 0."""

MINUS = "−"
"""U+2212, as wide as a plus sign."""

HARD_SPACE = "\u00a0"
"""Between number and unit, so that a line never breaks there."""


def integer(value: int | None) -> str:
    """12345 → "12.345"."""
    if value is None:
        return MISSING
    return f"{value:,}".replace(",", ".").replace("-", MINUS)


def rupiah(value: int | None) -> str:
    """Whole rupiah: 1250000 → "Rp 1.250.000" (with a hard space)."""
    return MISSING if value is None else f"Rp{HARD_SPACE}{integer(value)}"


def signed_integer(value: int | None) -> str:
    """-148 → "−148", 12 → "+12", 0 → "0"."""
    if value is None:
        return MISSING
    return ("+" if value > 0 else "") + integer(value)


def decimal(value: float | None, places: int = 1) -> str:
    """20.84 → "20,8". Rounded half up, as people check it by hand; no "−0,0"."""
    if value is None:
        return MISSING
    rounded = _rounded(value, places)
    text = f"{rounded:,.{places}f}"
    return text.translate(str.maketrans(",.-", ".," + MINUS))


def signed_decimal(value: float | None, places: int = 1) -> str:
    """-1.3 → "−1,3", 0.4 → "+0,4"."""
    if value is None:
        return MISSING
    return ("+" if _rounded(value, places) > 0 else "") + decimal(value, places)


def percent(share: float | None, places: int = 1) -> str:
    """A proportion 0-1: 0.208 → "20,8 %" (with a hard space)."""
    if share is None:
        return MISSING
    return decimal(_times_hundred(share), places) + HARD_SPACE + "%"


def percent_range(low: float | None, high: float | None, places: int = 1) -> str:
    """Two proportions: "13,2–16,1 %"."""
    if low is None or high is None:
        return MISSING
    return f"{decimal(_times_hundred(low), places)}–{percent(high, places)}"


def percentage_points(change: float | None, places: int = 1) -> str:
    """A difference of proportions: -0.013 → "−1,3 persen poin"."""
    if change is None:
        return MISSING
    return signed_decimal(_times_hundred(change), places) + HARD_SPACE + "persen poin"


def day(value: date | None) -> str:
    """30 September 2025 → "30 Sep 2025"."""
    if value is None:
        return MISSING
    return f"{value.day} {MONTHS_SHORT[value.month - 1]} {value.year}"


def long_day(value: date | None) -> str:
    """30 September 2025 → "30 September 2025"."""
    if value is None:
        return MISSING
    return f"{value.day} {MONTHS_LONG[value.month - 1]} {value.year}"


def _times_hundred(share: float) -> float:
    return float(Decimal(repr(float(share))) * 100)


def _rounded(value: float, places: int) -> Decimal:
    """Half up on the number as written (repr), so that 0.125 → 0.13 and 2.675 → 2.68."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return rounded if rounded else Decimal(0).scaleb(-places)
