"""The unit of a whole column: stated by its header, asked, answered; scattered cells as before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from emonev.ingest.parsed import ParsedSheet
from tests.builders import EXPORT_HEADER, child, workbook
from tests.ingest.reading import codes, issue, read, rows_of, sheet_of

ONS = [98, 101, 87, 120, 76, 95, 110, 99, 103, 88, 92, 97]


def book(folder: Path, weights: Sequence[Any], header: str = "Berat", **more: Any) -> Path:
    """Children with these weights under this header."""
    names = [header if name == "Berat" else name for name in EXPORT_HEADER]
    rows = [child(i=i, **{header: weight}) for i, weight in enumerate(weights, 1)]
    return workbook(folder, rows, header=names, **more)


def kilograms(sheet: ParsedSheet) -> list[float | None]:
    return [row["weight_kg"] for row in rows_of(sheet)]


def test_a_unit_in_the_header_holds_for_the_whole_column(tmp_path: Path) -> None:
    sheet = sheet_of(read(book(tmp_path, [9855, "12.400", 8.2, "-"], "Berat (gram)")))
    assert kilograms(sheet) == [9.855, 12.4, 8.2, None]
    assert not sheet.questions
    assert sheet.columns["Berat (gram)"] == "weight_kg"
    assert codes(sheet)["satuan_menurut_judul"] == 1
    assert "berat_gram" not in codes(sheet)
    assert issue(sheet, "satuan_sel_berbeda").cell == "T5"


def test_numbers_that_do_not_suit_the_header_are_asked_about(tmp_path: Path) -> None:
    path = book(tmp_path, [8.2, 9.4, 11.0], "BB (gr)")
    sheet = sheet_of(read(path))
    (question,) = sheet.questions
    assert (question.kind, question.subject, question.options) == (
        "column_unit", "weight_kg", ("kg",),
    )  # fmt: skip
    assert question.rows == 3
    assert 'Kolom "BB (gr)"' in question.text
    assert "8,2 (sel T3), 9,4 (sel T4), 11 (sel T5)" in question.text
    assert kilograms(sheet) == [None, None, None]
    assert codes(sheet)["satuan_belum_dijawab"] == 3
    assert sheet.rejected == 0
    told = sheet_of(read(path, units={"weight_kg": "kg"}))
    assert kilograms(told) == [8.2, 9.4, 11.0]
    assert not told.questions
    assert "satuan_belum_dijawab" not in codes(told)


def test_a_column_mostly_impossible_is_asked_about_and_answered(tmp_path: Path) -> None:
    path = book(tmp_path, ONS)
    sheet = sheet_of(read(path))
    (question,) = sheet.questions
    assert question.options == ("ons",)
    assert kilograms(sheet) == [None] * len(ONS)
    assert issue(sheet, "satuan_belum_dijawab").cell == "T3"
    told = sheet_of(read(path, units={"weight_kg": "ons"}))
    assert kilograms(told) == [n / 10 for n in ONS]
    assert not told.questions
    assert codes(told)["satuan_menurut_jawaban"] == 1


def test_an_answer_wins_over_the_header(tmp_path: Path) -> None:
    path = book(tmp_path, ONS, "Berat (gram)")
    assert kilograms(sheet_of(read(path, units={"weight_kg": "ons"}))) == [n / 10 for n in ONS]


@pytest.mark.parametrize(
    "weights",
    [
        [9855, 12400, 11030, 8850, 10200, 9000, 9500, 7800, 12000, 11000, 10050],  # clearly grams
        [9.8, 10.1, 8.7, 12, 7.6, 9.5, 11, 9.9, 10.3, 98, 9855],  # scattered
        [855, 1120, 980, 1050, 990, 870, 910, 1010, 1100, 925],  # commas lost: told by age
        ONS[:9],  # too few
        ["-"] * 12,
        [0] * 12,
        [999.99] * 12,
    ],
)
def test_what_cell_by_cell_can_be_told_is_no_question(tmp_path: Path, weights: list[Any]) -> None:
    assert not sheet_of(read(book(tmp_path, weights))).questions


def test_each_block_has_the_unit_of_its_own_header(tmp_path: Path) -> None:
    names = ["Berat (gram)" if name == "Berat" else name for name in EXPORT_HEADER]
    again = child(i=2)
    again["Berat"] = 9855
    rows = [list(child(i=1, weight_kg=12.4).values()), names, list(again.values())]
    sheet = sheet_of(read(workbook(tmp_path, rows)))
    assert kilograms(sheet) == [12.4, 9.855]
    assert issue(sheet, "satuan_menurut_judul").cell == "T4"


def test_other_measures_too(tmp_path: Path) -> None:
    header = {"lenhei_cm": "Tinggi (m)", "birth_weight_kg": "BB Lahir (ons)",
              "birth_length_cm": "TB Lahir dalam mm", "muac_cm": "LiLA (mm)"}  # fmt: skip
    changed = {"Tinggi": header["lenhei_cm"], "BB Lahir": header["birth_weight_kg"],
               "TB Lahir": header["birth_length_cm"], "LiLA": header["muac_cm"]}  # fmt: skip
    row = child()
    cells = {"Tinggi": 0.895, "BB Lahir": "31", "TB Lahir": 490, "LiLA": "145"}
    typed = {changed.get(name, name): cells.get(name, value) for name, value in row.items()}
    sheet = sheet_of(read(workbook(tmp_path, [typed], header=list(typed))))
    (found,) = rows_of(sheet)
    assert [found[name] for name in header] == [89.5, 3.1, 49.0, 14.5]
    assert codes(sheet)["satuan_menurut_judul"] == 4


def test_an_answered_column_is_read_the_same_in_every_container(tmp_path: Path) -> None:
    for container in ("xlsx", "xls", "html", "csv"):
        path = book(tmp_path / container, ONS, container=container)
        told = sheet_of(read(path, units={"weight_kg": "ons"}))
        assert kilograms(told) == [n / 10 for n in ONS]


@pytest.mark.parametrize(("gram", "length"), [("(gram)", "(cm)"), ("gram", "cm"), ("Gr", "CM")])
def test_a_row_of_units_below_the_header_belongs_to_it(
    tmp_path: Path, gram: str, length: str
) -> None:
    said = {"Berat": gram, "Tinggi": length, "JK": "L/P", "Usia Saat Ukur": "bulan"}
    units = [said.get(name, "") for name in EXPORT_HEADER]
    rows = [units, list(child(i=1, weight_kg=9855).values()), list(child(i=2).values())]
    path = workbook(tmp_path, rows)
    assert sheet_of(read(path, header_row=2)).header_row == 3
    sheet = sheet_of(read(path))
    assert (sheet.header_row, sheet.rows_read, sheet.rejected) == (3, 2, 0)
    assert kilograms(sheet) == [9.855, 12.4]
    assert issue(sheet, "satuan_menurut_judul").cell == "T3"


def test_a_child_is_no_row_of_units(tmp_path: Path) -> None:
    sheet = sheet_of(read(book(tmp_path, ["9,8 kg", "10,1 kg"])))
    assert (sheet.header_row, sheet.rows_read) == (2, 2)
    assert kilograms(sheet) == [9.8, 10.1]
