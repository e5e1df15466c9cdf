"""The mistakes real files hold, in realistic shares (spreadsheets.md §6).

Each row has at most one mistake of ``Mistake``; the styles of whole files (decimal comma, order of
dates, spelling of areas) are in ``emonev.demo.sheet``.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Mistake(IntEnum):
    """What is wrong in a row; the first five spoil the row."""

    NONE = 0
    NO_SEX = 1
    NO_BIRTH_DATE = 2
    NO_MEASURING_DATE = 3
    MEASURED_BEFORE_BIRTH = 4
    NOTHING_MEASURED = 5
    GRAMS = 6
    LENGTH_999 = 7
    ZERO_WEIGHT = 8
    ZERO_LENGTH = 9
    WEIGHT_AS_DATE = 10
    DUPLICATE = 11
    LABEL_EDITED = 12


SHARES = {
    Mistake.NO_SEX: 0.0013,
    Mistake.NO_BIRTH_DATE: 0.0005,
    Mistake.NO_MEASURING_DATE: 0.0009,
    Mistake.MEASURED_BEFORE_BIRTH: 0.0008,
    Mistake.NOTHING_MEASURED: 0.0008,
    Mistake.GRAMS: 0.0005,
    Mistake.LENGTH_999: 0.0004,
    Mistake.ZERO_WEIGHT: 0.0005,
    Mistake.ZERO_LENGTH: 0.0040,
    Mistake.WEIGHT_AS_DATE: 0.0008,
    Mistake.DUPLICATE: 0.0015,
    Mistake.LABEL_EDITED: 0.0030,
}
"""Share of rows; the first five are 0.43 % (a birth date may be told from the age text)."""

REJECTED = (
    Mistake.NO_SEX,
    Mistake.NO_BIRTH_DATE,
    Mistake.NO_MEASURING_DATE,
    Mistake.MEASURED_BEFORE_BIRTH,
    Mistake.NOTHING_MEASURED,
)


def draw_mistakes(
    weight_kg: NDArray[np.float64], lenhei_cm: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """One ``Mistake`` per row, shape (n,), only where the row's values allow it."""
    edges = np.cumsum(list(SHARES.values()))
    kinds = np.array([*SHARES, Mistake.NONE], dtype=np.int64)
    found = kinds[np.searchsorted(edges, rng.random(len(weight_kg)), side="right")]
    tenths = np.nan_to_num(np.rint(weight_kg * 10)).astype(np.int64)
    datable = (tenths % 10 >= 1) & (tenths // 10 <= 28) & (tenths >= 20)
    possible = np.ones(len(found), dtype=bool)
    possible &= (found != Mistake.WEIGHT_AS_DATE) | datable
    possible &= ~np.isin(found, (Mistake.GRAMS, Mistake.ZERO_WEIGHT)) | (tenths > 0)
    possible &= (found != Mistake.LENGTH_999) | ~np.isnan(lenhei_cm)
    possible &= (found != Mistake.ZERO_LENGTH) | np.isnan(lenhei_cm)
    return np.where(possible, found, Mistake.NONE)


def spoil(
    mistake: NDArray[np.int64], weight_kg: NDArray[np.float64], lenhei_cm: NDArray[np.float64]
) -> None:
    """Change the numbers typed (in place): before e-PPGBM scores them, so its z follows."""
    weight_kg[mistake == Mistake.GRAMS] *= 1000
    weight_kg[mistake == Mistake.ZERO_WEIGHT] = 0.0
    lenhei_cm[mistake == Mistake.LENGTH_999] = 999.99
    lenhei_cm[mistake == Mistake.ZERO_LENGTH] = 0.0
    weight_kg[mistake == Mistake.NOTHING_MEASURED] = np.nan
    lenhei_cm[mistake == Mistake.NOTHING_MEASURED] = np.nan
