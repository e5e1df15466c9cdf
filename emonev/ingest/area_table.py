"""A small table about areas (code list, sasaran): any container, header by vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from emonev.errors import Refused
from emonev.ingest.area_names import clean_name
from emonev.ingest.container import recognise
from emonev.ingest.guard import inspect
from emonev.ingest.parsed import Refusal
from emonev.ingest.read import RawSheet, read_sheets

HEADER_WITHIN = 30
"""The header is looked for in the first rows of a sheet."""

MAX_ROWS = 120_000
"""All desa of Indonesia are about 84,000."""

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "code": ("kode", "kodewilayah", "kodewil", "kodearea", "code", "kodekemendagri", "idwilayah",
             "kodepum", "kodewilayahkemendagri"),
    "code_prov": ("kodeprov", "kodeprovinsi", "kdprov", "idprov", "idprovinsi"),
    "code_kab": ("kodekab", "kodekabupaten", "kodekabkota", "kdkab", "idkab", "kodekabupatenkota"),
    "code_kec": ("kodekec", "kodekecamatan", "kdkec", "idkec", "idkecamatan"),
    "code_desa": ("kodedesa", "kodekel", "kodedesakel", "kodedesakelurahan", "kddesa", "iddesa",
                  "kodekelurahan", "iddesakemendagri", "kodedesakemendagri"),
    "name": ("nama", "namawilayah", "name", "wilayah", "namaarea"),
    "name_prov": ("provinsi", "prov", "namaprovinsi", "namaprov"),
    "name_kab": ("kabupaten", "kabkota", "kabupatenkota", "kab", "namakabupaten", "namakab",
                 "namakabupatenkota"),
    "name_kec": ("kecamatan", "kec", "namakecamatan", "namakec", "kecmatan"),
    "name_desa": ("desa", "desakel", "desakelurahan", "namadesa", "namadesakel", "kelurahan",
                  "namadesakelurahan", "namakelurahan", "keldesa"),
    "level": ("tingkat", "level", "jenis", "jeniswilayah", "tipe"),
    "kind": ("kind", "status", "statusdesa", "jenisdesa", "statuspemerintahan"),
    "bps_code": ("kodebps", "bps", "bpscode", "idbps", "iddesabps", "kodedesabps",
                 "kodewilayahbps"),
    "alias": ("alias", "namalain", "namalama", "ejaanlain", "sebutanlain"),
    "puskesmas": ("puskesmas", "pukesmas", "pkm", "namapuskesmas"),
    "valid_from": ("berlakusejak", "berlakumulai", "validfrom", "mulaiberlaku"),
    "valid_to": ("berlakusampai", "validto", "berakhir"),
    "sasaran": ("sasaran", "sasaranbalita", "jumlahsasaran", "jumlahbalita", "balita",
                "jumlahsasaranbalita", "sasaranbalita059", "sasaranbalita059bulan"),
    "year": ("tahun", "year", "thn"),
    "source": ("sumber", "sumberdata", "sumbersasaran", "source"),
}  # fmt: skip
"""Field → headers, letters and digits only. A year inside a header ("Sasaran 2025") is read too."""

_FIELD_OF = {spelling: field for field, spellings in _SPELLINGS.items() for spelling in spellings}


@dataclass(frozen=True, slots=True)
class AreaIssue:
    """One problem of an area list or sasaran table, in words for the person who can mend it.

    ``row`` is the 1-based Excel row, None for the whole table. ``taken`` is False where the row
    (or its value) was left out because of it.
    """

    code: str
    row: int | None
    found: str
    expected: str
    next_step: str
    sheet: str | None = None
    taken: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row below the header: field → text as cleaned ("" when blank)."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    header_year: str = ""

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


def read_table(path: Path, needed: tuple[str, ...]) -> list[TableRow]:
    """The rows of every sheet whose header has at least one of ``needed`` and another field.

    Blank rows are left out. Raises Refused for a file that cannot be read or has no such header.
    """
    rows = [row for sheet in _sheets(path) for row in _rows(sheet, needed)]
    if not rows:
        raise Refused(
            "bukan_tabel",
            f"Berkas {path.name} tidak berisi baris di bawah judul kolom yang dikenal.",
            hint="Judul kolom yang diperlukan misalnya: Kode, Nama (dan Kecamatan, Tingkat).",
        )
    if len(rows) > MAX_ROWS:
        raise Refused(
            "terlalu_besar",
            f"Berkas {path.name} berisi lebih dari {MAX_ROWS:,} baris.".replace(",", "."),
            hint="Potong dahulu per kabupaten.",
        )
    return rows


def _sheets(path: Path) -> list[RawSheet]:
    if not path.is_file():
        raise Refused("berkas_tidak_ada", f"Berkas {path.name} tidak ditemukan.")
    container = recognise(path)
    if isinstance(container, Refusal):
        raise Refused(container.code, container.text)
    verdict = inspect(path, container)
    if verdict.refusal is not None:
        raise Refused(verdict.refusal.code, verdict.refusal.text)
    try:
        return read_sheets(path, container, verdict.skip, None)
    except Exception as error:
        # The readers raise many kinds for a damaged file; each means the same to the user.
        raise Refused(
            "berkas_rusak",
            f"Berkas {path.name} tidak dapat dibaca.",
            hint="Buka dan simpan ulang di Excel, lalu coba lagi.",
        ) from error


def _rows(sheet: RawSheet, needed: tuple[str, ...]) -> Iterator[TableRow]:
    found = _header(sheet, needed)
    if found is None:
        return
    at, columns, year = found
    for offset, row in enumerate(sheet.rows[at + 1 :], start=at + 1):
        cells = {field: _text(row[c]) for field, c in columns.items() if c < len(row)}
        if any(cells.values()) and cells != _header_texts(sheet.rows[at], columns):
            yield TableRow(sheet.name, sheet.first_row + offset, cells, year)


def _header_texts(row: list[object], columns: Mapping[str, int]) -> dict[str, str]:
    return {field: _text(row[c]) for field, c in columns.items() if c < len(row)}


def _header(sheet: RawSheet, needed: tuple[str, ...]) -> tuple[int, dict[str, int], str] | None:
    """Position of the header, its field → column, and a year written in the sasaran header."""
    for at, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns: dict[str, int] = {}
        year = ""
        for column, cell in enumerate(row):
            field, in_header = _field(_text(cell))
            if field and field not in columns:
                columns[field] = column
                year = year or in_header
        if len(columns) >= 2 and any(field in columns for field in needed):
            return at, columns, year
    return None


def _field(header: str) -> tuple[str | None, str]:
    """The field of a header and the year in it ("Sasaran Balita 2025" → "sasaran", "2025")."""
    key = re.sub(r"[^a-z0-9]", "", header.casefold())
    if key in _FIELD_OF:
        return _FIELD_OF[key], ""
    found = re.search(r"(20\d\d)", key)
    if found and _FIELD_OF.get(key.replace(found[1], "")) == "sasaran":
        return "sasaran", found[1]
    return None, ""


def _text(cell: object) -> str:
    """A cell as text; a whole float without its ".0"."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    return clean_name(cell)
