"""Headers anywhere, blocks under each other, and what counts as a row."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.builders import EXPORT_COLUMNS, EXPORT_HEADER, child, workbook
from tests.ingest.reading import codes, issue, read, rows_of, sheet_of

SHORT = ("Nama", "JK", "Tgl Lahir", "Desa", "Tanggal Pengukuran", "Berat", "Tinggi")
A = ("ANAK CONTOH 1", "L", "2022-03-15", "TOKKE", "2024-08-15", 12.4, 89.5)
B = ("ANAK CONTOH 2", "P", "2022-04-15", "TOKKE", "2024-08-15", 11.4, 86.5)


@pytest.mark.parametrize("above", [0, 1, 5, 28])
def test_header_anywhere_in_the_first_thirty_rows(tmp_path: Path, above: int) -> None:
    lines = [("LAPORAN BULANAN",)] * above
    sheet = sheet_of(read(workbook(tmp_path, [A, B], header=SHORT, above=lines)))
    assert (sheet.header_row, sheet.rows_read, sheet.rejected) == (above + 1, 2, 0)


def test_a_table_that_starts_in_another_corner(tmp_path: Path) -> None:
    grid = [[""] * 12 for _ in range(4)]
    grid += [["", "", *SHORT], ["", "", *A], ["", "", "ANAK CONTOH 3", "X", *A[2:]]]
    sheet = sheet_of(read(workbook(tmp_path, grid, header=None, above=())))
    assert (sheet.header_row, sheet.rows_read) == (5, 2)
    assert [r["row"] for r in rows_of(sheet)] == [6, 7]
    assert issue(sheet, "jk_tidak_terbaca").cell == "D7"


def test_two_merged_header_rows(tmp_path: Path) -> None:
    top = ("No", "Nama", "JK", "Lahir", "", "", "Pengukuran", "", "", "TB/U", "", "Desa")
    below = ("", "", "", "Tgl", "BB", "TB", "Tanggal", "Berat", "Tinggi", "ZS", "Status", "")
    row = (1, "ANAK CONTOH 1", "L", "2022-03-15", 3, 49, "2024-08-15", 12.4, 89.5, -1.2, "Normal",
           "TOKKE")  # fmt: skip
    sheet = sheet_of(read(workbook(tmp_path, [below, tuple(range(1, 13)), row], header=top)))
    assert (sheet.header_row, sheet.rows_read, sheet.rejected) == (3, 1, 0)
    typed = rows_of(sheet)[0]
    assert typed["birth_weight_kg"] == 3
    assert typed["birth_length_cm"] == 49
    assert (typed["sheet_haz"], typed["label_haz"]) == (-1.2, "normal")


def test_rows_that_are_no_data_are_not_counted(tmp_path: Path) -> None:
    rows = [
        tuple(range(1, 8)),  # numbering
        A,
        ("",) * 7,  # blank
        SHORT,  # the header again
        B,
        ("JUMLAH", "", "", "", "", 23.8, 176),
        ("", "Total", "", "", "", 23.8, 176),
    ]
    sheet = sheet_of(read(workbook(tmp_path, rows, header=SHORT)))
    assert (sheet.rows_read, sheet.rejected) == (2, 0)


def test_signatures_and_footnotes_are_read_and_rejected(tmp_path: Path) -> None:
    rows = [A, ("",) * 7, ("", "", "", "", "Mengetahui,"), ("", "", "", "", "Kepala Puskesmas")]
    sheet = sheet_of(read(workbook(tmp_path, rows, header=SHORT)))
    assert (sheet.rows_read, sheet.rejected) == (3, 2)
    assert codes(sheet)["bukan_baris_anak"] == 2
    assert rows_of(sheet)[1]["fate"] == "rejected"


def test_blocks_with_the_header_in_another_order(tmp_path: Path) -> None:
    order = list(range(len(EXPORT_HEADER)))
    random.Random(7).shuffle(order)
    second = child(i=2, weight_kg=9.1, desa="SALEKOE", birth_weight_kg=2.2)
    rows = [
        list(child(i=1).values()),
        [EXPORT_HEADER[c] for c in order],
        [list(second.values())[c] for c in order],
        [list(child(i=3, sex="tanya").values())[c] for c in order],
    ]
    sheet = sheet_of(read(workbook(tmp_path, rows)))
    assert (sheet.rows_read, sheet.rejected) == (3, 1)
    typed = rows_of(sheet)
    assert [r["desa"] for r in typed] == ["TOKKE", "SALEKOE", None]  # rejected: place unsure
    assert [r["weight_kg"] for r in typed] == [12.4, 9.1, 12.4]
    assert typed[1]["birth_weight_kg"] == 2.2
    cell = issue(sheet, "jk_tidak_terbaca").cell
    assert cell is not None
    column = order.index(list(EXPORT_COLUMNS).index("sex"))
    assert cell == f"{chr(65 + column) if column < 26 else 'A' + chr(65 + column - 26)}6"


def test_added_columns_are_ignored_and_listed(tmp_path: Path) -> None:
    header = [*EXPORT_HEADER, "Bulan Pengukuran", "Status Bulan"]
    sheet = sheet_of(read(workbook(tmp_path, [child()], header=header)))
    assert {h for h, f in sheet.columns.items() if f is None} == {
        "Bulan Pengukuran",
        "Status Bulan",
    }
    assert sheet.columns["Pukesmas"] == "puskesmas"


def test_the_2025_variant(tmp_path: Path) -> None:
    header = [h for h in EXPORT_HEADER if not h.startswith("PMT")]
    header += ["Kelas Ibu Balita", "MBG", "Detail"]
    sheet = sheet_of(read(workbook(tmp_path, [child()], header=header)))
    assert None not in sheet.columns.values()


def test_misspelt_headers_are_taken_only_where_unmistakable(tmp_path: Path) -> None:
    header = ["Nama Anaak", "JK", "Tgl Lahir", "Desa", "Tangal Pengukuran", "Berat", "Tinggi"]
    sheet = sheet_of(read(workbook(tmp_path, [A], header=header)))
    assert sheet.columns["Tangal Pengukuran"] == "measured_on"
    assert codes(sheet)["judul_mirip"] >= 1
    header[4], header[5] = "Tanggal Pengukuran", "BX Lahir"
    sheet = sheet_of(read(workbook(tmp_path, [A], header=header)))
    assert sheet.columns["BX Lahir"] is None


def test_a_manual_mapping_wins_and_is_checked(tmp_path: Path) -> None:
    header = ["Nama", "JK", "Tgl Lahir", "Desa", "Tanggal Pengukuran", "Kolom X", "Tinggi"]
    path = workbook(tmp_path, [A], header=header)
    sheet = sheet_of(read(path, mapping={"weight_kg": "kolom x"}))
    assert rows_of(sheet)[0]["weight_kg"] == 12.4
    remembered = sheet_of(read(path, remembered={sheet.signature: {"weight_kg": "Kolom X"}}))
    assert rows_of(remembered)[0]["weight_kg"] == 12.4
    wrong = read(path, mapping={"weight_kg": "Kolom Y"})
    assert wrong.refused is not None
    assert wrong.refused.code == "pemetaan_kolom"
    assert "Kolom X" in wrong.refused.text
    unknown = read(path, mapping={"berat": "Kolom X"})
    assert unknown.refused is not None
    assert unknown.refused.code == "pemetaan_kolom"


def test_a_mapping_finds_a_header_nobody_knows(tmp_path: Path) -> None:
    header = ["Kol1", "Kol2", "Kol3", "Kol4", "Kol5", "Kol6", "Kol7"]
    fields = ("name", "sex", "birth_date", "desa", "measured_on", "weight_kg", "lenhei_cm")
    path = workbook(tmp_path, [A, B], header=header)
    assert read(path).refused is not None
    sheet = sheet_of(read(path, mapping=dict(zip(fields, header, strict=True))))
    assert (sheet.rows_read, sheet.rejected) == (2, 0)


def test_other_sheets_are_listed_hidden_and_empty_ones_too(tmp_path: Path) -> None:
    recap = [("No", "Puskesmas", "BB/U", "", ""), ("", "", "Sangat Kurang", "Kurang", "Normal"),
             (1, "DARMA", 1, 2, 3)]  # fmt: skip
    classes = ["Sangat Kurang", "Kurang", "Berat Badan Normal", "Risiko Lebih", "Outlier"]
    recap[0] = ("No", "Puskesmas", "BB/U", "", "", "", "")
    recap[1] = ("", "", *classes)
    recap[2] = (1, "DARMA", 1, 2, 3, 4, 5)
    path = workbook(
        tmp_path, [child()], sheets={"STATUS GIZI": recap, "Kosong": [], "Catatan": [("halo",)]}
    )
    parsed = read(path)
    assert parsed.refused is None
    assert [s.kind for s in parsed.sheets] == ["by_name", "recap", "empty", "empty"]
    assert parsed.sheets[1].rejected == parsed.sheets[1].rows_read == 1
    only = read(path, sheet="Application List")
    assert [s.name for s in only.sheets] == ["Application List"]
    missing = read(path, sheet="Tidak Ada")
    assert missing.refused is not None
    assert missing.refused.code == "lembar_tidak_ada"


def test_one_child_over_two_sheets_is_one_person(tmp_path: Path) -> None:
    march = [list(EXPORT_HEADER), list(child(measured_on="2024-03-15", age_text="-").values())]
    parsed = read(workbook(tmp_path, [child()], sheets={"Maret": march}))
    persons = [r["person"] for s in parsed.sheets for r in rows_of(s)]
    assert persons == [0, 0]


def test_missing_columns_are_asked_for(tmp_path: Path) -> None:
    header = ["Nama", "JK", "Tgl Lahir", "Berat", "Tinggi", "Catatan"]
    row = ("ANAK CONTOH 1", "L", "2022-03-15", 12.4, 89.5, "-")
    sheet = sheet_of(read(workbook(tmp_path, [row], header=header)))
    assert [q.kind for q in sheet.questions] == ["measured_on", "area_columns"]
    assert sheet.rejected == sheet.rows_read == 1
    from datetime import date

    given = sheet_of(
        read(
            workbook(tmp_path, [row], header=header),
            measured_on=date(2024, 8, 15),
            area_given=True,
        )
    )
    assert (given.questions, given.rejected) == ((), 0)
    assert rows_of(given)[0]["measured_on"] == date(2024, 8, 15)


def test_no_sex_column_is_a_question(tmp_path: Path) -> None:
    header = ["Nama", "Tgl Lahir", "Desa", "Tanggal Pengukuran", "Berat"]
    sheet = sheet_of(
        read(workbook(tmp_path, [("ANAK CONTOH 1", *A[2:6])], header=header)),
    )
    assert [(q.kind, q.subject) for q in sheet.questions] == [("missing_column", "sex")]
    assert sheet.rejected == sheet.rows_read == 1


def test_very_frequent_issues_are_counted_in_full_and_listed_in_part(tmp_path: Path) -> None:
    rows = [child(i=i, weight_kg=0) for i in range(1, 701)]
    sheet = sheet_of(read(workbook(tmp_path, rows)))
    entries = [i for i in sheet.issues if i.code == "nol_kosong"]
    assert codes(sheet)["nol_kosong"] == 700
    assert len(entries) == 501
    assert sum(e.count for e in entries) == 700
    assert entries[0].cell == "T3"


def test_selections_are_said_out_loud(tmp_path: Path) -> None:
    cases = [child(i=i, label_haz="Pendek") for i in range(1, 12)]
    sheet = sheet_of(read(workbook(tmp_path, cases)))
    assert sheet.cases_only
    assert codes(sheet)["hanya_kasus"] == 1
    assert codes(sheet)["satu_jenis_kelamin"] == 1
    babies = [
        child(i=i, birth_date="2024-03-01", age_text="5 bulan", sex="LP"[i % 2])
        for i in range(1, 12)
    ]
    sheet = sheet_of(read(workbook(tmp_path, babies)))
    assert not sheet.cases_only
    assert codes(sheet) == {"hanya_bayi": 1}


def test_position_and_identity_are_known_where_the_columns_say_something(tmp_path: Path) -> None:
    sheet = sheet_of(read(workbook(tmp_path, [child()])))
    assert (sheet.position_known, sheet.identity_known) == (True, True)
    empty = child(measure="", nik="9900000000000000", name="-")
    sheet = sheet_of(read(workbook(tmp_path, [empty])))
    assert (sheet.position_known, sheet.identity_known) == (False, False)


def test_a_sheet_of_notes_beside_the_children_is_named_and_not_asked(tmp_path: Path) -> None:
    notes = {"Catatan": [["Catatan kader", "isi"], ["timbangan", "rusak"]]}
    parsed = read(workbook(tmp_path, [child(i=1), child(i=2)], sheets=notes))
    assert parsed.refused is None
    children, aside = parsed.sheets
    assert (children.rows_read, aside.kind, aside.questions) == (2, "empty", ())
    assert (codes(aside), aside.rows_read) == ({"lembar_catatan": 1}, 0)


def test_an_unknown_table_beside_the_children_is_named_and_not_asked(tmp_path: Path) -> None:
    stock = {"Stok": [["Barang", "Banyak"], ["timbangan", 3], ["infantometer", 2]]}
    parsed = read(workbook(tmp_path, [child(i=i) for i in range(1, 4)], sheets=stock))
    aside = parsed.sheets[1]
    assert (aside.kind, aside.questions) == ("unknown", ())
    assert "lembar_catatan" not in codes(aside)


def test_a_formula_without_a_result_is_named_with_its_cell(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "rumus.xlsx"
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (SHORT, A, (*B[:5], "=10+1.4", B[6])):
        page.append(row)
    book.save(path)
    sheet = sheet_of(read(path))
    assert issue(sheet, "nilai_galat").cell == "F3"
    assert [r["weight_kg"] for r in rows_of(sheet)] == [12.4, None]
    assert (codes(sheet)["nilai_galat"], sheet.rejected) == (1, 0)


def test_a_sheet_without_heights_says_so(tmp_path: Path) -> None:
    sheet = sheet_of(read(workbook(tmp_path, [A[:6], B[:6]], header=SHORT[:6])))
    assert issue(sheet, "kolom_ukur_tidak_ada").found == "tinggi"
    assert sheet.rejected == 0
