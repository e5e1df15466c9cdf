"""Masters by upload: areas with their codes, puskesmas with their kecamatan, other spellings.

A row becomes an entry like any figure, so that it has a fate, an origin and an undo; the tables
the matching reads (``area``, ``puskesmas``, ``area_alias``) are made from these entries
(``store/masters.py``). Boundaries are not sheets and stay on the page Pengaturan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from emonev.core.area import Level, dotted, level_of, parent_of
from emonev.core.area_note import area_note
from emonev.ingest.area_names import fold, title_case
from emonev.ingest.dates import read_date
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cakupan import WEB_CODE
from emonev.ingest.tables.form import Form
from emonev.ingest.tables.layout import body, titles
from emonev.ingest.tables.places import place_of
from emonev.ingest.tables.texts import area_text
from emonev.ingest.tables.work import Found, TableKind, TableWork
from emonev.ingest.typed import text_reader

AREA, PUSKESMAS, ALIAS = "wilayah", "puskesmas", "alias"
"""Measures of the entries, and keys of the kinds."""

SOURCE = "daftar"

MENTIONED = "disebut"
"""Subject of an area only named beside its desa: it is taken where it is not known yet."""

LOWEST_DESA = 1001
"""Kemendagri numbers kelurahan from 1001 and desa from 2001; BPS codes end in 001 … 999."""

_CODES = ("Kode", "Kode Wilayah", "Kode Kemendagri", "Kode Wilayah Kemendagri", "Kode Desa",
          "Kode Desa/Kelurahan", "ID Desa Kemendagri", "Kode Kelurahan", "Kode Kecamatan",
          "Kode Kemendagri Desa", "Kode Desa Kemendagri", "ID Wilayah")  # fmt: skip
_ALIASES = ("Alias", "Nama lain", "Ejaan lain", "Ejaan di berkas", "Nama lama", "Sebutan lain",
            "Ejaan")  # fmt: skip
_SHAPE: dict[str, tuple[str, ...]] = {
    "level": ("Tingkat", "Level", "Jenis Wilayah"),
    "kind": ("Jenis", "Status", "Status Desa", "Jenis Desa", "Desa/Kelurahan (jenis)"),
    "bps": ("Kode BPS", "ID Desa BPS", "ID BPS", "Kode Desa BPS", "Kode Wilayah BPS"),
    "since": ("Berlaku sejak", "Berlaku mulai"),
    "until": ("Berlaku sampai", "Berakhir"),
}

AREA_FORM = Form(
    {"code": _CODES, "name": ("Nama", "Nama Wilayah", "Wilayah"), "alias": _ALIASES, **_SHAPE},
    (("code", "code_desa", "code_kecamatan"), ("name", "desa", "kecamatan")),
)

PUSKESMAS_FORM = Form({}, (("puskesmas",), ("kecamatan", "code_kecamatan", "desa", "code_desa")))

ALIAS_FORM = Form(
    {"code": _CODES, "alias": _ALIASES, "name": ("Nama resmi", "Nama pada daftar", "Nama")},
    (("alias",), ("code", "desa", "kecamatan", "name")),
)


def find_areas(raw: RawSheet) -> Found | None:
    """Codes with names, and no figures."""
    return AREA_FORM.find(raw, 0.56)


def find_puskesmas(raw: RawSheet) -> Found | None:
    """Puskesmas beside kecamatan or desa, and no figures; a list of desa with their codes is one
    of puskesmas where its name or title says so and nothing describes the desa."""
    found = PUSKESMAS_FORM.find(raw, 0.54)
    if found is None or set(_SHAPE) & set(AREA_FORM.columns(found.header)):
        return found
    told = (raw.name, *titles(raw, found.header))
    named = any("puskesmas" in text.lower() for text in told)
    return replace(found, score=found.score + 0.1) if named else found


def find_aliases(raw: RawSheet) -> Found | None:
    """Other spellings beside an area, and nothing that describes the area itself."""
    found = ALIAS_FORM.find(raw, 0.62)
    described = found and AREA_FORM.columns(found.header)
    return None if described and set(_SHAPE) & set(described) else found


def read_areas(work: TableWork) -> Sequence[int]:
    """One entry per area, its parents that are only named beside it, its aliases, its puskesmas."""
    rows, data = _rows(work)
    own = {code for at in data if (code := dotted(_text(work, at, "code") or ""))}
    told: set[str] = set()
    for at in data:
        code = _code(work, at)
        name = _name(work, at, code) if code else None
        if code is None or at in work.rejected:
            continue
        for parent, parent_name in _parents(work, at, code):
            if parent not in own | told:
                told.add(parent)
                named = {"nama": title_case(parent_name, level_of(parent))}
                _add_area(work, at, parent, named, MENTIONED)
        _add_area(work, at, code, _described(work, at, code, name or ""))
        _add_aliases(work, at, {"code": code})
        if work.text(at, "puskesmas") and level_of(code) in (Level.DESA, Level.KECAMATAN):
            _add_puskesmas(work, at, {"puskesmas": work.text(at, "puskesmas"), "code": code})
    return rows


def read_puskesmas(work: TableWork) -> Sequence[int]:
    """One entry per row: this puskesmas serves this kecamatan or desa. A desa without one says
    nothing."""
    rows, data = _rows(work)
    for at in data:
        if work.text(at, "puskesmas"):
            _add_puskesmas(work, at, place_of(work, at))
    return rows


def read_aliases(work: TableWork) -> Sequence[int]:
    """One entry per other spelling."""
    rows, data = _rows(work)
    for at in data:
        place = {n: work.text(at, n) for n in ("kabupaten", "kecamatan", "desa")}
        if not place["desa"] and not place["kecamatan"]:
            place["desa"] = area_text(work.value(at, "name"))
        _add_aliases(work, at, {**place, "code": _text(work, at, "code")})
    return rows


def _rows(work: TableWork) -> tuple[Sequence[int], list[int]]:
    """Positions of the rows read, and of those that describe something: they hold no figures."""
    rows = body(work.raw, work.found.header, lambda row: True)
    return rows.data, work.set_aside(rows)


def _text(work: TableWork, at: int, name: str) -> str | None:
    return text_reader(work.value(at, name))[0]


def _code(work: TableWork, at: int) -> str | None:
    """The row's own code, the deepest filled; anything else rejects the row."""
    names = [n for n in ("code", "code_desa", "code_kecamatan") if n in work.found.columns]
    written = next((text for n in names if (text := _text(work, at, n))), "")
    code = dotted(written)
    if code is not None and level_of(code) is Level.DESA and int(code[-4:]) < LOWEST_DESA:
        code = None
    if code is None:
        work.flag(at, "kode_wilayah_tidak_terbaca", work.found.columns[names[0]], written)
    return code


def _name(work: TableWork, at: int, code: str) -> str | None:
    column = {Level.DESA: "desa", Level.KECAMATAN: "kecamatan"}.get(level_of(code), "kabupaten")
    name = area_text(work.value(at, column)) or area_text(work.value(at, "name"))
    if not name:
        work.flag(at, "nama_wilayah_kosong", work.found.columns.get(column))
    return name


def _parents(work: TableWork, at: int, code: str) -> Iterable[tuple[str, str]]:
    above = parent_of(code)
    if level_of(code) is Level.DESA and above and (name := work.text(at, "kecamatan")):
        yield above, name
    kabupaten = ".".join(code.split(".")[:2])
    if code != kabupaten and (name := work.text(at, "kabupaten")):
        yield kabupaten, name


def _described(work: TableWork, at: int, code: str, name: str) -> dict[str, str | None]:
    level = level_of(code)
    stated = fold(work.value(at, "kind")) or fold(work.value(at, "level"))
    kinds = {Level.DESA: ("desa", "kelurahan"), Level.KABUPATEN: ("kabupaten", "kota")}
    kind = stated if stated in kinds.get(level, ()) else None
    if kind is None and level is Level.DESA:
        kind = "kelurahan" if code[-4] == "1" else "desa"
    days = {}
    for field, column in (("sejak", "since"), ("sampai", "until")):
        day = read_date(work.value(at, column), "dmy")[0]
        days[field] = day.isoformat() if day else None
    return {
        "nama": title_case(name, level),
        "jenis": kind,
        "bps": re.sub(r"\D", "", _text(work, at, "bps") or _text(work, at, "code_desa_bps") or ""),
        **days,
    }


def _add_area(
    work: TableWork, at: int, code: str, fields: Mapping[str, str | None], subject: str = ""
) -> None:
    work.add(
        at, work.found.columns.get("name"), code=code, source=SOURCE, measure=AREA,
        subject=subject, note=area_note(fields),
    )  # fmt: skip


def _add_puskesmas(work: TableWork, at: int, place: Mapping[str, str | None]) -> None:
    web = _text(work, at, "code_puskesmas")
    work.add(
        at, work.found.columns.get("puskesmas"), **place, source=SOURCE, measure=PUSKESMAS,
        note=WEB_CODE + web if web else None,
    )  # fmt: skip


def _add_aliases(work: TableWork, at: int, place: Mapping[str, str | None]) -> None:
    for alias in re.split(r"[;|\n]", _text(work, at, "alias") or ""):
        if text := area_text(alias):
            work.add(
                at, work.found.columns["alias"], **place, source=SOURCE, measure=ALIAS,
                subject=text,
            )  # fmt: skip


AREA_KIND = TableKind(AREA, "Daftar wilayah", SOURCE, find_areas, read_areas)
PUSKESMAS_KIND = TableKind(PUSKESMAS, "Daftar puskesmas", SOURCE, find_puskesmas, read_puskesmas)
ALIAS_KIND = TableKind(ALIAS, "Ejaan lain nama wilayah", SOURCE, find_aliases, read_aliases)
