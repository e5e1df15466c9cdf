"""Published figures and targets beside our own: surveys, routine figures of others, RPJMN.

A survey estimates all children; e-PPGBM counts those who came. They differ by 5-25 points, so they
are kept in lists of their own and never share a line (domain.md §5, numbers.md §7).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from emonev.core.indonesian import integer, percent
from emonev.core.period import MONTHS_SHORT
from emonev.core.scope import Scope
from emonev.services import words
from emonev.services.reach import reached_area
from emonev.store.home import DATA
from emonev.store.store import Cursor, sql

FOLDER = DATA / "acuan"

SURVEY_YEARS = (2021, 2022, 2023, 2024)
"""Years with a national survey down to the kabupaten (SSGI 2021, 2022, 2024; SKI 2023)."""


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


def reference(scope: Scope, kabupaten: str, cursor: Cursor | None = None) -> ReferencePanel:
    """Published figures for ``kabupaten`` (code), its province and Indonesia. Raises NoAccess.

    With ``cursor`` also the survey results that were uploaded, where none was published for the
    same area, survey and year. They are public: a viewer of one kecamatan sees its kabupaten's.
    """
    reached_area(scope, kabupaten)
    province = kabupaten.partition(".")[0]
    points = [point for point in published() if point.area_code in ("", province, kabupaten)]
    if cursor is not None:
        known = {(point.area_code, point.year) for point in points if point.kind == "survei"}
        points += [p for p in uploaded(cursor, kabupaten) if (p.area_code, p.year) not in known]
    survey = _of_kind(points, "survei")
    return ReferencePanel(
        title=words.REFERENCE_TITLE,
        survey=survey,
        routine=_of_kind(points, "rutin"),
        targets=national_targets(),
        missing=_missing(survey, kabupaten),
        note=words.REFERENCE_NOTE,
    )


def uploaded(cursor: Cursor, kabupaten: str) -> tuple[ReferencePoint, ...]:
    """Stunting after uploaded surveys: of the kabupaten, its province and the nation."""
    codes = ["", kabupaten.partition(".")[0], kabupaten]
    rows = cursor.execute(sql("survey_results"), {"areas": codes, "measure": "stunting"}).fetchall()
    return tuple(_uploaded(*row) for row in rows)


def _uploaded(
    code: str, area: str | None, period: str, source: str, value: float, low: float | None,
    high: float | None, sample: int | None, note: str | None,
) -> ReferencePoint:  # fmt: skip
    year = int(period[:4])
    said = [f"selang kepercayaan 95 %: {percent(low)}–{percent(high)}"] if low and high else []
    said += [f"n = {integer(sample)}"] if sample else []
    level = ("nasional", "provinsi", "kabupaten")[0 if not code else code.count(".") + 1]
    return ReferencePoint(
        area_code=code,
        area=area or "Indonesia",
        level=level,
        year=year,
        month=None,
        value=value,
        kind="survei",
        source=f"{source} {year}",
        citation=note or "unggahan",
        note="; ".join(said),
        text=f"{source} {year}: {percent(value)}",
    )


def _of_kind(points: Iterable[ReferencePoint], kind: str) -> tuple[ReferencePoint, ...]:
    found = [point for point in points if point.kind == kind]
    return tuple(sorted(found, key=lambda one: (one.area_code, one.year, one.month or 0)))


def _missing(survey: Iterable[ReferencePoint], kabupaten: str) -> str:
    known = {point.year for point in survey if point.area_code == kabupaten}
    absent = [str(year) for year in SURVEY_YEARS if year not in known]
    return words.REFERENCE_MISSING.format(years=words.listed(absent)) if absent else ""


@cache
def published(folder: Path = FOLDER) -> tuple[ReferencePoint, ...]:
    """Every row of ``prevalensi_terbit.csv``."""
    return tuple(_point(row) for row in _rows(folder / "prevalensi_terbit.csv"))


@cache
def national_targets(folder: Path = FOLDER) -> tuple[ReferencePoint, ...]:
    """The survey targets that are known, oldest first; no year is interpolated."""
    return tuple(_target(row) for row in _rows(folder / "target_nasional.csv"))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _point(row: dict[str, str]) -> ReferencePoint:
    value, month = float(row["persen"]) / 100, int(row["bulan"]) if row["bulan"] else None
    return ReferencePoint(
        area_code=row["kode"],
        area=row["wilayah"],
        level=row["tingkat"],
        year=int(row["tahun"]),
        month=month,
        value=value,
        kind=row["jenis"],
        source=row["sumber"],
        citation=row["rujukan"],
        note=row["catatan"],
        text=f"{_named(row, month)}: {_as_published(row['persen'])}",
    )


def _named(row: dict[str, str], month: int | None) -> str:
    """The source with its year: "SSGI 2024", "e-PPGBM Des 2021"."""
    if row["tahun"] in row["sumber"]:
        return row["sumber"]
    when = f"{MONTHS_SHORT[month - 1]} {row['tahun']}" if month else row["tahun"]
    return f"{row['sumber']} {when}"


def _as_published(text: str) -> str:
    """The percentage with the places it was published with, one at least."""
    places = max(1, len(text.partition(".")[2]))
    return percent(float(text) / 100, places)


def _target(row: dict[str, str]) -> ReferencePoint:
    return ReferencePoint(
        area_code=row["kode"],
        area=row["wilayah"],
        level="nasional",
        year=int(row["tahun"]),
        month=None,
        value=float(row["persen"]) / 100,
        kind="target",
        source=row["dokumen"],
        citation=row["dokumen"],
        note=row["catatan"],
        text=f"Target {row['dokumen']} untuk {row['tahun']}: {_as_published(row['persen'])}",
    )
