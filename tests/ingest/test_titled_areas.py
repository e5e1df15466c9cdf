"""Places in lines above a table of children, or above each of its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from emonev.ingest.parsed import ParsedSheet
from tests.builders import EXPORT_COLUMNS, EXPORT_HEADER, child, workbook
from tests.ingest.reading import codes, issue, read, rows_of, sheet_of

AREAS = ("province", "kabupaten", "kecamatan", "puskesmas", "desa", "posyandu")
BARE = [name for name in EXPORT_HEADER if name not in {EXPORT_COLUMNS[area] for area in AREAS}]
TITLE = (("DAFTAR BALITA",), ("KECAMATAN : MALANGKE",), ("Puskesmas", ":", "MALANGKE"),
         ("Desa: TOKKE", "", "Bulan: Agustus 2024"))  # fmt: skip


def bare(i: int = 1, **changes: Any) -> list[Any]:
    """A child's row without any area column."""
    row = child(i=i, **changes)
    return [row[name] for name in BARE]


def places(sheet: ParsedSheet, *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(row[name] for name in names) for row in rows_of(sheet)]


def sheet(folder: Path, rows: Sequence[Any], above: Any = TITLE, **options: Any) -> ParsedSheet:
    options.setdefault("header", BARE)
    return sheet_of(read(workbook(folder, rows, above=above, **options)))


def test_lines_above_the_table_place_its_children(tmp_path: Path) -> None:
    found = sheet(tmp_path, [bare(1), bare(2)])
    assert (
        places(found, "kecamatan", "puskesmas", "desa") == [("MALANGKE", "MALANGKE", "TOKKE")] * 2
    )
    assert not found.questions
    assert {"kecamatan", "puskesmas", "desa"} <= set(found.fields)
    note = issue(found, "wilayah_dari_judul")
    assert (note.row, note.found) == (2, "MALANGKE / MALANGKE / TOKKE")
    assert codes(found)["wilayah_dari_judul"] == 1


def test_a_title_of_two_cells_is_no_part_of_the_header(tmp_path: Path) -> None:
    found = sheet(tmp_path, [bare(1)], [["Desa : TOKKE", "Bulan : Agustus"]])
    assert found.signature == sheet(tmp_path, [bare(1)]).signature


def test_without_such_a_line_it_is_asked(tmp_path: Path) -> None:
    for above in ((("DAFTAR BALITA DESA TOKKE",),), (("Desa : Semua",),), (("Tempat : Desa",),)):
        found = sheet(tmp_path, [bare(1)], above)
        assert [q.kind for q in found.questions] == ["area_columns"]
        assert places(found, "desa") == [(None,)]


def test_each_block_has_the_lines_above_it(tmp_path: Path) -> None:
    rows = [
        bare(1), bare(2), [],
        ["Desa : TOLADA"], ["Posyandu : MAWAR"], BARE, bare(3),
        ["Kecamatan : MASAMBA"], BARE, bare(4),
    ]  # fmt: skip
    found = sheet(tmp_path, rows)
    assert places(found, "kecamatan", "puskesmas", "desa", "posyandu") == [
        ("MALANGKE", "MALANGKE", "TOKKE", None),
        ("MALANGKE", "MALANGKE", "TOKKE", None),
        ("MALANGKE", "MALANGKE", "TOLADA", "MAWAR"),
        ("MASAMBA", None, None, None),
    ]
    assert (found.rows_read, found.rejected) == (4, 0)


def test_long_lines_above_a_further_header(tmp_path: Path) -> None:
    line = ["Kecamatan", ":", "MASAMBA", "", "Desa", ":", "BALIASE"]
    found = sheet(tmp_path, [bare(1), line, BARE, bare(2)])
    assert places(found, "kecamatan", "desa") == [("MALANGKE", "TOKKE"), ("MASAMBA", "BALIASE")]
    assert (found.rows_read, found.rejected) == (2, 0)


def test_a_line_between_children_holds_for_those_below(tmp_path: Path) -> None:
    found = sheet(tmp_path, [bare(1), ["Desa : TOLADA"], bare(2)])
    assert places(found, "desa") == [("TOKKE",), ("TOLADA",)]


def test_a_column_with_a_value_wins(tmp_path: Path) -> None:
    header = [*BARE, "Desa/Kel", "Kec"]
    rows = [[*bare(1), "TOLADA", ""], [*bare(2), "", ""]]
    found = sheet(tmp_path, rows, header=header)
    assert places(found, "kecamatan", "desa") == [("MALANGKE", "TOLADA"), ("MALANGKE", None)]


def test_a_line_names_no_smaller_place_than_several_of_a_column(tmp_path: Path) -> None:
    header = [*BARE, "Kec"]
    several = [[*bare(1), "MALANGKE"], [*bare(2), "MASAMBA"]]
    one = [[*bare(1), "MALANGKE"], [*bare(2), "MALANGKE"]]
    above = (("Desa : TOKKE",),)
    assert places(sheet(tmp_path, several, above, header=header), "desa") == [(None,), (None,)]
    assert places(sheet(tmp_path, one, above, header=header), "desa") == [("TOKKE",)] * 2


def test_what_stands_below_the_last_child_names_nothing(tmp_path: Path) -> None:
    found = sheet(tmp_path, [bare(1), [], ["Puskesmas : MASAMBA"]], (("Desa : TOKKE",),))
    assert places(found, "puskesmas", "desa")[0] == (None, "TOKKE")
    assert codes(found)["bukan_baris_anak"] == 1


@pytest.mark.parametrize("cell", ["Desa : TOKKE", "Kecamatan: MASAMBA"])
def test_the_content_of_a_childs_row_is_no_title(tmp_path: Path, cell: str) -> None:
    header = [*BARE, "Catatan"]
    found = sheet(
        tmp_path, [[*bare(1), cell], [*bare(2), ""]], (("Desa : TOLADA",),), header=header
    )
    assert places(found, "kecamatan", "desa") == [(None, "TOLADA")] * 2


def test_rows_without_a_line_above_them_are_still_asked_about(tmp_path: Path) -> None:
    found = sheet(tmp_path, [bare(1), ["Desa : TOLADA"], bare(2)], (("DAFTAR BALITA",),))
    assert [q.kind for q in found.questions] == ["area_columns"]
