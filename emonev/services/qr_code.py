"""An address as a QR code: a path for a page, a picture for a screen."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import segno

QUIET = 4
"""White modules around the code, as its standard asks."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """``path``: an SVG path of horizontal strokes one unit thick, on ``side`` × ``side`` units."""

    side: int
    path: str


def qr_code(text: str) -> QrCode:
    """The code of ``text``; a quarter of it may be covered or dirty and it is read still.

    Raises ValueError for a text longer than a code can hold.
    """
    made = segno.make(text, micro=False, error="q")
    strokes = []
    for y, row in enumerate(made.matrix):
        for x, dark in enumerate(row):
            if dark:
                strokes.append(f"M{x + QUIET} {y + QUIET}.5h1")
    return QrCode(len(made.matrix) + 2 * QUIET, "".join(strokes))


def qr_picture(text: str, scale: int = 12) -> bytes:
    """The code as PNG, ``scale`` pixels a module."""
    written = BytesIO()
    segno.make(text, micro=False, error="q").save(written, kind="png", scale=scale, border=QUIET)
    return written.getvalue()
