"""What headers of hand-made tables say: time, measure, whole, percentage."""

from __future__ import annotations

import pytest

from emonev.ingest.tables.header_time import timed
from emonev.ingest.tables.header_words import heading, local_key, local_label


@pytest.mark.parametrize(
    ("path", "period", "rest"),
    [
        (("2018.0",), "2018", ""),
        (("Tahun 2021",), "2021", ""),
        (("2024", "Januari", "Diukur"), "2024-01", "Diukur"),
        (("Jan-25",), "2025-01", ""),
        (("2025-08-01 00:00:00",), "2025-08", ""),
        (("TW II 2024",), "2024-TW2", ""),
        (("Jumlah Stunting Tahun 2021 (%)",), "2021", "Jumlah Stunting (%)"),
        (("Sangat Pendek",), "", "Sangat Pendek"),
        (("Desa",), "", "Desa"),
        (("2018.5",), "", "2018.5"),
        (("2023 *)",), "2023", ""),
        (("Stunting 2023**",), "2023", "Stunting"),
    ],
)
def test_a_header_says_when(path: tuple[str, ...], period: str, rest: str) -> None:
    time, left = timed(path)
    assert (time.period, left) == (period, rest)


@pytest.mark.parametrize(
    ("text", "part", "measure"),
    [
        ("Jumlah Balita Stunting (orang)", "numerator", "stunting"),
        ("STUNTING", "numerator", "stunting"),
        ("Pendek + Sangat Pendek", "numerator", "stunting"),
        ("TB/U Sangat Pendek", "numerator", "severe_stunting"),
        ("Balita Pendek", "numerator", "part:pendek"),
        ("Jumlah balita yang diukur", "denominator", "measured"),
        ("Jumlah Balita", "denominator", "whole"),
        ("Sasaran Balita", "denominator", "target"),
        ("Prevalensi Stunting (%)", "percent", "stunting"),
        ("%", "percent", ""),
        ("Jumlah", "", ""),
        ("BBLR", "", ""),
        ("Baduta stunting", "", ""),
        ("Jumlah kasus stunting bumil", "", ""),
    ],
)
def test_a_header_says_what(text: str, part: str, measure: str) -> None:
    found = heading(text)
    assert (found.part, found.measure) == (part, measure)


def test_boys_and_girls_are_told_apart() -> None:
    assert heading("Stunting L").sex == "male"
    assert heading("Stunting Perempuan").sex == "female"
    assert heading("Stunting L+P").sex == ""


def test_a_measure_nobody_knows_gets_a_key_and_a_name() -> None:
    assert (local_key("BayiLahir"), local_label("BayiLahir")) == ("lain:bayi-lahir", "Bayi lahir")
    assert (local_key("BBLR"), local_label("BBLR")) == ("lain:bblr", "BBLR")
    assert local_key("<img onerror=x>") == "lain:img-onerror-x"
