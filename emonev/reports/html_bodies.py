"""What a slide of the HTML deck holds: numbers, sentences, groups and tables as elements, charts
as our own SVG. Every text from a sheet stays text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from emonev.charts.describe import SmallMultiples, TrendLine
from emonev.charts.palette import CHANGE_SIGN
from emonev.charts.slides import (
    Bars,
    BigNumber,
    BigNumbers,
    GroupBlock,
    Groups,
    MapBody,
    Sentences,
    Table,
)
from emonev.charts.svg_charts import bars_svg, trend_svg
from emonev.charts.svg_draw import inert
from emonev.charts.svg_map import map_svg
from emonev.charts.svg_multiples import multiples_svg
from emonev.reports.pptx_text import cell_text

FONT = 20
"""The smallest letters of the 1280 x 720 stage, pixels."""

PHONE, PHONE_FONT, PHONE_ROW = 356, 15, 26.0
"""Width of a drawing for a phone of 390 pixels, its letters, and the height of a bar."""

ROW = 38
"""Height of a table's row, pixels."""


def _numbers(body: BigNumbers, width: int, height: int) -> str:
    return f'<div class="numbers">{"".join(_number(one) for one in body.numbers)}</div>'


def _number(number: BigNumber) -> str:
    lines = []
    for at, line in enumerate(number.lines):
        sign = CHANGE_SIGN.get(number.sign, "") if at == 0 else ""
        kind = f"{number.sign} b" if sign else "quiet"
        lines.append(f'<p class="{inert(kind)}">{inert(f"{sign} {line}".strip())}</p>')
    detail = f"<p>{inert(number.detail)}</p>" if number.detail else ""
    return (
        f'<div><h2>{inert(number.title)}</h2><div class="value">{inert(number.value)}</div>'
        f"{detail}{''.join(lines)}</div>"
    )


def _sentences(body: Sentences, width: int, height: int) -> str:
    heading = f"<h2>{inert(body.heading)}</h2>" if body.heading else ""
    size = _letters(sum(len(line) for line in body.lines), width, height)
    lines = "".join(f"<li>{inert(line)}</li>" for line in body.lines)
    return f'<div>{heading}<ul class="lines{size}">{lines}</ul></div>'


def _letters(told: int, width: int, height: int) -> str:
    """Larger where few words have the slide to themselves, smaller where many share it."""
    alone = width > 1000 and height > 400
    if told <= 250:
        return " few" if alone else ""
    return "" if alone and told <= 900 else " many"


def _groups(body: Groups, width: int, height: int) -> str:
    return f'<div class="groups">{"".join(_group(block) for block in body.blocks)}</div>'


def _group(block: GroupBlock) -> str:
    tested = block.key in ("turun_jelas", "naik_jelas")
    lines = []
    for one in block.lines:
        change = f"<br>{inert(_change(one.text))}" if tested else ""
        lines.append(f"<p>{inert(one.name)} <b>{inert(one.value_text)}</b>{change}</p>")
    head = f"{CHANGE_SIGN.get(block.key, '')} {block.title}".strip()
    many = len(block.lines) > 9
    inside = f'<div class="small-list">{"".join(lines)}</div>' if many else "".join(lines)
    kind = f"{block.key} large" if many else block.key
    return f'<div class="{inert(kind)}"><h2>{inert(head)}</h2>{inside}</div>'


def _change(text: str) -> str:
    """The column already says which way: only how much."""
    return text.partition(", ")[2].partition(" sejak")[0] or text


def _table(table: Table, width: int, height: int) -> str:
    """Rows close up when they would not fit; letters keep their size."""
    rows = len(table.rows) + 1
    return table_element(table, dense=rows * ROW > height and not table.form)


def table_element(table: Table, *, dense: bool = False) -> str:
    """A table with its note; numbers right, totals bold, cells to fill in left empty."""
    head = "".join(
        f"<th{_kind(column.kind)}>{inert(column.title)}</th>" for column in table.columns
    )
    rows = []
    for at, row in enumerate(table.rows):
        cells = "".join(
            f"<td{_kind(column.kind, column.bold)}>{inert(cell_text(cell, column))}</td>"
            for cell, column in zip(row, table.columns, strict=True)
        )
        total = ' class="total"' if at >= len(table.rows) - table.total_rows else ""
        rows.append(f"<tr{total}>{cells}</tr>")
    note = f'<p class="note">{inert(table.note)}</p>' if table.note else ""
    kind = " ".join(("tablebox", *(["dense"] if dense else []), *_form(table)))
    return (
        f'<div class="{kind}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>{note}</div>"
    )


def _form(table: Table) -> list[str]:
    """A form's first column is as narrow as a number where it holds one."""
    numbered = all(str(row[0]).isdigit() for row in table.rows)
    return ["form", *(["numbered"] if numbered else [])] if table.form else []


def readable(table: Table) -> Table:
    """The table for eyes: without codes and without columns that say nothing."""
    told = [
        at
        for at, column in enumerate(table.columns)
        if column.key != "code" and any(row[at] not in (None, "") for row in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[at] for at in told),
        rows=tuple(tuple(row[at] for at in told) for row in table.rows),
    )


def _kind(kind: str, bold: bool = False) -> str:
    names = (["n"] if kind != "text" else []) + (["b"] if bold else [])
    return f' class="{" ".join(names)}"' if names else ""


def _chart(drawn: str) -> str:
    return f'<div class="chart">{drawn}</div>'


def _bars(body: Bars, width: int, height: int) -> str:
    """Drawn twice: for the stage, and narrow enough for a phone to show every value."""
    phone = bars_svg(body, PHONE, round(len(body.bars) * PHONE_ROW), PHONE_FONT)
    stage = bars_svg(body, width, height, FONT)
    return f'<div class="chart stage">{stage}</div><div class="chart phone">{phone}</div>'


DRAWERS: dict[type, Callable[[Any, int, int], str]] = {
    BigNumbers: _numbers,
    Sentences: _sentences,
    Groups: _groups,
    Table: _table,
    Bars: _bars,
    TrendLine: lambda body, width, height: _chart(trend_svg(body, width, height, FONT)),
    SmallMultiples: lambda body, width, height: _chart(multiples_svg(body, width, height, FONT)),
    MapBody: lambda body, width, height: _chart(map_svg(body, width, height, FONT)),
}
"""One entry per kind of body."""
