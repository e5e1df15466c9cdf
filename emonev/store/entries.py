"""The ledger of entries: staging, fates, writing, undo, and the cube rows made from it.

The caller holds one transaction (``Store.writing``); nothing here commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from emonev.indicators.registry import registry
from emonev.store import combined, masters, sasaran
from emonev.store.insert import insert_rows
from emonev.store.store import HERE, Cursor, sql

PlaceTexts = tuple[str | None, str | None, str | None, str | None, str | None]
"""Area texts of an entry: kabupaten, kecamatan, puskesmas, desa, code."""

Touched = tuple[str, str, str]
"""Kabupaten code, kind and source of entries that were written."""


ALONE = "alone"
"""Rule over months of a measure nobody defined: no quarter is made of its months."""


@dataclass(frozen=True, slots=True)
class LocalMeasure:
    """A measure that users named themselves; ``unit`` "jumlah" (a count) or "persen"."""

    key: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """One distinct combination of area texts and where it lies (area_code None: not taken)."""

    kabupaten: str | None
    kecamatan: str | None
    puskesmas: str | None
    desa: str | None
    code: str | None
    kabupaten_code: str | None
    kecamatan_code: str | None
    area_code: str | None
    puskesmas_name: str | None


def stage(cursor: Cursor, sheets: Sequence[tuple[str, Path]]) -> list[tuple[PlaceTexts, int]]:
    """Read the entries of all sheets (kind, file); give the distinct area texts with their rows."""
    cursor.execute((HERE / "entry_staging.sql").read_text(encoding="utf-8"))
    after = 0
    for kind, file in sheets:
        cursor.execute(sql("entry_stage"), {"kind": kind, "file": str(file), "after": after})
        row = cursor.execute("SELECT count(*) FROM staged_entry").fetchone()
        assert row is not None
        after = int(row[0])
    return places_found(cursor)


def places_found(cursor: Cursor) -> list[tuple[PlaceTexts, int]]:
    """Distinct area texts of the accepted staged entries, with their rows."""
    found = cursor.execute(sql("entry_places_found")).fetchall()
    return [((row[0], row[1], row[2], row[3], row[4]), row[5]) for row in found]


def name_kabupaten(cursor: Cursor, texts: PlaceTexts, name: str) -> bool:
    """Let staged rows at the foot of a table, of a place that an earlier row named already, name
    the kabupaten ``name`` instead; True where there are any."""
    columns = ("kabupaten", "kecamatan", "puskesmas", "desa", "code")
    wanted = dict(zip(columns, texts, strict=True))
    rows = cursor.execute(sql("entry_kabupaten_rows"), wanted).fetchall()
    for sheet, row in rows:
        named = {"name": name, "sheet": sheet, "row": row}
        cursor.execute(sql("entry_name_kabupaten"), named)
    return bool(rows)


def whole_kabupaten(cursor: Cursor, kinds: Sequence[str]) -> frozenset[PlaceTexts]:
    """Area texts of staged rows of these kinds that name a kabupaten and nothing below it."""
    rows = cursor.execute(sql("entry_whole_kabupaten"), {"kinds": list(kinds)}).fetchall()
    return frozenset((row[0], row[1], row[2], row[3], row[4]) for row in rows)


def texts_of(cursor: Cursor, kinds: Sequence[str]) -> frozenset[PlaceTexts]:
    """Area texts of the accepted staged rows of these kinds."""
    rows = cursor.execute(sql("entry_texts_of_kinds"), {"kinds": list(kinds)}).fetchall()
    return frozenset((row[0], row[1], row[2], row[3], row[4]) for row in rows)


def put_places(cursor: Cursor, places: Iterable[EntryPlace]) -> None:
    """Say where each distinct combination of area texts lies."""
    columns = tuple(EntryPlace.__slots__)
    insert_rows(cursor, "entry_place", columns, [[getattr(p, c) for c in columns] for p in places])


def decide_fates(cursor: Cursor) -> dict[str, dict[str, int]]:
    """The fate of every accepted row against what is stored: sheet → fate → rows.

    A row that was summed into another one shares its fate; one without any figure and without an
    error is "unchanged": it says nothing new.
    """
    cursor.execute(sql("entry_incoming"))
    fates: dict[str, dict[str, int]] = {}
    for sheet, fate, count in cursor.execute(sql("entry_fates")).fetchall():
        fates.setdefault(sheet, {})[fate] = count
    for sheet, fate, count in cursor.execute(sql("entry_follower_fates")).fetchall():
        own = fates.setdefault(sheet, {})
        own[fate] = own.get(fate, 0) + count
    for sheet, count in cursor.execute(sql("entry_empty_rows")).fetchall():
        own = fates.setdefault(sheet, {})
        own["unchanged"] = own.get("unchanged", 0) + count
    return fates


def write(cursor: Cursor, batch_id: str) -> list[Touched]:
    """Store new and updated entries; give what was touched."""
    cursor.execute(sql("entry_write_replaced"), {"batch_id": batch_id})
    cursor.execute(sql("entry_delete_updated"))
    cursor.execute(sql("entry_write"), {"batch_id": batch_id})
    cursor.execute(sql("entry_write_unchanged"), {"batch_id": batch_id})
    return cursor.execute(sql("entry_touched")).fetchall()


def touched_periods(cursor: Cursor) -> list[str]:
    """Periods of the entries written, in order."""
    return [row[0] for row in cursor.execute(sql("entry_periods")).fetchall()]


def duplicates(cursor: Cursor) -> list[tuple[str, int]]:
    """(sheet, row) of rows that a later row of the file says again."""
    return cursor.execute(sql("entry_duplicates")).fetchall()


def left_alone(cursor: Cursor) -> list[tuple[str, int]]:
    """Sheets with empty cells where a figure is stored, and how many: those figures stay."""
    return cursor.execute(sql("entry_left_alone")).fetchall()


def refresh(cursor: Cursor, touched: Iterable[Touched]) -> None:
    """Make the cube rows of the touched sources again from the ledger, and the sasaran.

    A target of e-PPGBM bears the source of children: their rows are not made of entries.
    """
    touched = list(touched)
    masters.refresh(cursor, touched)
    sasaran.refresh(cursor, [kabupaten for kabupaten, kind, _ in touched if kind == sasaran.KIND])
    entries = registry().entries
    local = [measure.key for measure in local_measures(cursor)]
    cursor.execute(
        sql("entry_measures"),
        {
            "measures": [entry.key for entry in entries] + local,
            "rules": [entry.over_months for entry in entries] + [ALONE] * len(local),
        },
    )
    for kabupaten, source in sorted({(kabupaten, source) for kabupaten, _, source in touched}):
        if source in combined.FROM_CHILDREN:
            continue
        named = {"kabupaten": kabupaten, "source": source}
        cursor.execute(sql("forget_entry_cube"), named)
        cursor.execute(sql("entry_cube"), named)
        if source == combined.RECAP:
            combined.refresh(cursor, kabupaten)


def local_measures(cursor: Cursor) -> list[LocalMeasure]:
    """Measures that users named themselves, by label."""
    rows = cursor.execute(sql("local_measures")).fetchall()
    return [LocalMeasure(*row) for row in rows]


def put_local_measures(cursor: Cursor, measures: Iterable[LocalMeasure]) -> None:
    """Remember measures; the newest name holds."""
    rows = {one.key: (one.key, one.label, one.unit) for one in measures}
    insert_rows(
        cursor, "local_measure", ("key", "label", "unit"), list(rows.values()),
        conflict="OR REPLACE",
    )  # fmt: skip


def undo(cursor: Cursor, batch_id: str) -> list[Touched]:
    """Take a batch's entries out and give back what they replaced; give what was touched."""
    named = {"batch_id": batch_id}
    touched: list[Touched] = cursor.execute(sql("entry_touched_by_batch"), named).fetchall()
    for name, parameters in (
        ("entry_undo_heirs", named), ("entry_undo_adopt", named),
        ("entry_undo_adopt_replaced", named), ("entry_undo_adopt_unchanged", {}),
    ):  # fmt: skip
        cursor.execute(sql(name), parameters)
    for name in (
        "entry_undo_splice", "entry_undo_drop_spliced", "entry_undo_delete", "entry_undo_restore",
        "entry_undo_drop_replaced",
    ):  # fmt: skip
        cursor.execute(sql(name), named)
    return touched


def undo_counts(cursor: Cursor, batch_id: str) -> tuple[int, int, int, int]:
    """What undoing would do to entries: taken out, given back, kept, periods."""
    row = cursor.execute(sql("entry_undo_preview"), {"batch_id": batch_id}).fetchone()
    assert row is not None
    return (row[0], row[1], row[2], row[3])
