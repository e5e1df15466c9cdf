"""Direct age standardisation."""

from __future__ import annotations

import pytest

from emonev.core.standardise import age_standardised

STRUCTURE = {"00-05": 100.0, "12-23": 300.0}


def test_the_fixed_structure_weighs_the_bands():
    counts = {"00-05": (10, 100), "12-23": (30, 100)}
    assert age_standardised(counts, STRUCTURE) == pytest.approx(0.25 * 0.10 + 0.75 * 0.30)


def test_measuring_more_of_one_age_moves_nothing():
    thin = {"00-05": (10, 100), "12-23": (3, 10)}
    assert age_standardised(thin, STRUCTURE) == pytest.approx(0.25)


def test_an_age_without_children_gives_no_value():
    assert age_standardised({"00-05": (10, 100)}, STRUCTURE) is None
    assert age_standardised({"00-05": (1, 10), "12-23": (0, 0)}, STRUCTURE) is None


def test_no_structure_no_value():
    assert age_standardised({"00-05": (10, 100)}, {}) is None


def test_ages_outside_the_structure_do_not_count():
    assert age_standardised({"00-05": (1, 10), "60+": (9, 9)}, {"00-05": 5.0}) == 0.1
