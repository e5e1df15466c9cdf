"""By-name and recap of the same puskesmas and month as one source (numbers.md §1.5).

The cube's rows of source "gabungan" are copies of the rows that count: made again whenever either
side changes, inside the same transaction. A kabupaten without a recap has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from emonev.store.store import Cursor, sql

COMBINED = "gabungan"
"""Source of the rows that are by-name where that is fuller, else the recap."""

FROM_CHILDREN = ("e-ppgbm", COMBINED)
"""Sources counted the way of the children (a year is its August wave); all others are reported."""

RECAP = "rekap"
"""Source of uploaded recaps STATUS GIZI."""


@dataclass(frozen=True, slots=True)
class UnitSource:
    """One puskesmas (kecamatan, kabupaten) and month for which a recap was sent.

    ``unit`` is the puskesmas' name in small letters, else an area code. ``wish`` is what was
    recorded ("" for nothing), ``chosen`` the source in force, ``conflict`` True where the children
    measured differ by more than 5 %.
    """

    period: str
    unit: str
    named_measured: int
    recap_measured: int
    wish: str
    chosen: str
    conflict: bool


def refresh(cursor: Cursor, kabupaten: str) -> None:
    """Make the combined rows of a kabupaten again from its by-name and recap rows."""
    cursor.execute(sql("forget_entry_cube"), {"kabupaten": kabupaten, "source": COMBINED})
    row = cursor.execute(sql("has_recap"), {"kabupaten": kabupaten}).fetchone()
    if row and row[0]:
        cursor.execute(sql("combined_units"), {"kabupaten": kabupaten})
        cursor.execute(sql("combined_cube"), {"kabupaten": kabupaten})


def unit_sources(cursor: Cursor, kabupaten: str, *, conflicts: bool = True) -> list[UnitSource]:
    """Units with a recap, by month and name; ``conflicts``: only those that must be chosen."""
    cursor.execute(sql("combined_units"), {"kabupaten": kabupaten})
    asked = {"kabupaten": kabupaten, "only_conflicts": conflicts}
    rows = cursor.execute(sql("combined_known"), asked).fetchall()
    return [UnitSource(*row) for row in rows]
