"""What the filters can offer: the kabupaten, periods and places that the store holds."""

from __future__ import annotations

from dataclasses import dataclass

from emonev.core.period import Period, Rule, month
from emonev.core.scope import Scope
from emonev.services.reach import reached_area
from emonev.store.settings import get_setting, serentak_months
from emonev.store.store import Cursor, sql

CHOSEN = "kabupaten"
"""Setting: the kabupaten chosen on the first day."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A code with its name; ``parent`` is the code of the area it lies in ("" at the top)."""

    code: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything the filter bar of one kabupaten offers; periods newest first."""

    kabupaten: Choice
    periods: tuple[Period, ...]
    kecamatan: tuple[Choice, ...]
    puskesmas: tuple[Choice, ...]
    desa: tuple[Choice, ...]

    def name_of(self, code: str) -> str:
        """The name of a kecamatan or desa of this kabupaten, "" when unknown."""
        return next((c.name for c in (*self.kecamatan, *self.desa) if c.code == code), "")


@dataclass(frozen=True, slots=True)
class StoreState:
    """What the frame around every page needs to know about the store."""

    demo: bool
    with_data: tuple[Choice, ...]
    chosen: str


def store_state(cursor: Cursor, scope: Scope) -> StoreState:
    """Demo mark, kabupaten with measurements (inside the scope), and the chosen one's code."""
    rows = cursor.execute(sql("kabupaten_with_data")).fetchall()
    reached = tuple(Choice(code, name) for code, name in rows if _meets(scope, code))
    return StoreState(
        demo=get_setting(cursor, "demo") == "1",
        with_data=reached,
        chosen=get_setting(cursor, CHOSEN),
    )


def all_kabupaten(cursor: Cursor, scope: Scope) -> tuple[Choice, ...]:
    """Every kabupaten of the area master that the scope reaches, those with desa first."""
    rows = cursor.execute(sql("kabupaten_known")).fetchall()
    return tuple(Choice(code, name) for code, name in rows if _meets(scope, code))


def choices(cursor: Cursor, scope: Scope, kabupaten: str) -> Choices:
    """What can be chosen in ``kabupaten``. Raises NoAccess."""
    reached = reached_area(scope, kabupaten)
    places = cursor.execute(sql("choice_places"), {"below": reached}).fetchall()
    puskesmas = cursor.execute(sql("choice_puskesmas"), {"kabupaten": kabupaten}).fetchall()
    name = next((n for code, n, _, _ in places if code == kabupaten), "")
    if not name:
        row = cursor.execute(sql("area_by_code"), {"code": kabupaten}).fetchone()
        name = str(row[1]) if row else kabupaten
    return Choices(
        kabupaten=Choice(kabupaten, name),
        periods=_periods(cursor, kabupaten),
        kecamatan=tuple(Choice(c, n, p) for c, n, level, p in places if level == "kecamatan"),
        puskesmas=tuple(Choice(n, n, p) for p, n in puskesmas if reached in (kabupaten, p)),
        desa=tuple(Choice(c, n, p) for c, n, level, p in places if level == "desa"),
    )


def _meets(scope: Scope, kabupaten: str) -> bool:
    return scope.reaches(kabupaten) or scope.area_code.startswith(kabupaten + ".")


def _periods(cursor: Cursor, kabupaten: str) -> tuple[Period, ...]:
    rows = cursor.execute(sql("choice_periods"), {"kabupaten": kabupaten}).fetchall()
    serentak = serentak_months(cursor, kabupaten)
    found = []
    for rule, key in rows:
        year, number = key.split("-")
        if rule == Rule.TRIWULAN.value:
            found.append(Period(int(year), int(number[2:]), Rule.TRIWULAN))
        else:
            found.append(month(int(year), int(number), serentak))
    return tuple(sorted(found, key=lambda p: (p.end, p.start), reverse=True))
