"""Figures against their slow twin, areas, scope and the rows of the ``indicators`` command."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emonev.core.age import BANDS_OF_AGE
from emonev.core.area import Level
from emonev.core.period import month, parse_period
from emonev.core.scope import EVERYTHING, Scope, local
from emonev.errors import NoAccess, WrongCall
from emonev.indicators.registry import registry
from emonev.services.figures import changes, figures, figures_over, indicator_rows
from tests.slow_cube import slow_figure
from tests.store.test_cube import empty, measurements, quick, rolled_back  # noqa: F401
from tests.store_builders import KABUPATEN, measurement, store, write

PERIOD = parse_period("2025-08")
LOCAL = local(KABUPATEN)
COUNTED = [entry for entry in registry().counted if entry.denominator_kind == "counted"]


@quick
@given(
    rows=measurements(children=6, most=18),
    key=st.sampled_from(["2024-08", "2024-TW3", "2025-02", "2025", "2025-TW1"]),
    level=st.sampled_from(["kabupaten", "kecamatan", "desa"]),
    age=st.sampled_from(["balita", "baduta"]),
)
def test_figures_equal_their_slow_twin(empty, rows, key, level, age):  # noqa: F811
    period = parse_period(key)
    keys = [entry.key for entry in COUNTED]
    with rolled_back(empty) as cursor:
        write(cursor, rows)
        found = figures(
            cursor, LOCAL, indicators=keys, level=level, period=period, within=KABUPATEN, age=age
        )
    for figure in found:
        entry = registry()[figure.indicator]
        bands = [*BANDS_OF_AGE[age]]
        if entry.ages == "all" and age == "balita":
            bands.append("60+")
        numerator, denominator = slow_figure(entry, rows, period, figure.area_code, bands)
        if denominator:
            assert (figure.numerator, figure.denominator) == (numerator, denominator)
            assert figure.value == numerator / denominator
        else:
            assert figure.value is None and figure.denominator is None


def areas(level, within="", scope=EVERYTHING, rows=None):
    made = store([measurement(1)] if rows is None else rows)
    with made.reading() as cursor:
        found = figures(
            cursor, scope, indicators=["stunting"], level=level, period=PERIOD, within=within
        )
    return [figure.area_code for figure in found]


@pytest.mark.parametrize(
    ("level", "within", "codes"),
    [
        ("provinsi", "", ["73"]),
        ("kabupaten", "", ["73.22"]),
        ("kecamatan", "", ["73.22.01", "73.22.02"]),
        ("kecamatan", "73.22", ["73.22.01", "73.22.02"]),
        ("kecamatan", "73.22.01", ["73.22.01"]),
        ("kecamatan", "73.22.01.2001", []),
        ("desa", "73.22.01", ["73.22.01.2001", "73.22.01.2002"]),
        ("desa", "73.22", ["73.22.01.2001", "73.22.01.2002", "73.22.02.2001"]),
        ("puskesmas", "73.22", ["73.22.01:Puskesmas Contoh"]),
        ("kecamatan", "73", ["73.22.01", "73.22.02"]),
        ("desa", "99.99", []),
    ],
)
def test_every_area_of_the_level_inside_also_those_without_data(level, within, codes):
    assert areas(level, within) == codes


def test_a_store_without_data_lists_nothing_unless_asked_for_an_area():
    assert areas("kecamatan", rows=[]) == []
    assert areas("kecamatan", "73.22", rows=[]) == ["73.22.01", "73.22.02"]


def test_the_scope_is_the_outer_wall():
    camat = Scope("camat", "73.22.01")
    assert areas("desa", "", camat) == ["73.22.01.2001", "73.22.01.2002"]
    assert areas("desa", "73.22", camat) == ["73.22.01.2001", "73.22.01.2002"]
    with pytest.raises(NoAccess):
        areas("desa", "73.22.02", camat)


@pytest.mark.parametrize(
    "wrong", [{"indicators": ["tinggi"]}, {"level": "dusun"}, {"age": "remaja"}]
)
def test_a_wrong_call_says_so(wrong):
    asked = {"indicators": ["stunting"], "level": "desa", "period": PERIOD} | wrong
    with store().reading() as cursor, pytest.raises(WrongCall):
        figures(cursor, LOCAL, **asked)


def test_an_area_that_ended_is_listed_while_it_existed():
    made = store([measurement(1)])
    with made.writing() as cursor:
        cursor.execute("UPDATE area SET valid_to = DATE '2025-01-01' WHERE code = '73.22.02'")
    with made.reading() as cursor:
        codes = [
            [
                figure.area_code
                for figure in figures(
                    cursor, LOCAL, indicators=["stunting"], level="kecamatan", period=period
                )
            ]
            for period in (month(2024, 8), month(2025, 8))
        ]
    assert codes == [["73.22.01", "73.22.02"], ["73.22.01"]]


def test_a_puskesmas_is_a_filter_and_a_level():
    rows = [
        measurement(1, puskesmas="P1", haz=-2.5),
        measurement(2, puskesmas="P2"),
        measurement(3, puskesmas="P1", area="73.22.02.2001"),
    ]
    made = store(rows, sasaran={"73.22.01.2001": 8, "73.22.02.2001": 9})
    with made.reading() as cursor:
        by_puskesmas = figures(
            cursor, LOCAL, indicators=["stunting"], level=Level.PUSKESMAS, period=PERIOD
        )
        (filtered,) = figures(
            cursor,
            LOCAL,
            indicators=["stunting"],
            level="kabupaten",
            period=PERIOD,
            within=KABUPATEN,
            puskesmas="P1",
        )
    counts = {one.area_code: (one.numerator, one.denominator) for one in by_puskesmas}
    assert counts == {"73.22.01:P1": (1, 1), "73.22.01:P2": (0, 1), "73.22.02:P1": (0, 1)}
    assert (filtered.numerator, filtered.denominator) == (1, 2)
    assert filtered.target_population == 17


def test_many_periods_in_one_question_equal_one_at_a_time():
    rows = [
        measurement(child, f"2025-{number:02d}-05", haz=-2.5 if child % number == 0 else 0.0)
        for number in range(1, 9)
        for child in range(5)
    ]
    periods = [month(2025, number) for number in range(1, 9)] + [parse_period("2025-TW2")]
    with store(rows).reading() as cursor:
        together = figures_over(
            cursor, LOCAL, indicators=["stunting", "wasting"], level="desa", periods=periods
        )
        apart = [
            figure
            for period in periods
            for figure in figures(
                cursor,
                LOCAL,
                indicators=["stunting", "wasting"],
                level="desa",
                period=period,
                standardise=True,
            )
        ]
    assert together == apart


def test_rows_of_the_command():
    made = store([measurement(1, haz=-2.5), measurement(2)], sasaran={KABUPATEN: 2})
    with made.reading() as cursor:
        rows = indicator_rows(cursor, EVERYTHING, level="kabupaten", period=PERIOD)
    assert [row["indicator"] for row in rows] == list(registry().counted_keys)
    assert list(rows[0]) == [
        "area_code", "area", "indicator", "period", "rule", "source", "numerator", "denominator",
        "value", "ci_low", "ci_high", "target", "status", "suppressed",
    ]  # fmt: skip
    first = rows[0]
    assert (first["area"], first["period"], first["rule"]) == ("Luwu Utara", "2025-08", "gelombang")
    assert (first["numerator"], first["denominator"], first["value"]) == (1, 2, 0.5)
    assert 0 < first["ci_low"] < 0.5 < first["ci_high"] < 1


def test_provisional_areas_count_like_any_other():
    """A kabupaten without a master: codes "~01", "~01.~01", "~01.~01.~0001"."""
    areas = [
        ("~01", "Belu", "kabupaten", None),
        ("~01.~01", "Atambua", "kecamatan", "~01"),
        ("~01.~01.~0001", "Umanen", "desa", "~01.~01"),
    ]
    codes = {
        "kabupaten_code": "~01",
        "kecamatan_code": "~01.~01",
        "area_code": "~01.~01.~0001",
        "puskesmas": "Umanen",
    }
    rows = [measurement(child, haz=-2.5 if child < 2 else 0.0, **codes) for child in range(8)]
    found = []
    with store(rows, areas=areas).reading() as cursor:
        for level in ("kabupaten", "kecamatan", "puskesmas", "desa"):
            found += figures(
                cursor, EVERYTHING, indicators=["stunting"], level=level, period=PERIOD
            )
    assert [one.area for one in found] == ["Belu", "Atambua", "Umanen", "Umanen"]
    assert {(one.numerator, one.denominator, one.coverage) for one in found} == {(2, 8, 1.0)}


def test_pages_asking_at_the_same_time_do_not_disturb_each_other():
    """A pair that is not stored runs over temporary tables: each cursor has its own."""
    rows = [
        measurement(child, f"{month}-05", whz=-2.5 if child % divisor == 0 else 0.0)
        for month, divisor in (("2024-08", 2), ("2025-02", 3), ("2025-08", 5))
        for child in range(60)
    ]
    made = store(rows)

    def flows(compared):
        with made.reading() as cursor:
            (change,) = changes(
                cursor,
                LOCAL,
                indicator="wasting",
                level="kabupaten",
                period=PERIOD,
                compared=parse_period(compared),
                within=KABUPATEN,
            )
        return change.transitions

    asked = ["2024-08", "2025-02"] * 8
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(flows, asked))
    assert found == [flows("2024-08"), flows("2025-02")] * 8
    assert found[0] != found[1]
