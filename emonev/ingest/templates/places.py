"""The kabupaten's own areas as the first columns of a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from emonev.core.area import Area, Level
from emonev.core.period import MONTHS_LONG, parse_period


@dataclass(frozen=True, slots=True)
class Office:
    """Everything a template says about its kabupaten.

    ``puskesmas_of``: desa code → puskesmas; ``code_of_puskesmas``: its name → the code the
    national web uses, where known. ``province``: its name, "" where the store does not know it.
    """

    kabupaten: Area
    areas: Mapping[str, Area]
    puskesmas: tuple[str, ...] = ()
    puskesmas_of: Mapping[str, str] = field(default_factory=dict)
    code_of_puskesmas: Mapping[str, str] = field(default_factory=dict)
    province: str = ""

    def at(self, level: Level) -> tuple[Area, ...]:
        """Its areas of a level that exist today, by code."""
        found = (a for a in self.areas.values() if a.level is level and a.valid_to is None)
        return tuple(sorted(found, key=lambda area: area.code))

    def kecamatan_of(self, desa: Area) -> Area | None:
        """The kecamatan a desa lies in."""
        return self.areas.get(desa.parent_code or "")

    def names(self, level: Level) -> tuple[str, ...]:
        """Names of a level for a drop-down list, each once, in alphabetical order."""
        return tuple(sorted({area.name for area in self.at(level)}))

    @property
    def title(self) -> str:
        """ "Kabupaten Luwu Utara", "Kota Palopo"."""
        kind = "Kota" if self.kabupaten.kind == "kota" else "Kabupaten"
        return f"{kind} {self.kabupaten.name}"


def spelled_period(period: str) -> str:
    """A period as titles say it, read back by ``cells.period_in``: "Bulan Agustus 2025",
    "Triwulan II 2025", "Tahun 2025"."""
    if "-TW" in period:
        number = int(period.split("-TW")[1][0])
        return f"Triwulan {('I', 'II', 'III', 'IV')[number - 1]} {period[:4]}"
    if len(period) == 7:
        return f"Bulan {MONTHS_LONG[int(period[5:]) - 1]} {period[:4]}"
    return f"Tahun {period}"


def first_month(period: str) -> str:
    """The month a template begins with: its own, or the first one of a quarter or year."""
    if len(period) == 4:  # as a period of children a year is its August wave; here it is whole
        return MONTHS_LONG[0]
    return MONTHS_LONG[parse_period(period).months[0][1] - 1]


def office_of(
    areas: Iterable[Area],
    kabupaten: str,
    puskesmas: Sequence[str] = (),
    puskesmas_of: Mapping[str, str] | None = None,
    codes: Mapping[str, str] | None = None,
    province: str = "",
) -> Office:
    """The office of ``kabupaten`` (a code among ``areas``). Raises KeyError."""
    known = {area.code: area for area in areas}
    return Office(
        known[kabupaten], known, tuple(puskesmas), puskesmas_of or {}, codes or {}, province
    )
