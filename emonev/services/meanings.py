"""What a column of a table may mean, in words: for questions and for the mapping step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from emonev.core.scope import Scope
from emonev.ingest.tables.header_time import timed
from emonev.ingest.tables.header_words import local_label
from emonev.services.import_result import SheetResult
from emonev.services.local_indicators import catalogue
from emonev.store.store import Cursor

ROWS: Mapping[str, str] = {
    "kecamatan": "kecamatan",
    "puskesmas": "puskesmas",
    "desa": "desa/kelurahan",
    "kabupaten": "kabupaten/kota",
}
"""What a row may stand for."""

PARTS: Mapping[str, str] = {
    "denominator": "Penyebut (jumlah yang diukur atau jumlah seluruhnya)",
    "percent": "Persentase tercetak (hanya dicocokkan)",
    "month": "Bulan",
    "year": "Tahun",
    "ignore": "– diabaikan –",
}
"""What a column may be besides a measure or a place."""

NEW = "baru"
"""Chosen for a measure that gets a name of its own."""

_ROLE = re.compile(
    r"(?P<part>numerator|denominator|percent)(?::(?P<measure>(?:lain:|part:)?[a-z0-9_-]+))?"
    r"(?::(?:male|female))?(?::20\d\d[\dTW-]*)?\+*"
)


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """Columns of one wording. ``headers`` as in the file, ``subject`` what "col:<subject>" names
    them by, ``read_as`` an answer ("stunting", "denominator", "ignore", "kecamatan", …)."""

    subject: str
    headers: tuple[str, ...]
    read_as: str


def measure_names(cursor: Cursor, scope: Scope) -> dict[str, str]:
    """Every measure a column may be, key → words; the ones users named last."""
    del scope
    known = catalogue(cursor)
    shown = [entry for entry in known.entries if not entry.hidden]
    return {entry.key: entry.label for entry in shown}


def column_meanings(sheet: SheetResult) -> tuple[ColumnMeaning, ...]:
    """The sheet's columns; those that differ only in their year or month stand together."""
    found: dict[str, tuple[list[str], str]] = {}
    for header, role in sheet.columns.items():
        _, subject = timed((header,))
        headers, _ = found.setdefault(subject or sheet.name, ([], read_as(role)))
        headers.append(header)
    return tuple(ColumnMeaning(s, tuple(headers), role) for s, (headers, role) in found.items())


def read_as(role: str | None) -> str:
    """The answer that would read a column as it is read now."""
    if not role:
        return "ignore"
    match = _ROLE.fullmatch(role)
    if match is None:
        return role
    if match["part"] == "numerator" and match["measure"]:
        return match["measure"]
    return match["part"]


def suggested_name(subject: str) -> str:
    """A name to begin with for a measure nobody knows."""
    return local_label(subject)
