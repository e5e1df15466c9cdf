"""Taking in another kabupaten: its codes, its boundaries, its target populations."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.ingest.area_list import read_area_list
from emonev.ingest.area_table import AreaIssue
from emonev.ingest.boundaries_apart import read_boundaries_apart
from emonev.ingest.sasaran import SasaranRow, read_sasaran, write_sasaran_template
from emonev.services.placing import area_index
from emonev.store import areas as stored
from emonev.store.reference import put_boundaries
from emonev.store.settings import get_setting
from emonev.store.store import Store


@dataclass(frozen=True, slots=True)
class AreaImport:
    """What was stored and what was not: counts, names without a match, sentences to act on."""

    file: str
    what: str
    stored: int
    unmatched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Areas of the same level that the file has no shape for."""
    problems: tuple[str, ...] = ()


Verb = Callable[[Scope, Store, Path], AreaImport]


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise WrongCall(f"Berkas {path} tidak ada.")
    return path


def import_area_list(scope: Scope, store: Store, path: Path) -> AreaImport:
    """Store the areas of a code list, their other spellings, puskesmas and target populations."""
    with store.writing() as cursor:
        read = read_area_list(_existing(path), stored.load_areas(cursor))
        stored.put_areas(cursor, read.areas)
        for alias in read.aliases:
            stored.put_alias(cursor, alias.area_code, alias.alias, alias.note)
        stored.put_puskesmas(cursor, [(*named, "daftar wilayah") for named in read.puskesmas])
        stored.put_sasaran(cursor, _sasaran_rows(read.sasaran))
    return AreaImport(path.name, "wilayah", len(read.areas), problems=_told(read.issues))


def import_sasaran(scope: Scope, store: Store, path: Path) -> AreaImport:
    """Store target populations per desa (template or any table with kode, tahun, sasaran)."""
    with store.writing() as cursor:
        kabupaten = scope.area_code or get_setting(cursor, "kabupaten") or None
        read = read_sasaran(_existing(path), area_index(cursor), kabupaten)
        stored.put_sasaran(cursor, _sasaran_rows(read.rows))
    return AreaImport(path.name, "baris sasaran", len(read.rows), problems=_told(read.issues))


def sasaran_template(scope: Scope, store: Store, path: Path, kabupaten: str, year: int) -> Path:
    """Write the sasaran template of a kabupaten, its desa filled in, to ``path`` (xlsx)."""
    with store.reading() as cursor:
        areas = stored.load_areas(cursor, kabupaten)
    write_sasaran_template(path, areas, year)
    return path


def _sasaran_rows(rows: Iterable[SasaranRow]) -> list[tuple[str, int, str, int]]:
    return [(row.area_code, row.year, row.source, row.balita) for row in rows]


def _told(issues: Iterable[AreaIssue]) -> tuple[str, ...]:
    return tuple(
        f"baris {issue.row}: {issue.found} – seharusnya {issue.expected}. {issue.next_step}"
        for issue in issues
    )


def import_boundaries(scope: Scope, store: Store, path: Path) -> AreaImport:
    """Store the shapes of a boundary file, matched by code or name; all or nothing."""
    with store.reading() as cursor:
        index = area_index(cursor)
    with tempfile.TemporaryDirectory(prefix="emonev-batas-") as folder:
        read = read_boundaries_apart(_existing(path), index, Path(folder))
    with store.writing() as cursor:
        put_boundaries(
            cursor,
            [
                (f.code, str(f.level), f.geometry, f.label_lon, f.label_lat, path.name)
                for f in read.features
            ],
        )
    return AreaImport(
        path.name,
        "batas wilayah",
        len(read.features),
        tuple(f"{u.number}. {u.text}" for u in read.unmatched_features),
        tuple(area.name for area in read.areas_without_shape),
        tuple(f"{i.found}: {i.expected}. {i.next_step}" for i in read.issues),
    )
