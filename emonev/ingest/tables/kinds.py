"""Every kind of table, as entries. A sheet is the kind that is surest of it; a new kind is one
more line."""

from __future__ import annotations

from collections.abc import Mapping

from emonev.ingest.header import is_blank
from emonev.ingest.read import RawSheet
from emonev.ingest.tables import long_table, recap, sasaran_table, sigizi, wide_table
from emonev.ingest.tables.column_roles import survey
from emonev.ingest.tables.mapping import found_as
from emonev.ingest.tables.programme import PROGRAMME
from emonev.ingest.tables.work import Found, TableKind

ANY_FORM: tuple[TableKind, ...] = (wide_table.KIND, long_table.KIND)
"""Tables of no fixed form; every other kind that is sure goes before them."""

KINDS: tuple[TableKind, ...] = (
    recap.KIND,
    sasaran_table.KIND,
    sigizi.KIND,
    *PROGRAMME,
    *ANY_FORM,
)

SURE_ENOUGH = 0.5
"""Below it nothing is guessed: the sheet goes to the mapping step."""


def kind_of(raw: RawSheet, wished: str = "") -> tuple[TableKind, Found] | None:
    """The kind that is surest, or the ``wished`` one (its key) if it can read the sheet at all.

    A header with rows below it goes before one without: it may be printed again at the foot.
    """
    found = [
        (kind, one)
        for kind in KINDS
        if not wished or kind.key == wished
        for one in (kind.find(raw),)
        if one is not None and (wished or one.score >= SURE_ENOUGH)
    ]
    return max(found, key=lambda p: (_has_rows(raw, p[1]), p[1].score), default=None)


def _has_rows(raw: RawSheet, found: Found) -> bool:
    return not all(map(is_blank, raw.rows[found.header.bottom + 1 :]))


def kind_to_ask_about(raw: RawSheet, answers: Mapping[str, str]) -> tuple[TableKind, Found] | None:
    """A table of no known kind whose columns the user can name; None where it is no table of
    counts at all, unless ``answers`` name the column of its areas."""
    found = [(kind, one) for kind in ANY_FORM for one in (kind.find(raw),) if one is not None]
    if found:
        return max(found, key=lambda pair: pair[1].score)
    plan = survey(raw, answers)
    if plan is None:
        return None
    return (wide_table.KIND if plan.is_wide else long_table.KIND), found_as(plan, 0.0)


def titled(key: str) -> str:
    """The printed name of a kind."""
    return next((kind.title for kind in KINDS if kind.key == key), key)
