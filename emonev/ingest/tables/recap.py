"""Recap "STATUS GIZI" per puskesmas or desa (spreadsheets.md §2): children per class, no names.

Merged two-row header (BB/U, TB/U, BB/TB over their classes), a numbering row, a JUMLAH row that
serves as a checksum. Stunting = (sangat pendek + pendek) / all four classes (domain.md §3); what
the sheet calls Outlier is left out of both parts, as in the recomputation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from emonev.ingest import columns
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.blocks import blocks
from emonev.ingest.tables.cells import count_of
from emonev.ingest.tables.checksum import compare_totals
from emonev.ingest.tables.layout import TableHeader, area_columns, headers
from emonev.ingest.tables.periods import period_of_block, period_of_sheet
from emonev.ingest.tables.subtotals import grouped_by_kecamatan
from emonev.ingest.tables.work import Found, TableKind, TableWork

INDEXES: dict[str, tuple[str, ...]] = {
    "waz": ("BB/U", "Berat Badan menurut Umur", "BBU"),
    "haz": ("TB/U", "PB/U", "PB/U atau TB/U", "TB/U atau PB/U", "Tinggi Badan menurut Umur", "TBU"),
    "whz": ("BB/TB", "BB/PB", "BB/PB atau BB/TB", "BB/TB atau BB/PB", "BBTB"),
}

CLASSES: dict[str, dict[str, tuple[str, ...]]] = {
    "waz": {
        "sangat_kurang": ("Sangat Kurang", "BB Sangat Kurang", "Berat Badan Sangat Kurang"),
        "kurang": ("Kurang", "BB Kurang", "Berat Badan Kurang"),
        "normal": ("Berat Badan Normal", "Normal", "BB Normal"),
        "lebih": ("Risiko Lebih", "Resiko Lebih", "Risiko Berat Badan Lebih", "Lebih",
                  "Resiko Berat Badan Lebih", "Risiko BB Lebih"),
        "outlier": ("Outlier",),
    },
    "haz": {
        "sangat_pendek": ("Sangat Pendek",),
        "pendek": ("Pendek",),
        "normal": ("Normal",),
        "tinggi": ("Tinggi",),
        "outlier": ("Outlier",),
    },
    "whz": {
        "gizi_buruk": ("Gizi Buruk", "Sangat Kurus"),
        "gizi_kurang": ("Gizi Kurang", "Kurus"),
        "normal": ("Normal", "Gizi Baik", "Baik"),
        "risiko": ("Risiko Gizi Lebih", "Resiko Gizi Lebih", "Berisiko Gizi Lebih"),
        "gizi_lebih": ("Gizi Lebih", "Gemuk"),
        "obesitas": ("Obesitas", "Obes"),
        "outlier": ("Outlier",),
    },
}  # fmt: skip
"""Index → class → how sheets head its column."""


@dataclass(frozen=True, slots=True)
class Share:
    """A measure as classes over classes; both parts are sums of columns."""

    measure: str
    index: str
    cases: tuple[str, ...]


SHARES: tuple[Share, ...] = (
    Share("stunting", "haz", ("sangat_pendek", "pendek")),
    Share("severe_stunting", "haz", ("sangat_pendek",)),
    Share("underweight", "waz", ("sangat_kurang", "kurang")),
    Share("severe_underweight", "waz", ("sangat_kurang",)),
    Share("wasting", "whz", ("gizi_buruk", "gizi_kurang")),
    Share("severe_wasting", "whz", ("gizi_buruk",)),
    Share("overweight", "whz", ("gizi_lebih", "obesitas")),
)
"""What a recap says, after domain.md §3."""

NEEDED = 4
"""So many classes of one index make a recap."""

_INDEX_OF = {columns.key(t): name for name, texts in INDEXES.items() for t in texts}
_CLASS_OF = {
    (index, columns.key(t)): name
    for index, classes in CLASSES.items()
    for name, texts in classes.items()
    for t in texts
}


def find(raw: RawSheet) -> Found | None:
    """The header whose columns name most classes."""
    best: Found | None = None
    for header in headers(raw):
        found = (_class_columns(header) or _classes_alone(header)) | area_columns(header)
        classes = sum(":" in name for name in found)
        if classes < NEEDED or not {"puskesmas", "kecamatan", "desa"} & set(found):
            continue
        score = min(1.0, 0.6 + classes / 40)
        if best is None or score > best.score:
            best = Found(header, found, score)
    return best


def _class_columns(header: TableHeader) -> dict[str, int]:
    """ "haz:pendek" → column."""
    found: dict[str, int] = {}
    for column, path in enumerate(header.paths):
        if len(path) < 2:
            continue
        index = next((_INDEX_OF[k] for k in map(columns.key, path) if k in _INDEX_OF), None)
        name = _CLASS_OF.get((index or "", columns.key(path[-1])))
        if name:
            found.setdefault(f"{index}:{name}", column)
    return found


def _classes_alone(header: TableHeader) -> dict[str, int]:
    """As ``_class_columns`` of a recap of one index that only its title names: "Sangat Pendek,
    Pendek, Normal, Tinggi" are the classes of TB/U and of nothing else."""
    texts = [columns.key(path[0]) if len(path) == 1 else "" for path in header.paths]
    told = {
        index: {
            f"{index}:{_CLASS_OF[index, text]}": column
            for column, text in enumerate(texts)
            if (index, text) in _CLASS_OF
        }
        for index in INDEXES
    }
    whole = [index for index, found in told.items() if len(found) >= NEEDED]
    return told[whole[0]] if len(whole) == 1 else {}


def read(work: TableWork) -> Sequence[int]:
    """Entries of every row; see the module's text."""
    parts = blocks(work.raw, work.found.header)
    size = sum(len(part.rows.data) for part in parts)
    period = period_of_sheet(work, size)
    classes = {name: column for name, column in work.found.columns.items() if ":" in name}
    shares = _shares(classes)
    read_rows: list[int] = []
    for part in parts:
        groups = grouped_by_kecamatan(work, part.rows)
        rows = groups.rows
        its_period = period_of_block(part.titles, period) if part is not parts[0] else period
        for at in work.set_aside(rows):
            if at in groups.headings:
                continue
            counts = _counts(work, at, classes)
            if at not in work.rejected:
                _add_row(work, at, shares, counts, its_period, groups.kecamatan.get(at))
        compare_totals(work, rows, classes.values())
        groups.compare(work, classes.values())
        read_rows += rows.data
    return read_rows


@dataclass(frozen=True, slots=True)
class _Sum:
    """A share as the sheet has it: classes summed over classes, and the column it is named by."""

    measure: str
    column: int
    cases: frozenset[str]
    whole: tuple[str, ...]


@cache
def _valid(index: str) -> tuple[str, ...]:
    """The classes of an index, what the sheet calls Outlier left out."""
    return tuple(f"{index}:{name}" for name in CLASSES[index] if name != "outlier")


def _shares(classes: Mapping[str, int]) -> list[_Sum]:
    """The shares of which the sheet has every class that is counted."""
    found = []
    for share in SHARES:
        cases = [f"{share.index}:{name}" for name in share.cases]
        if classes.keys() >= set(cases):
            column = classes[cases[0]]
            found.append(_Sum(share.measure, column, frozenset(cases), _valid(share.index)))
    return found


def _counts(work: TableWork, at: int, classes: Mapping[str, int]) -> dict[str, int]:
    counts: dict[str, int] = {}
    row = work.raw.rows[at]
    for name, column in classes.items():
        raw = row[column] if column < len(row) else ""
        number, code = count_of(raw)
        if code:
            work.flag(at, code, column, raw)
        elif number is not None:
            counts[name] = number
    return counts


def _add_row(
    work: TableWork, at: int, shares: Sequence[_Sum], counts: Mapping[str, int], period: str,
    under: str | None,
) -> None:  # fmt: skip
    place = {name: work.text(at, name) for name in ("kabupaten", "kecamatan", "puskesmas", "desa")}
    place["kecamatan"] = place["kecamatan"] or under
    for share in shares:
        known = counts.keys() >= share.cases
        told = [counts[name] for name in share.whole if name in counts]
        work.add(
            at, share.column, **place, period=period, source=KIND.source, measure=share.measure,
            numerator=sum([counts[name] for name in share.cases]) if known else None,
            denominator=sum(told) if known else None,
            state="ada" if known else "kosong",
        )  # fmt: skip
    _add_measured(work, at, counts, place, period)


def _add_measured(
    work: TableWork, at: int, counts: Mapping[str, int], place: Mapping[str, str | None],
    period: str,
) -> None:  # fmt: skip
    """Children with a valid PB/TB: the numerator of cakupan; its sasaran comes from elsewhere."""
    names = _valid("haz")
    told = [counts[name] for name in names if name in counts]
    if told:
        work.add(
            at, work.found.columns.get(names[0]), **place, period=period, source=KIND.source,
            measure="length_measured_share", numerator=sum(told),
        )  # fmt: skip


KIND = TableKind("recap", "Rekap status gizi", "rekap", find, read)
