"""Every kind of table, as entries. A sheet is the kind that is surest of it; a new kind is one
more line."""

from __future__ import annotations

from emonev.ingest.read import RawSheet
from emonev.ingest.tables import recap, sasaran_table, sigizi
from emonev.ingest.tables.programme import PROGRAMME
from emonev.ingest.tables.work import Found, TableKind

KINDS: tuple[TableKind, ...] = (recap.KIND, sasaran_table.KIND, sigizi.KIND, *PROGRAMME)

SURE_ENOUGH = 0.5
"""Below it nothing is guessed: the sheet goes to the mapping step."""


def kind_of(raw: RawSheet, wished: str = "") -> tuple[TableKind, Found] | None:
    """The kind that is surest, or the ``wished`` one (its key) if it can read the sheet at all."""
    found = [
        (kind, one)
        for kind in KINDS
        if not wished or kind.key == wished
        for one in (kind.find(raw),)
        if one is not None and (wished or one.score >= SURE_ENOUGH)
    ]
    return max(found, key=lambda pair: pair[1].score, default=None)


def titled(key: str) -> str:
    """The printed name of a kind."""
    return next((kind.title for kind in KINDS if kind.key == key), key)
