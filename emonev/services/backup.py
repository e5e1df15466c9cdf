"""Backup and restore: one file that holds the store and the identity key."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import emonev
from emonev.core.scope import Scope
from emonev.errors import EmonevError, Refused, WrongCall
from emonev.store import snapshot
from emonev.store.home import Home
from emonev.store.store import Store

_DATABASE, _KEY, _MANIFEST = "emonev.duckdb", "identitas.key", "cadangan.json"
_LARGEST_BYTES = 8 * 2**30
"""A backup that says it unpacks to more is not one of ours."""


@dataclass(frozen=True, slots=True)
class Backup:
    """The file written or read, how many measurements it holds, its size in bytes."""

    file: Path
    measurements: int
    size: int


def backup(scope: Scope, store: Store, home: Home, target: Path) -> Backup:
    """Write everything of this home to ``target`` (a zip); it appears only when complete.

    The file holds the key that links children: keep it as carefully as the data.
    """
    if not target.parent.is_dir():
        raise WrongCall(f"Folder {target.parent} tidak ada.")
    folder = _scratch(home)
    try:
        copy = folder / _DATABASE
        measurements = snapshot.write(store, copy)
        manifest = {
            "versi": emonev.__version__,
            "dibuat": datetime.now().isoformat(timespec="seconds"),
            "pengukuran": measurements,
        }
        unfinished = target.with_name(target.name + ".sementara")
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, _DATABASE)
            archive.writestr(_KEY, home.key().hex())
            archive.writestr(_MANIFEST, json.dumps(manifest))
        unfinished.replace(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Backup(target, measurements, target.stat().st_size)


def restore(scope: Scope, store: Store, home: Home, source: Path) -> Backup:
    """Replace everything of this home by the backup's content, all or nothing.

    Raises WrongCall for a missing file, Refused for a file that is no backup of ours.
    """
    if not source.is_file():
        raise WrongCall(f"Berkas {source} tidak ada.")
    folder = _scratch(home)
    try:
        key = _unpack(source, folder)
        measurements = snapshot.read(store, folder / _DATABASE)
        _put_key(home, key)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Backup(source, measurements, source.stat().st_size)


def _scratch(home: Home) -> Path:
    home.work.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="cadangan-", dir=home.work))


def _unpack(source: Path, folder: Path) -> str:
    try:
        with zipfile.ZipFile(source) as archive:
            if {_DATABASE, _KEY, _MANIFEST} - set(archive.namelist()):
                raise _not_ours(source)
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_BYTES:
                raise _not_ours(source)
            with archive.open(_DATABASE) as packed, (folder / _DATABASE).open("wb") as plain:
                shutil.copyfileobj(packed, plain)
            key = archive.read(_KEY).decode("ascii")
            if len(bytes.fromhex(key)) != 32:
                raise _not_ours(source)
            return key
    except (zipfile.BadZipFile, ValueError) as error:
        raise _not_ours(source) from error


def _not_ours(source: Path) -> Refused:
    return Refused(
        "bukan_cadangan",
        f"{source.name} bukan berkas cadangan E-Monev Stunting, atau rusak.",
        hint="Pilih berkas yang dibuat dengan Buat cadangan. Data yang tersimpan tidak berubah.",
    )


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
