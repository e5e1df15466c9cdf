"""Undoing an upload: what it replaced comes back, except where a later upload wrote over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from emonev.core.scope import Scope
from emonev.errors import NoAccess, WrongCall
from emonev.services.import_storing import refresh_touched
from emonev.services.learnt_spellings import forget_spellings, learnt_from
from emonev.store import entries
from emonev.store.store import Cursor, Store, sql


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What an undo would do, in rows of children and figures of tables: taken out, given back,
    kept (a later upload wrote them). ``months`` counts months and other periods touched,
    ``spellings`` the spellings of areas that its answers taught and that are forgotten,
    ``figures`` how many of the three are figures of tables."""

    batch: str
    file_name: str
    removed: int
    restored: int
    kept: int
    months: int
    first_date: date | None
    last_date: date | None
    spellings: int = 0
    figures: int = 0


def preview_undo(scope: Scope, store: Store, batch_id: str) -> UndoPreview:
    """The effect of undoing ``batch_id``. Raises WrongCall for an unknown or undone batch."""
    with store.reading() as cursor:
        return _preview(cursor, scope, batch_id)


def _preview(cursor: Cursor, scope: Scope, batch_id: str) -> UndoPreview:
    known = cursor.execute(
        "SELECT file_name, kabupaten_code, undone_at FROM batch WHERE batch_id = $batch_id",
        {"batch_id": batch_id},
    ).fetchone()
    if known is None:
        raise WrongCall(f"Unggahan {batch_id} tidak ada.", hint="Lihat riwayat unggahan.")
    file_name, kabupaten, undone_at = known
    if undone_at is not None:
        raise WrongCall(f"Unggahan {batch_id} sudah dibatalkan.")
    if not scope.reaches(kabupaten or ""):
        raise NoAccess("Unggahan ini di luar wilayah Anda.")
    row = cursor.execute(sql("undo_preview"), {"batch_id": batch_id}).fetchone()
    assert row is not None
    removed, restored, kept, months, first, last = row
    counts = entries.undo_counts(cursor, batch_id)
    return UndoPreview(
        batch_id, file_name, removed + counts[0], restored + counts[1], kept + counts[2],
        months + counts[3], first, last, learnt_from(cursor, batch_id),
        sum(counts[:3]),
    )  # fmt: skip


def undo(scope: Scope, store: Store, batch_id: str) -> UndoPreview:
    """Undo an upload in one transaction and recompute the periods it touched.

    What a later upload said again stands on as that upload's; what a later one wrote over, too.
    """
    named = {"batch_id": batch_id}
    with store.writing() as cursor:
        done = _preview(cursor, scope, batch_id)
        touched = cursor.execute(sql("undo_months"), named).fetchall()
        touched += cursor.execute(sql("undo_kabupaten_before"), named).fetchall()
        cursor.execute("CREATE OR REPLACE TEMP TABLE undo_key (child_id BIGINT, measured_on DATE)")
        for name, parameters in (
            ("undo_heirs", named),
            ("undo_adopt", named),
            ("undo_adopt_replaced", named),
            ("undo_adopt_unchanged", {}),
            ("undo_held", named),
            ("undo_splice", named),
            ("undo_drop_spliced", named),
            ("undo_delete", named),
            ("undo_restore", named),
            ("undo_drop_replaced", named),
            ("undo_drop_keys", {}),
            ("undo_drop_children", {}),
            ("undo_drop_areas", named),
            ("undo_drop_puskesmas", {}),
        ):
            cursor.execute(sql(name), parameters)
        counted = entries.undo(cursor, batch_id)
        for name in ("undo_drop_unchanged", "entry_undo_drop_unchanged"):
            cursor.execute(sql(name), named)
        now = datetime.now().replace(microsecond=0)
        forget_spellings(cursor, batch_id, now)
        cursor.execute(
            "UPDATE batch SET undone_at = $now WHERE batch_id = $batch_id", {**named, "now": now}
        )
        refresh_touched(cursor, sorted(set(touched)))
        entries.refresh(cursor, counted)
    return done
