"""Targets: indicator, source, area, year, value, and the document that sets them.

A target belongs to one source (numbers.md §7): it is compared only with figures of that source.
Years may be rows or columns. Without a status a target is a proposal ("usulan").
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from emonev.ingest.header import squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cells import share_of, year_of
from emonev.ingest.tables.form import Form
from emonev.ingest.tables.layout import TableHeader, body
from emonev.ingest.tables.measures import measure_of
from emonev.ingest.tables.places import place_of_desa
from emonev.ingest.tables.printed import holds_percent
from emonev.ingest.tables.work import Found, TableKind, TableWork
from emonev.ingest.typed import text_reader

PROPOSED, SET = "usulan", "ditetapkan"

FORM = Form(
    {
        "place": ("Wilayah", "Nama Wilayah", "Daerah"),
        "indicator": ("Indikator", "Nama Indikator", "Indikator kinerja"),
        "value": ("Target", "Nilai", "Nilai target", "Besaran target", "Target persen"),
        "year": ("Tahun", "Tahun target", "Target tahun"),
        "source": ("Sumber", "Sumber data", "Sumber angka", "Sumber data pembanding"),
        "document": ("Dokumen", "Nama dokumen", "Dasar", "Dasar hukum", "Dokumen sumber"),
        "number": ("Nomor", "Nomor dokumen", "No dokumen"),
        "page": ("Halaman", "Hal", "Hlm"),
        "document_year": ("Tahun dokumen", "Tahun terbit"),
        "status": ("Status", "Status target", "Keterangan status"),
    },
    (("indicator",), ("document", "status", "number")),
    unknown=12,
)

SOURCES: tuple[tuple[str, str], ...] = (
    ("e-ppgbm", r"e-?\s?ppgbm"),
    ("sigizi", r"sigizi"),
    ("survei", r"\b(ssgi|ski|ssgbi|riskesdas|survei|survey)\b"),
    ("layanan", r"cakupan|layanan|bangda"),
    ("krs", r"\bkrs\b|pendataan keluarga|siga"),
    ("rekap", r"rekap"),
)
"""Source key → how sheets call it."""


def find(raw: RawSheet) -> Found | None:
    """Indicators with a document or status, and a value: one column, or one per year."""
    best: Found | None = None
    for header, found in FORM.candidates(raw):
        years = _year_columns(header, found)
        if "value" not in found and not years:
            continue
        named = found | {f"value:{year}": at for year, at in years.items()}
        score = min(0.98, 0.9 + len(named) / 200)
        if best is None or score > best.score:
            best = Found(header, named, score)
    return best


def _year_columns(header: TableHeader, found: Mapping[str, int]) -> dict[int, int]:
    taken = set(found.values())
    years: dict[int, int] = {}
    for at, path in enumerate(header.paths):
        if at in taken or not path:
            continue
        year = year_of(path[-1]) or year_of(re.sub(r"(?i)^target\s*", "", path[-1]))
        if year:
            years.setdefault(year, at)
    return years


def read(work: TableWork) -> Sequence[int]:
    """One entry per target."""
    rows = body(work.raw, work.found.header)
    data = work.set_aside(rows)
    names = [name for name in work.found.columns if name.partition(":")[0] == "value"]
    nothing = [(None, None)] * len(data)
    percents = {name: holds_percent(work, name, data, nothing) for name in names}
    for at in data:
        measure, source = _measure(work, at), ""
        if measure:
            source = _source(work, at, measure)
        for name in names:
            if at not in work.rejected:
                _add(work, at, name, measure, source, percent=percents[name])
    return rows.data


def _measure(work: TableWork, at: int) -> str:
    text = squeezed(work.value(at, "indicator"))
    found = measure_of(text) if text else ""
    if not found:
        work.flag(at, "indikator_tidak_dikenal", work.found.columns["indicator"], text)
    return found


def _source(work: TableWork, at: int, measure: str) -> str:
    """The source the target is for; service coverage and KRS have only one of their own."""
    text = squeezed(work.value(at, "source")).lower()
    for key, pattern in SOURCES:
        if text and re.search(pattern, text):
            return key
    for prefix, key in (("layanan_", "layanan"), ("krs", "krs")):
        if measure.startswith(prefix):
            return key
    work.flag(at, "sumber_target_tidak_disebut", work.found.columns.get("source"), text)
    return ""


def _add(work: TableWork, at: int, name: str, measure: str, source: str, *, percent: bool) -> None:
    column = work.found.columns[name]
    year = year_of(name.partition(":")[2]) or year_of(work.value(at, "year"))
    raw = work.value(at, name)
    value, code = share_of(raw, percent=percent)
    if code or (value is not None and not 0 <= value <= 1):
        work.flag(at, code or "angka_mustahil", column, raw)
        value = None
    if value is None and ":" in name:
        return
    if year is None or value is None:
        missing = column if value is None else work.found.columns.get("year")
        work.flag(at, "isian_wajib_kosong", missing)
        return
    document = _document(work, at)
    subject = " ".join(part for part in (document["dokumen"], document["nomor"]) if part)
    place = place_of_desa(work, at)
    if not any(place.values()):
        place["kabupaten"] = work.text(at, "place")
    work.add(
        at, column, **place, period=str(year), source=source, measure=measure,
        subject=subject, value=value, note=json.dumps(document, ensure_ascii=False),
    )  # fmt: skip


def _document(work: TableWork, at: int) -> dict[str, str]:
    names = {"dokumen": "document", "nomor": "number", "halaman": "page", "tahun": "document_year"}
    found = {key: text_reader(work.value(at, name))[0] or "" for key, name in names.items()}
    return {**found, "status": _status(work, at)}


def _status(work: TableWork, at: int) -> str:
    text = squeezed(work.value(at, "status")).lower()
    if re.search(r"ditetapkan|penetapan|final|sah|disahkan", text):
        return PROPOSED if re.search(r"belum|tidak", text) else SET
    if text and "usul" not in text and text not in ("-", "draf", "draft", "rancangan"):
        work.flag(at, "status_target_tidak_dikenal", work.found.columns["status"], text)
    return PROPOSED


KIND = TableKind("target", "Target", "target", find, read)
