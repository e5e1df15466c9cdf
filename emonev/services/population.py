"""The target population of an area: sasaran by the source of its year, else children recorded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from emonev.core.period import Period
from emonev.services.territory import Territory
from emonev.store.answers import derived
from emonev.store.settings import get_setting
from emonev.store.store import Cursor, sql

SOURCES = ("Pusdatin", "riil", "Dukcapil")
"""Sources of a sasaran, in the order taken unless ``sasaran_source:<year>`` says otherwise."""

RECORDED = "terdata 12 bulan"
"""Without a sasaran: children recorded in the last 12 months; never called D/S (numbers.md §1)."""


@dataclass(frozen=True, slots=True)
class Target:
    """``children`` in the target population and where that number is from; ``sasaran`` if S."""

    children: int
    source: str
    sasaran: bool


@dataclass(frozen=True)
class Populations:
    """Targets of every area and period asked for."""

    sasaran: Mapping[tuple[str, int], Target]
    recorded: Mapping[tuple[str, str], int]

    def of(self, area: str, period: Period) -> Target | None:
        """The sasaran, else the children recorded, else None."""
        found = self.sasaran.get((area, period.year))
        if found is not None:
            return found
        children = self.recorded.get((area, period.cube_key), 0)
        return Target(children, RECORDED, sasaran=False) if children else None


@dataclass
class SasaranTable:
    """All sasaran rows of some areas: year → source → area → balita."""

    rows: dict[int, dict[str, dict[str, int]]] = field(default_factory=dict)

    def chosen(self, year: int, wished: str) -> tuple[int, str] | None:
        """Nearest year not after ``year``, else the first one; its source in the order wished."""
        order = [source for source in (wished, *SOURCES) if source]
        years = sorted(self.rows)
        if wished and any(wished in self.rows[known] for known in years):
            years = [known for known in years if wished in self.rows[known]]
        if not years:
            return None
        best = max((known for known in years if known <= year), default=years[0])
        sources = [source for source in order if source in self.rows[best]]
        return best, (sources or sorted(self.rows[best]))[0]


def populations(
    cursor: Cursor,
    territory: Territory,
    periods: Sequence[Period],
    *,
    level: str,
    age: str,
    source: str,
    puskesmas: str,
) -> Populations:
    """Targets by area code of ``level``. Baduta have no sasaran by age: children recorded."""
    sasaran: Mapping[tuple[str, int], Target] = {}
    if age == "balita":
        years = sorted({period.year for period in periods})
        key = ("sasaran", tuple(territory.kabupaten), tuple(years), puskesmas)
        sasaran = derived(cursor, key, lambda: _sasaran(cursor, territory, years, puskesmas))
    asked = {period.cube_key: period for period in periods}
    rows = cursor.execute(
        sql("recorded_children"),
        {
            "kabupaten": territory.kabupaten,
            "periods": list(asked),
            "starts": [12 * p.start.year + p.start.month - 1 for p in asked.values()],
            "ends": [12 * p.end.year + p.end.month - 1 for p in asked.values()],
            "level": level,
            "source": source,
            "only_baduta": age == "baduta",
            "puskesmas": puskesmas,
        },
    ).fetchall()
    recorded: dict[tuple[str, str], int] = {}
    for kabupaten, period, area, children in rows:
        key = (territory.code_of(kabupaten, area), period)
        recorded[key] = recorded.get(key, 0) + int(children)
    return Populations(sasaran, recorded)


def _sasaran(
    cursor: Cursor, territory: Territory, years: Collection[int], puskesmas: str
) -> dict[tuple[str, int], Target]:
    table = SasaranTable()
    rows = cursor.execute(sql("sasaran_rows"), {"areas": list(territory.names)}).fetchall()
    for area, year, source, balita in rows:
        table.rows.setdefault(year, {}).setdefault(source, {})[area] = int(balita)
    result: dict[tuple[str, int], Target] = {}
    for year in years:
        chosen = table.chosen(year, get_setting(cursor, f"sasaran_source:{year}"))
        if chosen is None:
            continue
        known = table.rows[chosen[0]][chosen[1]]
        words = chosen[1] if chosen[0] == year else f"{chosen[1]} {chosen[0]}"
        for area in territory.all_codes:
            children = territory.sum_below(area, known, puskesmas)
            if children:
                result[area, year] = Target(children, words, sasaran=True)
    return result
