"""The tables the matching reads, made from uploaded masters: areas, puskesmas, other spellings.

The ledger says what every upload told of an area. Before an upload changes one that was there by
another way (shipped, ``areas import``), its state goes into the ledger too, so that undoing gives
it back. The caller holds the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from emonev.core.area import Area, parent_of
from emonev.core.area_note import area_from, told_of
from emonev.store import areas as stored
from emonev.store.insert import insert_rows
from emonev.store.store import Cursor, sql

AREA, PUSKESMAS, ALIAS = "wilayah", "puskesmas", "alias"
KINDS = (AREA, PUSKESMAS, ALIAS)
"""Ledger kinds of masters; an area list may hold puskesmas and spellings too."""

SOURCE = "daftar"

LISTED = "daftar unggahan"
"""Marks areas, puskesmas and spellings that an uploaded master tells of."""

GUESSED = "dari unggahan"
"""Marks puskesmas that some upload merely named."""

_COLUMNS = (
    "kind", "kabupaten_code", "kecamatan_code", "area_code", "puskesmas", "period", "source",
    "measure", "subject", "state", "note", "batch_id", "sheet", "row",
)  # fmt: skip


def staged_areas(cursor: Cursor) -> list[tuple[str, str]]:
    """(code, note) of the staged areas, in file order; rejected rows are left out."""
    return cursor.execute(sql("masters_staged_areas")).fetchall()


def settle_mentioned(cursor: Cursor, known: Iterable[str]) -> None:
    """Areas only named beside their desa: those ``known`` say nothing new, others are told of."""
    cursor.execute(
        "DELETE FROM staged_entry WHERE measure = 'wilayah' AND subject = 'disebut' "
        "AND list_contains(CAST($known AS VARCHAR[]), code)",
        {"known": list(known)},
    )
    cursor.execute(
        "UPDATE staged_entry SET subject = '' WHERE measure = 'wilayah' AND subject = 'disebut'"
    )


def put_staged_notes(cursor: Cursor, notes: Iterable[tuple[str, str]]) -> None:
    """Give the staged rows of each code its whole note, so that equal areas compare equal."""
    cursor.execute("CREATE OR REPLACE TEMP TABLE whole_note (code VARCHAR, note VARCHAR)")
    insert_rows(cursor, "whole_note", ("code", "note"), notes)
    cursor.execute(
        "UPDATE staged_entry SET note = w.note FROM whole_note AS w "
        "WHERE staged_entry.measure = 'wilayah' AND staged_entry.code = w.code"
    )


def put_baseline(cursor: Cursor, notes: Sequence[tuple[str, str]]) -> None:
    """Write into the ledger what areas were before any upload told of them (once per area)."""
    known = {row[0] for row in cursor.execute(sql("masters_told_codes")).fetchall()}
    rows = [
        (AREA, kabupaten_of(code), kecamatan_of(code), code, "", "", SOURCE, AREA, "", "ada", note,
         "", "", 0)
        for code, note in notes
        if code not in known
    ]  # fmt: skip
    insert_rows(cursor, "entry", _COLUMNS, rows)


def kabupaten_of(code: str) -> str:
    """The code's kabupaten, or the province itself."""
    return ".".join(code.split(".")[:2])


def kecamatan_of(code: str) -> str | None:
    """The code's kecamatan, or None above it."""
    parts = code.split(".")
    return ".".join(parts[:3]) if len(parts) > 2 else None


def put_areas(cursor: Cursor, areas: Iterable[Area]) -> None:
    """Store areas of an uploaded master, those only that differ from what is stored."""
    known = {area.code: area for area in stored.load_areas(cursor)}
    changed = [area for area in areas if known.get(area.code) != area]
    stored.put_areas(cursor, changed, LISTED)


def home_puskesmas(cursor: Cursor, homes: Iterable[tuple[str, str]]) -> None:
    """(kecamatan code, name) as a master says: another home that was only guessed is forgotten."""
    for kecamatan, name in homes:
        named = {"kecamatan": kecamatan, "name": name, "kabupaten": parent_of(kecamatan)}
        cursor.execute(sql("masters_other_homes"), named)
        stored.put_puskesmas(cursor, [(kecamatan, name, LISTED)])
        cursor.execute(
            "UPDATE puskesmas SET note = $note WHERE kecamatan_code = $kecamatan AND name = $name",
            {"kecamatan": kecamatan, "name": name, "note": LISTED},
        )


def refresh(cursor: Cursor, touched: Iterable[tuple[str, str, str]]) -> None:
    """Make areas, puskesmas and spellings of the kabupaten whose masters were touched again.

    ``touched``: kabupaten code, kind and source of the entries written or taken out.
    """
    for kabupaten in sorted({kabupaten for kabupaten, kind, _ in touched if kind in KINDS}):
        named = {"kabupaten": kabupaten}
        told = cursor.execute(sql("masters_told_areas"), named).fetchall()
        put_areas(cursor, [area_from(code, told_of(note)) for code, note in told])
        cursor.execute(sql("masters_drop_areas"), {**named, "listed": LISTED})
        cursor.execute(
            sql("masters_release_puskesmas"), {**named, "listed": LISTED, "guessed": GUESSED}
        )
        cursor.execute(sql("undo_drop_puskesmas"))
        home_puskesmas(cursor, cursor.execute(sql("masters_told_puskesmas"), named).fetchall())
        cursor.execute(sql("masters_drop_aliases"), {**named, "listed": LISTED})
        for code, alias in cursor.execute(sql("masters_told_aliases"), named).fetchall():
            stored.put_alias(cursor, code, alias, LISTED)
