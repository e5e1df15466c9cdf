"""KRS per desa: families, families at risk of stunting, their causes, and who is accompanied.

The same sheet may be Bangda's "data sasaran per desa" (jumlah keluarga, KRS, balita diukur, sangat
pendek, pendek): its nutrition columns become the stunting of the source "layanan".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cells import count_of
from emonev.ingest.tables.checksum import compare_totals
from emonev.ingest.tables.krs_columns import (
    ACCOMPANIED,
    CAUSES,
    FAMILIES,
    KRS,
    names_a_person,
    risk_columns,
)
from emonev.ingest.tables.layout import TableHeader, area_columns, body, headers
from emonev.ingest.tables.places import place_of_desa
from emonev.ingest.tables.row_periods import row_periods
from emonev.ingest.tables.work import Found, TableKind, TableWork

MEASURED, SEVERE, SHORT = "diukur", "sangat_pendek", "pendek"

_NUTRITION = {
    MEASURED: re.compile(r"\b(balita )?(yang )?diukur\b"),
    SEVERE: re.compile(r"sangat pendek"),
    SHORT: re.compile(r"\bpendek\b"),
}

_WEB = "layanan"
"""Source of what Bangda's web holds."""


def find(raw: RawSheet) -> Found | None:
    """KRS beside families, or beside two of its causes, per area; no column names a person."""
    best: Found | None = None
    for header in headers(raw):
        areas = area_columns(header)
        if not {"desa", "kecamatan", "puskesmas", "code_desa", "code_desa_bps"} & set(areas):
            continue
        if names_a_person(header, set(areas.values())):
            continue
        risks = risk_columns(header, set(areas.values()))
        causes = set(CAUSES) & set(risks)
        if KRS not in risks or not ({FAMILIES, ACCOMPANIED} & set(risks) or len(causes) >= 2):
            continue
        found = areas | {name: risk.column for name, risk in risks.items()}
        found |= _nutrition(header, set(found.values()))
        score = min(0.99, 0.95 + len(causes) / 200)
        if best is None or score > best.score:
            best = Found(header, found, score)
    return best


def _nutrition(header: TableHeader, taken: set[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, path in enumerate(header.paths):
        text = " ".join(path).lower()
        if at in taken or not path or "%" in text or "persen" in text:
            continue
        for name, pattern in _NUTRITION.items():
            if name not in found and pattern.search(text):
                found[name] = at
                break
    return found


def read(work: TableWork) -> Sequence[int]:
    """Entries of every row; see the module's text."""
    rows = body(work.raw, work.found.header)
    data = work.set_aside(rows)
    periods = row_periods(work, data)
    for at in data:
        counts = _counts(work, at)
        if at not in work.rejected:
            _add(work, at, counts, periods[at])
    compare_totals(work, rows, [work.found.columns[n] for n in _counted(work)])
    return rows.data


def _counted(work: TableWork) -> list[str]:
    names = (FAMILIES, KRS, ACCOMPANIED, *CAUSES, MEASURED, SEVERE, SHORT)
    return [name for name in names if name in work.found.columns]


def _counts(work: TableWork, at: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in _counted(work):
        raw = work.value(at, name)
        number, code = count_of(raw)
        if code:
            work.flag(at, code, work.found.columns[name], raw)
        elif number is not None:
            counts[name] = number
    return counts


def _add(work: TableWork, at: int, counts: Mapping[str, int], period: str) -> None:
    shares = [(KRS, FAMILIES), *((name, KRS) for name in (ACCOMPANIED, *CAUSES))]
    for name, whole in shares:
        if name in work.found.columns:
            _add_share(work, at, name, counts.get(name), counts.get(whole), period, KIND.source)
    if MEASURED in counts and {SEVERE, SHORT} & set(counts):
        both = [counts[name] for name in (SEVERE, SHORT) if name in counts]
        if SHORT in counts:
            _add_share(work, at, SHORT, sum(both), counts[MEASURED], period, _WEB, "stunting")
        if SEVERE in counts:
            _add_share(
                work, at, SEVERE, counts[SEVERE], counts[MEASURED], period, _WEB, "severe_stunting"
            )
        work.add(
            at, work.found.columns[MEASURED], **place_of_desa(work, at), period=period, source=_WEB,
            measure="length_measured_share", numerator=counts[MEASURED],
        )  # fmt: skip


def _add_share(
    work: TableWork, at: int, name: str, numerator: int | None, denominator: int | None,
    period: str, source: str, measure: str = "",
) -> None:  # fmt: skip
    column = work.found.columns[name]
    if numerator is not None and denominator is not None and numerator > denominator:
        work.flag(
            at, "bagian_melebihi_keseluruhan", column, numerator, f"paling banyak {denominator}"
        )
    work.add(
        at, column, **place_of_desa(work, at), period=period, source=source,
        measure=measure or name, numerator=numerator, denominator=denominator,
        state="ada" if numerator is not None else "kosong",
    )  # fmt: skip


KIND = TableKind("krs", "Keluarga berisiko stunting per desa", "krs", find, read)
