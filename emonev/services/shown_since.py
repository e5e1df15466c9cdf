"""What an audience may read of a decision's figures (numbers.md §10).

The text beside a decision holds exact counts of its lokus. For the public it is shown only where
both figures may be shown on a map of kecamatan: never below kecamatan, never 1-4, and never for an
area that is hidden with a small neighbour.
"""

from __future__ import annotations

from emonev.charts.slides import HIDDEN, Cell
from emonev.core.area import Level
from emonev.core.indonesian import MISSING
from emonev.core.period import parse_period
from emonev.core.suppression import SMALLEST_COUNT, SMALLEST_DENOMINATOR
from emonev.errors import EmonevError
from emonev.services.deck_facts import Facts
from emonev.services.figures import figures
from emonev.services.meeting_result import Decision, Since
from emonev.store.settings import serentak_months
from emonev.store.store import sql

SHOWN_LEVELS = (Level.KABUPATEN, Level.KECAMATAN)


def shown_since(facts: Facts, decision: Decision) -> str:
    """The text of ``decision.since``, "–" without one, "*" where it may not be shown."""
    since = decision.since
    if since is None:
        return MISSING
    if facts.public and not _public(facts, decision, since):
        return HIDDEN
    return since.text


def shown_target(facts: Facts, decision: Decision) -> Cell:
    """The target in children; a small one, or one below kecamatan, is not for the public."""
    target = decision.target_children
    if target is None or not facts.public:
        return target
    below = _level(facts, decision.lokus or facts.selection.kabupaten) not in SHOWN_LEVELS
    return HIDDEN if below or 0 < target < SMALLEST_COUNT else target


def _public(facts: Facts, decision: Decision, since: Since) -> bool:
    counts = (
        (since.then_numerator, since.then_denominator),
        (since.now_numerator, since.now_denominator),
    )
    if any(_small(*one) for one in counts):
        return False
    lokus = decision.lokus or facts.selection.kabupaten
    level = _level(facts, lokus)
    if level not in SHOWN_LEVELS:
        return False
    periods = [key for key in (since.then_period, since.now_period) if key]
    return all(_shown(facts, decision.indicator, level, lokus, key) for key in periods)


def _small(numerator: int | None, denominator: int | None) -> bool:
    few = numerator is not None and 0 < numerator < SMALLEST_COUNT
    return few or (denominator is not None and 0 < denominator < SMALLEST_DENOMINATOR)


def _level(facts: Facts, code: str) -> str:
    row = facts.cursor.execute(sql("area_by_code"), {"code": code}).fetchone()
    return str(row[2]) if row else ""


def _shown(facts: Facts, indicator: str, level: str, lokus: str, key: str) -> bool:
    """The figure of that area and period may be shown to the public as it is asked here."""
    try:
        period = parse_period(key, serentak_months(facts.cursor, facts.selection.kabupaten))
        found = figures(
            facts.cursor, facts.scope, indicators=[indicator], level=level, period=period,
            within=lokus,
        )  # fmt: skip
    except (ValueError, EmonevError):
        # What cannot be checked is not shown.
        return False
    return all(not one.suppressed for one in found if one.area_code == lokus)
