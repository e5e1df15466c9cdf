"""The SELECT can move to Spark: sqlglot turns it over, and it uses only functions that mean the
same there (ISFINITE, ASOF, UNPIVOT and HASH pass through sqlglot unchanged and do not)."""

from __future__ import annotations

import itertools
import re

import pytest

from emonev.growth.rules import Switches
from emonev.growth.select import OUTPUT_COLUMNS, zscore_select

sqlglot = pytest.importorskip("sqlglot", reason="sqlglot is not installed (Spark dialect)")

ALLOWED = {"Abs", "Case", "Cast", "Coalesce", "Floor", "If", "Nullif", "Pow", "Round", "And", "Or"}
SWITCHES = [
    Switches(*values)
    for values in itertools.product(("who", "eppgbm"), ("who", "eppgbm"), ("who", "none"))
]


@pytest.mark.parametrize("switches", SWITCHES, ids=str)
def test_only_allowed_functions(switches: Switches) -> None:
    tree = sqlglot.parse_one(zscore_select("child", ["number"], switches), read="duckdb")
    used = {type(node).__name__ for node in tree.find_all(sqlglot.exp.Func)}
    assert used <= ALLOWED
    assert not list(tree.find_all(sqlglot.exp.Anonymous))


@pytest.mark.parametrize("switches", SWITCHES, ids=str)
def test_spark_dialect(switches: Switches) -> None:
    (spark,) = sqlglot.transpile(
        zscore_select("child", ["number"], switches),
        read="duckdb",
        write="spark",
        unsupported_level=sqlglot.ErrorLevel.RAISE,
    )
    tree = sqlglot.parse_one(spark, read="spark")
    assert tree.named_selects == ["number", *OUTPUT_COLUMNS]
    assert {join.side for join in tree.find_all(sqlglot.exp.Join)} == {"LEFT"}


TABLE_VALUE = r"(lfa|hcfa|wfa|wfl|bmifa|acfa)_[lms]"
POWER = rf"POWER\(1 \+ -?[23] \* {TABLE_VALUE} \* {TABLE_VALUE}, 1 / {TABLE_VALUE}\)"
SD = rf"\({TABLE_VALUE} \* {POWER}\)"
NEVER_ZERO = [
    r"[1-9][0-9.]*",
    TABLE_VALUE,
    rf"{TABLE_VALUE} \* {TABLE_VALUE}",
    rf"{SD} - {SD}",
    r"NULLIF\(.*, 0\)",
]


def test_no_division_by_what_may_be_zero() -> None:
    """Spark raises where DuckDB gives infinity. L, M, S and the distance of two SDs are never zero
    in WHO's tables (test_tables); the square of a length is guarded by NULLIF."""
    tree = sqlglot.parse_one(zscore_select("child"), read="duckdb")
    divisors = {
        division.expression.unnest().sql(dialect="duckdb")
        for division in tree.find_all(sqlglot.exp.Div)
    }
    assert len(divisors) > 10
    unsafe = {d for d in divisors if not any(re.fullmatch(safe, d) for safe in NEVER_ZERO)}
    assert unsafe == set()
