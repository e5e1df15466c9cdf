"""The numbers behind a native chart: the small workbook PowerPoint opens with "Edit data".

The library would write a name that begins with "=" as a formula, and an address as a link: names
of areas come from users and sheets, so here they stay texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Writer(CategoryWorkbookWriter):  # type: ignore[misc]
    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        book = xlsxwriter.Workbook(xlsx_file, {"in_memory": True, **_SAFE})
        yield book, book.add_worksheet()
        book.close()


class ChartNumbers(CategoryChartData):  # type: ignore[misc]
    """Categories and series of one chart, as ``CategoryChartData``."""

    @property
    def _workbook_writer(self) -> CategoryWorkbookWriter:
        return _Writer(self)
