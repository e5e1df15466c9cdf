"""A line above a table says where its rows lie, as far as the rows do not say it themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from emonev.core.scope import EVERYTHING
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.import_storing import import_parsed
from emonev.store.store import Store
from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, read, sheet_of

FIGURES = ("Balita Diukur", "Pendek", "Sangat Pendek")
MALANGKE = ["KECAMATAN : MALANGKE"]


def table(
    folder: Path,
    rows: Sequence[Sequence[Any]],
    header: Sequence[Any],
    above: Sequence[Any],
    **options: Any,
) -> Path:
    """A sheet under its titles."""
    options.setdefault("sheet", "Lembar1")
    return workbook(folder, rows, header=list(header), above=list(above), **options)


def places(path: Path) -> set[tuple[str | None, ...]]:
    """Area texts of all figures."""
    entries = [e for e in entries_of(sheet_of(read(path))) if e["measure"]]
    return {tuple(e[n] for n in ("kabupaten", "kecamatan", "puskesmas", "desa")) for e in entries}


@pytest.mark.parametrize(
    "line",
    [
        MALANGKE,
        ["Kecamatan", ":", "MALANGKE"],
        ["Kec.", ": MALANGKE"],
        ["", "Kecamatan:", "MALANGKE"],
    ],
)
def test_a_long_table_of_desa_lies_in_the_kecamatan_above_it(
    tmp_path: Path, line: list[str]
) -> None:
    rows = [["TOKKE", 100, 6, 3], ["TOLADA", 90, 8, 1]]
    above = [["DATA STUNTING BULAN AGUSTUS 2025"], line]
    path = table(tmp_path, rows, ("Desa", *FIGURES), above)
    assert places(path) == {(None, "MALANGKE", None, d) for d in ("TOKKE", "TOLADA")}


def test_a_wide_table_of_desa_lies_in_the_kecamatan_above_it(tmp_path: Path) -> None:
    above = [["JUMLAH BALITA STUNTING"], ["Kabupaten : Luwu Utara", "Kecamatan : Malangke"]]
    path = table(tmp_path, [["TOKKE", 5, 6]], ("Desa", 2023, 2024), above)
    assert places(path) == {("Luwu Utara", "Malangke", None, "TOKKE")}


def test_the_row_wins_where_it_names_its_place(tmp_path: Path) -> None:
    rows = [["MASAMBA", "POMBAKKA", 100, 6, 3]]
    above = [["AGUSTUS 2025"], MALANGKE, ["Desa : Semua"], ["Desa : LAIN"]]
    path = table(tmp_path, rows, ("Kecamatan", "Desa", *FIGURES), above)
    assert places(path) == {(None, "MASAMBA", None, "POMBAKKA")}


def test_a_title_below_what_the_rows_name_says_nothing(tmp_path: Path) -> None:
    rows = [["MALANGKE", 100, 6, 3], ["MASAMBA", 90, 8, 1]]
    above = [["AGUSTUS 2025"], ["Desa : TOKKE"]]
    assert places(table(tmp_path, rows, ("Kecamatan", *FIGURES), above)) == {
        (None, "MALANGKE", None, None), (None, "MASAMBA", None, None)
    }  # fmt: skip


def test_rows_of_months_are_all_of_the_place_above(tmp_path: Path) -> None:
    rows = [["Januari", 100, 6, 3], ["Februari", 98, 6, 2], ["Maret", 99, 5, 2]]
    above = [["DATA STUNTING TAHUN 2025"], MALANGKE]
    path = table(tmp_path, rows, ("Bulan", *FIGURES), above)
    assert places(path) == {(None, "MALANGKE", None, None)}
    entries = [e for e in entries_of(sheet_of(read(path))) if e["measure"] == "stunting"]
    assert [(e["period"], e["numerator"]) for e in entries] == [
        ("2025-01", 9), ("2025-02", 8), ("2025-03", 7)
    ]  # fmt: skip


def test_rows_of_months_without_any_place_are_no_table_to_guess_at(tmp_path: Path) -> None:
    rows = [["Januari", 100, 6, 3], ["Februari", 98, 6, 2]]
    above = [["DATA STUNTING TAHUN 2025"]]
    parsed = read(table(tmp_path, rows, ("Bulan", *FIGURES), above, sheet="MALANGKE"))
    assert all(s.entries_file is None for s in parsed.sheets)


def test_tables_under_each_other_each_with_its_kecamatan(tmp_path: Path) -> None:
    header = ["Desa", *FIGURES]
    rows = [["TOKKE", 100, 6, 3], ["Kecamatan : MASAMBA"], header, ["POMBAKKA", 90, 8, 1]]
    sheet = sheet_of(read(path := table(tmp_path, rows, header, [["AGUSTUS 2025"], MALANGKE])))
    assert places(path) == {(None, "MALANGKE", None, "TOKKE"), (None, "MASAMBA", None, "POMBAKKA")}
    assert (sheet.rejected, codes(sheet)) == (0, {"baris_keterangan": 1})


def stored(folder: Path, path: Path) -> tuple[Store, FileResult]:
    """The file imported into an empty store of this kabupaten."""
    store = Store(None)
    options = ImportOptions(kabupaten="73.22")
    return store, import_parsed(EVERYTHING, store, read(path), options)


def test_one_sheet_per_kecamatan_goes_in_without_a_question(tmp_path: Path) -> None:
    header = ["Desa", *FIGURES]
    masamba = [["AGUSTUS 2025"], ["Kecamatan : MASAMBA"], header, ["POMBAKKA", 90, 8, 1]]
    path = table(
        tmp_path, [["TOKKE", 100, 6, 3]], header, [["AGUSTUS 2025"], MALANGKE],
        sheet="1", sheets={"2": masamba},
    )  # fmt: skip
    store, done = stored(tmp_path, path)
    assert (done.fate("new"), done.fate("rejected"), done.questions) == (2, 0, ())
    with store.reading() as cursor:
        found = cursor.execute(
            "SELECT count(DISTINCT kecamatan_code), count(DISTINCT area_code) FROM entry"
        ).fetchone()
    assert found == (2, 2)
