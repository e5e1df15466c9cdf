"""Area texts of tables: "1. DARMA" is DARMA."""

from __future__ import annotations

import re
from functools import lru_cache

from emonev.ingest.typed import text_reader

_NUMBERED = re.compile(r"^\(?\d{1,3}\s*[.)]\s*(?=\D)")

_OF_A_PERSON = re.compile(r"\d{12,}(\.0)?")


def is_number_of_a_person(raw: object) -> bool:
    """A NIK or family card number: in a column of areas the row has moved sideways."""
    return bool(_OF_A_PERSON.fullmatch(str(text_reader(raw)[0] or "")))


def area_text(raw: object) -> str | None:
    """A cell as area text: NBSP gone, blanks squeezed, a leading number dropped; None if empty or
    the number of a person, which is nowhere to be shown."""
    return _area_in(raw) if type(raw) is str else _area_of(raw)


def _area_of(raw: object) -> str | None:
    text = text_reader(raw)[0]
    if not isinstance(text, str) or is_number_of_a_person(raw):
        return None
    return _NUMBERED.sub("", text).strip() or None


_area_in = lru_cache(maxsize=65_536)(_area_of)
"""Names of areas come again in row after row."""
