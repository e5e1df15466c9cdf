"""The sheet's own columns, computed as e-PPGBM computes them (growth.md §6).

By day of age, 0.7 cm by ``Cara Ukur`` (also below nine months, unlike WHO), rounded to two
decimals, nothing flagged, labels cut on the rounded z; scored up to day 1856.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from emonev.growth.rules import HEIGHT_FROM_DAY, LYING_MINUS_STANDING_CM, TAIL_FROM_SD
from emonev.growth.tables import FIRST_TENTH, LAST_DAY, LAST_TENTH, LmsArrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LABELS_WAZ = ("Sangat Kurang", "Kurang", "Berat Badan Normal", "Risiko Lebih")
LABELS_HAZ = ("Sangat Pendek", "Pendek", "Normal", "Tinggi")
LABELS_WHZ = (
    "Gizi Buruk", "Gizi Kurang", "Gizi Baik", "Risiko Gizi Lebih", "Gizi Lebih", "Obesitas",
)  # fmt: skip

LEAST_GAIN_G = (0, 800, 900, 800, 600, 500, 400, 300, 300, 300, 300) + (200,) * 52
"""Kenaikan berat minimum (KBM) per completed month of age, as printed on the KMS card."""


def lms_at_age(
    tables: LmsArrays, indicator: str, sex: NDArray[np.int64], day: NDArray[np.int64]
) -> Floats:
    """L, M, S per child, shape (n, 3); NaN outside days 0-1856."""
    inside = (day >= 0) & (day <= LAST_DAY)
    rows = tables.age[indicator][sex, np.where(inside, day, 0)]
    return np.where(inside[:, None], rows, np.nan)


def lms_at_length(
    tables: LmsArrays, sex: NDArray[np.int64], day: NDArray[np.int64], tenth: NDArray[np.int64]
) -> Floats:
    """L, M, S of weight for length (below 24 months) or height; NaN outside the tables."""
    found = np.full((len(day), 3), np.nan)
    scored = (day >= 0) & (day <= LAST_DAY)
    for position, of_age in (("l", day < HEIGHT_FROM_DAY), ("h", day >= HEIGHT_FROM_DAY)):
        first, last = FIRST_TENTH[position], LAST_TENTH[position]
        here = scored & of_age & (tenth >= first) & (tenth <= last)
        found[here] = tables.length[position][sex[here], tenth[here] - first]
    return found


def at_z(lms: Floats, z: Floats) -> Floats:
    """The measure at z (inverse of LMS without the tail rule)."""
    power, median, spread = lms[:, 0], lms[:, 1], lms[:, 2]
    return np.asarray(median * np.maximum(1 + power * spread * z, 0.05) ** (1 / power))


def z_of(value: Floats, lms: Floats, *, tails: bool) -> Floats:
    """z of ``value``, not rounded; ``tails``: WHO's linear rule beyond ±3 (weight indices)."""
    power, median, spread = lms[:, 0], lms[:, 1], lms[:, 2]
    good = np.where(value > 0, value, np.nan)
    z = ((good / median) ** power - 1) / (spread * power)
    if not tails:
        return np.asarray(z)
    sd = {k: median * (1 + power * spread * k) ** (1 / power) for k in (-3, -2, 2, 3)}
    z = np.where(z > TAIL_FROM_SD, 3 + (good - sd[3]) / (sd[3] - sd[2]), z)
    return np.where(z < -TAIL_FROM_SD, -3 + (good - sd[-3]) / (sd[-2] - sd[-3]), z)


def sheet_scores(
    tables: LmsArrays,
    sex: NDArray[np.int64],
    age_days: NDArray[np.int64],
    weight_kg: Floats,
    lenhei_cm: Floats,
    standing: NDArray[np.bool_],
) -> dict[str, Floats]:
    """ "waz", "haz", "whz" rounded to 2 decimals, NaN where e-PPGBM writes "-"; shape (n,) each.

    ``weight_kg`` and ``lenhei_cm`` as written (NaN or 0: not measured), lengths with one decimal.
    """
    shift = np.where(standing & (age_days < HEIGHT_FROM_DAY), LYING_MINUS_STANDING_CM, 0.0)
    shift -= np.where(~standing & (age_days >= HEIGHT_FROM_DAY), LYING_MINUS_STANDING_CM, 0.0)
    length = np.where(lenhei_cm > 0, lenhei_cm + shift, np.nan)
    tenth = np.nan_to_num(np.rint(length * 10), nan=0).astype(np.int64)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        waz = z_of(weight_kg, lms_at_age(tables, "wfa", sex, age_days), tails=True)
        haz = z_of(length, lms_at_age(tables, "lfa", sex, age_days), tails=False)
        whz = z_of(weight_kg, lms_at_length(tables, sex, age_days, tenth), tails=True)
    return {"waz": np.round(waz, 2), "haz": np.round(haz, 2), "whz": np.round(whz, 2)}


def _class_of(z: Floats, cuts: tuple[int, ...]) -> NDArray[np.int64]:
    """Index of the label: below each negative cut, above each positive one (Permenkes 2/2020)."""
    found = np.zeros(len(z), dtype=np.int64)
    for cut in cuts:
        found += (z >= cut) if cut < 0 else (z > cut)
    return found


def labels(z: Floats, index: str) -> list[str]:
    """e-PPGBM's words for rounded z of "waz", "haz" or "whz"; "-" where z is NaN."""
    words, cuts = {
        "waz": (LABELS_WAZ, (-3, -2, 1)),
        "haz": (LABELS_HAZ, (-3, -2, 3)),
        "whz": (LABELS_WHZ, (-3, -2, 1, 2, 3)),
    }[index]
    classes = np.where(np.isnan(z), len(words), _class_of(z, cuts))
    return [(*words, "-")[c] for c in classes.tolist()]


def weight_gain(
    weight_kg: Floats, age_days: NDArray[np.int64], first_known: NDArray[np.bool_]
) -> NDArray[np.str_]:
    """N, T, O, B or "-" per child and month, shape (children, months), from the month before.

    ``weight_kg`` NaN where not weighed. B: first weighing of a child whose start we know
    (``first_known``, shape (children,)); O: not weighed the month before; N: gained at least the
    KBM of its age; T: less. The first month has no month before: B or O.
    """
    weighed = ~np.isnan(weight_kg)
    before = np.full_like(weight_kg, np.nan)
    before[:, 1:] = weight_kg[:, :-1]
    months = np.clip((age_days / 30.4375).astype(np.int64), 0, len(LEAST_GAIN_G) - 1)
    least = np.asarray(LEAST_GAIN_G)[months]
    gained = np.rint((weight_kg - before) * 1000) >= least
    ever = np.cumsum(weighed, axis=1) - weighed
    found = np.where(np.isnan(before), "O", np.where(gained, "N", "T"))
    found = np.where((ever == 0) & first_known[:, None], "B", found)
    return np.where(weighed, found, "-")
