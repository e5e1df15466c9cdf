"""Formulas that start a program or fetch something become texts; all others stay the user's own.

A workbook given back must not do more than it says: Excel's DDE (``=cmd|'/c calc'!A0``), calls into
libraries and web services are the ways a formula reaches outside. What it says stays readable.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(
    rb"<(?P<p>(?:\w+:)?)c\b(?P<cell>[^>]*)>\s*<(?P=p)f\b[^>/]*>(?P<text>[^<]+)</(?P=p)f>"
    rb".*?</(?P=p)c>",
    re.DOTALL,
)
_QUOTED = re.compile(rb'"[^"]*"|&quot;.*?&quot;')
_OUTSIDE = re.compile(
    rb"\||\b(?:CALL|EXEC|REGISTER(?:\.ID)?|WEBSERVICE|RTD|SQL\.REQUEST)\s*\(", re.IGNORECASE
)
_TYPE = re.compile(rb"""\s(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_MAYBE = (b"|", b"CALL", b"EXEC", b"REGISTER", b"WEBSERVICE", b"RTD", b"SQL.REQUEST")
_DDE = re.compile(rb"""\b(ddeService|ddeTopic)\s*=\s*(?:"[^"]*"|'[^']*')""")

NOWHERE = b"tidak dijalankan"
"""Put where a link named the program to start."""


def without_programs(sheet: bytes) -> bytes:
    """A worksheet's XML with such formulas as texts ("=cmd|…"); the same bytes where none is."""
    upper = sheet.upper()
    if b"F>" not in upper or not any(word in upper for word in _MAYBE):
        return sheet
    return _FORMULA.sub(_as_text, sheet)


def without_programs_linked(part: bytes) -> bytes:
    """An external link's XML whose DDE names no program any more."""
    return _DDE.sub(rb'\1="' + NOWHERE + rb'"', part)


def _as_text(found: re.Match[bytes]) -> bytes:
    if not _OUTSIDE.search(_QUOTED.sub(b"", found["text"])):
        return found[0]
    p, cell = found["p"], _TYPE.sub(b"", found["cell"])
    text = b"<" + p + b't xml:space="preserve">=' + found["text"] + b"</" + p + b"t>"
    inside = b"<" + p + b"is>" + text + b"</" + p + b"is>"
    return b"<" + p + b"c" + cell + b' t="inlineStr">' + inside + b"</" + p + b"c>"
