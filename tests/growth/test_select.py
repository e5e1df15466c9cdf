"""The SELECT equals its slow twin, for every setting of the switches, and leaves rows alone."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emonev.growth import oracle
from emonev.growth.oracle import Child
from emonev.growth.rules import EPPGBM, WHO, Switches
from emonev.growth.select import OUTPUT_COLUMNS, zscore_select
from tests.growth.scoring import connection_with, scores

ALL_SWITCHES = [
    Switches(age_limit=age, standing_under_9mo=standing, flags=flags)
    for age in ("who", "eppgbm")
    for standing in ("who", "eppgbm")
    for flags in ("who", "none")
]

EDGE_AGES = [
    *(0.0, 0.49, 0.5, 90.49, 90.5, 91.0, 273.93, 273.9375, 274.0, 730.49, 730.5, 731.0, 1826.0),
    *(1826.24, 1826.25, 1827.0, 1856.0, 1856.49, 1856.5, 1857.0, 5e11, 2e12),
    *(None, -0.5, -1.0, math.nan, math.inf, -math.inf),
]
EDGE_LENGTHS = [
    *(44.29, 44.3, 44.9, 44.99, 45.0, 45.05, 45.7, 64.3, 64.9, 65.0, 65.7, 86.9, 86.99, 87.0),
    *(103.1, 109.3, 109.99, 110.0, 110.01, 110.7, 119.95, 120.0, 120.01, 120.7, 120.8),
    *(None, 0.0, -1.0, 0.5, 0.7, 1e-200, 1e11, 1e12, math.nan, math.inf),
]
EDGE_WEIGHTS = [None, 0.0, -3.5, 1e-200, 0.9, 4.4, 12.0, 58.0, 9999.0, 1e11, math.nan, math.inf]


def _edge_children() -> list[Child]:
    ages = [
        Child(sex, age, 9.5, 75.0, measure, 14.5, 45.0, oedema)
        for sex in ("m", "f", None)
        for age in EDGE_AGES
        for measure in ("l", "h", None)
        for oedema in (True, False, None)
    ]
    lengths = [
        Child("f", age, weight, length, measure)
        for age in (30.0, 400.0, 730.0, 731.0, 1830.0, None)
        for length in EDGE_LENGTHS
        for measure in ("l", "h", None)
        for weight in (9.5, 14.0)
    ]
    weights = [
        Child("m", 600.0, weight, length, "l", weight, weight)
        for weight in EDGE_WEIGHTS
        for length in (80.0, 1e-200, 1e11)
    ]
    odd = [Child("x", 100.0, 6.0, 60.0, "l"), Child("m", 100.0, 6.0, 60.0, "q"), Child()]
    return ages + lengths + weights + odd


@pytest.mark.parametrize("switches", ALL_SWITCHES, ids=str)
def test_edges_equal_the_oracle(switches: Switches) -> None:
    children = _edge_children()
    for child, found in zip(children, scores(children, switches), strict=True):
        assert found == oracle.zscore(child, switches), child


def _measure(low: float, high: float) -> st.SearchStrategy[float | None]:
    """Mostly what a sheet holds (one or two decimals), sometimes anything at all."""
    typed = st.integers(int(low * 100), int(high * 100)).map(lambda n: n / 100)
    tenths = st.integers(int(low * 10), int(high * 10)).map(lambda n: n / 10)
    return st.one_of(tenths, tenths, typed, typed, st.none(), st.floats(width=64))


CHILDREN = st.builds(
    Child,
    sex=st.sampled_from(["m", "f", "m", "f", None]),
    age_days=st.one_of(
        st.integers(0, 1900).map(float),
        st.integers(0, 1900 * 100).map(lambda n: n / 100),
        st.none(),
        st.floats(width=64),
    ),
    weight_kg=_measure(1, 35),
    lenhei_cm=_measure(38, 130),
    measure=st.sampled_from(["l", "h", None]),
    muac_cm=_measure(5, 30),
    headc_cm=_measure(25, 65),
    oedema=st.sampled_from([False, False, True, None]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CHILDREN, min_size=1, max_size=60), st.sampled_from(ALL_SWITCHES))
def test_wild_children_equal_the_oracle(children: list[Child], switches: Switches) -> None:
    for child, found in zip(children, scores(children, switches), strict=True):
        assert found == oracle.zscore(child, switches), child


def test_every_second_day_and_length_of_ordinary_children_equals_the_oracle() -> None:
    """A grid over the tables: all indicators, both tails, both sexes, lengths between tenths."""
    children = [
        Child(sex, float(day), weight, 44.0 + day * 0.0437, measure, weight + 3, 30 + weight)
        for (sex, measure), day in itertools.product(
            [("m", "l"), ("m", "h"), ("f", "l"), ("f", "h")], range(0, 1860, 2)
        )
        for weight in (2.0 + day / 500, 4.0 + day / 150, 7.0 + day / 60)
    ]
    for child, found in zip(children, scores(children, EPPGBM), strict=True):
        assert found == oracle.zscore(child, EPPGBM), child


def test_the_known_slip_of_the_reference_is_not_copied() -> None:
    """103.1 cm lying at 731 days or more is 102.4 cm: row 102.4, not 102.5."""
    lying, standing = scores(
        [Child("m", 1000.0, 15.0, 103.1, "l"), Child("m", 1000.0, 15.0, 102.4, "h")]
    )
    assert lying["zwfl"] == standing["zwfl"]


def test_minus_zero_reads_as_zero() -> None:
    """A z that rounds to zero is 0, whichever side it comes from."""
    (score,) = scores([Child("m", 0.0, None, 49.8840, "l")])
    assert score["zlen"] == 0
    assert math.copysign(1, score["zlen"]) == 1


def test_passed_through_columns_keep_name_type_and_value() -> None:
    """Also when they are named like columns the SELECT uses inside."""
    connection = connection_with([Child("m", 100.0, 6.0, 61.0, "l")])
    relation = (
        "(SELECT *, '007' AS day, 1.50::DECIMAL(9,2) AS bmi, DATE '2025-08-01' AS \"a \"\"b\", "
        "number AS k FROM child)"
    )
    select = zscore_select(relation, ["day", "bmi", 'a "b', "k", "sex"])
    result = connection.execute(select)
    assert [d[0] for d in result.description] == [
        *("day", "bmi", 'a "b', "k", "sex"),
        *OUTPUT_COLUMNS,
    ]
    row = result.fetchall()[0]
    assert [str(v) for v in row[:5]] == ["007", "1.50", "2025-08-01", "0", "m"]


def test_integers_and_decimals_are_numbers_too() -> None:
    connection = connection_with([Child("m", 100.0, 6.5, 61.0, "l", 13.0, 40.0)])
    typed = (
        "(SELECT sex, age_days::INTEGER AS age_days, weight_kg::DECIMAL(5,2) AS weight_kg, "
        "lenhei_cm::FLOAT AS lenhei_cm, measure, muac_cm::DECIMAL(4,1) AS muac_cm, "
        "headc_cm::INTEGER AS headc_cm, oedema FROM child)"
    )
    plain = connection.execute(zscore_select("child")).fetchall()
    assert connection.execute(zscore_select(typed)).fetchall() == plain


def test_works_inside_a_transaction_and_as_insert() -> None:
    connection = connection_with([Child("m", 100.0, 6.0, 61.0, "l"), Child("f", 900.0, 12.0)])
    connection.execute("BEGIN")
    connection.execute(f"CREATE TABLE z AS {zscore_select('child', ['number'])}")
    connection.execute(f"INSERT INTO z {zscore_select('child', ['number'])}")
    assert connection.execute("SELECT count(*), count(zlen) FROM z").fetchone() == (4, 2)
    connection.execute("ROLLBACK")


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="passthrough"):
        zscore_select("child", ["zlen"])
    with pytest.raises(ValueError, match="passthrough"):
        zscore_select("child", ["number", "number"])


def test_the_defaults_are_whos() -> None:
    assert Switches() == WHO
    assert Switches("who", "who", "who") == WHO
