"""A copy of the whole store in one file, written and read while the store stays open."""

from __future__ import annotations

from pathlib import Path

import duckdb

from emonev.errors import Refused
from emonev.store.store import Cursor, Store


def write(store: Store, path: Path) -> int:
    """Copy the store to the new file ``path``; give the number of measurements in it."""
    with store.reading() as cursor:
        own = _name(cursor)
        cursor.execute(f"ATTACH '{_quoted(path)}' AS snapshot_out")
        try:
            cursor.execute(f'COPY FROM DATABASE "{own}" TO snapshot_out')
            return _count(cursor, "snapshot_out")
        finally:
            cursor.execute("DETACH snapshot_out")


def read(store: Store, path: Path) -> int:
    """Replace the content of every table by that of the file ``path``, in one transaction.

    Columns the copy does not have yet (an older version's) get their defaults. Returns the number
    of measurements. Raises Refused for a file that is no store.
    """
    with store.reading() as outer:
        try:
            outer.execute(f"ATTACH '{_quoted(path)}' AS snapshot_in (READ_ONLY)")
        except duckdb.Error as error:
            raise Refused(
                "bukan_cadangan",
                "Isi berkas cadangan tidak dapat dibaca.",
                hint="Data yang tersimpan tidak berubah.",
            ) from error
        try:
            with store.writing() as cursor:
                own = _name(cursor)
                there = _tables(cursor, "snapshot_in")
                if "measurement" not in there:
                    raise Refused("bukan_cadangan", "Berkas cadangan tidak memuat data E-Monev.")
                for table in _tables(cursor, own):
                    if table == "migration" or table not in there:
                        continue
                    cursor.execute(f'DELETE FROM "{table}"')
                    cursor.execute(
                        f'INSERT INTO "{table}" BY NAME SELECT * FROM snapshot_in."{table}"'
                    )
                _restart_children(cursor)
                return _count(cursor, own)
        finally:
            outer.execute("DETACH snapshot_in")


def _name(cursor: Cursor) -> str:
    row = cursor.execute("SELECT current_database()").fetchone()
    assert row is not None
    return str(row[0])


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _tables(cursor: Cursor, database: str) -> list[str]:
    rows = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = $name AND NOT temporary",
        {"name": database},
    ).fetchall()
    return sorted(name for (name,) in rows)


def _count(cursor: Cursor, database: str) -> int:
    row = cursor.execute(f'SELECT count(*) FROM "{database}".main.measurement').fetchone()
    assert row is not None
    return int(row[0])


def _restart_children(cursor: Cursor) -> None:
    """New children get numbers after the restored ones."""
    row = cursor.execute("SELECT coalesce(max(child_id), 0) + 1 FROM child").fetchone()
    assert row is not None
    cursor.execute(f"CREATE OR REPLACE SEQUENCE child_sequence START {int(row[0])}")
