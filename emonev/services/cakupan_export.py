"""Cakupan layanan in the shape of the national web: what was uploaded or counted goes out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from emonev.core.area import Level
from emonev.core.period import Period
from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused
from emonev.ingest.tables.cakupan import KIND
from emonev.ingest.tables.cakupan_match import services
from emonev.ingest.templates.book import write_book
from emonev.ingest.templates.cakupan_pages import Counts, pages
from emonev.services.comparing import PUBLIC
from emonev.services.figure_words import period_text
from emonev.services.figures import figures
from emonev.services.office import office
from emonev.store.store import Cursor, sql

EXPORT_LINES = (
    "Berkas ini berbentuk lembar cakupan layanan web nasional: satu lembar per indikator, satu "
    "baris per desa/kelurahan.",
    "Kode ditulis sebagai teks. Sel kosong berarti belum ada data; 0 berarti nol.",
    "Berkas ini dapat diisi lebih lanjut dan diunggah kembali tanpa pertanyaan.",
)


@dataclass(frozen=True, slots=True)
class CakupanExport:
    """The file written: indicators (sheets), desa (rows of each) and cells that hold a count."""

    file: Path
    sheets: int
    desa: int
    filled: int
    period_label: str


def export_cakupan(
    cursor: Cursor,
    scope: Scope,
    path: Path,
    kabupaten: str,
    period: Period,
    *,
    indicators: Sequence[str] = (),
) -> CakupanExport:
    """Write every desa of ``kabupaten`` and its counts of ``period`` to ``path`` (xlsx).

    Counts uploaded for exactly this period go out as they came in; else those that its months
    give. Raises NoAccess (also for the public: desa counts), WrongCall, Refused.
    """
    if scope.role == PUBLIC:
        raise NoAccess("Cakupan per desa hanya untuk petugas: jumlah kecil tidak untuk umum.")
    its = office(cursor, scope, kabupaten)
    counts = known_counts(cursor, scope, kabupaten, period)
    made = pages(its, period.key, counts, example=False, only=indicators)
    try:
        write_book(path, made, EXPORT_LINES)
    except OSError as error:
        raise Refused(
            "tidak_dapat_ditulis",
            f"Berkas {path.name} tidak dapat ditulis: {error.strerror or 'sebab tidak diketahui'}.",
            hint="Tutup berkas itu bila sedang terbuka, atau pilih folder lain.",
        ) from error
    shown = {code: area for code, area in its.areas.items() if area.level is Level.DESA}
    filled = sum(
        1
        for (desa, key), (numerator, _) in counts.items()
        if desa in shown and numerator is not None and (not indicators or key in indicators)
    )
    return CakupanExport(
        path, len(made), len(its.at(Level.DESA)), filled, period_text(period, KIND.source)
    )


def known_counts(
    cursor: Cursor, scope: Scope, kabupaten: str, period: Period
) -> dict[tuple[str, str], Counts]:
    """(desa code, indicator) → numerator and denominator."""
    keys = [entry.key for entry in services()]
    summed = figures(
        cursor, scope, indicators=keys, level=Level.DESA, period=period, within=kabupaten,
        source=KIND.source,
    )  # fmt: skip
    found = {
        (figure.area_code, figure.indicator): (figure.numerator, figure.denominator)
        for figure in summed
        if figure.numerator is not None
    }
    stored = cursor.execute(
        sql("entry_desa_counts"),
        {"kind": KIND.key, "source": KIND.source, "period": period.key, "kabupaten": kabupaten},
    ).fetchall()
    reached = {figure.area_code for figure in summed}
    exact = {
        (area, measure): (numerator, denominator)
        for area, measure, numerator, denominator in stored
        if area in reached and measure in keys
    }
    return found | exact
