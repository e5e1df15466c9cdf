"""Builder: children in, what the SELECT makes of them out, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from functools import cache

import duckdb

from emonev.growth.oracle import Child
from emonev.growth.rules import WHO, Switches
from emonev.growth.select import OUTPUT_COLUMNS, zscore_select
from emonev.growth.tables import load_tables

TYPES = {
    "sex": "VARCHAR",
    "age_days": "DOUBLE",
    "weight_kg": "DOUBLE",
    "lenhei_cm": "DOUBLE",
    "measure": "VARCHAR",
    "muac_cm": "DOUBLE",
    "headc_cm": "DOUBLE",
    "oedema": "BOOLEAN",
}
assert list(TYPES) == [field.name for field in fields(Child)]

Scores = dict[str, float | int | None]


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    load_tables(connection)
    return connection


def connection_with(children: Sequence[Child]) -> duckdb.DuckDBPyConnection:
    """In-memory DuckDB with WHO's tables and the children as table ``child`` (key ``number``).

    One connection serves all tests: the next call replaces the children.
    """
    connection = _connection()
    columns = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
    connection.execute(f"CREATE OR REPLACE TABLE child (number INTEGER, {columns})")
    rows = [(number, *astuple(child)) for number, child in enumerate(children)]
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        marks = ", ".join("(" + ", ".join("?" * len(part[0])) + ")" for _ in part)
        values = [value for row in part for value in row]
        connection.execute(f"INSERT INTO child VALUES {marks}", values)
    return connection


def scores(children: Sequence[Child], switches: Switches = WHO) -> list[Scores]:
    """The SELECT's clen, z and flags per child."""
    connection = connection_with(children)
    select = zscore_select("child", ["number"], switches)
    found = connection.execute(f"SELECT * FROM ({select}) ORDER BY number").fetchall()
    return [dict(zip(OUTPUT_COLUMNS, row[1:], strict=True)) for row in found]
