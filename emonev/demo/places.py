"""Where the invented children live: real kecamatan and desa, and a few invented puskesmas."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from emonev.core.area import Level, parent_of
from emonev.errors import WrongCall

DATA_DIR = Path(__file__).parents[2] / "data"
AREAS_FILE = DATA_DIR / "wilayah" / "areas.csv"
ALIASES_FILE = DATA_DIR / "wilayah" / "aliases.csv"
PARAMETER_FILE = DATA_DIR / "contoh" / "kabupaten.csv"
PUSKESMAS_FILE = DATA_DIR / "contoh" / "puskesmas.csv"

INVENTED_NOTE = "contoh: puskesmas yang direka"


@dataclass(frozen=True, slots=True)
class Desa:
    """A desa or kelurahan of the area master; ``other_name``: as BPS's list writes it."""

    code: str
    name: str
    other_name: str


@dataclass(frozen=True, slots=True)
class Kecamatan:
    """A kecamatan with all its desa."""

    code: str
    name: str
    desa: tuple[Desa, ...]


@dataclass(frozen=True, slots=True)
class Puskesmas:
    """A puskesmas and the desa it serves (indices into ``Places.desa``)."""

    kecamatan_code: str
    name: str
    note: str
    desa: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parameters:
    """One row of ``data/contoh/kabupaten.csv``; shares are proportions 0-1.

    ``balita``: children under five at a time in the full set. ``stunting_start``/``_end``: level of
    the kabupaten in February 2024 and August 2025; ``falling_*``/``rising_*``: level before and
    after August 2024-2025 in the kecamatan that clearly change.
    """

    code: str
    balita: int
    medium_share: float
    stunting_start: float
    stunting_end: float
    falling_from: float
    falling_to: float
    rising_from: float
    rising_to: float
    wasting: float
    extra_puskesmas: int


@dataclass(frozen=True, slots=True)
class Places:
    """A kabupaten with everything below it; ``desa`` in code order, ``kecamatan_of`` beside it."""

    code: str
    name: str
    province: str
    kecamatan: tuple[Kecamatan, ...]
    desa: tuple[Desa, ...]
    kecamatan_of: tuple[int, ...]
    puskesmas: tuple[Puskesmas, ...]


def read_parameters(kabupaten: str) -> Parameters:
    """The demo's parameters of a kabupaten. Raises WrongCall where there is no demo."""
    rows = {row["code"]: row for row in _records(PARAMETER_FILE)}
    if kabupaten not in rows:
        known = ", ".join(sorted(rows))
        raise WrongCall(
            f"Tidak ada data contoh untuk kabupaten {kabupaten}.", hint=f"Ada: {known}."
        )
    row = rows[kabupaten]
    numbers = {key: float(value) for key, value in row.items() if key != "code"}
    balita, extra = int(numbers.pop("balita")), int(numbers.pop("extra_puskesmas"))
    return Parameters(code=kabupaten, balita=balita, extra_puskesmas=extra, **numbers)


def read_places(kabupaten: str, *, extra_puskesmas: int, desa_per_kecamatan: int | None) -> Places:
    """The kabupaten from the area master, with invented puskesmas beside the kecamatan's own.

    ``desa_per_kecamatan`` keeps only the first desa of each kecamatan (small sets for tests).
    """
    rows = list(_records(AREAS_FILE))
    names = {row["code"]: row["name"] for row in rows}
    aliases = {row["area_code"]: row["alias"] for row in _records(ALIASES_FILE)}
    below: dict[str, list[Desa]] = {}
    for row in rows:
        if row["level"] == Level.DESA and not row["valid_to"]:
            code = row["code"]
            desa = Desa(code, row["name"], aliases.get(code, row["name"]))
            below.setdefault(row["parent_code"], []).append(desa)
    kecamatan = tuple(
        Kecamatan(row["code"], row["name"], tuple(below[row["code"]][:desa_per_kecamatan]))
        for row in rows
        if row["level"] == Level.KECAMATAN and row["parent_code"] == kabupaten
        if not row["valid_to"]
    )
    return Places(
        code=kabupaten,
        name=names[kabupaten],
        province=names[parent_of(kabupaten) or ""],
        kecamatan=kecamatan,
        desa=tuple(desa for one in kecamatan for desa in one.desa),
        kecamatan_of=tuple(k for k, one in enumerate(kecamatan) for _ in one.desa),
        puskesmas=_puskesmas(kecamatan, extra_puskesmas),
    )


def _puskesmas(kecamatan: tuple[Kecamatan, ...], extra: int) -> tuple[Puskesmas, ...]:
    """One puskesmas per kecamatan; those with most desa share theirs with an invented one."""
    invented = [row["name"] for row in _records(PUSKESMAS_FILE)][:extra]
    by_size = sorted(range(len(kecamatan)), key=lambda k: (-len(kecamatan[k].desa), k))
    shared = dict(zip(sorted(by_size[: len(invented)]), invented, strict=True))
    found, at = [], 0
    for k, one in enumerate(kecamatan):
        desa = tuple(range(at, at + len(one.desa)))
        at += len(desa)
        cut = len(desa) if k not in shared else -(-len(desa) * 3 // 5)
        found.append(Puskesmas(one.code, one.name, "", desa[:cut]))
        if desa[cut:]:
            found.append(Puskesmas(one.code, shared[k], INVENTED_NOTE, desa[cut:]))
    return tuple(found)


def _records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
