"""Daftar masalah of one upload as a workbook, again at any time: no name, no NIK in it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from emonev.core.indonesian import day, integer
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import Issue
from emonev.reports.problem_list import problem_list
from emonev.services.history import upload_issues, uploads
from emonev.store.store import Cursor


def problem_file(cursor: Cursor, scope: Scope, batch: str) -> tuple[str, bytes]:
    """File name and bytes. Raises WrongCall for an upload that is not there or out of reach."""
    found = next((one for one in uploads(cursor, scope) if one.batch == batch), None)
    if found is None:
        raise WrongCall(f"Unggahan {batch} tidak ada.", hint="Lihat riwayat unggahan.")
    issues = upload_issues(cursor, scope, batch)
    cells = sum(issue.count for issue in issues)
    told = (
        f"{integer(found.rows_read)} baris dibaca, {integer(found.rejected)} ditolak; "
        f"{integer(cells)} temuan. Diunggah {day(found.imported_at.date())} "
        f"{found.imported_at:%H.%M}."
    )
    content = problems_of(found.file_name, told, issues)
    return f"masalah {Path(found.file_name).stem}.xlsx", content


def problems_of(file_name: str, told: str, issues: Iterable[Issue]) -> bytes:
    """The list of these problems; ``told`` is the line under its title."""
    return problem_list(f"Masalah pada {file_name}", told, map(_row, issues))


def _row(issue: Issue) -> tuple[str | int | None, ...]:
    kind = CATALOGUE.get(issue.code)
    return (
        issue.sheet,
        issue.cell,
        issue.row,
        str(kind.severity) if kind else "",
        kind.title if kind else issue.code,
        issue.found,
        issue.expected or (kind.expected if kind else ""),
        kind.mend if kind else "",
        issue.count,
    )
