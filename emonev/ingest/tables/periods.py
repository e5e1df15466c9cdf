"""The period of a whole sheet: answered, named in a title, in the sheet's name, or asked."""

from __future__ import annotations

import re

from emonev.ingest.parsed import Question
from emonev.ingest.preview import data_as_of
from emonev.ingest.tables.cells import period_in
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
    told = [t for t in titles(work.raw, work.found.header) if not _EXPORTED.match(t)]
    named = [p for p in map(period_in, told) if p]
    found = answered or next((p for p in named if "-" in p), "") or period_in(work.raw.name)
    if found or (found := next(iter(named), "")):
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
