"""The sasaran template goes out with every desa and comes back as numbers."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from emonev.core.area import Level
from emonev.ingest.area_list import read_master
from emonev.ingest.sasaran import (
    COLUMNS,
    SasaranRow,
    read_sasaran,
    whole_number,
    write_sasaran_template,
)

INDEX = read_master(Path(__file__).parents[2] / "data" / "wilayah").index()


def table(folder: Path, *rows: list[object], header: tuple[str, ...] = COLUMNS) -> Path:
    path = folder / "sasaran.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (list(header), *rows):
        sheet.append(row)
    book.save(path)
    return path


def test_the_template_holds_every_desa_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    below = [area for code, area in INDEX.areas.items() if code.startswith("73.22")]
    write_sasaran_template(path, below, 2025)
    book = openpyxl.load_workbook(path)
    sheet = book["Sasaran"]
    rows = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert [row[0].value for row in rows] == sorted(a.code for a in INDEX.desa_of("73.22"))
    assert (rows[0][1].value, rows[0][2].value, rows[0][3].value) == ("Malangke", "Pattimang", 2025)

    for number, row in enumerate(rows, start=100):
        row[5].value = number
    book.save(path)
    result = read_sasaran(path, INDEX)
    assert len(result.rows) == 173 and result.issues == ()
    assert result.rows[0] == SasaranRow("73.22.01.2001", 2025, "Pusdatin", 100)


def test_an_untouched_template_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    write_sasaran_template(path, [INDEX.areas["73.22.01"], INDEX.areas["73.22.01.2001"]], 2025)
    result = read_sasaran(path, INDEX)
    assert result.rows == ()
    assert [(issue.code, issue.found) for issue in result.issues] == [
        ("sasaran_kosong", "1 baris tanpa angka sasaran")
    ]


def test_rows_are_placed_by_code_or_by_names(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ["7322012001", "", "", 2025, "riil", 55],
        ["", "MALANGKE", "DESA TANDUNG", 2025, "Dukcapil", "1.055"],
        ["73.22.03", "", "", 2025, "riil", 900],
        ["", "Masamba", "", 2025, "Pusdatin", 901],
        ["", "SUKAMAJU", "Mulyorejo", "2025", "Pusdatin 2025", 12],
    )
    result = read_sasaran(path, INDEX, "73.22")
    assert result.issues == ()
    assert [(row.area_code, row.source, row.balita) for row in result.rows] == [
        ("73.22.01.2001", "riil", 55),
        ("73.22.01.2010", "Dukcapil", 1055),
        ("73.22.03", "riil", 900),
        ("73.22.03", "Pusdatin", 901),
        ("73.22.13.2001", "Pusdatin", 12),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["73.22.01.2001", "", "", 2025, "riil", "12,5"], "sasaran_tidak_terbaca"),
        (["73.22.01.2001", "", "", 2025, "riil", -3], "sasaran_tidak_terbaca"),
        (["73.22.01.2001", "", "", 2025, "riil", "banyak"], "sasaran_tidak_terbaca"),
        (["73.22.01.2001", "", "", 20025, "riil", 3], "tahun_tidak_terbaca"),
        (["73.22.01.2001", "", "", "", "riil", 3], "tahun_tidak_terbaca"),
        (["73.22.01.9999", "", "", 2025, "riil", 3], "wilayah_tidak_dikenal"),
        (["", "Malangke", "Entah", 2025, "riil", 3], "wilayah_tidak_dikenal"),
        (["", "", "Benteng", 2025, "riil", 3], "wilayah_tidak_dikenal"),
        (["", "JUMLAH", "", "", "", 3], "wilayah_tidak_dikenal"),
    ],
)
def test_a_bad_row_is_reported_and_the_others_are_taken(
    tmp_path: Path, row: list[object], code: str
) -> None:
    good: list[object] = ["73.22.01.2002", "", "", 2025, "riil", 7]
    result = read_sasaran(table(tmp_path, row, good), INDEX, "73.22")
    assert [(issue.code, issue.row) for issue in result.issues] == [(code, 2)]
    assert [read.area_code for read in result.rows] == ["73.22.01.2002"]


def test_a_twin_row_is_reported_and_the_first_kept(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ["73.22.01.2001", "", "", 2025, "riil", 5],
        ["73.22.01.2001", "", "", 2025, "riil", 6],
        ["73.22.01.2001", "", "", 2024, "riil", 6],
    )
    result = read_sasaran(path, INDEX)
    assert [row.balita for row in result.rows] == [5, 6]
    assert [(issue.code, issue.row) for issue in result.issues] == [("sasaran_ganda", 3)]


def test_the_question_of_an_ambiguous_desa_names_its_candidates(tmp_path: Path) -> None:
    path = table(tmp_path, ["", "", "Benteng", 2025, "riil", 3])
    issue = read_sasaran(path, INDEX, "73.22").issues[0]
    assert issue.expected == "73.22.01.2003 Benteng, 73.22.10.2006 Benteng"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234", 1234), ("1,234", 1234), ("1 234", 1234), ("12", 12), ("0", 0), ("1.2", None),
     ("1.2345", None), ("", None), ("99999999", None), ("²", None), ("1.234.567", 1234567)],
)  # fmt: skip
def test_whole_numbers_as_written_in_indonesia(text: str, number: int | None) -> None:
    assert whole_number(text) == number


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    from emonev.core.area import Area

    path = tmp_path / "templat.xlsx"
    areas = [
        Area("99.01.01", "=1+1", Level.KECAMATAN, "99.01"),
        Area("99.01.01.2001", '=HYPERLINK("x")', Level.DESA, "99.01.01"),
    ]
    write_sasaran_template(path, areas, 2025)
    sheet = openpyxl.load_workbook(path)["Sasaran"]
    assert [cell.data_type for cell in sheet[2]][:3] == ["s", "s", "s"]
