"""Provisional areas for a kabupaten that has no master yet (``--new-areas``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from emonev.core.area import Area, Level, parent_of
from emonev.errors import Refused
from emonev.ingest.area_names import clean_name, fold, kind_in, squeeze, title_case

if TYPE_CHECKING:
    from emonev.ingest.area_match import AreaIndex, PlaceMatch, PlaceText

NO_KECAMATAN = "(tanpa kecamatan)"
NO_KABUPATEN = "(tanpa kabupaten)"


def missing_areas(
    index: AreaIndex, places: Sequence[PlaceText], kabupaten_code: str | None
) -> list[Area]:
    """The areas that must be added so that every name of ``places`` is known, parents first.

    Raises Refused ("several_kabupaten") when one code is given for several unknown names.
    """
    made: list[Area] = []
    for missing in (_missing_kabupaten, _missing_kecamatan, _missing_desa):
        fresh = missing(index, places, kabupaten_code)
        index = index.with_areas(fresh)
        made += fresh
    return made


def _missing_kabupaten(
    index: AreaIndex, places: Sequence[PlaceText], kabupaten_code: str | None
) -> list[Area]:
    everywhere = index.at(Level.KABUPATEN)
    unknown = [
        clean_name(place.kabupaten) or NO_KABUPATEN
        for place in places
        if index.match_place(*_names(place)).asked is Level.KABUPATEN
        and not index.is_tie(place.kabupaten, everywhere)
    ]
    if kabupaten_code is None:
        return _numbered(index, None, Level.KABUPATEN, unknown)
    named = _distinct((text for text in unknown if text != NO_KABUPATEN), Level.KABUPATEN)
    if len(named) > 1:
        listed = ", ".join(title_case(name) for name in named)
        raise Refused(
            "several_kabupaten",
            f"Berkas memuat beberapa kabupaten yang belum dikenal ({listed}),"
            f" tetapi hanya satu kode diberikan: {kabupaten_code}.",
            hint="Pisahkan berkas per kabupaten, atau impor tanpa kode kabupaten.",
        )
    if kabupaten_code in index.areas:
        return []
    return [_area(index, kabupaten_code, (named or [NO_KABUPATEN])[0], Level.KABUPATEN, None)]


def _missing_kecamatan(
    index: AreaIndex, places: Sequence[PlaceText], kabupaten_code: str | None
) -> list[Area]:
    unknown: dict[str, list[str]] = defaultdict(list)
    for place in places:
        found = _found(index, place, kabupaten_code)
        parent = found.kabupaten.area_code
        if parent is None or _is_known_twice(index, found, place):
            continue
        if found.asked is Level.KECAMATAN:
            unknown[parent].append(place.kecamatan or "")
        elif found.asked is Level.DESA and not fold(place.kecamatan):
            unknown[parent].append(NO_KECAMATAN)
    return [
        area
        for parent, texts in sorted(unknown.items())
        for area in _numbered(index, parent, Level.KECAMATAN, texts)
    ]


def _missing_desa(
    index: AreaIndex, places: Sequence[PlaceText], kabupaten_code: str | None
) -> list[Area]:
    unknown: dict[str, list[str]] = defaultdict(list)
    for place in places:
        found = _found(index, place, kabupaten_code)
        if found.asked is not Level.DESA or _is_known_twice(index, found, place):
            continue
        parent = found.kecamatan.area_code
        if parent is None:
            kecamatan = index.kecamatan_of(found.kabupaten.area_code or "")
            parent = index.match_among(NO_KECAMATAN, kecamatan).area_code
        if parent is not None:
            unknown[parent].append(place.desa or "")
    return [
        area
        for parent, texts in sorted(unknown.items())
        for area in _numbered(index, parent, Level.DESA, texts)
    ]


def _names(place: PlaceText) -> tuple[str | None, str | None, str | None]:
    return place.kabupaten, place.kecamatan, place.desa


def _found(index: AreaIndex, place: PlaceText, kabupaten_code: str | None) -> PlaceMatch:
    """The match of a place; one that names no kabupaten lies in "(tanpa kabupaten)"."""
    found = index.match_place(*_names(place), kabupaten_code=kabupaten_code)
    if found.asked is Level.KABUPATEN and not fold(place.kabupaten):
        return index.match_place(NO_KABUPATEN, place.kecamatan, place.desa)
    return found


def _is_known_twice(index: AreaIndex, found: PlaceMatch, place: PlaceText) -> bool:
    """True when the asked name belongs to several known areas: a question, not a new area."""
    if found.asked is Level.KECAMATAN:
        return index.is_tie(place.kecamatan, index.kecamatan_of(found.kabupaten.area_code or ""))
    parent = found.kecamatan.area_code or found.kabupaten.area_code or ""
    return found.asked is Level.DESA and index.is_tie(place.desa, index.desa_of(parent))


def _distinct(texts: Iterable[str], level: Level) -> list[str]:
    """One spelling per squeezed name, in alphabetical order of the squeezed name."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        spellings[squeeze(text, level)].append(clean_name(text))
    return [min(written) for _, written in sorted(spellings.items())]


def _numbered(
    index: AreaIndex, parent: str | None, level: Level, texts: Iterable[str]
) -> list[Area]:
    """Areas for the distinct names, with the provisional numbers that are free."""
    digits = 4 if level is Level.DESA else 2
    head = f"{parent}.~" if parent else "~"
    siblings = [c.removeprefix(head) for c in index.areas if c.startswith(head)]
    number = max((int(tail) for tail in siblings if tail.isdecimal()), default=0)
    areas = []
    for text in _distinct(texts, level):
        if text in (NO_KECAMATAN, NO_KABUPATEN):
            code = head + "0" * digits
            if code in index.areas:
                continue
        else:
            number += 1
            code = f"{head}{number:0{digits}d}"
        areas.append(_area(index, code, text, level, parent))
    return areas


def _area(index: AreaIndex, code: str, text: str, level: Level, parent: str | None) -> Area:
    if level is Level.KABUPATEN and (above := parent_of(code)) in index.areas:
        parent = above
    return Area(
        code=code,
        name=text if text in (NO_KECAMATAN, NO_KABUPATEN) else title_case(text, level),
        level=level,
        parent_code=parent,
        kind=kind_in(text) if level is Level.KABUPATEN else None,
        provisional="~" in code,
    )
