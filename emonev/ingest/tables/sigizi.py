"""The Sigizi-Kesga monthly report per desa: 110 columns, known by number (spreadsheets.md §3).

The numbers printed under the header (1 … 110) say which column is which, so that an inserted or
hidden column moves nothing; without them the places beside Puskesmas, Desa and Bulan do (see
``sigizi_columns``). A header that plainly says another thing than its number is not read, and
named. Sums that must hold and parts that must not exceed their whole are compared and named, never
mended. Percentages are recomputed; a printed one that differs is named.

Vitamin A is due in February and August: in any other month a row without a child given one (empty
or 0) is "tidak dijadwalkan", not zero.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from emonev.core.indonesian import integer, percent
from emonev.core.period import WAVE_MONTHS
from emonev.ingest.header import SEARCHED_ROWS, squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.blocks import blocks
from emonev.ingest.tables.cells import YEARS, count_of, month_of, period_in, share_of
from emonev.ingest.tables.checksum import compare_totals
from emonev.ingest.tables.layout import TableHeader, area_columns
from emonev.ingest.tables.periods import period_of_block, period_of_sheet
from emonev.ingest.tables.sigizi_columns import by_place, numbered, without_percentages
from emonev.ingest.tables.sigizi_form import (
    CHECKED_PERCENTAGES,
    COUNTS,
    DISTINCT,
    MEASURES,
    PARTS,
    SAYS,
    SUMS,
    VITAMIN_A,
    VITAMIN_A_GIVEN,
    Measure,
)
from emonev.ingest.tables.work import Found, TableKind, TableWork

TOLERANCE = 0.002
"""A printed percentage may differ by 0,2 persen poin (rounding)."""

_AREAS_BESIDE = ("kabupaten", "kecamatan", "code_desa", "code_desa_bps", "year")
_WAYS = (numbered, by_place, without_percentages)
_PLACES = {5: "puskesmas", 6: "desa", 7: "month"}
_PERCENT = re.compile(r"%|persen", re.IGNORECASE)


def find(raw: RawSheet) -> Found | None:
    """The sheet whose columns 5, 6, 7 are Puskesmas, Desa, Bulan, and most others what they say."""
    searched = range(min(SEARCHED_ROWS, len(raw.rows)))
    for placed in (way(raw, at) for way in _WAYS for at in searched):
        if placed is None:
            continue
        header, column_of = placed
        if not _is_report(header, column_of):
            continue
        right, wrong = _agreement(header, column_of)
        if right < 2 * wrong or right * 2 < len(SAYS):
            continue
        places = {name: column_of[number] for number, name in _PLACES.items()}
        beside = {
            name: column
            for name, column in area_columns(header).items()
            if name in _AREAS_BESIDE and column < places["puskesmas"]
        }
        numbers = {f"kolom {number}": column_of[number] for number in COUNTS if number in column_of}
        return Found(header, {**numbers, **beside, **places}, 0.97 + 0.02 * right / len(SAYS))
    return None


def _is_report(header: TableHeader, column_of: Mapping[int, int]) -> bool:
    wanted = {5: r"pu[sk]+esmas|pkm", 6: r"desa|kel", 7: r"bulan|bln"}
    return all(
        number in column_of and re.search(text, _said(header, column_of[number]))
        for number, text in wanted.items()
    )


def _said(header: TableHeader, column: int) -> str:
    path = header.paths[column] if column < len(header.paths) else ()
    return " ".join(re.sub(r"[^a-z0-9'%]+", " ", " ".join(path).lower()).split())


def _agreement(header: TableHeader, column_of: Mapping[int, int]) -> tuple[int, int]:
    right = wrong = 0
    for number, said in SAYS.items():
        text = _said(header, column_of[number]) if number in column_of else ""
        right += bool(said.search(text))
        wrong += _says_another(number, text)
    return right, wrong


def _says_another(number: int, text: str) -> bool:
    """The header has words that belong to other columns and none of its own, or says "%"."""
    own = SAYS.get(number)
    if own and text.endswith("%"):
        return True
    return bool(own and not own.search(text) and DISTINCT.search(text))


# --- reading


@dataclass(frozen=True, slots=True)
class _Row:
    """The counts of one row by column number; None where the cell is empty."""

    counts: Mapping[int, int | None]

    def added(self, numbers: Sequence[int]) -> int | None:
        """Their sum; None as soon as one is empty."""
        found = [self.counts.get(number) for number in numbers]
        known = [count for count in found if count is not None]
        return sum(known) if len(known) == len(found) else None


def read(work: TableWork) -> Sequence[int]:
    """Entries of every row; see the module's text."""
    column_of = {
        int(name.removeprefix("kolom ")): column
        for name, column in work.found.columns.items()
        if name.startswith("kolom ")
    }
    column_of = _without_moved(work, column_of)
    parts = blocks(work.raw, work.found.header)
    rows = [at for part in parts for at in part.rows.data]
    dated = all(_own_period(work, at) for part in parts for at in part.rows.data
                if at not in part.rows.loose)  # fmt: skip
    whole = "" if dated and rows else period_of_sheet(work, len(rows))
    printed = _Printed(work, column_of, rows)
    for part in parts:
        its = period_of_block(part.titles, whole) if part is not parts[0] else whole
        for at in work.set_aside(part.rows):
            _add_row(work, at, column_of, _period_of(work, at, its), printed)
        compare_totals(work, part.rows, column_of.values())
    return rows


def _without_moved(work: TableWork, column_of: Mapping[int, int]) -> dict[int, int]:
    """Columns whose header says another thing than their number are left out, and named."""
    kept = {}
    header = work.found.header
    for number, column in column_of.items():
        text = _said(header, column)
        if _says_another(number, text):
            work.log.add(
                "judul_kolom_berbeda", row=work.raw.first_row + header.bottom,
                column=column + work.raw.first_column, found=text,
            )  # fmt: skip
        else:
            kept[number] = column
    return kept


def _own_period(work: TableWork, at: int) -> str:
    """The month with its year, where the row's own cells say both."""
    raw = work.value(at, "month")
    if isinstance(raw, date) and raw.year in YEARS:
        return f"{raw.year}-{raw.month:02d}"
    named = period_in(raw)
    if "-" in named:
        return named
    month, year = month_of(raw), period_in(str(work.value(at, "year")).removesuffix(".0"))
    return f"{year}-{month:02d}" if month and year else ""


def _period_of(work: TableWork, at: int, whole: str) -> str:
    """The row's month; an unreadable one is the sheet's, or the row waits."""
    if own := _own_period(work, at):
        return own
    raw = work.value(at, "month")
    month = month_of(raw)
    if month and whole:
        return f"{whole[:4]}-{month:02d}"
    if not whole:
        return ""  # asked for the whole sheet
    if "-" in whole and "TW" not in whole:
        if squeezed(raw):
            work.flag(at, "bulan_tidak_terbaca", work.found.columns["month"], raw)
        return whole
    work.flag(at, "periode_tidak_disebut", work.found.columns["month"], raw)
    return ""


def _add_row(
    work: TableWork, at: int, column_of: Mapping[int, int], period: str, printed: _Printed
) -> None:
    row = _Row({number: _count(work, at, column) for number, column in column_of.items()})
    if at in work.rejected or not period or all(n is None for n in row.counts.values()):
        return
    _check(work, at, column_of, row)
    printed.compare(at, row)
    names = ("kabupaten", "kecamatan", "puskesmas", "desa")
    place = {name: work.text(at, name) for name in names}
    place["code"] = work.text(at, "code_desa") or work.text(at, "code_desa_bps")
    for measure in _measures(work):
        if measure.numerator[0] not in column_of:
            continue
        numerator, denominator = row.added(measure.numerator), row.added(measure.denominator)
        state = "kosong" if numerator is None else "ada"
        if measure.key == VITAMIN_A and _not_due(row, period):
            numerator, denominator, state = None, None, "tidak_dijadwalkan"
        work.add(
            at, column_of[measure.numerator[0]], **place, period=period, source=KIND.source,
            measure=measure.key, numerator=numerator,
            denominator=denominator if state == "ada" else None,
            value=printed.of(at, measure), state=state,
        )  # fmt: skip


def _measures(work: TableWork) -> tuple[Measure, ...]:
    """The measures of the form; where column 97 says that it is the total of all ages, it alone
    holds the cases of gizi buruk."""
    column = work.found.columns.get("kolom 97")
    said = _said(work.found.header, column) if column is not None else ""
    total = bool(re.search(r"\b0 59\b|\b(?:total|jumlah) semua\b", said))
    return tuple(m.of_all_ages() if total and m.only_total else m for m in MEASURES)


def _not_due(row: _Row, period: str) -> bool:
    return int(period[5:7]) not in WAVE_MONTHS and not any(
        row.counts.get(number) for number in VITAMIN_A_GIVEN
    )


def _count(work: TableWork, at: int, column: int) -> int | None:
    row = work.raw.rows[at]
    raw = row[column] if column < len(row) else ""
    number, code = count_of(raw)
    if code:
        work.flag(at, code, column, raw)
    return number


def _check(work: TableWork, at: int, column_of: Mapping[int, int], row: _Row) -> None:
    """Name every cell that breaks a sum or exceeds its whole; nothing is changed."""
    for whole, parts in SUMS.items():
        stated, added = row.counts.get(whole), row.added(parts)
        if stated is not None and added is not None and stated != added:
            told = " + ".join(f"kolom {number}" for number in parts)
            work.flag(
                at, "hubungan_kolom_tidak_cocok", column_of[whole],
                integer(stated), f"kolom {whole} = {told} = {integer(added)}",
            )  # fmt: skip
    for part, whole in PARTS:
        inside, around = row.counts.get(part), row.counts.get(whole)
        if inside is not None and around is not None and inside > around:
            work.flag(
                at, "bagian_melebihi_keseluruhan", column_of[part],
                integer(inside),
                f"kolom {part} paling banyak kolom {whole} "
                f"({work.address(at, column_of[whole])}) = {integer(around)}",
            )  # fmt: skip


class _Printed:
    """The percentages printed in the gaps between the counts, compared and never used."""

    def __init__(self, work: TableWork, column_of: Mapping[int, int], rows: Sequence[int]) -> None:
        self.work = work
        self.columns = {}
        for number, (numerator, _) in CHECKED_PERCENTAGES.items():
            column = _gap_after(number, numerator, column_of)
            if column is not None and self._is_percent(column):
                self.columns[number] = column
        self.hundreds = {number: self._in_hundreds(c, rows) for number, c in self.columns.items()}

    def _is_percent(self, column: int) -> bool:
        said = _said(self.work.found.header, column)
        return not said or bool(_PERCENT.search(said))

    def _in_hundreds(self, column: int, rows: Sequence[int]) -> bool:
        """Whether the column holds 86 for 86 %; Excel's percent cells hold 0.86."""
        found = [share_of(self._cell(at, column), percent=False)[0] for at in rows]
        return any(value is not None and value > 2 for value in found)

    def _cell(self, at: int, column: int) -> object:
        row = self.work.raw.rows[at]
        return row[column] if column < len(row) else ""

    def value(self, at: int, number: int) -> float | None:
        """The printed proportion of the column with this number, None where there is none."""
        column = self.columns.get(number)
        if column is None:
            return None
        return share_of(self._cell(at, column), percent=self.hundreds[number])[0]

    def compare(self, at: int, row: _Row) -> None:
        """Name every printed percentage that differs from all its readings."""
        for number, (numerator, denominators) in CHECKED_PERCENTAGES.items():
            stated = self.value(at, number)
            part = row.counts.get(numerator)
            wholes = [row.counts.get(whole) for whole in denominators]
            shares = [part / whole for whole in wholes if part is not None and whole]
            if stated is None or not shares:
                continue
            if all(abs(stated - share) > TOLERANCE + 1e-9 for share in shares):
                expected = f"kolom {numerator} / kolom {denominators[0]} = {percent(shares[0], 1)}"
                column = self.columns[number]
                found = percent(stated, 1)
                self.work.flag(at, "persen_tercetak_berbeda", column, found, expected)

    def of(self, at: int, measure: Measure) -> float | None:
        """What the sheet prints for a measure, where it prints that very share."""
        return self.value(at, measure.printed) if measure.printed else None


def _gap_after(number: int, numerator: int, column_of: Mapping[int, int]) -> int | None:
    """The percentage stands behind its numerator, as far as the numbers say."""
    column = column_of.get(numerator)
    return None if column is None else column + number - numerator


KIND = TableKind("sigizi", "Laporan bulanan Sigizi-Kesga", "sigizi", find, read)
