"""Who the file does not measure although the store knows the child: which units, which lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from emonev.core.area import Level, level_of
from emonev.core.indonesian import integer
from emonev.services.placing import area_index
from emonev.services.worklist_child import Place
from emonev.services.worklist_places import UNPLACED
from emonev.services.worklist_result import Line
from emonev.store.store import Cursor
from emonev.store.worklist import Known


@dataclass(frozen=True, slots=True)
class Units:
    """What a file stands for: whole puskesmas (their desa in the file: ``desa_of_puskesmas``),
    and desa (codes)."""

    puskesmas: frozenset[str] = frozenset()
    desa: frozenset[str] = frozenset()
    desa_of_puskesmas: frozenset[str] = frozenset()


def covered(rows: Iterable[Mapping[str, Any]]) -> Units:
    """A puskesmas with several desa in the file is there as a whole; one desa alone is a desa.

    So a file of one posyandu does not make the rest of its puskesmas "not measured". A puskesmas
    whose rows name no desa at all is a whole one too.
    """
    desa: dict[str, set[str]] = {}
    seen: set[str] = set()
    for row in rows:
        name, code = row["puskesmas"], row["area_code"]
        is_desa = code != UNPLACED and level_of(code) is Level.DESA
        if is_desa:
            seen.add(code)
        if name and code != UNPLACED:
            desa.setdefault(name, set()).update({code} if is_desa else ())
    whole = {name for name, codes in desa.items() if len(codes) != 1}
    return Units(
        frozenset(whole),
        frozenset(seen),
        frozenset(code for name in whole for code in desa[name]),
    )


def unit_names(cursor: Cursor, units: Units) -> tuple[str, ...]:
    """ "Puskesmas Malangke", "Desa Tokke": what the file is compared with."""
    areas = area_index(cursor).areas
    alone = sorted(units.desa - units.desa_of_puskesmas)
    return (
        *(f"Puskesmas {name}" for name in sorted(units.puskesmas)),
        *(f"Desa {areas[code].name}" for code in alone if code in areas),
    )


def stored_lines(
    found: Iterable[Known], linked: Collection[int], month: date, *, weak: bool
) -> tuple[list[Line], tuple[str, ...]]:
    """Lines without a name for stored children that are not in the file, and notes.

    Children in the file speak for themselves (``worklist_rules.unmeasured``). ``weak``: the file
    has neither NIK nor names; only children stored from such files can be found in it.
    """
    absent = [child for child in found if child.child_id not in linked]
    alike = [child for child in absent if child.weak == weak]
    notes = []
    if len(alike) < len(absent):
        notes.append(
            f"{integer(len(absent) - len(alike))} anak pada data tersimpan tidak dibandingkan: "
            f"berkas {'ini' if weak else 'asalnya'} tanpa NIK dan nama."
        )
    return [_line(child, month) for child in alike], tuple(notes)


def _line(child: Known, month: date) -> Line:
    age = max((month - child.birth_month).days, 0)
    return Line(
        Place(child.puskesmas, child.desa, child.posyandu), "", child.sex, child.birth_month, age,
        "tersimpan", month_only=True, details=("tidak ada di berkas ini",),
    )  # fmt: skip
