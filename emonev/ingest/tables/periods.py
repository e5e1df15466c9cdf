"""The period of a whole sheet: answered, named in a title, in the sheet's name, or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from emonev.ingest.parsed import Question
from emonev.ingest.preview import data_as_of
from emonev.ingest.tables.cells import month_of, period_in, quarters_in
from emonev.ingest.tables.layout import titles
from emonev.ingest.tables.work import TableWork

_EXPORTED = re.compile(r"data\s+tanggal|tanggal\s+(unduh|cetak|ekspor)|dicetak", re.IGNORECASE)
"""A line that says when the sheet was made, not what it is about."""


def period_of_sheet(work: TableWork, rows: int) -> str:
    """ "2025-08" and the like; "" when it must be asked (the rows then wait, rejected).

    An export that says no month but when it was made ("Data Tanggal : 2025-10-11") is taken as of
    that month, with a note: the state it shows is the one of its day.
    """
    answered = work.answers.get("period") or work.options.period
    if not answered and work.options.measured_on:
        answered = f"{work.options.measured_on:%Y-%m}"
    told = titles(work.raw, work.found.header)
    found = answered or named_period(told, work.raw.name)
    if found:
        return found
    made = data_as_of(work.raw.rows[: work.found.header.top])
    if made:
        work.log.add("periode_dari_tanggal_data", found=made[:10])
        return made[:7]
    work.log.add("periode_tidak_disebut", count=max(1, rows))
    work.rejected.update(range(work.found.header.bottom + 1, len(work.raw.rows)))
    text = f'Lembar "{work.raw.name}" tidak menyebut bulan atau tahunnya. Data bulan apa ini?'
    work.questions.append(Question("period", text, work.raw.name, "period", (), rows))
    return ""


def named_period(texts: Iterable[str], sheet: str = "") -> str:
    """The period that titles and the sheet's name tell together; "" where they do not.

    A month with its year ("BULAN AGUSTUS 2025") decides; else a month or quarter alone ("BULAN :
    AGUSTUS", a sheet "Agt", "Rekap Agustus", "JAN-25" or "TW I") with the only year told; else
    that year.
    """
    told = [text for text in (*texts, sheet) if not _EXPORTED.match(text)]
    named = [period for period in map(period_in, told) if period]
    whole = next((period for period in named if "-" in period), "")
    years = {period for period in named if "-" not in period}
    if whole or not years:
        return whole
    months = {month for month in (*map(_month_alone, told), _month_in_name(sheet)) if month}
    if len(months) == 1 and len(years) == 1:
        return f"{years.pop()}-{months.pop():02d}"
    quarters = {quarter for text in told for quarter in quarters_in(text)}
    if not months and len(quarters) == 1 and len(years) == 1:
        return f"{years.pop()}-TW{quarters.pop()}"
    return named[0]


def period_of_block(titles: Iterable[str], whole: str) -> str:
    """The period of a block with titles of its own, in a sheet of the period ``whole``: a month
    named there ("BULAN FEBRUARI") goes with the sheet's year."""
    own = named_period(titles, whole[:4])
    return own if "-" in own or (own and not whole) else whole


_AFTER_BULAN = re.compile(r"\bbulan\s*[:.]?\s*([a-z]+)", re.IGNORECASE)


def _month_alone(text: str) -> int | None:
    found = _AFTER_BULAN.search(text)
    if found and (named := month_of(found[1])):
        return named
    return month_of(text) if re.search(r"[A-Za-z]", text) else None


def _month_in_name(sheet: str) -> int | None:
    """The month of a sheet's name: its only word ("JAN-25"), or the only one written out ("Rekap
    Agustus"); "Des" among other words may be short for desa."""
    words = re.findall(r"[A-Za-z]+", sheet)
    if len(words) > 1:
        words = [word for word in words if len(word) > 3 or word.casefold() == "mei"]
    months = {month for month in map(month_of, words) if month}
    return months.pop() if len(months) == 1 else None
