"""Notula, daftar hadir and berita acara kesepakatan of a meeting, as Word files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from emonev.core.scope import Scope
from emonev.register.register import Register
from emonev.services.document_templates import SUFFIX, fill, kind_of
from emonev.services.making import safe_name, unfinished
from emonev.services.meetings import meeting
from emonev.services.minutes_data import minutes_data
from emonev.store.home import Home
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: a name that is safe on every system, and its bytes."""

    file_name: str
    content: bytes


def document(
    scope: Scope,
    register: Register,
    home: Home,
    cursor: Cursor,
    key: str,
    meeting_id: int,
    *,
    today: date,
) -> Document:
    """The document ``key`` ("notula", "daftar_hadir", "berita_acara") of a meeting.

    Raises WrongCall (unknown document or meeting), NoAccess, Refused (the template is broken).
    """
    kind = kind_of(key)
    values = minutes_data(scope, register, cursor, meeting_id, today=today)
    held = meeting(scope, register, meeting_id).held_on
    parts = (values["contoh"], kind.title, values["judul"], held.isoformat())
    name = "_".join(safe_name(part) or "rapat" for part in parts if part) + SUFFIX
    return Document(name, fill(home, key, values))


def write_document(made: Document, out: Path) -> Path:
    """Write it to ``out`` (a folder: under its own name); returns the file. Raises Refused."""
    path = out / made.file_name if out.is_dir() else out
    with unfinished(path, SUFFIX) as beside:
        beside.write_bytes(made.content)
        beside.replace(path)
    return path
