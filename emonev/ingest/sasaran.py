"""Target populations (sasaran balita) per desa or kecamatan: a simple template, out and in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from emonev.core.area import Area, Level
from emonev.ingest.area_match import AreaIndex, PlaceMatch
from emonev.ingest.area_table import AreaIssue, TableRow, read_table

SOURCES = ("Pusdatin", "riil", "Dukcapil")
"""Where a number of children comes from; it is printed beside every cakupan."""

NO_SOURCE = "tidak disebutkan"
YEARS = range(2010, 2100)
LARGEST = 5_000_000
"""More than any province has; a larger number is a slip."""

COLUMNS = ("Kode", "Kecamatan", "Desa/Kelurahan", "Tahun", "Sumber", "Sasaran balita")


@dataclass(frozen=True, slots=True)
class SasaranRow:
    """Children under five of an area in a year, after one source."""

    area_code: str
    year: int
    source: str
    balita: int


@dataclass(frozen=True, slots=True)
class SasaranResult:
    """The rows taken, and every row or cell that was not, with what to do."""

    rows: tuple[SasaranRow, ...]
    issues: tuple[AreaIssue, ...]


def read_sasaran(path: Path, index: AreaIndex, kabupaten_code: str | None = None) -> SasaranResult:
    """A filled template, or any table with kode (or kecamatan and desa), tahun, sumber, sasaran.

    Rows without a desa count for their kecamatan. Raises Refused where the file cannot be read.
    """
    taken: dict[tuple[str, int, str], SasaranRow] = {}
    issues: list[AreaIssue] = []
    blank: list[TableRow] = []
    for row in read_table(path, ("sasaran",)):
        if not row["sasaran"]:
            blank.append(row)
            continue
        area_code = _area_of(row, index, kabupaten_code, issues)
        read = None if area_code is None else sasaran_of(row, area_code, issues)
        if read is not None:
            _add(taken, read, row, issues)
    if blank:
        issues.append(
            AreaIssue(
                "sasaran_kosong",
                blank[0].number,
                f"{len(blank)} baris tanpa angka sasaran",
                "angka sasaran balita",
                "Isi yang belum terisi; baris lain tetap dipakai.",
                blank[0].sheet,
            )
        )
    return SasaranResult(tuple(taken.values()), tuple(issues))


def sasaran_of(row: TableRow, area_code: str, issues: list[AreaIssue]) -> SasaranRow | None:
    """The sasaran of a row, or None with an issue that says which cell is wrong."""
    balita = whole_number(row["sasaran"])
    if balita is None:
        issues.append(
            AreaIssue(
                "sasaran_tidak_terbaca",
                row.number,
                row["sasaran"],
                "bilangan bulat, mis. 1.234",
                "Tulis jumlah anak sebagai bilangan bulat.",
                row.sheet,
            )
        )
        return None
    year = whole_number(row["year"] or row.header_year)
    if year is None or year not in YEARS:
        issues.append(
            AreaIssue(
                "tahun_tidak_terbaca",
                row.number,
                row["year"] or "kosong",
                "tahun, mis. 2025",
                "Isi kolom Tahun, atau tulis tahun di judul kolom (Sasaran 2025).",
                row.sheet,
            )
        )
        return None
    return SasaranRow(area_code, year, _source_of(row, issues), balita)


def _source_of(row: TableRow, issues: list[AreaIssue]) -> str:
    """The source as the product spells it; another source is kept as written."""
    written = row["source"]
    if not written:
        issues.append(
            AreaIssue(
                "sumber_kosong",
                row.number,
                "kosong",
                ", ".join(SOURCES),
                f"Dicatat sebagai “{NO_SOURCE}”; isi kolom Sumber.",
                row.sheet,
                taken=True,
            )
        )
        return NO_SOURCE
    folded = written.casefold()
    return next((s for s in SOURCES if s.casefold() in folded), written)


def whole_number(text: str) -> int | None:
    """A count as written in Indonesia ("1.234", "1 234", "1234"); None for anything else."""
    bare = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", bare):
        bare = re.sub(r"[.,]", "", bare)
    if not re.fullmatch(r"[0-9]{1,9}", bare) or int(bare) > LARGEST:
        return None
    return int(bare)


def _area_of(
    row: TableRow, index: AreaIndex, kabupaten_code: str | None, issues: list[AreaIssue]
) -> str | None:
    """The code of the row's area: by its code, else by kecamatan and desa."""
    code = row["code_desa"] or row["code"] or row["code_kec"]
    found = index.match_place(
        row["name_kab"],
        code if code and _is_kecamatan(index, code) else row["name_kec"],
        code if code and not _is_kecamatan(index, code) else row["name_desa"] or row["name"],
        puskesmas=row["puskesmas"],
        kabupaten_code=kabupaten_code,
    )
    is_lost = found.asked is not None or found.area_code in (None, found.kabupaten.area_code)
    if not is_lost:
        return found.area_code
    issues.append(
        AreaIssue(
            "wilayah_tidak_dikenal",
            row.number,
            ", ".join(t for t in (code, row["name_kec"], row["name_desa"] or row["name"]) if t)
            or "kosong",
            _offered(found, index) or "kode atau nama kecamatan dan desa yang ada di daftar",
            "Isi kolom Kode dengan kode Kemendagri.",
            row.sheet,
        )
    )
    return None


def _is_kecamatan(index: AreaIndex, code: str) -> bool:
    return index.match_among(code, index.at(Level.KECAMATAN), near=False).how == "code"


def _offered(found: PlaceMatch, index: AreaIndex) -> str:
    """The candidates of the open question as "73.22.01.2003 Benteng, …"."""
    match = {Level.DESA: found.desa, Level.KECAMATAN: found.kecamatan}.get(
        found.asked or Level.PROVINSI
    )
    codes = match.candidates if match else ()
    return ", ".join(f"{code} {index.areas[code].name}" for code in codes)


def _add(
    taken: dict[tuple[str, int, str], SasaranRow],
    read: SasaranRow,
    row: TableRow,
    issues: list[AreaIssue],
) -> None:
    """Keeps the first of two rows for the same area, year and source, and reports the second."""
    key = (read.area_code, read.year, read.source)
    first = taken.setdefault(key, read)
    if first is not read:
        issues.append(
            AreaIssue(
                "sasaran_ganda",
                row.number,
                f"{read.area_code} {read.year} {read.source}: {read.balita}",
                f"satu baris per wilayah, tahun, dan sumber (sudah ada: {first.balita})",
                "Hapus salah satu baris.",
                row.sheet,
            )
        )


def write_sasaran_template(path: Path, areas: Iterable[Area] | AreaIndex, year: int) -> None:
    """An xlsx with every desa of ``areas`` (one kabupaten), ready for the numbers.

    Codes are text; the source column offers the known sources.
    """
    import xlsxwriter

    index = areas if isinstance(areas, AreaIndex) else AreaIndex(areas)
    desa = sorted(index.at(Level.DESA), key=lambda area: area.code)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Sasaran")
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
    sheet.freeze_panes(1, 3)
    for column, (title, width) in enumerate(zip(COLUMNS, (16, 22, 26, 8, 12, 16), strict=True)):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    for number, area in enumerate(desa, start=1):
        _write_template_row(sheet, number, area, index, year)
    if desa:
        sources = {"validate": "list", "source": list(SOURCES), "error_type": "warning"}
        sheet.data_validation(1, 4, len(desa), 4, sources)
        whole = {"validate": "integer", "criteria": ">=", "value": 0, "error_type": "warning"}
        sheet.data_validation(1, 5, len(desa), 5, whole)
    _write_guide(book)
    book.close()


def _write_template_row(
    sheet: object, number: int, area: Area, index: AreaIndex, year: int
) -> None:
    kecamatan = index.areas.get(area.parent_code or "")
    texts: Sequence[str] = (area.code, kecamatan.name if kecamatan else "", area.name)
    for column, text in enumerate(texts):
        sheet.write_string(number, column, text)  # type: ignore[attr-defined]
    sheet.write_number(number, 3, year)  # type: ignore[attr-defined]
    sheet.write_string(number, 4, SOURCES[0])  # type: ignore[attr-defined]


def _write_guide(book: object) -> None:
    lines = (
        "Isi kolom Sasaran balita (anak 0–59 bulan) untuk setiap desa/kelurahan.",
        "Sumber: Pusdatin, riil (pendataan sendiri), atau Dukcapil.",
        "Jangan ubah kolom Kode. Baris yang dikosongkan tidak dipakai.",
    )
    sheet = book.add_worksheet("Petunjuk")  # type: ignore[attr-defined]
    sheet.set_column(0, 0, 90)
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)
