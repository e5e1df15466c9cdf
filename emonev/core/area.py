"""Areas: province → kabupaten → kecamatan → desa/kelurahan, puskesmas beside kecamatan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Administrative level; the values are the words of the command line."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KECAMATAN = "kecamatan"
    PUSKESMAS = "puskesmas"
    DESA = "desa"


@dataclass(frozen=True, slots=True)
class Area:
    """One row of the area master.

    ``code`` is the dotted Kemendagri code ("73.22.01.2001"); areas taken from a file without a
    master carry a provisional code (``provisional``), whose parts begin with "~". ``parent_code``
    of a puskesmas is its kecamatan's code. ``valid_to`` is None while the area exists.
    """

    code: str
    name: str
    level: Level
    parent_code: str | None
    bps_code: str | None = None
    kind: str | None = None
    """For level desa: "desa" or "kelurahan"; for kabupaten: "kabupaten" or "kota"."""
    valid_from: date | None = None
    valid_to: date | None = None
    provisional: bool = False


_LEVEL_BY_PARTS = {1: Level.PROVINSI, 2: Level.KABUPATEN, 3: Level.KECAMATAN, 4: Level.DESA}


def level_of(code: str) -> Level:
    """Level of a dotted Kemendagri code. Raises ValueError for anything else."""
    try:
        return _LEVEL_BY_PARTS[len(code.split("."))]
    except KeyError:
        raise ValueError(f"not a Kemendagri code: {code!r}") from None


def parent_of(code: str) -> str | None:
    """The code one level up, or None for a province."""
    head, _, _ = code.rpartition(".")
    return head or None


_UNDOTTED = {2: (2,), 4: (2, 2), 6: (2, 2, 2), 10: (2, 2, 2, 4)}


def dotted(code: str) -> str | None:
    """A Kemendagri code in any spelling ("73.22", "7322012001", "73 22 01") as dotted, else None.

    A seven-digit BPS kecamatan code or any other length is not a Kemendagri code: None.
    """
    text = code.strip()
    if re.fullmatch(r"\d{2}(\.\d{2}){0,2}(\.\d{4})?", text):
        parts = text.split(".")
        if len(parts) == 4 or all(len(p) == 2 for p in parts):
            return text
    digits = re.sub(r"\D", "", text)
    sizes = _UNDOTTED.get(len(digits))
    if sizes is None or re.search(r"[^\d.\s]", text):
        return None
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return ".".join(parts)
