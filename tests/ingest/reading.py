"""Short forms for the tests of reading: parse a file in this process, look at its rows."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from emonev.ingest.child import parse
from emonev.ingest.parsed import Issue, ParsedFile, ParsedSheet, ParseOptions

KEY = b"kunci-uji" * 4
TODAY = date(2026, 1, 31)
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def read(path: Path, **options: Any) -> ParsedFile:
    """Parse ``path`` without the child process; row files land beside it."""
    workdir = path.parent / f"{path.name}.out"
    workdir.mkdir(exist_ok=True)
    options.setdefault("today", TODAY)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return parse(path, path.name, digest, ParseOptions(**options), KEY, workdir)


def sheet_of(parsed: ParsedFile) -> ParsedSheet:
    """The only sheet of a file that was taken."""
    assert parsed.refused is None, parsed.refused
    (sheet,) = parsed.sheets
    return sheet


def rows_of(sheet: ParsedSheet) -> list[dict[str, Any]]:
    """Typed rows as mappings."""
    assert sheet.rows_file is not None
    rows: list[dict[str, Any]] = pq.read_table(sheet.rows_file).to_pylist()
    return rows


def entries_of(sheet: ParsedSheet) -> list[dict[str, Any]]:
    """Typed entries of a sheet of counts as mappings."""
    assert sheet.entries_file is not None
    entries: list[dict[str, Any]] = pq.read_table(sheet.entries_file).to_pylist()
    return entries


def first(path: Path, **options: Any) -> dict[str, Any]:
    """The first typed row of a one-sheet file."""
    return rows_of(sheet_of(read(path, **options)))[0]


def codes(sheet: ParsedSheet) -> dict[str, int]:
    """Issue counts."""
    return sheet.issue_counts


def issue(sheet: ParsedSheet, code: str) -> Issue:
    """The first issue of a code."""
    return next(i for i in sheet.issues if i.code == code)
