"""What the store knows of the children of a file, asked without storing anything.

The file's rows stand in the temporary tables of an import (``importing.stage``); the caller holds a
transaction that it rolls back. No name comes near it: rows are told apart by sheet and Excel row.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from emonev.growth.select import zscore_select
from emonev.growth.tables import load_tables
from emonev.store.store import Cursor, sql

Row = dict[str, Any]
"""Column → value."""

_TO_SCORE = (
    "(SELECT position, sex, measured_on - birth_date AS age_days, weight_kg, lenhei_cm, measure, "
    "muac_cm, headc_cm, false AS oedema FROM staged WHERE fate IS NULL)"
)


def link_known(cursor: Cursor) -> None:
    """Link the file's children to stored ones; those nobody knows stay without a number."""
    for name in ("import_persons", "import_person_keys", "import_candidates", "import_linked"):
        cursor.execute(sql(name))


def score(cursor: Cursor) -> None:
    """z-scores by WHO of every accepted row of the file."""
    load_tables(cursor)
    cursor.execute(f"INSERT INTO scored BY NAME {zscore_select(_TO_SCORE, ('position',))}")


def file_rows(cursor: Cursor) -> list[Row]:
    """Accepted and placed rows in file order (``sql/worklist_rows.sql``)."""
    return _rows(cursor, "worklist_rows", {})


def stored_rows(cursor: Cursor, within: str) -> list[Row]:
    """Stored measurements of the file's children, of area ``within`` ("" = everywhere)."""
    return _rows(cursor, "worklist_stored", {"within": within})


def doubtful(cursor: Cursor, within: str) -> set[int]:
    """Children of the file whose name the store has under another NIK."""
    found = cursor.execute(sql("worklist_doubtful"), {"within": within}).fetchall()
    return {person for (person,) in found}


@dataclass(frozen=True, slots=True)
class Known:
    """A stored child without a length in the month asked: no name, no day, no measurement.

    ``birth_month``: its first day.
    """

    child_id: int
    sex: str
    birth_month: date
    puskesmas: str
    desa: str
    posyandu: str
    weak: bool


def known_unmeasured(
    cursor: Cursor,
    kabupaten: str,
    first: date,
    *,
    months: int,
    desa: Collection[str],
    puskesmas: Collection[str],
    within: str,
) -> list[Known]:
    """Stored children known in the ``months`` up to the month that begins on ``first``, below 60
    months at its beginning, without a length in it, in one of the ``desa`` or ``puskesmas``."""
    found = cursor.execute(
        sql("worklist_known"),
        {
            "kabupaten": kabupaten,
            "first": first,
            "until": month_before(first, -1),
            "since": month_before(first, months - 1),
            "born_after": month_before(first, 60),
            "desa": list(desa),
            "puskesmas": list(puskesmas),
            "within": within,
        },
    ).fetchall()
    return [Known(*row) for row in found]


def month_before(first: date, months: int) -> date:
    """The first day of the month that many months before the one of ``first``."""
    return _first_day(12 * first.year + first.month - 1 - months)


def _first_day(number: int) -> date:
    """The first day of a month counted from year 0."""
    year, month = divmod(number, 12)
    return date(year, month + 1, 1)


def _rows(cursor: Cursor, name: str, values: dict[str, str]) -> list[Row]:
    found = cursor.execute(sql(name), values)
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
