"""A store in memory from a few plain rows: a test says only what matters.

``store([measurement(child=1, on="2025-08-10", haz=-2.5)])`` is a store with areas, children, one
batch, the measurement and a refreshed cube. Dull defaults: kabupaten 73.22, one desa, a boy of two
years, a healthy z everywhere. Not part of the product.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from emonev.store import cube
from emonev.store.insert import insert_rows
from emonev.store.store import Cursor, Store

KABUPATEN = "73.22"
DESA = "73.22.01.2001"

AREAS: tuple[tuple[str, str, str, str | None], ...] = (
    ("73", "Sulawesi Selatan", "provinsi", None),
    ("73.22", "Luwu Utara", "kabupaten", "73"),
    ("73.22.01", "Kecamatan Satu", "kecamatan", "73.22"),
    ("73.22.02", "Kecamatan Dua", "kecamatan", "73.22"),
    ("73.22.01.2001", "Desa A", "desa", "73.22.01"),
    ("73.22.01.2002", "Desa B", "desa", "73.22.01"),
    ("73.22.02.2001", "Desa C", "desa", "73.22.02"),
)
"""Invented: code, name, level, parent."""

IMPORTED_AT = datetime(2025, 10, 1, 8, 0)


def measurement(
    child: int = 1,
    on: str | date = "2025-08-10",
    *,
    area: str = DESA,
    age_months: float = 30.0,
    haz: float | None = 0.0,
    waz: float | None = 0.0,
    whz: float | None = 0.0,
    **changes: Any,
) -> dict[str, Any]:
    """One row of table ``measurement``. Flags follow the z (WHO's limits) unless given.

    ``age_months`` is the age at the measurement (30.4375 days each). ``weak=True`` makes the child
    one without NIK and name. Any column can be overridden by its name.
    """
    measured_on = date.fromisoformat(on) if isinstance(on, str) else on
    age_days = ceil(age_months * 30.4375)
    parts = area.split(".")
    row: dict[str, Any] = {
        "child_id": child,
        "measured_on": measured_on,
        "kabupaten_code": ".".join(parts[:2]),
        "kecamatan_code": ".".join(parts[:3]) if len(parts) > 2 else None,
        "area_code": area,
        "puskesmas": "Puskesmas Contoh",
        "posyandu": "Melati",
        "sex": "m",
        "birth_date": measured_on - timedelta(days=age_days),
        "age_days": age_days,
        "weight_kg": 12.0,
        "lenhei_cm": None if haz is None else 88.0,
        "zlen": haz,
        "zwei": waz,
        "zwfl": whz,
        "flen": None if haz is None else int(abs(haz) > 6),
        "fwei": None if waz is None else int(waz < -6 or waz > 5),
        "fwfl": None if whz is None else int(abs(whz) > 5),
        "weight_gain": None,
        "label_haz": None,
        "haz_difference": None,
        "cases_only": False,
        "source": "e-ppgbm",
        "batch_id": "b1",
        "sheet": "Sheet1",
        "row": 2,
        "weak": False,
    }
    return row | changes


def only_weighed(child: int = 1, on: str | date = "2025-09-10", **changes: Any) -> dict[str, Any]:
    """A child that came and was weighed, its length not measured."""
    return measurement(child, on, haz=None, whz=None, **changes)


def store(
    rows: Iterable[Mapping[str, Any]] = (),
    *,
    areas: Iterable[tuple[str, str, str, str | None]] = AREAS,
    sasaran: Mapping[str, int] | None = None,
    sasaran_year: int = 2025,
    settings: Mapping[str, str] | None = None,
    serentak: Collection[str] = (),
) -> Store:
    """A store in memory holding ``rows`` (of ``measurement``), its cube refreshed.

    ``sasaran``: area code → balita (source Pusdatin, year ``sasaran_year``).
    """
    made = Store(None)
    with made.writing() as cursor:
        _write_areas(cursor, areas)
        for code, balita in (sasaran or {}).items():
            cursor.execute(
                "INSERT INTO sasaran VALUES (?, ?, 'Pusdatin', ?)", [code, sasaran_year, balita]
            )
        for key, value in (settings or {}).items():
            cursor.execute("INSERT INTO setting VALUES (?, ?)", [key, value])
        write(cursor, rows, serentak=serentak)
    return made


def write(
    cursor: Cursor,
    rows: Iterable[Mapping[str, Any]],
    *,
    batch: str = "b1",
    serentak: Collection[str] = (),
) -> None:
    """Put ``rows`` into the tables and refresh what they touch, as an import does."""
    taken = [dict(row) | {"batch_id": batch} for row in rows]
    cursor.execute(
        "INSERT INTO batch (batch_id, sequence, imported_at, file_name, file_hash, container, "
        "kabupaten_code, rows_read, new, updated, unchanged, duplicate, rejected, cases_only, "
        "demo, report) SELECT $batch, 1, $at, 'contoh.xlsx', 'x', 'xlsx', '73.22', "
        "$n, $n, 0, 0, 0, 0, false, false, '{}' "
        "WHERE NOT EXISTS (FROM batch WHERE batch_id = $batch)",
        {"batch": batch, "at": IMPORTED_AT, "n": len(taken)},
    )
    known = {child for (child,) in cursor.execute("SELECT child_id FROM child").fetchall()}
    fresh = {row["child_id"]: row for row in reversed(taken) if row["child_id"] not in known}
    child = ("child_id", "sex", "birth_date", "weak")
    insert_rows(cursor, "child", child, [[row[name] for name in child] for row in fresh.values()])
    columns = list(dict.fromkeys(name for row in taken for name in row if name != "weak"))
    insert_rows(
        cursor, "measurement", columns, [[row.get(name) for name in columns] for row in taken]
    )
    for kabupaten in sorted({row["kabupaten_code"] for row in taken}):
        months = {
            f"{row['measured_on']:%Y-%m}" for row in taken if row["kabupaten_code"] == kabupaten
        }
        cube.refresh(cursor, kabupaten, months, serentak)


def _write_areas(cursor: Cursor, areas: Iterable[tuple[str, str, str, str | None]]) -> None:
    # The shipped master (both regencies) gives way to a few invented areas.
    for table in ("area", "area_alias", "area_split", "puskesmas", "boundary"):
        cursor.execute(f"DELETE FROM {table}")
    insert_rows(cursor, "area", ("code", "name", "level", "parent_code"), areas)
