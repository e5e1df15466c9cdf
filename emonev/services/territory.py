"""The areas a query speaks about: kabupaten and everything below, with puskesmas beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from copy import copy
from datetime import date

from emonev.core.area import Level
from emonev.store.answers import derived
from emonev.store.store import Cursor, sql


class Territory:
    """Areas of some kabupaten. ``kabupaten`` are their codes; ``names`` area code → bare name.

    A puskesmas has the code "<kecamatan code>:<name>".
    """

    def __init__(self, cursor: Cursor, within: str) -> None:
        """``within``: a code whose kabupaten are read; "" = every kabupaten that has data."""
        self.within = within
        found = cursor.execute(sql("kabupaten_of"), {"within": _area_part(within)}).fetchall()
        self.kabupaten = [row[0] for row in found]
        self._province = {code: province for code, province, _ in found}
        rows = cursor.execute(sql("areas_below"), {"kabupaten": self.kabupaten}).fetchall()
        self.names: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.levels: dict[str, str] = {}
        self.children: dict[str, list[str]] = defaultdict(list)
        self._validity: dict[str, tuple[date | None, date | None]] = {}
        for code, name, level, parent, valid_from, valid_to in rows:
            self.names[code], self.levels[code] = name, level
            self._validity[code] = (valid_from, valid_to)
            if parent:
                self.parents[code] = parent
                self.children[parent].append(code)
        for _, province, name in found:
            if province:
                self.names[province], self.levels[province] = name or province, Level.PROVINSI
        self.puskesmas_desa: dict[str, set[str]] = defaultdict(set)
        self._desa_below: dict[str, set[str]] = {}
        self._read_puskesmas(cursor)

    def _read_puskesmas(self, cursor: Cursor) -> None:
        self.puskesmas: dict[str, str] = {}
        for kecamatan, name in cursor.execute(sql("puskesmas_known")).fetchall():
            if self.levels.get(kecamatan) == Level.KECAMATAN:
                code = f"{kecamatan}:{name}"
                self.puskesmas[code] = name
                self.parents[code] = kecamatan
        reported = cursor.execute(sql("puskesmas_desa"), {"kabupaten": self.kabupaten}).fetchall()
        for kecamatan, name, area in reported:
            if self.levels.get(area) == Level.DESA:
                self.puskesmas_desa[f"{kecamatan}:{name}"].add(area)

    def around(self, within: str) -> Territory:
        """The same areas, looked at from another area of theirs."""
        other = copy(self)
        other.within = within
        return other

    @property
    def all_codes(self) -> list[str]:
        """Codes of areas and puskesmas."""
        return [*self.names, *self.puskesmas]

    def code_of(self, kabupaten: str, area: str) -> str:
        """The area code of a result row; a province is known through its kabupaten."""
        return self._province.get(kabupaten) or kabupaten if area == "provinsi" else area

    def name_of(self, code: str) -> str:
        """The bare name, the code itself when it is not known."""
        return self.puskesmas.get(code) or self.names.get(code) or code

    def kabupaten_of(self, code: str) -> str:
        """The kabupaten the area lies in, or ""."""
        at: str | None = code
        while at and self.levels.get(at) != Level.KABUPATEN:
            at = self.parents.get(at)
        return at or ""

    def of_level(self, level: str, start: date, end: date) -> list[str]:
        """Areas of ``level`` inside ``within`` that exist between the dates, by code."""
        if level == Level.PUSKESMAS:
            codes = list(self.puskesmas)
        else:
            codes = [code for code, its in self.levels.items() if its == level]
        return sorted(
            code for code in codes if self.inside(code) and self._exists(code, start, end)
        )

    def inside(self, code: str) -> bool:
        """True when ``code`` is ``within`` or lies below it."""
        if not self.within:
            return True
        at: str | None = code
        while at:
            if at == self.within:
                return True
            at = self.parents.get(at)
        return False

    def desa_of(self, code: str, puskesmas: str = "") -> set[str]:
        """Desa at or below the area; of a puskesmas those it ever reported."""
        if code in self.puskesmas:
            return self.puskesmas_desa[code]
        below = self._desa_below.get(code)
        if below is None:
            below = self._desa_below[code] = {
                desa
                for desa, level in self.levels.items()
                if level == Level.DESA and self._below(desa, code)
            }
        if not puskesmas:
            return below
        its = [d for key, d in self.puskesmas_desa.items() if self.puskesmas.get(key) == puskesmas]
        return below & set().union(*its)

    def desa_count(self, code: str, puskesmas: str, start: date, end: date) -> int:
        """How many desa exist in the area between the dates."""
        return sum(self._exists(desa, start, end) for desa in self.desa_of(code, puskesmas))

    def sum_below(self, code: str, known: Mapping[str, int], puskesmas: str = "") -> int | None:
        """The area's own number, else the sum of its parts; None unless every part is known."""
        if code in self.puskesmas or puskesmas:
            return _sum_of([known.get(desa) for desa in self.desa_of(code, puskesmas)])
        if code in known:
            return known[code]
        parts = [c for c in self.children.get(code, ()) if self._validity[c][1] is None]
        return _sum_of([self.sum_below(part, known) for part in parts])

    def _below(self, code: str, above: str) -> bool:
        at: str | None = code
        while at:
            if at == above:
                return True
            at = self.parents.get(at)
        return False

    def _exists(self, code: str, start: date, end: date) -> bool:
        since, until = self._validity.get(code, (None, None))
        return (since is None or since <= end) and (until is None or until > start)


def territory_around(cursor: Cursor, within: str) -> Territory:
    """The areas around ``within``; a cursor that remembers reads those of a kabupaten once."""
    found = cursor.execute(sql("kabupaten_of"), {"within": _area_part(within)}).fetchall()
    whole = derived(cursor, ("territory", tuple(found)), lambda: Territory(cursor, within))
    return whole.around(within)


def _sum_of(parts: list[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None


def _area_part(code: str) -> str:
    """A puskesmas' kecamatan, else the code itself."""
    return code.partition(":")[0]
