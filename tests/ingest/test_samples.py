"""Real-shaped files, where they are at hand: every row accounted for, fewer than 5 % rejected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emonev.ingest.labels import STUNTED
from tests.ingest.reading import SAMPLES, codes, entries_of, issue, read, rows_of, sheet_of

BY_NAME: tuple[tuple[str, Mapping[str, Any], int, int], ...] = (  # file, options, header row, rows
    ("01_eppgbm_raw_export_belu_2022-08.xls", {}, 2, 1644),
    ("03_eppgbm_stunting_only_ttu_2022-02.xlsx", {}, 1, 311),
    ("05_semicolon_decimalcomma_bom_2258.csv", {"area_given": True}, 1, 2258),
    ("07_snakecase_semarang_twodigit_year.csv", {"measured_on": date(2023, 8, 15)}, 1, 1288),
    ("10_constructed_html_eppgbm_export.xls", {}, 2, 300),
)


def sample(tmp_path: Path, name: str) -> Path:
    """A link to the sample, so that nothing is written beside it."""
    source = SAMPLES / name
    if not source.is_file():
        pytest.skip(f"contoh {name} tidak ada di sini")
    copy = tmp_path / name
    copy.write_bytes(source.read_bytes())
    return copy


@pytest.mark.parametrize(("name", "options", "header_row", "rows"), BY_NAME)
def test_by_name_samples(
    tmp_path: Path, name: str, options: dict[str, Any], header_row: int, rows: int
) -> None:
    sheet = sheet_of(read(sample(tmp_path, name), **options))
    assert (sheet.header_row, sheet.rows_read) == (header_row, rows)
    assert sheet.rejected < 0.05 * rows
    assert sheet.questions == ()
    typed = rows_of(sheet)
    assert len(typed) == rows
    assert sum(r["fate"] == "rejected" for r in typed) == sheet.rejected
    kept = [r for r in typed if r["fate"] is None]
    assert all(r["sex"] and r["birth_date"] and r["measured_on"] for r in kept)
    assert all(r["person"] is not None for r in kept)
    assert sum(r["weight_kg"] is not None for r in kept) > 0.98 * len(kept)
    assert sum(r["lenhei_cm"] is not None for r in kept) > 0.98 * len(kept)


def test_stunted_only_file_is_recognised(tmp_path: Path) -> None:
    sheet = sheet_of(read(sample(tmp_path, BY_NAME[1][0])))
    assert sheet.cases_only
    assert all(r["label_haz"] in STUNTED for r in rows_of(sheet))


def test_ages_of_the_raw_export_agree_with_its_dates(tmp_path: Path) -> None:
    sheet = sheet_of(read(sample(tmp_path, BY_NAME[0][0])))
    assert codes(sheet).get("usia_tidak_cocok", 0) == 0


def test_the_unclosed_quote_costs_one_row_and_names_it(tmp_path: Path) -> None:
    sheet = sheet_of(read(sample(tmp_path, BY_NAME[3][0]), measured_on=date(2023, 8, 15)))
    assert sheet.rejected == 1
    assert issue(sheet, "csv_dalam_sel").row == 531
    assert rows_of(sheet)[531 - 2]["fate"] == "rejected"


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("11_constructed_html_rekap_status_gizi.xls", "2025-10"),
        ("12_rekap_status_gizi_kuningan_2025-08_nopii.xlsx", "2025-08"),
    ],
)
def test_recaps_are_read_with_every_row(tmp_path: Path, name: str, period: str) -> None:
    parsed = read(sample(tmp_path, name))
    (sheet,) = parsed.sheets
    assert parsed.refused is None and sheet.kind == "recap"
    assert (sheet.rows_read, sheet.rejected) == (37, 0)
    stunting = [e for e in entries_of(sheet) if e["measure"] == "stunting"]
    assert {e["period"] for e in stunting} == {period}
    first = stunting[0]
    assert (first["puskesmas"], first["numerator"], first["denominator"]) == ("DARMA", 195, 3938)
    assert sum(e["numerator"] for e in stunting) == 1285 + 4330


def test_a_table_with_years_as_columns_asks_only_what_a_row_means(tmp_path: Path) -> None:
    parsed = read(sample(tmp_path, "19_multisheet_indikator_wide_years_nopii.xlsx"))
    assert parsed.refused is None
    assert {q.kind for s in parsed.sheets for q in s.questions} == {"row_meaning"}
    said = {"*": {"row": "kabupaten"}}
    parsed = read(
        sample(tmp_path, "19_multisheet_indikator_wide_years_nopii.xlsx"), table_answers=said
    )
    assert [(s.kind, s.rows_read, s.rejected) for s in parsed.sheets] == [("wide", 6, 0)] * 3
    assert [s.local_measures[0][1] for s in parsed.sheets] == ["Bayi lahir", "BBLR", "Gizi kurang"]
    total = [e["numerator"] for e in entries_of(parsed.sheets[1]) if e["period"] == "2020"]
    assert sum(total) == 2145, "DKI Jakarta is their checksum, not a seventh row"
