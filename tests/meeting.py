"""A kabupaten ready for its rakor: three waves in every kecamatan of the shipped area master.

The first kecamatan has a small count, so that an audience must not see it; the figures of it and
of its partner are numbers that occur nowhere else (``SECRETS``). Not part of the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emonev.store.settings import put_setting
from emonev.store.store import Store
from tests.store_builders import measurement, write

WAVES = ("2024-08-12", "2025-02-11", "2025-08-13")

SMALL = (3, 53)
"""Cases and children of the first kecamatan: below suppression."""

PARTNER = (7, 61)
"""Of the second: the one with fewest children, hidden with it."""

SECRETS = (53, 61, 3 / 53, 7 / 61)
SECRET_TEXTS = ("53", "61", "5,7 %", "11,5 %")


def counts(number: int, wave: int) -> tuple[int, int]:
    """Cases and children of kecamatan ``number`` (from 0) in ``wave`` (0-2)."""
    if number < 2:
        return (SMALL, PARTNER)[number]
    return 8 + number + (2 - wave) * (number % 3), 70 + number


def meeting(kabupaten: str = "73.22") -> Store:
    """A store in memory; every child of a kecamatan lives in its first desa."""
    made = Store(None)
    with made.writing() as cursor:
        desa = cursor.execute(
            "SELECT min(code), parent_code FROM area WHERE level = 'desa' "
            "AND starts_with(code, $inside || '.') GROUP BY parent_code ORDER BY parent_code",
            {"inside": kabupaten},
        ).fetchall()
        write(cursor, list(_rows([code for code, _ in desa])))
        for number, (code, _) in enumerate(desa):
            for year in (2024, 2025):
                # A target that gives every kecamatan a sound cakupan.
                target = counts(number, 2)[1] + 4
                cursor.execute(
                    "INSERT INTO sasaran VALUES (?, ?, 'Pusdatin', ?)", [code, year, target]
                )
        put_setting(cursor, "kabupaten", kabupaten)
        put_setting(cursor, "demo", "1")
    return made


def _rows(desa: list[str]) -> Iterator[dict[str, Any]]:
    for number, code in enumerate(desa):
        for wave, day in enumerate(WAVES):
            cases, children = counts(number, wave)
            for at in range(children):
                yield measurement(
                    number * 1000 + at,
                    day,
                    area=code,
                    # Spread over the bands, and young enough to be counted in every wave.
                    age_months=3 + at % 40 + 6 * wave,
                    haz=-2.6 if at < cases else -0.4,
                    waz=-2.4 if at % 9 == 0 else 0.1,
                    puskesmas=f"Puskesmas {number + 1:02d}",
                )
