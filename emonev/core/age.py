"""Age in the bands of the cube."""

from __future__ import annotations

from dataclasses import dataclass

DAYS_PER_MONTH = 30.4375
"""365.25 / 12, WHO's month (growth.md §1.1)."""


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Completed months; ``below_months`` is None for the open last band."""

    key: str
    below_months: int | None


AGE_BANDS: tuple[AgeBand, ...] = (
    AgeBand("00-05", 6),
    AgeBand("06-11", 12),
    AgeBand("12-23", 24),
    AgeBand("24-35", 36),
    AgeBand("36-47", 48),
    AgeBand("48-59", 60),
    AgeBand("60+", None),
)

BADUTA_BANDS = ("00-05", "06-11", "12-23")
BALITA_BANDS = (*BADUTA_BANDS, "24-35", "36-47", "48-59")

BANDS_OF_AGE: dict[str, tuple[str, ...]] = {"baduta": BADUTA_BANDS, "balita": BALITA_BANDS}
"""The filter's age groups: anak 0-23 and 0-59 months."""


def age_band(age_days: int) -> str:
    """The band of an age in days; 60 months (1826.25 days) and more is "60+"."""
    for band in AGE_BANDS:
        if band.below_months is not None and age_days < band.below_months * DAYS_PER_MONTH:
            return band.key
    return AGE_BANDS[-1].key
