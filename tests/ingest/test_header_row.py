"""A header row the user points at: found too deep, or spelt as nobody spells it."""

from __future__ import annotations

from pathlib import Path

from tests.builders import EXPORT_HEADER, child, workbook
from tests.ingest.reading import read, sheet_of

OWN_WORDS = ["Kolom A", "Kolom B", "Kolom C", "Kolom D", "Kolom E"]
OWN_ROWS = [
    ["L", "2023-01-15", "2025-08-10", 11.2, 84.0],
    ["P", "2023-02-15", "2025-08-10", 10.0, 82.0],
]
MAPPING = {
    "sex": "Kolom A", "birth_date": "Kolom B", "measured_on": "Kolom C", "weight_kg": "Kolom D",
    "lenhei_cm": "Kolom E",
}  # fmt: skip


def test_a_header_below_the_searched_rows_is_read_where_the_user_points(tmp_path: Path) -> None:
    above = [("catatan",)] * 40
    book = workbook(tmp_path, [child(i=1), child(i=2)], above=above)
    assert read(book).refused is not None
    sheet = sheet_of(read(book, header_row=41))
    assert (sheet.header_row, sheet.rows_read, sheet.rejected) == (41, 2, 0)
    assert list(sheet.columns) == list(EXPORT_HEADER)


def test_a_header_of_own_words_is_listed_so_that_it_can_be_mapped(tmp_path: Path) -> None:
    book = workbook(tmp_path, OWN_ROWS, header=OWN_WORDS, above=())
    pointed = sheet_of(read(book, header_row=1))
    assert pointed.columns == dict.fromkeys(OWN_WORDS)
    assert {q.kind for q in pointed.questions} >= {"missing_column"}
    options = {"header_row": 1, "mapping": MAPPING, "area_given": True}
    mapped = sheet_of(read(book, **options))
    assert (mapped.rows_read, mapped.rejected) == (2, 0)


def test_a_row_that_is_not_there_leaves_the_found_header(tmp_path: Path) -> None:
    book = workbook(tmp_path, [child()])
    assert sheet_of(read(book, header_row=900)).header_row == 2
