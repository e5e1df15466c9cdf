"""Statements derived from the entries: an indicator added to the file is counted at once."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emonev.indicators.registry import Condition, registry
from emonev.indicators.statements import choices, condition_sql, counted_rows, cube_rows
from emonev.store import cube
from tests.indicators.test_registry import raw
from tests.store_builders import measurement, store


def test_adding_an_indicator_is_adding_an_entry(monkeypatch):
    from emonev.indicators import registry as room

    tall = room.entry_from(
        raw(key="stunting", label="Tinggi (TB/U)")
        | {"key": "tall", "condition": {"column": "zlen", "operator": ">", "cut_off": 3.0}}
    )
    larger = room.Registry((*registry().counted, tall))
    monkeypatch.setattr(cube, "registry", lambda: larger)
    made = store([measurement(1, haz=3.2), measurement(2, haz=0.0), measurement(3, haz=None)])
    with made.reading() as cursor:
        counts = cursor.execute(
            "SELECT numerator, denominator FROM cube WHERE indicator = 'tall' AND rule = 'bulan'"
        ).fetchall()
    assert counts == [(1, 2)]


def test_entries_of_one_index_share_the_choice_of_the_measurement():
    chosen = choices(registry().counted)
    assert chosen["stunting"] is chosen["severe_stunting"] is chosen["length_measured_share"]
    assert chosen["stunting"] is not chosen["wasting"]
    assert chosen["attendance"].monthly


def test_every_statement_says_its_grain_first():
    for statement in (counted_rows(registry().counted), cube_rows(registry().counted)):
        assert statement.startswith("-- grain: ")


NUMBERS = st.one_of(st.none(), st.sampled_from([-3.0, -2.0, -2.01, 0.0, 2.0, 2.01]))


@given(NUMBERS, st.sampled_from(["<", "<=", ">", ">="]))
def test_a_condition_reads_the_same_in_sql_and_in_python(value, operator):
    condition = Condition("zlen", operator, -2.0)
    assert _in_sql(condition, "DOUBLE", value) == condition.holds(value)


@pytest.mark.parametrize("value", [None, "N", "T", "it's"])
def test_a_list_condition_reads_the_same_in_sql_and_in_python(value):
    condition = Condition("zlen", "in", values=("N", "it's"))
    assert _in_sql(condition, "VARCHAR", value) == condition.holds(value)


def _in_sql(condition, kind, value):
    row = duckdb.execute(
        f"SELECT COALESCE({condition_sql(condition)}, false) "
        f"FROM (SELECT CAST($value AS {kind}) AS zlen)",
        {"value": value},
    ).fetchone()
    return row[0]
