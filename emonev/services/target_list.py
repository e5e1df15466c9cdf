"""The list of uploaded targets: for what, where, by which document, usulan or ditetapkan.

What a target is compared with is decided in ``targets``; here everything is listed, proposals too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from emonev.core.scope import Scope
from emonev.indicators.registry import Registry
from emonev.services import words
from emonev.services.local_indicators import catalogue, label_of
from emonev.services.reach import reached_area
from emonev.services.targets import PROPOSED, SET, national
from emonev.services.told_where import place_words, printed_percent, upload_words
from emonev.store.store import Cursor, sql

NOTE = (
    "Target hanya dibandingkan dengan angka dari sumber yang sama pada tahun yang sama; hanya yang "
    "berstatus ditetapkan dipakai, usulan dicatat di sini saja."
)
EMPTY = "Belum ada target yang diunggah untuk wilayah ini."
TARGET_SOURCES = words.SOURCES | {"survei": "Survei (SSGI/SKI)"}
"""Source → how the list calls it."""


@dataclass(frozen=True, slots=True)
class ListedTarget:
    """One target, every field ready to print. ``value`` is the proportion 0-1 behind
    ``value_text``; number, page and year of the document "" where the sheet said nothing;
    ``upload`` the file and day it came with."""

    indicator: str
    source: str
    area: str
    year: int
    value: float
    value_text: str
    status: str
    document: str
    number: str
    page: str
    document_year: str
    upload: str


@dataclass(frozen=True, slots=True)
class TargetList:
    """``rows`` were uploaded, ``national`` ship with the program. ``empty`` is said when nothing
    was uploaded, else ""."""

    title: str
    rows: tuple[ListedTarget, ...]
    national: tuple[ListedTarget, ...]
    note: str
    empty: str
    uploaded_at: datetime | None


def target_list(cursor: Cursor, scope: Scope, kabupaten: str) -> TargetList:
    """Targets of ``kabupaten`` (a code), of the areas in it and of those above it.

    A viewer of one kecamatan gets its own targets and those that hold for more. Raises NoAccess.
    """
    within = reached_area(scope, kabupaten)
    known = catalogue(cursor)
    found = cursor.execute(sql("target_rows"), {"within": within}).fetchall()
    rows = tuple(_listed(known, *row) for row in found)
    return TargetList(
        title=_title(rows),
        rows=rows,
        national=tuple(
            ListedTarget(
                label_of(known, one.indicator), _source(one.source), "Indonesia", one.year,
                one.value, printed_percent(one.value), one.status, one.document, "", "", "",
                "bawaan aplikasi",
            )
            for one in national()
        ),
        note=NOTE,
        empty="" if rows else EMPTY,
        uploaded_at=max((row[9] for row in found if row[9]), default=None),
    )  # fmt: skip


def _listed(
    known: Registry, code: str, area: str, level: str, measure: str, source: str, year: int,
    value: float, note: str | None, file_name: str, imported_at: datetime | None,
) -> ListedTarget:  # fmt: skip
    said: dict[str, str] = json.loads(note or "{}")
    return ListedTarget(
        indicator=label_of(known, measure),
        source=_source(source),
        area=place_words(area, level),
        year=year,
        value=value,
        value_text=printed_percent(value),
        status=said.get("status") or PROPOSED,
        document=said.get("dokumen") or "",
        number=said.get("nomor") or "",
        page=said.get("halaman") or "",
        document_year=said.get("tahun") or "",
        upload=upload_words(file_name, imported_at),
    )


def _source(source: str) -> str:
    return TARGET_SOURCES.get(source, source)


def _title(rows: tuple[ListedTarget, ...]) -> str:
    if not rows:
        return "Target belum diunggah"
    set_ones = sum(row.status == SET for row in rows)
    return f"{len(rows)} target tercatat: {set_ones} ditetapkan, {len(rows) - set_ones} usulan"
