"""The register: all or nothing, several at once, a sentence where it cannot be read."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from emonev.errors import EmonevError, Refused
from emonev.register import register as room
from emonev.register.register import Register
from tests.repository import PROJECT

ADD = (
    "INSERT INTO meeting (kabupaten, title, held_on, made_at, made_by) "
    "VALUES ('73.22', 'Rakor', '2025-09-04', '2025-09-01T08:00:00', 'Bapperida')"
)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "kerja.sqlite")


def count(register: Register) -> int:
    with register.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM meeting").fetchone()[0])


def test_what_was_written_stands_after_opening_again(register: Register) -> None:
    with register.writing() as connection:
        connection.execute(ADD)
    assert count(Register(register.path)) == 1


def test_an_exception_takes_everything_back(register: Register) -> None:
    with pytest.raises(ValueError, match="half way"), register.writing() as connection:
        connection.execute(ADD)
        raise ValueError("half way")
    assert count(register) == 0


def test_a_killed_writer_leaves_nothing_behind(register: Register) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "from emonev.register.register import Register\n"
        "with Register(Path(sys.argv[1])).writing() as connection:\n"
        f"    connection.execute({ADD!r})\n"
        "    os._exit(9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(register.path)], cwd=PROJECT, check=False, timeout=60
    )
    assert done.returncode == 9
    assert count(register) == 0


def test_a_reader_does_not_wait_for_a_writer_and_sees_what_stood(register: Register) -> None:
    with register.writing() as connection:
        connection.execute(ADD)
        assert count(register) == 0
    assert count(register) == 1


def test_a_question_cannot_write(register: Register) -> None:
    with (
        pytest.raises(sqlite3.OperationalError, match="readonly"),
        register.reading() as connection,
    ):
        connection.execute(ADD)


def test_two_writers_at_once_is_a_sentence(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "WAIT_SECONDS", 0.05)
    with (
        register.writing(),
        pytest.raises(Refused, match="sedang ditulis"),
        register.writing(),
    ):
        pass


def test_a_file_that_is_no_register_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "kerja.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(EmonevError, match="tidak dapat dibuka"):
        Register(tmp_path / "kerja.sqlite")


def test_what_hangs_on_a_meeting_goes_with_it(register: Register) -> None:
    with register.writing() as connection:
        connection.execute(ADD)
        connection.execute("INSERT INTO participant VALUES (1, 1, 'Kepala Dinas', '', '')")
        connection.execute("DELETE FROM meeting")
        assert connection.execute("SELECT count(*) FROM participant").fetchone()[0] == 0
