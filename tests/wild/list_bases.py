"""Bases of lists: targets, budget, and the masters of areas, puskesmas and other spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emonev.ingest.tables import budget as budget_kind
from emonev.ingest.tables import masters
from emonev.ingest.tables import targets as targets_kind
from emonev.ingest.tables.form import Form
from emonev.ingest.tables.layout import AREA_SPELLINGS
from tests.wild.drafts import Base
from tests.wild.sheet_parts import PLACES, by_key, plain

_UNIT = re.compile(r"ribu|juta|mil[iy]ar|\d", re.IGNORECASE)


def _list(
    name: str, kind: str, title: str, roles: Mapping[str, str], rows: list[list[Any]], form: Form
) -> Base:
    """A list of the programme: its columns in any order, spelt as its form or as areas are (a
    header that says thousands or millions says another thing)."""
    fields = [[t for t in texts if not _UNIT.search(t)] for texts in form.fields.values()]
    return Base(
        name, kind, plain(("No", *roles), roles, "text"), rows, [[title]],
        spellings=by_key([*fields, *AREA_SPELLINGS.values()]),
    )  # fmt: skip


def targets() -> Base:
    """Targets of the kabupaten and of one kecamatan, with their documents."""
    roles = {"Indikator": "text", "Sumber": "text", "Kecamatan": "place", "Tahun": "text",
             "Target": "percent", "Dokumen": "text", "Nomor dokumen": "text", "Hlm": "text",
             "Status": "text"}  # fmt: skip
    paper = ("RPJMD 2025-2029", "Perda 3", "hlm 112", "ditetapkan")
    rows = [
        [1, "Stunting", "e-PPGBM", "", 2025, 12.5, *paper],
        [2, "Stunting", "SSGI", "", 2025, 18.8, *paper],
        [3, "Wasting", "e-PPGBM", "MALANGKE", 2026, 4.25, *paper[:3], "usulan"],
        [4, "Bumil KEK PMT", "Cakupan layanan", "", 2025, 92, *paper],
    ]
    return _list("targets", "target", "Daftar target", roles, rows, targets_kind.FORM)


def budget() -> Base:
    """Pagu and realisasi in rupiah; one realisasi is not filled in."""
    roles = {"OPD": "text", "Subkegiatan": "text", "Kecamatan": "place", "Desa": "place",
             "Pagu": "count", "Realisasi": "count", "Sumber dana": "text"}  # fmt: skip
    rows = [
        [1, "Dinas Kesehatan", "Makanan tambahan", "", "", 1250000000, 815000000, "APBD"],
        [2, "Dinas PMD", "Insentif kader", "MALANGKE", "TOKKE", 24000000, 0, "Dana desa"],
        [3, "Dinas PMD", "Insentif kader", "MALANGKE", "TOLADA", 24000000, "", "Dana desa"],
        [4, "Dinas PUPR", "Sanitasi", "MASAMBA", "", 911750000, 38000001, "DAK"],
    ]
    return _list(
        "budget", "anggaran", "ANGGARAN TAHUN 2025", roles, rows, budget_kind.FORM
    )  # fmt: skip


def areas() -> Base:
    """Desa with their codes: two known ones, one that is new."""
    roles = {"Kode": "code", "Kecamatan": "place", "Desa": "place", "Kode BPS": "code",
             "Jenis": "text"}  # fmt: skip
    rows = [
        [1, "73.22.01.2001", "MALANGKE", "TOKKE", "7322010001", "desa"],
        [2, "73.22.01.2004", "MALANGKE", "PATTIMANG", "7322010004", "desa"],
        [3, "73.22.01.2098", "MALANGKE", "CONTOH BARU", "7322010098", "desa"],
    ]
    return _list("areas", "wilayah", "DAFTAR WILAYAH", roles, rows, masters.AREA_FORM)


def puskesmas() -> Base:
    """Which puskesmas serves which desa."""
    roles = {"Puskesmas": "place", "Kode Puskesmas": "code", "Kecamatan": "place", "Desa": "place"}
    rows = [[at, f"{k} SATU", f"107300{at}", k, d] for at, (k, d) in enumerate(PLACES, 1)]
    return _list(
        "puskesmas", "puskesmas", "DAFTAR PUSKESMAS", roles, rows, masters.PUSKESMAS_FORM
    )  # fmt: skip


def aliases() -> Base:
    """Other spellings of desa names, two in one cell."""
    roles = {"Kecamatan": "place", "Desa": "place", "Ejaan lain": "text"}
    rows = [[at, k, d, f"{d[:-1]}QQ; {d}XX"] for at, (k, d) in enumerate(PLACES, 1)]
    return _list("aliases", "alias", "EJAAN LAIN", roles, rows, masters.ALIAS_FORM)
