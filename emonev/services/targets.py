"""Targets beside figures: of the same source, area and year only (numbers.md §7).

Uploaded targets that are set ("ditetapkan") count; proposals are listed, never compared with.
Service coverage has national targets and those of the kabupaten: they hold for every area below.
A prevalence target holds for its own area: nobody has divided it among kecamatan.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from emonev.core.area import parent_of
from emonev.core.indonesian import percent
from emonev.core.scope import Scope
from emonev.services.figure import Figure
from emonev.services.reach import reached_area
from emonev.store.answers import derived
from emonev.store.home import DATA
from emonev.store.store import Cursor, sql

FILE = DATA / "target" / "layanan_nasional.csv"

SET, PROPOSED = "ditetapkan", "usulan"

SAME_SOURCE = {"rekap": "e-ppgbm", "gabungan": "e-ppgbm"}
"""Figures of e-PPGBM whichever way they came: its recap, and both put together."""

INHERITED = ("layanan", "krs")
"""Sources whose targets hold for the areas below."""

UNCONFIRMED = "M"


@dataclass(frozen=True, slots=True)
class Target:
    """One target. ``value`` is a proportion 0-1; ``area_code`` "" is the nation; ``status``
    "ditetapkan" or "usulan"; ``text`` is ready to print with its document."""

    area_code: str
    indicator: str
    source: str
    year: int
    value: float
    status: str
    document: str
    text: str


def targets(cursor: Cursor, scope: Scope, kabupaten: str) -> tuple[Target, ...]:
    """Every target for ``kabupaten`` and the areas in it, national ones included, proposals too.

    Raises NoAccess.
    """
    within = reached_area(scope, kabupaten)
    return tuple(
        one
        for one in _every(cursor)
        if not one.area_code
        or f"{one.area_code}.".startswith(f"{within}.")
        or f"{within}.".startswith(f"{one.area_code}.")
    )


def with_targets(cursor: Cursor, figures: Iterable[Figure]) -> list[Figure]:
    """The figures, each with the target of its own source where one is set."""
    found = list(figures)
    wanted = {(one.indicator, SAME_SOURCE.get(one.source, one.source)) for one in found}
    known = {
        key: target
        for key, target in derived(cursor, ("targets",), lambda: _in_force(_every(cursor))).items()
        if (key[1], key[2]) in wanted
    }
    if not known:
        return found
    return [replace(one, target=_for(known, one)) for one in found]


Known = dict[tuple[str, str, str, int], float]
"""(area code, indicator, source, year) → target."""


def _for(known: Known, figure: Figure) -> float | None:
    source = SAME_SOURCE.get(figure.source, figure.source)
    for area in _areas(figure.area_code, source):
        value = known.get((area, figure.indicator, source, figure.period.year))
        if value is not None:
            return value
    return None


def _areas(code: str, source: str) -> Sequence[str]:
    """The area, and for inherited targets those above it up to the nation ("")."""
    if source not in INHERITED:
        return (code,)
    at: str | None = code.partition(":")[0]
    found = []
    while at:
        found.append(at)
        at = parent_of(at)
    return (*found, "")


def _in_force(every: Sequence[Target]) -> Known:
    """Of several targets that are set the one of the newest document counts (they come so)."""
    return {
        (one.area_code, one.indicator, one.source, one.year): one.value
        for one in every
        if one.status == SET
    }


def _every(cursor: Cursor) -> tuple[Target, ...]:
    rows = cursor.execute(sql("targets_told")).fetchall()
    told = [_told(*row) for row in rows]
    told.sort(key=lambda pair: pair[0])
    return (*national(), *(target for _, target in told))


def _told(
    area: str, measure: str, source: str, period: str, value: float, note: str | None
) -> tuple[str, Target]:
    """A stored target, after the year of its document."""
    said = json.loads(note or "{}")
    parts = [said.get("dokumen"), said.get("nomor")]
    parts.append(f"hlm. {said['halaman']}" if said.get("halaman") else "")
    parts.append(said.get("tahun"))
    document = ", ".join(part for part in parts if part) or "dokumen tidak disebut"
    status = said.get("status") or PROPOSED
    year = int(period[:4])
    text = f"Target {year}: {percent(value)} ({document}; {status})"
    return said.get("tahun") or "", Target(
        area, measure, source, year, value, status, document, text
    )


@cache
def national() -> tuple[Target, ...]:
    """The national targets of service coverage, each for its year only."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(_national(row) for row in csv.DictReader(lines))


def _national(row: dict[str, str]) -> Target:
    value, year = float(row["persen"]) / 100, int(row["tahun"])
    doubt = ["belum dicocokkan dengan lampiran"] if row["bukti"] == UNCONFIRMED else []
    notes = [*doubt, *([row["catatan"]] if row["catatan"] and not doubt else [])]
    said = "; ".join([row["dokumen"], *notes])
    return Target(
        "", row["indikator"], "layanan", year, value, SET, row["dokumen"],
        f"Target {year}: {percent(value)} ({said})",
    )  # fmt: skip
