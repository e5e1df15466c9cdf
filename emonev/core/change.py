"""Change between two periods, tested on the children linked over both (numbers.md §5).

With 85 % the same children in both periods a test for independent samples gives false alarms in
0.2-0.8 % instead of 5 %: it is far too blunt. The variance here adds up, child by child, what the
child did to the difference: V = Σᵢ [(y2ᵢ - p2)/n2 - (y1ᵢ - p1)/n1]², a term being absent in the
period in which the child was not counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from emonev.core.proportion import Z_95

FEWEST_CHILDREN = 20
"""Below this in either period nothing is told apart (domain.md §7's smallest denominator): the
normal approximation fails there, and three children would be a "clear" fall."""

WEAK_SHARE = 0.10
"""More than this share of children with a weak identity in either period: not tested."""


class Group(StrEnum):
    """What can be said about a change. Three groups, never ranks; two reasons for silence."""

    DOWN = "turun_jelas"
    UP = "naik_jelas"
    UNCLEAR = "belum_dapat_dibedakan"
    NOT_COMPARABLE = "tidak_sebanding"
    NOT_TESTABLE = "tidak_dapat_diuji"


GROUP_WORDS: dict[Group, str] = {
    Group.DOWN: "turun jelas",
    Group.UP: "naik jelas",
    Group.UNCLEAR: "belum dapat dibedakan",
    Group.NOT_COMPARABLE: "tidak sebanding",
    Group.NOT_TESTABLE: "perubahan tidak dapat diuji",
}


@dataclass(frozen=True, slots=True)
class Transitions:
    """Children of one area and pair of periods by state before and now.

    "with" has the condition, "without" has not. ``new_*`` were counted only now, ``gone_*`` only
    before (also: moved to another area). ``weak_before``/``weak_now`` are the counted children
    whose identity is too weak to be followed, part of the counts above.
    """

    both_with: int = 0
    lost: int = 0
    """With before, without now: "tidak lagi stunting"."""
    gained: int = 0
    """Without before, with now: a case among the children seen twice."""
    both_without: int = 0
    new_with: int = 0
    new_without: int = 0
    gone_with: int = 0
    gone_without: int = 0
    weak_before: int = 0
    weak_now: int = 0

    @property
    def counted_before(self) -> int:
        """Children counted in the earlier period (n1)."""
        linked = self.both_with + self.lost + self.gained + self.both_without
        return linked + self.gone_with + self.gone_without

    @property
    def counted_now(self) -> int:
        """Children counted in the later period (n2)."""
        linked = self.both_with + self.lost + self.gained + self.both_without
        return linked + self.new_with + self.new_without

    @property
    def cases_before(self) -> int:
        """Children with the condition in the earlier period."""
        return self.both_with + self.lost + self.gone_with

    @property
    def cases_now(self) -> int:
        """Children with the condition in the later period."""
        return self.both_with + self.gained + self.new_with

    @property
    def new_cases(self) -> int:
        """Kasus baru: with the condition now, and before not, or not counted before."""
        return self.gained + self.new_with

    @property
    def weak(self) -> bool:
        """True when too many children cannot be followed (more than ``WEAK_SHARE``)."""
        return (
            self.weak_before > WEAK_SHARE * self.counted_before
            or self.weak_now > WEAK_SHARE * self.counted_now
        )


@dataclass(frozen=True, slots=True)
class ChangeTest:
    """A change in proportion (now - before) and whether it can be told from chance.

    ``change``, ``standard_error`` and ``z`` are None where there is nothing to divide by;
    ``z`` also where the standard error is 0. ``low``/``high`` is the 95 % interval of the change.
    """

    group: Group
    change: float | None
    standard_error: float | None
    z: float | None
    low: float | None
    high: float | None


def linked_test(transitions: Transitions, comparable: bool = True) -> ChangeTest:
    """The linked test. ``comparable`` is False when either period's cakupan is below its limit.

    Weak identities give NOT_TESTABLE, low cakupan NOT_COMPARABLE (said first: nothing may be
    compared then), fewer than ``FEWEST_CHILDREN`` in a period UNCLEAR.
    """
    t = transitions
    n1, n2 = t.counted_before, t.counted_now
    if not n1 or not n2:
        return ChangeTest(Group.NOT_COMPARABLE, None, None, None, None, None)
    change = t.cases_now / n2 - t.cases_before / n1
    if not comparable:
        return ChangeTest(Group.NOT_COMPARABLE, change, None, None, None, None)
    if t.weak:
        return ChangeTest(Group.NOT_TESTABLE, change, None, None, None, None)
    error = sqrt(_variance(t, n1, n2))
    z = change / error if error > 0 else None
    return ChangeTest(
        _group(z, min(n1, n2)), change, error, z, change - Z_95 * error, change + Z_95 * error
    )


def _group(z: float | None, smaller: int) -> Group:
    if z is None or abs(z) < Z_95 or smaller < FEWEST_CHILDREN:
        return Group.UNCLEAR
    return Group.DOWN if z < 0 else Group.UP


def _variance(t: Transitions, n1: int, n2: int) -> float:
    """V from the eight counts: every child of one kind contributes the same square."""
    p1, p2 = t.cases_before / n1, t.cases_now / n2
    with1, without1 = (1 - p1) / n1, (0 - p1) / n1
    with2, without2 = (1 - p2) / n2, (0 - p2) / n2
    kinds = (
        (t.both_with, with2 - with1),
        (t.lost, without2 - with1),
        (t.gained, with2 - without1),
        (t.both_without, without2 - without1),
        (t.new_with, with2),
        (t.new_without, without2),
        (t.gone_with, with1),
        (t.gone_without, without1),
    )
    return sum(count * term * term for count, term in kinds)


KINDS: dict[tuple[bool | None, bool | None], str] = {
    (True, True): "both_with",
    (True, False): "lost",
    (False, True): "gained",
    (False, False): "both_without",
    (None, True): "new_with",
    (None, False): "new_without",
    (True, None): "gone_with",
    (False, None): "gone_without",
}
"""(before, now) of one child → the field of ``Transitions`` that counts it; None = not counted."""


def from_states(pairs: Iterable[tuple[bool | None, bool | None]]) -> Transitions:
    """Transitions from (before, now) per child; None = not counted in that period."""
    counts: dict[str, int] = {}
    for before, now in pairs:
        if before is None and now is None:
            continue
        name = KINDS[before, now]
        counts[name] = counts.get(name, 0) + 1
    return Transitions(**counts)
