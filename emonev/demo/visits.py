"""Who was weighed and measured when, and what the scale and the board said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from emonev.demo.cohort import FIRST_DAY, FIVE_YEARS, OLDEST, Cohort, present
from emonev.demo.eppgbm import (
    at_z,
    lms_at_age,
    lms_at_length,
    weight_gain,
)
from emonev.demo.scenario import FIRST_YEAR, MONTHS, WAVES, Scenario
from emonev.growth.rules import HEIGHT_FROM_DAY, LYING_MINUS_STANDING_CM
from emonev.growth.tables import LAST_DAY as LAST_SCORED_DAY
from emonev.growth.tables import LmsArrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

HAZ_AGE_MONTHS = (0, 3, 6, 12, 18, 24, 36, 48, 60)
HAZ_BY_AGE = (0.55, 0.45, 0.30, 0.05, -0.20, -0.30, -0.20, -0.12, -0.06)
"""Length falls behind in the first 24 months and recovers little: the usual shape of HAZ by age."""
HAZ_WALK_SD, HAZ_WALK_KEEP = 0.32, 0.94
WHZ_WALK_SD, WHZ_WALK_KEEP = 0.40, 0.88
READING_HAZ_SD = 0.14
"""Error of one length reading, about 0.4 cm."""

EAGERNESS = 0.45
"""Weight of a child's own habit against chance in coming to the posyandu."""
YOUNG_FACTOR, OLD_FACTOR = 1.35, 0.77
"""Ordinary months: baduta come more often than older children."""
NO_LENGTH_WAVE, NO_LENGTH_ORDINARY, NO_WEIGHT = 0.012, 0.35, 0.004
STANDING_YOUNG, STANDING_INFANT, LYING_OLD = 0.045, 0.004, 0.02
OVERAGE_SHARE = 0.25
WHOLE_CM, HALF_CM, WHOLE_KG = 0.09, 0.05, 0.03
"""Digit preference: share of readings rounded to a whole or half cm, a whole or half kg."""


@dataclass(frozen=True, slots=True)
class Visits:
    """One entry per visit, in order of child and month.

    ``month`` 0-23; ``day`` ordinal; ``weight_kg``, ``lenhei_cm`` as read (one decimal, NaN where
    not taken); ``gain`` N, T, O, B or "-"; ``muac_cm`` NaN below six months and where not taken.
    """

    child: NDArray[np.int64]
    month: NDArray[np.int64]
    day: NDArray[np.int64]
    age_days: NDArray[np.int64]
    weight_kg: NDArray[np.float64]
    lenhei_cm: NDArray[np.float64]
    standing: NDArray[np.bool_]
    muac_cm: NDArray[np.float64]
    gain: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.child)


def make_visits(
    cohort: Cohort,
    scenario: Scenario,
    wasting: float,
    tables: LmsArrays,
    last_day: int,
    seed: list[int],
) -> Visits:
    """All visits up to ``last_day`` (ordinal) that reached a puskesmas which has sent its file."""
    rng = np.random.default_rng(seed)
    day = _visit_days(cohort, rng)
    age = day - cohort.birth_day[:, None]
    came = _came(cohort, scenario, day, age, rng) & (day <= last_day)
    haz, whz = _latent(cohort, scenario, wasting, age, came, rng)
    child, month = np.nonzero(came)
    flat_age = age[child, month]
    sex = cohort.sex[child]
    scored = np.minimum(flat_age, LAST_SCORED_DAY)
    true_cm = at_z(lms_at_age(tables, "lfa", sex, scored), haz[child, month])
    weight = _weight(tables, sex, scored, true_cm, whz[child, month], rng)
    standing, length = _read_length(flat_age, true_cm, rng)
    wave = np.isin(month, WAVES)
    no_length = rng.random(len(child)) < np.where(wave, NO_LENGTH_WAVE, NO_LENGTH_ORDINARY)
    no_weight = ~no_length & (rng.random(len(child)) < NO_WEIGHT)
    weight[no_weight] = np.nan
    length[no_length] = np.nan
    grid = np.full(came.shape, np.nan)
    grid[child, month] = weight
    starts_here = np.maximum(cohort.entry_day, cohort.birth_day) >= FIRST_DAY - 45
    gain = weight_gain(grid, age, starts_here)[child, month]
    muac = _muac(tables, sex, scored, whz[child, month], rng)
    sent = scenario.reports[cohort.desa[child], month]
    return Visits(
        child=child[sent],
        month=month[sent],
        day=day[child, month][sent],
        age_days=flat_age[sent],
        weight_kg=weight[sent],
        lenhei_cm=length[sent],
        standing=standing[sent],
        muac_cm=muac[sent],
        gain=gain[sent],
    )


def _visit_days(cohort: Cohort, rng: np.random.Generator) -> NDArray[np.int64]:
    """Posyandu day of each child and month (5th-22nd), a few come or are visited later."""
    start = np.array([date(FIRST_YEAR + m // 12, m % 12 + 1, 1).toordinal() for m in range(MONTHS)])
    posyandu_day = (cohort.desa * 7 + cohort.posyandu * 3) % 18 + 4
    late = rng.integers(0, 6, (len(cohort), MONTHS)) * (rng.random((len(cohort), MONTHS)) < 0.2)
    return np.asarray(start[None, :] + posyandu_day[:, None] + late)


def _came(
    cohort: Cohort,
    scenario: Scenario,
    day: NDArray[np.int64],
    age: NDArray[np.int64],
    rng: np.random.Generator,
) -> NDArray[np.bool_]:
    share = scenario.coverage[cohort.kecamatan]
    wave = np.isin(np.arange(MONTHS), WAVES)
    factor = np.where(age < HEIGHT_FROM_DAY, YOUNG_FACTOR, OLD_FACTOR)
    share = np.clip(share * np.where(wave[None, :], 1.0, factor), 0.01, 0.99)
    habit = EAGERNESS * cohort.eager[:, None]
    luck = np.sqrt(1 - EAGERNESS**2) * rng.normal(0, 1, share.shape)
    came = habit + luck < _probit(share)
    here = np.stack([present(cohort, day[:, m], OLDEST) for m in range(MONTHS)], axis=1)
    overage = (age > FIVE_YEARS) & (rng.random(share.shape) > OVERAGE_SHARE)
    return np.asarray(came & here & ~overage & (age >= 2))


def _probit(share: NDArray[np.float64]) -> NDArray[np.float64]:
    values, where = np.unique(share, return_inverse=True)
    inverse = NormalDist().inv_cdf
    return np.array([inverse(v) for v in values.tolist()])[where].reshape(share.shape)


def _latent(
    cohort: Cohort,
    scenario: Scenario,
    wasting: float,
    age: NDArray[np.int64],
    came: NDArray[np.bool_],
    rng: np.random.Generator,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """HAZ and WHZ per child and month; the kecamatan's level makes its share below -2 come out."""
    shape = age.shape
    haz = cohort.haz[:, None] + _walk(shape, HAZ_WALK_SD, HAZ_WALK_KEEP, rng)
    haz += np.interp(age / 30.4375, HAZ_AGE_MONTHS, HAZ_BY_AGE)
    haz += rng.normal(0, READING_HAZ_SD, shape)
    whz = cohort.whz[:, None] + _walk(shape, WHZ_WALK_SD, WHZ_WALK_KEEP, rng)
    haz += _level(haz[came], scenario.stunting)[cohort.kecamatan]
    kecamatan_wasting = wasting * np.exp(rng.normal(0, 0.15, len(scenario.stunting)))
    whz += _level(whz[came], kecamatan_wasting)[cohort.kecamatan][:, None]
    return haz, whz


def _walk(
    shape: tuple[int, ...], sd: float, keep: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Stationary AR(1) along the months."""
    steps = rng.normal(0, sd, shape)
    for month in range(1, shape[1]):
        steps[:, month] *= np.sqrt(1 - keep**2)
        steps[:, month] += keep * steps[:, month - 1]
    return steps


def _level(z: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """What to add to z so that ``share`` of it lies below -2."""
    return np.asarray(-2 - np.quantile(z, share))


def _weight(
    tables: LmsArrays,
    sex: NDArray[np.int64],
    age: NDArray[np.int64],
    true_cm: NDArray[np.float64],
    whz: NDArray[np.float64],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    low = np.where(age < HEIGHT_FROM_DAY, 450, 650)
    high = np.where(age < HEIGHT_FROM_DAY, 1100, 1200)
    tenth = np.clip(np.rint(true_cm * 10), low, high).astype(np.int64)
    kg = at_z(lms_at_length(tables, sex, age, tenth), whz)
    tenths = np.rint(kg * 10)
    pick = rng.random(len(kg))
    tenths = np.where(pick < WHOLE_KG, np.rint(tenths / 5) * 5, tenths)
    return np.maximum(tenths, 15) / 10


def _read_length(
    age: NDArray[np.int64], true_cm: NDArray[np.float64], rng: np.random.Generator
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Position and reading: a child lies longer than it stands by 0.7 cm."""
    old = age >= HEIGHT_FROM_DAY
    infant = age < 274
    other = rng.random(len(age)) < np.where(
        old, LYING_OLD, np.where(infant, STANDING_INFANT, STANDING_YOUNG)
    )
    standing = old ^ other
    read = true_cm + np.where(
        other, np.where(old, LYING_MINUS_STANDING_CM, -LYING_MINUS_STANDING_CM), 0.0
    )
    tenths = np.rint(read * 10)
    pick = rng.random(len(age))
    tenths = np.where(pick < HALF_CM + WHOLE_CM, np.rint(tenths / 5) * 5, tenths)
    tenths = np.where(pick < WHOLE_CM, np.rint(tenths / 10) * 10, tenths)
    return standing, tenths / 10


def _muac(
    tables: LmsArrays,
    sex: NDArray[np.int64],
    age: NDArray[np.int64],
    whz: NDArray[np.float64],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    z = 0.75 * whz + rng.normal(0, 0.55, len(age))
    cm = np.rint(at_z(lms_at_age(tables, "acfa", sex, age), z) * 10) / 10
    return np.where((age >= 183) & (rng.random(len(age)) < 0.7), cm, np.nan)
