"""Meetings: what is kept of a rakor besides its figures (who, where, agenda, jalannya rapat)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from sqlite3 import Row

from emonev.core.indonesian import long_day
from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.register.register import Connection, Register, statement
from emonev.services.comparing import PUBLIC
from emonev.services.meeting_result import Meeting, Participant
from emonev.services.participant_list import parse_participants
from emonev.services.reach import reached_area
from emonev.services.written import line, lines

__all__ = [
    "change_meeting", "close_meeting", "create_meeting", "may_write", "meeting", "meeting_count",
    "meetings", "parse_participants", "participants", "put_participants", "remove_meeting",
    "reopen_meeting", "require_open", "writable_meeting",
]  # fmt: skip

BELOW = re.compile(r"\.[~\w]+")
"""What a kecamatan's code adds to its kabupaten's (provisional codes begin with "~")."""

MOST_PARTICIPANTS = 500


def meetings(scope: Scope, register: Register, kabupaten: str) -> tuple[Meeting, ...]:
    """The meetings of the kabupaten, newest first. Raises NoAccess.

    A viewer of one kecamatan sees those of the kabupaten and of that kecamatan, not those that
    were held for other kecamatan only.
    """
    reached_area(scope, kabupaten)
    with register.reading() as connection:
        rows = connection.execute(
            statement("meetings"), {"kabupaten": kabupaten, "meeting_id": None}
        ).fetchall()
    return tuple(one for one in map(_meeting, rows) if _may_read(scope, one))


def meeting_count(scope: Scope, register: Register) -> int:
    """How many meetings of any kabupaten the viewer may read (a restore names what it replaces)."""
    with register.reading() as connection:
        rows = connection.execute(statement("meetings"), {"kabupaten": None, "meeting_id": None})
        return sum(_may_read(scope, one) for one in map(_meeting, rows))


def meeting(scope: Scope, register: Register, meeting_id: int) -> Meeting:
    """One meeting. Raises WrongCall (unknown), NoAccess."""
    with register.reading() as connection:
        return readable_meeting(scope, connection, meeting_id)


def create_meeting(
    scope: Scope,
    register: Register,
    kabupaten: str,
    *,
    title: str,
    held_on: date,
    place: str = "",
    chair: str = "",
    agenda: Sequence[str] = (),
    kecamatan: Sequence[str] = (),
    who: str,
    demo: bool = False,
    now: datetime | None = None,
) -> int:
    """Write down a new meeting and give its number.

    ``kecamatan``: codes of a rakor of one or two kecamatan or a mini lokakarya; who reaches all
    of them may write. ``demo``: it goes when the demo goes. Raises WrongCall, NoAccess.
    """
    codes = _kecamatan(kabupaten, kecamatan)
    _require_writer(scope, kabupaten, codes)
    values = {
        "kabupaten": kabupaten,
        **_fields(title=title, held_on=held_on, place=place, chair=chair, agenda=agenda),
        "kecamatan": ",".join(codes),
        "demo": int(demo),
        "now": (now or datetime.now()).isoformat(timespec="seconds"),
        "who": line(who, "Nama pencatat", required=True),
    }
    with register.writing() as connection:
        added = connection.execute(statement("add_meeting"), values).lastrowid
    assert added is not None
    return added


def change_meeting(
    scope: Scope,
    register: Register,
    meeting_id: int,
    *,
    title: str | None = None,
    held_on: date | None = None,
    place: str | None = None,
    chair: str | None = None,
    agenda: Sequence[str] | None = None,
    kecamatan: Sequence[str] | None = None,
    notes: Sequence[str] | None = None,
) -> None:
    """Change what is given, leave the rest (None). Raises WrongCall, NoAccess.

    Raises Refused for a closed meeting: it must be opened again first.
    """
    with register.writing() as connection:
        before = writable_meeting(scope, connection, meeting_id)
        require_open(before)
        values = _fields(
            title=title, held_on=held_on, place=place, chair=chair, agenda=agenda, notes=notes
        )
        if held_on is not None:
            _require_before_due(connection, meeting_id, held_on)
        codes = None
        if kecamatan is not None:
            codes = _kecamatan(before.kabupaten, kecamatan)
            _require_writer(scope, before.kabupaten, codes)
        values["kecamatan"] = None if codes is None else ",".join(codes)
        connection.execute(statement("change_meeting"), {**values, "meeting_id": meeting_id})


def participants(scope: Scope, register: Register, meeting_id: int) -> tuple[Participant, ...]:
    """Who was there, in the order written. Raises WrongCall, NoAccess."""
    with register.reading() as connection:
        readable_meeting(scope, connection, meeting_id)
        rows = connection.execute(statement("participants"), {"meeting_id": meeting_id}).fetchall()
    return tuple(Participant(*row) for row in rows)


def put_participants(
    scope: Scope, register: Register, meeting_id: int, participants: Sequence[Participant]
) -> None:
    """Replace the attendance list, all or nothing. Raises WrongCall, NoAccess, Refused (closed)."""
    written = [_checked(number, one) for number, one in enumerate(participants, start=1)]
    if len(written) > MOST_PARTICIPANTS:
        raise WrongCall(f"Daftar hadir paling banyak {MOST_PARTICIPANTS} orang.")
    with register.writing() as connection:
        require_open(writable_meeting(scope, connection, meeting_id))
        connection.execute(statement("drop_participants"), {"meeting_id": meeting_id})
        connection.executemany(
            statement("add_participant"), [{**one, "meeting_id": meeting_id} for one in written]
        )


def close_meeting(scope: Scope, register: Register, meeting_id: int, *, now: datetime) -> None:
    """The minutes stand: nothing of the meeting changes any more (progress goes on)."""
    with register.writing() as connection:
        if writable_meeting(scope, connection, meeting_id).status == "selesai":
            raise Refused("sudah_ditutup", "Rapat ini sudah ditutup.")
        _put_status(connection, meeting_id, "selesai", now.isoformat(timespec="seconds"))


def reopen_meeting(scope: Scope, register: Register, meeting_id: int, *, now: datetime) -> None:
    """Take the closing back, to mend the minutes. Nothing happens to an open meeting."""
    with register.writing() as connection:
        writable_meeting(scope, connection, meeting_id)
        _put_status(connection, meeting_id, "persiapan", None)


def remove_meeting(scope: Scope, register: Register, meeting_id: int) -> None:
    """Delete a meeting that never came to anything. Raises Refused (closed, or with decisions)."""
    with register.writing() as connection:
        found = writable_meeting(scope, connection, meeting_id)
        require_open(found)
        if found.decisions:
            raise Refused(
                "ada_keputusan",
                f"Rapat ini sudah memuat {found.decisions} keputusan; tidak dihapus.",
                hint="Hapus keputusannya lebih dahulu.",
            )
        connection.execute(statement("remove_meeting"), {"meeting_id": meeting_id})


def readable_meeting(scope: Scope, connection: Connection, meeting_id: int) -> Meeting:
    """The meeting, when the viewer may read it. Raises WrongCall (unknown), NoAccess."""
    row = connection.execute(
        statement("meetings"), {"kabupaten": None, "meeting_id": meeting_id}
    ).fetchone()
    if row is None:
        raise WrongCall("Rapat ini tidak ada, atau sudah dihapus.")
    found = _meeting(row)
    if not _may_read(scope, found):
        raise NoAccess("Rapat ini di luar wilayah Anda.")
    return found


def writable_meeting(scope: Scope, connection: Connection, meeting_id: int) -> Meeting:
    """The meeting, when the viewer may write into it. Raises WrongCall, NoAccess."""
    found = readable_meeting(scope, connection, meeting_id)
    _require_writer(scope, found.kabupaten, found.kecamatan)
    return found


def may_write(scope: Scope, kabupaten: str, kecamatan: Iterable[str]) -> bool:
    """True for who holds the meeting: reaches the whole kabupaten, or every one of the kecamatan
    it is held for. An audience never writes."""
    codes = tuple(kecamatan) or (kabupaten,)
    return scope.role != PUBLIC and all(scope.reaches(code) for code in codes)


def require_open(found: Meeting) -> None:
    """Raises Refused when the meeting is closed."""
    if found.status == "selesai":
        raise Refused(
            "rapat_ditutup",
            f"Rapat {long_day(found.held_on)} sudah ditutup; isinya tidak diubah lagi.",
            hint="Buka kembali rapatnya lebih dahulu.",
        )


def _may_read(scope: Scope, found: Meeting) -> bool:
    if scope.reaches(found.kabupaten):
        return True
    if not scope.area_code.startswith(f"{found.kabupaten}."):
        return False
    return not found.kecamatan or any(
        f"{scope.area_code}.".startswith(f"{code}.") for code in found.kecamatan
    )


def _require_writer(scope: Scope, kabupaten: str, kecamatan: Iterable[str]) -> None:
    if not may_write(scope, kabupaten, kecamatan):
        raise NoAccess("Rapat ini hanya dapat diubah oleh yang menyelenggarakannya.")


def _kecamatan(kabupaten: str, asked: Sequence[str]) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(asked))
    for code in codes:
        if not code.startswith(kabupaten) or not BELOW.fullmatch(code.removeprefix(kabupaten)):
            raise WrongCall(f"Kecamatan {code} tidak terletak di kabupaten ini.")
    return codes


def _fields(
    *,
    title: str | None,
    held_on: date | None,
    place: str | None,
    chair: str | None,
    agenda: Sequence[str] | None,
    notes: Sequence[str] | None = None,
) -> dict[str, object]:
    """What is stored of them; None stays None."""
    return {
        "title": None if title is None else line(title, "Judul rapat", required=True),
        "held_on": None if held_on is None else held_on.isoformat(),
        "place": None if place is None else line(place, "Tempat"),
        "chair": None if chair is None else line(chair, "Pimpinan rapat"),
        "agenda": None if agenda is None else "\n".join(lines(agenda, "Agenda")),
        "notes": None if notes is None else "\n".join(lines(notes, "Jalannya rapat")),
    }


def _require_before_due(connection: Connection, meeting_id: int, held_on: date) -> None:
    row = connection.execute(statement("first_due_date"), {"meeting_id": meeting_id}).fetchone()
    if row["due_on"] and date.fromisoformat(row["due_on"]) < held_on:
        first = long_day(date.fromisoformat(row["due_on"]))
        raise WrongCall(
            f"Tanggal rapat {long_day(held_on)} melewati tenggat sebuah keputusan ({first}).",
            hint="Ubah tenggat keputusan itu lebih dahulu.",
        )


def _checked(number: int, one: Participant) -> dict[str, object]:
    return {
        "position": number,
        "name": line(one.name, f"Nama peserta nomor {number}", required=True),
        "institution": line(one.institution, f"Instansi peserta nomor {number}"),
        "function": line(one.function, f"Jabatan peserta nomor {number}"),
    }


def _put_status(
    connection: Connection, meeting_id: int, status: str, closed_at: str | None
) -> None:
    connection.execute(
        statement("set_meeting_status"),
        {"meeting_id": meeting_id, "status": status, "closed_at": closed_at},
    )


def _meeting(row: Row) -> Meeting:
    closed_at = row["closed_at"]
    return Meeting(
        meeting_id=row["meeting_id"],
        kabupaten=row["kabupaten"],
        title=row["title"],
        held_on=date.fromisoformat(row["held_on"]),
        place=row["place"],
        chair=row["chair"],
        agenda=tuple(row["agenda"].splitlines()),
        status=row["status"],
        kecamatan=tuple(filter(None, row["kecamatan"].split(","))),
        notes=tuple(row["notes"].splitlines()),
        demo=bool(row["demo"]),
        made_at=datetime.fromisoformat(row["made_at"]),
        made_by=row["made_by"],
        closed_at=datetime.fromisoformat(closed_at) if closed_at else None,
        decisions=row["decisions"],
        participants_count=row["participants_count"],
        token=row["token"],
    )
