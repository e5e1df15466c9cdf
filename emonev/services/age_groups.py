"""One prevalence by age band, and how many results were implausible."""

from __future__ import annotations

from dataclasses import dataclass

from emonev.core.age import BANDS_OF_AGE
from emonev.core.scope import Scope
from emonev.core.suppression import Cell, suppressed
from emonev.services.comparing import PUBLIC
from emonev.services.counting import ask, cube_sums, territory_for
from emonev.services.figure import Selection
from emonev.services.label_beside import BELOW_DAYS
from emonev.store.store import Cursor, sql


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """One band ("12-23", completed months). All None where hidden or nobody was counted."""

    band: str
    numerator: int | None
    denominator: int | None
    value: float | None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class LengthCheck:
    """Height-for-age results of a period; ``flagged`` lie outside WHO's plausible range."""

    lengths: int
    flagged: int


def age_groups(
    cursor: Cursor, scope: Scope, selection: Selection, level: str, within: str
) -> tuple[AgeGroup, ...]:
    """The selection's indicator in ``within`` (of ``level``) by age band, youngest first.

    For an audience small bands are hidden with a partner (the total is published); below the
    kabupaten nothing is shown, because the other areas' bands would give it away.
    Raises NoAccess, WrongCall.
    """
    territory = territory_for(cursor, scope, within)
    question = ask(
        [selection.indicator], level, [selection.period], selection.source, selection.age,
        selection.puskesmas,
    )  # fmt: skip
    key = (selection.period.cube_key, within, selection.indicator)
    bands = cube_sums(cursor, territory, question).get(key, {})
    hidden: frozenset[str] = frozenset()
    if scope.role == PUBLIC:
        if level != "kabupaten" or selection.puskesmas:
            return ()
        hidden = suppressed([Cell(band, within, *counts) for band, counts in bands.items()])
    return tuple(
        _group(band, bands.get(band, (0, 0)), band in hidden)
        for band in BANDS_OF_AGE[selection.age]
    )


def _group(band: str, counts: tuple[int, int], hidden: bool) -> AgeGroup:
    numerator, denominator = counts
    if hidden or not denominator:
        return AgeGroup(band, None, None, None, hidden)
    return AgeGroup(band, numerator, denominator, numerator / denominator)


def lengths_flagged(cursor: Cursor, selection: Selection, within: str) -> LengthCheck:
    """Results of the period in ``within`` and how many of them are implausible (WHO flags)."""
    row = cursor.execute(
        sql("lengths_flagged"),
        {
            "kabupaten": selection.kabupaten,
            "within": within,
            "puskesmas": selection.puskesmas,
            "source": selection.source,
            "first": selection.period.start,
            "last": selection.period.end,
            "below_days": BELOW_DAYS[selection.age],
        },
    ).fetchone()
    return LengthCheck(*(row or (0, 0)))
