"""Putting many rows into a table at once (DuckDB runs ``executemany`` row by row, slowly)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from emonev.store.store import Cursor


def insert_rows(
    cursor: Cursor,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    conflict: str = "",
) -> None:
    """Insert ``rows`` (values in the order of ``columns``); None becomes NULL.

    ``conflict`` is "OR IGNORE" or "OR REPLACE" for tables with a key. Names of table and columns
    come from our own code, never from a file.
    """
    lists = [list(values) for values in zip(*rows, strict=True)]
    if not lists:
        return
    selected = ", ".join(f"unnest(${n})" for n in range(1, len(columns) + 1))
    cursor.execute(
        f"INSERT {conflict} INTO {table} ({', '.join(columns)}) SELECT {selected}", lists
    )
