"""Words of the specification tests: a small table of children in, one figure out.

A table has a header and one line per measurement; columns are separated by blanks::

    anak  tanggal      TB/U   BB/U
    1     2025-08-10   -2.5    0.0

"-" is "not measured". Columns: anak, tanggal, TB/U, BB/U, BB/TB, umur (months), berat, NTOB, label,
desa (A or B in Kecamatan Satu, C in Kecamatan Dua), berkas ("kasus" = a file of cases only).
"""

from __future__ import annotations

from typing import Any

from emonev.core.period import parse_period
from emonev.core.scope import local
from emonev.services.figure import Figure
from emonev.services.figures import figures
from emonev.store.store import Store
from tests.store_builders import measurement, store

DESA = {"A": "73.22.01.2001", "B": "73.22.01.2002", "C": "73.22.02.2001"}


def children(table: str) -> list[dict[str, Any]]:
    """The table as measurements."""
    header, *lines = [line.split() for line in table.strip().splitlines() if line.strip()]
    return [_measurement(dict(zip(header, line, strict=True))) for line in lines]


def _measurement(cells: dict[str, str]) -> dict[str, Any]:
    haz = _number(cells.get("TB/U", "0"))
    whz = _number(cells.get("BB/TB", "0"))
    return measurement(
        int(cells["anak"]),
        cells["tanggal"],
        area=DESA[cells.get("desa", "A")],
        age_months=float(cells.get("umur", "30")),
        haz=haz,
        waz=_number(cells.get("BB/U", "0")),
        whz=None if haz is None else whz,
        weight_kg=_number(cells.get("berat", "12")),
        weight_gain=_text(cells.get("NTOB", "-")),
        label_haz=_text(cells.get("label", "-")),
        cases_only=cells.get("berkas") == "kasus",
    )


def _number(text: str) -> float | None:
    return None if text == "-" else float(text)


def _text(text: str) -> str | None:
    return None if text == "-" else text


def read(table: str, **options: Any) -> Store:
    """A store holding the table; options as ``tests.store_builders.store``."""
    return store(children(table), **options)


def figure(made: Store, indicator: str, period: str, area: str = "73.22", **options: Any) -> Figure:
    """One figure of one area; for a desa or kecamatan give its code."""
    level = {2: "kabupaten", 3: "kecamatan", 4: "desa"}[len(area.split("."))]
    with made.reading() as cursor:
        found = figures(
            cursor, local("73.22"), indicators=[indicator], level=level,
            period=parse_period(period), within=area, **options,
        )  # fmt: skip
    return found[0]


def ratio(made: Store, indicator: str, period: str, area: str = "73.22", **options: Any) -> str:
    """ "1/2" (numerator/denominator), "–" where there is none."""
    found = figure(made, indicator, period, area, **options)
    parts = ["–" if part is None else str(part) for part in (found.numerator, found.denominator)]
    return "/".join(parts)
