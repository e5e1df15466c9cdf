"""Backup and restore: one file with the store, the meetings' register and the identity key."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import emonev
from emonev.core.scope import Scope
from emonev.errors import EmonevError, WrongCall
from emonev.register import copying
from emonev.register.register import Register
from emonev.services import backup_file
from emonev.services.backup_file import TEMPLATE_NAME, Unpacked
from emonev.services.evidence import stored_names, sweep
from emonev.store import snapshot
from emonev.store.home import Home
from emonev.store.store import Store

WITHOUT_REGISTER = (
    "Cadangan ini dibuat sebelum ada catatan rapat; catatan rapat yang tersimpan tetap seperti "
    "semula."
)


@dataclass(frozen=True, slots=True)
class Backup:
    """The file written or read, its size in bytes, how many measurements and meetings it holds.

    ``remark``: what a restore left as it was, a sentence; "" when it replaced everything.
    """

    file: Path
    measurements: int
    size: int
    meetings: int = 0
    remark: str = ""


def backup(scope: Scope, store: Store, home: Home, target: Path) -> Backup:
    """Write everything of this home to ``target`` (a zip); it appears only when complete.

    The file holds the key that links children: keep it as carefully as the data.
    """
    if not target.parent.is_dir():
        raise WrongCall(f"Folder {target.parent} tidak ada.")
    folder = _scratch(home)
    try:
        database, register = folder / backup_file.DATABASE, folder / backup_file.REGISTER
        measurements = snapshot.write(store, database)
        copying.write(Register(home.register), register)
        meetings, evidence = _content(register)
        backup_file.pack(
            target,
            database=database,
            key=home.key(),
            manifest={
                "versi": emonev.__version__,
                "dibuat": datetime.now().isoformat(timespec="seconds"),
                "pengukuran": measurements,
                "rapat": meetings,
            },
            register=register,
            evidence=[
                home.evidence / name for name in evidence if (home.evidence / name).is_file()
            ],
            templates=_templates(home),
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Backup(target, measurements, target.stat().st_size, meetings)


def restore(scope: Scope, store: Store, home: Home, source: Path) -> Backup:
    """Replace everything of this home by the backup's content, all or nothing.

    A backup without a register (an old one) leaves meetings, evidence and templates as they are
    and says so in ``remark``. Raises WrongCall for a missing file, Refused for a file that is no
    backup of ours.
    """
    if not source.is_file():
        raise WrongCall(f"Berkas {source} tidak ada.")
    folder = _scratch(home)
    try:
        given = backup_file.unpack(source, folder)
        if given.register is None:
            measurements, meetings = snapshot.read(store, given.database), 0
        else:
            measurements, meetings = _restored(store, home, given, given.register, folder)
        _put_key(home, given.key)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    remark = WITHOUT_REGISTER if given.register is None else ""
    return Backup(source, measurements, source.stat().st_size, meetings, remark)


def _restored(
    store: Store, home: Home, given: Unpacked, given_register: Path, folder: Path
) -> tuple[int, int]:
    """Measurements and meetings. The register goes back to what it was if the store fails."""
    copying.checked(given_register)
    meetings, _ = _content(given_register)
    register, before = Register(home.register), folder / "sebelum.sqlite"
    copying.write(register, before)
    try:
        # Evidence is named by its content: more of it harms nobody until it is swept.
        _put_files(home.evidence, given.evidence)
        copying.read(register, given_register)
        measurements = snapshot.read(store, given.database)
    except BaseException:
        copying.read(register, before)
        _sweep(register, home)
        raise
    _sweep(register, home)
    _replace_templates(home, given.templates)
    return measurements, meetings


def _content(register: Path) -> tuple[int, tuple[str, ...]]:
    """Of a copy: how many meetings, and the names of the evidence it speaks of."""
    with Register(register).reading() as connection:
        (meetings,) = connection.execute("SELECT count(*) FROM meeting").fetchone()
        return int(meetings), stored_names(connection)


def _sweep(register: Register, home: Home) -> None:
    with register.writing() as connection:
        sweep(connection, home)


def _templates(home: Home) -> list[Path]:
    if not home.templates.is_dir():
        return []
    return sorted(path for path in home.templates.iterdir() if TEMPLATE_NAME.fullmatch(path.name))


def _replace_templates(home: Home, files: Iterable[Path]) -> None:
    given = tuple(files)
    _put_files(home.templates, given)
    for path in _templates(home):
        if path.name not in {file.name for file in given}:
            path.unlink(missing_ok=True)


def _put_files(folder: Path, files: Iterable[Path]) -> None:
    for file in files:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{file.name}.sementara"
        shutil.copyfile(file, unfinished)
        unfinished.replace(folder / file.name)


def _scratch(home: Home) -> Path:
    home.work.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="cadangan-", dir=home.work))


def _put_key(home: Home, key: str) -> None:
    home.key_file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = home.key_file.with_suffix(".sementara")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key)
        unfinished.replace(home.key_file)
    except OSError as error:
        raise EmonevError(
            "Data pulih, tetapi kunci identitas tidak dapat ditulis.",
            hint="Periksa hak tulis folder data, lalu pulihkan sekali lagi.",
        ) from error
