"""Invented targets, budget and printed percentages of the demo, as one workbook of three sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from emonev.demo.places import Places, read_places
from emonev.demo.scenario import FIRST_YEAR, MONTHS

FILE_NAME = "DATA CONTOH target dan anggaran.xlsx"
LAST_YEAR = FIRST_YEAR + MONTHS // 12 - 1
"""The year of the demo's newest data: its budget is that year's."""

DOCUMENT = "DATA CONTOH RPJMD"

Row = Sequence[str | int | float | None]

_TARGET_HEAD = ("Indikator", "Sumber", "Kecamatan", "Tahun", "Target (%)", "Dokumen", "Nomor",
                "Halaman", "Tahun dokumen", "Status")  # fmt: skip
_BUDGET_HEAD = ("OPD", "Subkegiatan", "Kecamatan", "Desa", "Pagu (Rp)", "Realisasi (Rp)",
                "Keterangan")  # fmt: skip
_SHARE_HEAD = ("Kecamatan", "Tahun", "Prevalensi Stunting (%)")

_ACTIVITIES: tuple[tuple[str, str, int, int | None], ...] = (
    ("Dinas Kesehatan", "Pemberian makanan tambahan balita", 1_250_000_000, 815_000_000),
    ("Dinas Kesehatan", "Pelatihan kader pengukuran", 340_000_000, 338_500_000),
    ("Dinas Kesehatan", "Pengadaan antropometri kit", 960_000_000, None),
    ("DP3AP2KB", "Pendampingan keluarga berisiko stunting", 720_000_000, 402_300_000),
    ("Dinas Sosial", "Bantuan pangan keluarga berisiko", 1_100_000_000, 642_000_000),
    ("Dinas PUPR", "Sarana air minum dan sanitasi", 2_400_000_000, 911_750_000),
    ("Dinas PMD", "Rumah desa sehat", 180_000_000, 0),
)
"""OPD, activity, pagu, realisasi in rupiah; None: nobody filled it in."""

_PER_DESA = ("Dinas PMD", "Insentif kader posyandu", 24_000_000)
"""The same activity in several desa, each with its own row."""


def write_supporting(folder: Path, kabupaten: str, year: int) -> Path:
    """Write the workbook for ``kabupaten`` (a code the demo knows); ``year`` is that of the newest
    data. Its target for that year is a proposal: figures are compared with none."""
    import xlsxwriter

    places = read_places(kabupaten, extra_puskesmas=0, desa_per_kecamatan=None)
    path = folder / FILE_NAME
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "DATA CONTOH"})
    for name, title, head, rows in (
        ("Target", "Target (DATA CONTOH)", _TARGET_HEAD, _targets(year)),
        ("Anggaran", f"Anggaran tahun {year} (DATA CONTOH)", _BUDGET_HEAD, _budget(places)),
        ("Persen", "Tabel persen (DATA CONTOH)", _SHARE_HEAD, _shares(places, year - 2)),
    ):
        page = book.add_worksheet(name)
        page.write_string(0, 0, title)
        page.write_row(2, 0, head)
        for at, row in enumerate(rows, start=3):
            page.write_row(at, 0, row)
    book.close()
    return path


def _targets(year: int) -> list[Row]:
    paper = (DOCUMENT, "Perda contoh 1", "57", year - 1)
    return [
        ("Stunting", "e-PPGBM", "", year, 11.5, *paper, "usulan"),
        ("Stunting", "e-PPGBM", "", year + 1, 10.5, *paper, "ditetapkan"),
        ("Stunting", "SSGI", "", year + 1, 19.0, *paper, "ditetapkan"),
        ("Bumil KEK PMT", "Cakupan layanan", "", year, 90, *paper, "ditetapkan"),
    ]


def _budget(places: Places) -> list[Row]:
    rows: list[Row] = [
        (office, activity, "", "", budget, spent, "DATA CONTOH")
        for office, activity, budget, spent in _ACTIVITIES
    ]
    office, activity, budget = _PER_DESA
    first = places.kecamatan[0]
    for number, desa in enumerate(first.desa[:6]):
        spent = None if number == 4 else budget * (12 - number) // 12
        rows.append((office, activity, first.name, desa.name, budget, spent, "DATA CONTOH"))
    return rows


def _shares(places: Places, year: int) -> list[Row]:
    return [
        (kecamatan.name, year, round(9.4 + (number * 37 % 11) * 0.83, 1))
        for number, kecamatan in enumerate(places.kecamatan)
    ]
