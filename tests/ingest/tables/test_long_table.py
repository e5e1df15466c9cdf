"""Long tables: a row per area and month, recomputed beside what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.builders import child, workbook
from tests.ingest.reading import codes, entries_of, issue, read, sheet_of

HEADER = ("Kecamatan", "Puskesmas", "Bulan", "Tahun", "Balita Diukur", "Pendek", "Sangat Pendek",
          "Jumlah Stunting", "Prevalensi Stunting (%)")  # fmt: skip


def long(folder: Path, rows: Sequence[Sequence[Any]], header: Sequence[str] = HEADER,
         **options: Any) -> Path:  # fmt: skip
    """An open-data table."""
    options.setdefault("above", ())
    options.setdefault("sheet", "data")
    return workbook(folder, rows, header=list(header), **options)


def row(*haz: int, month: Any = "Januari", printed: Any = "9.00% %") -> list[Any]:
    """One row of Malangke: measured, pendek, sangat pendek, total."""
    return ["MALANGKE", "MALANGKE", month, 2024, *haz, printed]


def test_both_are_kept_what_is_printed_and_what_is_counted(tmp_path: Path) -> None:
    sheet = sheet_of(read(long(tmp_path, [row(100, 6, 3, 9), row(90, 8, 1, 9, month="FEB")])))
    assert (sheet.kind, sheet.rows_read, sheet.rejected) == ("long", 2, 0)
    found = {(e["period"], e["measure"]): e for e in entries_of(sheet)}
    january = found["2024-01", "stunting"]
    assert (january["numerator"], january["denominator"]) == (9, 100)
    assert january["value"] == pytest.approx(0.09)
    february = found["2024-02", "stunting"]
    assert (february["numerator"], february["denominator"]) == (9, 90)
    assert found["2024-02", "length_measured_share"]["numerator"] == 90
    wrong = issue(sheet, "persen_tercetak_berbeda")
    assert (wrong.cell, wrong.expected) == ("I3", "10,00\u00a0%")
    assert codes(sheet) == {"persen_tercetak_berbeda": 1}


def test_a_wrong_sum_is_named_and_its_parts_count(tmp_path: Path) -> None:
    sheet = sheet_of(read(long(tmp_path, [row(100, 6, 3, 8, printed="9 %")])))
    wrong = issue(sheet, "jumlah_baris_tidak_cocok")
    assert (wrong.cell, wrong.found, wrong.expected) == ("H2", "8", "9")
    assert [e["numerator"] for e in entries_of(sheet) if e["measure"] == "stunting"] == [9]


def test_rounding_is_no_difference(tmp_path: Path) -> None:
    rows = [row(300, 10, 10, 20, printed=text) for text in ("6,7 %", "6.67%", 6.5, "6,9 %")]
    sheet = sheet_of(read(long(tmp_path, rows)))
    assert codes(sheet) == {"persen_tercetak_berbeda": 1}
    assert issue(sheet, "persen_tercetak_berbeda").cell == "I5"


def test_excel_percent_cells_hold_proportions(tmp_path: Path) -> None:
    sheet = sheet_of(read(long(tmp_path, [row(100, 6, 3, 9, printed=0.09),
                                          row(50, 2, 1, 3, month=2, printed=0.06)])))  # fmt: skip
    assert codes(sheet) == {}
    assert [e["value"] for e in entries_of(sheet) if e["measure"] == "stunting"] == [0.09, 0.06]


def test_the_whole_that_explains_the_percentages_is_the_denominator(tmp_path: Path) -> None:
    header = ("Desa", "Jumlah Balita", "Stunting", "%")
    path = long(tmp_path, [["TOKKE", 50, 5, 10], ["TOLADA", 40, 2, 5]], header, sheet="2024")
    sheet = sheet_of(read(path))
    found = [(e["numerator"], e["denominator"]) for e in entries_of(sheet)]
    assert found == [(5, 50), (2, 40)] and not sheet.questions


def test_children_of_an_unclear_whole_are_asked_about(tmp_path: Path) -> None:
    header = ("Desa", "Jumlah Balita", "Stunting")
    path = long(tmp_path, [["TOKKE", 50, 5]], header, sheet="2024")
    (question,) = sheet_of(read(path)).questions
    assert (question.subject, question.options) == ("col:Jumlah Balita", ("denominator", "ignore"))
    for answer, whole in (("denominator", 50), ("ignore", None)):
        said = {"data": {}, "*": {"col:Jumlah Balita": answer}}
        told = sheet_of(read(path, table_answers=said))
        assert [e["denominator"] for e in entries_of(told)] == [whole]


def test_merged_months_and_kecamatan_hold_downwards(tmp_path: Path) -> None:
    header = ("Bulan", "Kecamatan", "Desa", "Diukur", "Stunting")
    rows = [["Maret", "MALANGKE", "TOKKE", 10, 1], ["", "", "TOLADA", 20, 2],
            ["", "", "GIRI", 5, 0], ["", "JUMLAH", "", 35, 4]]  # fmt: skip
    sheet = sheet_of(read(long(tmp_path, rows, header, above=(("TAHUN 2025", "", ""),))))
    told = {(e["kecamatan"], e["desa"], e["period"]) for e in entries_of(sheet)}
    assert told == {("MALANGKE", d, "2025-03") for d in ("TOKKE", "TOLADA", "GIRI")}
    assert issue(sheet, "jumlah_tidak_cocok").cell == "E6"


def test_a_row_without_its_month_waits_and_says_where(tmp_path: Path) -> None:
    sheet = sheet_of(read(long(tmp_path, [row(9, 1, 0, 1), row(8, 1, 0, 1, month="?"),
                                          row(8, 1, 0, 1, month=3)])))  # fmt: skip
    assert (sheet.rows_read, sheet.rejected) == (3, 1)
    assert issue(sheet, "periode_tidak_disebut").row == 3


def test_unknown_columns_are_named_and_can_be_told(tmp_path: Path) -> None:
    header = ("Puskesmas", "Kasus Diare", "Rumah Sehat")
    path = long(tmp_path, [["MALANGKE", 7, 30]], header, sheet="Agustus 2024")
    asked = sheet_of(read(path))
    assert asked.kind == "unknown"
    assert [q.subject for q in asked.questions] == ["col:Kasus Diare", "col:Rumah Sehat"]
    assert asked.questions[0].options[0] == "lain:kasus-diare"
    said = {"*": {"col:Kasus Diare": "lain:kasus-diare"}}
    told = sheet_of(read(path, table_answers=said))
    assert told.kind == "long"
    assert [(e["measure"], e["period"]) for e in entries_of(told)] == [
        ("lain:kasus-diare", "2024-08")
    ]
    assert issue(told, "kolom_tidak_dipetakan").cell == "C1"


def test_lists_of_people_are_no_tables_of_counts(tmp_path: Path) -> None:
    header = ("Desa", "Nama KK", "Kasus Diare", "Anak")
    path = long(tmp_path, [["TOKKE", "ANAK CONTOH", 3, 1]], header)
    assert read(path).refused is not None
    listed = [list(child(i=i).values()) for i in range(3)]
    unnamed = workbook(
        tmp_path, listed, header=[f"Kol{n}" for n in range(len(listed[0]))], name="b"
    )
    parsed = read(unnamed)
    assert parsed.refused is not None
    assert "ANAK CONTOH" not in repr(parsed)


def test_the_outline_of_an_unknown_sheet_shows_no_words(tmp_path: Path) -> None:
    path = long(tmp_path, [["RAHASIA SEKALI", 7]], ("Desa", "Kasus Diare"))
    assert "RAHASIA" not in repr(sheet_of(read(path)).preview)


def test_text_of_a_header_stays_inert(tmp_path: Path) -> None:
    header = ("Desa", "=cmd|' /C calc'!A0", "<img onerror=alert(1)>")
    sheet = sheet_of(read(long(tmp_path, [["TOKKE", 1, 2]], header, sheet="2024")))
    keys = [question.options[0] for question in sheet.questions]
    assert all(set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789:-") for key in keys)


def test_a_table_without_one_known_header_is_asked_about(tmp_path: Path) -> None:
    header = ("Unit Kerja", "Kasus Diare", "Rumah Sehat")
    rows = [["MALANGKE", 7, 30], ["MASAMBA", 3, 22]]
    asked = sheet_of(read(long(tmp_path, rows, header)))
    kinds = [q.kind for q in asked.questions]
    assert kinds == ["row_meaning", "column_meaning", "column_meaning", "period"]
    listed = long(tmp_path, [["A", 7, "2024-08-01"], ["B", 3, "2024-08-01"]], header, name="b")
    assert read(listed).refused is not None


def test_a_header_printed_again_leaves_the_rows_above_it(tmp_path: Path) -> None:
    rows = [row(100, 6, 3, 9), list(HEADER), row(90, 8, 1, 9, month="FEB", printed="10 %")]
    sheet = sheet_of(read(long(tmp_path, rows)))
    assert (sheet.rows_read, sheet.rejected, codes(sheet)) == (2, 0, {})
    assert {e["period"] for e in entries_of(sheet)} == {"2024-01", "2024-02"}


@pytest.mark.parametrize(("stated", "flagged"), [(95, 0), (96, 1)])
def test_a_total_of_one_month_is_the_sum_of_its_month(
    tmp_path: Path, stated: int, flagged: int
) -> None:
    rows = [row(100, 6, 3, 9), row(90, 8, 1, 9, month="Februari"),
            ["MASAMBA", "MASAMBA", "Februari", 2024, 5, 1, 0, 1, ""],
            ["Total", "", "Februari", 2024, stated, 9, 1, 10, ""]]  # fmt: skip
    sheet = sheet_of(read(long(tmp_path, rows)))
    assert (sheet.rows_read, codes(sheet).get("jumlah_tidak_cocok", 0)) == (3, flagged)
