"""The reference data that ship with the code, copied into the store when they are new."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from emonev.store.home import DATA
from emonev.store.insert import insert_rows
from emonev.store.settings import get_setting, put_setting
from emonev.store.store import Cursor, Store

WILAYAH = DATA / "wilayah"
_AREA_COLUMNS = ("code", "name", "level", "parent_code", "kind", "bps_code", "valid_from",
                 "valid_to")  # fmt: skip


def seed(store: Store, folder: Path = WILAYAH) -> None:
    """Put areas, aliases, splits and boundaries of ``folder`` into the store, if they changed.

    What a user imported stays, except that a shipped code, alias or boundary of the same area is
    written anew. Does nothing where the folder is missing (a test's bare store).
    """
    files = sorted(folder.glob("*.csv")) + sorted(folder.glob("*.geojson"))
    if not files:
        return
    version = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    with store.reading() as cursor:
        if get_setting(cursor, "wilayah_version") == version:
            return
    with store.writing() as cursor:
        _seed_areas(cursor, folder)
        for file in folder.glob("*.geojson"):
            _seed_boundaries(cursor, file)
        put_setting(cursor, "wilayah_version", version)


def _rows(file: Path) -> Iterator[dict[str, str | None]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {key: value or None for key, value in row.items()}


def _seed_areas(cursor: Cursor, folder: Path) -> None:
    areas = [[row[c] for c in _AREA_COLUMNS] for row in _rows(folder / "areas.csv")]
    cursor.execute("DELETE FROM area WHERE code IN (SELECT unnest($codes))",
                   {"codes": [area[0] for area in areas]})  # fmt: skip
    insert_rows(cursor, "area", _AREA_COLUMNS, areas)
    for name, columns in (
        ("aliases", ("area_code", "alias", "note")),
        ("splits", ("area_code", "from_code", "note")),
    ):
        table = {"aliases": "area_alias", "splits": "area_split"}[name]
        rows = [[row[c] for c in columns] for row in _rows(folder / f"{name}.csv")]
        cursor.execute(
            f"DELETE FROM {table} WHERE area_code || '|' || {columns[1]} IN "
            "(SELECT unnest($known))",
            {"known": [f"{row[0]}|{row[1]}" for row in rows]},
        )
        insert_rows(cursor, table, columns, rows)


def _seed_boundaries(cursor: Cursor, file: Path) -> None:
    collection = json.loads(file.read_text(encoding="utf-8"))
    source = str(collection.get("source", file.name))
    put_boundaries(cursor, [_boundary(feature, source) for feature in collection["features"]])


def _boundary(feature: dict[str, Any], source: str) -> tuple[str, str, str, float, float, str]:
    known = feature["properties"]
    lon, lat = known["label_lon"], known["label_lat"]
    return known["code"], known["level"], json.dumps(feature["geometry"]), lon, lat, source


def put_boundaries(cursor: Cursor, rows: list[tuple[str, str, str, float, float, str]]) -> None:
    """Store shapes: (area code, level, GeoJSON geometry text, label lon, label lat, source)."""
    cursor.execute(
        "DELETE FROM boundary WHERE area_code IN (SELECT unnest($codes))",
        {"codes": [row[0] for row in rows]},
    )
    columns = ("area_code", "level", "geometry", "label_lon", "label_lat", "source")
    insert_rows(cursor, "boundary", columns, rows)
