"""How old the data behind a figure are, by the source that the figure comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from emonev.core.period import month
from emonev.services.data_dates import data_date
from emonev.services.figure import Selection
from emonev.store.store import Cursor
from tests.store_builders import KABUPATEN, measurement, store


@pytest.fixture
def cursor() -> Iterator[Cursor]:
    with store([measurement(on="2025-08-10")]).writing() as cursor:
        yield cursor


def counted(cursor: Cursor, source: str, period: str, area: str) -> None:
    cursor.execute(
        "INSERT INTO entry (kind, kabupaten_code, area_code, puskesmas, period, source, measure, "
        "subject, numerator, denominator, state, batch_id, sheet, row) VALUES ('recap', "
        "$kabupaten, $area, '', $period, $source, 'stunting', '', 3, 40, 'ada', 'b', 's', 1)",
        {"period": period, "source": source, "kabupaten": KABUPATEN, "area": area},
    )


def told(cursor: Cursor, source: str, within: str = KABUPATEN) -> tuple[date | None, str]:
    newest, words = data_date(cursor, Selection(KABUPATEN, month(2025, 8), source=source), within)
    return newest, words.partition(" · ")[0]


def test_children_have_measuring_dates(cursor: Cursor) -> None:
    counted(cursor, "rekap", "2025-09", KABUPATEN)
    assert told(cursor, "e-ppgbm") == (date(2025, 8, 10), "data per 10 Agu 2025")


def test_a_newer_recap_is_told_where_it_is_part_of_the_source(cursor: Cursor) -> None:
    counted(cursor, "rekap", "2025-09", KABUPATEN)
    assert told(cursor, "gabungan") == (date(2025, 9, 30), "data per rekap September 2025")
    assert told(cursor, "rekap") == (date(2025, 9, 30), "data per September 2025")


def test_an_older_recap_leaves_the_date_of_the_children(cursor: Cursor) -> None:
    counted(cursor, "rekap", "2025-07", KABUPATEN)
    assert told(cursor, "gabungan") == (date(2025, 8, 10), "data per 10 Agu 2025")


def test_counts_have_the_last_day_of_their_period_the_shorter_one_named(cursor: Cursor) -> None:
    counted(cursor, "cakupan", "2024", KABUPATEN)
    assert told(cursor, "cakupan") == (date(2024, 12, 31), "data per tahun 2024")
    counted(cursor, "cakupan", "2025-TW2", KABUPATEN)
    counted(cursor, "cakupan", "2025-06", KABUPATEN)
    assert told(cursor, "cakupan") == (date(2025, 6, 30), "data per Juni 2025")


def test_only_what_lies_inside_the_area_counts(cursor: Cursor) -> None:
    counted(cursor, "cakupan", "2025-06", f"{KABUPATEN}.01.2001")
    assert told(cursor, "cakupan", f"{KABUPATEN}.01")[0] == date(2025, 6, 30)
    assert told(cursor, "cakupan", f"{KABUPATEN}.02") == (None, "")
