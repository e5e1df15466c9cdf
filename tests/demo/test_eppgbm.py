"""The sheet's own columns equal the slow oracle with e-PPGBM's switches."""

from __future__ import annotations

import numpy as np
import pytest

from emonev.demo.eppgbm import at_z, labels, lms_at_age, sheet_scores, weight_gain
from emonev.growth.oracle import Child, zscore
from emonev.growth.rules import Switches
from emonev.growth.tables import SEXES, lms_arrays

EPPGBM = Switches(age_limit="eppgbm", standing_under_9mo="eppgbm", flags="none")
INDEX = {"waz": "zwei", "haz": "zlen", "whz": "zwfl"}


def test_scores_equal_the_oracle() -> None:
    rng = np.random.default_rng(7)
    count = 3000
    sex = rng.integers(0, 2, count)
    day = rng.integers(0, 1900, count)
    length = np.rint(rng.uniform(44, 122, count) * 10) / 10
    weight = np.rint(rng.uniform(1.5, 30, count) * 10) / 10
    standing = rng.random(count) < 0.5
    length[:40], weight[40:80], length[80:90], weight[90:100] = np.nan, np.nan, 0, 0
    weight[100:110], length[110:120] = 9855, 999.99
    ours = sheet_scores(lms_arrays(), sex, day, weight, length, standing)
    for row in range(count):
        child = Child(
            sex=SEXES[sex[row]],
            age_days=float(day[row]),
            weight_kg=float(weight[row]),
            lenhei_cm=float(length[row]),
            measure="h" if standing[row] else "l",
        )
        theirs = zscore(child, EPPGBM)
        for key, name in INDEX.items():
            if theirs[name] is None:
                assert np.isnan(ours[key][row]), (key, child)
            else:
                assert ours[key][row] == pytest.approx(theirs[name], abs=0.0101), (key, child)


def test_a_measure_drawn_at_z_scores_z_again() -> None:
    tables = lms_arrays()
    z = np.linspace(-2.9, 2.9, 30)
    sex, day = np.zeros(30, dtype=np.int64), np.full(30, 500, dtype=np.int64)
    weight = at_z(lms_at_age(tables, "wfa", sex, day), z)
    scores = sheet_scores(tables, sex, day, weight, np.full(30, np.nan), np.zeros(30, dtype=bool))
    assert scores["waz"] == pytest.approx(z, abs=0.006)
    assert np.isnan(scores["haz"]).all()


def test_labels_are_cut_on_the_rounded_z() -> None:
    z = np.array([-3.01, -3.0, -2.01, -2.0, 1.0, 1.01, 2.01, 3.0, 3.01, np.nan])
    assert labels(z, "haz") == [
        "Sangat Pendek", "Pendek", "Pendek", "Normal", "Normal", "Normal", "Normal", "Normal",
        "Tinggi", "-",
    ]  # fmt: skip
    assert labels(z, "waz") == [
        "Sangat Kurang", "Kurang", "Kurang", "Berat Badan Normal", "Berat Badan Normal",
        "Risiko Lebih", "Risiko Lebih", "Risiko Lebih", "Risiko Lebih", "-",
    ]  # fmt: skip
    assert labels(z, "whz") == [
        "Gizi Buruk", "Gizi Kurang", "Gizi Kurang", "Gizi Baik", "Gizi Baik",
        "Risiko Gizi Lebih", "Gizi Lebih", "Gizi Lebih", "Obesitas", "-",
    ]  # fmt: skip


def test_weight_gain_looks_at_the_month_before() -> None:
    weight = np.array([[10.0, 10.2, 10.3, np.nan, 10.8], [np.nan, 3.1, 3.9, 4.9, 5.0]])
    age = np.array([[700, 730, 760, 790, 820], [5, 5, 35, 65, 95]])
    gain = weight_gain(weight, age, np.array([False, True]))
    assert gain.tolist() == [["O", "N", "T", "-", "O"], ["-", "B", "N", "N", "T"]]
