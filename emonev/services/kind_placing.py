"""Placing by kind: masters first (they say what there is), surveys broadly, the rest as desa."""

from __future__ import annotations

from collections.abc import Sequence

from emonev.core.area import Level, dotted, level_of, parent_of
from emonev.core.area_note import area_from, area_note, told_from, told_of
from emonev.ingest.area_match import PlaceText
from emonev.services.broad_placing import place_broad
from emonev.services.entry_placing import PlacedEntries, place_entries
from emonev.services.placing import Placed, Placing, PlacingOptions
from emonev.store import areas as stored
from emonev.store import entries, masters
from emonev.store.entries import EntryPlace, PlaceTexts
from emonev.store.store import Cursor

BROAD = ("survei",)
"""Kinds whose rows are kabupaten, provinces or the nation."""

MAY_BE_BROAD = ("target", "anggaran")
"""Kinds whose rows may name a whole kabupaten, which then is that one and no other."""

Found = Sequence[tuple[PlaceTexts, int]]


def place_kinds(
    cursor: Cursor, found: Found, options: PlacingOptions, whole: frozenset[PlaceTexts]
) -> PlacedEntries:
    """Place every distinct combination of texts. Areas and puskesmas of a master in the file are
    known to everything else in it. Raises WrongCall as ``place_entries``."""
    refused = _take_areas(cursor, options)
    listed = entries.texts_of(cursor, (masters.AREA, masters.PUSKESMAS))
    broad = entries.texts_of(cursor, BROAD) | {
        texts
        for texts in entries.texts_of(cursor, MAY_BE_BROAD)
        if texts[0] and not any(texts[1:4])
    }
    lost = [pair for pair in found if pair[0] in listed and _refusal(pair[0], refused)]
    first = [pair for pair in found if pair[0] in listed and not _refusal(pair[0], refused)]
    wide = [pair for pair in found if pair[0] in broad and pair[0] not in listed]
    rest = [pair for pair in found if pair[0] not in listed and pair[0] not in broad]
    parts = [_lost(lost, refused)]
    if first:
        parts.append(place_entries(cursor, first, options))
        _know_puskesmas(cursor, parts[-1])
    if wide:
        parts.append(place_broad(cursor, wide, options))
    if rest:
        parts.append(place_entries(cursor, rest, options, whole))
    return _together(parts)


def _take_areas(cursor: Cursor, options: PlacingOptions) -> dict[str, str]:
    """Store the areas of a master; gives code → issue of those that cannot be taken.

    What the sheet leaves out of an area that is stored stays as it is.
    """
    if not masters.staged_areas(cursor):
        return {}
    known = {area.code: area for area in stored.load_areas(cursor)}
    masters.settle_mentioned(cursor, known)
    staged = dict(masters.staged_areas(cursor))
    refused: dict[str, str] = {}
    for code in sorted(staged, key=lambda code: code.count(".")):
        parent = parent_of(code)
        own = options.kabupaten
        if options.strict and own and masters.kabupaten_of(code) != own:
            refused[code] = "kabupaten_lain"
        elif level_of(code) in (Level.KECAMATAN, Level.DESA) and (
            parent in refused or (parent not in known and parent not in staged)
        ):
            refused[code] = "induk_wilayah_tidak_ada"
    taken = {code: told_of(note) for code, note in staged.items() if code not in refused}
    before = {code: told_from(known[code]) for code in taken if code in known}
    whole = {code: area_note({**before.get(code, {}), **told}) for code, told in taken.items()}
    masters.put_staged_notes(cursor, whole.items())
    masters.put_baseline(cursor, [(code, area_note(told)) for code, told in before.items()])
    masters.put_areas(cursor, [area_from(code, told_of(note)) for code, note in whole.items()])
    return refused


def _refusal(texts: PlaceTexts, refused: dict[str, str]) -> str:
    return refused.get(dotted(texts[4] or "") or "", "")


def _lost(found: Found, refused: dict[str, str]) -> PlacedEntries:
    issues = tuple((texts, _refusal(texts, refused)) for texts, _ in found)
    places = tuple(EntryPlace(*texts, None, None, None, None) for texts, _ in found)
    placed = tuple(
        Placed(PlaceText(*texts[:4]), None, None, None, texts[2], issue) for texts, issue in issues
    )
    return PlacedEntries(places, Placing(placed), issues)


def _know_puskesmas(cursor: Cursor, placed: PlacedEntries) -> None:
    """The puskesmas of a master are at home where it says, for what else the file holds."""
    stored.put_puskesmas(cursor, placed.placing.new_puskesmas)
    homes = {
        (place.kecamatan_code, place.puskesmas_name)
        for place in placed.places
        if place.kecamatan_code and place.puskesmas_name
    }
    masters.home_puskesmas(cursor, sorted(homes))


def _together(parts: Sequence[PlacedEntries]) -> PlacedEntries:
    placings = [part.placing for part in parts]
    return PlacedEntries(
        tuple(place for part in parts for place in part.places),
        Placing(
            tuple(one for placing in placings for one in placing.placed),
            tuple(dict.fromkeys(a for placing in placings for a in placing.new_areas)),
            tuple(dict.fromkeys(p for placing in placings for p in placing.new_puskesmas)),
            tuple(q for placing in placings for q in placing.questions),
        ),
        tuple(issue for part in parts for issue in part.issues),
    )
