"""Templates for every kind of sheet, with the kabupaten's own desa filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emonev.core.period import parse_period
from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.ingest.templates import cakupan_pages, forms, free_tables, sigizi_pages
from emonev.ingest.templates.book import Page, write_book
from emonev.ingest.templates.places import Office
from emonev.services.comparing import PUBLIC
from emonev.services.office import office
from emonev.store.store import Cursor

Pages = Callable[[Office, str], tuple[Page, ...]]


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """One template. ``key`` is the sheet kind it comes in as; ``lines`` are its instructions."""

    key: str
    title: str
    lines: tuple[str, ...]
    pages: Pages


_ALWAYS = (
    "Baris CONTOH (kuning, miring) hanya contoh dan tidak pernah dibaca; boleh dibiarkan.",
    "Jangan ubah judul kolom dan sel abu-abu. Sel kosong berarti belum ada data; 0 berarti nol.",
    "Sel dengan tanda panah berisi daftar pilihan; isian lain diberi peringatan.",
    "Setelah diisi, unggah berkas ini pada halaman Unggah. Masalah ditunjuk per sel, dan unggahan "
    "dapat dibatalkan.",
)

_PER_DESA = "Satu baris untuk setiap desa/kelurahan; baris yang belum ada datanya dibiarkan kosong."

KINDS: tuple[TemplateKind, ...] = (
    TemplateKind(
        "by_name", "Data pengukuran per anak",
        ("Satu baris untuk setiap anak dan tanggal pengukuran.",
         "Wajib: JK, Tgl Lahir, Tanggal Pengukuran, Kec, Desa/Kel, Berat dan/atau Tinggi.",
         "NIK dan nama dipakai untuk mengenali anak yang sama dan tidak disimpan."),
        forms.by_name,
    ),
    TemplateKind(
        "recap", "Rekap status gizi per desa",
        (_PER_DESA, "Isi jumlah anak menurut kelas BB/U, TB/U, dan BB/TB pada bulan di judul."),
        forms.recap,
    ),
    TemplateKind(
        "sasaran", "Sasaran balita per desa",
        (_PER_DESA, "Sumber: Pusdatin, riil (pendataan sendiri), atau Dukcapil. Total = L + P."),
        forms.sasaran,
    ),
    TemplateKind(
        "sigizi", "Laporan bulanan Sigizi-Kesga (110 kolom)",
        ("Satu baris untuk setiap desa dan bulan; untuk bulan lain, ganti isi kolom Bulan.",
         "Kolom dikenali dari nomornya (baris 1 sampai 110): jangan sisipkan atau hapus kolom.",
         "Kolom persentase abu-abu dihitung sendiri; kolom kosong abu-abu tidak dibaca.",
         "Vitamin A diisi pada Februari dan Agustus; di bulan lain dibiarkan kosong."),
        sigizi_pages.pages,
    ),
    TemplateKind(
        "cakupan", "Cakupan layanan (bentuk web nasional)",
        (_PER_DESA, "Satu lembar per indikator; persentase dihitung sendiri.",
         "ID Puskesmas dan Nama Puskesmas boleh diisi."),
        lambda its, period: cakupan_pages.pages(its, period, example=True),
    ),
    TemplateKind(
        "krs", "Keluarga berisiko stunting per desa",
        (_PER_DESA, "Penyebab dihitung di antara KRS; satu keluarga dapat memiliki beberapa."),
        forms.krs,
    ),
    TemplateKind(
        "krs_keluarga", "Penapisan KRS per keluarga",
        ("Satu baris per keluarga, tanpa nama dan tanpa NIK.",
         "Yang disimpan hanya jumlah per desa."),
        forms.krs_family,
    ),
    TemplateKind(
        "survei", "Hasil survei (SSGI, SKI, Riskesdas)",
        ("Nilai dan batas selang kepercayaan 95 % dalam persen.",
         "Wilayah: nama kabupaten/kota, provinsi, atau Indonesia."),
        forms.survey,
    ),
    TemplateKind(
        "long", "Tabel stunting per kecamatan dan bulan",
        ("Satu baris untuk setiap kecamatan dan bulan; tambah baris untuk bulan lain.",
         "Isi jumlah anak; persentase dihitung sendiri."),
        free_tables.by_month,
    ),
    TemplateKind(
        "wide", "Tabel stunting per kecamatan, tahun sebagai kolom",
        ("Satu baris untuk setiap kecamatan, satu kolom untuk setiap tahun.",
         "Isi jumlah balita stunting, bukan persentase."),
        free_tables.by_year,
    ),
    TemplateKind(
        "wilayah", "Daftar wilayah",
        ("Kode Kemendagri sebagai teks (73.22.01.2001); kode BPS di kolomnya sendiri.",
         "Baris kecamatan: kolom Desa dikosongkan."),
        forms.areas,
    ),
    TemplateKind(
        "puskesmas", "Daftar puskesmas", (_PER_DESA, "Isi puskesmas yang melayani desa itu."),
        forms.puskesmas,
    ),
    TemplateKind(
        "alias", "Ejaan lain nama wilayah",
        (_PER_DESA, "Beberapa ejaan dipisahkan titik koma."), forms.aliases,
    ),
    TemplateKind(
        "target", "Target",
        ("Target hanya dibandingkan dengan angka dari sumber yang sama.",
         "Hanya target berstatus ditetapkan yang dipakai; usulan dicatat."),
        forms.targets,
    ),
    TemplateKind(
        "anggaran", "Anggaran", ("Rupiah penuh, tanpa desimal.",
                                 "Kecamatan dan Desa boleh kosong."), forms.budget,
    ),
)  # fmt: skip


def template_kind(key: str) -> TemplateKind:
    """The template with this key. Raises WrongCall."""
    for kind in KINDS:
        if kind.key == key:
            return kind
    known = ", ".join(kind.key for kind in KINDS)
    raise WrongCall(f"Templat {key!r} tidak dikenal.", hint=f"Yang ada: {known}.")


def write_template(
    cursor: Cursor, scope: Scope, key: str, path: Path, kabupaten: str, period: str
) -> Path:
    """Write the template ``key`` for ``kabupaten`` and ``period`` ("2025", "2025-08",
    "2025-TW2") to ``path`` (xlsx). Raises WrongCall, NoAccess, Refused."""
    kind = template_kind(key)
    if scope.role == PUBLIC:
        raise NoAccess("Templat hanya untuk petugas.")
    try:
        parse_period(period)
    except ValueError:
        raise WrongCall(
            f"Periode {period!r} tidak dimengerti.", hint="Tulis 2025, 2025-TW1, atau 2025-08."
        ) from None
    its = office(cursor, scope, kabupaten)
    try:
        write_book(path, kind.pages(its, period), (kind.title, "", *kind.lines, *_ALWAYS))
    except OSError as error:
        raise Refused(
            "tidak_dapat_ditulis",
            f"Berkas {path.name} tidak dapat ditulis: {error.strerror or 'sebab tidak diketahui'}.",
            hint="Tutup berkas itu bila sedang terbuka, atau pilih folder lain.",
        ) from error
    return path
