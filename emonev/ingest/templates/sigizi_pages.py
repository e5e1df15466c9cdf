"""The Sigizi-Kesga monthly report to fill in: its 110 columns in their places, by number.

Counts are typed, percentages are formulas; columns that the program does not read stay empty and
locked, so that no number moves.
"""

from __future__ import annotations

from collections.abc import Mapping

from emonev.core.area import Area, Level
from emonev.core.period import MONTHS_LONG
from emonev.ingest.tables.sigizi_form import CHECKED_PERCENTAGES, COUNTS
from emonev.ingest.templates.book import EXAMPLE, Column, Page, Value
from emonev.ingest.templates.places import Office, first_month

LAST = 110
"""Columns of the report."""

_YOUNG, _OLD, _ALL = "0-23 Bulan", "24-59 Bulan", "0-59 Bulan"
_THREE_AGES = (_YOUNG, "", _OLD, "", _ALL, "")

_GROUPS: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (8, "Sasaran Balita (S)", ("Jumlah",)),
    (9, "Jumlah Balita", (_YOUNG, _OLD, _ALL)),
    (12, "Balita Ditimbang (D)", _THREE_AGES),
    (18, "Balita Diukur PB/TB", _THREE_AGES),
    (24, "Balita Ditimbang dan Diukur", _THREE_AGES),
    (30, "Balita Punya Buku KIA (K)", ("Jumlah", "")),
    (32, "Hasil Penimbangan (SKDN)", ("N", "T", "O", "B", "D'", "")),
    (38, "Balita Stunting (TB/U)", ("Jumlah", "")),
    (40, "Balita Wasting (BB/TB)", ("Jumlah", "")),
    (42, "Balita Overweight", ("Jumlah", "")),
    (44, "Balita Underweight (BB/U)", ("Jumlah", "")),
    (46, "ASI Eksklusif", ("Bayi 0-5 Bulan", "Direcall", "ASI Eksklusif", "")),
    (53, "Anak 6-23 Bulan (MP-ASI)", ("Jumlah", "Diwawancarai")),
    (57, "Anak 6-23 Bulan (MP-ASI)", (
        "Sedikitnya 5 Kelompok Pangan", "", "Telur, Ikan, Daging", "", "MP-ASI Baik", "",
    )),
    (63, "Vitamin A 6-11 Bulan", ("Sasaran", "Dapat Kapsul", "")),
    (66, "Vitamin A 12-59 Bulan", ("Sasaran", "Dapat Kapsul", "")),
    (81, "Balita Gizi Kurang", ("Jumlah", "Dapat PMT", "")),
    (84, "Balita Berat Badan Kurang", ("Jumlah", "Dapat PMT", "")),
    (87, "Balita Tidak Naik (T)", ("Jumlah", "Dapat PMT", "")),
    (91, "Gizi Buruk 0-5 Bulan", ("Kasus", "Dirawat", "")),
    (94, "Gizi Buruk 6-11 Bulan", ("Kasus", "Dirawat", "")),
    (97, "Gizi Buruk 12-59 Bulan", ("Kasus", "Dirawat", "")),
    (103, "Balita Stunting (TB/U) Dirujuk", ("Jumlah", "Dirujuk", "")),
)  # fmt: skip
"""First column, its group, the headers from there on; "" is a percentage of the form."""

_GIVEN = (
    Column("No", "count", 9, locked=True),
    Column("Provinsi", "text", 16, locked=True),
    Column("Kab/Kota", "text", 16, locked=True),
    Column("Kecamatan", "text", 18, locked=True),
)


def pages(office: Office, period: str) -> tuple[Page, ...]:
    """One row per desa, its month filled in ahead (of a longer period: the first one)."""
    month = first_month(period)
    desa = office.at(Level.DESA)
    sample = next(iter(desa), office.kabupaten)
    return (
        Page(
            name="Sigizi bulanan",
            titles=("Laporan bulanan Sigizi-Kesga", f"{office.title} · Tahun {period[:4]}"),
            columns=(*_GIVEN, *_open_places(office), *(_column(n) for n in range(8, LAST + 1))),
            rows=[
                (number, *_place(office, its), month, *[None] * (LAST - 7))
                for number, its in enumerate(desa, start=1)
            ],
            example=(EXAMPLE, *_place(office, sample), month, *_example()),
            percents={
                number - 1: ((above - 1,), below[0] - 1)
                for number, (above, below) in CHECKED_PERCENTAGES.items()
            },
            numbering=True,
        ),
    )


def _open_places(office: Office) -> tuple[Column, ...]:
    return (
        Column("Puskesmas", "text", 18, choices=office.puskesmas),
        Column("Desa", "text", 20, locked=True),
        Column("Bulan", "text", 12, choices=MONTHS_LONG),
    )


def _place(office: Office, desa: Area) -> tuple[Value, ...]:
    kecamatan = office.kecamatan_of(desa)
    return (
        office.province,
        office.kabupaten.name,
        kecamatan.name if kecamatan else "",
        office.puskesmas_of.get(desa.code, ""),
        desa.name,
    )


def heads() -> Mapping[int, tuple[str, str]]:
    """Column number → its group and its header; nothing for columns the program does not read."""
    found: dict[int, tuple[str, str]] = {}
    for first, group, below in _GROUPS:
        for number, text in enumerate(below, start=first):
            found[number] = (group, text or "%")
    return found


def _column(number: int) -> Column:
    group, text = heads().get(number, ("", ""))
    if number in COUNTS:
        return Column(text, "count", 11, over=group)
    return Column(text, "percent" if text else "text", 8 if text else 4, locked=True, over=group)


def _example() -> list[Value]:
    """Figures on which every sum and every part of a whole holds; percentages are left out."""
    figures = {
        8: 100, 9: 40, 10: 50, 11: 90, 12: 36, 14: 44, 16: 80, 18: 35, 20: 40, 22: 75, 24: 35,
        26: 40, 28: 75, 30: 60, 32: 50, 33: 20, 34: 6, 35: 4, 36: 70, 38: 9, 40: 3, 42: 2, 44: 8,
    }  # fmt: skip
    return [figures.get(number) for number in range(8, LAST + 1)]
