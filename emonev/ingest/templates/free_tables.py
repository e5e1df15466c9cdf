"""Templates of tables without a form of their own: a row per month, or years as columns."""

from __future__ import annotations

from emonev.core.area import Level
from emonev.core.period import MONTHS_LONG
from emonev.ingest.templates.book import EXAMPLE, Column, Page
from emonev.ingest.templates.places import Office, first_month

YEARS = 3
"""Years side by side, the chosen one last."""

_NUMBER = Column("No", "count", 8)
_MORE_ROWS = 200


def by_month(office: Office, period: str) -> tuple[Page, ...]:
    """Children measured, short and severely short, per kecamatan and month."""
    names = office.names(Level.KECAMATAN)
    columns = (
        _NUMBER,
        Column("Kecamatan", "text", 20, choices=names),
        Column("Bulan", "text", 12, choices=MONTHS_LONG),
        Column("Tahun", "year", 8),
        Column("Balita Diukur", "count", 12),
        Column("Pendek", "count", 12),
        Column("Sangat Pendek", "count", 12),
        Column("Prevalensi Stunting (%)", "percent", 14, locked=True),
    )
    month, year = first_month(period), int(period[:4])
    rows = [(at, name, month, year, *[None] * 4) for at, name in enumerate(names, start=1)]
    example = (EXAMPLE, next(iter(names), ""), month, year, 250, 20, 5, 0.1)
    titles = ("Stunting per kecamatan dan bulan", office.title)
    page = Page(
        "Per bulan", titles, columns, rows, example, free_rows=len(rows) + _MORE_ROWS,
        percents={7: ((5, 6), 4)},
    )  # fmt: skip
    return (page,)


def by_year(office: Office, period: str) -> tuple[Page, ...]:
    """Stunted children per kecamatan, a column for each year."""
    kecamatan = office.at(Level.KECAMATAN)
    years = range(int(period[:4]) - YEARS + 1, int(period[:4]) + 1)
    columns = (
        Column("No", "count", 8, locked=True),
        Column("Kode Kecamatan", "text", 16, locked=True),
        Column("Kecamatan", "text", 22, locked=True),
        *(Column(str(year), "count", 12) for year in years),
    )
    rows = [(at, its.code, its.name, *[None] * YEARS) for at, its in enumerate(kecamatan, start=1)]
    first = next(iter(kecamatan), office.kabupaten)
    example = (EXAMPLE, first.code, first.name, 31, 28, 25)
    titles = ("Jumlah balita stunting per kecamatan", office.title)
    return (Page("Stunting", titles, columns, rows, example),)
