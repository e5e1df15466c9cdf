"""Reading written files back: every text and number that left the product."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE


def presentation(path: Path) -> Any:
    """The file as python-pptx reads it."""
    return Presentation(str(path))


def freeforms(slide: Any) -> dict[str, Any]:
    """Name → freeform shape."""
    return {s.name: s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.FREEFORM}


def charts(shown: Any) -> Iterator[Any]:
    """Every native chart of the file."""
    for slide in shown.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape.chart


def chart_named(shown: Any, name: str) -> dict[str, float | None]:
    """Category → value of the chart whose only series has this name."""
    for chart in charts(shown):
        series = chart.plots[0].series[0]
        if series.name == name:
            return dict(zip(chart.plots[0].categories, series.values, strict=True))
    raise AssertionError(f"no chart named {name}")


def texts(shown: Any) -> Iterator[str]:
    """Every text of the file: shapes, tables, notes, names, alternative texts, labels of charts."""
    for slide in shown.slides:
        yield slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            yield shape.name
            yield shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            if shape.has_chart:
                yield from shape.chart._chartSpace.itertext()


def numbers(shown: Any) -> Iterator[float]:
    """Every number of the charts, and of the workbooks behind them."""
    for chart in charts(shown):
        for series in chart.plots[0].series:
            yield from (value for value in series.values if value is not None)
        blob = chart.part.chart_workbook.xlsx_part.blob
        yield from workbook_numbers(openpyxl.load_workbook(io.BytesIO(blob)))


def workbook_numbers(book: Any) -> Iterator[float]:
    """Every number of a workbook."""
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            yield from (cell for cell in row if isinstance(cell, int | float))


def rows_of(sheet: Any, head_row: int = 5) -> list[dict[str, Any]]:
    """The rows of a table sheet by column title."""
    lines = list(sheet.iter_rows(min_row=head_row, values_only=True))
    titles = lines[0]
    return [dict(zip(titles, line, strict=True)) for line in lines[1:]]
