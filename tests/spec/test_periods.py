"""Which period opens, and what it is compared with (numbers.md §1.4, §3)."""

from __future__ import annotations

from emonev.core.period import parse_period
from emonev.core.scope import local
from emonev.services.figures import comparison_periods, default_period
from tests.spec.reading import figure, ratio, read
from tests.store_builders import AREAS, KABUPATEN, measurement, store

DESA = [code for code, _, level, _ in AREAS if level == "desa"]


def wave(on, share, desa=3):
    """``share`` of 60 children, over the first ``desa`` desa."""
    return [
        measurement(child, f"{on}-05", area=DESA[child % desa])
        for child in range(round(share * 60))
    ]


def opens(rows, **options):
    made = store(rows, sasaran={KABUPATEN: 60}, **options)
    with made.reading() as cursor:
        return default_period(cursor, local(KABUPATEN), KABUPATEN)


def test_the_newest_complete_wave_opens_not_the_half_measured_one():
    assert opens(wave("2025-02", 0.9) + wave("2025-08", 0.5)).key == "2025-02"


def test_a_month_never_headlines_while_there_is_a_wave():
    assert opens(wave("2025-02", 0.9) + wave("2025-07", 1.0)).key == "2025-02"


def test_enough_children_but_too_few_desa_is_not_complete():
    assert opens(wave("2025-02", 0.9) + wave("2025-08", 0.9, desa=2)).key == "2025-02"


def test_no_complete_wave_the_newest_wave_with_data():
    assert (
        opens(wave("2025-02", 0.3) + wave("2025-08", 0.2) + wave("2025-09", 1.0)).key == "2025-08"
    )


def test_no_wave_at_all_the_newest_month():
    assert opens(wave("2025-06", 0.3) + wave("2025-07", 0.2)).key == "2025-07"


def test_a_declared_serentak_month_is_a_wave():
    rows = wave("2024-06", 0.95) + wave("2024-07", 0.2)
    opened = opens(rows, settings={"serentak:73.22": "2024-06"}, serentak=["2024-06"])
    assert (opened.key, opened.rule) == ("2024-06", "gelombang")


def test_an_empty_store_opens_nothing():
    assert opens([]) is None


def compared(rows, period):
    made = store(rows)
    with made.reading() as cursor:
        return [one.key for one in comparison_periods(cursor, KABUPATEN, parse_period(period))]


def test_first_the_same_wave_a_year_ago_then_the_wave_before():
    rows = wave("2024-08", 0.5) + wave("2025-02", 0.5) + wave("2025-07", 0.5) + wave("2025-08", 0.5)
    assert compared(rows, "2025-08") == ["2024-08", "2025-02"]
    assert compared(rows, "2025-07") == []
    assert compared(rows, "2025-TW3") == ["2024-TW3"]


def test_only_periods_with_data_and_each_once():
    rows = wave("2024-08", 0.5) + wave("2025-08", 0.5)
    assert compared(rows, "2025-08") == ["2024-08"]


def test_a_year_is_its_august_wave():
    made = read("""
        anak  tanggal     TB/U
        1     2025-02-04  -2.5
        1     2025-08-04  -1.0
        2     2025-08-04  -2.5
        3     2025-11-04  -2.5
    """)
    assert ratio(made, "stunting", "2025") == "1/2"
    assert figure(made, "stunting", "2025").period.rule == "tahun"


def test_the_rule_goes_with_every_figure():
    made = store(wave("2025-08", 0.5))
    rules = [
        figure(made, "stunting", key).period.rule for key in ("2025-08", "2025-07", "2025-TW3")
    ]
    assert rules == ["gelombang", "bulan", "triwulan"]
