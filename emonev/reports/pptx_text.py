"""Big numbers, sentences, groups and tables as native boxes and tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from emonev.charts.palette import CHANGE, CHANGE_SIGN, GROUND, INK, LINE, QUIET
from emonev.charts.slides import (
    BigNumber,
    BigNumbers,
    Cell,
    Column,
    GroupBlock,
    Groups,
    Sentences,
    Table,
)
from emonev.core.indonesian import MISSING, day, integer, percent, percentage_points
from emonev.reports.pptx_page import LETTER, Box, Paper, Style, fitting, needed, plain, rgb

GAP = 24
TESTED = ("turun_jelas", "naik_jelas")

LONGEST = 160
"""Letters of a column beyond which its texts wrap anyway."""

AIR = 0.35
"""Share of a column's full width that it gets of what is left, whatever its texts."""

BOLD = 1.1
"""Bold letters are so much wider."""

CELL_MARGINS = 16
SMALLEST_TABLE = 10.5


def draw_numbers(paper: Paper, box: Box, body: BigNumbers) -> None:
    """Side by side, with a thin line on the left of each."""
    places = box.columns(len(body.numbers), GAP)
    width, height = places[0].width - 16, box.height - 96
    small = min(
        fitting([number.detail, *number.lines], Box(0, 0, width, height), 16, 12, 0.2)
        for number in body.numbers
    )
    large = min(fitting([number.value], Box(0, 0, width, 74), 44, 24) for number in body.numbers)
    head = min(
        fitting([number.title], Box(0, 0, width / BOLD, 26), 16, 11) for number in body.numbers
    )
    for place, number in zip(places, body.numbers, strict=True):
        paper.block(Box(place.left, place.top + 4, 3, place.height - 8), LINE)
        inner = Box(place.left + 16, place.top, place.width - 16, place.height)
        _number(paper, inner, number, head, large, small)


def _number(
    paper: Paper, box: Box, number: BigNumber, head: float, large: float, small: float
) -> None:
    paper.text(Box(box.left, box.top, box.width, 26), [number.title], Style(head, QUIET, bold=True))
    value = Box(box.left, box.top + 26, box.width, 68)
    paper.text(value, [number.value], Style(large, INK, bold=True, anchor=MSO_ANCHOR.MIDDLE))
    rest = Box(box.left, box.top + 96, box.width, box.height - 96)
    shape = paper.text(rest, [number.detail], Style(small, INK, space_after=3))
    for at, line in enumerate(number.lines):
        paragraph = shape.text_frame.add_paragraph()
        paragraph.space_after = paper.points(3)
        sign = CHANGE_SIGN.get(number.sign, "") if at == 0 else ""
        colour = CHANGE.get(number.sign, QUIET) if at == 0 else QUIET
        bold = at == 0 and bool(sign)
        paper.run(paragraph, f"{sign} {line}".strip(), Style(small, colour, bold=bold))


def draw_sentences(paper: Paper, box: Box, body: Sentences) -> None:
    """Lines with a dash, as large as fits, at least 16 and at most 24 points."""
    if body.heading:
        paper.text(Box(box.left, box.top, box.width, 30), [body.heading], Style(18, INK, bold=True))
        box = Box(box.left, box.top + 36, box.width, box.height - 36)
    size = fitting(body.lines, box, 24, 16, spacing=0.5)
    paper.text(box, list(body.lines), Style(size, INK, space_after=size * 0.5), name="Kalimat")


def draw_groups(paper: Paper, box: Box, body: Groups) -> None:
    """A column per group; areas whose change is clear with their figures, the others as names."""
    places = box.columns(len(body.blocks), GAP)
    head = min(
        fitting([_head(block)], Box(0, 0, places[0].width / BOLD, 34), 20, 12)
        for block in body.blocks
    )
    size = min(_list_size(block, places[0].width, box.height - 50) for block in body.blocks)
    for place, block in zip(places, body.blocks, strict=True):
        _group(paper, place, block, head, size)


def _list_size(block: GroupBlock, width: float, height: float) -> float:
    """The largest size at which the list fits, over as many columns as it gets."""
    columns = _list_columns(block, width)
    room = Box(0, 0, width / columns - 10, height * columns * 0.92 if columns > 1 else height)
    return fitting(_group_lines(block), room, 20, 11, 0.2)


def _list_columns(block: GroupBlock, width: float) -> int:
    """A long list in a wide block stands in several columns."""
    return max(1, min(3, int(width // 270), len(block.lines) // 6))


def _head(block: GroupBlock) -> str:
    return f"{CHANGE_SIGN.get(block.key, '')} {block.title}".strip()


def _group_lines(block: GroupBlock) -> list[str]:
    if block.key in TESTED:
        return [f"{line.name} {line.value_text}, {_short(line.text)}" for line in block.lines]
    return [f"{line.name} {line.value_text}" for line in block.lines]


def _group(paper: Paper, box: Box, block: GroupBlock, head: float, size: float) -> None:
    colour = CHANGE.get(block.key, QUIET)
    paper.block(Box(box.left, box.top, box.width, 4), colour)
    title = Box(box.left, box.top + 10, box.width, 34)
    paper.text(title, [_head(block)], Style(head, colour, bold=True))
    rest = Box(box.left, box.top + 50, box.width, box.height - 50)
    style = Style(size, INK, space_after=size * 0.2)
    shape = paper.text(rest, _group_lines(block), style, name=block.title)
    columns = _list_columns(block, box.width)
    if columns > 1:
        shape.text_frame._txBody.bodyPr.set("numCol", str(columns))


def _short(text: str) -> str:
    """ "turun jelas, −1,3 persen poin sejak Agu 2024" → "−1,3 persen poin": the column says it."""
    return text.partition(", ")[2].partition(" sejak")[0] or text


def draw_table(paper: Paper, box: Box, table: Table) -> None:
    """A native table, numbers right, its rows as high as fits."""
    rows = [[cell_text(cell, column) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows]  # fmt: skip
    size = _table_size(table.columns, rows, box)
    widths = _widths(table.columns, rows, box.width, size)
    heights = [_row_height([column.title for column in table.columns], widths, size)]
    heights += [_row_height(row, widths, size) for row in rows]
    frame = paper.slide.shapes.add_table(
        len(rows) + 1, len(table.columns),
        *paper.place(Box(box.left, box.top, box.width, sum(heights))),
    )  # fmt: skip
    frame.name = plain(table.title)
    native = frame.table
    _plain_style(frame)
    for at, width in enumerate(widths):
        native.columns[at].width = paper.emu(width)
    for at, height in enumerate(heights):
        native.rows[at].height = paper.emu(height)
    head = Style(size, GROUND, bold=True, anchor=MSO_ANCHOR.MIDDLE)
    _row(paper, native, 0, [column.title for column in table.columns], table.columns, head, QUIET)
    for at, row in enumerate(rows, start=1):
        total = at > len(rows) - table.total_rows
        style = Style(size, INK, bold=total, anchor=MSO_ANCHOR.MIDDLE)
        _row(paper, native, at, row, table.columns, style, "#f3f6f6" if at % 2 == 0 else GROUND)


def _row(
    paper: Paper,
    native: Any,
    at: int,
    texts: Sequence[str],
    columns: Sequence[Column],
    style: Style,
    fill: str,
) -> None:
    for column_at, (text, column) in enumerate(zip(texts, columns, strict=True)):
        cell = native.cell(at, column_at)
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(fill)
        align = PP_ALIGN.LEFT if column.kind == "text" else PP_ALIGN.RIGHT
        bold = style.bold or column.bold
        paper.fill_text(
            cell.text_frame, [text], Style(style.size, style.colour, bold, align, style.anchor)
        )
        cell.vertical_anchor = style.anchor
        cell.margin_left = cell.margin_right = paper.emu(8)
        cell.margin_top = cell.margin_bottom = paper.emu(3)


def cell_text(cell: Cell, column: Column) -> str:
    """A cell as printed: id-ID, "–" for nothing."""
    if cell is None:
        return MISSING
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return day(cell)
    if column.kind == "share":
        return percent(float(cell))
    if column.kind == "points":
        return percentage_points(float(cell))
    return integer(int(cell))


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: float, size: float
) -> list[float]:
    """No column narrower than its longest word; what is left goes where the texts are long."""
    texts = [[column.title, *(row[at] for row in rows)] for at, column in enumerate(columns)]
    least = [_pixels(_longest_word(column), size) for column in texts]
    wish = [_pixels(min(LONGEST, max(map(len, column))), size) for column in texts]
    left = width - sum(least)
    if left <= 0:
        return [width * one / sum(least) for one in least]
    # Every column gets some air, those with long texts most of it.
    air = [full - word + AIR * full for full, word in zip(wish, least, strict=True)]
    return [word + left * one / sum(air) for word, one in zip(least, air, strict=True)]


def _longest_word(texts: Sequence[str]) -> int:
    """Letters that must stand on one line (a number and its unit do not part)."""
    return max(len(word) for text in texts for word in text.replace("\u00a0", "_").split() or [""])


def _pixels(letters: int, size: float) -> float:
    """The width of a column of so many bold letters, its margins included."""
    return letters * size / 0.75 * LETTER * BOLD + CELL_MARGINS


def _table_size(columns: Sequence[Column], rows: Sequence[Sequence[str]], box: Box) -> float:
    """The largest size at which the rows fit the height and every word its column."""
    titles = [column.title for column in columns]
    texts = [[title, *(row[at] for row in rows)] for at, title in enumerate(titles)]
    size = 20.0
    while size > SMALLEST_TABLE:
        least = sum(_pixels(_longest_word(column), size) for column in texts)
        widths = _widths(columns, rows, box.width, size)
        height = sum(_row_height(row, widths, size) for row in [titles, *rows])
        if least <= box.width and height <= box.height:
            break
        size -= 0.5
    return size


def _row_height(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    return (
        max(needed([text], w - CELL_MARGINS, size) for text, w in zip(row, widths, strict=True))
        + 10
    )


def _plain_style(frame: Any) -> None:
    """No theme's banding: rows carry their own colours."""
    table = frame.table
    table.horz_banding = False
    table.first_row = True
