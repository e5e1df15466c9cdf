"""The charts of a deck as SVG, for paper, picture and the audience's HTML file.

Every text is escaped; there are no ids, links, styles or scripts in what is drawn, so several
drawings may stand in one document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from emonev.charts.palette import GROUND, INK

FONTS = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
LETTER = 0.56
"""Width of an average letter of the sans over its size, rounded up."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold; a sheet can."""


def inert(text: str) -> str:
    """Text that stays text inside an element or an attribute."""
    return escape(_CONTROL.sub(" ", text)).replace("\n", "&#10;")


def drawing(parts: Sequence[str], width: float, height: float, label: str) -> str:
    """The whole drawing; ``label`` is what a screen reader says."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'width="{number(width)}" height="{number(height)}" font-family="{escape(FONTS)}" '
        f'role="img" aria-label="{inert(label)}">{"".join(parts)}</svg>'
    )


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    anchor: str = "start",
    halo: bool = False,
) -> str:
    """One line; ``y`` is its base line. ``halo``: white around the letters."""
    around = (
        f' stroke="{GROUND}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        if halo
        else ""
    )
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{colour}" '
        f'text-anchor="{anchor}"{weight}{around}>{inert(words)}</text>'
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    """A straight line."""
    return (
        f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" '
        f'stroke="{colour}" stroke-width="{number(width)}"/>'
    )


def block(
    x: float, y: float, width: float, height: float, fill: str, stroke: str = "", thick: float = 1
) -> str:
    """A rectangle."""
    edge = f' stroke="{stroke}" stroke-width="{number(thick)}"' if stroke else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}" '
        f'height="{number(height)}" fill="{fill}"{edge}/>'
    )


def circle(x: float, y: float, radius: float, fill: str, stroke: str, thick: float) -> str:
    """A disc."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{number(thick)}"/>'
    )


def marked(inside: str, code: str, lines: Sequence[str], kind: str) -> str:
    """A group that tells which area it shows and what to say when one points at it."""
    return (
        f'<g class="{kind}" data-code="{inert(code)}" data-tip="{inert(chr(10).join(lines))}">'
        f"{inside}</g>"
    )


def number(value: float) -> str:
    """As short as a tenth of a pixel needs."""
    return f"{value:.1f}".removesuffix(".0")


def letters(words: str, size: float, *, bold: bool = False) -> float:
    """The width a text needs, by an average letter."""
    return len(words) * size * (LETTER + 0.03 * bold)


def shortened(words: str, room: float, size: float) -> str:
    """The text, or its beginning and "…" where it needs more than ``room`` pixels."""
    if letters(words, size) <= room + size:
        return words
    return words[: max(int(room / letters("x", size)) - 1, 1)] + "…"
