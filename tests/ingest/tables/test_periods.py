"""The period of a sheet: its titles and its name tell it together."""

from __future__ import annotations

import pytest

from emonev.ingest.tables.cells import year_of
from emonev.ingest.tables.periods import named_period


@pytest.mark.parametrize(
    ("sheet", "period"),
    [
        ("Agt", "2025-08"),
        ("Agst", "2025-08"),
        ("MRT", "2025-03"),
        ("JAN-25", "2025-01"),
        ("08 Agustus", "2025-08"),
        ("Rekap Agustus", "2025-08"),
        ("TB-U Mei (final)", "2025-05"),
        ("TW I", "2025-TW1"),
        ("Triwulan 3", "2025-TW3"),
        ("Sheet1", "2025"),
        ("Rekap Des", "2025"),
        ("Januari - Maret", "2025"),
        ("TW I dan TW II", "2025"),
        ("Agustus 2024", "2024-08"),
    ],
)
def test_a_month_in_the_name_of_a_sheet_goes_with_the_year_of_its_title(
    sheet: str, period: str
) -> None:
    assert named_period(["DATA STUNTING", "TAHUN 2025"], sheet) == period


def test_a_month_in_a_longer_title_needs_the_word_bulan() -> None:
    assert named_period(["TAHUN 2025", "Petugas: Juli Andi"]) == "2025"
    assert named_period(["TAHUN 2025", "KEADAAN BULAN JULI"]) == "2025-07"


@pytest.mark.parametrize("text", ["2023*", "2023 *)", "2023**", "Tahun 2023*"])
def test_a_year_may_have_a_footnote(text: str) -> None:
    assert year_of(text) == 2023
