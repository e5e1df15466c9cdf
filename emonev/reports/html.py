"""A deck as one HTML page: for the projector, and as a file for the audience (no server, no
network, every browser of today).

Charts are our own SVG with their figures written and a hint under the pointer; the file forbids
itself every request (Content-Security-Policy), and texts from sheets stay text. Presented by the
dashboard the same page may ask its own server one thing: whether newer data are stored.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from emonev.charts.slides import DEMO_MARK, BigNumbers, Deck, Slide, Table, notes_of
from emonev.charts.svg_draw import inert
from emonev.core.indonesian import long_day
from emonev.reports.area_cards import AreaCard, area_cards
from emonev.reports.html_bodies import DRAWERS, readable, table_element

Progress = Callable[[int, int, str], None]

HERE = Path(__file__).parent

WIDTH, HALF = 1190, 579
LONG_TITLE = 110

KEYS: tuple[tuple[str, str], ...] = (
    ("→ · PageDown · Spasi", "slide berikutnya"),
    ("← · PageUp", "slide sebelumnya"),
    ("Home · End", "slide pertama · terakhir"),
    ("nomor, lalu Enter", "ke slide itu"),
    ("O", "daftar slide"),
    ("T", "tabel angka slide ini"),
    ("C", "catatan pembicara"),
    ("F", "layar penuh"),
    ("B · titik", "layar hitam; tombol apa pun kembali"),
    ("↑ ↓", "gulir isi yang panjang"),
    ("Esc", "menutup yang terbuka, lalu keluar dari layar penuh"),
    ("?", "bantuan ini"),
)
"""Key, what it does: the help of the page. ``deck.js`` holds the same list as code."""

FULL_ICON = (
    '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">'
    '<path d="M3 9V3h6M15 3h6v6M21 15v6h-6M9 21H3v-6" fill="none" stroke="currentColor" '
    'stroke-width="2.4"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Live:
    """A page served by the dashboard. ``ask``: the address of its state, asked every minute;
    ``back``: where the dashboard is."""

    ask: str
    back: str


@dataclass(frozen=True, slots=True)
class Part:
    """One slide drawn: its section, its speaker notes, its figures as tables ("" for none)."""

    section: str
    notes: str
    tables: str


def write_html(deck: Deck, path: Path, progress: Progress | None = None) -> None:
    """Write ``deck`` to ``path`` as one file. Raises OSError."""
    path.write_text(render_html(deck, progress=progress), encoding="utf-8", newline="\n")


def render_html(deck: Deck, live: Live | None = None, progress: Progress | None = None) -> str:
    """The whole page. With ``live`` it shows a quiet mark when newer data are stored; without, it
    is the file for the audience, which knows no address at all."""
    parts = [_cover(deck, live)]
    for number, slide in enumerate(deck.slides, start=1):
        if progress:
            progress(number, len(deck.slides), slide.title)
        parts.append(_part(deck, slide, number, speaking=live is not None))
    return _page(deck, parts, area_cards(deck), live)


def policy_of(page: str) -> str:
    """The Content-Security-Policy a page of ours names, for the header of the same name."""
    return page.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]


def _page(deck: Deck, parts: list[Part], cards: tuple[AreaCard, ...], live: Live | None) -> str:
    style = _asset("deck.css")
    scripts = [_asset("deck.js"), *([_asset("deck_live.js")] if live else [])]
    title = inert(f"{deck.title}, {deck.subtitle}, {deck.period_label}")
    return "".join(
        (
            '<!doctype html><html lang="id"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, scripts)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="{inert(deck.version)}">',
            f"<title>{title}</title><style>{style}</style></head><body>",
            '<main id="stage">',
            *(part.section for part in parts),
            *(_card(card) for card in cards),
            *(part.tables for part in parts),
            *(part.notes for part in parts),
            _panel("overview", "Daftar slide", '<div class="picks"></div>'),
            _panel("help", "Tombol", _key_list()),
            _phones() if live else "",
            _bar(cards, live),
            '<div id="spill">↓ masih ada</div><div id="typed"></div><div id="tip"></div></main>',
            '<div id="black"></div>',
            *(f"<script>{script}</script>" for script in scripts),
            "</body></html>\n",
        )
    )


def _asset(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _policy(style: str, scripts: list[str]) -> str:
    hashes = " ".join(f"'{_hash(script)}'" for script in scripts)
    # Only the served page has anybody to ask: its own server.
    asking = "connect-src 'self'; " if len(scripts) > 1 else ""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {hashes}; {asking}"
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _bar(cards: tuple[AreaCard, ...], live: Live | None) -> str:
    """The thin bar: filters and data date, where to go, where one is."""
    options = "".join(
        f'<option value="{inert(card.code)}">{inert(card.name)}</option>' for card in cards
    )
    jump = (
        f'<select id="jump" aria-label="Ke wilayah"><option value="">Wilayah</option>{options}'
        "</select>"
    )
    mark = f'<button id="newer" data-ask="{inert(live.ask)}" hidden></button>' if live else ""
    return "".join(
        (
            f'<nav id="bar"><span id="state"></span>{mark}',
            jump,
            '<button id="table" title="Tabel angka slide ini (T)">Tabel</button>',
            '<button id="talk" title="Catatan pembicara (C)">Catatan</button>',
            f'<button id="full" title="Layar penuh (F)" aria-label="Layar penuh">{FULL_ICON}',
            '</button><button id="back" title="Sebelumnya (←)" aria-label="Sebelumnya">‹</button>',
            '<button id="count" title="Daftar slide (O)"></button>',
            '<button id="next" title="Berikutnya (→)" aria-label="Berikutnya">›</button></nav>',
        )
    )


def _cover(deck: Deck, live: Live | None) -> Part:
    lines = [deck.filters_text, deck.data_date_text,
             f"Dibuat {long_day(deck.made_on)} dengan {deck.version}"]  # fmt: skip
    if deck.audience == "internal":
        lines.append("INTERNAL – memuat jumlah kecil, tidak untuk disebarkan")
    mark = f'<p class="demo">{DEMO_MARK}</p>' if deck.demo else ""
    where = inert(f"{deck.subtitle} · {deck.period_label}")
    rest = "".join(f'<p class="quiet">{inert(line)}</p>' for line in lines if line)
    keys = "← → berpindah · O daftar slide · F layar penuh · Esc menutup · ? semua tombol"
    return Part(
        f'<section class="slide cover" data-state="{inert(_state(deck, deck.filters_text))}">{mark}'
        f'<h1>{inert(deck.title)}</h1><p class="where">{where}</p>{rest}'
        f'<p class="quiet keys">{keys}</p><p class="quiet touch">Geser ke kiri atau ke kanan.</p>'
        f"{_presenter(live) if live else ''}</section>",
        _notes(0, [f"{term}: {meaning}" for term, meaning in deck.definitions]),
        "",
    )


def _presenter(live: Live) -> str:
    """What only the one who presents may want, on the cover: the way back, the code for phones."""
    return (
        f'<p class="presenter"><a href="{inert(live.back)}">Kembali ke dasbor</a>'
        '<button id="hp" hidden>Kode QR untuk HP di ruangan (Q)</button></p>'
    )


def _state(deck: Deck, filters: str) -> str:
    """The thin bar: invented or not, data of which day, filters."""
    mark = DEMO_MARK if deck.demo else ""
    internal = "INTERNAL" if deck.audience == "internal" else ""
    dated = deck.data_date_text.partition(" · ")[0]
    return " · ".join(part for part in (mark, internal, dated, filters) if part)


def _part(deck: Deck, slide: Slide, number: int, *, speaking: bool) -> Part:
    notes = _notes(number, notes_of(deck, slide, speaking=speaking))
    return Part(_slide(deck, slide), notes, _tables(number, slide))


def _slide(deck: Deck, slide: Slide) -> str:
    long = ' class="long"' if len(slide.title) > LONG_TITLE else ""
    # The bar carries the filters: under the title stands only what it adds (n dari N).
    known = slide.footer.split(" · ")
    more = " · ".join(part for part in slide.subtitle.split(" · ") if part not in known)
    filters = " · ".join(part for part in slide.subtitle.split(" · ") if part in known)
    under = f'<p class="more">{inert(more)}</p>' if more else ""
    caption = f'<p class="caption">{inert(slide.caption)}</p>' if slide.caption else ""
    stacked = len(slide.bodies) > 1 and isinstance(slide.bodies[0], BigNumbers)
    height = _room(slide, bool(more)) - (230 if stacked else 0)
    width = WIDTH if len(slide.bodies) == 1 or stacked else HALF
    inside = "".join(DRAWERS[type(body)](body, width, height) for body in slide.bodies)
    tabled = " tabled" if any(isinstance(body, Table) for body in slide.bodies) else ""
    state = inert(_state(deck, filters))
    return (
        f'<section class="slide{tabled}" data-key="{inert(slide.key)}" '
        f'data-place="{inert(slide.place)}" '
        f'data-state="{state}"><h1{long}>{inert(slide.title)}</h1>{under}'
        f'<div class="body{" stacked" if stacked else ""}">{inside}</div>{caption}'
        f'<p class="foot">{inert(slide.footer)}</p></section>'
    )


def _room(slide: Slide, more: bool) -> int:
    """Height left for the bodies: title, line under it and caption taken off."""
    caption = 26 * -(-len(slide.caption) // 118)
    return 530 - caption - (38 if len(slide.title) > 66 else 0) - (30 if more else 0)


def _panel(key: str, title: str, inside: str) -> str:
    return (
        f'<aside class="panel wide" id="{key}"><button class="close">Tutup (Esc)</button>'
        f"<h2>{inert(title)}</h2>{inside}</aside>"
    )


def _notes(number: int, lines: tuple[str, ...] | list[str]) -> str:
    if not lines:
        return ""
    inside = "".join(f"<p>{inert(line)}</p>" for line in lines)
    return (
        f'<aside class="panel notes" id="notes-{number}"><button class="close">Tutup</button>'
        f"<h2>Catatan pembicara</h2>{inside}</aside>"
    )


def _tables(number: int, slide: Slide) -> str:
    """The slide's figures one key away; a table that is the slide itself is not said twice."""
    tables = [readable(table) for table in slide.data
              if table not in slide.bodies and not table.form]  # fmt: skip
    inside = "".join(f"<h3>{inert(one.title)}</h3>{table_element(one)}" for one in tables)
    return _panel(f"table-{number}", slide.title, inside) if tables else ""


def _key_list() -> str:
    inside = "".join(
        f"<div><dt>{inert(key)}</dt><dd>{inert(what)}</dd></div>" for key, what in KEYS
    )
    return f"<dl>{inside}</dl>"


def _phones() -> str:
    """How phones in the hall get the files; filled in while that is switched on."""
    inside = (
        '<div class="guests"><svg role="img" aria-label="Kode QR"><path/></svg><div>'
        "<p>Sambungkan HP ke jaringan (Wi-Fi) yang sama dengan laptop ini, lalu pindai kode atau "
        'ketik alamat:</p><p class="address"></p>'
        "<p>Isinya hanya bahan untuk umum: paparan dan berkas unduhan.</p></div></div>"
    )
    return _panel("phones", "Untuk HP di ruangan", inside)


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
