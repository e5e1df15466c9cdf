"""A deck as one HTML file for the audience: no server, no network, every browser of today.

Charts are our own SVG with their figures written and a hint under the pointer; the page forbids
itself every request (Content-Security-Policy), and texts from sheets stay text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from emonev.charts.describe import TrendLine
from emonev.charts.palette import CHANGE_SIGN
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
from emonev.charts.svg_draw import inert
from emonev.charts.svg_map import map_svg
from emonev.core.indonesian import long_day
from emonev.reports.area_cards import AreaCard, area_cards
from emonev.reports.pptx_text import cell_text

Progress = Callable[[int, int, str], None]

HERE = Path(__file__).parent
FONT = 20
"""The smallest letters of the 1280 x 720 stage, pixels."""

WIDTH, HALF = 1190, 579
LONG_TITLE = 110


def write_html(deck: Deck, path: Path, progress: Progress | None = None) -> None:
    """Write ``deck`` to ``path`` as one file. Raises OSError."""
    slides = [_cover(deck)]
    notes = [_notes(0, [f"{term}: {meaning}" for term, meaning in deck.definitions])]
    for number, slide in enumerate(deck.slides, start=1):
        if progress:
            progress(number, len(deck.slides), slide.title)
        slides.append(_slide(deck, slide))
        notes.append(_notes(number, slide.notes))
    cards = area_cards(deck)
    path.write_text(_page(deck, slides, notes, cards), encoding="utf-8", newline="\n")


def _page(deck: Deck, slides: list[str], notes: list[str], cards: tuple[AreaCard, ...]) -> str:
    style = (HERE / "deck.css").read_text(encoding="utf-8")
    script = (HERE / "deck.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = inert(f"{deck.title}, {deck.subtitle}, {deck.period_label}")
    options = "".join(
        f'<option value="{inert(card.code)}">{inert(card.name)}</option>' for card in cards
    )
    return "".join(
        (
            '<!doctype html><html lang="id"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="{inert(deck.version)}">',
            f"<title>{title}</title><style>{style}</style></head><body>",
            '<main id="stage">',
            *slides,
            *(_card(card) for card in cards),
            *notes,
            '<nav id="bar"><span id="state"></span>',
            '<select id="jump" aria-label="Ke wilayah"><option value="">Ke wilayah …</option>',
            options,
            '</select><button id="talk" title="Catatan pembicara (C)">Catatan</button>',
            '<button id="full" title="Layar penuh (F)">Penuh</button>',
            '<button id="back" title="Sebelumnya (←)" aria-label="Sebelumnya">‹</button>',
            '<span id="count"></span>',
            '<button id="next" title="Berikutnya (→)" aria-label="Berikutnya">›</button></nav>',
            '<div id="tip"></div></main>',
            f"<script>{script}</script></body></html>\n",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _cover(deck: Deck) -> str:
    lines = [deck.filters_text, deck.data_date_text,
             f"Dibuat {long_day(deck.made_on)} dengan {deck.version}"]  # fmt: skip
    if deck.audience == "internal":
        lines.append("INTERNAL – memuat jumlah kecil, tidak untuk disebarkan")
    mark = f'<p class="demo">{DEMO_MARK}</p>' if deck.demo else ""
    where = inert(f"{deck.subtitle} · {deck.period_label}")
    rest = "".join(f'<p class="quiet">{inert(line)}</p>' for line in lines if line)
    keys = "Tombol: ← → Home End · F layar penuh · C catatan · Esc menutup"
    return (
        f'<section class="slide cover" data-state="{inert(_state(deck, deck.filters_text))}">{mark}'
        f'<h1>{inert(deck.title)}</h1><p class="where">{where}</p>{rest}'
        f'<p class="quiet">{keys}</p></section>'
    )


def _state(deck: Deck, filters: str) -> str:
    """The thin bar: invented or not, data of which day, filters."""
    mark = DEMO_MARK if deck.demo else ""
    internal = "INTERNAL" if deck.audience == "internal" else ""
    dated = deck.data_date_text.partition(" · ")[0]
    return " · ".join(part for part in (mark, internal, dated, filters) if part)


def _slide(deck: Deck, slide: Slide) -> str:
    long = ' class="long"' if len(slide.title) > LONG_TITLE else ""
    # The bar carries the filters: under the title stands only what it adds (n dari N).
    known = slide.footer.split(" · ")
    more = " · ".join(part for part in slide.subtitle.split(" · ") if part not in known)
    filters = " · ".join(part for part in slide.subtitle.split(" · ") if part in known)
    under = f'<p class="more">{inert(more)}</p>' if more else ""
    caption = f'<p class="caption">{inert(slide.caption)}</p>' if slide.caption else ""
    lines = -(-len(slide.caption) // 118)
    height = 530 - 26 * lines - (38 if len(slide.title) > 66 else 0) - (30 if more else 0)
    stacked = len(slide.bodies) > 1 and isinstance(slide.bodies[0], BigNumbers)
    if stacked:
        height -= 230
    width = WIDTH if len(slide.bodies) == 1 or stacked else HALF
    inside = "".join(DRAWERS[type(body)](body, width, height) for body in slide.bodies)
    state = inert(_state(deck, filters))
    return (
        f'<section class="slide" data-key="{inert(slide.key)}" data-place="{inert(slide.place)}" '
        f'data-state="{state}"><h1{long}>{inert(slide.title)}</h1>{under}'
        f'<div class="body{" stacked" if stacked else ""}">{inside}</div>{caption}'
        f'<p class="foot">{inert(slide.footer)}</p></section>'
    )


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
    many = " many" if sum(len(line) for line in body.lines) > 250 else ""
    lines = "".join(f"<li>{inert(line)}</li>" for line in body.lines)
    return f'<div>{heading}<ul class="lines{many}">{lines}</ul></div>'


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
    return (
        f'<div class="tablebox"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>{note}</div>"
    )


def _kind(kind: str, bold: bool = False) -> str:
    names = (["n"] if kind != "text" else []) + (["b"] if bold else [])
    return f' class="{" ".join(names)}"' if names else ""


def _chart(drawn: str) -> str:
    return f'<div class="chart">{drawn}</div>'


DRAWERS: dict[type, Callable[[Any, int, int], str]] = {
    BigNumbers: _numbers,
    Sentences: _sentences,
    Groups: _groups,
    Table: _table,
    Bars: lambda body, width, height: _chart(bars_svg(body, width, height, FONT)),
    TrendLine: lambda body, width, height: _chart(trend_svg(body, width, height, FONT)),
    MapBody: lambda body, width, height: _chart(map_svg(body, width, height, FONT)),
}
"""One entry per kind of body."""


def _notes(number: int, lines: tuple[str, ...] | list[str]) -> str:
    inside = "".join(f"<p>{inert(line)}</p>" for line in lines)
    return (
        f'<aside class="panel notes" id="notes-{number}"><button class="close">Tutup</button>'
        f"<h2>Catatan pembicara</h2>{inside}</aside>"
    )


def _card(card: AreaCard) -> str:
    parts = []
    for title, pairs in card.blocks:
        inside = "".join(
            f"<div><dt>{inert(name)}</dt><dd>{inert(value)}</dd></div>" for name, value in pairs
        )
        parts.append(f"<h3>{inert(title)}</h3><dl>{inside}</dl>")
    return (
        f'<aside class="panel card" data-code="{inert(card.code)}">'
        f'<button class="close">Tutup (Esc)</button><h2>{inert(card.name)}</h2>'
        f"{''.join(parts)}</aside>"
    )
