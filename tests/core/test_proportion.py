"""Proportions, Wilson's interval and the sensitivity to the unmeasured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emonev.core.proportion import Proportion, sensitivity, total, wilson


def test_nothing_over_nothing_is_no_data_not_zero():
    assert Proportion(0, 0).value is None
    assert Proportion(5, None).value is None
    assert Proportion(0, 20).value == 0


def test_above_one_is_kept_and_marked():
    over = Proportion(105, 100)
    assert over.value == 1.05
    assert over.above_one
    assert over.interval is None


def test_an_area_is_the_sum_of_its_parts_never_a_mean_of_percentages():
    assert total([Proportion(1, 10), Proportion(30, 60)]).value == 31 / 70
    assert total([]).value is None
    assert total([Proportion(1, 10), Proportion(1, None)]).value is None


def test_wilson_against_published_figures():
    # Newcombe (1998), Statist. Med. 17:857-872, table I, method 3: 81/263, 15/148, 0/20, 1/29.
    for (count, n), (low, high) in {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0000, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }.items():
        assert wilson(count, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_a_small_desa_says_so():
    low, high = wilson(6, 40)  # 14 % of 40 children: 7-29 % (numbers.md §6)
    assert (round(low, 2), round(high, 2)) == (0.07, 0.29)


@given(st.integers(1, 5000), st.data())
def test_wilson_holds_its_proportion(n, data):
    count = data.draw(st.integers(0, n))
    low, high = wilson(count, n)
    assert 0 <= low <= count / n <= high <= 1


def test_sensitivity_of_the_headline():
    # look.md: 14,2 % at 86,4 % cakupan -> 13,2-16,1 %.
    low, high = sensitivity(0.142, 18_312, 21_194)
    assert (round(low, 3), round(high, 3)) == (0.132, 0.161)


def test_with_everybody_measured_nothing_is_left_open():
    assert sensitivity(0.2, 100, 100) == (0.2, 0.2)
    assert sensitivity(0.2, 110, 100) == (0.2, 0.2)


@given(st.floats(0, 1), st.integers(0, 900), st.integers(1, 1000))
def test_sensitivity_encloses_the_value_and_stays_a_proportion(value, measured, population):
    low, high = sensitivity(value, measured, population)
    assert 0 <= low <= value + 1e-12
    assert value - 1e-12 <= high <= 1 + 1e-12
