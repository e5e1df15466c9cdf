"""Taking in another kabupaten: its codes, its boundaries, its target populations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.services.placing import area_index
from emonev.store import areas as stored
from emonev.store.reference import put_boundaries
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


def import_boundaries(scope: Scope, store: Store, path: Path) -> AreaImport:
    """Store the shapes of a boundary file, matched by code or name; all or nothing."""
    from emonev.ingest.boundaries import read_boundaries

    with store.writing() as cursor:
        read = read_boundaries(_existing(path), area_index(cursor))
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
