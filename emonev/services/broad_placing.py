"""Where the figures of a survey lie: a kabupaten, a province or the nation, by code or name.

A name that is not known is never taken for the kabupaten at work, as it is in sheets of desa.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emonev.core.area import Level, parent_of
from emonev.ingest.area_match import AreaIndex, PlaceText
from emonev.ingest.area_names import fold, squeeze
from emonev.services.entry_placing import PlacedEntries, area_of_code
from emonev.services.placing import Placed, Placing, PlacingOptions, area_index, place_rows
from emonev.store.entries import EntryPlace, PlaceTexts
from emonev.store.store import Cursor

NATION = ""
"""Area code of the whole country, as in ``data/acuan``."""

_NATION_NAMES = frozenset({"indonesia", "nasional", "republik indonesia", "national"})
_PROVINCE_WORDS = ("provinsi ", "propinsi ", "prov. ", "prov ")


def place_broad(
    cursor: Cursor, found: Sequence[tuple[PlaceTexts, int]], options: PlacingOptions
) -> PlacedEntries:
    """Place every distinct combination of texts (with its rows). A kabupaten that is not known is
    asked. With ``strict`` only the own kabupaten, its province and the nation are taken."""
    index = area_index(cursor)
    known = {texts: _place(index, texts, options) for texts, _ in found}
    open_ones = [(texts, rows) for texts, rows in found if known[texts] is None]
    asked = place_rows(
        cursor,
        [(_named(texts), rows) for texts, rows in open_ones],
        replace(options, kabupaten="", area="", strict=False),
    )
    placed = {t: p for t, p in known.items() if p is not None}
    placed |= dict(zip((t for t, _ in open_ones), asked.placed, strict=True))
    places = tuple(
        EntryPlace(*t, p.kabupaten_code, p.kecamatan_code, p.area_code, None)
        for t, p in placed.items()
    )
    issues = tuple((t, p.issue) for t, p in placed.items() if p.issue not in _PLAIN)
    whole = Placing(tuple(placed.values()), asked.new_areas, (), asked.questions)
    return PlacedEntries(places, whole, issues)


_PLAIN = ("", "desa_tidak_disebut")


def _named(texts: PlaceTexts) -> PlaceText:
    return PlaceText(texts[0], texts[1], None, texts[3])


def _place(index: AreaIndex, texts: PlaceTexts, options: PlacingOptions) -> Placed | None:
    """The nation, or the area of the code or name; None: not known."""
    name = fold(texts[0])
    if name in _NATION_NAMES:
        return Placed(_named(texts), NATION, None, NATION, None)
    code = area_of_code(index, texts[4]) or _province(index, texts[0])
    if code is None and not texts[1] and not texts[3]:
        code = index.match_kabupaten(texts[0]).area_code
    if code is None:
        return None
    area = index.areas[code]
    kabupaten = code if area.level in (Level.PROVINSI, Level.KABUPATEN) else _above(code)
    own = options.kabupaten
    if options.strict and own and kabupaten not in (own, parent_of(own)):
        return Placed(_named(texts), None, None, None, None, "kabupaten_lain")
    kecamatan = code if area.level is Level.KECAMATAN else None
    if area.level is Level.DESA:
        kecamatan = parent_of(code)
    return Placed(_named(texts), kabupaten, kecamatan, code, None)


def _above(code: str) -> str:
    return ".".join(code.split(".")[:2])


def _province(index: AreaIndex, name: str | None) -> str | None:
    """A province by its name; "Prov." before it is no part of the name."""
    text = (name or "").strip()
    for word in _PROVINCE_WORDS:
        if text.lower().startswith(word):
            text = text[len(word) :]
    wanted = squeeze(text, Level.PROVINSI)
    found = [a.code for a in index.at(Level.PROVINSI) if squeeze(a.name, Level.PROVINSI) == wanted]
    return found[0] if wanted and len(found) == 1 else None
