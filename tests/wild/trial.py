"""Importing a file as an upload does, looking at what was understood, and forgetting it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from emonev.core.scope import EVERYTHING
from emonev.ingest.parsed import ParsedFile
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.import_storing import import_parsed
from emonev.store.store import Cursor, Store
from tests.ingest.reading import read
from tests.wild.bases import KABUPATEN

Told = dict[str, list[tuple[Any, ...]]]

TOLD: dict[str, str] = {
    "measurement": "SELECT * EXCLUDE (child_id, batch_id, sheet, row) FROM measurement",
    "links": "SELECT birth_date, list(measured_on ORDER BY measured_on) FROM measurement "
             "GROUP BY child_id, birth_date",
    "cube": "FROM cube",
    "transition": "FROM transition",
    "entry": "SELECT * EXCLUDE (batch_id, sheet, row, cell) FROM entry",
    "sasaran": "FROM sasaran",
    "puskesmas": "FROM puskesmas",
    "area": "SELECT * EXCLUDE (batch_id) FROM area",
    "alias": "FROM area_alias",
}  # fmt: skip
"""What an import says, without where it stood in the file."""


def told(cursor: Cursor) -> Told:
    """Contents of ``TOLD``, in one order."""
    return {name: sorted(cursor.execute(text).fetchall(), key=repr) for name, text in TOLD.items()}


class Trial(Store):
    """A store in memory on which every transaction is looked at and then rolled back."""

    def __init__(self) -> None:
        self.seen: Told = {}
        self.ready = False
        super().__init__(None)
        self.ready = True

    @contextmanager
    def writing(self) -> Iterator[Cursor]:
        """As ``Store.writing``, but nothing stays."""
        if not self.ready:
            with super().writing() as cursor:
                yield cursor
            return
        self.seen = {}
        cursor = self._connection.cursor()
        cursor.begin()
        try:
            yield cursor
            self.seen = told(cursor)
        finally:
            cursor.rollback()
            cursor.close()


def take(store: Store, parsed: ParsedFile, **options: Any) -> FileResult:
    """Store a parsed file as an upload of this kabupaten."""
    return import_parsed(EVERYTHING, store, parsed, ImportOptions(kabupaten=KABUPATEN, **options))


def understood(store: Trial, path: Path) -> tuple[Told, FileResult]:
    """What the store would hold after importing the file, and the result."""
    result = take(store, read(path))
    return store.seen, result


def fingerprint(store: Store) -> dict[str, tuple[Any, ...] | None]:
    """Table → rows and the sum of their hashes, over every table of the store."""
    with store.reading() as cursor:
        names = cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary"
        ).fetchall()
        return {
            name: cursor.execute(
                f'SELECT count(*), sum(hash(t)::HUGEINT) FROM "{name}" t'
            ).fetchone()
            for (name,) in sorted(names)
        }
