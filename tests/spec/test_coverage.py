"""Cakupan pengukuran, its target population and its marks (numbers.md §1.2, §4)."""

from __future__ import annotations

import pytest

from emonev.store.settings import put_setting
from tests.spec.reading import figure, ratio, read
from tests.store_builders import KABUPATEN, measurement, store


def measured(n, on="2025-08-04"):
    return [measurement(child, on) for child in range(n)]


def test_cakupan_is_measured_children_over_the_sasaran():
    made = store(measured(18), sasaran={KABUPATEN: 20})
    assert ratio(made, "length_measured_share", "2025-08") == "18/20"
    found = figure(made, "stunting", "2025-08")
    assert (found.coverage, found.target_source) == (0.9, "Pusdatin")


@pytest.mark.parametrize(
    ("children", "status"), [(15, "cakupan_rendah"), (16, "hati_hati"), (17, "hati_hati"), (18, "")]
)
def test_below_80_percent_low_below_90_careful(children, status):
    made = store(measured(children), sasaran={KABUPATEN: 20})
    assert figure(made, "stunting", "2025-08").status == status


def test_above_100_percent_is_shown_not_clipped():
    made = store(measured(21), sasaran={KABUPATEN: 20})
    assert figure(made, "length_measured_share", "2025-08").value == 1.05


def test_the_limits_are_settings():
    made = store(measured(15), sasaran={KABUPATEN: 20}, settings={"cakupan_rendah": "0.7"})
    assert figure(made, "stunting", "2025-08").status == "hati_hati"


def test_without_sasaran_children_recorded_in_the_last_twelve_months():
    made = read("""
        anak  tanggal     TB/U
        1     2024-08-20   0
        2     2024-09-01   0
        3     2025-03-01   -
        4     2025-08-04   0
    """)
    found = figure(made, "length_measured_share", "2025-08")
    assert (found.numerator, found.denominator) == (1, 3)  # child 1 was seen thirteen months ago
    assert found.target_source == "terdata 12 bulan"


def test_children_who_turned_five_are_no_longer_waited_for():
    made = read("""
        anak  tanggal     umur
        1     2025-01-10  58
        2     2025-08-04  30
    """)
    assert figure(made, "stunting", "2025-08").target_population == 1


def test_the_sasaran_of_a_kecamatan_is_the_sum_of_its_desa_once_all_are_known():
    rows = measured(10)
    known = store(rows, sasaran={"73.22.01.2001": 10, "73.22.01.2002": 30})
    assert figure(known, "stunting", "2025-08", "73.22.01").target_population == 40
    half = store(rows, sasaran={"73.22.01.2001": 10})
    assert figure(half, "stunting", "2025-08", "73.22.01").target_source == "terdata 12 bulan"


def test_the_nearest_year_that_is_not_later():
    made = store(measured(10), sasaran={KABUPATEN: 20}, sasaran_year=2023)
    with made.writing() as cursor:
        cursor.execute("INSERT INTO sasaran VALUES ('73.22', 2026, 'Pusdatin', 99)")
    found = figure(made, "stunting", "2025-08")
    assert (found.target_population, found.target_source) == (20, "Pusdatin 2023")


def test_the_source_of_the_sasaran_is_chosen_per_year():
    made = store(measured(10), sasaran={KABUPATEN: 20})
    with made.writing() as cursor:
        cursor.execute("INSERT INTO sasaran VALUES ('73.22', 2025, 'riil', 12)")
    assert figure(made, "stunting", "2025-08").target_source == "Pusdatin"
    with made.writing() as cursor:
        put_setting(cursor, "sasaran_source:2025", "riil")
    found = figure(made, "stunting", "2025-08")
    assert (found.target_population, found.target_source) == (12, "riil")


def test_baduta_have_no_sasaran_by_age():
    rows = [measurement(child, "2025-08-04", age_months=12) for child in range(10)]
    made = store(rows, sasaran={KABUPATEN: 20})
    found = figure(made, "stunting", "2025-08", age="baduta")
    assert (found.target_population, found.target_source) == (10, "terdata 12 bulan")
    assert figure(made, "attendance", "2025-08", age="baduta").status == "tanpa_sasaran"


def test_desa_reporting_m_of_m():
    made = read("""
        anak  tanggal     desa
        1     2025-08-04  A
        2     2025-08-04  A
    """)
    whole = figure(made, "stunting", "2025-08")
    assert (whole.desa_reported, whole.desa_total) == (1, 3)
    one = figure(made, "stunting", "2025-08", "73.22.01")
    assert (one.desa_reported, one.desa_total) == (1, 2)


def test_age_standardised_takes_away_who_happened_to_come():
    """The same risk per age in both waves; in August mostly the little ones came."""
    rows = []
    for month, little, older in (("2025-02", 100, 100), ("2025-08", 90, 30)):
        rows += [
            measurement(child, f"{month}-04", age_months=10, haz=-2.5 if child % 10 == 0 else 0)
            for child in range(little)
        ]
        rows += [
            measurement(
                1000 + child, f"{month}-05", age_months=30, haz=-2.5 if child % 3 == 0 else 0
            )
            for child in range(older)
        ]
    made = store(rows, sasaran={KABUPATEN: 200}, areas=_one_desa())
    february, august = (
        figure(made, "stunting", period, standardise=True) for period in ("2025-02", "2025-08")
    )
    assert august.value < february.value - 0.04
    assert august.age_standardised == pytest.approx(february.age_standardised, abs=0.01)


def _one_desa():
    return [
        ("73.22", "Luwu Utara", "kabupaten", None),
        ("73.22.01", "Kecamatan Satu", "kecamatan", "73.22"),
        ("73.22.01.2001", "Desa A", "desa", "73.22.01"),
    ]
