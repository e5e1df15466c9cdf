"""Kertas kerja: from counts to percentages with live formulas, so that an auditor can follow.

Every formula carries its result, so that programs that do not calculate show it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from emonev.charts.slides import Cell, Table
from emonev.core.indonesian import MISSING
from emonev.core.proportion import Z_95, wilson
from emonev.reports.xlsx_look import Look

COLUMNS_NEEDED = frozenset({"area", "numerator", "denominator", "measured", "target_population"})
"""Keys of a table a working paper can be made of; its last ``total_rows`` are the whole."""

HEADS = (
    ("Wilayah", "text"), ("Kasus (n)", "count"), ("Diukur, hasil wajar (N)", "count"),
    ("Prevalensi = n/N", "share"), ("Variasi acak 95 %: dari", "share"), ("sampai", "share"),
    ("Balita diukur (D)", "count"), ("Sasaran (S)", "count"), ("Cakupan = D/S", "share"),
    ("Bagian dari kasus", "share"),
)  # fmt: skip

AREA, N, BIG_N, SHARE, LOW, HIGH, D, S, COVERAGE, PART = range(len(HEADS))

SUM_WORDS = "Jumlah wilayah"
GAP_WORDS = "Selisih (tanpa wilayah pasti, atau disembunyikan)"


def write_working_paper(sheet: Any, table: Table, look: Look, head_row: int) -> None:
    """Counts as they are, shares as formulas; the sum of the parts against the whole."""
    for at, (title, kind) in enumerate(HEADS):
        sheet.write_string(head_row, at, title, look.head(kind))
        sheet.set_column(at, at, 44 if at == AREA else 15)
    keys = [column.key for column in table.columns]
    rows = [{key: row[at] for at, key in enumerate(keys)} for row in table.rows]
    parts = rows[: len(rows) - table.total_rows]
    totals = rows[len(rows) - table.total_rows :]
    first = head_row + 1
    sum_row = first + len(parts)
    for number, row in enumerate(parts):
        _line(sheet, look, first + number, row, sum_row, _sum(parts, "numerator"))
    _sums(sheet, look, parts, first, sum_row)
    for number, row in enumerate(totals, start=1):
        at = sum_row + number
        _line(sheet, look, at, row, sum_row, _sum(parts, "numerator"), bold=True)
    if len(totals) == 1:
        _gap(sheet, look, sum_row, parts, totals[0])
    sheet.freeze_panes(first, 1)
    sheet.repeat_rows(head_row)


def _line(
    sheet: Any,
    look: Look,
    at: int,
    row: dict[str, Cell],
    sum_row: int,
    all_cases: int,
    *,
    bold: bool = False,
) -> None:
    sheet.write_string(at, AREA, str(row["area"]), look.cell("text", bold=bold))
    for column, key in ((N, "numerator"), (BIG_N, "denominator"), (D, "measured"),
                        (S, "target_population")):  # fmt: skip
        _count(sheet, look, at, column, row[key], bold=bold)
    _formulas(sheet, look, at, row, bold=bold)
    if not bold:
        n = xl_rowcol_to_cell(at, N)
        whole = xl_rowcol_to_cell(sum_row, N, row_abs=True)
        cases = row["numerator"]
        part = cases / all_cases if isinstance(cases, int) and all_cases else MISSING
        _formula(sheet, look, at, PART, f'=IF(ISNUMBER({n}),IF({whole}>0,{n}/{whole},"–"),"–")',
                 part, bold=bold)  # fmt: skip


def _formulas(sheet: Any, look: Look, at: int, row: dict[str, Cell], *, bold: bool = False) -> None:
    n, big_n, d, s = (xl_rowcol_to_cell(at, column) for column in (N, BIG_N, D, S))
    p = xl_rowcol_to_cell(at, SHARE)
    share = _ratio(row["numerator"], row["denominator"])
    _formula(sheet, look, at, SHARE, _ratio_formula(n, big_n), share, bold=bold)
    _formula(sheet, look, at, COVERAGE, _ratio_formula(d, s),
             _ratio(row["measured"], row["target_population"]), bold=bold)  # fmt: skip
    cases, count = row["numerator"], row["denominator"]
    ends: tuple[float | str, float | str] = (MISSING, MISSING)
    if isinstance(cases, int) and isinstance(count, int) and count > 0:
        ends = wilson(cases, count)
    for column, sign, end in ((LOW, "-", ends[0]), (HIGH, "+", ends[1])):
        root = f"{Z_95}*SQRT({Z_95}^2+4*{big_n}*{p}*(1-{p}))"
        formula = (
            f'=IF(ISNUMBER({p}),(2*{big_n}*{p}+{Z_95}^2{sign}{root})/(2*({big_n}+{Z_95}^2)),"–")'
        )
        _formula(sheet, look, at, column, formula, end, bold=bold)


def _ratio_formula(over: str, under: str) -> str:
    return f'=IF(AND(ISNUMBER({over}),ISNUMBER({under})),IF({under}>0,{over}/{under},"–"),"–")'


def _ratio(over: Cell, under: Cell) -> float | str:
    if isinstance(over, int) and isinstance(under, int) and under > 0:
        return over / under
    return MISSING


def _sums(
    sheet: Any, look: Look, parts: Sequence[dict[str, Cell]], first: int, sum_row: int
) -> None:
    sheet.write_string(sum_row, AREA, SUM_WORDS, look.cell("text", bold=True))
    summed: dict[str, Cell] = {"area": SUM_WORDS}
    for column, key in ((N, "numerator"), (BIG_N, "denominator"), (D, "measured"),
                        (S, "target_population")):  # fmt: skip
        start = xl_rowcol_to_cell(first, column)
        end = xl_rowcol_to_cell(max(first, sum_row - 1), column)
        summed[key] = _sum(parts, key)
        style = look.cell("count", bold=True)
        sheet.write_formula(sum_row, column, f"=SUM({start}:{end})", style, summed[key])
    _formulas(sheet, look, sum_row, summed, bold=True)


def _gap(
    sheet: Any, look: Look, sum_row: int, parts: Sequence[dict[str, Cell]], whole: dict[str, Cell]
) -> None:
    """What the parts leave over of the whole: rows without a sure area, and what is hidden."""
    at = sum_row + 2
    sheet.write_string(at, AREA, GAP_WORDS, look.cell("text"))
    for column, key in ((N, "numerator"), (BIG_N, "denominator"), (D, "measured"),
                        (S, "target_population")):  # fmt: skip
        total = whole[key]
        above, summed = (xl_rowcol_to_cell(row, column) for row in (sum_row + 1, sum_row))
        value = total - _sum(parts, key) if isinstance(total, int) else MISSING
        formula = f'=IF(ISNUMBER({above}),{above}-{summed},"–")'
        sheet.write_formula(at, column, formula, look.cell("count"), value)


def _sum(rows: Sequence[dict[str, Cell]], key: str) -> int:
    return sum(row[key] for row in rows if isinstance(row[key], int))  # type: ignore[misc]


def _count(sheet: Any, look: Look, at: int, column: int, cell: Cell, *, bold: bool) -> None:
    style = look.cell("count", bold=bold)
    if isinstance(cell, int):
        sheet.write_number(at, column, cell, style)
    else:
        sheet.write_string(at, column, MISSING if cell is None else str(cell), style)


def _formula(
    sheet: Any, look: Look, at: int, column: int, formula: str, value: float | str, *, bold: bool
) -> None:
    sheet.write_formula(at, column, formula, look.cell("share", bold=bold), value)
