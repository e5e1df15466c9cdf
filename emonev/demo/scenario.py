"""What the demo tells: level and trend of stunting, who is measured, who has not sent.

Months are counted 0-23 from January 2024 to December 2025.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from emonev.core.period import WAVE_MONTHS
from emonev.demo.places import Parameters, Places

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_YEAR = 2024
MONTHS = 24
WAVES = tuple(m for m in range(MONTHS) if m % 12 + 1 in WAVE_MONTHS)
NEWEST_WAVE = WAVES[-1]
NEWEST_QUARTER = (21, 22, 23)

WAVE_COVERAGE = (0.925, 0.975)
ORDINARY_COVERAGE = (0.30, 0.40)
SILENT_DESA = 0.08
"""Share of desa that send nothing in an ordinary month."""

_TURN = (0, 7, 19, 23)
"""A clear change begins after August 2024 and is complete in August 2025."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """``stunting`` and ``coverage``: proportions, shape (kecamatan, 24).

    ``reports``: bool, shape (desa, 24): the desa sent something in the month at all.
    ``falling``, ``rising``, ``thin`` (below 80 % in a wave), ``careful`` (80-90 % in the newest
    wave): indices of kecamatan. ``missing``, ``late``: indices of puskesmas.
    """

    stunting: NDArray[np.float64]
    coverage: NDArray[np.float64]
    reports: NDArray[np.bool_]
    falling: tuple[int, ...]
    rising: tuple[int, ...]
    thin: tuple[int, ...]
    careful: tuple[int, ...]
    missing: int
    late: int


def make_scenario(
    places: Places, parameters: Parameters, children_per_desa: NDArray[np.int64], seed: list[int]
) -> Scenario:
    """Draw the story of a kabupaten. ``children_per_desa``: shape (desa,), weights of the mean."""
    rng = np.random.default_rng(seed)
    weight = np.bincount(places.kecamatan_of, children_per_desa).astype(float)
    by_size = np.argsort(-weight, kind="stable")
    count = len(weight)
    big = rng.permutation(by_size[: -(-count * 6 // 10)])
    small = rng.permutation(by_size[-(-count * 6 // 10) :])
    falling = tuple(sorted(int(k) for k in big[: 3 if count >= 12 else 2]))
    rising = (int(big[len(falling)]),)
    thin, careful = tuple(int(k) for k in small[:2]), (int(small[2]),)
    coverage = _coverage(count, thin, careful, rng)
    missing, late = _not_sent(places, rng)
    reports = _reports(places, thin[0], rng)
    for puskesmas, months in ((missing, NEWEST_QUARTER), (late, NEWEST_QUARTER[1:])):
        reports[np.ix_(list(places.puskesmas[puskesmas].desa), months)] = False
    return Scenario(
        stunting=_stunting(parameters, weight, falling, rising, rng),
        coverage=coverage,
        reports=reports,
        falling=falling,
        rising=rising,
        thin=thin,
        careful=careful,
        missing=missing,
        late=late,
    )


def _stunting(
    parameters: Parameters,
    weight: NDArray[np.float64],
    falling: tuple[int, ...],
    rising: tuple[int, ...],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Levels of the kecamatan; those without a story carry the kabupaten to its own path."""
    months = np.arange(MONTHS)
    plain = [k for k in range(len(weight)) if k not in falling + rising]
    spread = np.exp(np.linspace(-0.52, 0.42, len(plain)))[rng.permutation(len(plain))]
    level = np.zeros((len(weight), MONTHS))
    for stories, before, after in (
        (falling, parameters.falling_from, parameters.falling_to),
        (rising, parameters.rising_from, parameters.rising_to),
    ):
        for k in stories:
            bent = np.interp(months, _TURN, (before, before, after, after))
            level[k] = bent * rng.uniform(0.95, 1.05)
    path = np.interp(
        months,
        (WAVES[0], NEWEST_WAVE),
        (parameters.stunting_start, parameters.stunting_end),
    )
    told = (level * weight[:, None]).sum(axis=0)
    open_sum = (spread * weight[plain]).sum()
    factor = (path * weight.sum() - told) / open_sum
    level[plain] = np.clip(spread[:, None] * factor, 0.055, 0.25)
    return level


def _coverage(
    count: int, thin: tuple[int, ...], careful: tuple[int, ...], rng: np.random.Generator
) -> NDArray[np.float64]:
    coverage = rng.uniform(*ORDINARY_COVERAGE, (count, MONTHS)) / (1 - SILENT_DESA)
    for wave in WAVES:
        coverage[:, wave] = rng.uniform(*WAVE_COVERAGE, count)
    coverage[thin[0], list(WAVES)] = rng.uniform(0.70, 0.77, len(WAVES))
    coverage[thin[1], NEWEST_WAVE] = 0.73
    coverage[list(careful), NEWEST_WAVE] = 0.86
    return coverage


def _reports(places: Places, thin: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    reports = rng.random((len(places.desa), MONTHS)) >= SILENT_DESA
    reports[:, list(WAVES)] = True
    silent = [d for d, k in enumerate(places.kecamatan_of) if k == thin][-1]
    reports[silent, list(WAVES[1:3])] = False
    return reports


def _not_sent(places: Places, rng: np.random.Generator) -> tuple[int, int]:
    missing, late = rng.choice(len(places.puskesmas), 2, replace=False)
    return int(missing), int(late)
