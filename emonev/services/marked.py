"""Unduh berkas bertanda: the user's own workbook with every problem of its reading marked."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused
from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parse import Limits, run_apart
from emonev.ingest.parsed import Severity
from emonev.services.import_result import FileResult

LIMITS = Limits(memory_bytes=2**30, seconds=120)


def problems(result: FileResult) -> int:
    """Cells and rows of the file that are worth mending (notes are not)."""
    return sum(
        count
        for sheet in result.sheets
        for code, count in sheet.issue_counts.items()
        if code in CATALOGUE and CATALOGUE[code].severity is not Severity.NOTE
    )


def marked_name(file_name: str) -> str:
    """ "data maret.csv" → "data maret (bertanda).xlsx"; marking again does not lengthen it."""
    bare = Path(file_name).stem.removesuffix(" (bertanda)")
    suffix = Path(file_name).suffix.lower()
    return f"{bare} (bertanda){suffix if suffix in ('.xlsx', '.xlsm') else '.xlsx'}"


def mark_workbook(scope: Scope, source: Path, result: FileResult, out: Path, workdir: Path) -> Path:
    """Write the marked copy of ``source`` (as it was read into ``result``) to ``out``.

    The file is a stranger's: it is opened in a limited child process, like for reading. Raises
    NoAccess, Refused where it cannot be marked; ``source`` is never changed.
    """
    if result.kabupaten and not scope.reaches(result.kabupaten):
        raise NoAccess("Berkas ini di luar wilayah Anda.")
    job = {
        "path": str(source.resolve()),
        "out": str(out.resolve()),
        "file_name": result.file,
        "issues": [asdict(issue) for issue in result.issues],
        "counts": {sheet.name: dict(sheet.issue_counts) for sheet in result.sheets},
        "header_rows": {sheet.name: sheet.header_row for sheet in result.sheets},
        "memory_bytes": LIMITS.memory_bytes,
        "seconds": LIMITS.seconds,
    }
    workdir.mkdir(parents=True, exist_ok=True)
    refusal = run_apart(
        "emonev.reports.marked.child", json.dumps(job).encode("utf-8"), LIMITS, workdir
    )
    if refusal is not None or not out.is_file():
        raise Refused(
            "tidak_dapat_ditandai",
            f"Berkas {result.file} tidak dapat ditandai.",
            hint="Daftar masalah tetap ada di halaman ini. Simpan ulang berkas dari Excel, lalu "
            "unggah lagi.",
        )
    return out
