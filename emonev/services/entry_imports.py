"""The sheets of counts of one file into the ledger, inside the import's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import Issue, ParsedSheet, Question
from emonev.services.kind_placing import Found, place_kinds
from emonev.services.own_kabupaten import own_kabupaten, tell_apart
from emonev.services.placing import Placing, PlacingOptions, area_index
from emonev.store import entries
from emonev.store.entries import PlaceTexts, Touched
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class TakenEntries:
    """What became of the sheets of counts: fates per sheet, issues, questions, new areas."""

    fates: Mapping[str, Mapping[str, int]]
    issues: tuple[Issue, ...]
    placing: Placing

    @property
    def questions(self) -> tuple[Question, ...]:
        """Questions about areas left open."""
        return self.placing.questions


ANSWERED_ROWS = ("wide", "long")
"""Kinds whose rows are kabupaten only because the user said so: unknown ones become areas."""

NOTHING = TakenEntries({}, (), Placing(()))

_KEPT_AS = {"krs_keluarga": "krs"}


def ledger_kind(kind: str) -> str:
    """The kind figures are kept under: families summed per desa are the desa's KRS figures, so
    that a table of desa and a list of families never count twice."""
    return _KEPT_AS.get(kind, kind)


def take(cursor: Cursor, sheets: Sequence[ParsedSheet], options: PlacingOptions) -> TakenEntries:
    """Stage, place and judge the entries of ``sheets``; nothing is written yet."""
    files = [
        (ledger_kind(sheet.kind), sheet.entries_file) for sheet in sheets if sheet.entries_file
    ]
    if not files:
        return NOTHING
    found = _told_apart(cursor, entries.stage(cursor, files), options)
    placed = place_kinds(cursor, found, options, entries.whole_kabupaten(cursor, ANSWERED_ROWS))
    entries.put_places(cursor, placed.places)
    fates = entries.decide_fates(cursor)
    issues = [Issue("baris_ganda_tabel", sheet, row) for sheet, row in entries.duplicates(cursor)]
    issues += [
        Issue("kosong_tidak_menghapus", sheet, count=cells)
        for sheet, cells in entries.left_alone(cursor)
    ]
    for texts, code in placed.issues:
        issues += _rows_of(cursor, texts, code)
    return TakenEntries(fates, tuple(issues), placed.placing)


def _told_apart(cursor: Cursor, found: Found, options: PlacingOptions) -> Found:
    """Area texts with their rows, once rows of the kabupaten itself are told from a kecamatan of
    its name."""
    texts = [one for one, _ in found]
    own = own_kabupaten(cursor, area_index(cursor), texts, options)
    return entries.places_found(cursor) if tell_apart(cursor, own, texts) else found


def _rows_of(cursor: Cursor, texts: PlaceTexts, code: str) -> list[Issue]:
    rows = cursor.execute(
        "SELECT DISTINCT sheet, row FROM staged_entry WHERE fate IS NULL AND measure <> '' "
        "AND kabupaten IS NOT DISTINCT FROM $1 AND kecamatan IS NOT DISTINCT FROM $2 "
        "AND puskesmas IS NOT DISTINCT FROM $3 AND desa IS NOT DISTINCT FROM $4 "
        "AND code IS NOT DISTINCT FROM $5 ORDER BY sheet, row",
        list(texts),
    ).fetchall()
    shown = " / ".join(part for part in (*texts[:4], texts[4]) if part)
    return [Issue(code, sheet, row, None, shown, CATALOGUE[code].expected) for sheet, row in rows]


def write(cursor: Cursor, batch_id: str) -> tuple[list[Touched], list[str]]:
    """Store what was taken; gives what was touched and its periods."""
    touched = entries.write(cursor, batch_id)
    return touched, entries.touched_periods(cursor)
