"""One small plain sheet of every kind of upload, all invented, with what may be done to it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from typing import Any

from emonev.core.age import DAYS_PER_MONTH
from emonev.ingest import columns
from emonev.ingest.tables import recap as recap_kind
from emonev.ingest.tables import survey as survey_kind
from emonev.ingest.tables.layout import AREA_SPELLINGS
from tests.builders import EXPORT_COLUMNS, child
from tests.ingest.tables import sheets, sigizi_sheets
from tests.wild.drafts import Base, Column
from tests.wild.list_bases import aliases, areas, budget, puskesmas, targets
from tests.wild.sheet_parts import PLACE_HEADS, PLACES, by_key, plain

KABUPATEN = "73.22"
SECRETS = ("ANAK CONTOH", "ORANG TUA CONTOH", "KEPALA CONTOH", "99000000000", "73220101010",
           "73220202020")  # fmt: skip
"""Parts of the names and NIK of the bases: never in anything that leaves the reader."""

# --- children

BY_NAME_ROLES = {
    "number": "number", "nik": "identity", "name": "identity", "parent": "identity",
    "address": "identity", "rt": "identity", "rw": "identity", "birth_date": "date",
    "measured_on": "date", "weight_kg": "decimal", "lenhei_cm": "decimal", "muac_cm": "decimal",
    "birth_weight_kg": "decimal", "birth_length_cm": "decimal", "sheet_waz": "decimal",
    "sheet_haz": "decimal", "sheet_whz": "decimal", "sex": "sex", "kecamatan": "place",
    "puskesmas": "place", "desa": "place",
}  # fmt: skip


def by_name() -> Base:
    """Two waves of eight children."""
    rng = random.Random(7)
    rows = []
    for i in range(1, 9):
        kecamatan, desa = PLACES[i % len(PLACES)]
        birth = date(2021, 9, 14) + timedelta(days=rng.randrange(1100))
        for wave in (date(2025, 2, 15), date(2025, 8, 16)):
            on = wave + timedelta(days=rng.randrange(9))
            months, days = divmod((on - birth).days, DAYS_PER_MONTH)
            row = child(
                i=i, sex="LP"[i % 2], birth_date=birth, measured_on=on,
                age_text=f"{int(months) // 12} Tahun - {int(months) % 12} Bulan - {int(days)} Hari",
                kecamatan=kecamatan, puskesmas=kecamatan, desa=desa,
                weight_kg=round(4 + 0.19 * months + rng.random(), 1) + 0.05,
                lenhei_cm=round(54 + 0.75 * months + 4 * rng.random(), 1),
                measure="Terlentang" if months < 24 else "Berdiri",
                sheet_haz=round(rng.uniform(-3, 1), 2), weight_gain=rng.choice("NTOB"),
            )  # fmt: skip
            rows.append(list(row.values()))
    heads = [Column([h], BY_NAME_ROLES.get(key, "text")) for key, h in EXPORT_COLUMNS.items()]
    return Base(
        "by_name", "by_name", heads, rows, [["Data Tanggal : 2025-09-03 18:28:44"]],
        "Application List", spellings=by_key(columns.SPELLINGS.values()),
    )  # fmt: skip


# --- counts


def recap(desa: bool = False) -> Base:
    """STATUS GIZI per puskesmas or per desa."""
    places = ("No", "Puskesmas", "Kecamatan", *(("Desa",) if desa else ()))
    top = ""
    heads = [Column([p, ""], PLACE_HEADS[p]) for p in places]
    for over, name in zip(sheets.TOP, sheets.CLASSES, strict=True):
        top = over or top
        heads.append(Column([top, name], "count", top))
    rng = random.Random(3)
    rows = []
    for at, (kecamatan, name) in enumerate(PLACES if desa else (PLACES[0], PLACES[2]), 1):
        figures = [rng.randrange(0, 30) for _ in sheets.CLASSES]
        figures[7] = 1200 + at  # a count of four digits, to be written 1.201
        rows.append([at, kecamatan, kecamatan, *((name,) if desa else ()), *figures])
    vocabulary = [*AREA_SPELLINGS.values(), *recap_kind.INDEXES.values()]
    return Base(
        "recap_desa" if desa else "recap", "recap", heads, rows,
        [["STATUS GIZI BALITA  BULAN AGUSTUS 2025"], ["Data Tanggal : 2025-10-11 11:28:20"]],
        spellings=by_key(vocabulary),
    )  # fmt: skip


def sasaran() -> Base:
    """L, P and total per desa."""
    heads = plain(("No", "Kecamatan", "Puskesmas", "Desa", "L", "P", "Total"), {})
    rows = [[at, k, k, d, 400 + at, 830 + at, 1230 + 2 * at] for at, (k, d) in enumerate(PLACES, 1)]
    return Base(
        "sasaran", "sasaran", heads, rows, [["SASARAN BALITA PUSDATIN TAHUN 2025"]], wordy=True,
        spellings=by_key(AREA_SPELLINGS.values()),
    )  # fmt: skip


def sigizi() -> Base:
    """The monthly report of 110 columns; percentages are printed."""
    top = {**sigizi_sheets.PLACES, **sigizi_sheets.GROUPS}
    heads, over = [], ""
    for n in range(1, 111):
        below = sigizi_sheets.BELOW.get(n, "")
        over = top.get(n) or (over if below else "")
        role = "count" if n in sigizi_sheets.COUNTS else "place" if 2 <= n <= 6 else "text"
        role = "percent" if "%" in below else role
        heads.append(Column([over, below], role, over if below else ""))
    rows = [sigizi_sheets.row(d, kecamatan=k, puskesmas=k, c38=9 + at, c103=9 + at)
            for at, (k, d) in enumerate(PLACES)]  # fmt: skip
    return Base(
        "sigizi", "sigizi", heads, rows, [["LAPORAN GIZI TAHUN 2025"]], order="fixed", wordy=True,
        numbered=True,
    )  # fmt: skip


def cakupan() -> Base:
    """One service of the national web."""
    places = ("No", "ID Kecamatan", "Kecamatan", "ID Puskesmas", "Nama Puskesmas", "ID Desa BPS",
              "ID Desa Kemendagri", "Nama Desa")  # fmt: skip
    figures = ("Jumlah remaja putri yang mengonsumsi TTD", "Jumlah remaja putri", "Persentase")
    roles = {p: "code" for p in places if p.startswith("ID")} | {"Persentase": "percent"}
    rows = [
        [1, "7322010", "Malangke", "1073001", "Malangke", "7322010001", "73.22.01.2001", "Tokke",
         40, 50, "80 %"],
        [2, "7322010", "Malangke", "1073001", "Malangke", "7322010004", "73.22.01.2004",
         "Pattimang", 1188, 1320, "90 %"],
    ]  # fmt: skip
    return Base(
        "cakupan", "cakupan", plain((*places, *figures), roles), rows,
        [["CAKUPAN LAYANAN TAHUN 2025"]], order="places first", wordy=True,
        spellings=by_key(AREA_SPELLINGS.values()),
    )  # fmt: skip


def krs() -> Base:
    """Families at risk per desa."""
    heads = ("No", "Kecamatan", "Desa", "Jumlah Keluarga", "Jumlah KRS", "KRS Didampingi TPK",
             "Sumber Air Minum Tidak Layak", "Jamban Tidak Layak", "Terlalu Muda",
             "Prasejahtera")  # fmt: skip
    rows = [[at, k, d, 1200 + at, 180 + at, 60, 30, 20 + at, 3, 50]
            for at, (k, d) in enumerate(PLACES, 1)]  # fmt: skip
    return Base(
        "krs", "krs", plain(heads, {}), rows, [["DATA KELUARGA BERISIKO STUNTING TAHUN 2025"]],
        wordy=True, spellings=by_key(AREA_SPELLINGS.values()),
    )  # fmt: skip


def krs_family() -> Base:
    """The screening list: one row per family, nobody of it to be named."""
    roles = {"Nama Kepala Keluarga": "identity", "NIK": "identity", "No KK": "identity",
             "Alamat": "identity", "Peringkat Kesejahteraan": "count"}  # fmt: skip
    heads = ("No", "Nama Kepala Keluarga", "NIK", "No KK", "Kecamatan", "Desa", "Alamat",
             "Keluarga Sasaran", "Keluarga tidak mempunyai sumber air minum utama yang layak",
             "Keluarga tidak mempunyai jamban yang layak", "Terlalu Muda (umur istri < 20 tahun)",
             "Terlalu Dekat (< 2 tahun)", "Peringkat Kesejahteraan", "Bukan Peserta KB Modern",
             "Status Risiko Stunting", "Mendapat Pendampingan")  # fmt: skip
    rng = random.Random(5)
    rows = []
    for at in range(1, 10):
        k, d = PLACES[at % 3]
        yes = [rng.choice(("Ya", "Tidak")) for _ in range(8)]
        rows.append([at, f"KEPALA CONTOH {at}", f"73220101010100{at:02d}",
                     f"73220202020200{at:02d}", k, d, f"JALAN CONTOH {at}", *yes[:5],
                     rng.randrange(1, 11), *yes[5:]])  # fmt: skip
    return Base(
        "krs_family", "krs_keluarga", plain(heads, roles, "flag"), rows,
        [["PENAPISAN KELUARGA BERISIKO STUNTING SEMESTER I 2025"]], wordy=True, repeats=False,
        spellings=by_key(AREA_SPELLINGS.values()),
    )  # fmt: skip


def survey() -> Base:
    """Results of surveys."""
    heads = ("No", "Tahun", "Kabupaten/Kota", "Indikator", "Persentase", "Batas bawah",
             "Batas atas", "n", "Sumber")  # fmt: skip
    roles = {"Indikator": "text", "Persentase": "percent", "Batas bawah": "percent",
             "Batas atas": "percent", "n": "count", "Sumber": "text"}  # fmt: skip
    rows = [
        [1, 2024, "Luwu Utara", "Stunting", 21.5, 17.9, 25.4, 512, "SSGI 2024"],
        [2, 2023, "Luwu Utara", "Stunting", 27.3, 23.1, 31.2, 1508, "SKI 2023"],
        [3, 2024, "Luwu Utara", "Wasting", 7.1, 5.2, 9.8, 512, "SSGI 2024"],
    ]  # fmt: skip
    return Base(
        "survey", "survei", plain(heads, roles), rows, [["Hasil survei"]],
        spellings=by_key([*survey_kind.FORM.fields.values(), *AREA_SPELLINGS.values()]),
    )  # fmt: skip


def long_table() -> Base:
    """A row per puskesmas and month."""
    heads = ("Kecamatan", "Puskesmas", "Bulan", "Tahun", "Balita Diukur", "Pendek",
             "Sangat Pendek", "Prevalensi Stunting (%)")  # fmt: skip
    rows = [
        [k, k, month, 2024, 1100 + 100 * at, 60 + at, 50 + 9 * at, round(11 - 0.1 * at, 2)]
        for at, (k, month) in enumerate(
            (k, m) for m in ("Januari", "Februari") for k in ("MALANGKE", "MASAMBA")
        )
    ]
    for row in rows:
        row[-1] = round(100 * (row[5] + row[6]) / row[4], 2)
    roles = {"Prevalensi Stunting (%)": "percent"}
    return Base("long", "long", plain(heads, roles), rows, sheet="data", wordy=True,
                spellings=by_key(AREA_SPELLINGS.values()))  # fmt: skip


def wide_table() -> Base:
    """Years as columns."""
    heads = [Column(["No"], "number"), Column(["Kecamatan"], "place"), Column(["2023"], "count"),
             Column(["2024"], "count")]  # fmt: skip
    rows = [[1, "MALANGKE", 110, 1048], [2, "MASAMBA", 1020, 6], [3, "SABBANG", 31, 17]]
    return Base(
        "wide", "wide", heads, rows, [["Jumlah balita stunting per kecamatan"]], sheet="Stunting",
        wordy=True, spellings=by_key(AREA_SPELLINGS.values()),
    )  # fmt: skip


def months_wide() -> Base:
    """Months side by side, each with its sub-columns."""
    heads = [Column(["No", ""], "number"), Column(["Kecamatan", ""], "place")]
    for month in ("Januari", "Februari", "Maret"):
        for below in ("Diukur", "Pendek", "Sangat Pendek"):
            heads.append(Column([month, below], "count", month))
    rows = [[at, name, *(1000 + 100 * at + 7 * n if n % 3 == 0 else 20 + at + n for n in range(9))]
            for at, name in enumerate(("MALANGKE", "MASAMBA", "BAEBUNTA"), 1)]  # fmt: skip
    return Base(
        "months", "wide", heads, rows, [["REKAP TAHUN 2024"]], sheet="Data", wordy=True,
        spellings=by_key(AREA_SPELLINGS.values()),
    )  # fmt: skip


LEDGER_ONLY = ("survey", "targets", "budget")
"""Bases whose figures are listed and never counted: they change the ledger alone."""


@cache
def bases() -> dict[str, Base]:
    """Every base by its name."""
    made = (by_name(), recap(), recap(desa=True), sasaran(), sigizi(), cakupan(), krs(),
            krs_family(), survey(), long_table(), wide_table(), months_wide(), targets(), budget(),
            areas(), puskesmas(), aliases())  # fmt: skip
    return {base.name: base for base in made}


def roles_of(base: Base, *roles: str) -> list[int]:
    """Columns with one of these roles."""
    return [at for at, column in enumerate(base.columns) if column.role in roles]


def anything(value: Any) -> bool:
    """A cell that is not empty."""
    return value is not None and value != ""
