"""Names merged over several rows: Excel keeps the text in the first of them only."""

from __future__ import annotations

from collections.abc import Mapping

from emonev.ingest.header import is_total_text, squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.layout import TableHeader
from emonev.ingest.tables.table_cells import MERGED
from emonev.ingest.tables.texts import area_text

BELOW = {"kecamatan": ("puskesmas", "desa"), "puskesmas": ("desa",)}
"""Places that may be merged → what a row must name itself to take the one above."""


def merged_places(
    raw: RawSheet, header: TableHeader, columns: Mapping[str, int], name: str
) -> dict[int, str]:
    """Row position → the place ``name`` of the rows above, for rows that leave it empty but name
    a place within it; nothing where too few rows leave it empty. A total ends its group."""
    found: dict[int, str] = {}
    below = [columns[one] for one in BELOW.get(name, ()) if one in columns]
    named = 0
    last: str | None = None
    for at in range(header.bottom + 1, len(raw.rows)):
        row = raw.rows[at]
        if is_total_text(row):
            last = None
            continue
        own = area_text(row[columns[name]]) if columns[name] < len(row) else None
        within = any(column < len(row) and squeezed(row[column]) for column in below)
        if own:
            last = own
            named += within
        elif within and last:
            found[at] = last
    return found if len(found) >= MERGED * (len(found) + named) else {}
