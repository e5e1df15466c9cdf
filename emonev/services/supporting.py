"""Data pendukung: which kabupaten have any, how old they are, and each part as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from emonev.core.indonesian import day
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.reports.listing import Cell, Head, listing
from emonev.services.budget import budget
from emonev.services.choices import Choice
from emonev.services.printed_shares import printed_shares
from emonev.services.reach import reached_area
from emonev.services.target_list import target_list
from emonev.store.own_data import is_demo
from emonev.store.store import Cursor, sql

Part = Literal["target", "anggaran", "persen"]

PARTS: dict[Part, str] = {"target": "Target", "anggaran": "Anggaran", "persen": "Angka persen"}
"""Part → how the page and the file call it."""

DEMO = "DATA CONTOH · bukan data sebenarnya"

_TARGETS: tuple[Head, ...] = (
    ("Indikator", "text", 28), ("Sumber", "text", 18), ("Wilayah", "text", 26),
    ("Tahun", "year", 8), ("Target", "share", 10), ("Status", "text", 12),
    ("Dokumen", "text", 30), ("Nomor", "text", 18), ("Halaman", "text", 10),
    ("Tahun dokumen", "text", 10), ("Unggahan", "text", 36),
)  # fmt: skip
_BUDGET: tuple[Head, ...] = (
    ("OPD", "text", 26), ("Subkegiatan", "text", 44), ("Wilayah", "text", 28),
    ("Pagu (Rp)", "count", 18), ("Realisasi (Rp)", "count", 18), ("Keterangan", "text", 20),
    ("Unggahan", "text", 36),
)  # fmt: skip
_SHARES: tuple[Head, ...] = (
    ("Indikator", "text", 30), ("Wilayah", "text", 30), ("Periode", "text", 18),
    ("Persen tercetak", "share", 12), ("Sumber", "text", 18), ("Lembar dan sel", "text", 22),
    ("Unggahan", "text", 36),
)  # fmt: skip


def supported_kabupaten(cursor: Cursor, scope: Scope) -> tuple[Choice, ...]:
    """Kabupaten with anything to show here that the scope meets, by name."""
    rows = cursor.execute(sql("kabupaten_supported")).fetchall()
    return tuple(
        Choice(code, name)
        for code, name in rows
        if scope.reaches(code) or scope.area_code.startswith(f"{code}.")
    )


def age_words(year: str, uploaded_at: datetime | None, today: date) -> str:
    """ "Unggahan terakhir 3 Jan 2025. Untuk tahun 2026 belum ada." ``year`` is the newest there."""
    said = [f"Unggahan terakhir {day(uploaded_at.date())}."] if uploaded_at else []
    if year and int(year) < today.year:
        said.append(f"Untuk tahun {today.year} belum ada; yang terbaru tahun {year}.")
    return " ".join(said)


def supporting_file(
    cursor: Cursor, scope: Scope, kabupaten: str, part: Part, period: str = ""
) -> bytes:
    """One part as a workbook (xlsx); ``period`` chooses the budget's. An empty cell means that the
    upload said nothing. Raises NoAccess, WrongCall."""
    reached_area(scope, kabupaten)
    heads, title, note, rows = _listed(cursor, scope, kabupaten, part, period)
    found = cursor.execute(sql("area_by_code"), {"code": kabupaten}).fetchone()
    name = str(found[1]) if found else kabupaten
    told = (DEMO, note) if is_demo(cursor) else (note,)
    return listing(PARTS[part], f"{name}: {title}", told, heads, rows)


def _listed(
    cursor: Cursor, scope: Scope, kabupaten: str, part: Part, period: str
) -> tuple[Sequence[Head], str, str, list[tuple[Cell, ...]]]:
    if part == "target":
        targets = target_list(cursor, scope, kabupaten)
        rows: list[tuple[Cell, ...]] = [
            (one.indicator, one.source, one.area, one.year, one.value, one.status, one.document,
             one.number, one.page, one.document_year, one.upload)
            for one in targets.rows
        ]  # fmt: skip
        return _TARGETS, targets.title, targets.note, rows
    if part == "anggaran":
        its = budget(cursor, scope, kabupaten, period)
        rows = [
            (one.office, one.activity, one.area, one.budget, one.spent, one.note, one.upload)
            for one in its.rows
        ]
        return _BUDGET, its.title, its.note, rows
    if part == "persen":
        shares = printed_shares(cursor, scope, kabupaten)
        rows = [
            (one.indicator, one.area, one.period, one.value, one.source, one.where, one.upload)
            for one in shares.rows
        ]
        return _SHARES, shares.title, shares.note, rows
    raise WrongCall(f"Bagian {part!r} tidak dikenal.", hint=f"Yang ada: {', '.join(PARTS)}.")
