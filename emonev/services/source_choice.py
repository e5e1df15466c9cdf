"""By-name or recap, where both were sent and differ: shown, asked once, recorded.

numbers.md §1.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from emonev.core.indonesian import integer
from emonev.core.period import parse_period
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.services import words
from emonev.services.reach import reached_area, require_reach
from emonev.store import combined
from emonev.store.combined import COMBINED, RECAP
from emonev.store.cube import BY_NAME
from emonev.store.settings import change_setting
from emonev.store.store import Cursor, Store, sql

SETTING = "sumber_gabungan"
"""Setting "sumber_gabungan:<kabupaten>:<month>:<unit>" = the source that counts."""

ANSWERS = (BY_NAME, RECAP)
"""What can be chosen."""


@dataclass(frozen=True, slots=True)
class SourceConflict:
    """A puskesmas and month whose by-name and recap differ by more than 5 % in children measured.

    ``chosen`` is what somebody recorded, "" while it is open; ``used`` counts now (the fuller one
    while it is open). ``text`` says all of it in Indonesian.
    """

    period: str
    unit: str
    name: str
    named_measured: int
    recap_measured: int
    chosen: str
    used: str
    text: str


def source_conflicts(cursor: Cursor, scope: Scope, kabupaten: str) -> tuple[SourceConflict, ...]:
    """Everything that differs, open ones first, newest months first. Raises NoAccess.

    A viewer of one kecamatan is shown none: the choice is the kabupaten's.
    """
    if reached_area(scope, kabupaten) != kabupaten:
        return ()
    found = [_conflict(cursor, one) for one in combined.unit_sources(cursor, kabupaten)]
    newest = sorted(found, key=lambda one: (one.period, one.name), reverse=True)
    return tuple(sorted(newest, key=lambda one: bool(one.chosen)))


def choose_source(
    scope: Scope, store: Store, kabupaten: str, period: str, unit: str, source: str
) -> None:
    """Record which source counts for a unit and month ("" takes it back) and count again.

    Raises WrongCall (nothing differs there, or no such source), NoAccess.
    """
    require_reach(scope, kabupaten)
    if source and source not in ANSWERS:
        raise WrongCall(f"Sumber “{source}” tidak dapat dipilih.")
    with store.writing() as cursor:
        known = {(one.period, one.unit) for one in combined.unit_sources(cursor, kabupaten)}
        if (period, unit) not in known:
            raise WrongCall("Data per nama dan rekap di sini tidak berbeda lebih dari 5 %.")
        key = f"{SETTING}:{kabupaten}:{period}:{unit}"
        if change_setting(cursor, key, source, role=scope.role, now=datetime.now()):
            combined.refresh(cursor, kabupaten)


def _conflict(cursor: Cursor, one: combined.UnitSource) -> SourceConflict:
    name = _name(cursor, one.unit)
    text = words.SOURCE_CONFLICT.format(
        name=name,
        month=parse_period(one.period).label,
        named=integer(one.named_measured),
        recap=integer(one.recap_measured),
        used=words.SOURCES[one.chosen],
        why=words.SOURCE_CHOSEN if one.wish else words.SOURCE_FULLER,
    )
    return SourceConflict(
        one.period, one.unit, name, one.named_measured, one.recap_measured, one.wish, one.chosen,
        text,
    )  # fmt: skip


def _name(cursor: Cursor, unit: str) -> str:
    """As the master writes it: "Puskesmas Malangke", "Kecamatan Masamba"."""
    area = cursor.execute(sql("area_by_code"), {"code": unit}).fetchone()
    if area is not None:
        return f"{str(area[2]).capitalize()} {area[1]}"
    known = cursor.execute(sql("puskesmas_named"), {"name": unit}).fetchone()
    return f"Puskesmas {known[0] if known else unit}"


__all__ = [
    "ANSWERS", "COMBINED", "RECAP", "SourceConflict", "choose_source", "source_conflicts",
]  # fmt: skip
