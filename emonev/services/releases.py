"""Angka rilis: what a meeting was shown, kept beside what the running data now say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from sqlite3 import Row

from emonev.charts.slides import Deck
from emonev.core.period import Period, Rule, parse_period
from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.indicators.registry import registry
from emonev.register.register import Connection, Register, statement
from emonev.services import showing_words
from emonev.services.comparing import PUBLIC
from emonev.services.data_state import data_state
from emonev.services.figure import Figure, Selection
from emonev.services.figures import figures
from emonev.services.meeting_result import Release, ReleasedBeside, Revision
from emonev.services.meetings import readable_meeting, writable_meeting
from emonev.services.showings import changed_since, frozen
from emonev.services.written import LONGEST_TEXT, line
from emonev.store.store import Cursor

LEVELS = ("kabupaten", "kecamatan")
"""Levels whose figures are frozen; as far as the viewer's scope reaches."""

Key = tuple[str, str]
"""(area code, indicator)."""


def release(
    scope: Scope,
    register: Register,
    cursor: Cursor,
    meeting_id: int,
    made: Deck,
    selection: Selection,
    *,
    who: str,
    now: datetime,
) -> Release:
    """Freeze the deck with the meeting, and with it the exact figures of kabupaten and kecamatan.

    The selection's indicator and every other prevalence, for the same filters. A later release
    of the same meeting takes its place; the earlier one stays kept.
    Raises WrongCall, NoAccess, Refused (the meeting is closed).
    """
    _require_staff(scope)
    state = data_state(cursor, scope, selection.kabupaten)
    found = _figures(scope, cursor, selection, _indicators(selection.indicator))
    with register.writing() as connection:
        showing = frozen(
            scope, connection, made, state, kabupaten=selection.kabupaten, who=who, now=now,
            meeting_id=meeting_id,
        )  # fmt: skip
        connection.executemany(
            statement("add_released_figure"),
            [_values(showing.token, selection, one) for one in found],
        )
    done = release_of(scope, register, cursor, meeting_id)
    assert done is not None  # it was just written
    return done


def release_of(scope: Scope, register: Register, cursor: Cursor, meeting_id: int) -> Release | None:
    """The angka rilis in force of a meeting, None before anything was frozen.

    A viewer of one kecamatan gets that kecamatan's figures. Raises WrongCall (unknown meeting),
    NoAccess.
    """
    _require_staff(scope)
    with register.reading() as connection:
        meeting = readable_meeting(scope, connection, meeting_id)
        row = connection.execute(statement("release_in_force"), {"meeting_id": meeting_id})
        showing: Row | None = row.fetchone()
        if showing is None:
            return None
        rows = _released(connection, showing["token"])
        revisions = connection.execute(
            statement("revisions"), {"token": showing["token"]}
        ).fetchall()
    newer = changed_since(cursor, scope, showing)
    reached = [one for one in rows if scope.reaches(one["area_code"])]
    period = _period(rows[0]["period"]) if rows else None
    return Release(
        token=showing["token"],
        meeting_id=meeting_id,
        title=showing["title"] or meeting.title,
        period=showing["period"],
        period_label=period.label if period else showing["period"],
        audience=showing["audience"],
        made_at=datetime.fromisoformat(showing["made_at"]),
        made_by=showing["made_by"],
        newer=bool(newer),
        newer_text=newer,
        beside=_beside(scope, cursor, showing["kabupaten"], reached),
        revisions=tuple(_revision(one) for one in revisions if scope.reaches(one["area_code"])),
    )


def note_revision(
    scope: Scope,
    register: Register,
    cursor: Cursor,
    token: str,
    area_code: str,
    indicator: str,
    why: str,
    *,
    who: str,
    now: datetime,
) -> None:
    """Write down why a released figure differs from the running one, also after the meeting.

    Raises Refused ("tidak_ada"), WrongCall (no reason, not released, or nothing changed), NoAccess.
    """
    _require_staff(scope)
    reason = line(why, "Alasan", required=True, longest=LONGEST_TEXT)
    noted_by = line(who, "Nama pencatat", required=True)
    with register.writing() as connection:
        showing = connection.execute(statement("showing"), {"token": token}).fetchone()
        if showing is None or showing["meeting_id"] is None:
            raise Refused("tidak_ada", showing_words.NO_RELEASE)
        writable_meeting(scope, connection, showing["meeting_id"])
        asked = [
            one
            for one in _released(connection, token)
            if (one["area_code"], one["indicator"]) == (area_code, indicator)
        ]
        if not asked or not scope.reaches(area_code):
            raise WrongCall(
                showing_words.NOT_RELEASED.format(indicator=indicator, area=area_code)
            )  # fmt: skip
        (beside,) = _beside(scope, cursor, showing["kabupaten"], asked)
        if not beside.changed:
            raise WrongCall(showing_words.UNCHANGED.format(area=beside.area))
        values = {
            "token": token, "area_code": area_code, "indicator": indicator,
            "old_numerator": beside.old_numerator, "old_denominator": beside.old_denominator,
            "new_numerator": beside.new_numerator, "new_denominator": beside.new_denominator,
            "why": reason, "who": noted_by, "now": now.isoformat(timespec="seconds"),
        }  # fmt: skip
        connection.execute(statement("add_revision"), values)


def _require_staff(scope: Scope) -> None:
    """Exact counts are for those who act on them (numbers.md §10)."""
    if scope.role == PUBLIC:
        raise NoAccess(showing_words.INTERNAL_ONLY)


def _indicators(first: str) -> tuple[str, ...]:
    """The selection's indicator, then every other prevalence."""
    others = (one.key for one in registry().visible if one.is_prevalence and one.key != first)
    return (first, *others)


def _figures(
    scope: Scope, cursor: Cursor, selection: Selection, indicators: Sequence[str]
) -> list[Figure]:
    """Exact figures of every area of ``LEVELS`` in the kabupaten that the scope reaches."""
    found: list[Figure] = []
    for level in LEVELS:
        if level == "kabupaten" and not scope.reaches(selection.kabupaten):
            continue
        found += figures(
            cursor, scope, indicators=indicators, level=level, period=selection.period,
            within=selection.kabupaten, source=selection.source, age=selection.age,
            puskesmas=selection.puskesmas,
        )  # fmt: skip
    return found


def _values(token: str, selection: Selection, one: Figure) -> dict[str, str | int | None]:
    return {
        "token": token, "area_code": one.area_code, "area": one.area, "level": one.level,
        "indicator": one.indicator, "period": _period_text(selection.period),
        "source": selection.source, "age": selection.age, "puskesmas": selection.puskesmas,
        "numerator": one.numerator, "denominator": one.denominator,
    }  # fmt: skip


def _released(connection: Connection, token: str) -> list[Row]:
    return connection.execute(statement("released_figures"), {"token": token}).fetchall()


def _beside(
    scope: Scope, cursor: Cursor, kabupaten: str, rows: Sequence[Row]
) -> tuple[ReleasedBeside, ...]:
    """The frozen counts beside those of the same question today."""
    if not rows:
        return ()
    running = _running(scope, cursor, kabupaten, rows)
    return tuple(
        ReleasedBeside(
            row["area_code"], row["area"], row["level"], row["indicator"], row["numerator"],
            row["denominator"], *running.get((row["area_code"], row["indicator"]), (None, None)),
        )
        for row in rows
    )  # fmt: skip


def _running(
    scope: Scope, cursor: Cursor, kabupaten: str, rows: Sequence[Row]
) -> Mapping[Key, tuple[int | None, int | None]]:
    first = rows[0]
    selection = Selection(
        kabupaten, _period(first["period"]), source=first["source"], age=first["age"],
        puskesmas=first["puskesmas"],
    )  # fmt: skip
    indicators = _known(row["indicator"] for row in rows)
    found = _figures(scope, cursor, selection, indicators) if indicators else []
    return {(one.area_code, one.indicator): (one.numerator, one.denominator) for one in found}


def _known(keys: Iterable[str]) -> tuple[str, ...]:
    """Indicators that still exist: an entry may have left the catalogue since."""
    return tuple(key for key in dict.fromkeys(keys) if key in registry())


def _period_text(period: Period) -> str:
    """Key and rule: "2025-TW3 triwulan_sd"; the key alone does not tell the two quarters apart."""
    return f"{period.key} {period.rule}"


def _period(text: str) -> Period:
    key, _, rule = text.partition(" ")
    found = parse_period(key)
    return Period(found.year, found.number, Rule(rule))


def _revision(row: Row) -> Revision:
    return Revision(
        area_code=row["area_code"],
        area=row["area"],
        indicator=row["indicator"],
        old_numerator=row["old_numerator"],
        old_denominator=row["old_denominator"],
        new_numerator=row["new_numerator"],
        new_denominator=row["new_denominator"],
        why=row["why"],
        who=row["who"],
        noted_at=datetime.fromisoformat(row["noted_at"]),
    )
