"""A child as the work list sees it: what the file and the store know of it, visit by visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from emonev.core.age import DAYS_PER_MONTH
from emonev.growth.rules import (
    AGE_LIMIT_MONTHS,
    HEIGHT_FROM_DAY,
    LYING_MINUS_STANDING_CM,
    STANDING_FROM_MONTHS,
)

BADUTA_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Place:
    """Where a child is weighed, as printed; "" for what is not known."""

    puskesmas: str = ""
    desa: str = ""
    posyandu: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One measuring day. Lengths in cm, weights in kg; ``z`` and ``flags`` by WHO ("zlen": -2.31,
    "zlen": 1 = beyond WHO's limits); missing ones are absent. ``origin`` is its row in the file
    ("baris 5"), "" for a visit that only the store knows; ``cells``: field → Excel address."""

    measured_on: date
    place: Place = Place()
    weight_kg: float | None = None
    lenhei_cm: float | None = None
    measure: str | None = None
    muac_cm: float | None = None
    weight_gain: str | None = None
    label_whz: str | None = None
    z: Mapping[str, float] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    origin: str = ""
    name: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def in_file(self) -> bool:
        """True for a row of the file."""
        return bool(self.origin)

    def valid(self, index: str) -> float | None:
        """The z of an index where it exists and is within WHO's limits."""
        return self.z.get(index) if not self.flags.get(index) else None


@dataclass(frozen=True, slots=True)
class Child:
    """One child of the file.

    ``visits`` in order of time, one a day: the file's row goes before the store's. ``weak``: the
    file has neither NIK nor name of it. ``name_keys`` and ``nik_keys``: keyed hashes, to find
    doubles; ``doubtful``: the store has a child of this name with another NIK.
    """

    number: int
    sex: str
    birth_date: date
    visits: tuple[Visit, ...]
    weak: bool = False
    name_keys: frozenset[str] = frozenset()
    nik_keys: frozenset[str] = frozenset()
    doubtful: bool = False

    @property
    def rows(self) -> tuple[Visit, ...]:
        """Its visits in the file (at least one)."""
        return tuple(visit for visit in self.visits if visit.in_file)

    @property
    def last(self) -> Visit:
        """Its newest row in the file: what name and place are read from."""
        return self.rows[-1]

    def age_days(self, on: date) -> int:
        """Days of age."""
        return (on - self.birth_date).days

    def before(self, visit: Visit) -> tuple[Visit, ...]:
        """Visits of file and store before this one, in order of time."""
        return tuple(other for other in self.visits if other.measured_on < visit.measured_on)


def months_of(age_days: int) -> int:
    """Completed months, WHO's month."""
    return int(age_days / DAYS_PER_MONTH)


def is_baduta(age_days: int) -> bool:
    """Below 24 months."""
    return age_days < BADUTA_MONTHS * DAYS_PER_MONTH


def is_balita(age_days: int) -> bool:
    """Below 60 months."""
    return age_days < AGE_LIMIT_MONTHS * DAYS_PER_MONTH


def as_length(visit: Visit, age_days: int) -> float | None:
    """The length lying down, so that two visits can be compared: standing is 0,7 cm less.

    Without a position it follows from age, as WHO does; nobody below 9 months stood.
    """
    if visit.lenhei_cm is None:
        return None
    standing = visit.measure == "h" if visit.measure else age_days >= HEIGHT_FROM_DAY
    stood = standing and age_days >= STANDING_FROM_MONTHS * DAYS_PER_MONTH
    return visit.lenhei_cm + (LYING_MINUS_STANDING_CM if stood else 0.0)
