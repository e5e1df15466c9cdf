"""Originals of uploads: kept only where the office switched it on, encrypted, for 90 days.

They hold names and NIK. Nothing public contains them, no backup does, and every download is
written down. Without the key file beside the identity key nobody can read them.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.store.home import Home
from emonev.store.settings import change_setting, get_setting
from emonev.store.store import Cursor, Store, sql

SETTING = "berkas_asli"
KEEPING = "simpan"
"""Value of the setting where originals are kept; any other (none at all) means they are not."""

DAYS = 90

_CHUNK = 8 * 2**20
"""A file is encrypted piece by piece: a large one does not fill the memory."""

_NAME = re.compile(r"[0-9]{5,}-[0-9a-f]{1,64}")


@dataclass(frozen=True, slots=True)
class OriginalEvent:
    """What happened to a kept original: "disimpan", "diunduh" or "dihapus"."""

    at: datetime
    what: str
    batch: str
    file_name: str
    role: str
    who: str


def keeping(store: Store) -> bool:
    """True where originals of uploads are kept. Off unless somebody switched it on."""
    with store.reading() as cursor:
        return get_setting(cursor, SETTING) == KEEPING


def choose_keeping(scope: Scope, store: Store, home: Home, *, on: bool, who: str = "") -> int:
    """Switch keeping on or off; switched off, everything kept is deleted. Returns how many went."""
    with store.writing() as cursor:
        change_setting(
            cursor, SETTING, KEEPING if on else "", role=scope.role, now=datetime.now()
        )  # fmt: skip
    if on:
        return 0
    gone = 0
    for path in _files(home):
        gone += _delete(scope, store, path, who)
    shutil.rmtree(home.originals, ignore_errors=True)
    return gone


def keep_original(
    scope: Scope, store: Store, home: Home, batch: str, source: Path, *, who: str = ""
) -> None:
    """Encrypt the original of a stored upload; it appears only when complete."""
    home.originals.mkdir(parents=True, exist_ok=True)
    target = _path(home, batch)
    unfinished = target.with_suffix(".sementara")
    box = _box(home)
    with source.open("rb") as plain, unfinished.open("wb") as secret:
        while block := plain.read(_CHUNK):
            secret.write(box.encrypt(block) + b"\n")
    unfinished.replace(target)
    with store.writing() as cursor:
        _log(cursor, scope, "disimpan", batch, source.name, who)


def kept_originals(cursor: Cursor, scope: Scope, folder: str) -> frozenset[str]:
    """Uploads within reach whose original is kept below ``folder`` (the home's)."""
    home = Home(Path(folder))
    known = {batch for batch, _, _, code in _batches(cursor) if scope.reaches(code)}
    return frozenset(path.stem for path in _files(home)) & known


def original(
    scope: Scope, store: Store, home: Home, batch: str, *, who: str = ""
) -> tuple[str, bytes]:
    """Name and bytes of a kept original; the download is written down first.

    Raises NoAccess, WrongCall where it is not kept, Refused where it cannot be decrypted.
    """
    with store.writing() as cursor:
        found = {one[0]: one for one in _batches(cursor)}.get(batch)
        if found is None or not _path(home, batch).is_file():
            raise WrongCall("Berkas asli unggahan ini tidak disimpan.")
        _, name, file_hash, kabupaten = found
        if not scope.reaches(kabupaten):
            raise NoAccess("Unggahan ini di luar wilayah Anda.")
        _log(cursor, scope, "diunduh", batch, name, who)
    try:
        content = b"".join(_decrypted(home, batch))
    except InvalidToken as error:
        raise _unreadable() from error
    if hashlib.sha256(content).hexdigest() != file_hash:
        raise _unreadable()
    return name, content


def sweep_originals(scope: Scope, store: Store, home: Home, *, now: datetime) -> int:
    """Delete what is older than 90 days or whose upload is gone; returns how many went."""
    with store.reading() as cursor:
        rows = cursor.execute(sql("batch_times")).fetchall()
    young = {batch for batch, at in rows if at >= now - timedelta(days=DAYS)}
    return sum(
        _delete(scope, store, path, "") for path in _files(home) if path.stem not in young
    )  # fmt: skip


def original_events(cursor: Cursor, scope: Scope) -> tuple[OriginalEvent, ...]:
    """Everything that happened to originals within reach, newest first."""
    known = {batch: code for batch, _, _, code in _batches(cursor)}
    rows = cursor.execute(sql("original_log")).fetchall()
    return tuple(OriginalEvent(*row) for row in rows if scope.reaches(known.get(row[2], "")))


def _batches(cursor: Cursor) -> list[tuple[str, str, str, str]]:
    return cursor.execute(sql("batch_files")).fetchall()


def _files(home: Home) -> list[Path]:
    if not home.originals.is_dir():
        return []
    return sorted(path for path in home.originals.glob("*.fernet") if _NAME.fullmatch(path.stem))


def _path(home: Home, batch: str) -> Path:
    if not _NAME.fullmatch(batch):
        raise WrongCall(f"Unggahan {batch} tidak ada.")
    return home.originals / f"{batch}.fernet"


def _box(home: Home) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(home.originals_key()))


def _decrypted(home: Home, batch: str) -> Iterator[bytes]:
    box = _box(home)
    with _path(home, batch).open("rb") as secret:
        for line in secret:
            yield box.decrypt(line.rstrip(b"\n"))


def _delete(scope: Scope, store: Store, path: Path, who: str) -> int:
    path.unlink(missing_ok=True)
    with store.writing() as cursor:
        names = {batch: name for batch, name, _, _ in _batches(cursor)}
        _log(cursor, scope, "dihapus", path.stem, names.get(path.stem, ""), who)
    return 1


def _log(cursor: Cursor, scope: Scope, what: str, batch: str, name: str, who: str) -> None:
    cursor.execute(
        "INSERT INTO original_log VALUES ($at, $what, $batch, $name, $role, $who)",
        {
            "at": datetime.now().replace(microsecond=0),
            "what": what,
            "batch": batch,
            "name": name,
            "role": scope.role,
            "who": who,
        },
    )


def _unreadable() -> Refused:
    return Refused(
        "berkas_rusak",
        "Berkas asli ini tidak dapat dibuka: kuncinya berganti atau berkasnya rusak.",
        hint="Minta berkasnya lagi kepada pengirim. Data yang tersimpan tidak berubah.",
    )
