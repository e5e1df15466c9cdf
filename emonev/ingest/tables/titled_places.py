"""Places that stand above a table instead of in a column: "PUSKESMAS : MALANGKE"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emonev.ingest.header import squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.texts import area_text

_NAMES = {
    "kabupaten": r"kab(?:upaten)?\.?(?:\s*/\s*kota)?",
    "kecamatan": r"kec(?:amatan)?\.?",
    "puskesmas": r"(?:uptd?\s+)?(?:puskesmas|pkm)\.?",
    "desa": r"(?:nama\s+)?(?:desa|kelurahan)(?:\s*/\s*kel(?:urahan)?)?\.?",
}
TITLES = {
    name: re.compile(rf"^(?:nama\s+)?{words}\s*:\s*(?P<text>.*)$", re.IGNORECASE)
    for name, words in _NAMES.items()
}
"""Area field → the line that names one, its name as "text"."""
_ALL = frozenset({"", "-", "semua", "all", "seluruh", "..."})
_MOST_CELLS = 8
LEVELS = ("kabupaten", "kecamatan", "puskesmas", "desa", "posyandu")
"""Places from the widest to the smallest."""


@dataclass(frozen=True, slots=True)
class TitledPlace:
    """What a line at position ``at`` says of the rows below it; ``name`` as columns of areas."""

    at: int
    name: str
    text: str


def titled_places(raw: RawSheet) -> tuple[TitledPlace, ...]:
    """Every line that names a place with a colon, top to bottom; "Desa : Semua" names none."""
    return tuple(
        one for at, row in enumerate(raw.rows) if _has_colon(row) for one in places_of_line(at, row)
    )


def _has_colon(row: Sequence[Any]) -> bool:
    return any(type(value) is str and ":" in value for value in row)


def places_of_line(
    at: int, row: Sequence[Any], titles: Mapping[str, re.Pattern[str]] = TITLES
) -> Iterator[TitledPlace]:
    """The places one line names."""
    texts = [text for text in map(squeezed, row) if text]
    if len(texts) > _MOST_CELLS or not any(":" in text for text in texts):
        return
    for number in range(len(texts)):
        joined = _with_value(texts, number)
        for name, pattern in titles.items():
            match = pattern.match(joined)
            text = area_text(match["text"].strip(" .")) if match else None
            if text and ":" not in text and text.casefold() not in _ALL:
                yield TitledPlace(at, name, text)


def _with_value(texts: Sequence[str], number: int) -> str:
    """A cell with the next ones: label, colon and name may stand in cells of their own."""
    joined = texts[number]
    for after in texts[number + 1 : number + 3]:
        if not (joined.endswith(":") or after.startswith(":")):
            break
        joined = f"{joined} {after}"
    return joined


def is_told_above(name: str, columns: Iterable[str]) -> bool:
    """True where a title may say the place ``name``: it lies above what the rows name themselves,
    or they name nothing."""
    ranks = [LEVELS.index(one) for one in columns if one in LEVELS]
    return not ranks or LEVELS.index(name) < max(ranks)
