"""The state of a kabupaten's data: has anything been stored, taken back or set since?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from emonev.core.indonesian import day, integer
from emonev.core.scope import Scope
from emonev.errors import Refused
from emonev.services import showing_words
from emonev.services.reach import reached_area
from emonev.store.store import Cursor, sql


@dataclass(frozen=True, slots=True)
class UploadState:
    """One upload: when it was stored, and whether it was taken back."""

    batch: str
    imported_on: date
    undone: bool


@dataclass(frozen=True, slots=True)
class DataState:
    """What every figure of a kabupaten depends on. ``sasaran`` and ``settings`` are digests."""

    uploads: tuple[UploadState, ...]
    sasaran: str
    settings: str

    @property
    def fingerprint(self) -> str:
        """The same exactly when nothing changed."""
        return _digest(self.kept)

    @property
    def text(self) -> str:
        """For people: "20 unggahan, terakhir 30 Sep 2025"."""
        counted = [one for one in self.uploads if not one.undone]
        if not counted:
            return showing_words.NO_UPLOADS
        last = max(one.imported_on for one in counted)
        return showing_words.UPLOADS.format(count=integer(len(counted)), last=day(last))

    @property
    def kept(self) -> str:
        """As it is kept with a showing (JSON)."""
        uploads = [[one.batch, one.imported_on.isoformat(), one.undone] for one in self.uploads]
        return json.dumps([uploads, self.sasaran, self.settings], separators=(",", ":"))


def data_state(cursor: Cursor, scope: Scope, kabupaten: str) -> DataState:
    """The state now. Raises NoAccess."""
    reached_area(scope, kabupaten)
    asked = {"kabupaten": kabupaten}
    rows = cursor.execute(sql("batch_states"), asked).fetchall()
    sasaran = cursor.execute(sql("sasaran_state"), asked).fetchone()
    settings = cursor.execute(sql("counting_settings"), asked).fetchall()
    return DataState(
        tuple(UploadState(str(batch), at.date(), bool(undone)) for batch, at, undone in rows),
        _digest(str(sasaran[0]) if sasaran else ""),
        _digest(json.dumps(settings)),
    )


def kept_state(text: str) -> DataState:
    """The state that was kept. Raises Refused for anything else."""
    try:
        uploads, sasaran, settings = json.loads(text)
        found = tuple(
            UploadState(str(batch), date.fromisoformat(on), bool(undone))
            for batch, on, undone in uploads
        )
    except (ValueError, TypeError) as error:
        raise Refused("paparan_rusak", showing_words.BROKEN_STATE) from error
    return DataState(found, str(sasaran), str(settings))


def newer_text(old: DataState, now: DataState, since: datetime | None = None) -> str:
    """What changed between the two, for people; "" for nothing.

    "2 unggahan baru sejak 4 Sep 2025 (terakhir 9 Sep 2025); 1 unggahan dibatalkan".
    """
    if old == now:
        return ""
    before = {one.batch: one for one in old.uploads}
    new = [one for one in now.uploads if one.batch not in before and not one.undone]
    undone = [one for one in now.uploads if one.undone and _counted(before, one.batch)]
    gone = set(before) - {one.batch for one in now.uploads}
    parts = []
    if new:
        parts.append(_new_text(new, since))
    if undone:
        parts.append(showing_words.UNDONE.format(count=integer(len(undone))))
    if gone:
        parts.append(showing_words.GONE.format(count=integer(len(gone))))
    if old.sasaran != now.sasaran:
        parts.append(showing_words.SASARAN_CHANGED)
    if old.settings != now.settings:
        parts.append(showing_words.SETTINGS_CHANGED)
    return "; ".join(parts)


def _counted(before: dict[str, UploadState], batch: str) -> bool:
    return batch in before and not before[batch].undone


def _new_text(new: list[UploadState], since: datetime | None) -> str:
    began = showing_words.SINCE.format(day=day(since.date())) if since else ""
    last = day(max(one.imported_on for one in new))
    return showing_words.NEW_UPLOADS.format(count=integer(len(new)), since=began, last=last)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:32]
