"""Long tables: a row per area and month, counts beside printed percentages.

Percentages are never imported: they are recomputed and compared. How they are read: ``mapping``.
"""

from __future__ import annotations

from emonev.ingest.read import RawSheet
from emonev.ingest.tables.column_roles import survey
from emonev.ingest.tables.mapping import SOURCE, found_as, read_table
from emonev.ingest.tables.work import Found, TableKind

_KNOWN, _ASKED = 0.51, 0.25


def find(raw: RawSheet) -> Found | None:
    """A table with one row per area (and time); surely one where it is known what it counts."""
    plan = survey(raw)
    if plan is None or plan.is_wide:
        return None
    return found_as(plan, _KNOWN if plan.known else _ASKED)


KIND = TableKind("long", "Tabel per wilayah", SOURCE, find, read_table)
