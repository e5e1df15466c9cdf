"""The linked test against its slow twin over single children, and against simulation."""

from __future__ import annotations

import random
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emonev.core.change import Group, Transitions, from_states, linked_test

STATES = st.sampled_from([True, False, None])


def slow_variance(pairs):
    """V = Σᵢ [(y2ᵢ - p2)/n2 - (y1ᵢ - p1)/n1]², child by child (numbers.md §5)."""
    before = [one for one, _ in pairs if one is not None]
    now = [two for _, two in pairs if two is not None]
    p1, p2 = sum(before) / len(before), sum(now) / len(now)
    total = 0.0
    for one, two in pairs:
        term = 0.0
        if two is not None:
            term += (two - p2) / len(now)
        if one is not None:
            term -= (one - p1) / len(before)
        total += term**2
    return total


@given(st.lists(st.tuples(STATES, STATES), min_size=1, max_size=60))
def test_variance_from_counts_equals_the_sum_over_children(pairs):
    pairs = [pair for pair in pairs if pair != (None, None)]
    counts = from_states(pairs)
    result = linked_test(counts)
    if not counts.counted_before or not counts.counted_now:
        assert result.group is Group.NOT_COMPARABLE
        return
    assert isclose(result.standard_error**2, slow_variance(pairs), abs_tol=1e-12)
    before = [one for one, _ in pairs if one is not None]
    now = [two for _, two in pairs if two is not None]
    assert isclose(result.change, sum(now) / len(now) - sum(before) / len(before), abs_tol=1e-12)


@given(st.lists(st.tuples(STATES, STATES), max_size=60))
def test_the_counts_add_up(pairs):
    counts = from_states(pairs)
    assert counts.counted_before == sum(one is not None for one, _ in pairs)
    assert counts.counted_now == sum(two is not None for _, two in pairs)
    assert counts.cases_now == sum(two is True for _, two in pairs)
    assert counts.cases_before == sum(one is True for one, _ in pairs)
    change = counts.cases_now - counts.cases_before
    assert change == counts.new_cases - counts.lost - counts.gone_with


def test_false_alarms_are_near_five_percent_where_nothing_changed():
    """400 children, 85 % the same, no change at all: the linked test alarms in about 5 %."""
    chance = random.Random(20250823)
    alarms = sum(_alarm(chance) for _ in range(1000))
    assert 25 <= alarms <= 80


def _alarm(chance):
    pairs = []
    for _ in range(400):
        risk = chance.random() < 0.16
        share = 0.85 if risk else 0.05
        one, two = chance.random() < share, chance.random() < share
        kind = chance.random()
        pairs.append((one if kind > 0.075 else None, two if kind < 0.925 else None))
    return linked_test(from_states(pairs)).group in (Group.UP, Group.DOWN)


def test_a_fall_carried_by_the_same_children_is_seen():
    # 200 of 1,000 were stunted, 30 no longer are and 5 are new: an independent test says nothing.
    counts = Transitions(both_with=170, lost=30, gained=5, both_without=795)
    result = linked_test(counts)
    assert result.group is Group.DOWN
    assert result.change == pytest.approx(-0.025)


def test_fewer_than_twenty_children_are_never_told_apart():
    assert linked_test(Transitions(lost=15, both_without=4)).group is Group.UNCLEAR
    assert linked_test(Transitions(lost=15, both_without=5)).group is Group.DOWN


def test_everybody_changing_at_once_has_no_measurable_chance():
    result = linked_test(Transitions(lost=30))
    assert result.z is None
    assert result.group is Group.UNCLEAR


def test_weak_identities_cannot_be_tested():
    counts = Transitions(both_with=50, lost=40, both_without=10, weak_now=11)
    assert linked_test(counts).group is Group.NOT_TESTABLE
    assert linked_test(Transitions(both_with=50, lost=40, both_without=10, weak_now=10)).group is (
        Group.DOWN
    )


def test_low_coverage_is_said_first():
    counts = Transitions(both_with=50, lost=40, both_without=10, weak_now=50)
    result = linked_test(counts, comparable=False)
    assert result.group is Group.NOT_COMPARABLE
    assert result.z is None
