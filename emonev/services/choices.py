"""What the filters can offer: the kabupaten, periods and places that the store holds."""

from __future__ import annotations

from dataclasses import dataclass

from emonev.core.period import Period, Rule, parse_period
from emonev.core.scope import Scope
from emonev.services import words
from emonev.services.figures import default_period
from emonev.services.local_indicators import catalogue
from emonev.services.reach import reached_area
from emonev.store.combined import COMBINED, FROM_CHILDREN, RECAP
from emonev.store.cube import BY_NAME
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
class SourceOffer:
    """A source that has data: its periods (newest first), the one it opens on, and what it says.

    ``indicators`` are (key, short label) in the catalogue's order; ``ages`` False where the source
    does not tell ages apart.
    """

    key: str
    label: str
    periods: tuple[Period, ...]
    default: Period
    indicators: tuple[tuple[str, str], ...]
    ages: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything the filter bar of one kabupaten offers; periods newest first.

    ``periods`` are those of the source that opens. ``sources`` are in order of telling; the first
    one opens: by-name, together with the recap where there is one.
    """

    kabupaten: Choice
    periods: tuple[Period, ...]
    kecamatan: tuple[Choice, ...]
    puskesmas: tuple[Choice, ...]
    desa: tuple[Choice, ...]
    sources: tuple[SourceOffer, ...] = ()

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
    sources = _sources(cursor, scope, kabupaten)
    name = next((n for code, n, _, _ in places if code == kabupaten), "")
    if not name:
        row = cursor.execute(sql("area_by_code"), {"code": kabupaten}).fetchone()
        name = str(row[1]) if row else kabupaten
    return Choices(
        kabupaten=Choice(kabupaten, name),
        periods=sources[0].periods if sources else (),
        kecamatan=tuple(Choice(c, n, p) for c, n, level, p in places if level == "kecamatan"),
        puskesmas=tuple(Choice(n, n, p) for p, n in puskesmas if reached in (kabupaten, p)),
        desa=tuple(Choice(c, n, p) for c, n, level, p in places if level == "desa"),
        sources=sources,
    )


def _meets(scope: Scope, kabupaten: str) -> bool:
    return scope.reaches(kabupaten) or scope.area_code.startswith(kabupaten + ".")


_FIRST = (COMBINED, BY_NAME, RECAP)
"""Sources in order of telling; the others follow by name."""

_SPANS = {Rule.BULAN: 0, Rule.GELOMBANG: 0, Rule.TRIWULAN: 1, Rule.TRIWULAN_SD: 2, Rule.TAHUN: 3}

TO_DATE = ("sigizi",)
"""Sources that report quarters to date ("s.d. TW II (Jan–Jun), cara Sigizi")."""


def _sources(cursor: Cursor, scope: Scope, kabupaten: str) -> tuple[SourceOffer, ...]:
    serentak = serentak_months(cursor, kabupaten)
    periods: dict[str, list[Period]] = {}
    asked = {"kabupaten": kabupaten}
    for source, rule, key in cursor.execute(sql("choice_periods"), asked).fetchall():
        if rule != Rule.TRIWULAN_SD or source in TO_DATE:
            periods.setdefault(source, []).append(parse_period(key, serentak))
    said: dict[str, set[str]] = {}
    for source, indicator in cursor.execute(sql("choice_indicators"), asked).fetchall():
        said.setdefault(source, set()).add(indicator)
    found = [
        _offer(cursor, scope, kabupaten, source, its, said.get(source, set()))
        for source, its in periods.items()
    ]
    known = [one for one in found if one.indicators]
    return tuple(sorted(known, key=lambda one: (_rank(one.key), one.label)))


def _rank(source: str) -> int:
    return _FIRST.index(source) if source in _FIRST else len(_FIRST)


def _offer(
    cursor: Cursor, scope: Scope, kabupaten: str, source: str, periods: list[Period], said: set[str]
) -> SourceOffer:
    newest = sorted(periods, key=lambda p: (p.end, p.start), reverse=True)
    labels = tuple((e.key, e.short_label) for e in catalogue(cursor).visible if e.key in said)
    opens = None
    if source in (*FROM_CHILDREN, RECAP):
        opens = default_period(cursor, scope, kabupaten, source)
    return SourceOffer(
        key=source,
        label=words.source_text(source),
        periods=tuple(newest),
        default=opens if opens in newest else min(newest, key=_shortest_newest),
        indicators=labels,
        ages=source == BY_NAME,
    )


def _shortest_newest(period: Period) -> tuple[int, int]:
    """Without a wave to prefer: the shortest kind of period, of that the newest."""
    return _SPANS[period.rule], -period.end.toordinal()
