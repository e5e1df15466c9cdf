"""Every static statement fits the schema, says its grain and is used.

DuckDB prepares each one against a fresh store, so that a renamed column fails here and not on a
screen.
"""

from __future__ import annotations

import re

import duckdb
import pytest

from emonev.store.store import HERE, Store
from tests.repository import PROJECT, python_files

STATEMENTS = sorted((HERE / "sql").glob("*.sql"))

# Temporary tables that a verb makes on its own cursor before it runs these statements.
MADE_BY_THE_VERB = ["CREATE TEMP TABLE undo_key (child_id BIGINT, measured_on DATE)"]

FIRST_LINE = re.compile(r"^-- grain: \S.*$")
COMMENT = re.compile(r"--[^\n]*")
WRONG_PARAMETER = re.compile(r"\?|%s|\{\w*\}|(?<![\w:]):[a-z]\w*")


@pytest.fixture(scope="module")
def cursor():
    store = Store(None)
    with store.reading() as cursor:
        for tables in sorted(HERE.glob("*.sql")):
            cursor.execute(tables.read_text(encoding="utf-8"))
        for statement in MADE_BY_THE_VERB:
            cursor.execute(statement)
        for path in STATEMENTS:
            if _makes_a_table(path):
                _execute_with_nulls(cursor, path)
        yield cursor
    store.close()


def _makes_a_table(path) -> bool:
    return "\nCREATE " in path.read_text(encoding="utf-8")


def _execute_with_nulls(cursor: duckdb.DuckDBPyConnection, path) -> None:
    """DuckDB does not prepare CREATE … AS: run it, every parameter NULL."""
    (statement,) = cursor.extract_statements(path.read_text(encoding="utf-8"))
    cursor.execute(statement, dict.fromkeys(statement.named_parameters))


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_a_statement_is_one_statement_that_fits_the_schema(path, cursor: duckdb.DuckDBPyConnection):
    text = path.read_text(encoding="utf-8")
    assert len(cursor.extract_statements(text)) == 1
    if _makes_a_table(path):
        _execute_with_nulls(cursor, path)
    else:
        cursor.execute("PREPARE statement AS " + text)
        cursor.execute("DEALLOCATE statement")


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_a_statement_says_its_grain_first_and_takes_named_parameters(path):
    text = path.read_text(encoding="utf-8")
    assert FIRST_LINE.match(text.splitlines()[0])
    bare = re.sub(r"'[^']*'", "''", COMMENT.sub("", text))
    assert not WRONG_PARAMETER.search(bare)


def test_every_statement_is_used():
    code = "".join(path.read_text(encoding="utf-8") for path in python_files("emonev/"))
    unused = [path.stem for path in STATEMENTS if not re.search(rf"""["']{path.stem}["']""", code)]
    assert unused == [], f"no module of {PROJECT.name} runs these"
