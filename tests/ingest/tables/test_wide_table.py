"""Wide tables: years or months as columns; totals by name; what a row means is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from emonev.ingest.parsed import ParsedSheet
from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, issue, read, sheet_of

MONTHS = ("Januari", "Februari", "Maret")


def wide(
    folder: Path, header: Sequence[Any], rows: Sequence[Sequence[Any]], **options: Any
) -> Path:
    """A table without anything above it unless told."""
    options.setdefault("above", ())
    options.setdefault("sheet", "Stunting")
    return workbook(folder, rows, header=list(header), **options)


def figures(sheet: ParsedSheet) -> dict[tuple[str, str, str], tuple[int | None, int | None]]:
    """(place, period, measure) → counts of every accepted entry."""
    return {
        (e["desa"] or e["puskesmas"] or e["kecamatan"] or e["kabupaten"], e["period"],
         e["measure"]): (e["numerator"], e["denominator"])
        for e in entries_of(sheet) if e["fate"] is None and e["measure"]
    }  # fmt: skip


@pytest.mark.parametrize("container", ["xlsx", "xls", "csv"])
def test_years_as_columns_of_an_indicator_named_by_the_sheet(
    tmp_path: Path, container: str
) -> None:
    above = (("Jumlah balita stunting per kecamatan",),)
    path = wide(tmp_path, ["No", "Kecamatan", 2023, 2024],
                [[1, "MALANGKE", 10, 8], [2, "MASAMBA", "1.020", 0], ["", "JUMLAH", 1030, 8]],
                container=container, above=above)  # fmt: skip
    sheet = sheet_of(read(path))
    assert (sheet.kind, sheet.rows_read, sheet.rejected) == ("wide", 2, 0)
    assert figures(sheet) == {
        ("MALANGKE", "2023", "stunting"): (10, None),
        ("MALANGKE", "2024", "stunting"): (8, None),
        ("MASAMBA", "2023", "stunting"): (1020, None),
        ("MASAMBA", "2024", "stunting"): (0, None),
    }
    assert codes(sheet) == {}


def test_twelve_months_side_by_side_with_sub_columns(tmp_path: Path) -> None:
    top = ["Puskesmas"] + [name for month in MONTHS for name in (month, "", "", "")]
    below = [""] + ["Diukur", "Pendek", "Sangat Pendek", "%"] * 3
    rows = [["MALANGKE", 100, 8, 2, 10, 90, 8, 1, "10,0 %", "", "", "", ""],
            ["MASAMBA", 50, 4, 1, 12, 60, 3, 3, 10, 40, 2, 2, 10]]  # fmt: skip
    path = wide(tmp_path, below, rows, above=(("REKAP TAHUN 2024",), top))
    sheet = sheet_of(read(path))
    assert (sheet.rows_read, sheet.rejected) == (2, 0)
    found = figures(sheet)
    assert found["MALANGKE", "2024-01", "stunting"] == (10, 100)
    assert found["MALANGKE", "2024-02", "severe_stunting"] == (1, 90)
    assert found["MALANGKE", "2024-03", "stunting"] == (None, None), "empty is not zero"
    assert found["MASAMBA", "2024-03", "length_measured_share"] == (40, None)
    wrong = issue(sheet, "persen_tercetak_berbeda")
    assert (wrong.cell, wrong.found, wrong.expected) == ("E5", "12,00 %", "10,00\u00a0%")


def test_a_year_named_by_the_sheet_goes_with_months_as_columns(tmp_path: Path) -> None:
    header = ["Kecamatan", "Jan Stunting", "Stunting Februari"]
    path = wide(tmp_path, ["Kecamatan", "Stunting Januari", "Stunting Februari"],
                [["MALANGKE", 4, 5]], sheet="2023")  # fmt: skip
    assert figures(sheet_of(read(path))) == {
        ("MALANGKE", "2023-01", "stunting"): (4, None),
        ("MALANGKE", "2023-02", "stunting"): (5, None),
    }
    unnamed = wide(tmp_path, header, [["MALANGKE", 4, 5]], name="b", sheet="Lembar1")
    asked = sheet_of(read(unnamed))
    assert [q.kind for q in asked.questions] == ["period"] and asked.rejected == 1


def test_a_total_by_name_is_compared_and_not_counted(tmp_path: Path) -> None:
    rows = [["MALANGKE", 10, 5], ["MASAMBA", 20, 6], ["SABBANG", 30, 7],
            ["Kabupaten Luwu Utara", 60, 19]]  # fmt: skip
    sheet = sheet_of(read(wide(tmp_path, ["Kecamatan", 2023, 2024], rows)))
    assert (sheet.rows_read, sheet.rejected) == (3, 0)
    assert codes(sheet) == {"baris_jumlah_dikenali": 1, "jumlah_tidak_cocok": 1}
    assert issue(sheet, "jumlah_tidak_cocok").cell == "C5"
    assert issue(sheet, "jumlah_tidak_cocok").expected == "18"


def test_a_kecamatan_named_kota_stays_a_row(tmp_path: Path) -> None:
    rows = [["MALANGKE", 10, 5], ["Kota Timur", 2, 1], ["SABBANG", 30, 7]]
    sheet = sheet_of(read(wide(tmp_path, ["Kecamatan", 2023, 2024], rows)))
    assert (sheet.rows_read, codes(sheet)) == (3, {})


def test_a_total_above_its_rows_is_known_by_its_figures(tmp_path: Path) -> None:
    rows = [["Seluruhnya", 60, 18], ["A", 10, 5], ["B", 20, 6], ["C", 30, 7]]
    sheet = sheet_of(read(wide(tmp_path, ["Puskesmas", 2023, 2024], rows)))
    assert (sheet.rows_read, codes(sheet)) == (3, {"baris_jumlah_dikenali": 1})


def test_names_without_a_level_are_asked_about_once(tmp_path: Path) -> None:
    path = wide(tmp_path, ["Wilayah", 2023, 2024], [["MALANGKE", 1, 2], ["MASAMBA", 3, 4]])
    asked = sheet_of(read(path))
    (question,) = asked.questions
    assert (question.kind, question.subject) == ("row_meaning", "row")
    assert (asked.rows_read, asked.rejected) == (2, 2)
    told = sheet_of(read(path, table_answers={"*": {"row": "kecamatan"}}))
    assert ("MALANGKE", "2023", "stunting") in figures(told)
    again = sheet_of(read(path, remembered_tables={asked.signature: {"row": "puskesmas"}}))
    assert entries_of(again)[0]["puskesmas"] == "MALANGKE"


def test_only_percentages_are_kept_as_printed_and_never_counted(tmp_path: Path) -> None:
    path = wide(tmp_path, ["Kecamatan", 2023, 2024], [["MALANGKE", "12,5 %", "11%"]],
                sheet="Prevalensi Stunting")  # fmt: skip
    sheet = sheet_of(read(path))
    assert codes(sheet) == {"hanya_persen": 1}
    first = entries_of(sheet)[0]
    assert (first["numerator"], first["value"]) == (None, pytest.approx(0.125))


def test_a_prevalence_beyond_all_children_is_named_and_left_out(tmp_path: Path) -> None:
    """213 was 21,3 before somebody lost its comma."""
    rows = [["MALANGKE", "21,3", "20,1"], ["MASAMBA", 213, 19]]
    sheet = sheet_of(read(wide(tmp_path, ["Kecamatan", 2023, 2024], rows,
                               sheet="Prevalensi Stunting (%)")))  # fmt: skip
    assert issue(sheet, "angka_mustahil").cell == "B3"
    told = {(e["kecamatan"], e["period"]): e["value"] for e in entries_of(sheet)}
    assert told["MASAMBA", "2023"] is None and sheet.rejected == 0
    assert told["MASAMBA", "2024"] == pytest.approx(0.19)


def test_a_sheet_that_does_not_say_what_it_counts_is_asked(tmp_path: Path) -> None:
    path = wide(tmp_path, ["Kecamatan", 2023, 2024], [["MALANGKE", 1, 2]], sheet="Sheet1")
    asked = sheet_of(read(path))
    assert asked.kind == "unknown"
    (question,) = asked.questions
    assert (question.kind, question.subject) == ("column_meaning", "col:Sheet1")
    said = {"*": {"col:Sheet1": "lain:diare", "label:lain:diare": "Diare balita"}}
    told = sheet_of(read(path, table_answers=said))
    assert told.local_measures == (("lain:diare", "Diare balita", "jumlah"),)
    assert figures(told)["MALANGKE", "2023", "lain:diare"] == (1, None)


def test_boys_and_girls_are_summed_and_compared_with_their_total(tmp_path: Path) -> None:
    top = ["Desa", "2024", "", ""]
    below = ["", "Stunting L", "Stunting P", "Stunting L+P"]
    rows = [["TOKKE", 3, 4, 7], ["TOLADA", 1, 1, 3]]
    sheet = sheet_of(read(wide(tmp_path, below, rows, above=(top,))))
    assert figures(sheet)["TOKKE", "2024", "stunting"] == (7, None)
    assert figures(sheet)["TOLADA", "2024", "stunting"] == (2, None)
    assert issue(sheet, "jumlah_baris_tidak_cocok").cell == "D4"


def test_a_signature_below_a_short_table_takes_no_column_away(tmp_path: Path) -> None:
    signed = [["MALANGKE", 10, 5], ["MASAMBA", 20, 6], [], ["", "Mengetahui,"], ["", "dr. Contoh"]]
    sheet = sheet_of(read(wide(tmp_path, ["Kecamatan", 2023, 2024], signed)))
    assert (sheet.rows_read, codes(sheet)) == (4, {"baris_keterangan": 2})
    assert figures(sheet)["MASAMBA", "2023", "stunting"] == (20, None)
