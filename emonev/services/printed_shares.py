"""Percentages that files printed without numerator and denominator: shown as they came.

They cannot be summed over areas, put into classes or checked, so no other page uses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from emonev.core.indonesian import integer
from emonev.core.scope import Scope
from emonev.errors import NoAccess
from emonev.indicators.registry import Registry
from emonev.services import words
from emonev.services.comparing import PUBLIC
from emonev.services.local_indicators import catalogue, label_of
from emonev.services.reach import reached_area
from emonev.services.told_where import (
    place_words,
    printed_percent,
    stored_period_words,
    upload_words,
)
from emonev.store.store import Cursor, sql

NOTE = (
    "Angka ini tercetak di berkas tanpa pembilang dan penyebut. Karena itu tidak dijumlahkan, "
    "tidak diberi kelas, tidak dihitung ulang, dan tidak dipakai di halaman lain. Minta jumlah "
    "kasus dan jumlah balita yang diukur agar dapat dihitung."
)
EMPTY = "Tidak ada angka persen tanpa pembilang dan penyebut untuk wilayah ini."
SOURCES = words.SOURCES | {"tabel": "Tabel unggahan"}


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """One printed percentage, ready to print; ``value`` is the proportion 0-1 behind its text.

    ``key`` is the measure's key; ``where`` the sheet and cell it stands in.
    """

    key: str
    indicator: str
    area: str
    period: str
    source: str
    value: float
    value_text: str
    where: str
    upload: str


@dataclass(frozen=True, slots=True)
class PrintedShares:
    """``measures``: (key, label) of everything there, by label; ``empty`` is said without rows."""

    title: str
    rows: tuple[PrintedShare, ...]
    measures: tuple[tuple[str, str], ...]
    note: str
    empty: str
    uploaded_at: datetime | None


def printed_shares(cursor: Cursor, scope: Scope, kabupaten: str) -> PrintedShares:
    """What files of ``kabupaten`` (a code) printed, newest period first. Raises NoAccess, for the
    public too: nobody knows how few children stand behind such a figure."""
    if scope.role == PUBLIC:
        raise NoAccess("Angka persen dari berkas hanya untuk petugas.")
    within = reached_area(scope, kabupaten)
    known = catalogue(cursor)
    found = cursor.execute(
        sql("printed_share_rows"), {"kabupaten": kabupaten, "within": within}
    ).fetchall()
    rows = tuple(_listed(known, *row) for row in found)
    labels = {row.key: row.indicator for row in rows}
    return PrintedShares(
        title=_title(rows, labels),
        rows=rows,
        measures=tuple(sorted(labels.items(), key=lambda pair: pair[1].lower())),
        note=NOTE,
        empty="" if rows else EMPTY,
        uploaded_at=max((row[12] for row in found if row[12]), default=None),
    )


def _listed(
    known: Registry, measure: str, period: str, code: str, area: str, level: str, kecamatan: str,
    puskesmas: str, source: str, value: float, file_name: str, sheet: str, cell: str | None,
    imported_at: datetime | None,
) -> PrintedShare:  # fmt: skip
    return PrintedShare(
        key=measure,
        indicator=label_of(known, measure),
        area=place_words(area, level, kecamatan, puskesmas),
        period=stored_period_words(period),
        source=SOURCES.get(source, source),
        value=value,
        value_text=printed_percent(value),
        where=", ".join(filter(None, (sheet, cell))),
        upload=upload_words(file_name, imported_at),
    )


def _title(rows: tuple[PrintedShare, ...], labels: dict[str, str]) -> str:
    if not rows:
        return "Tidak ada angka persen tanpa pembilang dan penyebut"
    what = next(iter(labels.values())) if len(labels) == 1 else f"{integer(len(labels))} indikator"
    return f"{integer(len(rows))} angka persen dari berkas: {what}"
