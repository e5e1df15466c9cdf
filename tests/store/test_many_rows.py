"""More rows than DuckDB keeps in one piece (122,880) can be read back inside their transaction.

DuckDB 2.0.0 loses them in a table that a query made empty (``AS … LIMIT 0``) in that transaction.
"""

from __future__ import annotations

import re

import pytest

from emonev.store.store import HERE, Store

MANY = 130_000
MADE_EMPTY = re.compile(r"\bLIMIT\s+0\b|\bWITH\s+NO\s+DATA\b", re.IGNORECASE)


@pytest.mark.parametrize("script", sorted(HERE.glob("*.sql")), ids=lambda path: path.stem)
def test_tables_of_an_import_are_spelled_out(script) -> None:
    assert not MADE_EMPTY.search(re.sub(r"--[^\n]*", "", script.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "table",
    ["staged", "incoming", "scored", "staged_entry", "incoming_entry", "measurement", "replaced",
     "entry", "entry_replaced", "cube"],
)  # fmt: skip
def test_many_rows_are_read_back_in_the_transaction_that_wrote_them(table: str) -> None:
    store = Store(None)
    with store.writing() as cursor:
        for name in ("staging", "entry_staging"):
            cursor.execute((HERE / f"{name}.sql").read_text(encoding="utf-8"))
        columns = cursor.execute(f"DESCRIBE {table}").fetchall()
        required = [(name, kind) for name, kind, nullable, *_ in columns if nullable == "NO"]
        filled = required or [(name, kind) for name, kind, *_ in columns[:2]]
        values = ", ".join(
            f"{_value(kind, number == 0)} AS {name}" for number, (name, kind) in enumerate(filled)
        )
        cursor.execute(f"CREATE TEMP TABLE number AS SELECT i FROM range({MANY}) AS t (i)")
        cursor.execute(f"INSERT INTO {table} BY NAME SELECT {values} FROM number")
        every = ", ".join(f"count({name})" for name, *_ in columns)
        counted = cursor.execute(f"SELECT count(*), {every} FROM {table}").fetchone()
    assert counted is not None and counted[0] == MANY
    assert sum(counted[1:]) == MANY * len(filled)


def _value(kind: str, numbered: bool) -> str:
    """Something of the type; the first column tells the rows apart where it can."""
    if kind == "DATE":
        return "DATE '2025-01-01' + i::INTEGER"
    if kind == "TIMESTAMP":
        return "TIMESTAMP '2025-01-01'"
    return f"CAST({'i' if numbered and kind != 'BOOLEAN' else '0'} AS {kind})"
