"""Change between two waves, on the children linked over both (numbers.md §5)."""

from __future__ import annotations

from emonev.core.period import parse_period
from emonev.core.scope import local
from emonev.services.figures import changes
from tests.store_builders import DESA, KABUPATEN, measurement, store

NOW, BEFORE = "2025-08", "2024-08"


def wave_rows(states, first=1, **options):
    """Children from (before, now): True stunted, False not, None not measured."""
    rows = []
    for child, state in enumerate(states, first):
        for month, stunted in zip((BEFORE, NOW), state, strict=True):
            if stunted is not None:
                rows.append(
                    measurement(child, f"{month}-05", haz=-2.5 if stunted else 0.0, **options)
                )
    return rows


def change_of(rows, level="kabupaten", sasaran=None, **options):
    made = store(rows, sasaran={KABUPATEN: 100} if sasaran is None else sasaran, sasaran_year=2024)
    with made.reading() as cursor:
        return changes(
            cursor, local(KABUPATEN), indicator=options.pop("indicator", "stunting"), level=level,
            period=parse_period(NOW), compared=parse_period(BEFORE), within=KABUPATEN, **options,
        )  # fmt: skip


def test_new_cases_and_those_no_longer_stunted():
    states = (
        [(True, True)] * 10 + [(True, False)] * 12 + [(False, True)] * 2 + [(False, False)] * 60
        + [(None, True)] * 3 + [(None, False)] * 5 + [(True, None)] * 4 + [(False, None)] * 6
    )  # fmt: skip
    (change,) = change_of(wave_rows(states))
    counts = change.transitions
    assert counts.new_cases == 5  # kasus baru: 2 seen before without, 3 new children
    assert counts.lost == 12  # tidak lagi stunting
    assert counts.both_with == 10  # tetap
    assert counts.gone_with == 4  # tidak diukur lagi
    assert (change.before.numerator, change.now.numerator) == (26, 15)


def test_a_clear_fall():
    states = [(True, True)] * 10 + [(True, False)] * 15 + [(False, False)] * 70
    (change,) = change_of(wave_rows(states))
    assert change.group == "turun_jelas"


def test_a_clear_rise():
    states = [(True, True)] * 10 + [(False, True)] * 15 + [(False, False)] * 70
    (change,) = change_of(wave_rows(states))
    assert change.group == "naik_jelas"


def test_a_small_movement_cannot_be_told_from_chance():
    states = [(True, True)] * 10 + [(True, False)] * 3 + [(False, True)] + [(False, False)] * 80
    (change,) = change_of(wave_rows(states))
    assert change.group == "belum_dapat_dibedakan"


def test_below_80_percent_cakupan_in_either_period_nothing_is_compared():
    states = [(True, False)] * 30 + [(False, False)] * 40
    (change,) = change_of(wave_rows(states))
    assert (change.group, change.reason) == ("tidak_sebanding", "cakupan Agu 2025 di bawah 80 %")


def test_no_data_in_one_period():
    (change,) = change_of(wave_rows([(None, True)] * 90))
    assert (change.group, change.reason) == ("tidak_sebanding", "tidak ada data Agu 2024")


def test_without_identity_a_change_cannot_be_tested():
    states = [(True, False)] * 30 + [(False, False)] * 70
    (change,) = change_of(wave_rows(states, weak=True))
    assert change.group == "tidak_dapat_diuji"


def test_a_few_children_without_identity_do_no_harm():
    named = wave_rows([(True, False)] * 30 + [(False, False)] * 61)
    unnamed = wave_rows([(False, False)] * 9, first=900, weak=True)
    (change,) = change_of(named + unnamed)
    assert change.group == "turun_jelas"


def test_a_child_that_moved_is_gone_here_and_new_there():
    rows = [
        measurement(1, f"{BEFORE}-05", haz=-2.5, area=DESA),
        measurement(1, f"{NOW}-05", haz=-2.5, area="73.22.02.2001"),
    ]
    one, two = change_of(rows, "kecamatan")
    assert (one.transitions.gone_with, one.transitions.new_with) == (1, 0)
    assert (two.transitions.gone_with, two.transitions.new_with) == (0, 1)
    (whole,) = change_of(rows)
    assert whole.transitions.both_with == 1


def test_every_indicator_can_be_compared_not_only_stunting():
    rows = [
        measurement(child, f"{month}-05", whz=-2.5 if child < cases else 0.0)
        for month, cases in ((BEFORE, 30), (NOW, 10))
        for child in range(95)
    ]
    (change,) = change_of(rows, indicator="wasting")
    assert (change.transitions.lost, change.transitions.both_with) == (20, 10)
    assert change.group == "turun_jelas"


def test_baduta_are_followed_while_they_are_baduta():
    rows = [
        measurement(1, f"{BEFORE}-05", haz=-2.5, age_months=18),
        measurement(1, f"{NOW}-05", haz=-2.5, age_months=30),
    ]
    (change,) = change_of(rows, age="baduta")
    assert (change.transitions.gone_with, change.transitions.both_with) == (1, 0)


def test_attendance_and_weight_gain_are_not_tested():
    rows = [
        measurement(child, f"{month}-05", weight_gain="N" if child < n else "T")
        for month, n in ((BEFORE, 60), (NOW, 30))
        for child in range(95)
    ]
    (change,) = change_of(rows, indicator="weight_gain")
    assert change.group == "tidak_dapat_diuji"
    assert round(change.test.change, 3) == round(-30 / 95, 3)
