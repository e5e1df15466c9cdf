"""The area texts and codes of a row, as entries carry them."""

from __future__ import annotations

import re

from emonev.ingest.tables.work import TableWork
from emonev.ingest.typed import text_reader

BPS = "bps:"
"""Marks a code of BPS: ten digits alone may be either (7304042003), and they differ."""

_NAMES = ("kabupaten", "kecamatan", "puskesmas", "desa")


def place_of(work: TableWork, at: int) -> dict[str, str | None]:
    """``Entry``'s area fields of a row: the texts, and its codes."""
    texts = {name: work.text(at, name) for name in _NAMES}
    return {**texts, "code": codes_of(work, at)}


def place_of_desa(work: TableWork, at: int) -> dict[str, str | None]:
    """The same without the puskesmas where the desa is known: one figure per desa, whether or not
    a sheet also names the puskesmas."""
    place = place_of(work, at)
    return {**place, "puskesmas": None} if place["desa"] or place["code"] else place


def codes_of(work: TableWork, at: int) -> str | None:
    """Codes of the row's own area, Kemendagri's first, joined by "|"; None without any.

    A code of a kecamatan counts only in a row that names no desa.
    """
    found = [_text(work, at, "code_desa")]
    found.append(_marked(_text(work, at, "code_desa_bps")))
    if not any(found) and not work.text(at, "desa"):
        code = _text(work, at, "code_kecamatan")
        found.append(_marked(code) if len(re.sub(r"\D", "", code)) == 7 else code)
    if not any(found) and not work.text(at, "desa") and not work.text(at, "kecamatan"):
        found.append(_text(work, at, "code_kabupaten"))
    return "|".join(code for code in found if code) or None


def _marked(code: str) -> str:
    return BPS + code if code else ""


def _text(work: TableWork, at: int, name: str) -> str:
    return text_reader(work.value(at, name))[0] or ""
