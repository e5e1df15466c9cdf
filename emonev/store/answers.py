"""A page asks the same small questions many times over: their answers are kept for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

import duckdb

Value = TypeVar("Value")

MOST_ROWS = 200_000
"""Rows kept in all (about 50 MB); beyond that everything is forgotten and asked anew."""


class Answer:
    """The rows of one statement, handed out like a cursor's result, once from the start."""

    def __init__(self, rows: Sequence[tuple[Any, ...]], description: Any) -> None:
        self.rows = rows
        self.description = description
        self._left = iter(rows)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows not fetched yet."""
        return list(self._left)

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, None after the last."""
        return next(self._left, None)

    def again(self) -> Answer:
        """The same rows from the start."""
        return Answer(self.rows, self.description)


class Answers:
    """Answers by statement and parameters, of one version of the store at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version = -1
        self._known: dict[tuple[str, str], Answer] = {}
        self._derived: dict[Hashable, Any] = {}
        self._rows = 0

    def get(self, version: int, key: tuple[str, str]) -> Answer | None:
        """The answer of this version, or None."""
        with self._lock:
            found = self._known.get(key) if version == self._version else None
        return found.again() if found else None

    def put(self, version: int, key: tuple[str, str], answer: Answer) -> None:
        """Keep an answer; those of another version, and too many, are forgotten."""
        with self._lock:
            self._make_room(version)
            self._known[key] = answer
            self._rows += len(answer.rows)

    def derived(self, version: int, key: Hashable) -> Any:
        """What was made of this version's answers under ``key``, or None."""
        with self._lock:
            return self._derived.get(key) if version == self._version else None

    def keep(self, version: int, key: Hashable, value: Any, rows: int) -> None:
        """Keep what was made of answers; it takes the room of so many rows."""
        with self._lock:
            self._make_room(version)
            self._derived[key] = value
            self._rows += rows

    def _make_room(self, version: int) -> None:
        if version != self._version or self._rows > MOST_ROWS:
            self._known, self._derived, self._rows, self._version = {}, {}, 0, version


class AskingCursor:
    """A reading cursor that answers a statement it may remember from ``answers``.

    Everything else (what fills or reads temporary tables) goes to the cursor itself.
    """

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        answers: Answers,
        version: int,
        statements: frozenset[str],
    ) -> None:
        self._cursor = cursor
        self._answers = answers
        self._version = version
        self._statements = statements

    def execute(
        self, statement: str, parameters: Mapping[str, object] | None = None
    ) -> Answer | duckdb.DuckDBPyConnection:
        """Like a cursor's ``execute``; fetch from what it returns."""
        if statement not in self._statements:
            return self._cursor.execute(statement, parameters)
        key = (statement, repr(parameters))
        known = self._answers.get(self._version, key)
        if known is None:
            told = self._cursor.execute(statement, parameters)
            known = Answer(told.fetchall(), told.description)
            self._answers.put(self._version, key, known.again())
        return known

    def derived(self, key: Hashable, make: Callable[[], Value], rows: int) -> Value:
        """``make()``, once per version of the store; see ``derived``."""
        known = self._answers.derived(self._version, key)
        if known is None:
            known = make()
            self._answers.keep(self._version, key, known, rows)
        made: Value = known
        return made


def derived(
    cursor: duckdb.DuckDBPyConnection, key: Hashable, make: Callable[[], Value], rows: int = 1000
) -> Value:
    """What ``make`` reads and puts together; a cursor that remembers makes it once per version.

    ``key`` must name everything the value depends on besides the store, ``rows`` roughly how much
    memory it takes. Nobody may change the value afterwards; it is never None.
    """
    if isinstance(cursor, AskingCursor):
        return cursor.derived(key, make, rows)
    return make()
