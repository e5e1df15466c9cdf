"""Slides of follow-up: what earlier meetings left open, and what this one decided."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from emonev.charts.slides import HIDDEN, Cell, Column, Slide, Table
from emonev.core.indonesian import MISSING, day
from emonev.services import decision_words, deck_words, follow_up_words
from emonev.services.deck_facts import Facts
from emonev.services.meeting_result import Decision
from emonev.services.shown_since import shown_since, shown_target
from emonev.services.slide_frame import framed, paged, paged_title

LINES = 15.0
"""Lines of text that a slide holds at a size the back row reads."""

BETWEEN = 0.6
"""White around a row, in lines."""

LETTERS = {"what": 38, "who": 18, "due": 8, "status": 12, "since": 34}
"""About so many letters of a column stand on a line."""

LONGEST = 110
"""Letters of a decision on a slide; the table behind it holds all of it."""


def has_earlier(facts: Facts) -> bool:
    """Something of an earlier meeting is still open."""
    return bool(_earlier(facts))


def has_decided(facts: Facts) -> bool:
    """This meeting has decided something."""
    return bool(_decided(facts))


def earlier_slides(facts: Facts) -> tuple[Slide, ...]:
    """What is still open, overdue first, and what the indicator did since."""
    found = _earlier(facts)
    late = sum(one.overdue for one in found)
    title = follow_up_words.OPEN_TITLE.format(count=len(found))
    title += follow_up_words.LATE.format(late=late) if late else follow_up_words.NONE_LATE
    return _slides(facts, "tindak_lanjut_dahulu", title, found, follow_up_words.OPEN_SHEET)


def decided_slides(facts: Facts) -> tuple[Slide, ...]:
    """What this meeting decided, by number."""
    found = _decided(facts)
    title = follow_up_words.DECIDED_TITLE.format(count=len(found))
    return _slides(facts, "tindak_lanjut", title, found, follow_up_words.DECIDED_SHEET)


def _earlier(facts: Facts) -> tuple[Decision, ...]:
    """Open decisions of other meetings that concern the place; in the order they were given."""
    occasion, place = facts.occasion, facts.selection.kecamatan
    return tuple(
        one
        for one in occasion.decisions
        if one.open
        and (occasion.meeting_id is None or one.meeting_id != occasion.meeting_id)
        and (not place or _concerns(one, place))
    )


def _decided(facts: Facts) -> tuple[Decision, ...]:
    meeting = facts.occasion.meeting_id
    found = [one for one in facts.occasion.decisions if meeting in (None, one.meeting_id)]
    return tuple(sorted(found, key=lambda one: (one.meeting_date, one.meeting_id, one.number)))


def _concerns(one: Decision, place: str) -> bool:
    """It is carried out there, or about that place; one for the whole kabupaten is not."""
    return any(
        f"{code}.".startswith(f"{place}.") for code in (one.unit_code, one.lokus) if code
    )  # fmt: skip


def _slides(
    facts: Facts, kind: str, title: str, found: Sequence[Decision], sheet: str
) -> tuple[Slide, ...]:
    data = _whole_table(facts, found, title, sheet)
    rows = tuple(_row(facts, number, one) for number, one in enumerate(found, start=1))
    columns = tuple(Column(key, name) for key, name in follow_up_words.COLUMNS)
    caption = follow_up_words.SINCE_NOTE if any(row[-1] != MISSING for row in rows) else ""
    if any(row[-1] == HIDDEN for row in rows):
        caption = f"{caption} {deck_words.HIDDEN_NOTE}"
    return tuple(
        framed(facts, kind, paged_title(title, number, pages), body, data=[data], caption=caption)
        for number, pages, body in paged(Table(kind, title, columns, rows), _sizes(columns, rows))
    )


def _sizes(columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> list[int]:
    """How many rows stand on each slide: as many as its lines hold."""
    sizes, used = [0], 0.0
    for row in rows:
        room = max(
            ceil(len(str(cell)) / LETTERS.get(column.key, 8))
            for cell, column in zip(row, columns, strict=True)
        )
        used += room + BETWEEN
        if used > LINES and sizes[-1]:
            sizes.append(0)
            used = room + BETWEEN
        sizes[-1] += 1
    return sizes


def _row(facts: Facts, number: int, one: Decision) -> tuple[Cell, ...]:
    return (
        str(number),
        _shortened(one.what),
        _who(one),
        day(one.due_on),
        _status(one),
        shown_since(facts, one),
    )


def _who(one: Decision) -> str:
    return f"{one.unit} ({one.responsible})" if one.responsible else one.unit


def _status(one: Decision) -> str:
    """The status in words; overdue with a sign, so that no colour has to say it."""
    said = decision_words.STATUS_WORDS[one.status]
    if not one.overdue:
        return said
    return follow_up_words.OVERDUE.format(status=said, days=-one.days)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1].rstrip()}…"


def _whole_table(facts: Facts, found: Sequence[Decision], title: str, sheet: str) -> Table:
    """Everything of every decision, for the workbook."""
    columns = tuple(Column(key, name, kind) for key, name, kind in follow_up_words.SHEET_COLUMNS)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            str(number), one.meeting_title, one.meeting_date, one.what, one.unit, one.responsible,
            one.indicator_label, one.lokus_name, shown_target(facts, one), one.due_on,
            _status(one), one.progress[-1].note if one.progress else "", shown_since(facts, one),
        )
        for number, one in enumerate(found, start=1)
    )  # fmt: skip
    hidden = any(HIDDEN in row for row in rows)
    return Table(sheet, title, columns, rows, deck_words.HIDDEN_NOTE if hidden else "")
