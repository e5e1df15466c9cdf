"""WHO's tables: complete, equal to a second witness, and the same in SQL, Python and numpy."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb
import numpy as np
import pytest

from emonev.growth import tables

# Our column prefix -> measurement type of pygrowthstandards (which has no arm circumference).
WITNESS_AGE = {
    "lfa": "stature",
    "wfa": "weight",
    "bmifa": "body_mass_index",
    "hcfa": "head_circumference",
}


def _witness_file() -> Path:
    """The parquet file of pygrowthstandards, without importing it (it needs pandas < 3)."""
    spec = find_spec("pygrowthstandards")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("pygrowthstandards is not installed (second witness for WHO's tables)")
    files = sorted(Path(spec.submodule_search_locations[0]).glob("data/*.parquet"))
    if not files:
        pytest.skip("this version of pygrowthstandards has no parquet file")
    return files[-1]


def test_every_day_and_every_tenth_has_a_row() -> None:
    ages, lengths = tables.age_rows(), tables.length_rows()
    for sex in tables.SEXES:
        for indicator, first in [("lfa", 0), ("wfa", 0), ("bmifa", 0), ("acfa", 91), ("hcfa", 0)]:
            days = sorted(day for i, s, day in ages if (i, s) == (indicator, sex))
            assert days == list(range(first, tables.LAST_DAY + 1))
        for position in "lh":
            tenths = sorted(tenth for p, s, tenth in lengths if (p, s) == (position, sex))
            assert tenths == list(
                range(tables.FIRST_TENTH[position], tables.LAST_TENTH[position] + 1)
            )
    assert len(ages) + len(lengths) == 18_388 + 2_404


def test_length_and_head_circumference_are_normal_everywhere() -> None:
    """L = 1 in all their rows, so they need no tail rule; L is 0 in no table."""
    for (indicator, _, _), lms in tables.age_rows().items():
        assert lms.power == 1.0 or indicator not in ("lfa", "hcfa")
        assert abs(lms.power) >= 0.0001
    assert all(abs(lms.power) >= 0.0001 for lms in tables.length_rows().values())


def test_steps_lead_to_the_next_tenth() -> None:
    connection = duckdb.connect()
    tables.load_tables(connection)
    wrong, rows = connection.execute(f"""
        SELECT count(*) FILTER (WHERE abs(a.l + a.l_step - b.l) > 1e-12
                                   OR abs(a.m + a.m_step - b.m) > 1e-12
                                   OR abs(a.s + a.s_step - b.s) > 1e-12), count(*)
        FROM {tables.LENGTH_TABLE} a JOIN {tables.LENGTH_TABLE} b
          ON b.sex = a.sex AND b.position = a.position AND b.tenth_cm = a.tenth_cm + 1
    """).fetchone() or (None, None)
    assert (wrong, rows) == (0, 2_400)


def test_loading_twice_and_in_a_transaction_is_harmless() -> None:
    connection = duckdb.connect()
    connection.execute("BEGIN")
    tables.load_tables(connection)
    tables.load_tables(connection)
    connection.execute("COMMIT")
    assert connection.execute(f"SELECT count(*) FROM {tables.AGE_TABLE}").fetchone() == (3_714,)


def test_arrays_hold_the_same_rows() -> None:
    arrays = tables.lms_arrays()
    for (indicator, sex, day), lms in tables.age_rows().items():
        assert tables.lms_at(arrays, indicator, sex, day) == (lms.power, lms.median, lms.spread)
    for (position, sex, tenth), lms in tables.length_rows().items():
        row = arrays.length[position][tables.SEXES.index(sex), tenth - tables.FIRST_TENTH[position]]
        assert tuple(row) == (lms.power, lms.median, lms.spread)
    assert np.isnan(arrays.age["acfa"][:, :91]).all()


@pytest.mark.parametrize("indicator", WITNESS_AGE)
def test_age_tables_equal_the_second_witness(indicator: str) -> None:
    witness = duckdb.execute(
        """SELECT lower(sex), x::INTEGER, l, m, s FROM read_parquet($path)
           WHERE source = 'who' AND name = 'child_growth' AND x_var_type = 'age'
             AND measurement_type = $kind AND x <= 1856""",
        {"path": str(_witness_file()), "kind": WITNESS_AGE[indicator]},
    ).fetchall()
    ours = tables.age_rows()
    assert len(witness) == 2 * (tables.LAST_DAY + 1)
    assert [w for w in witness if ours[(indicator, w[0], w[1])] != tables.Lms(*w[2:])] == []


@pytest.mark.parametrize(("position", "age_group"), [("l", "0-2"), ("h", "2-5")])
def test_length_tables_equal_the_second_witness(position: str, age_group: str) -> None:
    witness = duckdb.execute(
        """SELECT lower(sex), round(x * 10)::INTEGER, l, m, s FROM read_parquet($path)
           WHERE source = 'who' AND name = 'child_growth' AND x_var_type = 'stature'
             AND measurement_type = 'weight' AND age_group = $age_group""",
        {"path": str(_witness_file()), "age_group": age_group},
    ).fetchall()
    ours = tables.length_rows()
    assert len(witness) == sum(1 for p, _, _ in ours if p == position)
    assert [w for w in witness if ours[(position, w[0], w[1])] != tables.Lms(*w[2:])] == []
