"""Uploaded counts on screen: offered where they have data, on the map and in the trend."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from emonev.core.period import Period, Rule, month, parse_period
from emonev.core.scope import local
from emonev.services.choices import Choices, SourceOffer, choices
from emonev.services.figure import Selection
from emonev.services.map_view import map_view
from emonev.services.trend import trend
from emonev.store import combined
from emonev.store.store import Store
from tests.store_builders import KABUPATEN, measurement, store

VIEWER = local(KABUPATEN)

Row = tuple[str, str, str, str, str, int, int | None]
"""source, rule, period, kecamatan, indicator, numerator, denominator."""


def reported(rows: Sequence[Row], made: Store | None = None) -> Store:
    """A store with cube rows of uploaded counts, as the ledger leaves them."""
    made = made or store()
    with made.writing() as cursor:
        for source, rule, period, kecamatan, indicator, numerator, denominator in rows:
            cursor.execute(
                "INSERT INTO cube VALUES ($rule, $period, $source, '73.22', $kec, $kec, '', '', "
                "'00-59', true, $indicator, $n, $d)",
                {"rule": rule, "period": period, "source": source, "kec": kecamatan,
                 "indicator": indicator, "n": numerator, "d": denominator},
            )  # fmt: skip
        combined.refresh(cursor, KABUPATEN)
    return made


ONE, TWO = "73.22.01", "73.22.02"
SIGIZI: list[Row] = [
    ("sigizi", "bulan", "2025-05", ONE, "sigizi_asi", 6, 8),
    ("sigizi", "triwulan", "2025-TW2", ONE, "sigizi_asi", 12, 16),
    ("sigizi", "triwulan_sd", "2025-TW2-SD", ONE, "sigizi_asi", 30, 40),
]
YEARLY: list[Row] = [
    ("layanan", "tahun", "2024", ONE, "layanan_asi", 40, 80),
    ("layanan", "tahun", "2025", ONE, "layanan_asi", 60, 80),
    ("layanan", "tahun", "2025", TWO, "layanan_asi", 9, 10),
]
RECAP: list[Row] = [
    ("rekap", "bulan", "2025-02", ONE, "stunting", 9, 90),
    ("rekap", "bulan", "2025-02", ONE, "length_measured_share", 90, None),
    ("rekap", "triwulan_sd", "2025-TW1-SD", ONE, "stunting", 9, 90),
]
COUNTS: list[Row] = [
    ("tabel", "tahun", "2025", ONE, "layanan_asi", 12, None),
    ("tabel", "tahun", "2025", TWO, "layanan_asi", 30, None),
]


def offered(made: Store) -> Choices:
    """What the filters offer."""
    with made.reading() as cursor:
        return choices(cursor, VIEWER, KABUPATEN)


def the(made: Store, source: str) -> SourceOffer:
    """One offered source."""
    return next(one for one in offered(made).sources if one.key == source)


def test_only_sources_with_data_are_offered_by_name_first() -> None:
    named = store([measurement(1)])
    assert [one.key for one in offered(named).sources] == ["e-ppgbm"]
    assert [one.key for one in offered(reported(SIGIZI + YEARLY, named)).sources] == [
        "e-ppgbm", "layanan", "sigizi",
    ]  # fmt: skip


def test_with_a_recap_the_combined_source_opens() -> None:
    found = offered(reported(RECAP, store([measurement(1)])))
    assert [(one.key, one.label) for one in found.sources] == [
        ("gabungan", "e-PPGBM + rekap"),
        ("e-ppgbm", "e-PPGBM"),
        ("rekap", "Rekap status gizi"),
    ]
    assert [one.ages for one in found.sources] == [False, True, False]


def test_a_source_offers_its_periods_and_its_indicators() -> None:
    made = reported(SIGIZI + YEARLY, store([measurement(1)]))
    sigizi, yearly = the(made, "sigizi"), the(made, "layanan")
    assert {one.label for one in sigizi.periods} == {
        "Mei 2025", "TW II 2025 (Apr–Jun)", "s.d. TW II 2025 (Jan–Jun, cara Sigizi)",
    }  # fmt: skip
    assert (sigizi.default.key, yearly.default.key) == ("2025-05", "2025")
    assert [key for key, _ in sigizi.indicators] == ["sigizi_asi"]
    assert [one.key for one in yearly.periods] == ["2025", "2024"]
    assert Rule.TRIWULAN_SD not in {one.rule for one in the(reported(RECAP), "rekap").periods}


def test_a_kabupaten_with_nothing_but_uploaded_counts_opens_on_them() -> None:
    found = offered(reported(RECAP))
    assert found.sources[0].key == "gabungan"
    assert [one.key for one in found.periods] == ["2025-02"]
    assert found.sources[0].default == month(2025, 2)


def selection(source: str, period: Period, indicator: str) -> Selection:
    """What the filters say."""
    return Selection(KABUPATEN, period, source=source, indicator=indicator)


def test_the_map_of_a_year_of_services() -> None:
    asked = selection("layanan", parse_period("2025"), "layanan_asi")
    with reported(YEARLY).reading() as cursor:
        view = map_view(cursor, VIEWER, asked)
    assert {one.name: (one.value_text, one.figure.numerator) for one in view.areas} == {
        "Kecamatan Satu": ("75,0\u00a0%", 60), "Kecamatan Dua": ("90,0\u00a0%", 9),
    }  # fmt: skip
    assert view.subtitle.startswith("tahun 2025 · setahun · ")
    assert "gelombang" not in view.subtitle + " ".join(view.areas[0].lines)


def test_counts_without_a_denominator_are_shown_as_counts() -> None:
    asked = selection("tabel", parse_period("2025"), "layanan_asi")
    with reported(COUNTS).reading() as cursor:
        view = map_view(cursor, VIEWER, asked)
        line = trend(cursor, VIEWER, asked)
    assert {(one.value_text, one.cases, one.mark) for one in view.areas} == {
        ("12", 12, "tanpa_penyebut"), ("30", 30, "tanpa_penyebut"),
    }  # fmt: skip
    assert view.title == "ASI eksklusif di Luwu Utara: 42; 2 kecamatan"
    assert view.areas[0].lines[0] == "ASI eksklusif: 12 (jumlah tanpa penyebut)"
    assert (line.counts_only, line.empty) == (True, "")
    assert [row.stunting for row in line.table if row.area == "Luwu Utara"] == [42]


@pytest.mark.parametrize("step", ["gelombang", "triwulan", "bulan"])
def test_the_trend_of_a_yearly_source_goes_by_years(step: str) -> None:
    asked = selection("layanan", parse_period("2025"), "layanan_asi")
    with reported(YEARLY).reading() as cursor:
        line = trend(cursor, VIEWER, asked, step)
    assert [(one.label, one.numerator, one.denominator) for one in line.whole.points] == [
        ("2024", 40, 80), ("2025", 69, 90),
    ]  # fmt: skip
    assert line.rule == "setahun"
    assert {one.group for one in line.series} <= {"tidak_sebanding", "tidak_dapat_diuji"}


def test_the_trend_of_a_monthly_source_goes_by_its_months() -> None:
    asked = selection("sigizi", parse_period("2025-05"), "sigizi_asi")
    with reported(SIGIZI).reading() as cursor:
        by_wave = trend(cursor, VIEWER, asked, "gelombang")
        by_quarter = trend(cursor, VIEWER, asked, "triwulan")
    assert [one.label for one in by_wave.whole.points] == ["Mei 2025"], "it has no wave"
    assert [(one.label, one.value) for one in by_quarter.whole.points] == [("TW II 2025", 0.75)]


def test_the_combined_trend_says_on_whom_changes_are_tested() -> None:
    asked = selection("gabungan", month(2025, 2), "stunting")
    with reported(RECAP).reading() as cursor:
        line = trend(cursor, VIEWER, asked)
    assert any("tercatat per nama" in note for note in line.notes)


def sent(*areas: str) -> Store:
    """One child per nama in DESA, and for each of ``areas`` a fuller recap of the same month."""
    made = store([measurement(1)])
    with made.writing() as cursor:
        for area in areas:
            cursor.execute(
                "INSERT INTO cube VALUES ('bulan', '2025-08', 'rekap', '73.22', $kec, $area, '', "
                "'', '00-59', true, 'length_measured_share', 90, NULL), ('bulan', '2025-08', "
                "'rekap', '73.22', $kec, $area, '', '', '00-59', true, 'stunting', 9, 90)",
                {"kec": area[:8], "area": area},
            )
        combined.refresh(cursor, KABUPATEN)
    return made


def reporting_desa(made: Store, source: str) -> tuple[int, int]:
    """Desa of the kabupaten that reported, and all of them."""
    with made.reading() as cursor:
        line = trend(cursor, VIEWER, selection(source, month(2025, 8), "stunting"), "bulan")
    (point,) = (one for one in line.whole.points if one.label == "Agu 2025")
    return point.desa_reported, point.desa_total


def test_desa_whose_recap_counts_have_reported() -> None:
    made = store([measurement(1)])
    with made.reading() as cursor:
        desa = [code for (code,) in cursor.execute(
            "SELECT code FROM area WHERE level = 'desa' ORDER BY code").fetchall()]  # fmt: skip
    assert len(desa) > 1
    by_desa, whole = sent(*desa), sent(ONE, TWO)
    assert reporting_desa(by_desa, "e-ppgbm") == (1, len(desa))
    for made in (by_desa, whole):
        assert reporting_desa(made, "gabungan") == (len(desa), len(desa))
        assert reporting_desa(made, "rekap") == (len(desa), len(desa))
    assert reporting_desa(sent(ONE), "gabungan")[0] < len(desa)
