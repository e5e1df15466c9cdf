"""What users said about sheets without a fixed form: kept by header, given away as a small file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused
from emonev.ingest.parsed import ParsedSheet
from emonev.store import entries
from emonev.store.entries import LocalMeasure
from emonev.store.insert import insert_rows
from emonev.store.store import Cursor, sql

FORMAT = "emonev-pemetaan-1"
"""First thing in a mapping file; another one is refused."""

LARGEST_FILE = 200_000
"""Bytes; a mapping of 110 columns has about 10,000."""

LONGEST_TEXT = 300
MOST_ANSWERS = 500

NOT_KEPT = frozenset({"period"})
"""Next month's sheet looks the same: its month is not remembered."""


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What was said about sheets with one header. ``headers``: its columns, so that people see
    what it is for; ``answers``: subject → answer ("row" → "kecamatan")."""

    signature: str
    kind: str
    headers: tuple[str, ...]
    answers: Mapping[str, str]
    changed_at: datetime


def mappings(cursor: Cursor, scope: Scope) -> tuple[SheetMapping, ...]:
    """Every remembered mapping, the newest first. They hold no data of any area."""
    del scope
    rows = cursor.execute(sql("sheet_mappings")).fetchall()
    return tuple(
        SheetMapping(signature, kind, tuple(json.loads(headers)), json.loads(answers), changed_at)
        for signature, kind, headers, answers, changed_at in rows
    )


def remember(
    cursor: Cursor, sheets: Sequence[ParsedSheet], answers: Mapping[str, Mapping[str, str]]
) -> None:
    """Keep what the user said about ``sheets`` (sheet name or "*" → subject → answer).

    Sheets of one header share their answers; what was said earlier stays unless said anew.
    """
    before = {
        row[0]: json.loads(row[3]) for row in cursor.execute(sql("sheet_mappings")).fetchall()
    }
    kept: dict[str, tuple[ParsedSheet, dict[str, str]]] = {}
    for sheet in sheets:
        said = {**answers.get("*", {}), **answers.get(sheet.name, {})}
        said = {name: value for name, value in said.items() if name not in NOT_KEPT}
        if said and sheet.signature:
            _, so_far = kept.get(sheet.signature, (sheet, before.get(sheet.signature, {})))
            kept[sheet.signature] = (sheet, {**so_far, **said})
    _put(
        cursor,
        [
            SheetMapping(signature, sheet.kind, tuple(sheet.columns), said, _now())
            for signature, (sheet, said) in kept.items()
        ],
    )


def put_measures(cursor: Cursor, sheets: Sequence[ParsedSheet]) -> None:
    """Keep the measures that the sheets name for the first time."""
    entries.put_local_measures(
        cursor, [LocalMeasure(*measure) for sheet in sheets for measure in sheet.local_measures]
    )


def forget(cursor: Cursor, scope: Scope, signature: str) -> None:
    """Drop one mapping: such a sheet is asked about again. Raises NoAccess."""
    _require_writer(scope)
    cursor.execute("DELETE FROM sheet_mapping WHERE signature = $signature",
                   {"signature": signature})  # fmt: skip


def export_mapping(cursor: Cursor, scope: Scope, signature: str) -> bytes:
    """One mapping as a small JSON file for a neighbouring kabupaten. Raises Refused."""
    found = next((one for one in mappings(cursor, scope) if one.signature == signature), None)
    if found is None:
        raise Refused("tidak_ada", "Pemetaan ini tidak ada lagi.")
    document = {
        "format": FORMAT,
        "signature": found.signature,
        "kind": found.kind,
        "headers": list(found.headers),
        "answers": dict(found.answers),
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8")


def import_mapping(cursor: Cursor, scope: Scope, content: bytes) -> SheetMapping:
    """Take in a mapping file. Raises Refused (no mapping file), NoAccess."""
    _require_writer(scope)
    made = _read(content)
    _put(cursor, [made])
    return made


def _read(content: bytes) -> SheetMapping:
    if len(content) > LARGEST_FILE:
        raise _not_one("terlalu besar")
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise _not_one("bukan JSON") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _not_one("tandanya tidak ada")
    signature, kind = document.get("signature"), document.get("kind")
    headers, answers = document.get("headers"), document.get("answers")
    if not re.fullmatch(r"[0-9a-f]{16}", str(signature)) or not _is_text(kind):
        raise _not_one("tanda judul kolom atau jenisnya tidak sah")
    if not isinstance(headers, list) or not all(map(_is_text, headers)):
        raise _not_one("daftar judul kolom tidak sah")
    if not isinstance(answers, dict) or not answers or not all(
        _is_text(text) for pair in answers.items() for text in pair
    ):  # fmt: skip
        raise _not_one("jawaban tidak sah")
    if max(len(headers), len(answers)) > MOST_ANSWERS:
        raise _not_one("terlalu banyak kolom")
    kept = {name: value for name, value in answers.items() if name not in NOT_KEPT}
    return SheetMapping(str(signature), str(kind), tuple(headers), kept, _now())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT


def _not_one(why: str) -> Refused:
    return Refused(
        "pemetaan",
        f"Berkas ini bukan pemetaan kolom E-Monev ({why}). Pilih berkas .json yang diunduh dari "
        "langkah Cocokkan kolom.",
    )


def _put(cursor: Cursor, kept: Sequence[SheetMapping]) -> None:
    insert_rows(
        cursor,
        "sheet_mapping",
        ("signature", "kind", "headers", "answers", "changed_at"),
        [
            (one.signature, one.kind, json.dumps(one.headers, ensure_ascii=False),
             json.dumps(dict(one.answers), ensure_ascii=False), one.changed_at)
            for one in kept
        ],
        conflict="OR REPLACE",
    )  # fmt: skip


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)


def _require_writer(scope: Scope) -> None:
    if scope.role == "publik":
        raise NoAccess("Pemetaan kolom hanya dapat diubah oleh petugas data.")
