"""A survey's value with its interval in one cell: "27,4 (25,1–29,8)", "8.1% [6.0; 10.9]"."""

from __future__ import annotations

import re

from emonev.ingest.values import clean

_NUMBER = r"\d{1,3}(?:[.,]\d+)?\s*%?"
_BETWEEN = r"\s*(?:[-–—~;/]|,\s|s\.?\s?/?d\.?|sampai|to)\s*"
_WITH_INTERVAL = re.compile(
    rf"({_NUMBER})\s*[(\[]\s*(?:(?:95\s*%\s*)?(?:CI|IK|SK)\s*[:=]?\s*)?"
    rf"({_NUMBER}){_BETWEEN}({_NUMBER})\s*[)\]]",
    re.IGNORECASE,
)

_SAYS_INTERVAL = re.compile(
    r"\(\s*(?:95\s*%\s*)?(?:CI|IK|SK|selang kepercayaan)(?:\s*95\s*%)?\s*\)\s*$", re.IGNORECASE
)


def header_of_value(text: str) -> str:
    """ "Prevalensi Stunting (95% CI)" without what says that the interval is in the cell too."""
    return _SAYS_INTERVAL.sub("", text).strip()


def value_of(raw: object) -> object:
    """The cell without the interval behind its value."""
    found = _split(raw)
    return found[1] if found else raw


def interval_of(raw: object) -> tuple[str, str] | None:
    """The lower and upper bound as written in brackets behind the value; None without."""
    found = _split(raw)
    return (found[2], found[3]) if found else None


def _split(raw: object) -> re.Match[str] | None:
    return _WITH_INTERVAL.fullmatch(clean(raw)) if isinstance(raw, str) else None
