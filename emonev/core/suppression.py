"""Hiding small counts so that they cannot be worked out again (domain.md §7, numbers.md §10).

Counts of 1-4 and denominators below 20 are hidden, and with them enough others that no total can
be subtracted: a hidden cell never stands alone in its parent area. A hidden cell hides everything
it has: numerator, denominator, value, interval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SMALLEST_COUNT = 5
"""Counts of 1 to 4 are hidden (practice of domain.md §7)."""

SMALLEST_DENOMINATOR = 20
"""Denominators below 20 are hidden (domain.md §7)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One count of one area. ``parent`` is the code of the cell it adds up into, or ""."""

    code: str
    parent: str
    numerator: int
    denominator: int | None

    @property
    def small(self) -> bool:
        """True when the cell itself must be hidden; an empty cell (0 of 0) need not be."""
        few = 0 < self.numerator < SMALLEST_COUNT
        thin = self.denominator is not None and 0 < self.denominator < SMALLEST_DENOMINATOR
        return few or thin

    @property
    def empty(self) -> bool:
        """True when nobody was counted: hiding it protects nothing."""
        return self.numerator == 0 and not self.denominator


def suppressed(cells: Sequence[Cell]) -> frozenset[str]:
    """Codes of the cells to hide, parents' totals included where they would give it away.

    ``cells`` may hold several levels (a kabupaten and its kecamatan); a cell whose parent is not
    in the list is treated as having a published total all the same.
    """
    hidden = {cell.code for cell in cells if cell.small}
    groups = _groups(cells)
    known = {cell.code: cell for cell in cells}
    while True:
        more = _missing_partners(groups, known, hidden)
        if not more:
            return frozenset(hidden)
        hidden |= more


def _groups(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    groups: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        if not cell.empty:
            groups[cell.parent].append(cell)
    return groups


def _missing_partners(
    groups: dict[str, list[Cell]], known: dict[str, Cell], hidden: set[str]
) -> set[str]:
    """The next cells to hide, empty when everything hidden is safe."""
    for parent, children in groups.items():
        inside = [cell for cell in children if cell.code in hidden]
        if parent in hidden and not inside:
            # A hidden total whose parts are all shown is only an addition away.
            return {_smallest(children).code}
        if not inside or parent in hidden or _safe(inside):
            continue
        outside = [cell for cell in children if cell.code not in hidden]
        if outside:
            return {_smallest(outside).code}
        if parent in known:
            return {parent}
    return set()


def _safe(inside: Sequence[Cell]) -> bool:
    """Two hidden cells whose sum is itself no small count cannot be told apart."""
    return len(inside) >= 2 and not Cell("", "", *_sums(inside)).small


def _sums(cells: Sequence[Cell]) -> tuple[int, int | None]:
    denominators = [cell.denominator for cell in cells]
    known = [number for number in denominators if number is not None]
    return (
        sum(cell.numerator for cell in cells),
        sum(known) if len(known) == len(denominators) else None,
    )


def _smallest(cells: Sequence[Cell]) -> Cell:
    """The partner that costs least: few children, but some cases when there are any."""
    return min(
        cells,
        key=lambda cell: (cell.numerator == 0, cell.denominator or 0, cell.numerator, cell.code),
    )
