"""A copy of the whole register in one file, written and read while others work with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from emonev.errors import EmonevError, Refused
from emonev.register.register import HERE, Register


def write(register: Register, path: Path) -> None:
    """Copy the register to the new file ``path``, as it stands at one moment."""
    with register.reading() as connection, closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def read(register: Register, path: Path) -> None:
    """Replace everything in the register by the copy ``path``, all or nothing.

    An older copy is brought up to date first (the file ``path`` itself changes). Raises Refused
    for a file that is no register, is damaged, or comes from a newer version.
    """
    brought = checked(path)
    with brought.reading() as connection, closing(sqlite3.connect(register.path)) as own:
        connection.backup(own)


def checked(path: Path) -> Register:
    """The copy as a register of today's schema. Raises Refused as ``read`` does."""
    _require_whole(path)
    try:
        return Register(path)
    except EmonevError as error:
        raise _unreadable() from error


def _require_whole(path: Path) -> None:
    """Looked at before anything is written into it."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            stored = {name for (name,) in connection.execute("SELECT name FROM migration")}
    except sqlite3.Error as error:
        raise _unreadable() from error
    if state != "ok":
        raise _unreadable()
    if stored - {file.stem for file in (HERE / "migrations").glob("*.sql")}:
        raise Refused(
            "cadangan_lebih_baru",
            "Cadangan ini dibuat oleh versi E-Monev Stunting yang lebih baru.",
            hint="Perbarui aplikasi ini lebih dahulu. Data yang tersimpan tidak berubah.",
        )


def _unreadable() -> Refused:
    return Refused(
        "bukan_cadangan",
        "Catatan rapat di dalam berkas cadangan tidak dapat dibaca.",
        hint="Data yang tersimpan tidak berubah.",
    )
