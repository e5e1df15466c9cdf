"""Colours that mean something: severity, change, and the marks of figures that say less.

Severity is one hue, light to dark = worse, on fixed breaks (numbers.md §8); the same on every
map, chart, table and slide. Nothing here is red against green.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

BREAKS = (0.025, 0.05, 0.075, 0.10, 0.125, 0.15, 0.20, 0.30)
"""Edges of the classes, proportions. Classes are [low, high)."""

WHO_EDGES = (0.025, 0.10, 0.20, 0.30)
"""The edges WHO/UNICEF set for stunting surveys (de Onis et al. 2018), bold in every legend."""

SEVERITY = (
    "#fff0e9", "#fedacb", "#fcc2a9", "#f5a683", "#e98759",
    "#d26832", "#b04c13", "#843607", "#552105",
)  # fmt: skip
"""One colour per class: OKLCH hue 45°, lightness falling from 0.965 to 0.32."""

INK = "#16191c"
QUIET = "#566164"
LINE = "#b9c3c5"
GROUND = "#ffffff"
ACCENT = "#0b5d66"
NO_DATA = "#f1f2f3"
HATCH = "#9aa4a7"
BUBBLE = "rgba(22, 25, 28, 0.30)"
SURVEY = "#5b3a8c"

CHANGE = {
    "turun_jelas": "#1b62a5",
    "naik_jelas": "#c2570c",
    "belum_dapat_dibedakan": "#6b7679",
    "tidak_sebanding": "#8f999c",
    "tidak_dapat_diuji": "#8f999c",
}
"""Blue for better, orange for worse: told apart by colour-blind people; always with a word."""

CHANGE_SIGN = {
    "turun_jelas": "▼",
    "naik_jelas": "▲",
    "belum_dapat_dibedakan": "≈",
    "tidak_sebanding": "≠",
    "tidak_dapat_diuji": "?",
}


def class_of(value: float, breaks: Sequence[float] = BREAKS) -> int:
    """Index of the class [low, high) that holds ``value`` (a proportion)."""
    return bisect_right(breaks, value)


def colour_of(index: int, classes: int = len(SEVERITY)) -> str:
    """Colour of class ``index`` out of ``classes``; fewer classes spread over the same hue."""
    if classes == len(SEVERITY):
        return SEVERITY[index]
    return SEVERITY[round(index * (len(SEVERITY) - 1) / max(classes - 1, 1))]


def ink_on(colour: str) -> str:
    """Near-black or white, whichever reads better on ``colour`` ("#rrggbb"; WCAG contrast)."""
    return INK if _contrast(colour, INK) >= _contrast(colour, GROUND) else GROUND


def _contrast(first: str, second: str) -> float:
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
