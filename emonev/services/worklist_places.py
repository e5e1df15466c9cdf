"""Which rows of a file a viewer's work list takes: staged, placed, and reached by the scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from emonev.core.indonesian import integer
from emonev.core.scope import Scope
from emonev.ingest.area_match import AreaIndex, PlaceText
from emonev.ingest.parsed import ParsedSheet
from emonev.services.import_result import ImportOptions
from emonev.services.placing import SKIP, Placed, PlacingOptions, area_index, place_rows, subject_of
from emonev.store import importing
from emonev.store.settings import get_setting
from emonev.store.store import Cursor

UNPLACED = "-"
"""Stands for the area of a row that is in no known area: its own texts are shown."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The kabupaten of the rows taken ("" if none is known), and what was left out and why."""

    kabupaten: str
    notes: tuple[str, ...]


def stage_rows(
    cursor: Cursor, scope: Scope, sheets: Sequence[ParsedSheet], options: ImportOptions
) -> Taken:
    """Stage the rows of the sheets and place those that the viewer may look up.

    An area that is still unknown is no reason to leave a child out of the user's own list; a row of
    another kabupaten, of an area outside the scope, or one the user left out, is.
    """
    texts = importing.stage(cursor, [s.rows_file for s in sheets if s.rows_file])
    found = [(PlaceText(*text), rows) for text, rows in texts]
    wishes = _wishes(cursor, scope, [text for text, _ in found], options)
    index = area_index(cursor)
    counts = dict(found)
    taken: list[Placed] = []
    left = unplaced = 0
    for entry in place_rows(cursor, found, wishes).placed:
        placed = entry if entry.area_code else _by_its_texts(entry, wishes, index)
        if placed is None or not _is_reached(scope, placed, wishes.kabupaten):
            left += counts[entry.text]
            continue
        taken.append(placed)
        unplaced += 0 if entry.area_code else counts[entry.text]
    importing.put_places(cursor, [_row(placed) for placed in taken])
    codes = [p.kabupaten_code for p in taken if p.kabupaten_code]
    most = max(sorted(set(codes)), key=codes.count) if codes else wishes.kabupaten
    return Taken(most, _notes(left, unplaced))


def _wishes(
    cursor: Cursor, scope: Scope, texts: Sequence[PlaceText], options: ImportOptions
) -> PlacingOptions:
    """As the import places them; a viewer of one kabupaten gets rows of that kabupaten only."""
    own = ".".join(scope.area_code.split(".")[:2]) if scope.area_code else ""
    kabupaten = own or options.kabupaten
    if not kabupaten and not any(text.kabupaten for text in texts):
        kabupaten = get_setting(cursor, "kabupaten")
    return PlacingOptions(
        area=options.area,
        kabupaten=kabupaten,
        strict=bool(own) or options.strict,
        new_areas=options.new_areas,
        answers=options.answers,
    )


def _by_its_texts(entry: Placed, wishes: PlacingOptions, index: AreaIndex) -> Placed | None:
    if entry.issue == "kabupaten_lain" or wishes.answers.get(subject_of(entry.text)) == SKIP:
        return None
    written = entry.text.kabupaten
    named = index.match_kabupaten(written).area_code if written else None
    if wishes.strict and wishes.kabupaten and written and named != wishes.kabupaten:
        return None
    code = named or wishes.kabupaten or None
    return replace(entry, kabupaten_code=code, area_code=UNPLACED)


def _is_reached(scope: Scope, placed: Placed, kabupaten: str) -> bool:
    if placed.area_code == UNPLACED:
        return scope.reaches(kabupaten) if scope.area_code else True
    return scope.reaches(placed.area_code or "")


def _row(placed: Placed) -> importing.PlaceRow:
    return importing.PlaceRow(
        *placed.text, placed.kabupaten_code, placed.kecamatan_code, placed.area_code,
        placed.puskesmas,
    )  # fmt: skip


def _notes(left: int, unplaced: int) -> tuple[str, ...]:
    notes = []
    if left:
        notes.append(
            f"{integer(left)} baris dari wilayah lain, atau yang Anda lewati, tidak diambil."
        )
    if unplaced:
        notes.append(
            f"Wilayah {integer(unplaced)} baris belum dikenal: ditulis seperti di berkas, dan tidak"
            " dibandingkan dengan data tersimpan untuk daftar belum diukur."
        )
    return tuple(notes)
