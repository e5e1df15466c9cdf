"""What the work list is: six lists of children to act on. It holds names: nobody keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from emonev.services.worklist_child import Place, is_baduta

LISTS = ("kasus_baru", "gizi", "dua_t", "belum_diukur", "ganda", "janggal")
"""Keys of the lists, in their order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One child on one list.

    ``name`` "" : not known (the store keeps none). ``month_only``: of the birth date only the
    month may be shown. ``kind`` tells groups of a list apart ("kasus_baru", "baru_tercatat" …).
    ``z`` is the z the list is about; ``status`` its class in words, ``label`` the file's own.
    ``details`` are sentences, ``cells`` Excel addresses, ``group`` numbers those listed together.
    """

    place: Place
    name: str
    sex: str
    birth_date: date
    age_days: int
    kind: str
    month_only: bool = False
    measured_on: date | None = None
    weight_kg: float | None = None
    lenhei_cm: float | None = None
    muac_cm: float | None = None
    z: float | None = None
    status: str = ""
    label: str = ""
    details: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    group: int = 0

    @property
    def baduta(self) -> bool:
        """Below 24 months: they go first."""
        return is_baduta(self.age_days)


@dataclass(frozen=True, slots=True)
class WorkList:
    """One list: each child once. ``why_empty``: why it could not be made, "" where it was."""

    key: str
    lines: tuple[Line, ...]
    why_empty: str = ""


@dataclass(frozen=True, slots=True)
class Worklist:
    """All lists of one file. ``month`` is the file's newest month (its first day); ``units`` say
    what "not measured" was compared with; ``notes`` what was left out and why. ``children``: in
    the file; ``linked``: of them known in the store; ``old_cases``: stunted before and now."""

    file: str
    file_hash: str
    kabupaten: str
    month: date
    children: int
    linked: int
    old_cases: int
    lists: tuple[WorkList, ...]
    units: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    demo: bool = False

    def of(self, key: str) -> WorkList:
        """The list with this key."""
        return next(one for one in self.lists if one.key == key)
