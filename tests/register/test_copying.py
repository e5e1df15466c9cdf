"""A copy of the register: as it stands at one moment, taken back whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from emonev.errors import Refused
from emonev.register import copying
from emonev.register.register import Register

ADD = (
    "INSERT INTO meeting (kabupaten, title, held_on, made_at, made_by) "
    "VALUES ('73.22', '{}', '2025-09-04', '2025-09-01T08:00:00', 'Bapperida')"
)


def register(path: Path, *titles: str) -> Register:
    made = Register(path)
    with made.writing() as connection:
        for title in titles:
            connection.execute(ADD.format(title))
    return made


def titles(of: Register) -> list[str]:
    with of.reading() as connection:
        return [row["title"] for row in connection.execute("SELECT title FROM meeting")]


def test_a_copy_is_one_file_and_holds_what_is_committed(tmp_path: Path) -> None:
    own = register(tmp_path / "kerja.sqlite", "Rakor")
    (tmp_path / "salinan").mkdir()
    with own.writing() as connection:
        connection.execute(ADD.format("setengah jadi"))
        copying.write(own, tmp_path / "salinan" / "a.sqlite")
    assert [path.name for path in (tmp_path / "salinan").iterdir()] == ["a.sqlite"]
    assert titles(Register(tmp_path / "salinan" / "a.sqlite")) == ["Rakor"]


def test_a_copy_replaces_everything_also_for_those_who_have_it_open(tmp_path: Path) -> None:
    own = register(tmp_path / "kerja.sqlite", "lama", "lama sekali")
    register(tmp_path / "a.sqlite", "baru")
    with own.reading() as connection:
        connection.execute("SELECT * FROM meeting").fetchall()
        copying.read(own, tmp_path / "a.sqlite")
    assert titles(own) == ["baru"]
    register(tmp_path / "kerja.sqlite", "sesudahnya")
    assert titles(own) == ["baru", "sesudahnya"]


@pytest.mark.parametrize("content", [b"", b"bukan basis data" * 99, b"SQLite format 3\x00" * 300])
def test_what_is_no_register_changes_nothing(tmp_path: Path, content: bytes) -> None:
    own = register(tmp_path / "kerja.sqlite", "lama")
    (tmp_path / "a.sqlite").write_bytes(content)
    with pytest.raises(Refused) as caught:
        copying.read(own, tmp_path / "a.sqlite")
    assert caught.value.code == "bukan_cadangan"
    assert titles(own) == ["lama"]


def test_a_damaged_copy_changes_nothing(tmp_path: Path) -> None:
    own = register(tmp_path / "kerja.sqlite", "lama")
    copying.write(register(tmp_path / "b.sqlite", *map(str, range(3000))), tmp_path / "a.sqlite")
    content = bytearray((tmp_path / "a.sqlite").read_bytes())
    content[-80_000:-4_000] = bytes(76_000)
    (tmp_path / "a.sqlite").write_bytes(content)
    with pytest.raises(Refused):
        copying.read(own, tmp_path / "a.sqlite")
    assert titles(own) == ["lama"]


def test_a_copy_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    own = register(tmp_path / "kerja.sqlite", "lama")
    register(tmp_path / "a.sqlite", "baru")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        connection.execute("INSERT INTO migration VALUES ('9999_from_the_future')")
        connection.commit()
    with pytest.raises(Refused, match="lebih baru"):
        copying.read(own, tmp_path / "a.sqlite")
    assert titles(own) == ["lama"]


def test_an_older_copy_is_brought_up_to_date(tmp_path: Path) -> None:
    own = register(tmp_path / "kerja.sqlite", "lama")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        connection.execute("CREATE TABLE migration (name TEXT PRIMARY KEY)")
        connection.commit()
    copying.read(own, tmp_path / "a.sqlite")
    assert titles(own) == []
