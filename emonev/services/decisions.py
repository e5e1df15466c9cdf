"""Decisions of meetings: typed in, followed, read with where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from sqlite3 import Row
from typing import get_args

from emonev.core.area import Level, parent_of
from emonev.core.scope import Scope
from emonev.errors import NoAccess, WrongCall
from emonev.indicators.registry import registry
from emonev.register.register import Connection, Register, statement
from emonev.services.comparing import PUBLIC
from emonev.services.decision_check import checked, places_of
from emonev.services.decision_since import Base, Comparer, base_of
from emonev.services.decision_words import STATUS_WORDS, reminder
from emonev.services.figures import default_period
from emonev.services.meeting_result import (
    Decision,
    DecisionDraft,
    EvidenceFile,
    Meeting,
    Progress,
    Status,
)
from emonev.services.meetings import may_write, meeting, require_open, writable_meeting
from emonev.services.reach import reached_area
from emonev.services.written import LONGEST_TEXT, line
from emonev.store.store import Cursor

__all__ = [
    "change_decision",
    "decide",
    "decisions",
    "note_progress",
    "reminder",
    "remove_decision",
    "require_follower",
]  # fmt: skip

NO_BASE = {"base_period": "", "base_numerator": None, "base_denominator": None}


def decide(
    scope: Scope,
    register: Register,
    cursor: Cursor,
    meeting_id: int,
    draft: DecisionDraft,
    *,
    who: str,
    now: datetime,
) -> int:
    """Write a decision down, with its indicator's counts as the meeting could know them.

    Those are of the newest headline period (numbers.md §3) that had begun on the meeting's day.
    Raises WrongCall naming the field, NoAccess, Refused (the meeting is closed).
    """
    found = meeting(scope, register, meeting_id)
    values = checked(scope, cursor, found, draft)
    values |= _base(cursor, found, str(values["indicator"]), str(values["lokus"]))
    values |= _signed(who, now)
    with register.writing() as connection:
        require_open(writable_meeting(scope, connection, meeting_id))
        added = connection.execute(
            statement("add_decision"), {**values, "meeting_id": meeting_id}
        ).lastrowid
    assert added is not None
    return added


def change_decision(
    scope: Scope,
    register: Register,
    cursor: Cursor,
    decision_id: int,
    draft: DecisionDraft,
    *,
    who: str,
    now: datetime,
) -> None:
    """Write a decision anew while its meeting is open. Raises WrongCall, NoAccess, Refused.

    The counts it started from stay, unless its indicator or lokus is another one now.
    """
    line(who, "Nama pencatat", required=True)
    with register.reading() as connection:
        before = _row(connection, decision_id)
    found = meeting(scope, register, before["meeting_id"])
    values = checked(scope, cursor, found, draft)
    same = (values["indicator"], values["lokus"]) == (before["indicator"], before["lokus"])
    values |= (
        {key: before[key] for key in NO_BASE}
        if same
        else _base(cursor, found, str(values["indicator"]), str(values["lokus"]))
    )
    with register.writing() as connection:
        require_open(writable_meeting(scope, connection, found.meeting_id))
        connection.execute(statement("change_decision"), {**values, "decision_id": decision_id})


def remove_decision(scope: Scope, register: Register, decision_id: int) -> None:
    """Take a decision back while its meeting is open; those behind it move up by one number."""
    with register.writing() as connection:
        row = _row(connection, decision_id)
        require_open(writable_meeting(scope, connection, row["meeting_id"]))
        connection.execute(statement("remove_decision"), {"decision_id": decision_id})
        moved = {"meeting_id": row["meeting_id"], "number": row["number"]}
        connection.execute(statement("move_up_decisions"), moved)
        connection.execute(statement("settle_decisions"), {"meeting_id": row["meeting_id"]})


def note_progress(
    scope: Scope,
    register: Register,
    decision_id: int,
    status: Status,
    note: str,
    *,
    who: str,
    now: datetime,
) -> None:
    """Write down where a decision stands; who carries it out may, also after the meeting.

    Raises WrongCall (nothing said, or cancelled without a reason), NoAccess.
    """
    if status not in get_args(Status):
        raise WrongCall(f"Status tidak dikenal: {status}.")
    text = line(note, "Catatan kemajuan", longest=LONGEST_TEXT)
    values = {"decision_id": decision_id, "status": status, "note": text, **_signed(who, now)}
    with register.writing() as connection:
        row = require_follower(scope, connection, decision_id)
        if not text and status == row["status"]:
            raise WrongCall(f"Status sudah {STATUS_WORDS[status]}. Tulis catatan kemajuannya.")
        if not text and status == "dibatalkan":
            raise WrongCall("Catatan kemajuan belum diisi: tulis mengapa keputusan dibatalkan.")
        connection.execute(statement("add_progress"), values)
        connection.execute(
            statement("set_decision_status"), {"decision_id": decision_id, "status": status}
        )


def decisions(
    scope: Scope,
    register: Register,
    cursor: Cursor,
    kabupaten: str,
    *,
    today: date,
    meeting_id: int | None = None,
    open_only: bool = False,
    place: str = "",
) -> tuple[Decision, ...]:
    """Decisions of the kabupaten, overdue ones first, then by due date. Raises NoAccess.

    ``place``: only those whose unit or lokus lies in this area (a code). A viewer of one kecamatan
    sees those of it, and all of the meetings it holds itself.
    """
    reached_area(scope, kabupaten)
    asked = {"kabupaten": kabupaten, "meeting_id": meeting_id, "decision_id": None}
    with register.reading() as connection:
        rows = [
            row
            for row in connection.execute(statement("decisions"), asked)
            if _may_read(scope, row) and (not place or _inside(row, place))
        ]
        history = _by_decision(connection, "progress", kabupaten)
        files = _by_decision(connection, "evidence", kabupaten)
    names = _printed_names(cursor, kabupaten)
    comparer = Comparer(cursor, scope, kabupaten)
    found = [
        _decision(row, today, names, comparer, history[row["decision_id"]],
                  files[row["decision_id"]])
        for row in rows
    ]  # fmt: skip
    return tuple(
        sorted(
            (one for one in found if one.open or not open_only),
            key=lambda one: (not one.overdue, one.due_on, one.meeting_date, one.number),
        )
    )


def require_follower(scope: Scope, connection: Connection, decision_id: int) -> Row:
    """The stored decision, when the viewer carries it out or holds its meeting.

    Raises WrongCall (unknown), NoAccess.
    """
    row = _row(connection, decision_id)
    if scope.role == PUBLIC or not _may_read(scope, row):
        raise NoAccess("Keputusan ini di luar wilayah Anda.")
    return row


def _row(connection: Connection, decision_id: int) -> Row:
    asked = {"kabupaten": None, "meeting_id": None, "decision_id": decision_id}
    row: Row | None = connection.execute(statement("decisions"), asked).fetchone()
    if row is None:
        raise WrongCall("Keputusan ini tidak ada, atau sudah dihapus.")
    return row


def _printed_names(cursor: Cursor, kabupaten: str) -> dict[str, str]:
    """Code → "Luwu Utara", "Kecamatan Moga", "Mandiraja, Kecamatan Moga" (names repeat)."""
    places = places_of(cursor, kabupaten)
    printed = {code: name for code, (name, _) in places.items()}
    for code, (name, level) in places.items():
        if level == Level.KECAMATAN and not name.startswith("Kecamatan "):
            printed[code] = f"Kecamatan {name}"
    for code, (name, level) in places.items():
        if level == Level.DESA:
            above = printed.get(parent_of(code) or "", "")
            printed[code] = f"{name}, {above}" if above else name
    return printed


def _may_read(scope: Scope, row: Row) -> bool:
    """Its unit or lokus lies in the viewer's area, or its meeting is held there."""
    if scope.reaches(row["kabupaten"]):
        return True
    own = [code for code in (row["unit_code"], row["lokus"]) if code]
    held_for = filter(None, row["meeting_kecamatan"].split(","))
    return any(map(scope.reaches, own)) or may_write(scope, row["kabupaten"], held_for)


def _inside(row: Row, place: str) -> bool:
    if place == row["kabupaten"]:
        return True
    return any(f"{code}.".startswith(f"{place}.") for code in (row["unit_code"], row["lokus"]))


def _signed(who: str, now: datetime) -> dict[str, str | int | None]:
    return {
        "who": line(who, "Nama pencatat", required=True),
        "now": now.isoformat(timespec="seconds"),
    }


def _base(
    cursor: Cursor, found: Meeting, indicator: str, lokus: str
) -> dict[str, str | int | None]:
    everything = Scope("lokal", found.kabupaten)
    period = default_period(cursor, everything, found.kabupaten, until=found.held_on)
    if not indicator or period is None:
        return dict(NO_BASE)
    base = base_of(cursor, found.kabupaten, indicator, lokus, period)
    return {
        "base_period": base.period,
        "base_numerator": base.numerator,
        "base_denominator": base.denominator,
    }


def _by_decision(connection: Connection, name: str, kabupaten: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    asked = {"kabupaten": kabupaten, "decision_id": None}
    for row in connection.execute(statement(name), asked):
        found[row["decision_id"]].append(row)
    return found


def _decision(
    row: Row,
    today: date,
    names: dict[str, str],
    comparer: Comparer,
    history: Iterable[Row],
    files: Iterable[Row],
) -> Decision:
    due_on = date.fromisoformat(row["due_on"])
    days = (due_on - today).days
    base = Base(row["indicator"], row["lokus"], row["base_period"], row["base_numerator"],
                row["base_denominator"])  # fmt: skip
    area = row["lokus"] or row["kabupaten"]
    known = row["indicator"] in registry()
    return Decision(
        decision_id=row["decision_id"],
        meeting_id=row["meeting_id"],
        meeting_title=row["meeting_title"],
        meeting_date=date.fromisoformat(row["meeting_date"]),
        number=row["number"],
        what=row["what"],
        unit_kind=row["unit_kind"],
        unit=row["unit"],
        unit_code=row["unit_code"],
        responsible=row["responsible"],
        indicator=row["indicator"],
        indicator_label=registry()[row["indicator"]].short_label if known else row["indicator"],
        lokus=row["lokus"],
        lokus_name=names.get(area, area),
        target_children=row["target_children"],
        due_on=due_on,
        status=row["status"],
        overdue=row["status"] in ("belum", "berjalan") and days < 0,
        days=days,
        since=comparer.since(base, row["target_children"]) if known else None,
        progress=tuple(_progress(one) for one in history),
        evidence=tuple(evidence_file(one) for one in files),
    )


def _progress(row: Row) -> Progress:
    noted_at = datetime.fromisoformat(row["noted_at"])
    return Progress(row["status"], row["note"], noted_at, row["noted_by"])


def evidence_file(row: Row) -> EvidenceFile:
    """A row of ``evidence`` as its value."""
    return EvidenceFile(
        row["evidence_id"], row["file_name"], row["kind"], row["size"], row["sha256"],
        datetime.fromisoformat(row["added_at"]), row["added_by"],
    )  # fmt: skip
