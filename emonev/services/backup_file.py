"""The backup file: a zip with the store, the register, evidence, templates and the key."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from emonev.errors import Refused

DATABASE, KEY, MANIFEST = "emonev.duckdb", "identitas.key", "cadangan.json"
REGISTER = "kerja.sqlite"
EVIDENCE, TEMPLATES = "bukti", "templat"

EVIDENCE_NAME = re.compile(r"([0-9a-f]{64})\.(pdf|jpg|png)")
TEMPLATE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.(docx|pptx)")

REQUIRED = frozenset({DATABASE, KEY, MANIFEST})
"""What the first version wrote; the rest came with the register."""

LARGEST_BYTES = 8 * 2**30
"""A backup that says it unpacks to more is not one of ours."""

MOST_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup's content in a scratch folder. ``register`` is None in an old backup.

    ``evidence`` and ``templates``: the files by their names. ``key``: 32 bytes in hexadecimal.
    """

    database: Path
    key: str
    register: Path | None
    evidence: tuple[Path, ...]
    templates: tuple[Path, ...]


def pack(
    target: Path,
    *,
    database: Path,
    key: bytes,
    manifest: Mapping[str, object],
    register: Path,
    evidence: Iterable[Path],
    templates: Iterable[Path],
) -> None:
    """Write the zip; it appears under its name only when complete."""
    unfinished = target.with_name(target.name + ".sementara")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(database, DATABASE)
            archive.write(register, REGISTER)
            for folder, files in ((EVIDENCE, evidence), (TEMPLATES, templates)):
                for file in files:
                    # Pictures, PDF and Word files are compressed already.
                    archive.write(file, f"{folder}/{file.name}", zipfile.ZIP_STORED)
            archive.writestr(KEY, key.hex())
            archive.writestr(MANIFEST, json.dumps(manifest))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Unpacked:
    """Unpack ``source`` into ``folder``, every name looked at first.

    Raises Refused for a file that is no backup of ours: anything missing, damaged or with a name
    we never write.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            names = _names(archive, source)
            key = archive.read(KEY).decode("ascii") if archive.getinfo(KEY).file_size < 200 else ""
            if len(bytes.fromhex(key)) != 32:
                raise not_ours(source)
            paths = {name: _extracted(archive, name, folder) for name in names if name != KEY}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise not_ours(source) from error
    found = Unpacked(
        database=paths[DATABASE],
        key=key,
        register=paths.get(REGISTER),
        evidence=_inside(paths, EVIDENCE),
        templates=_inside(paths, TEMPLATES),
    )
    if not all(map(_is_what_it_is_called, found.evidence)):
        raise not_ours(source)
    return found


def not_ours(source: Path) -> Refused:
    """The refusal of a file that is no backup."""
    return Refused(
        "bukan_cadangan",
        f"{source.name} bukan berkas cadangan E-Monev Stunting, atau rusak.",
        hint="Pilih berkas yang dibuat dengan Buat cadangan. Data yang tersimpan tidak berubah.",
    )


def _names(archive: zipfile.ZipFile, source: Path) -> list[str]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    sound = (
        len(set(names)) == len(names) <= MOST_ENTRIES
        and set(names) >= REQUIRED
        and sum(entry.file_size for entry in entries) <= LARGEST_BYTES
        and all(map(_is_ours, names))
    )
    if not sound:
        raise not_ours(source)
    return names


def _is_ours(name: str) -> bool:
    folder, slash, rest = name.partition("/")
    if not slash:
        return name in REQUIRED or name == REGISTER
    pattern = {EVIDENCE: EVIDENCE_NAME, TEMPLATES: TEMPLATE_NAME}.get(folder)
    return bool(pattern and pattern.fullmatch(rest))


def _extracted(archive: zipfile.ZipFile, name: str, folder: Path) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    with archive.open(name) as packed, path.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return path


def _inside(paths: Mapping[str, Path], folder: str) -> tuple[Path, ...]:
    return tuple(path for name, path in sorted(paths.items()) if name.startswith(f"{folder}/"))


def _is_what_it_is_called(path: Path) -> bool:
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest() == path.stem
