"""The DuckDB file: one process owns it, threads take cursors, one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import cast

import duckdb

from emonev.errors import EmonevError, StoreBusy
from emonev.store.answers import Answers, AskingCursor

Cursor = duckdb.DuckDBPyConnection

HERE = Path(__file__).parent


@cache
def sql(name: str) -> str:
    """The static statement in ``store/sql/<name>.sql``."""
    return (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def _questions() -> frozenset[str]:
    """The static statements that only read (temporary tables are filled by others)."""
    texts = (sql(file.stem) for file in (HERE / "sql").glob("*.sql"))
    return frozenset(text for text in texts if _first_word(text) in ("SELECT", "WITH"))


def _first_word(text: str) -> str:
    lines = (line for line in text.splitlines() if line and not line.startswith("--"))
    return next(lines, "").split(" ")[0]


class Store:
    """An open store. ``reading()`` and ``writing()`` hand out cursors.

    ``writing()`` is one transaction: everything in it is stored or nothing is, also when the
    process is killed half-way (DuckDB's write-ahead log).
    """

    def __init__(self, path: Path | None) -> None:
        """Open or create the file; ``None`` is a store in memory. Raises StoreBusy, EmonevError."""
        self.path = path
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = _connect(path)
        self._writer = threading.RLock()
        self._answers = Answers()
        self.version = 0
        """Counts committed writes in this process: part of every cache key."""
        migrate(self)
        _seed(self)

    def close(self) -> None:
        """Close the file, so that another process may open it."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[Cursor]:
        """A cursor for queries."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def asking(self) -> Iterator[Cursor]:
        """A cursor for a page's question: what was answered since the last write is remembered."""
        version = self.version
        with self.reading() as cursor:
            yield cast(Cursor, AskingCursor(cursor, self._answers, version, _questions()))

    @contextmanager
    def writing(self) -> Iterator[Cursor]:
        """A cursor inside one transaction; an exception rolls everything back."""
        with self._writer:
            cursor = self._connection.cursor()
            try:
                cursor.begin()
                try:
                    yield cursor
                except BaseException:
                    cursor.rollback()
                    raise
                cursor.commit()
                self.version += 1
            finally:
                cursor.close()


def _connect(path: Path | None) -> Cursor:
    # No extension is ever fetched: the product works without a network (and says so if it tried).
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        return duckdb.connect(str(path) if path else ":memory:", config=config)
    except duckdb.IOException as error:
        if "lock" in str(error).lower() or "being used by another process" in str(error).lower():
            raise StoreBusy(
                "Basis data sedang dipakai proses lain (mungkin dasbor sedang terbuka).",
                hint="Tutup dasbor lebih dahulu, atau unggah lewat halaman Unggah.",
            ) from error
        raise EmonevError(
            "Basis data tidak dapat dibuka.", hint="Pulihkan dari cadangan terakhir."
        ) from error


def migrate(store: Store) -> None:
    """Bring the schema up to date: each file of ``migrations/`` once, in order, all or nothing."""
    files = sorted((HERE / "migrations").glob("*.sql"))
    with store.writing() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS migration (name VARCHAR PRIMARY KEY)")
        done = {name for (name,) in cursor.execute("SELECT name FROM migration").fetchall()}
        for file in files:
            if file.stem not in done:
                cursor.execute(file.read_text(encoding="utf-8"))
                cursor.execute("INSERT INTO migration VALUES ($name)", {"name": file.stem})


def _seed(store: Store) -> None:
    # Imported here: reference data are written through an open store.
    from emonev.store.reference import seed

    seed(store)
