"""KRS screening by family: one row per family, summed per desa while it is read.

No name, NIK or family card number leaves this module: what is stored is how many families of a
desa are at risk, why, and how many are accompanied. All families of a desa share the fate of the
desa's figures: the first row carries them, the others follow it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from emonev.ingest.header import squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cells import count_of
from emonev.ingest.tables.krs_columns import (
    ACCOMPANIED,
    CAUSES,
    DENIED,
    FAMILIES,
    KRS,
    RiskColumn,
    named_persons,
    names_a_person,
    risk_columns,
    speaks_of_krs,
)
from emonev.ingest.tables.layout import area_columns, body, headers
from emonev.ingest.tables.places import place_of_desa
from emonev.ingest.tables.row_periods import row_periods
from emonev.ingest.tables.texts import is_number_of_a_person
from emonev.ingest.tables.work import Found, TableKind, TableWork
from emonev.ingest.values import BLANK_WORDS

NEEDED = 3
"""So many KRS columns make a screening list, whatever else it holds."""

_YES = frozenset({"ya", "y", "iya", "1", "v", "√", "✓", "✔", "ada", "benar", "true", "berisiko",
                  "beresiko", "risiko", "resiko", "krs", "didampingi", "sudah"})  # fmt: skip
_NO = frozenset({"tidak", "tdk", "t", "n", "0", "bukan", "tidak ada", "salah", "false", "belum",
                 "tidak berisiko", "tidak beresiko", "tdk berisiko", "non krs", "bukan krs",
                 "aman"})  # fmt: skip

_WORD = re.compile(r"[^\W\d_]{4}")
_BARE = re.compile(r"\d{1,4}(\.0)?")

_SAMPLE = 60
_MOSTLY = 0.8

_POOR_UP_TO = 4
"""Peringkat kesejahteraan 1-4 of the family data is prasejahtera; desil 1-4 likewise."""


def find(raw: RawSheet) -> Found | None:
    """Three or more KRS columns whose cells say yes or no; in words, where no column names a person
    or a family card (a desa may have 0 or 1 of everything)."""
    best: Found | None = None
    for header in headers(raw):
        if not speaks_of_krs(header):
            continue
        areas = area_columns(header)
        risks = risk_columns(header, set(areas.values()))
        told = {name: risk for name, risk in risks.items() if name != FAMILIES}
        if len(told) < NEEDED:
            continue
        persons = names_a_person(header, set(areas.values()))
        if not _are_flags(raw, header.bottom, list(told.values()), worded=not persons):
            continue
        found = areas | {name: risk.column for name, risk in risks.items()}
        score = min(1.0, 0.97 + len(told) / 500)
        if best is None or score > best.score:
            best = Found(header, found, score)
    return best


def is_screening(raw: RawSheet) -> bool:
    """True where the sheet must not be taken for a list of children, NIK and name or not."""
    return find(raw) is not None


def _are_flags(raw: RawSheet, bottom: int, risks: Sequence[RiskColumn], *, worded: bool) -> bool:
    seen = flags = words = 0
    for row in raw.rows[bottom + 1 : bottom + 1 + _SAMPLE]:
        for risk in risks:
            text = squeezed(row[risk.column]) if risk.column < len(row) else ""
            if text.lower() in BLANK_WORDS:
                continue
            seen += 1
            flags += _said(risk, row[risk.column]) is not None
            words += not text.removesuffix(".0").isdigit()
    return bool(seen) and flags >= _MOSTLY * seen and (bool(words) or not worded)


def _said(risk: RiskColumn, raw: object) -> bool | None:
    """True: the risk (or the state the field names) is there; None: the cell does not say."""
    number, _ = count_of(raw)
    text = squeezed(raw).lower().strip(" .") if number is None else str(number)
    if text in BLANK_WORDS and text not in _NO:
        return None
    if risk.name == "krs_prasejahtera" and text.isdigit() and 1 <= int(text) <= 10:
        return int(text) <= _POOR_UP_TO
    if text in _YES:
        return risk.yes_is_risk
    if text in _NO:
        return not risk.yes_is_risk if risk.name in CAUSES else False
    if "layak" in text.split():
        return bool(DENIED.search(text))
    if risk.name == "krs_prasejahtera" and ("sejahtera" in text or "miskin" in text):
        return "pra" in text or ("miskin" in text and not DENIED.search(text))
    return None


@dataclass(slots=True)
class _Desa:
    """The families of one place and period so far."""

    rows: list[int] = field(default_factory=list)
    families: int = 0
    at_risk: int = 0
    of_risk: dict[str, int] = field(default_factory=dict)


def read(work: TableWork) -> Sequence[int]:
    """Entries of every place; see the module's text."""
    rows = body(work.raw, work.found.header)
    data = work.set_aside(rows)
    _reject_moved(work, data)
    periods = row_periods(work, data)
    areas = set(area_columns(work.found.header).values())
    risks = _filled_in(work, data, risk_columns(work.found.header, areas))
    places: dict[tuple[str | None, ...], _Desa] = {}
    for at in data:
        place = place_of_desa(work, at)
        if at not in work.rejected:
            desa = places.setdefault((*place.values(), periods[at]), _Desa())
            _count(work, at, risks, desa)
    for key, desa in places.items():
        place = dict(
            zip(("kabupaten", "kecamatan", "puskesmas", "desa", "code"), key, strict=False)
        )
        _add(work, place, str(key[-1]), risks, desa)
    work.raw.rows = work.raw.rows[: work.found.header.bottom + 1]
    return rows.data


def _filled_in(
    work: TableWork, data: Sequence[int], risks: Mapping[str, RiskColumn]
) -> dict[str, RiskColumn]:
    """Without the columns that no row fills in: a cause nobody looked at is not one nobody has."""
    return {
        name: risk
        for name, risk in risks.items()
        if any(squeezed(work.value(at, name)) for at in data)
    }


def _reject_moved(work: TableWork, data: Sequence[int]) -> None:
    """A family card number where an area belongs, a number for a name, words for the row's number:
    the row's cells stand in other columns, and a name may stand where an area belongs."""
    numbers = [c for n, c in area_columns(work.found.header).items() if n == "number"]
    names = named_persons(work.found.header)
    for at in data:
        row = work.raw.rows[at]
        for name in ("kecamatan", "puskesmas", "desa"):
            if is_number_of_a_person(work.value(at, name)):
                work.flag(at, "baris_bergeser", work.found.columns[name], work.value(at, name))
                break
        else:
            if any(_WORD.search(squeezed(row[c])) for c in numbers if c < len(row)) or any(
                _BARE.fullmatch(squeezed(row[c])) for c in names if c < len(row)
            ):
                work.flag(at, "baris_bergeser")


def _count(work: TableWork, at: int, risks: Mapping[str, RiskColumn], desa: _Desa) -> None:
    desa.rows.append(at)
    said: dict[str, bool] = {}
    for name, risk in risks.items():
        raw = work.value(at, name)
        answer = _said(risk, raw)
        if answer is not None:
            said[name] = answer
        elif squeezed(raw).lower() not in BLANK_WORDS:
            work.flag(at, "tanda_tidak_terbaca", risk.column, raw)
    if not said.get(FAMILIES, True):
        return
    desa.families += 1
    causes = [name for name in CAUSES if said.get(name)]
    at_risk = said[KRS] if KRS in said else bool(causes)
    if not at_risk:
        return
    desa.at_risk += 1
    for name in (*causes, *([ACCOMPANIED] if said.get(ACCOMPANIED) else [])):
        desa.of_risk[name] = desa.of_risk.get(name, 0) + 1


def _add(
    work: TableWork, place: Mapping[str, str | None], period: str,
    risks: Mapping[str, RiskColumn], desa: _Desa,
) -> None:  # fmt: skip
    first, *others = desa.rows
    named = {**place, "period": period, "source": KIND.source}
    work.add(first, None, **named, measure=KRS, numerator=desa.at_risk, denominator=desa.families)
    for name in (*CAUSES, ACCOMPANIED):
        if name in risks:
            work.add(
                first, None, **named, measure=name, numerator=desa.of_risk.get(name, 0),
                denominator=desa.at_risk,
            )  # fmt: skip
    leader = work.excel_row(first)
    for at in others:
        # No figure of its own: its fate is that of the row whose number stands here.
        work.add(at, None, measure="", numerator=leader)


KIND = TableKind("krs_keluarga", "Penapisan KRS per keluarga", "krs", find, read)
