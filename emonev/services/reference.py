"""Published figures and targets beside our own: surveys, routine figures of others, RPJMN.

A survey estimates all children; e-PPGBM counts those who came. They differ by 5-25 points, so they
are kept in lists of their own and never share a line (domain.md §5, numbers.md §7).
"""

from __future__ import annotations

from dataclasses import dataclass

from emonev.core.scope import Scope


@dataclass(frozen=True, slots=True)
class ReferencePoint:
    """One published figure. ``value`` is a proportion 0-1; ``month`` 1-12 or None.

    ``level`` is "nasional", "provinsi" or "kabupaten"; ``kind`` "survei", "rutin" or "target".
    ``text`` is ready to print: "SSGI 2024: 19,8 %".
    """

    area_code: str
    area: str
    level: str
    year: int
    month: int | None
    value: float
    kind: str
    source: str
    citation: str
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class ReferencePanel:
    """The reference figures of one kabupaten, its province and the nation; oldest first.

    ``survey``, ``routine`` and ``targets`` are drawn apart; ``missing`` says which survey years
    are not known for the kabupaten; ``note`` is the sentence under the panel.
    """

    title: str
    survey: tuple[ReferencePoint, ...]
    routine: tuple[ReferencePoint, ...]
    targets: tuple[ReferencePoint, ...]
    missing: str
    note: str


def reference(scope: Scope, kabupaten: str) -> ReferencePanel:
    """Published figures for ``kabupaten`` (code), its province and Indonesia. Raises NoAccess."""
    raise NotImplementedError
