"""Area texts of tables: "1. DARMA" is DARMA."""

from __future__ import annotations

import re

from emonev.ingest.typed import text_reader

_NUMBERED = re.compile(r"^\(?\d{1,3}\s*[.)]\s*(?=\D)")


def area_text(raw: object) -> str | None:
    """A cell as area text: NBSP gone, blanks squeezed, a leading number dropped; None if empty."""
    text = text_reader(raw)[0]
    if not isinstance(text, str):
        return None
    return _NUMBERED.sub("", text).strip() or None
