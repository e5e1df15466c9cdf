"""What a marked workbook carries beside the user's own cells: one sheet and one column of ours.

They are dropped before anything is read, so that a marked workbook uploads again as it is.
"""

from __future__ import annotations

from emonev.ingest.header import SEARCHED_ROWS, squeezed
from emonev.ingest.read import RawSheet

SUMMARY_SHEET = "Ringkasan masalah"
SUMMARY_TITLE = "Ringkasan masalah · E-Monev Stunting"
"""First cell of the summary sheet: a user's own sheet of that name has another."""

COLUMN = "Masalah (E-Monev)"
"""Header of the column that says what is wrong in a row."""


def is_summary(raw: RawSheet) -> bool:
    """True for the summary sheet of a marked workbook."""
    first = raw.rows[0][0] if raw.rows and raw.rows[0] else ""
    return raw.name.startswith(SUMMARY_SHEET) and squeezed(first) == SUMMARY_TITLE


def drop_column(raw: RawSheet) -> None:
    """Take our column out of the sheet, and the columns that stay empty behind it."""
    for row in raw.rows[:SEARCHED_ROWS]:
        for at in range(len(row) - 1, -1, -1):
            if squeezed(row[at]) == COLUMN:
                raw.rows = [[*cells[:at], *cells[at + 1 :]] for cells in raw.rows]
                return
