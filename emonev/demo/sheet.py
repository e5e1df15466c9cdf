"""Visits of one puskesmas as the rows of a by-name export (spreadsheets.md §1 and §6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from emonev.demo import cohort as children
from emonev.demo.cohort import Cohort
from emonev.demo.eppgbm import labels, sheet_scores
from emonev.demo.flaws import Mistake, draw_mistakes, spoil
from emonev.demo.places import Places, Puskesmas
from emonev.demo.visits import Visits
from emonev.growth.rules import DAYS_PER_MONTH
from emonev.growth.tables import LmsArrays

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

NBSP = "\u00a0"
DAYS_PER_YEAR = 12 * DAYS_PER_MONTH

HEADER = (
    "No", "NIK", "Nama", "JK", "Tgl Lahir", "BB Lahir", "TB Lahir", "Nama Ortu", "Prov",
    "Kab/Kota", "Kec", "Pukesmas", "Desa/Kel", "Posyandu", "RT", "RW", "Alamat",
    "Usia Saat Ukur", "Tanggal Pengukuran", "Berat", "Tinggi", "Cara Ukur", "LiLA", "BB/U",
    "ZS BB/U", "TB/U", "ZS TB/U", "BB/TB", "ZS BB/TB", "Naik Berat Badan",
    "PMT Diterima (kg)", "Jml Vit A", "KPSP", "KIA",
)  # fmt: skip
"""The 2023-25 export's header ("Pukesmas" is the original's spelling)."""

Cell: TypeAlias = str | int | float | date | None
"""None: an empty cell."""

POSYANDU = ("Melati", "Mawar", "Anggrek", "Dahlia", "Kamboja", "Teratai", "Flamboyan", "Bougenvil")


@dataclass(frozen=True, slots=True)
class Style:
    """How a puskesmas's file was saved.

    ``numbers``: "export" (text, whole numbers as numbers), "comma" (text with decimal comma),
    "number" (typed numbers). ``dates``: "iso", "dmy", "mdy" (texts), "cell" (date cells).
    ``areas``: "upper", "title", "kec" ("Kec. …"), "cut" (12 letters), "other" (BPS's desa names).
    """

    numbers: str = "export"
    dates: str = "iso"
    areas: str = "upper"


def sheet_rows(
    places: Places,
    puskesmas: Puskesmas,
    cohort: Cohort,
    visits: Visits,
    tables: LmsArrays,
    style: Style,
    seed: list[int],
) -> list[tuple[Cell, ...]]:
    """Rows below the header, by month, desa, posyandu and child, numbered from 1."""
    rng = np.random.default_rng(seed)
    pick = _rows_of(puskesmas, cohort, visits)
    mistake = draw_mistakes(visits.weight_kg[pick], visits.lenhei_cm[pick], rng)
    twice = np.repeat(np.arange(len(pick)), 1 + (mistake == Mistake.DUPLICATE))
    pick, mistake = pick[twice], mistake[twice]
    child = visits.child[pick]
    weight, length = visits.weight_kg[pick], visits.lenhei_cm[pick]
    spoil(mistake, weight, length)
    standing, month, day = visits.standing[pick], visits.month[pick], visits.day[pick].copy()
    birth = cohort.birth_day[child]
    scores = sheet_scores(tables, cohort.sex[child], day - birth, weight, length, standing)
    age = age_texts(day - birth)
    early = mistake == Mistake.MEASURED_BEFORE_BIRTH
    day[early] = birth[early] - 20
    number = _number_writer(style)
    columns: dict[str, list[Cell]] = {
        "No": list(range(1, len(pick) + 1)),
        **_who(places, cohort, child, month, mistake, style),
        **_where(places, puskesmas, cohort, child, style),
        "Usia Saat Ukur": list(age),
        "Tanggal Pengukuran": _dates(day, mistake == Mistake.NO_MEASURING_DATE, style),
        "Berat": _weights(weight, mistake, number),
        "Tinggi": [number(v) for v in length.tolist()],
        "Cara Ukur": _positions(standing, length),
        "LiLA": [number(v) for v in visits.muac_cm[pick].tolist()],
        **_statuses(scores, mistake, number),
        "Naik Berat Badan": visits.gain[pick].tolist(),
        "PMT Diterima (kg)": ["-"] * len(pick),
        "Jml Vit A": _vitamin_a(month, visits.age_days[pick]),
        "KPSP": ["-" + NBSP] * len(pick),
        "KIA": ["-" + NBSP] * len(pick),
    }
    return list(zip(*(columns[title] for title in HEADER), strict=True))


def _rows_of(puskesmas: Puskesmas, cohort: Cohort, visits: Visits) -> NDArray[np.int64]:
    here = np.flatnonzero(np.isin(cohort.desa[visits.child], puskesmas.desa))
    child = visits.child[here]
    order = np.lexsort((child, cohort.posyandu[child], cohort.desa[child], visits.month[here]))
    return np.asarray(here[order])


def _who(
    places: Places,
    cohort: Cohort,
    child: NDArray[np.int64],
    month: NDArray[np.int64],
    mistake: NDArray[np.int64],
    style: Style,
) -> dict[str, list[Cell]]:
    births = cohort.birth_day[child].tolist()
    known = (month >= cohort.nik_month[child]).tolist()
    numbers = [
        children.nik(places.code, c) if k else children.placeholder_nik(places.code, b)
        for c, b, k in zip(child.tolist(), births, known, strict=True)
    ]
    sexes = np.where(mistake == Mistake.NO_SEX, "", np.array(["L", "P"])[cohort.sex[child]])
    return {
        "NIK": [text + 2 * NBSP for text in numbers],
        "Nama": [children.name(c) + NBSP for c in child.tolist()],
        "JK": [text + NBSP if text else None for text in sexes.tolist()],
        "Tgl Lahir": _dates(cohort.birth_day[child], mistake == Mistake.NO_BIRTH_DATE, style),
        "BB Lahir": [f"{2.5 + c * 7 % 13 / 10:.1f}{NBSP}" for c in child.tolist()],
        "TB Lahir": [f"{46 + c * 3 % 6}{NBSP}" if c % 7 else None for c in child.tolist()],
        "Nama Ortu": [f"ORANG TUA CONTOH {c:05d}{NBSP}" for c in child.tolist()],
    }


def _where(
    places: Places, puskesmas: Puskesmas, cohort: Cohort, child: NDArray[np.int64], style: Style
) -> dict[str, list[Cell]]:
    count = len(child)
    spelt: Callable[[str], str] = str.title if style.areas == "title" else str.upper
    kecamatan = next(k.name for k in places.kecamatan if k.code == puskesmas.kecamatan_code)
    if style.areas == "kec":
        kecamatan = f"Kec. {kecamatan}"
    elif style.areas == "cut":
        kecamatan = kecamatan[:12]
    else:
        kecamatan = spelt(kecamatan)
    names = {
        d: places.desa[d].other_name if style.areas == "other" else places.desa[d].name
        for d in puskesmas.desa
    }
    desa = {d: spelt(text) + NBSP for d, text in names.items()}
    posts = cohort.posyandu[child].tolist()
    where = cohort.desa[child].tolist()
    return {
        "Prov": [spelt(places.province) + NBSP] * count,
        "Kab/Kota": [spelt(places.name) + NBSP] * count,
        "Kec": [kecamatan + NBSP] * count,
        "Pukesmas": [spelt(puskesmas.name) + NBSP] * count,
        "Desa/Kel": [desa[d] for d in where],
        "Posyandu": [
            f"{POSYANDU[(d + p) % 8].upper()} {p + 1}{NBSP}"
            for d, p in zip(where, posts, strict=True)
        ],
        "RT": [c % 4 + 1 if c % 3 == 0 else None for c in child.tolist()],
        "RW": [c % 2 + 1 if c % 6 == 0 else None for c in child.tolist()],
        "Alamat": [f"DUSUN CONTOH {c % 5 + 1}{NBSP}" for c in child.tolist()],
    }


def _dates(days: NDArray[np.int64], empty: NDArray[np.bool_], style: Style) -> list[Cell]:
    values, where = np.unique(days, return_inverse=True)
    shown: list[Cell] = []
    for value in values.tolist():
        one = date.fromordinal(value)
        spellings: dict[str, Cell] = {
            "iso": f"{one:%Y-%m-%d}{NBSP}",
            "dmy": f"{one:%d/%m/%Y}{NBSP}",
            "mdy": f"{one.month}/{one.day}/{one.year}{NBSP}",
            "cell": one,
        }
        shown.append(spellings[style.dates])
    return [
        None if gone else shown[w] for w, gone in zip(where.tolist(), empty.tolist(), strict=True)
    ]


def age_texts(days: NDArray[np.int64]) -> list[str]:
    """Age in days as e-PPGBM spells it: years of 365.25 days, months of 30.4375, days cut off.

    So in 1,644 of 1,644 rows of a real export; calendar months are up to two days off.
    """
    years = np.floor(days / DAYS_PER_YEAR)
    rest = days - years * DAYS_PER_YEAR
    months = np.floor(rest / DAYS_PER_MONTH)
    left = np.floor(rest - months * DAYS_PER_MONTH)
    return [
        f"{y} Tahun - {m} Bulan - {d} Hari"
        for y, m, d in zip(*(a.astype(int).tolist() for a in (years, months, left)), strict=True)
    ]


def _number_writer(style: Style) -> Callable[[float], Cell]:
    def export(value: float) -> Cell:
        if isnan(value):
            return None
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text if "." in text else int(text)

    def comma(value: float) -> Cell:
        return None if isnan(value) else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")

    def number(value: float) -> Cell:
        return None if isnan(value) else value

    return {"export": export, "comma": comma, "number": number}[style.numbers]


def _weights(
    weight_kg: NDArray[np.float64], mistake: NDArray[np.int64], number: Callable[[float], Cell]
) -> list[Cell]:
    cells = [number(v) for v in weight_kg.tolist()]
    for row in np.flatnonzero(mistake == Mistake.WEIGHT_AS_DATE).tolist():
        tenths = round(weight_kg[row] * 10)
        cells[row] = date(2025, tenths % 10, tenths // 10)
    return cells


def _positions(standing: NDArray[np.bool_], length: NDArray[np.float64]) -> list[Cell]:
    measured = ~np.isnan(length) & (length > 0)
    return [
        ("Berdiri" if up else "Terlentang") + NBSP if taken else "-"
        for up, taken in zip(standing.tolist(), measured.tolist(), strict=True)
    ]


def _statuses(
    scores: dict[str, NDArray[np.float64]],
    mistake: NDArray[np.int64],
    number: Callable[[float], Cell],
) -> dict[str, list[Cell]]:
    columns: dict[str, list[Cell]] = {}
    for title, index in (("BB/U", "waz"), ("TB/U", "haz"), ("BB/TB", "whz")):
        columns[title] = list(labels(scores[index], index))
        columns[f"ZS {title}"] = ["-" if isnan(v) else number(v) for v in scores[index].tolist()]
    for row in np.flatnonzero(mistake == Mistake.LABEL_EDITED).tolist():
        label = columns["TB/U"][row]
        columns["TB/U"][row] = {"Normal": "Pendek", "Pendek": "Normal"}.get(str(label), label)
    return columns


def _vitamin_a(month: NDArray[np.int64], age_days: NDArray[np.int64]) -> list[Cell]:
    """Given in February and August from six months of age."""
    given = np.isin(month % 12, (1, 7)) & (age_days >= 183)
    return [1 if yes else None for yes in given.tolist()]
