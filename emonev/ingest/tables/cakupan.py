"""Bangda cakupan layanan (spreadsheets.md §4): one sheet per indicator, one row per desa.

``No, ID Kecamatan (BPS), Kecamatan, ID Puskesmas, Nama Puskesmas, ID Desa BPS, ID Desa Kemendagri,
Nama Desa, <numerator>, <denominator>, <persentase>``. Which of the 29 indicators it is, the wording
of the two columns, the title and the sheet's name say; where they do not, it is asked. The same
shape goes out again (``services/cakupan_export.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from emonev.indicators.registry import registry
from emonev.ingest import columns
from emonev.ingest.header import is_numbering
from emonev.ingest.parsed import Question
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cakupan_match import PREFIX, Match, indicator_of
from emonev.ingest.tables.cells import count_of
from emonev.ingest.tables.checksum import compare_totals
from emonev.ingest.tables.layout import TableHeader, area_columns, body, headers, titles
from emonev.ingest.tables.periods import period_of_sheet
from emonev.ingest.tables.places import place_of
from emonev.ingest.tables.printed import Counts, holds_percent, printed_share
from emonev.ingest.tables.work import Found, TableKind, TableWork

WEB_CODE = "puskesmas:"
"""Before the national web's code of a puskesmas, in the ``note`` of an entry."""

_PERCENT = re.compile(r"%|persen|capaian|^cakupan", re.IGNORECASE)
_FIRST = re.compile(r"^(pembilang|numerator)", re.IGNORECASE)
_SECOND = re.compile(r"^(penyebut|denominator)", re.IGNORECASE)
_OWN = ("desa", "puskesmas", "kecamatan", "code_desa", "code_desa_bps")


def find(raw: RawSheet) -> Found | None:
    """Area columns and exactly a numerator and a denominator (a percentage may follow)."""
    best: Found | None = None
    for header in headers(raw):
        found = _columns(raw, header)
        if found is None:
            continue
        known = _match(raw, header, found)
        coded = {"code_desa", "code_desa_bps"} <= set(found)
        if not known.key and not coded:
            continue
        score = (0.93 if known.key else 0.7) + 0.05 * coded
        if best is None or score > best.score:
            best = Found(header, found, score)
    return best


def _columns(raw: RawSheet, header: TableHeader) -> dict[str, int] | None:
    found = area_columns(header)
    if not set(_OWN) & set(found):
        return None
    rest = [
        at for at, path in enumerate(header.paths)
        if path and at not in found.values() and columns.key(" ".join(path))
    ]  # fmt: skip
    shares = [at for at in rest if _PERCENT.search(" ".join(header.paths[at]))]
    counts = [at for at in rest if at not in shares]
    if len(counts) > 2:  # columns of words that somebody added count nothing
        counts = [at for at in counts if _holds_counts(raw, header, at)]
    if len(counts) != 2 or len(shares) > 1 or max(counts) < max(found.values(), default=0):
        return None
    first, second = counts
    if _SECOND.match(header.texts[first]) or _FIRST.match(header.texts[second]):
        first, second = second, first
    named = {"numerator": first, "denominator": second}
    return found | named | ({"percent": shares[0]} if shares else {})


def _holds_counts(raw: RawSheet, header: TableHeader, column: int) -> bool:
    return any(
        count_of(row[column])[0] is not None
        for row in raw.rows[header.bottom + 1 :]
        if column < len(row) and not is_numbering(row)
    )


def _match(raw: RawSheet, header: TableHeader, found: Mapping[str, int]) -> Match:
    numerator, denominator = (header.texts[found[name]] for name in ("numerator", "denominator"))
    return indicator_of(numerator, denominator, (raw.name, *titles(raw, header)))


def read(work: TableWork) -> Sequence[int]:
    """Entries of every row; see the module's text."""
    rows = body(work.raw, work.found.header)
    indicator = _indicator(work, len(rows.data))
    period = period_of_sheet(work, len(rows.data))
    data = work.set_aside(rows)
    counts = [_counts(work, at) for at in data]
    percent = holds_percent(work, "percent", data, counts)
    for at, row in zip(data, counts, strict=True):
        if at not in work.rejected:
            _add(work, at, row, indicator, period, percent=percent)
    compare_totals(work, rows, [work.found.columns[n] for n in ("numerator", "denominator")])
    return rows.data


def _indicator(work: TableWork, rows: int) -> str:
    """The indicator's key; "" (every row waits) where only the user can say it."""
    answered = work.answers.get("indicator", "")
    if answered in registry():
        return answered
    found = _match(work.raw, work.found.header, work.found.columns)
    if found.key:
        return found.key
    numerator = work.found.header.texts[work.found.columns["numerator"]]
    work.questions.append(
        Question(
            "column_meaning",
            f'Lembar "{work.raw.name}": indikator layanan mana yang dihitung oleh kolom '
            f'"{numerator}"?',
            work.raw.name,
            "indicator",
            found.suggested or tuple(k for k in registry().keys if k.startswith(PREFIX)),
            rows,
        )
    )
    work.log.add("arti_belum_dijawab", count=max(1, rows))
    work.rejected.update(range(work.found.header.bottom + 1, len(work.raw.rows)))
    return ""


def _counts(work: TableWork, at: int) -> Counts:
    found: list[int | None] = []
    for name in ("numerator", "denominator"):
        raw = work.value(at, name)
        number, code = count_of(raw)
        if code:
            work.flag(at, code, work.found.columns[name], raw)
        found.append(number)
    return found[0], found[1]


def _add(
    work: TableWork, at: int, counts: Counts, indicator: str, period: str, *, percent: bool
) -> None:
    numerator, denominator = counts
    column = work.found.columns["numerator"]
    if numerator is not None and denominator is not None and numerator > denominator:
        work.flag(
            at, "bagian_melebihi_keseluruhan", column, work.value(at, "numerator"),
            f"paling banyak {denominator}",
        )  # fmt: skip
    value = printed_share(work, at, "percent", counts, percent=percent)
    work.add(
        at, column, **place_of(work, at), period=period, source=KIND.source, measure=indicator,
        numerator=numerator, denominator=denominator, value=value,
        state="ada" if numerator is not None else "kosong", note=_web_code(work, at),
    )  # fmt: skip


def _web_code(work: TableWork, at: int) -> str | None:
    """The national web's own code of a puskesmas is kept, so that it can go out again."""
    code = work.text(at, "code_puskesmas")
    return WEB_CODE + code if code and work.text(at, "puskesmas") else None


KIND = TableKind("cakupan", "Cakupan layanan (lembar Bangda)", "layanan", find, read)
