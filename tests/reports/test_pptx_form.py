"""Forms in PowerPoint: native tables as high as the page, lined, with cells to type in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx.oxml.ns import qn

from emonev.charts.slides import Column, Slide, Table
from emonev.reports.pptx import write_pptx
from tests.reports.decks import WILD, shown
from tests.reports.files import presentation

FORM = Table(
    "RTL",
    "RTL",
    (Column("a", "No."), Column("b", "Rencana tindak lanjut"), Column("c", "Batas waktu")),
    (("1", "", ""), ("2", WILD, ""), ("Jumlah", "", "")),
    total_rows=1,
    form=True,
)


def drawn(tmp_path: Path, table: Table) -> Any:
    slide = Slide("a", "form_rtl", "RTL", "", (table,), (), "kaki")
    write_pptx(replace(shown(), slides=(slide,)), tmp_path / "a.pptx")
    (frame,) = (s for s in presentation(tmp_path / "a.pptx").slides[1].shapes if s.has_table)
    return frame


def test_a_form_is_a_native_table_with_its_empty_cells(tmp_path: Path) -> None:
    native = drawn(tmp_path, FORM).table
    cells = [[cell.text for cell in row.cells] for row in native.rows]
    assert cells[0] == ["No.", "Rencana tindak lanjut", "Batas waktu"]
    assert cells[1:] == [list(row) for row in FORM.rows]
    for row in native.rows:
        for cell in row.cells:
            sides = [one.tag for one in cell._tc.tcPr][:4]
            assert sides == [qn(f"a:ln{side}") for side in "LRTB"]


@pytest.mark.parametrize("count", [1, 12])
def test_its_rows_fill_the_page_and_no_more(tmp_path: Path, count: int) -> None:
    form = replace(FORM, rows=(("1", "", ""),) * count, total_rows=0)
    frame = drawn(tmp_path, form)
    heights = [row.height for row in frame.table.rows]
    assert len(set(heights[1:])) == 1 and heights[1] >= 9525 * 30
    assert abs(sum(heights) - frame.height) < 9525
    assert frame.top + frame.height < 9525 * 684  # the footer begins there


def test_another_table_is_as_high_as_its_rows(tmp_path: Path) -> None:
    frame = drawn(tmp_path, replace(FORM, form=False))
    assert frame.height < 9525 * 300
