"""A deck as an A4 report: text that can be selected, figures, then every table whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from emonev.charts.describe import SmallMultiples, TrendLine
from emonev.charts.palette import CHANGE, CHANGE_SIGN, INK, QUIET
from emonev.charts.slides import (
    DEMO_MARK,
    Bars,
    BigNumber,
    BigNumbers,
    Deck,
    GroupBlock,
    Groups,
    MapBody,
    Sentences,
    Slide,
    Table,
)
from emonev.charts.svg_charts import bars_svg, trend_svg
from emonev.charts.svg_map import map_svg
from emonev.charts.svg_multiples import multiples_svg
from emonev.core.indonesian import long_day
from emonev.reports.pptx_text import cell_text
from emonev.reports.typeset import pdf

Progress = Callable[[int, int, str], None]

WIDTH = 920
"""Pixels across the text of a page (174 mm): letters of 16 pixels are 8,6 points."""

HALF = 440
FONT = 16
ROW = 27
TESTED = ("turun_jelas", "naik_jelas")
LONGEST = 45
"""Letters of a column beyond which its texts wrap."""

SHORT = 14
"""Letters up to which a column's texts stay on one line."""


def write_pdf(deck: Deck, path: Path, progress: Progress | None = None) -> None:
    """Write ``deck`` to ``path``. Raises OSError."""
    slides = []
    for number, slide in enumerate(deck.slides, start=1):
        if progress:
            progress(number, len(deck.slides), slide.title)
        if slide.kind != "definisi":  # they stand on the title page
            slides.append(_slide(slide))
    path.write_bytes(pdf("laporan.typ", _data(deck, slides), deck.made_on))


def _data(deck: Deck, slides: list[dict[str, Any]]) -> dict[str, Any]:
    made = f"Dibuat {long_day(deck.made_on)} dengan {deck.version}"
    cover = [f"Saringan: {deck.filters_text}", deck.data_date_text, made, _audience(deck)]
    dated = deck.data_date_text.partition(" · ")[0]
    footer = (deck.subtitle, *deck.filters_text.split(" · "), dated, deck.version, _audience(deck))
    return {
        "document_title": f"{deck.title}, {deck.subtitle}, {deck.period_label}",
        "title": deck.title,
        "subtitle": deck.subtitle,
        "period": deck.period_label,
        "filters": deck.filters_text,
        "version": deck.version,
        "demo": deck.demo,
        "demo_mark": DEMO_MARK,
        "footer": [part for part in footer if part],
        "cover": [line for line in cover if line],
        "definitions": [list(pair) for pair in deck.definitions],
        "slides": slides,
        "tables": [_sheet(table) for table in _tables(deck)],
    }


def _audience(deck: Deck) -> str:
    if deck.audience == "internal":
        return "INTERNAL – memuat jumlah kecil, tidak untuk disebarkan"
    return "untuk umum"


def _tables(deck: Deck) -> list[Table]:
    """Every table behind the slides once; an empty form stands on its slide only."""
    found: dict[str, Table] = {}
    for slide in deck.slides:
        for table in slide.data:
            if slide.kind != "definisi" and not table.form:
                found.setdefault(f"{table.key} {table.title}", table)
    return list(found.values())


def _slide(slide: Slide) -> dict[str, Any]:
    charts = [body for body in slide.bodies if isinstance(body, Bars)]
    if len(charts) == 2:
        parts = [_drawing(_pair(charts[0], charts[1]), 1.0, slide.title)]
    else:
        parts = [DRAWERS[type(body)](body) for body in slide.bodies]
    return {
        "title": slide.title,
        "subtitle": slide.subtitle,
        "caption": slide.caption,
        "parts": parts,
    }


def _pair(first: Bars, second: Bars) -> str:
    """Two charts side by side as one drawing, so that their rows stay level."""
    height = max(len(first.bars), len(second.bars)) * ROW + 34
    left = bars_svg(first, HALF, height, FONT)
    right = bars_svg(second, HALF, height, FONT).replace("<svg ", f'<svg x="{WIDTH - HALF}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}">{left}{right}</svg>'
    )


def _drawing(svg: str, share: float, alt: str) -> dict[str, Any]:
    return {"kind": "drawing", "svg": svg, "share": share, "alt": alt}


def _bars(body: Bars) -> dict[str, Any]:
    height = len(body.bars) * ROW + 34
    return _drawing(bars_svg(body, WIDTH, height, FONT), 1.0, body.title or "Batang")


def _trend(body: TrendLine) -> dict[str, Any]:
    return _drawing(trend_svg(body, WIDTH, 360, FONT), 1.0, body.name)


def _multiples(body: SmallMultiples) -> dict[str, Any]:
    return _drawing(multiples_svg(body, WIDTH, 480, FONT), 1.0, "Tren tiap wilayah")


def _map(body: MapBody) -> dict[str, Any]:
    return _drawing(map_svg(body, WIDTH, 560, FONT), 1.0, "Peta")


def _numbers(body: BigNumbers) -> dict[str, Any]:
    return {"kind": "numbers", "items": [_number(one) for one in body.numbers]}


def _number(number: BigNumber) -> dict[str, Any]:
    lines = []
    for at, line in enumerate(number.lines):
        sign = CHANGE_SIGN.get(number.sign, "") if at == 0 else ""
        colour = CHANGE.get(number.sign, QUIET) if sign else QUIET
        lines.append({"text": f"{sign} {line}".strip(), "colour": colour, "bold": bool(sign)})
    return {
        "title": number.title,
        "value": number.value,
        "detail": number.detail,
        "lines": lines,
    }


def _sentences(body: Sentences) -> dict[str, Any]:
    return {"kind": "sentences", "heading": body.heading, "lines": list(body.lines)}


def _groups(body: Groups) -> dict[str, Any]:
    return {"kind": "groups", "blocks": [_group(block) for block in body.blocks]}


def _group(block: GroupBlock) -> dict[str, Any]:
    tested = block.key in TESTED
    return {
        "title": f"{CHANGE_SIGN.get(block.key, '')} {block.title}".strip(),
        "colour": CHANGE[block.key] if tested else INK,
        "lines": [
            {
                "name": line.name,
                "value": line.value_text,
                "change": line.text.partition(", ")[2] if tested else "",
            }
            for line in block.lines
        ],
    }


def _sheet(table: Table) -> dict[str, Any]:
    rows = [
        [cell_text(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    return {
        "kind": "table",
        "title": table.title,
        "columns": [
            {
                "title": column.title,
                "number": column.kind != "text",
                "bold": column.bold,
                "width": _width(column.title, [row[at] for row in rows]),
            }
            for at, column in enumerate(table.columns)
        ],
        "rows": rows,
        "totals": table.total_rows,
        "form": table.form,
        "note": table.note,
    }


def _width(title: str, cells: list[str]) -> float:
    """The column's share of the page: its longest text, or the longest word of its title."""
    longest = max((len(cell) for cell in cells), default=0)
    word = max(len(word) for word in f"{title} ".split(" "))
    # A date or a count is read whole or not at all: it gets the air that long texts do without.
    return float(max(min(longest, LONGEST), word, 4) + (5 if longest <= SHORT else 2))


DRAWERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    BigNumbers: _numbers,
    Sentences: _sentences,
    Groups: _groups,
    Table: _sheet,
    Bars: _bars,
    TrendLine: _trend,
    SmallMultiples: _multiples,
    MapBody: _map,
}
"""One entry per kind of body."""
