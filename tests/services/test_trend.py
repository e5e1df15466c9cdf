"""Tren: honest about coverage, grouped by tested change."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from emonev.core.period import Period, Rule, month
from emonev.core.scope import Scope, local
from emonev.errors import WrongCall
from emonev.services.figure import Figure, Selection
from emonev.services.trend import (
    TrendSeries,
    TrendView,
    all_periods,
    standardised_if_different,
    trend,
)
from emonev.store.store import Store
from tests.services.rakor import DUA, SATU, A, B, C, children
from tests.store_builders import KABUPATEN, measurement, store

AUGUST, FEBRUARY, YEAR_AGO = month(2025, 8), month(2025, 2), month(2024, 8)
SASARAN = {A: 30, B: 30, C: 40}


def view(
    made: Store, step: str = "gelombang", *, scope: Scope | None = None, **choice: Any
) -> TrendView:
    first, last = choice.pop("first", None), choice.pop("last", None)
    with made.reading() as cursor:
        selection = Selection(KABUPATEN, choice.pop("period", AUGUST), **choice)
        return trend(cursor, scope or local(KABUPATEN), selection, step, first, last)


def series(shown: TrendView, name: str) -> TrendSeries:
    return next(one for one in shown.series if one.area == name)


@cache
def three_waves() -> Store:
    """Kecamatan Satu falls clearly over two years; Dua is thin (28 of 40) in February 2025."""
    rows: list[dict[str, Any]] = []
    for on, stunted in (("2024-08-10", 20), ("2025-02-10", 12), ("2025-08-10", 4)):
        rows += children(28, stunted, on, area=A)
        rows += children(28, stunted, on, area=B, first=100)
        rows += children(28 if on.startswith("2025-02") else 38, 6, on, area=C, first=200)
    return store(rows, sasaran=SASARAN, sasaran_year=2024)


def test_every_series_has_a_point_for_every_wave() -> None:
    shown = view(three_waves())
    assert [one.key for one in shown.periods] == ["2024-08", "2025-02", "2025-08"]
    satu = series(shown, "Kecamatan Satu")
    assert [(p.numerator, p.denominator) for p in satu.points] == [(40, 56), (24, 56), (8, 56)]
    assert [p.label for p in satu.points] == ["Agu 2024", "Feb 2025", "Agu 2025"]
    assert [(p.desa_reported, p.desa_total) for p in satu.points] == [(2, 2)] * 3
    assert [p.numerator for p in shown.whole.points] == [46, 30, 14]


def test_a_point_below_eighty_percent_is_hollow_and_joined_to_nothing() -> None:
    dua = series(view(three_waves()), "Kecamatan Dua")
    assert [p.mark for p in dua.points] == ["", "cakupan_rendah", ""]
    assert [p.joined for p in dua.points] == [False, False, False]
    satu = series(view(three_waves()), "Kecamatan Satu")
    assert [p.joined for p in satu.points] == [False, True, True]
    assert any("berlubang" in note for note in view(three_waves()).notes)


def test_groups_follow_the_linked_test_against_a_year_ago() -> None:
    shown = view(three_waves())
    assert (shown.period, shown.compared) == (AUGUST, YEAR_AGO)
    assert {g.key: [s.area for s in g.series] for g in shown.groups} == {
        "turun_jelas": ["Kecamatan Satu"],
        "belum_dapat_dibedakan": ["Kecamatan Dua"],
    }
    assert shown.title == "Turun jelas di 1, belum dapat dibedakan di 1 kecamatan"
    satu = series(shown, "Kecamatan Satu")
    assert satu.change == pytest.approx(8 / 56 - 40 / 56)
    assert "sejak Agu 2024" in satu.change_text


def test_a_thin_area_stands_outside_the_groups() -> None:
    shown = view(three_waves(), period=FEBRUARY, last=FEBRUARY)
    assert (shown.period, shown.compared) == (FEBRUARY, YEAR_AGO)
    assert series(shown, "Kecamatan Dua").group == "tidak_sebanding"
    assert shown.title.endswith("; 1 tidak sebanding")


def test_the_range_can_be_chosen() -> None:
    shown = view(three_waves(), first=FEBRUARY)
    assert [one.key for one in shown.periods] == ["2025-02", "2025-08"]
    assert view(three_waves(), last=month(2023, 1)).empty.startswith("Belum ada data")


def test_quarters_and_months_keep_their_gaps() -> None:
    made = three_waves()
    quarters = view(made, "triwulan")
    assert [one.key for one in quarters.periods] == [
        "2024-TW3", "2024-TW4", "2025-TW1", "2025-TW2", "2025-TW3",
    ]  # fmt: skip
    assert [p.mark for p in quarters.whole.points][1] == "tidak_ada_data"
    with made.reading() as cursor:
        months = all_periods(cursor, KABUPATEN, "bulan")
    assert len(months) == 13
    assert {one.rule for one in months} == {Rule.BULAN}


def test_a_declared_wave_is_a_wave() -> None:
    made = store(
        children(5, 1, "2024-02-10") + children(5, 1, "2024-06-10"),
        settings={f"serentak:{KABUPATEN}": "2024-06"}, serentak=("2024-06",),
    )  # fmt: skip
    assert [one.key for one in view(made).periods] == ["2024-02", "2024-06"]


def test_desa_of_a_kecamatan_when_one_is_chosen() -> None:
    shown = view(three_waves(), kecamatan=SATU)
    assert [one.area for one in shown.series] == ["Desa A", "Desa B"]
    assert shown.whole.area == "Kecamatan Satu"


def test_only_baduta_when_asked() -> None:
    made = store(
        children(10, 5, age_months=12) + children(10, 0, age_months=40, first=50),
        sasaran={A: 20, B: 0, C: 0},
    )
    assert view(made).whole.points[-1].denominator == 20
    shown = view(made, age="baduta")
    assert (shown.whole.points[-1].numerator, shown.whole.points[-1].denominator) == (5, 10)
    assert shown.age_label == "baduta (0–23 bulan)"


def test_the_age_standardised_value_is_shown_from_half_a_point() -> None:
    def figure(value: float, standard: float | None) -> Figure:
        return Figure("", "", "kecamatan", "stunting", AUGUST, "e-ppgbm", 1, 10, value,
                      age_standardised=standard)  # fmt: skip

    assert standardised_if_different(figure(0.140, 0.145)) == 0.145
    assert standardised_if_different(figure(0.140, 0.1449)) is None
    assert standardised_if_different(figure(0.140, 0.134)) == 0.134
    assert standardised_if_different(figure(0.140, None)) is None


def test_survey_points_have_their_own_list_and_never_a_series() -> None:
    shown = view(three_waves())
    assert {point.kind for point in shown.reference.survey} == {"survei"}
    assert {one.area for one in shown.series} == {"Kecamatan Satu", "Kecamatan Dua"}


def test_the_table_holds_every_point_with_what_is_wrong_with_it() -> None:
    shown = view(three_waves())
    assert len(shown.table) == 3 * 3
    row = next(
        r for r in shown.table if r.area == "Kecamatan Dua" and r.period_label == "Februari 2025"
    )
    assert (row.stunting, row.measured, row.desa, row.remark) == (
        6, 28, "1/1", "cakupan di bawah 80 %",
    )  # fmt: skip
    assert row.coverage == 0.7


def test_the_scale_is_common_and_ends_on_five_percent() -> None:
    assert view(three_waves()).highest == pytest.approx(0.75)
    assert view(store(children(100, 2))).highest == pytest.approx(0.05)


def test_children_without_identity_cannot_be_tested() -> None:
    rows = [
        measurement(n + shift, on, area=A, haz=-2.5 if n % 3 == 0 else 0.0, weak=True)
        for shift, on in ((0, "2024-08-10"), (1000, "2025-08-10"))
        for n in range(28)
    ]
    shown = view(store(rows, sasaran={A: 30, B: 0, C: 0}, sasaran_year=2024))
    assert series(shown, "Kecamatan Satu").group == "tidak_dapat_diuji"
    assert series(shown, "Kecamatan Satu").change is None


def test_one_wave_alone_has_no_groups() -> None:
    shown = view(store(children(30, 3), sasaran=SASARAN))
    assert shown.groups == () and shown.compared is None
    assert shown.title == "Stunting per kecamatan"


def test_a_viewer_of_a_kecamatan_sees_its_desa_only() -> None:
    shown = view(three_waves(), scope=Scope("operator", DUA))
    assert [one.area_code for one in shown.series] == [C]


def test_an_unknown_step_is_a_wrong_call() -> None:
    with pytest.raises(WrongCall):
        view(three_waves(), "minggu")


def test_periods_of_an_empty_store_are_none() -> None:
    with store().reading() as cursor:
        assert all_periods(cursor, KABUPATEN, "bulan") == ()
    shown = view(store(), period=Period(2025, 8, Rule.GELOMBANG))
    assert shown.periods == () and shown.empty
