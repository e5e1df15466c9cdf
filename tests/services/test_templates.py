"""Every template, filled in as people do, imports without one question and loses no row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emonev.core.scope import EVERYTHING, Scope
from emonev.errors import NoAccess, WrongCall
from emonev.ingest.tables.kinds import KINDS as SHEET_KINDS
from emonev.ingest.tables.sigizi_form import CHECKED_PERCENTAGES, MEASURES
from emonev.ingest.tables.sigizi_form import COUNTS as COUNTED
from emonev.ingest.templates.book import INSTRUCTIONS
from emonev.services.templates import KINDS, write_template
from emonev.store.store import Store
from tests.ingest.tables.sigizi_sheets import COUNTS
from tests.services.test_entry_imports import KAB, fates, take

FILLED: Mapping[str, Mapping[str, Any]] = {
    "by_name": {"No": 1, "NIK": "9900000000000117", "Nama": "ANAK CONTOH", "JK": "L",
                "Tgl Lahir": "2022-03-15", "Kab/Kota": "Luwu Utara", "Kec": "Malangke",
                "Desa/Kel": "Pattimang", "Tanggal Pengukuran": "2025-08-12", "Berat": 12.4,
                "Tinggi": 89.5, "Cara Ukur": "Berdiri"},
    "recap": {"Sangat Kurang": 1, "Kurang": 2, "Berat Badan Normal": 40, "Risiko Lebih": 1,
              "Sangat Pendek": 2, "Pendek": 5, "Tinggi": 0, "Gizi Buruk": 0, "Gizi Kurang": 2,
              "Risiko Gizi Lebih": 1, "Gizi Lebih": 0, "Obesitas": 0},
    "sasaran": {"Sasaran balita L": 60, "Sasaran balita P": 55, "Sasaran balita total": 115},
    "sigizi": {n: COUNTS[n] for n in COUNTS},
    "long": {"Balita Diukur": 250, "Pendek": 20, "Sangat Pendek": 5},
    "wide": {"2023": 31, "2024": 28, "2025": 25},
    "cakupan": {"remaja putri mengonsumsi TTD": 40, "jumlah remaja putri": 50},
    "krs": {"Jumlah keluarga": 200, "Jumlah KRS": 80, "KRS didampingi TPK": 60},
    "krs_keluarga": {"Kecamatan": "Malangke", "Desa/Kelurahan": "Pattimang",
                     "Keluarga sasaran": "Ya", "KRS prasejahtera atau miskin": "Ya",
                     "KRS tanpa jamban layak": "Tidak", "KRS tanpa sumber air minum layak": "Ya",
                     "Status risiko stunting (KRS)": "Ya", "KRS didampingi": "Tidak"},
    "survei": {"Tahun": 2024, "Wilayah": "Luwu Utara", "Indikator": "Stunting", "Nilai (%)": 21.5,
               "Batas bawah (%)": 17.9, "Batas atas (%)": 25.4, "Jumlah sampel": 512,
               "Sumber": "SSGI"},
    "wilayah": {"Kode BPS": "7322030006"},
    "puskesmas": {"Puskesmas": "Malangke", "Kode Puskesmas": "1073001"},
    "alias": {"Ejaan lain": "Ptmng; Pattimank"},
    "target": {"Indikator": "Stunting", "Sumber": "e-PPGBM", "Tahun": 2025, "Target (%)": 12.5,
               "Dokumen": "RPJMD", "Status": "ditetapkan"},
    "anggaran": {"OPD": "Dinas Kesehatan", "Subkegiatan": "PMT", "Pagu (Rp)": 50000000,
                 "Realisasi (Rp)": 20000000},
}  # fmt: skip


@pytest.fixture
def store() -> Store:
    return Store(None)


def template(store: Store, folder: Path, key: str, period: str = "2025-08") -> Path:
    """A template as it is handed out."""
    with store.reading() as cursor:
        return write_template(cursor, EVERYTHING, key, folder / f"{key}.xlsx", KAB, period)


def fill(path: Path, values: Mapping[str, Any]) -> int:
    """Write into the row under the example; gives its Excel row."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    example = next(row[0].row for row in page.iter_rows(max_col=1) if row[0].value == "CONTOH")
    titles = {page.cell(example - 1, c).value: c for c in range(1, page.max_column + 1)}
    for title, value in values.items():
        page.cell(example + 1, titles[title]).value = value
    book.save(path)
    return int(example) + 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_template_imports_without_one_question_empty_and_filled(
    store: Store, tmp_path: Path, kind: Any
) -> None:
    path = template(store, tmp_path, kind.key)
    empty = take(store, tmp_path, path)
    assert empty.questions == () and empty.fate("rejected") == 0
    with store.reading() as cursor:
        found = cursor.execute(
            "SELECT count(*) FROM entry WHERE numerator IS NOT NULL OR value IS NOT NULL"
        ).fetchone()
    assert found == (0,), "the example is never read"
    looks_as_it_should(path)
    fill(path, FILLED[kind.key])
    done = take(store, tmp_path, path)
    assert done.questions == () and done.refused is None and not done.issues
    assert done.sheets[0].kind == kind.key
    new, updated, _, duplicate, rejected = fates(done)
    assert new + updated >= 1 and (rejected, duplicate) == (0, 0)
    assert [s.kind for s in done.sheets if s.name == INSTRUCTIONS] == ["empty"]


def looks_as_it_should(path: Path) -> None:
    """Headers are locked, cells are open, instructions stand at the end."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    assert page.protection.sheet
    row = fill(path, {})
    assert page.cell(row - 1, 1).value == "CONTOH"
    assert all(cell.protection.locked for cell in page[row - 2])
    assert any(not cell.protection.locked for cell in page[row])
    assert book.worksheets[-1].title == INSTRUCTIONS
    assert str(book.worksheets[-1]["A1"].value).startswith("Petunjuk pengisian")


def test_lists_hold_the_kabupaten_s_own_names(store: Store, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template(store, tmp_path, "by_name"))
    formulas = [rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation]
    assert any(formula and formula.startswith(f"{INSTRUCTIONS}!") for formula in formulas)
    offered = {cell.value for column in book[INSTRUCTIONS].iter_cols(min_col=8) for cell in column}
    assert {"Malangke", "Pattimang", "Terlentang"} <= offered
    assert not any(str(value).startswith("=") for value in offered if value)


def test_unknown_templates_periods_and_viewers(store: Store, tmp_path: Path) -> None:
    with pytest.raises(WrongCall):
        template(store, tmp_path, "entah")
    with pytest.raises(WrongCall):
        template(store, tmp_path, "recap", "kemarin")
    with store.reading() as cursor, pytest.raises(NoAccess):
        write_template(
            cursor, Scope("publik", ""), "recap", tmp_path / "x.xlsx", KAB, "2025"
        )  # fmt: skip


@pytest.mark.parametrize(
    ("period", "month"), [("2025-08", "2025-08"), ("2025-TW2", "2025-04"), ("2025", "2025-01")]
)
def test_the_monthly_report_says_what_was_typed(
    store: Store, tmp_path: Path, period: str, month: str
) -> None:
    path = template(store, tmp_path, "sigizi", period)
    fill(path, COUNTS)
    done = take(store, tmp_path, path)
    assert done.questions == () and not done.issues and done.fate("new") == 1
    with store.reading() as cursor:
        found = cursor.execute(
            "SELECT period, measure, numerator, denominator FROM entry WHERE numerator IS NOT NULL"
        ).fetchall()
    typed = {
        (month, one.key, sum(COUNTS[n] for n in one.numerator),
         sum(COUNTS[n] for n in one.denominator))
        for one in MEASURES
    }  # fmt: skip
    assert set(found) == typed


def test_the_monthly_report_has_its_110_columns_in_their_places(
    store: Store, tmp_path: Path
) -> None:
    page = openpyxl.load_workbook(template(store, tmp_path, "sigizi")).worksheets[0]
    numbers = next(row for row in page.iter_rows() if row[0].value == 1 and row[109].value == 110)
    assert [cell.value for cell in numbers] == list(range(1, 111))
    first = page[numbers[0].row + 2]
    assert [cell.value for cell in first[:4]] == [1, "Sulawesi Selatan", "Luwu Utara", "Malangke"]
    for number, (above, below) in CHECKED_PERCENTAGES.items():
        cell = first[number - 1]
        assert cell.protection.locked and cell.data_type == "f", number
        parts = {first[above - 1].coordinate, first[below[0] - 1].coordinate}
        assert all(part in str(cell.value) for part in parts)
    assert all(not first[number - 1].protection.locked for number in COUNTED)
    months = [rule for rule in page.data_validations.dataValidation if "G" in str(rule.sqref)]
    assert months and months[0].type == "list"


def test_every_kind_of_sheet_has_a_template() -> None:
    assert {kind.key for kind in SHEET_KINDS} | {"by_name"} == {kind.key for kind in KINDS}
