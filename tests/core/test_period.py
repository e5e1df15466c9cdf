"""Periods: their keys, months and words."""

from __future__ import annotations

from datetime import date

import pytest

from emonev.core.period import Period, Rule, month, parse_period


@pytest.mark.parametrize(
    ("text", "rule", "label", "start", "end"),
    [
        ("2025", "tahun", "2025 (gelombang Agustus)", date(2025, 8, 1), date(2025, 8, 31)),
        ("2025-TW1", "triwulan", "TW I 2025 (Jan–Mar)", date(2025, 1, 1), date(2025, 3, 31)),
        ("2024-TW4", "triwulan", "TW IV 2024 (Okt–Des)", date(2024, 10, 1), date(2024, 12, 31)),
        ("2025-08", "gelombang", "Agustus 2025", date(2025, 8, 1), date(2025, 8, 31)),
        ("2024-02", "gelombang", "Februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-07", "bulan", "Juli 2025", date(2025, 7, 1), date(2025, 7, 31)),
    ],
)
def test_a_period_names_its_rule_and_months(text, rule, label, start, end):
    period = parse_period(text)
    assert (period.rule, period.label) == (rule, label)
    assert (period.start, period.end) == (start, end)
    assert parse_period(period.key) == period


def test_a_year_reads_its_august_wave():
    assert parse_period("2025").cube_key == "2025-08"


def test_a_month_declared_serentak_is_a_wave():
    assert parse_period("2024-06", ["2024-06"]).rule is Rule.GELOMBANG
    assert parse_period("2024-06").rule is Rule.BULAN


def test_the_period_before_and_a_year_ago():
    assert parse_period("2025-02").previous().key == "2024-08"
    assert parse_period("2025-01").previous().key == "2024-12"
    assert parse_period("2025-TW1").previous().key == "2024-TW4"
    assert parse_period("2025").previous().key == "2024"
    assert month(2025, 8).year_ago() == month(2024, 8)


def test_year_to_date_says_whose_way_it_is():
    period = Period(2025, 2, Rule.TRIWULAN_SD)
    assert period.label == "s.d. TW II 2025 (Jan–Jun, cara Sigizi)"
    assert len(period.months) == 6


@pytest.mark.parametrize("text", ["", "2025-13", "2025-00", "25-08", "2025-TW5", "Agustus"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        parse_period(text)
