"""Build the demo: one by-name workbook per puskesmas, January 2024 to December 2025."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from emonev.demo.cohort import FIVE_YEARS, Cohort, children_per_desa, make_cohort, present
from emonev.demo.places import Parameters, Places, Puskesmas, read_parameters, read_places
from emonev.demo.scenario import FIRST_YEAR, Scenario, make_scenario
from emonev.demo.sheet import Cell, Style, sheet_rows
from emonev.demo.visits import Visits, make_visits
from emonev.demo.workbook import write_workbook
from emonev.growth.tables import LmsArrays, lms_arrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

Size = Literal["small", "medium", "full"]
Progress = Callable[[int, int, str], None]

SMALL_BALITA = 225
SMALL_DESA = 3
"""The small set: every kecamatan, three desa each."""

EXPORT_DAY = date(2026, 1, 6)
"""Day on which the files say they were exported, when no other is given."""
SASARAN_SOURCE = "riil"


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """What was built.

    ``sasaran``: (desa code, year, source, balita). ``puskesmas``: (kecamatan code, name, note);
    the note is empty for the kecamatan's own name and says so for an invented one.
    """

    files: list[Path]
    sasaran: list[tuple[str, int, str, int]]
    puskesmas: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """Everything drawn before a sheet is written; the truth the tests compare with."""

    places: Places
    scenario: Scenario
    cohort: Cohort
    visits: Visits
    tables: LmsArrays
    seed: list[int]


def build_demo(
    folder: Path,
    *,
    kabupaten: str,
    size: Size,
    seed: int = 1,
    today: date | None = None,
    share: float | None = None,
    progress: Progress | None = None,
) -> DemoFiles:
    """Write the workbooks into ``folder`` (made if missing) and return what they hold.

    ``kabupaten``: "73.22" or "73.04". ``share``: share of the full set's children (0-1) instead of
    the size's own. ``today``: nothing is measured later, and the files carry it as export day.
    ``progress(done, total, file name)`` after each file. Same arguments, same rows.
    """
    world = make_world(kabupaten, size, seed=seed, today=today, share=share)
    folder.mkdir(parents=True, exist_ok=True)
    exported = datetime.combine(today or EXPORT_DAY, time(8, 30, 12))
    styles = _styles(world.places, world.seed)
    files: list[Path] = []
    for at, puskesmas in enumerate(world.places.puskesmas):
        rows = world_rows(world, at, styles[at])
        path = folder / _file_name(at, puskesmas)
        write_workbook(path, rows, exported)
        files.append(path)
        if progress is not None:
            progress(at + 1, len(world.places.puskesmas), path.name)
    return DemoFiles(
        files=files,
        sasaran=_sasaran(world.places, world.cohort),
        puskesmas=[(p.kecamatan_code, p.name, p.note) for p in world.places.puskesmas],
    )


def make_world(
    kabupaten: str,
    size: Size,
    *,
    seed: int = 1,
    today: date | None = None,
    share: float | None = None,
) -> DemoWorld:
    """Draw places, story, children and visits; writes nothing."""
    parameters = read_parameters(kabupaten)
    small = size == "small" and share is None
    places = read_places(
        kabupaten,
        extra_puskesmas=parameters.extra_puskesmas,
        desa_per_kecamatan=SMALL_DESA if small else None,
    )
    start = [seed, int(kabupaten.replace(".", ""))]
    per_desa = children_per_desa(places, _balita(parameters, size, share), [*start, 1])
    cohort = make_cohort(places, per_desa, [*start, 2])
    scenario = make_scenario(places, parameters, per_desa, [*start, 3])
    tables = lms_arrays()
    last_day = (today or EXPORT_DAY).toordinal()
    visits = make_visits(cohort, scenario, parameters.wasting, tables, last_day, [*start, 4])
    return DemoWorld(places, scenario, cohort, visits, tables, start)


def world_rows(world: DemoWorld, puskesmas: int, style: Style) -> list[tuple[Cell, ...]]:
    """The rows of one puskesmas's file, mistakes included."""
    return sheet_rows(
        world.places,
        world.places.puskesmas[puskesmas],
        world.cohort,
        world.visits,
        world.tables,
        style,
        [*world.seed, 5, puskesmas],
    )


def _balita(parameters: Parameters, size: Size, share: float | None) -> int:
    if share is not None:
        return round(parameters.balita * share)
    if size == "small":
        return SMALL_BALITA
    return round(parameters.balita * (parameters.medium_share if size == "medium" else 1))


def _styles(places: Places, seed: list[int]) -> list[Style]:
    """Most files as exported; a few were opened and saved by somebody."""
    rng = np.random.default_rng([*seed, 6])
    names = {k.code: k.name for k in places.kecamatan}
    kinds: list[Style] = [Style()] * len(places.puskesmas)
    free = [int(p) for p in rng.permutation(len(places.puskesmas))]
    long = next(p for p in free if len(names[places.puskesmas[p].kecamatan_code]) > 12)
    renamed = next(
        p
        for p in free
        if p != long
        and any(places.desa[d].name != places.desa[d].other_name for d in places.puskesmas[p].desa)
    )
    kinds[long], kinds[renamed] = Style(areas="cut"), Style(areas="other")
    others = [p for p in free if p not in (long, renamed)]
    saved = (
        Style(numbers="comma", dates="dmy"),
        Style(numbers="number", dates="cell", areas="title"),
        Style(dates="mdy"),
        Style(areas="kec"),
        Style(numbers="number"),
    )
    for p, style in zip(others, saved, strict=False):
        kinds[p] = style
    return kinds


def _file_name(at: int, puskesmas: Puskesmas) -> str:
    name = puskesmas.name.upper()
    patterns = (
        "DATA BALITA PKM {} 2024-2025.xlsx",
        "EPPGBM PKM {} 2024-2025.xlsx",
        "Data_eppgbm_{}.xlsx",
    )
    return patterns[at % 3].format(name)


def _sasaran(places: Places, cohort: Cohort) -> list[tuple[str, int, str, int]]:
    """Balita living in each desa: mean of February and August of the year."""
    rows = []
    for year in (FIRST_YEAR, FIRST_YEAR + 1):
        counts: NDArray[np.float64] = np.zeros(len(places.desa))
        for month in (2, 8):
            day = np.asarray(date(year, month, 14).toordinal())
            here = present(cohort, day, FIVE_YEARS)
            counts += np.bincount(cohort.desa[here], minlength=len(places.desa)) / 2
        for desa, balita in zip(places.desa, counts.tolist(), strict=True):
            rows.append((desa.code, year, SASARAN_SOURCE, max(1, round(balita))))
    return rows
