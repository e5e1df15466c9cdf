"""The limits of the work list: entries of ``data/daftar_kerja/ambang.toml`` with their sources."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from emonev.core.indonesian import decimal, percent
from emonev.errors import EmonevError
from emonev.store.home import DATA

FILE = DATA / "daftar_kerja" / "ambang.toml"


@dataclass(frozen=True, slots=True)
class Limits:
    """Lengths in cm, shares 0-1, months whole; the meaning of each is its entry's text."""

    height_shrinks_cm: float
    height_grows_times: float
    height_error_cm: float
    weight_lost_share: float
    weight_gained_times: float
    weight_gained_share: float
    known_months: float


@cache
def limits() -> Limits:
    """The limits in force. Raises EmonevError when an entry is missing or unknown."""
    try:
        return Limits(**{key: float(entry["value"]) for key, entry in _entries().items()})
    except TypeError as error:
        raise EmonevError("Berkas ambang daftar kerja tidak lengkap atau salah.") from error


@cache
def limit_lines() -> tuple[tuple[str, str], ...]:
    """(what the limit says, its source), in the order of the file, for the printed list."""
    return tuple(
        (entry["text"].replace("{value}", _shown(key, float(entry["value"]))), entry["source"])
        for key, entry in _entries().items()
    )


@cache
def _entries() -> dict[str, dict[str, str]]:
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["limit"]
    return {entry["key"]: entry for entry in found}


def _shown(key: str, value: float) -> str:
    if key.endswith("_share"):
        return percent(value, 0)
    return decimal(value, 0 if value.is_integer() and key == "known_months" else 1)
