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
    issues += _issues_of_places(cursor, placed.issues)
    return TakenEntries(fates, tuple(issues), placed.placing)


def _told_apart(cursor: Cursor, found: Found, options: PlacingOptions) -> Found:
    """Area texts with their rows, once rows of the kabupaten itself are told from a kecamatan of
    its name."""
    texts = [one for one, _ in found]
    own = own_kabupaten(cursor, area_index(cursor), texts, options)
    return entries.places_found(cursor) if tell_apart(cursor, own, texts) else found


def _issues_of_places(cursor: Cursor, told: Sequence[tuple[PlaceTexts, str]]) -> list[Issue]:
    """An issue for every row of these places, place by place; one question however many."""
    if not told:
        return []
    rows_of: dict[tuple[str | None, ...], list[tuple[str, int]]] = {texts: [] for texts, _ in told}
    for *texts, sheet, row in cursor.execute(
        "SELECT DISTINCT kabupaten, kecamatan, puskesmas, desa, code, sheet, row FROM staged_entry "
        "WHERE fate IS NULL AND measure <> '' ORDER BY sheet, row"
    ).fetchall():
        if (rows := rows_of.get(tuple(texts))) is not None:
            rows.append((sheet, row))
    return [
        Issue(code, sheet, row, None, " / ".join(filter(None, texts)), CATALOGUE[code].expected)
        for texts, code in told
        for sheet, row in rows_of[texts]
    ]


def write(cursor: Cursor, batch_id: str) -> tuple[list[Touched], list[str]]:
    """Store what was taken; gives what was touched and its periods."""
    touched = entries.write(cursor, batch_id)
    return touched, entries.touched_periods(cursor)
