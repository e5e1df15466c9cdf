"""The round trip: a broken workbook comes back marked, is mended, and goes in; nothing twice."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emonev.core.scope import EVERYTHING, local
from emonev.errors import NoAccess, Refused
from emonev.ingest.marks import COLUMN, SUMMARY_SHEET
from emonev.reports.marked.problems import COLOURS
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.imports import import_files
from emonev.services.marked import mark_workbook, marked_name, problems
from emonev.store.home import Home
from emonev.store.store import Store
from tests.builders import EXPORT_HEADER, child, workbook
from tests.ingest.tables.sheets import counts, recap

KAB = "73.22"
SEX, WEIGHT = EXPORT_HEADER.index("JK"), EXPORT_HEADER.index("Berat")
BROKEN: dict[str, tuple[int, Any, Any]] = {
    "jk": (SEX, "xx", "L"),
    "lahir": (EXPORT_HEADER.index("Tgl Lahir"), "kapan", "2022-03-15"),
    "ukur": (EXPORT_HEADER.index("Tanggal Pengukuran"), "", "2024-08-15"),
    "berat": (WEIGHT, "dua belas", 12.4),
    "tinggi": (EXPORT_HEADER.index("Tinggi"), 995, 89.5),
}
"""Kind → column, what is wrong, what it should be."""

REJECTING = ("jk", "lahir", "ukur")


def take(store: Store, folder: Path, path: Path, **options: Any) -> FileResult:
    home = Home(folder / "rumah")
    wishes = ImportOptions(kabupaten=KAB, **options)
    (done,) = import_files(EVERYTHING, store, home, [path], wishes, today=date(2026, 1, 1))
    return done


def marked(folder: Path, path: Path, done: FileResult) -> Path:
    return mark_workbook(EVERYTHING, path, done, folder / marked_name(path.name), folder / "kerja")


def broken_rows(count: int, faults: dict[int, str]) -> list[list[Any]]:
    rows = []
    for at in range(count):
        made = child(i=at + 1, sex="LP"[at % 2], age_text="")
        row = [made[header] for header in EXPORT_HEADER]
        if at in faults:
            column, wrong, _ = BROKEN[faults[at]]
            row[column] = wrong
        rows.append(row)
    return rows


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    faults=st.dictionaries(st.integers(0, 11), st.sampled_from(sorted(BROKEN)), max_size=8),
    container=st.sampled_from(["xlsx", "csv", "html", "xls"]),
)
def test_a_marked_workbook_is_mended_and_goes_in_once(
    faults: dict[int, str], container: str
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = workbook(folder, broken_rows(12, faults), container=container)
        store = Store(None)
        done = take(store, folder, path)
        rejected = [at for at, kind in faults.items() if kind in REJECTING]
        assert done.fate("rejected") == len(rejected)
        out = marked(folder, path, done)
        unmended = take(store, folder, out)
        assert (unmended.fate("new"), unmended.fate("updated")) == (0, 0)
        assert unmended.fate("rejected") == len(rejected)
        _mend(out, faults)
        mended = take(store, folder, out)
        assert mended.rows_read == 12 and mended.fate("rejected") == 0
        assert mended.fate("new") == len(rejected)
        changed = [k for k in faults.values() if k not in REJECTING]
        assert mended.fate("updated") == len(changed)
        assert mended.fate("unchanged") == 12 - len(faults)
        assert problems(mended) == 0
        (folder / "lagi").mkdir()
        again = marked(folder / "lagi", out, mended)
        sheet = openpyxl.load_workbook(again).worksheets[1]
        assert not any(cell.comment for row in sheet.iter_rows() for cell in row)
        assert not any(_ours(cell) for row in sheet.iter_rows() for cell in row)


def _mend(path: Path, faults: dict[int, str]) -> None:
    """As a person does: in Excel, the coloured cells."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    for at, kind in faults.items():
        column, _, right = BROKEN[kind]
        cell = sheet.cell(3 + at, column + 1)
        assert _ours(cell) and cell.comment is not None, kind
        cell.value = "LP"[at % 2] if kind == "jk" else right
    book.save(path)


def _ours(cell: Any) -> bool:
    return cell.fill.fgColor.rgb in COLOURS.values()


def test_cells_are_coloured_commented_and_rows_can_be_filtered(tmp_path: Path) -> None:
    path = workbook(tmp_path, broken_rows(3, {1: "jk", 2: "berat"}))
    book = openpyxl.load_workbook(marked(tmp_path, path, take(Store(None), tmp_path, path)))
    assert book.sheetnames == [SUMMARY_SHEET, "Application List"]
    sheet = book["Application List"]
    cell = sheet.cell(4, SEX + 1)
    assert cell.fill.fgColor.rgb == "FFF6B478" and cell.value == "xx"
    comment = cell.comment.text
    assert "Tertulis: xx" in comment and "Seharusnya: L atau P" in comment
    assert sheet.cell(5, WEIGHT + 1).fill.fgColor.rgb == "FFFFF2A8"
    ours = len(EXPORT_HEADER) + 1
    assert sheet.cell(2, ours).value == COLUMN
    assert sheet.cell(3, ours).value is None
    assert sheet.cell(4, ours).value == "Jenis kelamin tidak terbaca"
    assert sheet.auto_filter.ref == f"A2:{sheet.cell(2, ours).column_letter}5"
    told = [tuple(cell.value for cell in row) for row in book[SUMMARY_SHEET].iter_rows(min_row=7)]
    assert told[0][:5] == (
        "Application List",
        "baris ditolak",
        "Jenis kelamin tidak terbaca",
        1,
        "D4",
    )


def test_the_users_own_sheets_widths_formats_and_comments_stay(tmp_path: Path) -> None:
    path = workbook(tmp_path, broken_rows(3, {0: "jk"}), sheets={"Catatan": [["milik saya", 1.5]]})
    book = openpyxl.load_workbook(path)
    sheet = book["Application List"]
    sheet.column_dimensions["C"].width = 41
    sheet["F3"].number_format = "0.000"
    sheet["A3"].comment = openpyxl.comments.Comment("catatan saya", "Bidan")
    sheet["D3"].comment = openpyxl.comments.Comment("periksa", "Bidan")
    sheet["D3"].font = openpyxl.styles.Font(bold=True)
    book["Catatan"]["B1"] = "=1+1"
    book.save(path)
    out = openpyxl.load_workbook(marked(tmp_path, path, take(Store(None), tmp_path, path)))
    assert out.sheetnames == [SUMMARY_SHEET, "Application List", "Catatan"]
    kept = out["Application List"]
    assert kept.column_dimensions["C"].width == 41
    assert kept["F3"].number_format == "0.000"
    assert kept["A3"].comment.text == "catatan saya"
    assert "periksa" in kept["D3"].comment.text and "L atau P" in kept["D3"].comment.text
    assert kept["D3"].font.bold and _ours(kept["D3"])
    assert out["Catatan"]["B1"].value == "=1+1"


def test_names_that_belong_to_one_sheet_move_with_it(tmp_path: Path) -> None:
    path = workbook(tmp_path, broken_rows(3, {0: "jk"}))
    book = openpyxl.load_workbook(path)
    book["Application List"].print_title_rows = "2:2"
    book["Application List"].auto_filter.ref = "A2:D5"
    book.save(path)
    out = openpyxl.load_workbook(marked(tmp_path, path, take(Store(None), tmp_path, path)))
    assert out["Application List"].print_title_rows == "$2:$2"
    assert out["Application List"].auto_filter.ref.startswith("A2:")


def test_a_recap_is_marked_too_and_goes_in_again(tmp_path: Path) -> None:
    rows = [["1.", "A", "MALANGKE", *counts(haz=(3.5, 7, 80, 0, 1))],
            ["2.", "B", "BONE-BONE", *counts()]]  # fmt: skip
    path = recap(tmp_path, rows)
    store = Store(None)
    done = take(store, tmp_path, path)
    assert (done.fate("new"), done.fate("rejected")) == (1, 1)
    out = marked(tmp_path, path, done)
    book = openpyxl.load_workbook(out)
    cell = book.worksheets[1]["I6"]
    assert _ours(cell)
    cell.value = 3
    book.save(out)
    mended = take(store, tmp_path, out)
    assert (mended.fate("new"), mended.fate("unchanged"), mended.rows_read) == (1, 1, 2)


def test_wild_texts_stay_texts(tmp_path: Path) -> None:
    rows = broken_rows(2, {0: "jk"})
    rows[0][SEX] = '=cmd|"/c calc"!A0'
    rows[1][SEX] = "<img src=x onerror=alert(1)>"
    path = workbook(tmp_path, rows, container="csv", delimiter=";")
    out = marked(tmp_path, path, take(Store(None), tmp_path, path))
    book = openpyxl.load_workbook(out)
    told = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in told)
    with zipfile.ZipFile(out) as archive:
        assert not any("externalLink" in name for name in archive.namelist())


def test_another_kabupaten_may_not_mark_and_a_broken_file_is_refused_in_words(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path, broken_rows(2, {0: "jk"}))
    done = take(Store(None), tmp_path, path)
    with pytest.raises(NoAccess):
        mark_workbook(local("73.04"), path, done, tmp_path / "o.xlsx", tmp_path / "kerja")
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(Refused, match="tidak dapat ditandai"):
        mark_workbook(EVERYTHING, path, done, tmp_path / "o.xlsx", tmp_path / "kerja")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("data.xlsx", "data (bertanda).xlsx"),
        ("data (bertanda).xlsx", "data (bertanda).xlsx"),
        ("data.csv", "data (bertanda).xlsx"),
        ("DATA.XLS", "DATA (bertanda).xlsx"),
        ("makro.xlsm", "makro (bertanda).xlsm"),
    ],
)
def test_the_name_says_it_is_marked(given: str, told: str) -> None:
    assert marked_name(given) == told
