"""Tindak lanjut: what is open, what is late, what was done since the last meeting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import get_args

from emonev.core.scope import Scope
from emonev.register.register import Register
from emonev.services.decision_words import STATUS_WORDS
from emonev.services.decisions import decisions
from emonev.services.meeting_result import Decision, Meeting, Status
from emonev.services.meetings import meeting, meetings
from emonev.services.words import listed
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Where the decisions stand; each tuple in the order of ``decisions`` (overdue ones first).

    ``open``: belum and berjalan; ``overdue``: those of them past their date; ``done_since``:
    finished on or after the day of the last meeting; ``decisions``: all that were looked at.
    """

    open: tuple[Decision, ...]
    overdue: tuple[Decision, ...]
    done_since: tuple[Decision, ...]
    decisions: tuple[Decision, ...]

    @property
    def counts(self) -> dict[Status, int]:
        """Every status with how many decisions have it, also none."""
        found = Counter(one.status for one in self.decisions)
        return {status: found[status] for status in get_args(Status)}

    @property
    def text(self) -> str:
        """ "7 keputusan: 2 belum dimulai, 3 berjalan dan 2 selesai; 1 melewati tenggat."."""
        if not self.decisions:
            return "Belum ada keputusan rapat yang dicatat."
        parts = [f"{n} {STATUS_WORDS[status]}" for status, n in self.counts.items() if n]
        late = f"{len(self.overdue)} melewati tenggat" if self.overdue else ""
        told = "; ".join(filter(None, (listed(parts), late)))
        return f"{len(self.decisions)} keputusan: {told}."


def follow_up(
    scope: Scope,
    register: Register,
    cursor: Cursor,
    kabupaten: str,
    *,
    today: date,
    before_meeting: int | None = None,
) -> FollowUp:
    """All decisions of the kabupaten, or what the meeting ``before_meeting`` opens with.

    That is what earlier meetings decided; for a meeting of some kecamatan what concerns those.
    Raises WrongCall (unknown meeting), NoAccess.
    """
    held = meetings(scope, register, kabupaten)
    found = decisions(scope, register, cursor, kabupaten, today=today)
    if before_meeting is not None:
        opening = meeting(scope, register, before_meeting)
        held = tuple(one for one in held if _when(one) < _when(opening))
        earlier = {one.meeting_id: one for one in held}
        found = tuple(
            one
            for one in found
            if one.meeting_id in earlier and _concerns(opening, earlier[one.meeting_id], one)
        )
    else:
        held = tuple(one for one in held if one.held_on <= today)
    last = held[0].held_on if held else None
    return FollowUp(
        open=tuple(one for one in found if one.open),
        overdue=tuple(one for one in found if one.overdue),
        done_since=tuple(one for one in found if last and _done_since(one, last)),
        decisions=found,
    )


def _when(one: Meeting) -> tuple[date, int]:
    return one.held_on, one.meeting_id


def _concerns(opening: Meeting, decided_at: Meeting, one: Decision) -> bool:
    if not opening.kecamatan or set(decided_at.kecamatan) & set(opening.kecamatan):
        return True
    places = (f"{code}." for code in (one.unit_code, one.lokus) if code)
    return any(place.startswith(f"{code}.") for place in places for code in opening.kecamatan)


def _done_since(one: Decision, last: date) -> bool:
    if one.status != "selesai" or not one.progress:
        return False
    finished = next(line for line in reversed(one.progress) if line.status == "selesai")
    return finished.noted_at.date() >= last
