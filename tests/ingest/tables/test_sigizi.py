"""The Sigizi monthly report: columns by number and header, checks name cells, no percent in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, issue, read, sheet_of
from tests.ingest.tables.sigizi_sheets import BELOW, report, row

Shares = dict[str, tuple[int | None, int | None]]


def shares(entries: list[dict[str, Any]]) -> Shares:
    """Measure → (numerator, denominator) of the first row."""
    first = entries[0]["row"]
    return {e["measure"]: (e["numerator"], e["denominator"]) for e in entries if e["row"] == first}


EXPECTED: Shares = {
    "attendance": (80, 100),
    "length_measured_share": (75, 100),
    "weight_gain": (50, 70),
    "stunting": (9, 75),
    "wasting": (3, 75),
    "overweight": (2, 75),
    "underweight": (8, 80),
    "sigizi_kia": (60, 100),
    "sigizi_asi": (6, 8),
    "sigizi_pangan_beragam": (9, 20),
    "sigizi_pangan_hewani": (12, 20),
    "sigizi_mpasi": (10, 20),
    "sigizi_vitamin_a": (77, 82),
    "sigizi_pmt_gizi_kurang": (3, 4),
    "sigizi_pmt_bb_kurang": (2, 6),
    "sigizi_pmt_tidak_naik": (5, 20),
    "sigizi_gizi_buruk_dirawat": (2, 3),
    "sigizi_stunting_dirujuk": (3, 9),
}


@pytest.mark.parametrize("container", ["xlsx", "xls", "html", "csv"])
def test_what_the_columns_say(tmp_path: Path, container: str) -> None:
    sheet = sheet_of(read(report(tmp_path, [row()], container=container)))
    assert (sheet.kind, sheet.rows_read, sheet.rejected, codes(sheet)) == ("sigizi", 1, 0, {})
    entries = entries_of(sheet)
    assert shares(entries) == EXPECTED
    first = entries[0]
    assert (first["kecamatan"], first["puskesmas"], first["desa"]) == (
        "MALANGKE", "MALANGKE", "TOKKE",
    )  # fmt: skip
    assert (first["period"], first["source"], first["cell"]) == ("2025-08", "sigizi", "P5")


@pytest.mark.parametrize("lead", [0, 2])
@pytest.mark.parametrize("numbers", [True, False])
def test_the_numbers_or_the_places_of_the_header_tell_the_columns(
    tmp_path: Path, lead: int, numbers: bool
) -> None:
    made = sheet_of(read(report(tmp_path, [row()], lead=lead, numbers=numbers)))
    assert made.kind == "sigizi"
    assert shares(entries_of(made)) == EXPECTED


def test_a_column_inserted_among_the_numbered_ones_moves_nothing(tmp_path: Path) -> None:
    path = report(tmp_path, [row()])
    book = openpyxl.load_workbook(path)
    book.active.insert_cols(20)
    book.save(path)
    assert shares(entries_of(sheet_of(read(path)))) == EXPECTED


PERCENTAGES = [n for n, said in BELOW.items() if "%" in said]


def without(path: Path, columns: list[int]) -> Path:
    """The workbook, these columns (1-based) deleted."""
    book = openpyxl.load_workbook(path)
    for column in sorted(columns, reverse=True):
        book.active.delete_cols(column)
    book.save(path)
    return path


@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("dropped", [PERCENTAGES, [2, 3], [2, 3, 4], [2, 3, *PERCENTAGES]])
def test_deleted_percentages_and_places_move_nothing(
    tmp_path: Path, dropped: list[int], numbers: bool
) -> None:
    sheet = sheet_of(read(without(report(tmp_path, [row()], numbers=numbers), dropped)))
    assert (sheet.kind, sheet.rows_read, sheet.rejected) == ("sigizi", 1, 0)
    assert shares(entries_of(sheet)) == EXPECTED


def test_a_count_column_whose_header_says_percent_is_left_out_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    path = report(tmp_path, [row(c38=12.0, c39=9)])
    book = openpyxl.load_workbook(path)
    book.active["AL3"].value, book.active["AM3"].value = "%", "Jml"
    book.active["AL5"].value = 12.5
    book.save(path)
    sheet = sheet_of(read(path))
    told = issue(sheet, "judul_kolom_berbeda")
    assert (sheet.rejected, told.cell) == (0, "AL3")
    assert shares(entries_of(sheet)).get("stunting", (None, None))[0] is None
    assert shares(entries_of(sheet))["wasting"] == EXPECTED["wasting"]


@pytest.mark.parametrize(
    ("changes", "cell", "found", "expected"),
    [
        ({"c11": 91}, "K5", "91", "kolom 11 = kolom 9 + kolom 10 = 90"),
        ({"c16": 79}, "P5", "79", "kolom 16 = kolom 12 + kolom 14 = 80"),
        ({"c22": 74, "c38": 9}, "V5", "74", "kolom 22 = kolom 18 + kolom 20 = 75"),
        ({"c36": 71}, "AJ5", "71", "kolom 36 = kolom 32 + kolom 33 = 70"),
    ],
)
def test_sums_that_must_hold(
    tmp_path: Path, changes: dict[str, int], cell: str, found: str, expected: str
) -> None:
    sheet = sheet_of(read(report(tmp_path, [row(**changes)])))
    told = issue(sheet, "hubungan_kolom_tidak_cocok")
    assert (told.cell, told.found, told.expected) == (cell, found, expected)
    assert sheet.rejected == 0, "warned, never rejected"


def test_a_part_larger_than_its_whole_is_named_and_kept(tmp_path: Path) -> None:
    sheet = sheet_of(read(report(tmp_path, [row(c104=12)])))
    told = issue(sheet, "bagian_melebihi_keseluruhan")
    assert (told.cell, told.found, told.expected) == (
        "CZ5", "12", "kolom 104 paling banyak kolom 103 (CY5) = 9",
    )  # fmt: skip
    assert shares(entries_of(sheet))["sigizi_stunting_dirujuk"] == (12, 9), "never clipped"


@pytest.mark.parametrize(
    ("printed", "differs"),
    [
        ({39: 12}, False),
        ({39: "12 %"}, False),
        ({39: "12,0%"}, False),
        ({39: 12.2}, False),  # 0,2 persen poin are rounding
        ({39: 12.3}, True),
        ({39: 0.12}, False),  # Excel's own percent cell
        ({39: 0.2}, True),
        ({17: 80}, False),  # over the sasaran
        ({17: 88.9}, False),  # over the balita
        ({17: 85}, True),
    ],
)
def test_printed_percentages_are_compared_and_never_used(
    tmp_path: Path, printed: dict[int, Any], differs: bool
) -> None:
    sheet = sheet_of(read(report(tmp_path, [row(printed=printed)])))
    assert ("persen_tercetak_berbeda" in codes(sheet)) == differs
    assert shares(entries_of(sheet)) == EXPECTED


def test_the_printed_share_is_kept_beside_the_recomputed_one(tmp_path: Path) -> None:
    entries = entries_of(sheet_of(read(report(tmp_path, [row(printed={39: 13})]))))
    stunting = next(e for e in entries if e["measure"] == "stunting")
    assert (stunting["numerator"], stunting["denominator"], stunting["value"]) == (9, 75, 0.13)


@pytest.mark.parametrize(
    ("month", "given", "state", "share"),
    [
        ("Agustus", (11, 66), "ada", (77, 82)),
        ("Februari", (0, 0), "ada", (0, 82)),  # due, and nobody got one
        ("Agustus", ("", ""), "kosong", (None, None)),
        ("Mei", (0, 0), "tidak_dijadwalkan", (None, None)),
        ("Mei", ("", ""), "tidak_dijadwalkan", (None, None)),
        ("Mei", (3, 0), "ada", (3, 82)),  # given all the same
    ],
)
def test_vitamin_a_is_due_in_february_and_august(
    tmp_path: Path, month: str, given: tuple[Any, Any], state: str, share: tuple[Any, Any]
) -> None:
    line = row(month=month, c64=given[0], c67=given[1])
    entries = entries_of(sheet_of(read(report(tmp_path, [line]))))
    (told,) = [e for e in entries if e["measure"] == "sigizi_vitamin_a"]
    assert (told["state"], (told["numerator"], told["denominator"])) == (state, share)


@pytest.mark.parametrize(
    ("month", "title", "period"),
    [
        ("Agustus", "LAPORAN TAHUN 2025", "2025-08"),
        (8, "LAPORAN TAHUN 2025", "2025-08"),
        ("AGT", "TA. 2025", "2025-08"),
        ("Agustus 2024", "LAPORAN", "2024-08"),
        ("", "LAPORAN BULAN MEI 2025", "2025-05"),
    ],
)
def test_the_month_of_a_row(tmp_path: Path, month: Any, title: str, period: str) -> None:
    sheet = sheet_of(read(report(tmp_path, [row(month=month)], title=title)))
    assert (entries_of(sheet)[0]["period"], sheet.rejected) == (period, 0)


def test_the_year_is_asked_once_where_nothing_says_it(tmp_path: Path) -> None:
    path = report(tmp_path, [row(), row("TOLADA")], title="LAPORAN")
    sheet = sheet_of(read(path))
    assert [q.kind for q in sheet.questions] == ["period"]
    assert (sheet.rows_read, sheet.rejected) == (2, 2)
    sheet = sheet_of(read(path, period="2025"))
    assert (entries_of(sheet)[0]["period"], sheet.rejected) == ("2025-08", 0)


def test_a_header_that_says_another_thing_than_its_number_is_not_read(tmp_path: Path) -> None:
    swapped = {38: "Wasting", 40: "Stunting"}
    sheet = sheet_of(read(report(tmp_path, [row()], says=swapped)))
    found = [i.cell for i in sheet.issues if i.code == "judul_kolom_berbeda"]
    assert found == ["AL3", "AN3"]
    assert not {"stunting", "wasting"} & set(shares(entries_of(sheet)))


def test_a_wide_sheet_of_something_else_is_no_monthly_report(tmp_path: Path) -> None:
    header = [f"Kolom {n}" for n in range(110)]
    path = workbook(tmp_path, [list(range(110))], header=header, above=[], sheet="Sheet1")
    assert {one.kind for one in read(path).sheets} != {"sigizi"}


def test_a_row_without_a_figure_says_nothing_and_jumlah_is_a_checksum(tmp_path: Path) -> None:
    empty = row("TOLADA", **{f"c{n}": "" for n in range(8, 111)})
    total = row("", "", c1="JUMLAH", c2="", c3="", c4="", c5="", c38=10)
    sheet = sheet_of(read(report(tmp_path, [row(), empty, total])))
    assert (sheet.rows_read, sheet.rejected) == (2, 0)
    assert {(i.cell, i.expected) for i in sheet.issues} == {("AL7", "9")}
    assert [e["measure"] for e in entries_of(sheet) if e["row"] == 6] == [""]


def test_a_fraction_rejects_its_row_and_names_the_cell(tmp_path: Path) -> None:
    sheet = sheet_of(read(report(tmp_path, [row(c38=9.5), row("TOLADA")])))
    assert (sheet.rows_read, sheet.rejected) == (2, 1)
    assert issue(sheet, "bukan_bilangan_bulat").cell == "AL5"
