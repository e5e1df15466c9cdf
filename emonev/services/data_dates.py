"""How old the data behind a figure are: the newest measuring date, or the newest period told."""

from __future__ import annotations

from datetime import date, datetime

from emonev.core.indonesian import day
from emonev.core.period import Rule, parse_period
from emonev.services.figure import Selection
from emonev.store.combined import COMBINED, RECAP
from emonev.store.cube import BY_NAME
from emonev.store.store import Cursor, sql


def data_date(cursor: Cursor, selection: Selection, within: str) -> tuple[date | None, str]:
    """``(date, words)`` of the selection's source inside the area; ``(None, "")`` for no data.

    Children have measuring dates. Uploaded counts have a period only: its last day is the date,
    and the words name the period. Of both together the newer one is told.
    """
    asked = {"kabupaten": selection.kabupaten, "within": within}
    row = cursor.execute(sql("data_date"), asked).fetchone()
    measured_on: date | None = row[0] if row else None
    imported_at: datetime | None = row[1] if row else None
    of_children = selection.source in (BY_NAME, COMBINED)
    newest, told = (measured_on, day(measured_on)) if of_children and measured_on else (None, "")
    if selection.source != BY_NAME:
        ended, period = _newest_period(cursor, selection, within)
        if ended and (newest is None or ended > newest):
            newest, told = ended, period
    if newest is None or imported_at is None:
        return None, ""
    return newest, f"data per {told} · diunggah {day(imported_at.date())}"


def _newest_period(cursor: Cursor, selection: Selection, within: str) -> tuple[date | None, str]:
    """Last day and words of the newest period with uploaded counts."""
    combined = selection.source == COMBINED
    source = RECAP if combined else selection.source
    asked = {"kabupaten": selection.kabupaten, "within": within, "source": source}
    ends = [_end(key) for (key,) in cursor.execute(sql("periods_told"), asked).fetchall()]
    # A month and its quarter may end together: the shorter one says more.
    ended, _, words = max(ends, default=(None, 0, ""))
    return ended, f"rekap {words}" if combined and words else words


def _end(key: str) -> tuple[date, int, str]:
    """Last day of a period as uploaded, fewer months first among equals, and its words."""
    period = parse_period(key)
    if period.rule is Rule.TAHUN:  # of counts a whole year, not the wave of August
        return date(period.year, 12, 31), -12, f"tahun {period.year}"
    return period.end, -len(period.months), period.label
