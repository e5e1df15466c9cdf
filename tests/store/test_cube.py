"""The cube, what a refresh touches, and its equality with the slow twin."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emonev.core.age import BADUTA_BANDS, BALITA_BANDS
from emonev.core.period import parse_period
from emonev.indicators.registry import registry
from emonev.store import cube
from emonev.store.store import sql
from tests.slow_cube import PLACE, slow_cube, slow_recorded
from tests.store_builders import DESA, KABUPATEN, measurement, only_weighed, store, write

COLUMNS = f"rule, period, {', '.join(PLACE)}, age_band, indicator, numerator, denominator"
DESA_CODES = [DESA, "73.22.01.2002", "73.22.02.2001"]


def cells(cursor):
    rows = cursor.execute(f"SELECT {COLUMNS} FROM cube").fetchall()
    found = {tuple(row[:-2]): (row[-2], row[-1]) for row in rows}
    assert len(found) == len(rows), "one row per cell"
    return found


def cell(cursor, indicator, period):
    return cursor.execute(
        "SELECT sum(numerator), sum(denominator) FROM cube WHERE indicator = ? AND period = ?",
        [indicator, period],
    ).fetchone()


def test_one_child_once_per_month_and_quarter():
    made = store([measurement(1, "2025-07-02", haz=-3.0), measurement(1, "2025-07-20", haz=-1.0)])
    with made.reading() as cursor:
        assert cell(cursor, "stunting", "2025-07") == (0, 1)
        assert cell(cursor, "stunting", "2025-TW3") == (0, 1)


def test_an_import_into_one_month_leaves_other_months_alone():
    made = store([measurement(1, "2025-07-02"), measurement(1, "2025-05-02")])
    with made.writing() as cursor:
        cursor.execute("UPDATE cube SET numerator = 77 WHERE period = '2025-05'")
        write(cursor, [measurement(2, "2025-08-02", haz=-2.5)], batch="b2")
    with made.reading() as cursor:
        assert cell(cursor, "stunting", "2025-05")[0] == 77
        assert cell(cursor, "stunting", "2025-TW3") == (1, 2)


def test_refreshing_nothing_does_nothing():
    made = store([measurement(1)])
    with made.writing() as cursor:
        before = cells(cursor)
        cube.refresh(cursor, KABUPATEN, [])
        assert cells(cursor) == before


def test_rows_that_are_gone_leave_the_cube():
    made = store([measurement(1, "2025-08-02")])
    with made.writing() as cursor:
        cursor.execute("DELETE FROM measurement")
        cube.refresh(cursor, KABUPATEN, {"2025-08"})
        assert cells(cursor) == {}
        assert cube.months_with_data(cursor, KABUPATEN) == ()
        assert cursor.execute("SELECT count(*) FROM recorded").fetchone() == (0,)


def test_the_number_of_statements_does_not_grow_with_the_months():
    few = [measurement(1, "2025-08-02"), measurement(1, "2025-07-02")]
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    counts = []
    for touched in (["2025-07", "2025-08"], months):
        made = store(few)
        with made.writing() as cursor:
            counting = Counting(cursor)
            cube.refresh(counting, KABUPATEN, touched)
            counts.append(counting.executed)
    assert counts[0] == counts[1] < 25


class Counting:
    """A cursor that counts what it runs."""

    def __init__(self, cursor):
        self.cursor, self.executed = cursor, 0

    def execute(self, *arguments):
        self.executed += 1
        return self.cursor.execute(*arguments)


def test_reporting_counts_children_and_the_measured():
    rows = [
        measurement(1, "2025-08-02"),
        only_weighed(1, "2025-08-09"),
        only_weighed(2, "2025-08-09"),
    ]
    made = store(rows)
    with made.reading() as cursor:
        found = cursor.execute(
            "SELECT period, area_code, children, measured, last_measured_on FROM reporting"
        ).fetchall()
    assert found == [("2025-08", DESA, 2, 1, date(2025, 8, 9))]


maybe_z = st.one_of(st.none(), st.sampled_from([-6.5, -3.2, -2.0, -2.01, -1.0, 0.0, 2.5, 5.5]))


@st.composite
def measurements(draw, children=4, most=14):
    """A few children over a year and a half, several desa, gaps and implausible values."""
    keys = draw(
        st.lists(
            st.tuples(st.integers(1, children), st.integers(0, 540)),
            unique=True, min_size=1, max_size=most,
        )
    )  # fmt: skip
    born = {
        child: date(2024, 5, 1) - timedelta(days=draw(st.integers(0, 1800)))
        for child in range(1, children + 1)
    }
    weak = {child: draw(st.booleans()) for child in born}
    rows = []
    for child, day in keys:
        on = date(2024, 5, 1) + timedelta(days=day)
        rows.append(
            measurement(
                child,
                on,
                area=draw(st.sampled_from(DESA_CODES)),
                puskesmas=draw(st.sampled_from(["P1", "P2"])),
                haz=draw(maybe_z),
                waz=draw(maybe_z),
                whz=draw(maybe_z),
                weight_kg=draw(st.sampled_from([None, 9.0])),
                weight_gain=draw(st.sampled_from([None, "N", "T", "O", "B"])),
                label_haz=draw(
                    st.sampled_from([None, "pendek", "sangat_pendek", "normal", "outlier"])
                ),
                cases_only=draw(st.sampled_from([False, False, False, True])),
                birth_date=born[child],
                age_days=(on - born[child]).days,
                weak=weak[child],
            )
        )
    return rows


quick = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def empty():
    made = store()
    yield made
    made.close()


def rolled_back(made):
    """A cursor whose writes vanish: one store serves many examples."""
    cursor = made.reading()

    class Block:
        def __enter__(self):
            self.cursor = cursor.__enter__()
            self.cursor.begin()
            return self.cursor

        def __exit__(self, *exc):
            self.cursor.rollback()
            cursor.__exit__(*exc)

    return Block()


@quick
@given(rows=measurements())
def test_the_cube_equals_its_slow_twin(empty, rows):
    with rolled_back(empty) as cursor:
        write(cursor, rows)
        assert cells(cursor) == slow_cube(rows)


@quick
@given(rows=measurements(), split=st.integers(0, 14))
def test_two_imports_give_the_same_cube_as_one(empty, rows, split):
    with rolled_back(empty) as cursor:
        write(cursor, rows[:split], batch="b1")
        write(cursor, rows[split:], batch="b2")
        assert cells(cursor) == slow_cube(rows)


def recorded_children(cursor, period, baduta=False, level="desa"):
    found = cursor.execute(
        sql("recorded_children"),
        {
            "kabupaten": [KABUPATEN],
            "periods": [period.key],
            "starts": [12 * period.start.year + period.start.month - 1],
            "ends": [12 * period.end.year + period.end.month - 1],
            "level": level,
            "source": "e-ppgbm",
            "only_baduta": baduta,
            "puskesmas": "",
        },
    ).fetchall()
    return {area: n for _, _, area, n in found}


PERIODS = [
    parse_period(text)
    for year in (2024, 2025, 2026)
    for text in [
        *(f"{year}-{m:02d}" for m in range(1, 13)),
        *(f"{year}-TW{q}" for q in range(1, 5)),
    ]
]


@quick
@given(rows=measurements(), period=st.sampled_from(PERIODS), baduta=st.booleans())
def test_recorded_children_equal_their_slow_twin(empty, rows, period, baduta):
    with rolled_back(empty) as cursor:
        write(cursor, rows)
        found = recorded_children(cursor, period, baduta)
        assert found == slow_recorded(rows, period, baduta)


@quick
@given(rows=measurements())
def test_whoever_is_counted_as_measured_is_in_the_denominator(empty, rows):
    with rolled_back(empty) as cursor:
        write(cursor, rows)
        for baduta, bands in ((False, BALITA_BANDS), (True, BADUTA_BANDS)):
            measured = cursor.execute(
                "SELECT period, CAST(sum(numerator) AS BIGINT) FROM cube "
                "WHERE indicator = 'length_measured_share' AND list_contains($bands, age_band) "
                "GROUP BY period",
                {"bands": list(bands)},
            ).fetchall()
            for key, numerator in measured:
                known = recorded_children(cursor, parse_period(key), baduta, "kabupaten")
                assert numerator <= known.get(KABUPATEN, 0), key


@pytest.mark.parametrize(
    ("day", "period"),
    [("2025-08-02", "2025-08"), ("2025-07-20", "2025-TW3"), ("2025-08-02", "2025-TW3")],
)
def test_a_child_measured_before_its_fifth_birthday_is_a_child_of_the_period(day, period):
    birth = date(2020, 8, 20)
    age = (date.fromisoformat(day) - birth).days
    made = store([measurement(1, day, birth_date=birth, age_days=age)])
    with made.reading() as cursor:
        assert recorded_children(cursor, parse_period(period)) == {DESA: 1}
        assert recorded_children(cursor, parse_period("2025-09")) == {}
        assert recorded_children(cursor, parse_period("2025-TW4")) == {}


def test_every_entry_of_the_registry_reaches_the_cube():
    everything = measurement(1, weight_gain="N", label_haz="pendek")
    made = store([everything, measurement(2, cases_only=True, haz=-2.5)])
    with made.reading() as cursor:
        found = {row[0] for row in cursor.execute("SELECT DISTINCT indicator FROM cube").fetchall()}
    assert found == {entry.key for entry in registry().counted}


def test_a_child_is_recorded_for_twelve_months():
    made = store([measurement(1, "2024-08-31")])
    with made.reading() as cursor:
        known = cursor.execute("SELECT first_month, end_month, children FROM recorded").fetchall()
    first = 12 * 2024 + 8 - 1
    assert known == [(first, first + 12, 1)]
