"""The uploads of a kabupaten, newest first, and everything about one of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from emonev.core.scope import Scope
from emonev.ingest.parsed import Issue
from emonev.services.batch_answers import answers_in_words
from emonev.services.reach import require_reach
from emonev.store.store import Cursor, sql


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload with the fates of its rows; ``undone_at`` None while it counts.

    ``who`` gave a name ("" where nobody did), in which ``role``; ``kinds`` of its sheets.
    """

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
    who: str = ""
    role: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UploadDetail:
    """Beside the fates: problems (code, severity, cells), what was answered, spellings learnt.

    ``spellings``: (as written, the area meant, forgotten with the upload).
    """

    problems: tuple[tuple[str, str, int], ...] = ()
    answers: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str, bool], ...] = ()


def uploads(cursor: Cursor, scope: Scope, kabupaten: str = "") -> tuple[Upload, ...]:
    """Uploads of ``kabupaten`` ("" for all the scope reaches), newest first. Raises NoAccess."""
    if kabupaten:
        require_reach(scope, kabupaten)
    rows = cursor.execute(sql("batch_history"), {"kabupaten": kabupaten}).fetchall()
    found = (
        Upload(
            r[0], r[1], r[2], r[3], r[5] or "", *r[6:12], demo=r[13], undone_at=r[14],
            who=r[15] or "", role=r[16] or "", kinds=tuple((r[17] or "").split(",")),
        )
        for r in rows
    )  # fmt: skip
    return tuple(upload for upload in found if scope.reaches(upload.kabupaten))


def upload_detail(cursor: Cursor, scope: Scope, batch: str) -> UploadDetail:
    """What the history tells of one upload when asked; nothing for one out of reach."""
    if not _reached(cursor, scope, batch):
        return UploadDetail()
    named = {"batch_id": batch}
    problems = cursor.execute(sql("batch_problems"), named).fetchall()
    spellings = cursor.execute(sql("alias_learnt_of"), named).fetchall()
    (given,) = cursor.execute(sql("batch_answers"), named).fetchone() or ("{}",)
    said = json.loads(given)
    codes = [said.get("area", ""), *said.get("areas", {}).values()]
    names = cursor.execute(
        "SELECT code, name FROM area WHERE code IN (SELECT unnest($codes))", {"codes": codes}
    ).fetchall()
    return UploadDetail(
        tuple((code, severity, int(count)) for code, severity, count in problems),
        answers_in_words(said, dict(names)),
        tuple((alias, area, forgotten) for alias, area, forgotten in spellings),
    )


def upload_issues(cursor: Cursor, scope: Scope, batch: str) -> tuple[Issue, ...]:
    """The problems listed for one upload, errors first. Empty for one out of reach."""
    if not _reached(cursor, scope, batch):
        return ()
    rows = cursor.execute(sql("batch_issues"), {"batch_id": batch}).fetchall()
    return tuple(Issue(code, sheet, row, cell, found or "", expected or "", count)
                 for code, _, sheet, row, cell, found, expected, count in rows)  # fmt: skip


def _reached(cursor: Cursor, scope: Scope, batch: str) -> bool:
    return batch in {upload.batch for upload in uploads(cursor, scope)}
