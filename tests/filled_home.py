"""A home folder with a small invented Luwu Utara in it, for tests of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from emonev.store.settings import put_setting
from emonev.store.store import Store
from tests.store_builders import measurement, write

WAVES = ("2024-08-12", "2025-02-11", "2025-08-13")
SILENT = "73.22.07"
"""This kecamatan (Seko) has sent nothing."""

THIN = "73.22.09"
"""In this one (Rampi) only a third was measured."""


def fill(home: Path, *, demo: bool = True) -> None:
    """Write the store of ``home``: three waves, 30 children in each of 14 kecamatan."""
    store = Store(home / "emonev.duckdb")
    with store.writing() as cursor:
        desa = cursor.execute(
            "SELECT min(code), parent_code FROM area WHERE level = 'desa' "
            "AND starts_with(code, '73.22.') GROUP BY parent_code ORDER BY parent_code"
        ).fetchall()
        write(cursor, list(_rows(desa)))
        for code, _ in desa:
            cursor.execute("INSERT INTO sasaran VALUES (?, 2025, 'Pusdatin', 32)", [code])
            cursor.execute("INSERT INTO sasaran VALUES (?, 2024, 'Pusdatin', 32)", [code])
        put_setting(cursor, "kabupaten", "73.22")
        if demo:
            put_setting(cursor, "demo", "1")
    store.close()


def _rows(desa: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    for number, (code, kecamatan) in enumerate(desa):
        if kecamatan == SILENT:
            continue
        for at in range(10 if kecamatan == THIN else 30):
            for wave, day in enumerate(WAVES):
                stunted = (at * 7 + number + wave) % 30 < 2 + number // 2
                yield measurement(
                    number * 100 + at,
                    day,
                    area=code,
                    age_months=10 + at + 6 * wave,
                    haz=-2.6 if stunted else -0.4,
                    puskesmas=f"Puskesmas {number:02d}",
                )
