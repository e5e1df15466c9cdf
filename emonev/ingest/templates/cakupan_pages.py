"""The national web's shape of service coverage: one page per indicator, one row per desa."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from emonev.core.area import Area, Level
from emonev.ingest.tables.cakupan_match import services
from emonev.ingest.templates.book import EXAMPLE, Column, Page, Value
from emonev.ingest.templates.places import Office, spelled_period

Counts = tuple[int | None, int | None]

PLACES = (
    Column("No", "count", 8, locked=True),
    Column("ID Kecamatan", "text", 13, locked=True),
    Column("Kecamatan", "text", 20, locked=True),
    Column("ID Puskesmas", "text", 13, locked=False),
    Column("Nama Puskesmas", "text", 20, locked=False),
    Column("ID Desa BPS", "text", 13, locked=True),
    Column("ID Desa Kemendagri", "text", 18, locked=True),
    Column("Nama Desa", "text", 22, locked=True),
)
"""The columns before numerator, denominator and percentage (spreadsheets.md §4)."""

_FIRST = len(PLACES)


def pages(
    office: Office,
    period: str,
    known: Mapping[tuple[str, str], Counts] | None = None,
    *,
    example: bool,
    only: Iterable[str] = (),
) -> tuple[Page, ...]:
    """A page for each indicator (or those of ``only``): ``known`` counts by (desa, indicator)."""
    wanted = set(only)
    found = []
    for number, entry in enumerate(services(), start=1):
        if wanted and entry.key not in wanted:
            continue
        counts = {desa: pair for (desa, key), pair in (known or {}).items() if key == entry.key}
        found.append(
            Page(
                name=_sheet_name(number, entry.short_label),
                titles=(
                    f"Cakupan layanan {number}: {entry.label}",
                    f"{office.title} · {spelled_period(period)} · {entry.opd}",
                ),
                columns=(
                    *PLACES,
                    Column(entry.numerator, "count", 18),
                    Column(entry.denominator, "count", 18),
                    Column("Persentase", "percent", 12, locked=True),
                ),
                rows=tuple(
                    _row(office, at, desa, counts.get(desa.code, (None, None)))
                    for at, desa in enumerate(office.at(Level.DESA), start=1)
                ),
                example=_example(office) if example else (),
                percents={_FIRST + 2: ((_FIRST,), _FIRST + 1)},
            )
        )
    return tuple(found)


def _sheet_name(number: int, label: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", f"{number:02d} {label}")[:31].strip()


def _row(office: Office, number: int, desa: Area, counts: Counts) -> tuple[Value, ...]:
    kecamatan = office.kecamatan_of(desa)
    puskesmas = office.puskesmas_of.get(desa.code, "")
    return (
        number,
        (kecamatan.bps_code or "") if kecamatan else "",
        kecamatan.name if kecamatan else "",
        office.code_of_puskesmas.get(puskesmas, ""),
        puskesmas,
        desa.bps_code or "",
        desa.code,
        desa.name,
        *counts,
        None,
    )


def _example(office: Office) -> tuple[Value, ...]:
    desa = next(iter(office.at(Level.DESA)), office.kabupaten)
    return (EXAMPLE, *_row(office, 0, desa, (45, 60))[1:10], 0.75)
