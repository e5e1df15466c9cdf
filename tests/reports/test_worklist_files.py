"""The work list as a workbook and as pages: printable, headed again, every text inert."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from emonev.reports.worklist_page import Book, Column, Count, Group, Sheet
from emonev.reports.worklist_pdf import write_worklist_pdf
from emonev.reports.worklist_xlsx import HEAD_ROW, write_worklist_xlsx

WILD = (
    "=cmd|' /C calc'!A0", "<img src=x onerror=alert(1)>", "#set page(fill: red)", "$x^2$ *tebal*",
    "@SUM(1;2)", "+62 SITI", "-NUR", "http://contoh.invalid/a", "#pagebreak()", "{=1+1}",
)  # fmt: skip

COLUMNS = (
    Column("No", "count", 4), Column("Nama anak", width=24, wrap=True),
    Column("Tgl lahir", "date", 11), Column("z TB/U", "z", 7), Column("BB (kg)", "decimal", 7),
    Column("Posyandu", width=12, on_paper=True), Column("Alasan", width=30, wrap=True),
)  # fmt: skip


def book(names: tuple[str, ...] = WILD, *, demo: bool = False) -> Book:
    rows = tuple(
        (number, name, date(2023, 5, 1), -2.31, 9.5, "Melati", name)
        for number, name in enumerate(names, 1)
    )
    places = (("Malangke", "Tokke", "Melati"),) * len(rows)
    groups = (Group("Posyandu Melati · Desa Tokke", places, rows),) if rows else ()
    sheet = Sheet("1 Kasus baru", "Kasus baru", "Siapa di sini.", COLUMNS, groups, "Tidak ada.")
    return Book(
        "Daftar kerja puskesmas", "Kabupaten Contoh · Agustus 2025", "Memuat nama anak.",
        (("Berkas", "=berkas.xlsx"),), (Count("Kasus baru", "2", "1", bold=True),), ("Catatan.",),
        (("Batas", "sumber"),),
        (Column("Puskesmas", width=12), Column("Desa", width=12), Column("Posyandu", width=12)),
        (sheet,), date(2025, 9, 1), "E-Monev Stunting 0", demo,
    )  # fmt: skip


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    write_worklist_xlsx(book(), tmp_path / "d.xlsx")
    return tmp_path / "d.xlsx"


def test_names_stay_texts_and_numbers_numbers(workbook: Path) -> None:
    page = openpyxl.load_workbook(workbook)["1 Kasus baru"]
    rows = list(page.iter_rows(min_row=HEAD_ROW + 2))
    assert [row[4].value for row in rows] == list(WILD)
    assert {cell.data_type for row in rows for cell in (row[4], row[8])} == {"s"}
    first = [cell.value for cell in rows[0]]
    assert first[:4] == [1, "Malangke", "Tokke", "Melati"]
    assert (first[6], first[7]) == (-2.31, 9.5) and rows[0][5].is_date


def test_no_formula_link_or_macro_is_in_the_workbook(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        assert not any("vba" in name.lower() for name in archive.namelist())
        text = "".join(
            archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.startswith("xl/worksheets")
        )
    assert "<f>" not in text and "<f " not in text and "hyperlink" not in text.lower()


def test_a_sheet_prints_on_a4_landscape_with_its_head_on_every_page(workbook: Path) -> None:
    made = openpyxl.load_workbook(workbook)
    assert made.sheetnames == ["Ringkasan", "1 Kasus baru"]
    for page in made.worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToWidth in (None, 1)
        assert "jangan disebarkan" in str(page.oddFooter.left.text)
    page = made["1 Kasus baru"]
    assert page.print_title_rows == f"${HEAD_ROW + 1}:${HEAD_ROW + 1}"
    assert page.auto_filter.ref is not None and page.freeze_panes == f"A{HEAD_ROW + 2}"


def test_a_column_for_paper_is_not_twice_in_the_workbook(workbook: Path) -> None:
    page = openpyxl.load_workbook(workbook)["1 Kasus baru"]
    heads = [cell.value for cell in page[HEAD_ROW + 1]]
    assert heads.count("Posyandu") == 1


def test_the_pages_say_the_names_as_they_are(tmp_path: Path) -> None:
    write_worklist_pdf(book(), tmp_path / "d.pdf")
    reader = PdfReader(tmp_path / "d.pdf")
    assert len(reader.pages) == 2
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))
    for name in WILD:
        assert name.replace(" ", "") in text
    assert not any("/Annots" in page or "/AA" in page for page in reader.pages)


def test_the_head_and_the_posyandu_come_again_on_every_page(tmp_path: Path) -> None:
    write_worklist_pdf(book(tuple(f"ANAK {n}" for n in range(150))), tmp_path / "d.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "d.pdf").pages[1:]]
    assert len(pages) > 2
    for text in pages:
        assert "Nama anak" in text and "Posyandu Melati" in text and "jangan disebarkan" in text
    width, height = PdfReader(tmp_path / "d.pdf").pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (842, 595)


def test_nobody_on_a_list_is_said(tmp_path: Path) -> None:
    write_worklist_pdf(book(()), tmp_path / "d.pdf")
    assert "Tidak ada." in PdfReader(tmp_path / "d.pdf").pages[1].extract_text()
    write_worklist_xlsx(book(()), tmp_path / "d.xlsx")
    page = openpyxl.load_workbook(tmp_path / "d.xlsx")["1 Kasus baru"]
    assert page.cell(HEAD_ROW + 2, 1).value == "Tidak ada."


def test_demo_children_are_marked_on_every_page(tmp_path: Path) -> None:
    write_worklist_pdf(book(demo=True), tmp_path / "d.pdf")
    assert all("DATA CONTOH" in p.extract_text() for p in PdfReader(tmp_path / "d.pdf").pages)
    write_worklist_xlsx(book(demo=True), tmp_path / "d.xlsx")
    for page in openpyxl.load_workbook(tmp_path / "d.xlsx").worksheets:
        assert "DATA CONTOH" in str(page.cell(1, 1).value)


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    for write in (write_worklist_xlsx, write_worklist_pdf):
        with pytest.raises(OSError):
            write(book(), tmp_path / "tiada" / "d")
