"""The one vocabulary of column headers: every spelling seen, and what it means.

A new spelling is one more string below. Compared without case, blanks and punctuation
(``key("ZS_BB/U ") == "zsbbu"``), so "zs_bb_u", "ZS BB/U" and "Zs BB/U" are one entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from emonev.ingest.units import without_unit

SPELLINGS: dict[str, tuple[str, ...]] = {
    "number": ("No", "Nomor", "No Urut", "Nomor Urut", "#", "No."),
    "nik": (
        "NIK", "NIK Anak", "NIK Balita", "No NIK", "Nomor NIK", "No KTP",
        "Nomor Induk Kependudukan", "NIK/No KTP",
    ),
    "name": (
        "Nama", "Nama Anak", "Nama Balita", "Nama Lengkap", "Nama Bayi", "Nama Bayi/Balita",
        "Nama Baduta", "Nama Sasaran", "Nama Lengkap Anak", "Nama Anak Balita",
    ),
    "sex": (
        "JK", "Jenis Kelamin", "L/P", "Kelamin", "Sex", "J/K", "Jns Kelamin",
        "Jenis Kelamin (L/P)", "JK (L/P)", "Gender", "Kelamin (L/P)", "JK (Laki-laki/Perempuan)",
        "Jenis Kelamin (Laki-laki/Perempuan)",
    ),
    "birth_date": (
        "Tgl Lahir", "Tanggal Lahir", "Tgl. Lahir", "TglLhr", "Tgl Lhr", "Tanggal Lahir Anak",
        "Tgl Lahir Anak", "Tanggal Lahir Balita", "DOB", "Lahir Tanggal", "Lahir Tgl",
    ),
    "birth_weight_kg": (
        "BB Lahir", "Berat Lahir", "Berat Badan Lahir", "BBL", "BB Lahir (kg)", "Berat Lahir (kg)",
        "Lahir BB", "BB Lhr", "Lahir Berat",
    ),
    "birth_length_cm": (
        "TB Lahir", "PB Lahir", "Panjang Lahir", "Panjang Badan Lahir", "Tinggi Lahir",
        "TB Lahir (cm)", "PB Lahir (cm)", "Lahir TB", "Lahir PB", "PBL", "Lahir Panjang",
    ),
    "parent": (
        "Nama Ortu", "Nama Orang Tua", "Orang Tua", "Ortu", "Nama Ibu", "Nama Ayah", "Ibu", "Ayah",
        "Nama Ibu/Ayah", "Nama Ayah/Ibu", "Nama KK", "Nama Ibu Kandung",
    ),
    "parent_nik": ("NIK Ortu", "NIK Ibu", "NIK Ayah", "NIK Orang Tua", "No KK", "Nomor KK"),
    "province": ("Prov", "Provinsi", "Propinsi", "Nama Provinsi"),
    "kabupaten": (
        "Kab/Kota", "Kabupaten/Kota", "Kabupaten", "Kab", "Kab Kota", "Kota", "Nama Kabupaten",
        "Nama Kabupaten/Kota", "Kab.", "Nama Kab/Kota",
    ),
    "kecamatan": ("Kec", "Kecamatan", "KECMATAN", "Nama Kecamatan", "Kec.", "Distrik"),
    "puskesmas": (
        "Pukesmas", "Puskesmas", "PKM", "Nama Puskesmas", "Nama Pukesmas", "Pusk", "Faskes",
    ),
    "desa": (
        "Desa/Kel", "Desa/Kelurahan", "Desa", "Kelurahan", "Desa Kel", "Kel/Desa",
        "Kelurahan/Desa", "Nama Desa", "Nama Desa/Kelurahan", "Nama Kelurahan", "Kel",
        "Desa / Kel.", "Nagari", "Gampong", "Lembang",
    ),
    "posyandu": ("Posyandu", "Nama Posyandu", "Pos Yandu", "Pos"),
    "rt": ("RT", "RT/RW"),
    "rw": ("RW",),
    "address": (
        "Alamat", "Alamat Lengkap", "Alamat Rumah", "Dusun", "Alamat Domisili", "Lingkungan",
        "No HP", "Telepon", "No Telp",
    ),
    "age_text": (
        "Usia Saat Ukur", "Usia", "Umur", "Umur Saat Ukur", "Usia Saat Diukur", "Usia Ukur",
        "Umur (bulan)", "Usia (bulan)", "Usia Bulan", "Umur Bulan", "Umur Saat Pengukuran",
        "Usia Saat Pengukuran", "Usia (bln)", "Umur (bln)", "Usia Anak", "Umur Anak",
    ),
    "measured_on": (
        "Tanggal Pengukuran", "Tgl Pengukuran", "Tanggal Ukur", "Tgl Ukur", "Tanggal Penimbangan",
        "Tgl Penimbangan", "Tanggal Timbang", "Tgl Timbang", "Tgl. Ukur", "Pengukuran Tanggal",
        "Tanggal Diukur", "Tgl Diukur", "Pengukuran Tgl", "Tanggal Kunjungan", "Tgl Kunjungan",
        "Tanggal Posyandu", "Tgl Posyandu",
    ),
    "weight_kg": (
        "Berat", "BB", "Berat Badan", "BB (kg)", "Berat (kg)", "Berat Badan (kg)",
        "Pengukuran Berat", "Pengukuran BB", "Hasil BB", "BB Ukur", "BB Saat Ini", "BB Saat Ukur",
        "BB Sekarang", "Berat Saat Ini", "Berat Badan Saat Ini",
    ),
    "lenhei_cm": (
        "Tinggi", "TB", "Tinggi Badan", "PB", "Panjang Badan", "PB/TB", "TB/PB", "Tinggi (cm)",
        "TB (cm)", "PB (cm)", "TB/PB (cm)", "PB/TB (cm)", "Tinggi Badan (cm)", "Panjang",
        "Panjang/Tinggi", "Panjang/Tinggi Badan", "Tinggi/Panjang Badan", "Pengukuran Tinggi",
        "Pengukuran TB", "TB Ukur", "TB Saat Ini", "TB Saat Ukur", "TB Sekarang", "Tinggi Saat Ini",
        "Tinggi Saat Ukur", "Tinggi Badan Saat Ini", "Tinggi Badan/Panjang Badan",
        "Panjang Badan/Tinggi Badan", "Panjang/Tinggi Badan (cm)", "TB atau PB", "PB atau TB",
        "Panjang atau Tinggi Badan", "Tinggi atau Panjang Badan",
    ),
    "measure": (
        "Cara Ukur", "Cara Pengukuran", "Posisi Ukur", "Posisi", "Cara Ukur (Berdiri/Terlentang)",
        "Posisi Pengukuran", "Cara Ukur TB", "Posisi Ukur (Berdiri/Terlentang)",
    ),
    "muac_cm": (
        "LiLA", "LILA (cm)", "Lingkar Lengan Atas", "Lingkar Lengan", "LLA",
        "Lingkar Lengan Atas (cm)", "Pengukuran LiLA", "Lingkar Lengan Atas (LiLA)",
    ),
    "headc_cm": (
        "Lingkar Kepala", "LK", "LIKA", "Lingkar Kepala (cm)", "LK (cm)", "LIKA (cm)",
        "Lingkar Kepala (LIKA)",
    ),
    "label_waz": (
        "BB/U", "Status BB/U", "BB/U Status", "Kategori BB/U", "BBU", "Label BB/U",
        "Status Gizi BB/U", "Ket BB/U", "Status Berat Badan",
    ),
    "sheet_waz": (
        "ZS BB/U", "Z-Score BB/U", "z-core bb/u", "Zscore BB/U", "BB/U ZS", "BB/U Z-Score",
        "Z BB/U", "Nilai Z BB/U", "WAZ", "SD BB/U", "BB/U SD",
    ),
    "label_haz": (
        "TB/U", "PB/U", "Status TB/U", "Status PB/U", "TB/U Status", "PB/U Status",
        "Kategori TB/U", "PB/U atau TB/U", "TB/U atau PB/U", "TB/U (PB/U)", "PB/U-TB/U",
        "status_stunting", "Stunting", "Label TB/U", "Status Gizi TB/U", "Ket TB/U",
        "Keterangan Stunting",
    ),
    "sheet_haz": (
        "ZS TB/U", "ZS PB/U", "Z-Score TB/U", "Z-Score PB/U", "z-core tb/u", "z-core pb/u",
        "Zscore TB/U", "TB/U ZS", "PB/U ZS", "TB/U Z-Score", "PB/U Z-Score", "Z TB/U",
        "Nilai Z TB/U", "HAZ", "SD TB/U", "TB/U SD", "ZS TB/U (PB/U)",
    ),
    "label_whz": (
        "BB/TB", "BB/PB", "Status BB/TB", "Status BB/PB", "BB/TB Status", "BB/PB Status",
        "Kategori BB/TB", "BB/PB atau BB/TB", "BB/TB atau BB/PB", "Status Gizi", "Label BB/TB",
        "Status Gizi BB/TB", "Ket BB/TB",
    ),
    "sheet_whz": (
        "ZS BB/TB", "ZS BB/PB", "Z-Score BB/TB", "Z-Score BB/PB", "z-core bb/tb", "z-core bb/pb",
        "Zscore BB/TB", "BB/TB ZS", "BB/PB ZS", "BB/TB Z-Score", "BB/PB Z-Score", "Z BB/TB",
        "Nilai Z BB/TB", "WHZ", "SD BB/TB", "BB/TB SD",
    ),
    "weight_gain": (
        "Naik Berat Badan", "N/T", "NT", "Naik BB", "Status Naik", "N/T/O/B", "Naik/Tidak Naik",
        "Kenaikan BB", "Kenaikan Berat Badan", "Status N/T",
    ),
    "vitamin_a": (
        "Jml Vit A", "Jumlah Vit A", "Vit A", "Vitamin A", "Jumlah Vitamin A", "Jml Vitamin A",
    ),
    "pmt": ("PMT Diterima (kg)", "PMT Diterima", "PMT", "PMT (kg)"),
    "kpsp": ("KPSP",),
    "kia": ("KIA", "Buku KIA", "Punya KIA"),
    "mothers_class": ("Kelas Ibu Balita", "Kelas Ibu"),
    "mbg": ("MBG", "Makan Bergizi Gratis"),
    "detail": ("Detail", "Aksi"),
}  # fmt: skip
"""Field → spellings, most usual first. Fields of ``parsed.ROW_COLUMNS`` are stored; ``number,
nik, name, parent, parent_nik, rt, rw, address, age_text, pmt, kpsp, kia, mothers_class, mbg,
detail`` are known but not stored (nik and name become keyed hashes, age_text checks the dates)."""

PRIVATE_FIELDS = frozenset({"nik", "name", "parent", "parent_nik", "address", "rt", "rw"})
"""Fields whose contents are never shown, logged or written."""

AREA_FIELDS = ("province", "kabupaten", "kecamatan", "puskesmas", "desa", "posyandu")

RECAP_CLASSES = frozenset(
    {
        "sangatkurang", "kurang", "beratbadannormal", "normal", "risikolebih", "resikolebih",
        "outlier", "sangatpendek", "pendek", "tinggi", "giziburuk", "gizikurang", "gizibaik",
        "risikogizilebih", "resikogizilebih", "gizilebih", "obesitas",
    }
)  # fmt: skip
"""Class names that head the columns of a recap "STATUS GIZI" (spreadsheets.md §2)."""

_BRACKET = re.compile(
    r"\s*[(\[]\s*(?:wajib"
    r"|dd?[/.-]mm?[/.-]yy(?:yy)?|mm?[/.-]dd?[/.-]yy(?:yy)?|yyyy[/.-]mm[/.-]dd"
    r"|hh?[/.-]bb?[/.-]tt(?:tt)?|tttt[/.-]bb[/.-]hh|tgl[/.-]bln[/.-]th?n)\s*[)\]]\s*[*:]*\s*$",
    re.IGNORECASE,
)

_NEAR_MIN_LENGTH = 8
"""Shorter headers ("BB/U", "Berat") are one letter away from another meaning: exact only."""


def key(text: object) -> str:
    """A header without case, blanks, NBSP and punctuation: what spellings are compared by."""
    return re.sub(r"[^0-9a-z#]", "", str(text).lower())


@cache
def vocabulary() -> Mapping[str, str]:
    """Key of every spelling → field."""
    return {key(s): name for name, spellings in SPELLINGS.items() for s in spellings}


@cache
def field_of(header: str) -> str | None:
    """The field a header names exactly (case, blanks and punctuation aside), or None.

    A unit or the form of a date after it is no part of the name: "Tgl Lahir (dd/mm/yyyy)",
    "TB dalam mm". Other brackets are: "BB (Lahir)" is not the weight.
    """
    found = vocabulary().get(key(header)) or vocabulary().get(key(_BRACKET.sub("", header)))
    return found or vocabulary().get(key(without_unit(header)))


@cache
def near_field_of(header: str) -> str | None:
    """The field of a header that is unmistakably a misspelling, or None.

    Same first letter and same digits, one edit (two from ten letters on), and no other field
    equally near: "Tangal Pengukuran" is measured_on, "BX Lahir" is nothing.
    """
    from rapidfuzz.distance import Levenshtein

    text = key(header)
    if len(text) < _NEAR_MIN_LENGTH - 1:
        return None
    allowed = 2 if len(text) >= 10 else 1
    best: dict[str, int] = {}
    for spelling, name in vocabulary().items():
        if len(spelling) < _NEAR_MIN_LENGTH or name.startswith(("label_", "sheet_")):
            continue
        if spelling[0] != text[0] or _digits(spelling) != _digits(text):
            continue
        distance = Levenshtein.distance(text, spelling, score_cutoff=allowed + 1)
        if distance <= allowed:
            best[name] = min(distance, best.get(name, 9))
    return next(iter(best)) if len(best) == 1 else None


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def known_fields() -> Sequence[str]:
    """Every field a mapping may name."""
    return tuple(SPELLINGS)
