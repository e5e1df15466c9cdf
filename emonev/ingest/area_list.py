"""Lists of areas: the master that ships, and code lists of any other kabupaten."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from emonev.core.area import Area, Level, dotted, level_of, parent_of
from emonev.ingest.area_match import Alias, AreaIndex, Split
from emonev.ingest.area_names import clean_name, fold, kind_in, squeeze, title_case
from emonev.ingest.area_table import AreaIssue, TableRow, read_table
from emonev.ingest.sasaran import SasaranRow, sasaran_of


@dataclass(frozen=True, slots=True)
class AreaMaster:
    """The areas that ship with the product, with their aliases and splits."""

    areas: tuple[Area, ...]
    aliases: tuple[Alias, ...]
    splits: tuple[Split, ...]

    def index(self) -> AreaIndex:
        """The master ready for matching."""
        return AreaIndex(self.areas, self.aliases, self.splits)


def read_master(folder: Path) -> AreaMaster:
    """``data/wilayah/`` as written by ``scripts/make_wilayah.py``."""
    return AreaMaster(
        areas=tuple(_shipped_area(row) for row in _shipped_rows(folder / "areas.csv")),
        aliases=tuple(
            Alias(row["area_code"], row["alias"], row["note"])
            for row in _shipped_rows(folder / "aliases.csv")
        ),
        splits=tuple(
            Split(row["area_code"], row["from_code"], row["note"])
            for row in _shipped_rows(folder / "splits.csv")
        ),
    )


def _shipped_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _shipped_area(row: dict[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        level=Level(row["level"]),
        parent_code=row["parent_code"] or None,
        bps_code=row["bps_code"] or None,
        kind=row["kind"] or None,
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )


# -- the code list of any kabupaten --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AreaListResult:
    """What a code list holds. Rows that could not be used are in ``issues`` (``taken`` False).

    ``areas`` are parents first; ``puskesmas`` are (kecamatan code, name) pairs; ``sasaran`` come
    from the optional columns.
    """

    areas: tuple[Area, ...]
    aliases: tuple[Alias, ...]
    sasaran: tuple[SasaranRow, ...]
    issues: tuple[AreaIssue, ...]
    puskesmas: tuple[tuple[str, str], ...] = ()


LOWEST_DESA = 1001
"""Kemendagri numbers kelurahan from 1001 and desa from 2001; BPS codes end in 001 … 999."""

FIRST_KOTA = 71
"""Kemendagri numbers the kota of a province from 71."""

_LEVEL_WORDS = {
    "provinsi": Level.PROVINSI,
    "kabupaten": Level.KABUPATEN,
    "kota": Level.KABUPATEN,
    "kecamatan": Level.KECAMATAN,
    "distrik": Level.KECAMATAN,
    "desa": Level.DESA,
    "kelurahan": Level.DESA,
}

_LEVEL_OF_FIELD = (
    ("prov", Level.PROVINSI),
    ("kab", Level.KABUPATEN),
    ("kec", Level.KECAMATAN),
    ("desa", Level.DESA),
)
_CODE_FIELDS = ("code_desa", "code", "code_kec", "code_kab", "code_prov")
"""Deepest first: the first one filled is the row's own code."""


def read_area_list(path: Path, known: Iterable[Area] = ()) -> AreaListResult:
    """The areas of a code list: csv or Excel, one row per area or one row per desa.

    ``known`` areas (the stored master) may be the parents of listed ones. Codes are Kemendagri's,
    dotted or not. Raises Refused where the file cannot be read or has no code column.
    """
    reading = _ListReading()
    for row in read_table(path, _CODE_FIELDS):
        reading.take(row)
    reading.drop_orphans({area.code for area in known})
    return reading.result()


@dataclass(slots=True)
class _ListReading:
    """The list as far as it is read."""

    areas: dict[str, Area] = field(default_factory=dict)
    rows: dict[str, TableRow] = field(default_factory=dict)
    names: dict[tuple[str | None, str], str] = field(default_factory=dict)
    aliases: dict[tuple[str, str], Alias] = field(default_factory=dict)
    sasaran: dict[tuple[str, int, str], SasaranRow] = field(default_factory=dict)
    puskesmas: dict[tuple[str, str], None] = field(default_factory=dict)
    issues: list[AreaIssue] = field(default_factory=list)

    def take(self, row: TableRow) -> None:
        """Adds the row's own area, the parents it names, and what stands beside them."""
        own = self._own_code(row)
        if own is None:
            return
        self._add_parents(row, own)
        if not self._add_own(row, own):
            return
        for alias in re.split(r"[;|\n]", row["alias"]):
            if text := clean_name(alias):
                self.aliases.setdefault((own, fold(text)), Alias(own, text, "daftar wilayah"))
        if row["puskesmas"] and level_of(own) in (Level.DESA, Level.KECAMATAN):
            home = own if level_of(own) is Level.KECAMATAN else parent_of(own) or own
            name = title_case(row["puskesmas"], Level.PUSKESMAS)
            self.puskesmas.setdefault((home, name))
        if row["sasaran"] and (read := sasaran_of(row, own, self.issues)):
            self.sasaran.setdefault((own, read.year, read.source), read)

    def _own_code(self, row: TableRow) -> str | None:
        """The code of the area the row is about: the deepest code column that is filled."""
        written = _written_code(row)
        if not written or _lacks_desa_code(row):
            self._report(row, "kode_kosong", "kosong", "kode Kemendagri", "Isi kolom kode.")
            return None
        code = dotted(written)
        if code is None:
            self._report(
                row,
                "kode_tidak_terbaca",
                written,
                "kode Kemendagri, mis. 73.22.01.2001 atau 7322012001",
                "Perbaiki kodenya; atur format kolom menjadi Teks agar nol tidak hilang.",
            )
            return None
        if level_of(code) is Level.DESA and int(code[-4:]) < LOWEST_DESA:
            self._report(
                row,
                "kode_bps",
                written,
                "kode Kemendagri; desa berakhir 1001 ke atas (kelurahan) atau 2001 ke atas (desa)",
                "Ini tampaknya kode BPS: taruh di kolom Kode BPS, dan isi kode Kemendagri.",
            )
            return None
        return code

    def _add_parents(self, row: TableRow, own: str) -> None:
        """Parents named in the row ("kecamatan", "kabupaten" columns); their codes follow."""
        for depth, (suffix, level) in enumerate(_LEVEL_OF_FIELD[:-1], start=1):
            code, name = ".".join(own.split(".")[:depth]), row[f"name_{suffix}"]
            if code == own or not name:
                continue
            if dotted(row[f"code_{suffix}"]) not in (None, code):
                self._report(
                    row,
                    "kode_induk_berbeda",
                    f"{row[f'code_{suffix}']} untuk {own}",
                    code,
                    "Perbaiki kode induknya; kode anak selalu diawali kode induk.",
                    taken=True,
                )
            known = self.areas.get(code)
            if known is None:
                self._put(row, _area(code, name, level, row=None))
            elif squeeze(known.name, level) != squeeze(name, level):
                self._report(
                    row,
                    "nama_berbeda",
                    f"{code} {name}",
                    f"{code} {known.name}",
                    "Samakan nama untuk kode yang sama; nama yang pertama dipakai.",
                    taken=True,
                )

    def _add_own(self, row: TableRow, own: str) -> bool:
        level = level_of(own)
        suffix = next(s for s, each in _LEVEL_OF_FIELD if each is level)
        name = row[f"name_{suffix}"] or row["name"]
        if not name:
            self._report(row, "nama_kosong", f"{own} tanpa nama", "nama wilayah", "Isi kolom nama.")
            return False
        stated = _LEVEL_WORDS.get(fold(row["level"]))
        if stated is not None and stated is not level:
            self._report(
                row,
                "tingkat_berbeda",
                f"{own} disebut {row['level']}",
                f"{level} (menurut panjang kode)",
                "Periksa kode dan tingkatnya; tingkat menurut kode yang dipakai.",
                taken=True,
            )
        area = _area(own, name, level, row)
        for column in ("valid_from", "valid_to"):
            if row[column] and _day(row[column]) is None:
                self._report(
                    row,
                    "tanggal_tidak_terbaca",
                    row[column],
                    "tanggal, mis. 2018-07-31",
                    "Tulis sebagai tanggal Excel atau TTTT-BB-HH.",
                    taken=True,
                )
        first = self.rows.get(own)
        if first is not None and _is_own(first, own):
            self._report(
                row,
                "kode_ganda",
                f"{own} {name}",
                f"satu baris per kode (sudah ada di baris {first.number}: {self.areas[own].name})",
                "Hapus baris yang berlebih atau perbaiki kodenya.",
            )
            return False
        twin = self.names.get((area.parent_code, fold(area.name)))
        if twin not in (None, own):
            self._report(
                row,
                "nama_ganda",
                f"{own} {name}",
                f"satu kode per nama dalam satu induk (sudah ada: {twin})",
                "Periksa; keduanya disimpan, dan nama itu akan ditanyakan saat impor.",
                taken=True,
            )
        self._put(row, area)
        return True

    def _put(self, row: TableRow, area: Area) -> None:
        self.areas[area.code] = area
        self.rows[area.code] = row
        self.names.setdefault((area.parent_code, fold(area.name)), area.code)

    def drop_orphans(self, known: set[str]) -> None:
        """Kecamatan and desa whose parent is neither listed nor known are reported, not taken."""
        for code in sorted(self.areas, key=lambda code: (code.count("."), code)):
            parent = parent_of(code)
            level = self.areas[code].level
            if level in (Level.PROVINSI, Level.KABUPATEN) or parent in known | set(self.areas):
                continue
            self._report(
                self.rows[code],
                "induk_tidak_ada",
                f"{code} {self.areas[code].name}",
                f"baris untuk induknya, {parent}",
                f"Tambahkan baris {parent} dengan namanya, atau kolom nama induknya.",
            )
            del self.areas[code]

    def result(self) -> AreaListResult:
        kept = set(self.areas)
        return AreaListResult(
            areas=tuple(sorted(self.areas.values(), key=lambda a: (a.code.count("."), a.code))),
            aliases=tuple(alias for alias in self.aliases.values() if alias.area_code in kept),
            sasaran=tuple(row for row in self.sasaran.values() if row.area_code in kept),
            issues=tuple(self.issues),
            puskesmas=tuple(self.puskesmas),
        )

    def _report(
        self,
        row: TableRow,
        code: str,
        found: str,
        expected: str,
        next_step: str,
        *,
        taken: bool = False,
    ) -> None:
        self.issues.append(
            AreaIssue(code, row.number, found, expected, next_step, row.sheet, taken)
        )


def _written_code(row: TableRow) -> str:
    return next((row[field] for field in _CODE_FIELDS if row[field]), "")


def _lacks_desa_code(row: TableRow) -> bool:
    """True for a desa without its code beside the code of its kecamatan."""
    names_a_desa = row["name_desa"] or (row["name"] and row["name_kec"])
    has_code = row["code_desa"] or row["code"]
    return "code_desa" in row.cells and bool(names_a_desa) and not has_code


def _is_own(row: TableRow, code: str) -> bool:
    """True when a row is about the area ``code`` itself, not about one below it."""
    return dotted(_written_code(row)) == code


def _area(code: str, name: str, level: Level, row: TableRow | None) -> Area:
    """An area of a code list; ``row`` None for a parent that is only named beside its child."""
    return Area(
        code=code,
        name=title_case(name, level),
        level=level,
        parent_code=parent_of(code),
        bps_code=(re.sub(r"\D", "", row["bps_code"]) or None) if row else None,
        kind=_kind(code, name, level, row),
        valid_from=_day(row["valid_from"]) if row else None,
        valid_to=_day(row["valid_to"]) if row else None,
    )


def _kind(code: str, name: str, level: Level, row: TableRow | None) -> str | None:
    """Desa or kelurahan, kabupaten or kota: as written, else by Kemendagri's numbering.

    "desa" in a level column means the level; only a column for the kind decides with that word.
    """
    kind = fold(row["kind"]) if row else ""
    stated = fold(row["level"]) if row else ""
    if level is Level.DESA:
        if "kelurahan" in (kind, stated):
            return "kelurahan"
        return "desa" if kind == "desa" or code[-4] != "1" else "kelurahan"
    if level is Level.KABUPATEN:
        if "kota" in (kind, stated):
            return "kota"
        return kind_in(name) or ("kota" if int(code[-2:]) >= FIRST_KOTA else "kabupaten")
    return None


def _day(text: str) -> date | None:
    """An ISO date (a time behind it is ignored), else None."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
