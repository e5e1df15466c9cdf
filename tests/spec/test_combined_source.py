"""By-name and recap of the same puskesmas and month: which one counts (numbers.md §1.5)."""

from __future__ import annotations

import pytest

from emonev.core.period import parse_period
from emonev.core.scope import EVERYTHING
from emonev.services.figures import figures
from emonev.services.source_choice import choose_source, source_conflicts
from emonev.store import combined
from emonev.store.store import Store
from tests.store_builders import KABUPATEN, measurement, store

ONE = "73.22.01.2001"


def both(by_name: int, recap: int | None, *, other: int = 0) -> Store:
    """A store with so many children by name in Puskesmas Satu, of whom 1 is stunted, and a recap
    of it with 5 stunted; ``other`` children by name in Puskesmas Dua."""
    rows = [
        measurement(i, haz=-2.5 if i == 0 else 0.0, puskesmas="Satu", area=ONE)
        for i in range(by_name)
    ]
    rows += [
        measurement(1000 + i, puskesmas="Dua", area="73.22.02.2001") for i in range(other)
    ]  # fmt: skip
    made = store(rows)
    if recap is not None:
        add_recap(made, "Satu", recap)
    return made


def add_recap(made: Store, puskesmas: str, measured: int, period: str = "2025-08") -> None:
    """The cube rows that a recap of one puskesmas leaves: 5 stunted of ``measured``."""
    with made.writing() as cursor:
        for indicator, numerator, denominator in (
            ("stunting", 5, measured),
            ("length_measured_share", measured, None),
        ):
            for rule, key in (("bulan", period), ("triwulan", "2025-TW3")):
                cursor.execute(
                    "INSERT INTO cube VALUES ($rule, $key, 'rekap', '73.22', '73.22.01', "
                    "'73.22.01', $puskesmas, '', '00-59', true, $indicator, $n, $d)",
                    {"rule": rule, "key": key, "puskesmas": puskesmas, "indicator": indicator,
                     "n": numerator, "d": denominator},
                )  # fmt: skip
        combined.refresh(cursor, KABUPATEN)


def share(made: Store, indicator: str = "stunting", period: str = "2025-08", **asked: str) -> str:
    """ "1/100" of the kabupaten, combined source."""
    with made.reading() as cursor:
        (found,) = figures(
            cursor, EVERYTHING, indicators=[indicator], level="kabupaten",
            period=parse_period(period), within=KABUPATEN, source="gabungan", **asked,
        )  # fmt: skip
    return f"{found.numerator}/{found.denominator}"


@pytest.mark.parametrize(
    ("by_name", "recap", "counts"),
    [
        (100, 60, "1/100"),  # the children, because more of them were sent
        (60, 100, "5/100"),  # the recap, because it is fuller
        (100, 100, "1/100"),  # equal: the children, who can be checked
        (100, 104, "5/104"),  # within 5 %: the fuller one, nothing to ask
        (0, 100, "5/100"),  # the recap is alone
        (100, None, "None/None"),  # no recap at all: there is no combined source
    ],
)
def test_the_fuller_one_is_used(by_name: int, recap: int | None, counts: str) -> None:
    assert share(both(by_name, recap)) == counts


def test_puskesmas_without_a_recap_keep_their_children() -> None:
    made = both(60, 100, other=40)
    assert share(made) == "5/140"
    assert share(made, "underweight") == "0/100", "what the recap does not say is the children's"


@pytest.mark.parametrize(
    ("by_name", "recap", "asked"),
    [(100, 95, False), (100, 94, True), (95, 100, False), (94, 100, True), (0, 100, False)],
)
def test_more_than_five_percent_apart_is_asked(by_name: int, recap: int, asked: bool) -> None:
    with both(by_name, recap).reading() as cursor:
        found = source_conflicts(cursor, EVERYTHING, KABUPATEN)
    assert [(one.named_measured, one.recap_measured) for one in found] == (
        [(by_name, recap)] if asked else []
    )


def test_the_choice_is_recorded_and_counts() -> None:
    made = both(60, 100)
    with made.reading() as cursor:
        (open_one,) = source_conflicts(cursor, EVERYTHING, KABUPATEN)
    assert (open_one.chosen, open_one.used) == ("", "rekap")
    assert open_one.text == (
        "Puskesmas satu, Agustus 2025: per nama 60 balita diukur, rekap 100. Dipakai Rekap status "
        "gizi (yang lebih lengkap; belum dipilih)."
    )
    choose_source(EVERYTHING, made, KABUPATEN, "2025-08", open_one.unit, "e-ppgbm")
    assert share(made) == "1/60"
    assert share(made, period="2025-TW3") == "1/60", "also in the quarter of that month"
    with made.reading() as cursor:
        (told,) = source_conflicts(cursor, EVERYTHING, KABUPATEN)
        changes = cursor.execute("SELECT key, before, after FROM setting_change").fetchall()
    assert (told.chosen, told.used) == ("e-ppgbm", "e-ppgbm")
    assert changes == [("sumber_gabungan:73.22:2025-08:satu", "", "e-ppgbm")]
    choose_source(EVERYTHING, made, KABUPATEN, "2025-08", open_one.unit, "")
    assert share(made) == "5/100"


def test_ages_are_not_told_apart_where_a_recap_counts() -> None:
    assert share(both(60, 100), age="baduta") == "None/None"
