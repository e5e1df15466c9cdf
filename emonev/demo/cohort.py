"""The children: where and when born, when they came and left, how they grow, what they are called.

Nobody here exists. Numbers of the NIK begin with 99, which is no province.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from emonev.demo.places import Places
from emonev.demo.scenario import FIRST_YEAR, MONTHS

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
LAST_DAY = date(FIRST_YEAR + MONTHS // 12 - 1, 12, 31).toordinal()
FIVE_YEARS = 1826
"""Last day of age that WHO's 60 months take in."""
OLDEST = 1875
"""A few children are still weighed some weeks after their fifth birthday."""

MOVERS = 0.15
"""Share of children who move in after birth, and share who leave before their fifth birthday."""
_PRESENT = (1 - MOVERS / 2) ** 2 - MOVERS**2 / 12
"""Share of childhoods spent in the kabupaten: integral of (1 - q + q a)(1 - q a) over a in 0-1."""

CHILD_HAZ_SD = 0.92
DESA_HAZ_SD = 0.16
CHILD_WHZ_SD = 0.90
WHZ_WITH_HAZ = 0.25
"""Short children are somewhat thinner, too."""
PLACEHOLDER_NIK = 0.08
PLACEHOLDER_SETTLED = 0.7


@dataclass(frozen=True, slots=True)
class Cohort:
    """One entry per child in every array. Days are proleptic ordinals (``date.toordinal``).

    ``sex``: 0 boy, 1 girl (order of ``growth.tables.SEXES``). ``haz``, ``whz``: persistent part of
    the z-scores, without the kecamatan's level. ``nik_month``: month (0-23) from which the true NIK
    is written, before it a placeholder; 0 for most, 24 for some.
    """

    desa: NDArray[np.int64]
    kecamatan: NDArray[np.int64]
    posyandu: NDArray[np.int64]
    sex: NDArray[np.int64]
    birth_day: NDArray[np.int64]
    entry_day: NDArray[np.int64]
    exit_day: NDArray[np.int64]
    haz: NDArray[np.float64]
    whz: NDArray[np.float64]
    eager: NDArray[np.float64]
    nik_month: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.desa)


def children_per_desa(places: Places, balita: int, seed: list[int]) -> NDArray[np.int64]:
    """Children under five at a time per desa, shape (desa,): at least 3, sum near ``balita``."""
    rng = np.random.default_rng(seed)
    size = np.exp(rng.normal(0, 0.38, len(places.desa)))
    size *= np.exp(rng.normal(0, 0.18, len(places.kecamatan)))[list(places.kecamatan_of)]
    children: NDArray[np.int64] = np.rint(balita * size / size.sum()).astype(np.int64)
    return np.maximum(children, 3)


def make_cohort(places: Places, per_desa: NDArray[np.int64], seed: list[int]) -> Cohort:
    """All children who are balita at some time of the two years."""
    rng = np.random.default_rng(seed)
    window = LAST_DAY - FIRST_DAY + OLDEST
    born = np.rint(per_desa * window / FIVE_YEARS / _PRESENT).astype(np.int64)
    desa = np.repeat(np.arange(len(places.desa)), born)
    kecamatan = np.asarray(places.kecamatan_of)[desa]
    count = len(desa)
    birth = LAST_DAY - rng.integers(0, window, count)
    entry = np.where(rng.random(count) < MOVERS, birth + rng.integers(0, FIVE_YEARS, count), birth)
    left = np.where(rng.random(count) < MOVERS, rng.integers(0, FIVE_YEARS, count), OLDEST)
    posts = np.maximum(1, np.rint(per_desa / 45)).astype(np.int64)
    haz = rng.normal(0, CHILD_HAZ_SD, count) + rng.normal(0, DESA_HAZ_SD, len(places.desa))[desa]
    late = rng.random(count) < PLACEHOLDER_NIK
    settled = rng.random(count) < PLACEHOLDER_SETTLED
    month = np.where(settled, rng.integers(1, MONTHS, count), MONTHS)
    return Cohort(
        desa=desa,
        kecamatan=kecamatan,
        posyandu=rng.integers(0, 1_000_000, count) % posts[desa],
        sex=(rng.random(count) > 0.512).astype(np.int64),
        birth_day=birth,
        entry_day=entry,
        exit_day=birth + left,
        haz=_centred(haz, kecamatan),
        whz=_centred(rng.normal(0, CHILD_WHZ_SD, count) + WHZ_WITH_HAZ * haz, kecamatan),
        eager=rng.normal(0, 1, count),
        nik_month=np.where(late, month, 0),
    )


def _centred(values: NDArray[np.float64], group: NDArray[np.int64]) -> NDArray[np.float64]:
    """Chance out of the group means, so that a small set tells the same story as the full one."""
    means = np.bincount(group, values) / np.maximum(1, np.bincount(group))
    return values - means[group]


def present(cohort: Cohort, day: NDArray[np.int64], oldest: int) -> NDArray[np.bool_]:
    """Children living here on ``day`` (scalar or per child) and not older than ``oldest`` days."""
    age = day - cohort.birth_day
    here = (day >= cohort.entry_day) & (day < cohort.exit_day)
    return here & (age >= 0) & (age <= oldest)


def nik(kabupaten: str, child: int) -> str:
    """16 digits, obviously invented: 99 + kabupaten + child number + a tail that is never 00."""
    return f"99{kabupaten.replace('.', '')}{child:08d}{child % 89 + 11:02d}"


def placeholder_nik(kabupaten: str, birth_day: int) -> str:
    """As midwives write it before the card is there: date of birth and 0000."""
    born = date.fromordinal(birth_day)
    return f"99{kabupaten.replace('.', '')}{born:%d%m%y}0000"


_FIRST_NAMES = ("BALITA", "ANAK", "BUNGA", "BINTANG", "TUNAS", "PERMATA", "MENTARI", "PELANGI")
_MIDDLE = ("CONTOH", "CONTOH DATA", "REKAAN", "CONTOH SAJA")


def name(child: int) -> str:
    """An obviously fictitious name, other for every child: "BUNGA CONTOH 00123"."""
    return f"{_FIRST_NAMES[child % 8]} {_MIDDLE[child // 8 % 4]} {child:05d}"
