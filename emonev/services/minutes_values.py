"""Every placeholder of a document template: its name, what it holds, and an invented example.

The names are Indonesian: an office reads and writes them in its own Word file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DEMO = "DATA CONTOH"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder. ``parts``: of a list, the names inside one entry and what they hold."""

    name: str
    meaning: str
    parts: tuple[tuple[str, str], ...] = ()


DECISION = (
    ("no", "nomor urut"),
    ("isi", "isi keputusan"),
    ("pelaksana", "OPD, kecamatan atau puskesmas"),
    ("penanggung_jawab", "penanggung jawab"),
    ("indikator", "indikator"),
    ("lokus", "kecamatan atau desa"),
    ("target", "paling banyak berapa anak"),
    ("sasaran", "indikator, lokus dan target dalam satu kalimat"),
    ("tenggat", "tanggal"),
)

PERSON = (
    ("no", "nomor urut"),
    ("nama", "nama"),
    ("instansi", "instansi"),
    ("jabatan", "jabatan"),
)

PLACEHOLDERS: tuple[Placeholder, ...] = (
    Placeholder("judul", "nama rapat"),
    Placeholder("kabupaten", "Kabupaten Luwu Utara"),
    Placeholder("kabupaten_kapital", "KABUPATEN LUWU UTARA"),
    Placeholder("hari", "Kamis"),
    Placeholder("tanggal", "28 Agustus 2025"),
    Placeholder("hari_tanggal", "Kamis, 28 Agustus 2025"),
    Placeholder("tanggal_terbilang", "dua puluh delapan"),
    Placeholder("bulan", "Agustus"),
    Placeholder("tahun_terbilang", "dua ribu dua puluh lima"),
    Placeholder("tempat", "tempat rapat"),
    Placeholder("tempat_tanggal", "baris di atas tanda tangan"),
    Placeholder("pimpinan", "pimpinan rapat"),
    Placeholder("agenda", "daftar: satu teks tiap butir"),
    Placeholder("jumlah_peserta", "banyaknya peserta"),
    Placeholder("peserta", "daftar peserta", PERSON),
    Placeholder("peserta_dan_baris_kosong", "peserta, lalu baris untuk ditulis tangan", PERSON),
    Placeholder("catatan", "daftar: satu teks tiap alinea jalannya rapat"),
    Placeholder("angka_kalimat", "kalimat angka utama yang ditayangkan; kosong bila tidak ada"),
    Placeholder("angka_periode", "periode angka itu"),
    Placeholder("angka_saringan", "saringan angka itu"),
    Placeholder("angka_data", "tanggal data"),
    Placeholder("keputusan", "daftar keputusan rapat ini", DECISION),
    Placeholder(
        "rtl_lama",
        "daftar keputusan rapat sebelumnya yang belum selesai",
        (*DECISION, ("status", "status"), ("rapat", "rapat yang memutuskan")),
    ),
    Placeholder(
        "penanda_tangan",
        "daftar pelaksana keputusan, satu baris tiap pelaksana",
        (("pelaksana", "OPD, kecamatan atau puskesmas"), ("penanggung_jawab", "nama, jabatan")),
    ),
    Placeholder("contoh", "DATA CONTOH, kosong bila data sungguhan"),
    Placeholder("versi", "E-Monev Stunting dan versinya"),
    Placeholder("dibuat", "tanggal pembuatan dan versi"),
)


def sample() -> dict[str, Any]:
    """Invented values for every placeholder, to try a template with."""
    values: dict[str, Any] = {one.name: _example(one) for one in PLACEHOLDERS}
    return values | {
        "judul": "Rapat koordinasi stunting",
        "agenda": ["Pembukaan", "Paparan data", "Kesepakatan"],
        "catatan": ["Rapat dibuka pukul 09.00.", "Data Agustus 2025 dipaparkan."],
        "contoh": DEMO,
    }


def _example(one: Placeholder) -> str | list[str] | list[Mapping[str, str]]:
    if one.meaning.startswith("daftar:"):
        return [one.meaning]
    if one.parts:
        return [dict(one.parts), dict(one.parts)]
    return one.meaning
