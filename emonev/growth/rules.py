"""The numbers of WHO's rules, each with its source, and the three switches.

Source unless said otherwise: WHO Child Growth Standards, Methods and development (2006), chapter 7,
and the computation rules of WHO's software (R package anthro 1.1.0.9000).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DAYS_PER_MONTH = 30.4375
"""365.25 / 12: WHO's month."""
AGE_LIMIT_MONTHS = 60
"""WHO: an age-based z needs months < 60, unrounded (1826.24 days is in, 1826.25 is out)."""
AGE_LIMIT_DAY = 1826
"""WHO: and a day of age, rounded half up, of at most 1826."""
AGE_LIMIT_DAY_EPPGBM = 1856
"""e-PPGBM scores up to the end of WHO's tables by day (measured on real exports)."""
STANDING_FROM_MONTHS = 9
"""WHO: a child below 9 months measured standing is not believed to have stood."""
HEIGHT_FROM_DAY = 731
"""WHO: from day 731 (24 months) height is the measure, before it length."""
LYING_MINUS_STANDING_CM = 0.7
"""WHO: length is 0.7 cm more than height of the same child (Permenkes 2/2020 says the same)."""
HEIGHT_TABLE_FROM_CM = 87.0
"""WHO: age and position unknown: weight-for-length below 87.0 cm, else weight-for-height."""
TAIL_FROM_SD = 3
"""WHO: beyond +-3 SD the distance between the 2nd and 3rd SD is one unit ("restricted z")."""
DECIMALS = 2
"""WHO and e-PPGBM: z is rounded to 2 decimals; flags and labels are cut on the rounded z."""
LARGEST_NUMBER = 1e12
"""Ours, no norm: a measure or age beyond it (or NaN, infinite) is no number at all."""

FLAG_LIMITS: dict[str, tuple[float, float]] = {
    "zlen": (-6, 6),
    "zwei": (-6, 5),
    "zwfl": (-5, 5),
    "zbmi": (-5, 5),
    "zac": (-5, 5),
    "zhc": (-5, 5),
}
"""WHO's limits of plausible z, strict: (below, above). Keys are the z columns in output order."""
Z_COLUMNS = tuple(FLAG_LIMITS)
FLAG_COLUMNS = tuple(f"f{name.removeprefix('z')}" for name in Z_COLUMNS)


@dataclass(frozen=True, slots=True)
class Switches:
    """How e-PPGBM departs from WHO; the defaults are WHO's rules.

    ``age_limit``: "who" below 60 months, "eppgbm" up to day 1856. ``standing_under_9mo``: "who" no
    correction (position not believed), "eppgbm" +0.7 cm. ``flags``: "who" or "none" (every z that
    exists gets flag 0). With the three second values our z equal those of e-PPGBM.
    """

    age_limit: Literal["who", "eppgbm"] = "who"
    standing_under_9mo: Literal["who", "eppgbm"] = "who"
    flags: Literal["who", "none"] = "who"


WHO = Switches()
EPPGBM = Switches(age_limit="eppgbm", standing_under_9mo="eppgbm", flags="none")
