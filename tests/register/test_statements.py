"""Every static statement of the register fits the schema, says its grain and is used."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from emonev.register.register import HERE, Connection, Register
from tests.repository import python_files

STATEMENTS = sorted((HERE / "sql").glob("*.sql"))

FIRST_LINE = re.compile(r"^-- grain: \S.*$")
COMMENT = re.compile(r"--[^\n]*")
PARAMETER = re.compile(r"\$([a-z]\w*)")
WRONG_PARAMETER = re.compile(r"\?|%s|\{\w*\}|(?<![\w:]):[a-z]\w*")


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    register = Register(tmp_path_factory.mktemp("catatan") / "kerja.sqlite")
    with register.reading() as connection:
        yield connection


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_a_statement_is_one_statement_that_fits_the_schema(
    path: Path, connection: Connection
) -> None:
    text = path.read_text(encoding="utf-8")
    parameters = dict.fromkeys(PARAMETER.findall(COMMENT.sub("", text)))
    # SQLite takes one statement only, and names an unknown column while it prepares.
    connection.execute("EXPLAIN " + text, parameters)


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_a_statement_says_its_grain_first_and_takes_named_parameters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert FIRST_LINE.match(text.splitlines()[0])
    bare = re.sub(r"'[^']*'", "''", COMMENT.sub("", text))
    assert not WRONG_PARAMETER.search(bare)


def test_every_statement_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in python_files("emonev/"))
    unused = [path.stem for path in STATEMENTS if f'"{path.stem}"' not in code]
    assert unused == []


def test_an_unknown_column_would_be_seen(connection: Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        connection.execute("EXPLAIN SELECT nothing_of_the_kind FROM meeting")
