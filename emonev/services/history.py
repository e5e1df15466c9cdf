"""The uploads of a kabupaten, newest first, and the problems of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from emonev.core.scope import Scope
from emonev.ingest.parsed import Issue
from emonev.services.reach import require_reach
from emonev.store.store import Cursor, sql


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload with the fates of its rows; ``undone_at`` None while it counts."""

    batch: str
    imported_at: datetime
    file_name: str
    container: str
    kabupaten: str
    rows_read: int
    new: int
    updated: int
    unchanged: int
    duplicate: int
    rejected: int
    demo: bool
    undone_at: datetime | None


def uploads(cursor: Cursor, scope: Scope, kabupaten: str = "") -> tuple[Upload, ...]:
    """Uploads of ``kabupaten`` ("" for all the scope reaches), newest first. Raises NoAccess."""
    if kabupaten:
        require_reach(scope, kabupaten)
    rows = cursor.execute(sql("batch_history"), {"kabupaten": kabupaten}).fetchall()
    found = (
        Upload(r[0], r[1], r[2], r[3], r[5] or "", *r[6:12], demo=r[13], undone_at=r[14])
        for r in rows
    )
    return tuple(upload for upload in found if scope.reaches(upload.kabupaten))


def upload_issues(cursor: Cursor, scope: Scope, batch: str) -> tuple[Issue, ...]:
    """The problems listed for one upload, errors first. Empty for one out of reach."""
    if batch not in {upload.batch for upload in uploads(cursor, scope)}:
        return ()
    rows = cursor.execute(sql("batch_issues"), {"batch_id": batch}).fetchall()
    return tuple(Issue(code, sheet, row, cell, found or "", expected or "", count)
                 for code, _, sheet, row, cell, found, expected, count in rows)  # fmt: skip
