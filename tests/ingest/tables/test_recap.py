"""Recap STATUS GIZI: classes become shares, JUMLAH is a checksum, nothing is guessed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, issue, read, sheet_of
from tests.ingest.tables.sheets import counts, recap


def shares(path: Path, **options: Any) -> dict[str, tuple[int | None, int | None]]:
    """Measure → (numerator, denominator) of the first row."""
    entries = entries_of(sheet_of(read(path, **options)))
    first = entries[0]["row"]
    return {e["measure"]: (e["numerator"], e["denominator"]) for e in entries if e["row"] == first}


@pytest.mark.parametrize("container", ["xlsx", "xls", "csv"])
def test_classes_become_shares_and_outliers_stay_out(tmp_path: Path, container: str) -> None:
    path = recap(tmp_path, [["1.", "MALANGKE", "MALANGKE", *counts()]], container=container)
    assert shares(path) == {
        "stunting": (10, 90),
        "severe_stunting": (3, 90),
        "underweight": (3, 97),
        "severe_underweight": (1, 97),
        "wasting": (5, 97),
        "severe_wasting": (0, 97),
        "overweight": (3, 97),
        "length_measured_share": (90, None),
    }


def test_the_row_says_where_and_the_title_when(tmp_path: Path) -> None:
    path = recap(tmp_path, [["1.", "1. DARMA", "MALANGKE", *counts()]])
    first = entries_of(sheet_of(read(path)))[0]
    assert (first["puskesmas"], first["kecamatan"], first["desa"]) == ("DARMA", "MALANGKE", None)
    assert (first["period"], first["source"], first["cell"]) == ("2025-08", "rekap", "I6")


def test_a_total_that_does_not_add_up_is_named_and_never_imported(tmp_path: Path) -> None:
    rows = [["1.", "A", "MALANGKE", *counts()], ["2.", "B", "MALANGKE", *counts()]]
    wrong = ["JUMLAH", "", "", *(2 * n for n in counts())]
    wrong[9] = 99
    sheet = sheet_of(read(recap(tmp_path, rows, total=wrong)))
    assert (sheet.rows_read, sheet.rejected) == (2, 0)
    assert codes(sheet) == {"jumlah_tidak_cocok": 1}
    found = issue(sheet, "jumlah_tidak_cocok")
    assert (found.cell, found.found, found.expected) == ("J8", "99", "14")


def test_zero_and_empty_are_told_apart(tmp_path: Path) -> None:
    rows = [
        ["1.", "A", "MALANGKE", *counts(haz=(0, 0, 10, 0, 0))],
        ["2.", "B", "MALANGKE", *counts(haz=("", "", "", "", ""))],
    ]
    entries = entries_of(sheet_of(read(recap(tmp_path, rows))))
    told = [(e["numerator"], e["state"]) for e in entries if e["measure"] == "stunting"]
    assert told == [(0, "ada"), (None, "kosong")]


def test_a_fraction_rejects_its_row_and_names_the_cell(tmp_path: Path) -> None:
    rows = [["1.", "A", "MALANGKE", *counts(haz=(3.5, 7, 80, 0, 1))],
            ["2.", "B", "MALANGKE", *counts()]]  # fmt: skip
    sheet = sheet_of(read(recap(tmp_path, rows)))
    assert (sheet.rows_read, sheet.rejected) == (2, 1)
    assert issue(sheet, "bukan_bilangan_bulat").cell == "I6"


def test_without_any_month_it_is_asked_and_all_rows_wait(tmp_path: Path) -> None:
    from tests.builders import workbook
    from tests.ingest.tables.sheets import CLASSES, TOP

    path = workbook(
        tmp_path, [["MALANGKE", *counts()]], header=["", *CLASSES], above=[["Kecamatan", *TOP]],
        sheet="Lembar1",
    )  # fmt: skip
    sheet = sheet_of(read(path))
    assert [q.kind for q in sheet.questions] == ["period"]
    assert (sheet.rows_read, sheet.rejected) == (1, 1)
    assert sheet_of(read(path, period="2025-02")).rejected == 0


def by_name(entries: list[dict[str, Any]], measure: str = "stunting") -> list[tuple[Any, ...]]:
    """(period, kecamatan, puskesmas, desa, numerator) of a measure, in sheet order."""
    return [
        (e["period"], e["kecamatan"], e["puskesmas"], e["desa"], e["numerator"])
        for e in entries
        if e["measure"] == measure
    ]


def test_labels_kurang_and_lebih_under_pb_u(tmp_path: Path) -> None:
    from tests.builders import workbook

    top = ["No", "Puskesmas", "Desa/Kel", "BB/U", "", "", "", "PB/U", "", "", "", "BB/PB"]
    classes = ["", "", "", "Sangat Kurang", "Kurang", "Normal", "Lebih", "Sangat Pendek", "Pendek",
               "Normal", "Tinggi", "Sangat Kurus", "Kurus", "Normal", "Gemuk"]  # fmt: skip
    row = [1, "MALANGKE", "TOKKE", 1, 2, 50, 3, 2, 5, 49, 0, 1, 4, 50, 1]
    path = workbook(tmp_path, [row], header=classes, above=[["Agustus 2025"], top])
    found = shares(path)
    assert found["stunting"] == (7, 56)
    assert found["underweight"] == (3, 56)
    assert found["wasting"] == (5, 56)
    assert "overweight" not in found, "without a column for obesity it cannot be told"


def test_several_months_as_blocks_under_each_other(tmp_path: Path) -> None:
    from tests.builders import workbook
    from tests.ingest.tables.sheets import CLASSES, TOP

    top, classes = ["No", "Puskesmas", "Kecamatan", *TOP], ["", "", "", *CLASSES]
    below = [
        [1, "MALANGKE", "MALANGKE", *counts()], ["JUMLAH", "", "", *counts()], [""],
        ["BULAN FEBRUARI"], top, classes,
        [1, "MALANGKE", "MALANGKE", *counts(haz=(4, 6, 80, 0, 0))],
        ["JUMLAH", "", "", *counts(haz=(4, 7, 80, 0, 0))],
    ]  # fmt: skip
    path = workbook(
        tmp_path, below, header=classes, above=[["STATUS GIZI TAHUN 2025"], ["BULAN JANUARI"], top]
    )
    sheet = sheet_of(read(path))
    assert (sheet.rows_read, sheet.rejected) == (2, 0)
    assert by_name(entries_of(sheet)) == [
        ("2025-01", "MALANGKE", "MALANGKE", None, 10),
        ("2025-02", "MALANGKE", "MALANGKE", None, 10),
    ]
    assert (issue(sheet, "jumlah_tidak_cocok").cell, issue(sheet, "jumlah_tidak_cocok").found) == (
        "J12", "7",
    )  # fmt: skip


def test_several_months_as_sheets_each_of_its_own_month(tmp_path: Path) -> None:
    from tests.ingest.tables.sheets import CLASSES, TOP

    grid = [["STATUS GIZI TAHUN 2025"], ["No", "Puskesmas", "Kecamatan", *TOP],
            ["", "", "", *CLASSES], [1, "MALANGKE", "MALANGKE", *counts()]]  # fmt: skip
    path = recap(
        tmp_path, [[1, "MALANGKE", "MALANGKE", *counts()]], title="STATUS GIZI TAHUN 2025",
        sheet="Juli", sheets={"Agustus": grid},
    )  # fmt: skip
    found = [entries_of(sheet)[0]["period"] for sheet in read(path).sheets]
    assert found == ["2025-07", "2025-08"]


@pytest.mark.parametrize("container", ["xlsx", "xls", "html", "csv"])
def test_kecamatan_rows_are_subtotals_and_place_their_puskesmas(
    tmp_path: Path, container: str
) -> None:
    rows = [["", "Kec. Malangke", *counts(haz=(5, 9, 160, 0, 0))],
            [1, "MALANGKE", *counts(haz=(3, 4, 80, 0, 0))],
            [2, "TOKKE", *counts(haz=(2, 4, 80, 0, 0))],
            ["", "Kecamatan Masamba", *counts(haz=(1, 1, 48, 0, 0))],
            [3, "MASAMBA", *counts(haz=(1, 1, 48, 0, 0))]]  # fmt: skip
    sheet = sheet_of(read(recap(tmp_path, rows, places=("No", "Puskesmas"), container=container)))
    assert (sheet.rows_read, sheet.rejected) == (3, 0)
    assert by_name(entries_of(sheet)) == [
        ("2025-08", "Malangke", "MALANGKE", None, 7),
        ("2025-08", "Malangke", "TOKKE", None, 6),
        ("2025-08", "Masamba", "MASAMBA", None, 2),
    ]
    flagged = {(i.cell, i.found, i.expected) for i in sheet.issues
               if i.code == "jumlah_tidak_cocok" and i.cell and i.cell[0] == "I"}  # fmt: skip
    assert flagged == {("I6", "9", "8")}


def test_a_kecamatan_line_without_figures_is_a_heading(tmp_path: Path) -> None:
    rows = [["", "Kec. Malangke"], [1, "MALANGKE", *counts()]]
    sheet = sheet_of(read(recap(tmp_path, rows, places=("No", "Puskesmas"))))
    assert (sheet.rows_read, sheet.rejected, codes(sheet)) == (2, 0, {})
    assert by_name(entries_of(sheet)) == [("2025-08", "Malangke", "MALANGKE", None, 10)]


def test_a_recap_of_kecamatan_written_with_kec_stays_data(tmp_path: Path) -> None:
    rows = [[1, "Kec. Malangke", *counts()], [2, "Kec. Masamba", *counts()]]
    sheet = sheet_of(read(recap(tmp_path, rows, places=("No", "Kecamatan"))))
    assert (sheet.rows_read, sheet.rejected) == (2, 0)
    assert [e[1] for e in by_name(entries_of(sheet))] == ["Kec. Malangke", "Kec. Masamba"]


def test_columns_a_kind_does_not_read_are_shown_in_outline_only(tmp_path: Path) -> None:
    path = recap(tmp_path, [["1.", "MALANGKE", "MALANGKE", *counts(), "SITI CONTOH"]])
    (row,) = [r for r in sheet_of(read(path)).preview if "MALANGKE" in r]
    assert "SITI CONTOH" not in row and row[-1] == "AAAA AAAAAA"


@pytest.mark.timeout(20)
def test_a_cell_as_long_as_excel_allows_is_read_at_once(tmp_path: Path) -> None:
    row = ["1.", "MALANGKE", "MALANGKE", *counts()]
    path = recap(tmp_path, [row], title="STATUS GIZI BULAN AGUSTUS 2025 " + "A" * 32_000)
    began = time.process_time()
    assert sheet_of(read(path)).rejected == 0
    assert time.process_time() - began < 5, "it took 40 seconds"


CLASSES_ALONE = {
    "TB/U": ("Sangat Pendek", "Pendek", "Normal", "Tinggi"),
    "BB/U": ("Sangat Kurang", "Kurang", "Normal", "Risiko Lebih"),
    "BB/TB": ("Gizi Buruk", "Gizi Kurang", "Gizi Baik", "Risiko Gizi Lebih", "Gizi Lebih",
              "Obesitas"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("index", "measure"), [("TB/U", "stunting"), ("BB/U", "underweight"), ("BB/TB", "wasting")]
)
def test_a_recap_of_one_index_that_only_its_title_names(
    tmp_path: Path, index: str, measure: str
) -> None:
    classes = CLASSES_ALONE[index]
    row = ["1.", "MALANGKE", "MALANGKE", 3, 7, 80, *[1] * (len(classes) - 3)]
    path = workbook(
        tmp_path, [row], header=["No", "Kecamatan", "Puskesmas", *classes],
        above=[[f"REKAP STATUS GIZI {index} AGUSTUS 2025"]],
    )  # fmt: skip
    assert sheet_of(read(path)).kind == "recap"
    assert shares(path)[measure] == (10, 90 + len(classes) - 3)


def test_two_classes_of_an_index_are_no_recap(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, [["MALANGKE", "MALANGKE", 90, 7, 3]],
        header=["Kecamatan", "Puskesmas", "Balita Diukur", "Pendek", "Sangat Pendek"],
        above=[["STUNTING AGUSTUS 2025"]],
    )  # fmt: skip
    assert sheet_of(read(path)).kind == "long"
