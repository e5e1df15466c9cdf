"""The period of each row: its own columns Periode, Tahun, Triwulan, Bulan, else the sheet's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from emonev.ingest.tables.cells import month_of, period_in, year_of
from emonev.ingest.tables.periods import period_of_sheet
from emonev.ingest.tables.work import TableWork
from emonev.ingest.values import clean

COLUMNS = ("period", "year", "quarter", "month")

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WRITTEN = re.compile(r"^(20\d\d)(?:-(0[1-9]|1[0-2])|-?TW([1-4]))?$", re.IGNORECASE)


def row_periods(work: TableWork, rows: Sequence[int]) -> dict[int, str]:
    """Position → period for ``rows``. A row that names none takes the sheet's; where the sheet
    names none either, it is asked once (no row says any) or the row is rejected."""
    own = {at: own_period(work, at) for at in rows}
    if not rows or all(own.values()):
        return own
    if not any(own.values()):
        whole = period_of_sheet(work, len(rows))
        return dict.fromkeys(rows, whole)
    for at in (at for at in rows if not own[at]):
        column = next((work.found.columns[n] for n in COLUMNS if n in work.found.columns), None)
        work.flag(at, "periode_tidak_disebut", column)
    return own


def own_period(work: TableWork, at: int) -> str:
    """ "2025-08", "2025-TW2", "2025", or "" where the row's columns do not say."""
    text = clean(work.value(at, "period")).removesuffix(".0")
    if found := _WRITTEN.match(text):
        year, month, quarter = found.groups()
        return f"{year}-{month}" if month else f"{year}-TW{quarter}" if quarter else year
    if text and (named := period_in(text)):
        return named
    year_number = year_of(work.value(at, "year"))
    if year_number is None:
        return ""
    number = re.sub(r"^(tw|triwulan)\W*", "", clean(work.value(at, "quarter")).lower())
    if number.removesuffix(".0") in _QUARTERS:
        return f"{year_number}-TW{_QUARTERS[number.removesuffix('.0')]}"
    named_month = month_of(work.value(at, "month"))
    return f"{year_number}-{named_month:02d}" if named_month else str(year_number)
