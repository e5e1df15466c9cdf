"""Evidence of decisions: files by their content's hash in the home's folder, never shown inline."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from sqlite3 import Row

from emonev.core.scope import Scope
from emonev.errors import EmonevError, Refused, WrongCall
from emonev.register.register import Connection, Register, statement
from emonev.services.decisions import require_follower
from emonev.services.evidence_kind import evidence_kind
from emonev.services.written import line
from emonev.store.home import Home

LARGEST_BYTES = 10 * 2**20

MOST_FILES = 20
"""Of one decision."""

MIME = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
"""What a download says of a kind."""

STORED_NAME = re.compile(r"[0-9a-f]{64}\.(pdf|jpg|png)(\.sementara)?")


def add_evidence(
    scope: Scope,
    register: Register,
    home: Home,
    decision_id: int,
    file_name: str,
    content: bytes,
    *,
    who: str,
    now: datetime,
) -> int:
    """Keep a file with a decision and give its number; who carries the decision out may.

    The kind is told by the content, whatever the name says; the name is kept to be shown.
    Raises Refused (no PDF, JPG or PNG; broken; too large; too many; there already), WrongCall,
    NoAccess.
    """
    _require_size(content)
    kind = evidence_kind(content)
    values = {
        "decision_id": decision_id,
        "file_name": line(re.split(r"[/\\]", file_name)[-1], "Nama berkas") or f"bukti.{kind}",
        "kind": kind,
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
        "now": now.isoformat(timespec="seconds"),
        "who": line(who, "Nama pencatat", required=True),
    }
    # The bytes are written inside the transaction: no other process sweeps meanwhile.
    with register.writing() as connection:
        require_follower(scope, connection, decision_id)
        _require_room(connection, decision_id, str(values["sha256"]))
        sweep(connection, home)
        _write(home, f"{values['sha256']}.{kind}", content)
        added = connection.execute(statement("add_evidence"), values).lastrowid
    assert added is not None
    return added


def evidence_bytes(scope: Scope, register: Register, home: Home, evidence_id: int) -> bytes:
    """The file as it was given, to be downloaded (never shown as a page of ours).

    Raises WrongCall (unknown), NoAccess, Refused (the bytes are gone or are others now).
    """
    with register.reading() as connection:
        row = _row(scope, connection, evidence_id)
    try:
        content = (home.evidence / f"{row['sha256']}.{row['kind']}").read_bytes()
    except OSError as error:
        raise _lost(row) from error
    if sha256(content).hexdigest() != row["sha256"]:
        raise _lost(row)
    return content


def remove_evidence(scope: Scope, register: Register, home: Home, evidence_id: int) -> None:
    """Take a file away; its bytes go when no other decision holds the same file."""
    with register.writing() as connection:
        _row(scope, connection, evidence_id)
        connection.execute(statement("remove_evidence"), {"evidence_id": evidence_id})
        sweep(connection, home)


def stored_names(connection: Connection) -> tuple[str, ...]:
    """Names of the files that must lie in the home's folder."""
    return tuple(row["name"] for row in connection.execute(statement("evidence_names")))


def sweep(connection: Connection, home: Home) -> None:
    """Delete files of ours that belong to no decision any more; inside a writing transaction."""
    if not home.evidence.is_dir():
        return
    wanted = set(stored_names(connection))
    for path in home.evidence.iterdir():
        if STORED_NAME.fullmatch(path.name) and path.name not in wanted:
            path.unlink(missing_ok=True)


def _row(scope: Scope, connection: Connection, evidence_id: int) -> Row:
    row: Row | None = connection.execute(
        statement("evidence_file"), {"evidence_id": evidence_id}
    ).fetchone()
    if row is None:
        raise WrongCall("Berkas bukti ini tidak ada, atau sudah dihapus.")
    require_follower(scope, connection, row["decision_id"])
    return row


def _require_size(content: bytes) -> None:
    if not content:
        raise Refused("bukti_kosong", "Berkas ini kosong.")
    if len(content) > LARGEST_BYTES:
        raise Refused(
            "bukti_terlalu_besar",
            f"Berkas ini lebih besar dari {LARGEST_BYTES // 2**20} MB.",
            hint="Perkecil fotonya, atau pindai PDF dengan mutu lebih rendah.",
        )


def _require_room(connection: Connection, decision_id: int, digest: str) -> None:
    asked = {"kabupaten": None, "decision_id": decision_id}
    rows = connection.execute(statement("evidence"), asked).fetchall()
    if any(row["sha256"] == digest for row in rows):
        raise Refused("bukti_sudah_ada", "Berkas yang sama sudah dilampirkan pada keputusan ini.")
    if len(rows) >= MOST_FILES:
        raise Refused("bukti_terlalu_banyak", f"Bukti paling banyak {MOST_FILES} berkas.")


def _write(home: Home, name: str, content: bytes) -> None:
    unfinished = home.evidence / f"{name}.sementara"
    try:
        home.evidence.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(home.evidence / name)
    except OSError as error:
        raise EmonevError(
            "Berkas bukti tidak dapat disimpan.",
            hint="Periksa apakah disk penuh dan folder data dapat ditulis.",
        ) from error


def _lost(row: Row) -> Refused:
    return Refused(
        "bukti_hilang",
        f"Berkas bukti {row['file_name']} hilang dari folder data atau telah berubah.",
        hint="Pulihkan dari cadangan, atau unggah sekali lagi.",
    )
