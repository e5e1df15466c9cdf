"""Transitions: which pairs are kept, and their equality with the slow twin over single children."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from emonev.indicators.registry import registry
from emonev.store.cube import Pair, stored_pairs, transition_select
from tests.slow_cube import all_pairs, month_key, slow_transitions
from tests.store.test_cube import empty, measurements, quick, rolled_back  # noqa: F401
from tests.store_builders import KABUPATEN, measurement, store, write

SIDES = ("kecamatan", "area", "puskesmas", "baduta", "state")
COLUMNS = ", ".join(
    ["period", "compared", "source"]
    + [f"{side}_before" for side in SIDES]
    + [f"{side}_now" for side in SIDES]
    + ["weak", "children"]
)


def kept(cursor, where="indicator = 'stunting'"):
    found = Counter()
    for row in cursor.execute(f"SELECT {COLUMNS} FROM transition WHERE {where}").fetchall():
        found[tuple(row[:-1])] += row[-1]
    return found


def test_pairs_kept_for_months_waves_and_quarters():
    months = ["2024-07", "2024-08", "2025-02", "2025-07", "2025-08"]
    pairs = {(pair.period, pair.compared) for pair in stored_pairs(months)}
    assert pairs == {
        ("2024-08", "2024-07"), ("2025-02", "2024-08"), ("2025-07", "2024-07"),
        ("2025-08", "2025-07"), ("2025-08", "2024-08"), ("2025-08", "2025-02"),
        ("2025-TW3", "2024-TW3"),
    }  # fmt: skip


def test_a_declared_serentak_month_is_a_wave():
    pairs = {(p.period, p.compared) for p in stored_pairs(["2024-02", "2024-06"], ["2024-06"])}
    assert ("2024-06", "2024-02") in pairs
    assert ("2024-06", "2024-02") not in {
        (p.period, p.compared) for p in stored_pairs(["2024-02", "2024-06"])
    }


def test_a_child_not_measured_again_and_a_new_child():
    made = store([measurement(1, "2024-08-02", haz=-3.0), measurement(2, "2025-08-02", haz=-3.0)])
    with made.reading() as cursor:
        states = cursor.execute(
            "SELECT state_before, state_now, children FROM transition "
            "WHERE period = '2025-08' AND compared = '2024-08' ORDER BY ALL"
        ).fetchall()
    assert sorted(states, key=str) == sorted([(1, None, 1), (None, 1, 1)], key=str)


def test_a_late_file_for_the_earlier_period_refreshes_the_later_one():
    made = store([measurement(1, "2025-08-02", haz=-1.0)])
    with made.writing() as cursor:
        write(cursor, [measurement(1, "2024-08-02", haz=-3.0)], batch="b2")
        states = cursor.execute(
            "SELECT state_before, state_now, children FROM transition WHERE period = '2025-08'"
        ).fetchall()
    assert states == [(1, 0, 1)]


@quick
@given(rows=measurements(children=5, most=16))
def test_transitions_equal_their_slow_twin(empty, rows):  # noqa: F811
    with rolled_back(empty) as cursor:
        write(cursor, rows)
        expected = slow_transitions(registry()["stunting"], rows, all_pairs(rows))
        assert kept(cursor) == expected


@quick
@given(rows=measurements(children=5, most=16))
def test_one_import_per_month_gives_the_same_transitions(empty, rows):  # noqa: F811
    with rolled_back(empty) as cursor:
        for key in sorted({month_key(row["measured_on"]) for row in rows}, reverse=True):
            write(cursor, [row for row in rows if month_key(row["measured_on"]) == key], batch=key)
        expected = slow_transitions(registry()["stunting"], rows, all_pairs(rows))
        assert kept(cursor) == expected


@pytest.mark.parametrize("key", ["wasting", "underweight", "overweight"])
def test_a_pair_asked_for_runs_the_same_statements(key):
    rows = [
        measurement(child, on, whz=z, waz=z)
        for child, (first, second) in enumerate([(-3, 0), (0, -3), (-3, -3), (0, 3)])
        for on, z in (("2025-02-03", first), ("2025-08-03", second))
    ]
    made = store(rows)
    with made.reading() as cursor:
        select = transition_select(
            cursor, KABUPATEN, registry()[key], [Pair("bulan", "2025-08", "2025-02")]
        )
        result = cursor.execute(
            f"SELECT {COLUMNS} FROM ({select})", {"kabupaten": KABUPATEN}
        ).fetchall()
    found = Counter()
    for row in result:
        found[tuple(row[:-1])] += row[-1]
    assert found == slow_transitions(registry()[key], rows, [("bulan", "2025-08", "2025-02")])


def test_a_child_of_sixty_months_is_no_longer_followed():
    rows = [
        measurement(1, "2025-02-03", age_months=55, haz=-3.0),
        measurement(1, "2025-08-03", age_months=61, haz=-3.0),
        measurement(2, "2025-08-03"),
    ]
    made = store(rows)
    with made.reading() as cursor:
        states = cursor.execute(
            "SELECT state_before, state_now FROM transition WHERE compared = '2025-02'"
        ).fetchall()
    assert sorted(states, key=str) == [(1, None), (None, 0)]
