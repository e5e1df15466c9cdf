"""Showings: a deck frozen under a random address, so that nothing reloads in mid-talk."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe
from sqlite3 import Row

from emonev.charts.deck_file import pack, unpack
from emonev.charts.slides import Deck
from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.register.register import Connection, Register, statement
from emonev.services import showing_words
from emonev.services.comparing import PUBLIC
from emonev.services.data_state import DataState, data_state, kept_state, newer_text
from emonev.services.meeting_result import Showing
from emonev.services.meetings import require_open, writable_meeting
from emonev.services.reach import reached_area, require_reach
from emonev.services.written import line
from emonev.store.store import Cursor

KEPT_DAYS = 7
"""So long a passing showing stays; one of a meeting stays with the meeting."""

KEPT_MOST = 30
"""So many passing showings of a kabupaten stay."""

TOKEN_BYTES = 16


def show(
    scope: Scope,
    register: Register,
    cursor: Cursor,
    deck: Deck,
    *,
    kabupaten: str,
    who: str,
    now: datetime,
    meeting_id: int | None = None,
) -> Showing:
    """Freeze ``deck`` and give it an address; old passing showings go.

    With ``meeting_id`` it is kept with the meeting and says ``who`` froze it; a passing one
    needs no name (""). Raises NoAccess, WrongCall (unknown meeting, or one of another kabupaten,
    or without a name), Refused (the meeting is closed).
    """
    state = data_state(cursor, scope, kabupaten)
    with register.writing() as connection:
        found = frozen(
            scope, connection, deck, state, kabupaten=kabupaten, who=who, now=now,
            meeting_id=meeting_id,
        )  # fmt: skip
        oldest = now - timedelta(days=KEPT_DAYS)
        connection.execute(
            statement("drop_passing_showings"),
            {"kabupaten": kabupaten, "oldest": _time(oldest), "most": KEPT_MOST},
        )
    return found


def frozen(
    scope: Scope,
    connection: Connection,
    deck: Deck,
    state: DataState,
    *,
    kabupaten: str,
    who: str,
    now: datetime,
    meeting_id: int | None,
) -> Showing:
    """Write the showing inside an open transaction; see ``show``."""
    area = reached_area(scope, kabupaten)
    if meeting_id is not None:
        meeting = writable_meeting(scope, connection, meeting_id)
        require_open(meeting)
        if meeting.kabupaten != kabupaten:
            raise WrongCall(showing_words.OTHER_KABUPATEN)
    showing = Showing(
        token=token_urlsafe(TOKEN_BYTES),
        meeting_id=meeting_id,
        kabupaten=kabupaten,
        area=area,
        audience=deck.audience,
        title=f"{deck.title}, {deck.subtitle}",
        period=deck.period_key,
        made_at=now.replace(microsecond=0),
        made_by=line(who, "Nama pembuat", required=meeting_id is not None),
    )
    values = {
        "token": showing.token, "meeting_id": meeting_id, "kabupaten": kabupaten, "area": area,
        "audience": showing.audience, "title": showing.title, "period": showing.period,
        "deck": pack(deck), "data_state": state.kept, "now": _time(now), "who": showing.made_by,
    }  # fmt: skip
    connection.execute(statement("add_showing"), values)
    return showing


def shown_deck(scope: Scope, register: Register, token: str) -> Deck:
    """The deck as it was frozen.

    Raises Refused ("tidak_ada": unknown or gone; "paparan_rusak"), NoAccess.
    """
    return unpack(_row(scope, register, token)["deck"])


def showing(scope: Scope, register: Register, token: str) -> Showing:
    """What was frozen under the address. Raises Refused ("tidak_ada"), NoAccess."""
    return showing_of(_row(scope, register, token))


def showing_state(scope: Scope, register: Register, cursor: Cursor, token: str) -> str:
    """What changed in the data since, for people; "" for nothing. Raises Refused, NoAccess."""
    row = _row(scope, register, token)
    return changed_since(cursor, scope, row)


def changed_since(cursor: Cursor, scope: Scope, row: Row) -> str:
    """The words for what changed since the showing ``row`` was made."""
    now = data_state(cursor, scope, row["kabupaten"])
    return newer_text(kept_state(row["data_state"]), now, datetime.fromisoformat(row["made_at"]))


def showing_of(row: Row) -> Showing:
    """A row of the register as a value."""
    return Showing(
        token=row["token"],
        meeting_id=row["meeting_id"],
        kabupaten=row["kabupaten"],
        area=row["area"],
        audience=row["audience"],
        title=row["title"],
        period=row["period"],
        made_at=datetime.fromisoformat(row["made_at"]),
        made_by=row["made_by"],
    )


def _row(scope: Scope, register: Register, token: str) -> Row:
    """The showing, when the viewer reaches all it was made from."""
    with register.reading() as connection:
        row: Row | None = connection.execute(statement("showing"), {"token": token}).fetchone()
    if row is None:
        raise Refused(
            "tidak_ada", showing_words.NO_SHOWING, hint=showing_words.NO_SHOWING_HINT
        )  # fmt: skip
    require_reach(scope, row["area"])
    if scope.role == PUBLIC and row["audience"] != PUBLIC:
        raise NoAccess(showing_words.INTERNAL_ONLY)
    return row


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
