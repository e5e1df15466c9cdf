"""Cakupan out in the national web's shape: filled, codes as text, and in again unchanged."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from emonev.core.area import Level
from emonev.core.period import parse_period
from emonev.core.scope import EVERYTHING, Scope
from emonev.errors import NoAccess
from emonev.services.cakupan_export import CakupanExport, export_cakupan
from emonev.services.figures import figures
from emonev.store.store import Store
from tests.ingest.tables.test_cakupan import TOKKE, sheet
from tests.services.test_entry_imports import KAB, fates, take

ROWS = [
    [1, "7322030", "Malangke", "1073", "Malangke", "7322030006", "73.22.01.2001", "Pattimang",
     40, 50, 80],
    [2, "7322030", "Malangke", "1073", "Malangke", "7322030007", "73.22.01.2002", "Malangke",
     0, 30, 0],
    [3, "7322030", "Malangke", "1073", "Malangke", "7322030010", "73.22.01.2003", "Benteng",
     "", 20, ""],
]  # fmt: skip


@pytest.fixture
def store() -> Store:
    return Store(None)


def export(store: Store, path: Path, period: str = "2025") -> CakupanExport:
    """All indicators of one period."""
    with store.reading() as cursor:
        return export_cakupan(cursor, EVERYTHING, path, KAB, parse_period(period))


def test_what_came_in_goes_out_and_comes_in_again_unchanged(store: Store, tmp_path: Path) -> None:
    assert fates(take(store, tmp_path, sheet(tmp_path, ROWS))) == (3, 0, 0, 0, 0)
    made = export(store, tmp_path / "cakupan.xlsx")
    assert (made.sheets, made.filled) == (29, 2)
    again = take(store, tmp_path, made.file)
    assert again.questions == () and again.fate("rejected") == 0
    assert again.rows_read == 29 * made.desa
    assert again.fate("updated") == 0, "what was stored is still the same"
    assert again.fate("unchanged") >= 3
    with store.reading() as cursor:
        found = figures(
            cursor, EVERYTHING, indicators=["layanan_rematri_ttd"], level=Level.DESA,
            period=parse_period("2025"), within=KAB, source="layanan",
        )  # fmt: skip
    told = {f.area_code: (f.numerator, f.denominator) for f in found if f.numerator is not None}
    assert told == {"73.22.01.2001": (40, 50), "73.22.01.2002": (0, 30)}


def test_codes_are_text_zero_is_zero_and_empty_stays_empty(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, sheet(tmp_path, ROWS))
    made = export(store, tmp_path / "cakupan.xlsx")
    page = openpyxl.load_workbook(made.file)["01 Rematri TTD"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    assert rows[0][8:10] == ["remaja putri mengonsumsi TTD", "jumlah remaja putri"]
    assert rows[1][:10] == [1, "7322030", "Malangke", "1073", "Malangke", "7322030006",
                            "73.22.01.2001", "Pattimang", 40, 50]  # fmt: skip
    assert rows[2][8:10] == [0, 30]
    assert rows[3][8:10] == [None, 20]
    assert made.desa == len(rows) - 1


def test_a_quarter_takes_the_latest_of_its_months(store: Store, tmp_path: Path) -> None:
    for name, numerator in (("April", 10), ("Juni", 30)):
        one = [[*TOKKE[:5], "", "73.22.01.2001", "Pattimang", numerator, 50, ""]]
        path = sheet(tmp_path, one, title=f"CAKUPAN LAYANAN BULAN {name} 2025", name=name)
        take(store, tmp_path, path)
    made = export(store, tmp_path / "tw2.xlsx", "2025-TW2")
    page = openpyxl.load_workbook(made.file)["01 Rematri TTD"]
    assert [cell.value for cell in page[5]][8:10] == [30, 50]
    again = take(store, tmp_path, made.file)
    assert again.questions == () and "2025-TW2" in again.months


def test_desa_counts_are_not_for_the_public(store: Store, tmp_path: Path) -> None:
    with store.reading() as cursor, pytest.raises(NoAccess):
        export_cakupan(cursor, Scope("publik", ""), tmp_path / "x.xlsx", KAB, parse_period("2025"))
    assert not (tmp_path / "x.xlsx").exists()
