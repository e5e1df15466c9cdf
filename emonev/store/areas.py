"""The area master as stored: reading it whole, adding to it."""

from __future__ import annotations

from collections.abc import Iterable

from emonev.core.area import Area, Level
from emonev.store.insert import insert_rows
from emonev.store.store import Cursor

_COLUMNS = "code, name, level, parent_code, bps_code, kind, valid_from, valid_to, provisional"


def load_areas(cursor: Cursor, below: str = "") -> list[Area]:
    """All areas, or those at and below ``below``, by code. Puskesmas are not among them."""
    rows = cursor.execute(
        f"SELECT {_COLUMNS} FROM area "
        "WHERE $below = '' OR code = $below OR starts_with(code, $below || '.') ORDER BY code",
        {"below": below},
    ).fetchall()
    return [Area(r[0], r[1], Level(r[2]), *r[3:]) for r in rows]


def load_aliases(cursor: Cursor) -> list[tuple[str, str]]:
    """(area code, other spelling) pairs."""
    return cursor.execute("SELECT area_code, alias FROM area_alias ORDER BY ALL").fetchall()


def load_splits(cursor: Cursor) -> list[tuple[str, str]]:
    """(area code, code of the area it was split off from) pairs."""
    return cursor.execute("SELECT area_code, from_code FROM area_split ORDER BY ALL").fetchall()


def put_areas(cursor: Cursor, areas: Iterable[Area], batch_id: str | None = None) -> None:
    """Add areas, or replace those of the same code. ``batch_id``: the upload that made them."""
    rows = [
        [a.code, a.name, str(a.level), a.parent_code, a.bps_code, a.kind, a.valid_from,
         a.valid_to, a.provisional, batch_id]
        for a in areas
    ]  # fmt: skip
    if not rows:
        return
    cursor.execute(
        "DELETE FROM area WHERE code IN (SELECT unnest($codes))", {"codes": [r[0] for r in rows]}
    )
    insert_rows(cursor, "area", (*_COLUMNS.split(", "), "batch_id"), rows)


def put_alias(cursor: Cursor, area_code: str, alias: str, note: str) -> None:
    """Remember another spelling of an area (once)."""
    cursor.execute(
        "DELETE FROM area_alias WHERE area_code = $code AND alias = $alias",
        {"code": area_code, "alias": alias},
    )
    cursor.execute(
        "INSERT INTO area_alias VALUES ($code, $alias, $note)",
        {"code": area_code, "alias": alias, "note": note},
    )


def put_sasaran(cursor: Cursor, rows: Iterable[tuple[str, int, str, int]]) -> None:
    """Store target populations: (area code, year, source, balita), replacing the same key."""
    columns = ("area_code", "year", "source", "balita")
    insert_rows(cursor, "sasaran", columns, rows, conflict="OR REPLACE")


def load_puskesmas(cursor: Cursor, kabupaten: str) -> list[tuple[str, str]]:
    """(kecamatan code, puskesmas name) of a kabupaten."""
    return cursor.execute(
        "SELECT kecamatan_code, name FROM puskesmas "
        "WHERE kecamatan_code = $code OR starts_with(kecamatan_code, $code || '.') ORDER BY ALL",
        {"code": kabupaten},
    ).fetchall()


def put_puskesmas(cursor: Cursor, rows: Iterable[tuple[str, str, str]]) -> None:
    """Add puskesmas: (kecamatan code, name, note); known ones stay as they are."""
    insert_rows(cursor, "puskesmas", ("kecamatan_code", "name", "note"), rows, conflict="OR IGNORE")
