"""Places that stand above a table instead of in a column: "PUSKESMAS : MALANGKE"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from emonev.ingest.header import squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.texts import area_text

_NAMES = {
    "kabupaten": r"kab(?:upaten)?\.?(?:\s*/\s*kota)?",
    "kecamatan": r"kec(?:amatan)?\.?",
    "puskesmas": r"(?:uptd?\s+)?(?:puskesmas|pkm)\.?",
    "desa": r"(?:nama\s+)?(?:desa|kelurahan)(?:\s*/\s*kel(?:urahan)?)?\.?",
}
_TITLE = {
    name: re.compile(rf"^(?:nama\s+)?{words}\s*:\s*(?P<text>.*)$", re.IGNORECASE)
    for name, words in _NAMES.items()
}
_ALL = frozenset({"", "-", "semua", "all", "seluruh", "..."})
_MOST_CELLS = 8


@dataclass(frozen=True, slots=True)
class TitledPlace:
    """What a line at position ``at`` says of the rows below it; ``name`` as columns of areas."""

    at: int
    name: str
    text: str


def titled_places(raw: RawSheet) -> tuple[TitledPlace, ...]:
    """Every line that names a place with a colon, top to bottom; "Desa : Semua" names none."""
    found = []
    for at, row in enumerate(raw.rows):
        texts = [text for text in map(squeezed, row) if text]
        if len(texts) > _MOST_CELLS or not any(":" in text for text in texts):
            continue
        for cell, after in zip(texts, (*texts[1:], ""), strict=True):
            joined = f"{cell} {after}" if cell.endswith(":") or after.startswith(":") else cell
            for name, pattern in _TITLE.items():
                match = pattern.match(joined)
                text = area_text(match["text"].strip(" .")) if match else None
                if text and text.casefold() not in _ALL:
                    found.append(TitledPlace(at, name, text))
    return tuple(found)
