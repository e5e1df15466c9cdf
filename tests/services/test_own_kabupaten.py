"""A row of the kabupaten at the foot of a table is the kabupaten's, no unknown kecamatan."""

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
from tests.ingest.reading import codes, read, sheet_of
from tests.ingest.tables.sheets import counts, recap

SHARE = ("Kecamatan", "Prevalensi Stunting (%)")
FIGURES = ("Kecamatan", "Balita Diukur", "Pendek", "Sangat Pendek")
ABOVE = (("STUNTING BULAN AGUSTUS 2025",),)
Figures = dict[str, tuple[Any, ...]]


def take(path: Path, kabupaten: str = "73.22") -> tuple[FileResult, Figures]:
    """The result, and area code → counts and printed value of its stunting."""
    store = Store(None)
    done = import_parsed(EVERYTHING, store, read(path), ImportOptions(kabupaten=kabupaten))
    with store.reading() as cursor:
        rows = cursor.execute(
            "SELECT area_code, numerator, denominator, value FROM entry WHERE measure = 'stunting'"
        ).fetchall()
    return done, {row[0]: row[1:] for row in rows}


def table(folder: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    """A sheet of one month."""
    return workbook(folder, rows, header=list(header), above=ABOVE, sheet="Lembar1")


@pytest.mark.parametrize(
    "name", ["Kab. Luwu Utara", "LUWU UTARA", "Kabupaten Luwu Utara", "KABUPATEN", "Kab/Kota"]
)
def test_a_table_of_percentages_keeps_the_kabupatens_own(tmp_path: Path, name: str) -> None:
    rows = [["MALANGKE", "8,6 %"], ["MASAMBA", "12 %"], [name, "10,2 %"]]
    done, told = take(table(tmp_path, SHARE, rows))
    assert (done.questions, done.fate("new"), done.rows_read) == ((), 3, 3)
    assert told["73.22"] == (None, None, pytest.approx(0.102))
    assert set(told) == {"73.22", "73.22.01", "73.22.03"}


def test_counts_that_add_up_are_a_checksum(tmp_path: Path) -> None:
    rows = [["MALANGKE", 100, 6, 3], ["MASAMBA", 90, 8, 1], ["KAB. LUWU UTARA", 190, 14, 4]]
    done, told = take(path := table(tmp_path, FIGURES, rows))
    assert (done.questions, done.rows_read, set(told)) == ((), 2, {"73.22.01", "73.22.03"})
    assert codes(sheet_of(read(path))) == {"baris_jumlah_dikenali": 1}


def test_counts_that_do_not_add_up_are_named_and_kept(tmp_path: Path) -> None:
    rows = [["MALANGKE", 100, 6, 3], ["MASAMBA", 90, 8, 1], ["KAB. LUWU UTARA", 290, 20, 9]]
    done, told = take(path := table(tmp_path, FIGURES, rows))
    assert (done.questions, done.rows_read) == ((), 3)
    assert told["73.22"] == (29, 290, None)
    assert codes(sheet_of(read(path))) == {"jumlah_tidak_cocok": 3}


def test_the_kabupatens_row_is_never_added_to_its_kecamatan(tmp_path: Path) -> None:
    store = Store(None)
    rows = [["MALANGKE", 100, 6, 3], ["LUWU UTARA", 290, 20, 9]]
    path = table(tmp_path, FIGURES, rows)
    import_parsed(EVERYTHING, store, read(path), ImportOptions(kabupaten="73.22"))
    with store.reading() as cursor:
        found = cursor.execute(
            "SELECT sum(denominator) FROM cube WHERE indicator = 'stunting' AND rule = 'bulan'"
        ).fetchone()
    assert found == (100,)


def test_a_recap_may_end_with_its_kabupaten(tmp_path: Path) -> None:
    rows = [[1, "MALANGKE", "MALANGKE", *counts()], ["", "KAB. LUWU UTARA", "", *counts()]]
    done, told = take(recap(tmp_path, rows))
    assert (done.questions, done.fate("new")) == ((), 2)
    assert set(told) == {"73.22", "73.22.01"}


def test_a_kecamatan_of_the_kabupatens_name_is_the_kecamatan(tmp_path: Path) -> None:
    rows = [["BISSAPPU", "8 %"], ["BANTAENG", "9 %"]]
    done, told = take(table(tmp_path, SHARE, rows), "73.03")
    assert (done.questions, set(told)) == ((), {"73.03.01", "73.03.02"})


def test_its_name_a_second_time_at_the_foot_is_the_kabupaten(tmp_path: Path) -> None:
    rows = [["BISSAPPU", "8 %"], ["BANTAENG", "9 %"], ["ULUERE", "7 %"], ["BANTAENG", "8,5 %"]]
    done, told = take(table(tmp_path, SHARE, rows), "73.03")
    assert (done.questions, done.fate("new"), done.fate("duplicate")) == ((), 4, 0)
    assert told["73.03.02"][2] == pytest.approx(0.09)
    assert told["73.03"][2] == pytest.approx(0.085)


def test_a_prefix_says_which_of_the_two_is_meant(tmp_path: Path) -> None:
    rows = [["BISSAPPU", "8 %"], ["Kec. Bantaeng", "9 %"], ["Kab. Bantaeng", "8,5 %"]]
    _, told = take(table(tmp_path, SHARE, rows), "73.03")
    assert told["73.03.02"][2] == pytest.approx(0.09)
    assert told["73.03"][2] == pytest.approx(0.085)


def test_rows_pasted_twice_are_no_kabupaten(tmp_path: Path) -> None:
    rows = [["BISSAPPU", "8 %"], ["BANTAENG", "9 %"]] * 2
    done, told = take(table(tmp_path, SHARE, rows), "73.03")
    assert (done.fate("duplicate"), set(told)) == (2, {"73.03.01", "73.03.02"})


def test_another_kabupaten_is_still_asked(tmp_path: Path) -> None:
    rows = [["MALANGKE", "8 %"], ["BARRU", "9 %"]]
    done, told = take(table(tmp_path, SHARE, rows))
    assert ([q.kind for q in done.questions], set(told)) == (["unknown_area"], {"73.22.01"})
