"""Templates of the meeting's Word documents: the office's own where it gave one, else ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.reports.docx import render_docx
from emonev.services.comparing import PUBLIC
from emonev.services.minutes_values import sample
from emonev.store.home import DATA, Home

SHIPPED = DATA / "templat"

SUFFIX = ".docx"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document; ``key`` also names its template's file."""

    key: str
    title: str


KINDS: tuple[DocumentKind, ...] = (
    DocumentKind("notula", "Notula"),
    DocumentKind("daftar_hadir", "Daftar hadir"),
    DocumentKind("berita_acara", "Berita acara kesepakatan"),
)


def kind_of(key: str) -> DocumentKind:
    """The entry with this key. Raises WrongCall."""
    for kind in KINDS:
        if kind.key == key:
            return kind
    known = ", ".join(kind.key for kind in KINDS)
    raise WrongCall(f"Jenis dokumen {key!r} tidak dikenal.", hint=f"Yang ada: {known}.")


def is_own(home: Home, key: str) -> bool:
    """True when the office put a template of its own there."""
    return _own(home, key).is_file()


def template(home: Home, key: str) -> bytes:
    """The template in force, to fill or to edit in Word. Raises WrongCall, Refused."""
    own = _own(home, key)
    path = own if own.is_file() else SHIPPED / own.name
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused("tidak_dapat_dibaca", f"Templat {path.name} tidak dapat dibaca.") from error


def put_template(scope: Scope, home: Home, key: str, content: bytes) -> None:
    """Take ``content`` as the office's template, after filling it once with an example.

    Raises WrongCall (unknown key), NoAccess, Refused (the file cannot be filled: says why).
    """
    _may_change(scope)
    path = _own(home, key)
    render_docx(content, sample())
    unfinished = path.with_name(f"~{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Refused(
            "tidak_dapat_ditulis", f"Templat {path.name} tidak dapat disimpan.",
            hint="Periksa apakah disk penuh atau berkas itu sedang terbuka.",
        ) from error  # fmt: skip


def drop_template(scope: Scope, home: Home, key: str) -> None:
    """Back to our template. Raises WrongCall, NoAccess, Refused."""
    _may_change(scope)
    path = _own(home, key)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(
            "tidak_dapat_ditulis", f"Templat {path.name} tidak dapat dihapus.",
            hint="Tutup berkas itu bila sedang terbuka.",
        ) from error  # fmt: skip


def fill(home: Home, key: str, values: Mapping[str, Any]) -> bytes:
    """The document: the template in force filled with ``values``. Raises WrongCall, Refused."""
    return render_docx(template(home, key), values)


def _own(home: Home, key: str) -> Path:
    return home.templates / f"{kind_of(key).key}{SUFFIX}"


def _may_change(scope: Scope) -> None:
    """One office, one template: who sees a single kecamatan does not change it for all."""
    if scope.role == PUBLIC or scope.area_code.count(".") > 1:
        raise NoAccess("Templat dokumen hanya dapat diganti oleh pengelola kabupaten.")
