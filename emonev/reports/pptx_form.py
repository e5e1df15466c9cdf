"""Tables: those that show figures, and forms to fill in by hand or on the slide."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn

from emonev.charts.palette import GROUND, INK, LINE, QUIET
from emonev.charts.slides import Column, Table
from emonev.reports.pptx_page import Box, Paper, Style, fitting, plain, rgb
from emonev.reports.pptx_text import cell_text, draw_table

HEAD_HEIGHT = 46
LARGEST, SMALLEST = 14, 10
EDGES = ("a:lnL", "a:lnR", "a:lnT", "a:lnB")
"""The four sides of a cell, in the order the schema wants them."""

NARROW = 5
"""Letters that every column has room for."""


def draw_any_table(paper: Paper, box: Box, table: Table) -> None:
    """A native table; a form takes the whole box, with lines around every cell."""
    if table.form:
        _form(paper, box, table)
    else:
        draw_table(paper, box, table)


def _form(paper: Paper, box: Box, table: Table) -> None:
    rows = [[cell_text(cell, column) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows]  # fmt: skip
    widths = _widths(table.columns, rows, box.width)
    size = min(
        fitting([word], Box(0, 0, width - 14, 24), LARGEST, SMALLEST)
        for column, width in zip(table.columns, widths, strict=True)
        for word in column.title.replace("/", "/ ").split(" ")
    )
    frame = paper.slide.shapes.add_table(len(rows) + 1, len(widths), *paper.place(box))
    frame.name = plain(table.title)
    native = frame.table
    native.horz_banding = False
    for at, width in enumerate(widths):
        native.columns[at].width = paper.emu(width)
    height = (box.height - HEAD_HEIGHT) / max(len(rows), 1)
    for at in range(len(rows) + 1):
        native.rows[at].height = paper.emu(height if at else HEAD_HEIGHT)
    titles = [column.title for column in table.columns]
    _row(paper, native, 0, titles, Style(size, GROUND, bold=True), QUIET)
    for at, row in enumerate(rows, start=1):
        total = at > len(rows) - table.total_rows
        _row(paper, native, at, row, Style(size, INK, bold=total), GROUND)


def _widths(columns: tuple[Column, ...], rows: list[list[str]], width: float) -> list[float]:
    """By the longest word of a title or the longest name, so that empty columns stay wide."""
    wanted = []
    for at, column in enumerate(columns):
        words = column.title.replace("/", "/ ").split(" ")
        filled = [len(row[at]) for row in rows]
        wanted.append(max(NARROW, *(len(word) for word in words), *filled) + 3)
    return [width * one / sum(wanted) for one in wanted]


def _row(
    paper: Paper, native: Any, at: int, texts: list[str], style: Style, fill: str
) -> None:  # fmt: skip
    for column, text in enumerate(texts):
        cell = native.cell(at, column)
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(fill)
        paper.fill_text(cell.text_frame, [text], style)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.margin_left = cell.margin_right = paper.emu(6)
        cell.margin_top = cell.margin_bottom = paper.emu(2)
        _edged(cell)


def _edged(cell: Any) -> None:
    """A thin line on every side: python-pptx has no name for it."""
    properties = cell._tc.get_or_add_tcPr()
    for at, name in enumerate(EDGES):
        edge = etree.Element(qn(name), w="9525", cmpd="sng")
        colour = etree.SubElement(etree.SubElement(edge, qn("a:solidFill")), qn("a:srgbClr"))
        colour.set("val", str(rgb(LINE)))
        # The schema wants the sides before the fill.
        properties.insert(at, edge)
