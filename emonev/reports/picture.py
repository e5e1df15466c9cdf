"""A deck in one picture of 1080 x 1350 pixels for WhatsApp: headline, map, three sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from emonev.charts.slides import DEMO_MARK, Deck, MapBody, Sentences, Slide
from emonev.charts.svg_map import map_svg
from emonev.reports.typeset import png

Progress = Callable[[int, int, str], None]

WIDTH, MAP_HEIGHT, FONT = 984, 690, 21
MOST_SENTENCES = 3


def write_picture(deck: Deck, path: Path, progress: Progress | None = None) -> None:
    """Write the picture (PNG) to ``path``. Raises OSError."""
    if progress:
        progress(0, 1, "menggambar")
    path.write_bytes(png("gambar.typ", _data(deck)))
    if progress:
        progress(1, 1, "gambar selesai")


def _data(deck: Deck) -> dict[str, Any]:
    chart = _first_map(deck)
    first = _first(deck)
    sentences = _sentences(first)
    dated = deck.data_date_text.partition(" · ")[0]
    audience = "INTERNAL – tidak untuk disebarkan" if deck.audience == "internal" else ""
    footer = (dated, deck.version, audience)
    return {
        "demo": deck.demo,
        "demo_mark": DEMO_MARK,
        "headline": first.title,
        "subtitle": first.subtitle.split(" · "),
        "svg": map_svg(chart, WIDTH, MAP_HEIGHT, FONT, "below") if chart else "",
        "sentences": sentences,
        "room": 380 if chart else 900,
        "caption": first.caption,
        "footer": " · ".join(part for part in footer if part),
    }


def _first_map(deck: Deck) -> MapBody | None:
    for slide in deck.slides:
        for body in slide.bodies:
            if isinstance(body, MapBody):
                return body
    return None


def _first(deck: Deck) -> Slide:
    """The slide the picture speaks for: the first with sentences (slides are ordered by weight,
    but a rakor opens with what is still open), else the first one."""
    return next((slide for slide in deck.slides if _sentences(slide)), deck.slides[0])


def _sentences(slide: Slide) -> list[str]:
    """The first ones it has: they are ordered by weight."""
    for body in slide.bodies:
        if isinstance(body, Sentences):
            return list(body.lines[:MOST_SENTENCES])
    return []
