"""Recap STATUS GIZI: classes become shares, JUMLAH is a checksum, nothing is guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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
