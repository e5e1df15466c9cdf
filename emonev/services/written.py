"""What people type into the register: cleaned and bounded, refused where it holds a NIK."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from emonev.core.indonesian import integer
from emonev.errors import WrongCall

LONGEST_LINE = 200
"""Titles, names, offices."""

LONGEST_TEXT = 2000
"""A decision, a note, a paragraph of the minutes."""

MOST_LINES = 200

NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
"""Sixteen digits in a row (a NIP has eighteen)."""


def line(text: str, field: str, *, required: bool = False, longest: int = LONGEST_LINE) -> str:
    """One line: spaces squeezed, control characters dropped. Raises WrongCall naming ``field``."""
    cleaned = " ".join(_printable(text).split())
    if required and not cleaned:
        raise WrongCall(f"{field} belum diisi.")
    if len(cleaned) > longest:
        raise WrongCall(
            f"{field} terlalu panjang: {integer(len(cleaned))} huruf.",
            hint=f"Paling banyak {integer(longest)} huruf.",
        )
    if NIK.search(cleaned):
        raise WrongCall(
            f"{field} memuat 16 angka berurutan, seperti NIK.",
            hint="Hapus angka itu: nama anak dan NIK tidak disimpan.",
        )
    return cleaned


def lines(texts: Iterable[str], field: str, *, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
    """A line each, blank ones dropped; a text with line ends becomes several lines."""
    split = (one for text in texts for one in text.splitlines())
    found = tuple(filter(None, (line(one, field, longest=longest) for one in split)))
    if len(found) > MOST_LINES:
        raise WrongCall(
            f"{field}: {integer(len(found))} baris terlalu banyak.",
            hint=f"Paling banyak {MOST_LINES} baris.",
        )
    return found


def _printable(text: str) -> str:
    """Without control and formatting characters (they turn or hide what stands beside them)."""
    return "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn")
    )
