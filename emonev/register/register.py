"""The SQLite file of what people write (``kerja.sqlite``): safe for several processes at once.

Apart from the DuckDB file, which one process owns: writing down a decision must never wait for an
import, and a second process may keep the minutes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from emonev.errors import EmonevError, Refused

HERE = Path(__file__).parent

Connection = sqlite3.Connection

WAIT_SECONDS = 10.0
"""So long a writer waits for another one before it gives up with a sentence."""


@cache
def statement(name: str) -> str:
    """The static statement in ``register/sql/<name>.sql``."""
    return (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")


class Register:
    """An open register. Every question and every write has a connection of its own.

    ``writing()`` is one transaction: all of it or nothing, also when the process is killed.
    """

    def __init__(self, path: Path) -> None:
        """Open or create the file and bring its schema up to date. Raises EmonevError."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._connected() as connection:
            # Readers never wait for a writer; the mode stays with the file.
            connection.execute("PRAGMA journal_mode = WAL")
        migrate(self)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for questions; rows answer to their column names."""
        with self._connected() as connection:
            connection.execute("PRAGMA query_only = ON")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection inside one transaction; an exception rolls everything back."""
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            connection = sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None)
        except sqlite3.Error as error:
            raise _unreadable() from error
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise Refused(
                    "sedang_dipakai",
                    "Catatan rapat sedang ditulis orang lain.",
                    hint="Coba lagi sebentar. Yang Anda tulis belum tersimpan.",
                ) from error
            raise
        except sqlite3.DatabaseError as error:
            if type(error) is sqlite3.DatabaseError:
                raise _unreadable() from error
            raise
        finally:
            connection.close()


def _unreadable() -> EmonevError:
    return EmonevError("Catatan rapat tidak dapat dibuka.", hint="Pulihkan dari cadangan terakhir.")


def migrate(register: Register) -> None:
    """Each file of ``migrations/`` once, in order, all or nothing."""
    files = sorted((HERE / "migrations").glob("*.sql"))
    with register.writing() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)")
        done = {name for (name,) in connection.execute("SELECT name FROM migration")}
        for file in files:
            if file.stem not in done:
                for one in _statements(file.read_text(encoding="utf-8")):
                    connection.execute(one)
                connection.execute("INSERT INTO migration VALUES (?)", (file.stem,))


def _statements(text: str) -> Iterator[str]:
    """One after the other: ``executescript`` would end our transaction."""
    gathered = ""
    for line in text.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
