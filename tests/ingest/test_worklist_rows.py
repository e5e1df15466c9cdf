"""Names leave the limited process only for a work list, and only those of accepted rows."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from emonev.ingest.parse import parse_file
from emonev.ingest.parsed import ParsedFile, ParseOptions
from emonev.ingest.worklist_rows import CHILD, NAMES_FILE, read_names, shown_name
from tests.builders import child, workbook
from tests.ingest.reading import KEY, TODAY


def read(tmp_path: Path, path: Path, **how: str) -> ParsedFile:
    options = ParseOptions(today=TODAY)
    return parse_file(path, options=options, key=KEY, workdir=tmp_path / "kerja", **how)


def test_the_usual_reading_leaves_no_names_behind(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(name="NAMA YANG DICARI")])
    assert read(tmp_path, path).refused is None
    left = b"".join(file.read_bytes() for file in (tmp_path / "kerja").iterdir())
    assert b"NAMA YANG DICARI" not in left and left


def test_names_come_with_sheet_row_and_cells_and_the_file_goes(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(i=1, name="SITI  \u00a0CONTOH"), child(i=2, name="")])
    parsed = read(tmp_path, path, child=CHILD)
    (sheet,) = parsed.sheets
    assert sheet.rows_file is not None and sheet.rows_read == 2
    assert b"SITI" not in sheet.rows_file.read_bytes()
    names = read_names(tmp_path / "kerja")
    assert set(names) == {("Application List", 3), ("Application List", 4)}
    first = names["Application List", 3]
    assert first.name == "SITI CONTOH"
    assert (first.cells["nik"], first.cells["lenhei_cm"]) == ("B3", "U3")
    assert first.cells["headc_cm"] == ""
    assert names["Application List", 4].name == ""
    assert not (tmp_path / "kerja" / NAMES_FILE).exists()


def test_a_row_that_is_not_accepted_leaves_no_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(i=1), child(i=2, name="TERGESER", sex="xx")])
    read(tmp_path, path, child=CHILD)
    assert b"TERGESER" not in (tmp_path / "kerja" / NAMES_FILE).read_bytes()


def test_a_refused_file_leaves_none(tmp_path: Path) -> None:
    path = tmp_path / "gambar.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    assert read(tmp_path, path, child=CHILD).refused is not None
    assert read_names(tmp_path / "kerja") == {}


def test_names_are_one_line_of_visible_text() -> None:
    assert shown_name("A\nB\tC\x00\u202eD") == "A B C D"
    assert shown_name("=cmd|' /C calc'!A0") == "=cmd|' /C calc'!A0"
    assert len(shown_name("x" * 500)) == 80
    assert shown_name(None) == ""


def test_the_row_files_are_the_same_with_and_without_names(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(i=1), child(i=2)])
    plain, named = (
        read(tmp_path / kind, path, **how)
        for kind, how in (("a", {}), ("b", {"child": CHILD}))
    )  # fmt: skip
    tables = [pq.read_table(p.sheets[0].rows_file).to_pylist() for p in (plain, named)]
    assert tables[0] == tables[1]
