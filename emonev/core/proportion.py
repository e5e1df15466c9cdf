"""A proportion, its random variation, and what the unmeasured could do to it (numbers.md §6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
"""97.5 % point of the standard normal distribution: two-sided 95 %."""

FEW_CHILDREN = 400
"""Below this denominator the random variation stands on the screen (numbers.md §6)."""

ROUTINE_INTERVAL_WORDS = "variasi acak 95 %"
"""Routine data count those who came: the interval is chance only."""

SURVEY_INTERVAL_WORDS = "selang kepercayaan 95 %"
"""A survey is a sample: its own published interval, never computed here."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """A numerator over a denominator, both counts of children (or child-months).

    ``denominator`` None means not known (no sasaran). ``value`` is None on 0/0 and without a
    denominator; above 1 it is kept, not clipped (domain.md §1.7).
    """

    numerator: int
    denominator: int | None

    def __add__(self, other: Proportion) -> Proportion:
        """Sums of numerators and denominators: the only way percentages are put together."""
        if self.denominator is None or other.denominator is None:
            return Proportion(self.numerator + other.numerator, None)
        return Proportion(self.numerator + other.numerator, self.denominator + other.denominator)

    @property
    def value(self) -> float | None:
        """Numerator / denominator, or None when there is nothing to divide by."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def above_one(self) -> bool:
        """True above 100 %: shown and marked, because the denominator is probably too small."""
        return self.value is not None and self.value > 1

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson score interval, 95 %; None without a value or above 100 %."""
        if not self.denominator or self.numerator > self.denominator:
            return None
        return wilson(self.numerator, self.denominator)


def total(parts: Iterable[Proportion]) -> Proportion:
    """All parts summed, divided last. No parts: 0/0, whose value is None."""
    result = Proportion(0, 0)
    for part in parts:
        result = result + part
    return result


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """Wilson's score interval, 95 %, for 0 <= numerator <= denominator, denominator > 0.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22:209-212. Stays within 0-1 and works at 0 and 1.
    """
    share = numerator / denominator
    z2 = Z_95 * Z_95
    centre = (share + z2 / (2 * denominator)) / (1 + z2 / denominator)
    spread = sqrt(share * (1 - share) / denominator + z2 / (4 * denominator * denominator))
    half = Z_95 * spread / (1 + z2 / denominator)
    low = 0.0 if numerator == 0 else max(0.0, centre - half)
    high = 1.0 if numerator == denominator else min(1.0, centre + half)
    return low, high


def sensitivity(
    value: float, measured: int, population: int, factors: tuple[float, float] = (0.5, 2.0)
) -> tuple[float, float]:
    """Proportion among all children if the unmeasured carry ``factors`` times the risk.

    ``value`` is the proportion among ``measured`` children, ``population`` the sasaran S. A factor
    cannot push the unmeasured above 100 %. Nobody unmeasured: both ends equal ``value``.
    Raises ValueError when ``population`` is not positive.
    """
    if population <= 0:
        raise ValueError("population must be positive")
    unmeasured = max(0, population - measured)
    if not unmeasured:
        return value, value
    ends = [
        (value * measured + min(1.0, value * factor) * unmeasured) / population
        for factor in factors
    ]
    return min(ends), max(ends)
