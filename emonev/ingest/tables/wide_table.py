"""Wide tables: years, quarters or months as columns, each perhaps with sub-columns.

One sheet may be one indicator ("BBLR") or one year ("2024"). How they are read: ``mapping``.
"""

from __future__ import annotations

from emonev.ingest.read import RawSheet
from emonev.ingest.tables.column_roles import survey
from emonev.ingest.tables.mapping import SOURCE, found_as, read_table
from emonev.ingest.tables.work import Found, TableKind

_KNOWN, _ASKED = 0.52, 0.3


def find(raw: RawSheet) -> Found | None:
    """A table whose columns carry their time; surely one where it is known what they count."""
    plan = survey(raw)
    if plan is None or not plan.is_wide:
        return None
    return found_as(plan, _KNOWN if plan.known else _ASKED)


KIND = TableKind("wide", "Tabel dengan tahun atau bulan sebagai kolom", SOURCE, find, read_table)
