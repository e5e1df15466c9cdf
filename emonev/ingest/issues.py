"""Every problem a file can show, in one table: weight, title, what was expected, how to mend.

An issue is data about data: it is counted and listed with its Excel cell, never raised. Only
``ERROR`` rejects its row. Reasons for which a whole file is not taken are in ``REFUSALS``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from emonev.ingest.parsed import Issue, Severity

LISTED_PER_CODE = {Severity.ERROR: 5000, Severity.WARNING: 5000, Severity.NOTE: 500}
"""Cells listed singly per code and sheet (a marked workbook shows each one worth mending); the rest
is one entry with its count."""

HIDDEN = "(disembunyikan)"
"""Stands in ``found`` for anything from a column with names, NIK or addresses."""


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One line of the catalogue; all texts are shown to the user."""

    severity: Severity
    title: str
    expected: str
    mend: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CATALOGUE: dict[str, IssueKind] = {
    # --- errors: the row is rejected
    "jk_kosong": IssueKind(_E, "Jenis kelamin kosong", "L atau P", "Isi L atau P."),
    "jk_tidak_terbaca": IssueKind(
        _E, "Jenis kelamin tidak terbaca", "L atau P", "Ganti menjadi L atau P."
    ),
    "tgl_lahir_kosong": IssueKind(
        _E, "Tanggal lahir kosong", "tanggal, mis. 2023-05-17", "Isi tanggal lahir."
    ),
    "tgl_lahir_tidak_terbaca": IssueKind(
        _E,
        "Tanggal lahir tidak terbaca",
        "tanggal, mis. 2023-05-17",
        "Tulis sebagai tanggal Excel atau TTTT-BB-HH.",
    ),
    "tgl_ukur_kosong": IssueKind(
        _E, "Tanggal pengukuran kosong", "tanggal, mis. 2025-08-12", "Isi tanggal pengukuran."
    ),
    "tgl_ukur_tidak_terbaca": IssueKind(
        _E,
        "Tanggal pengukuran tidak terbaca",
        "tanggal, mis. 2025-08-12",
        "Tulis sebagai tanggal Excel atau TTTT-BB-HH.",
    ),
    "diukur_sebelum_lahir": IssueKind(
        _E,
        "Diukur sebelum lahir",
        "tanggal pengukuran sesudah tanggal lahir",
        "Periksa kedua tanggal; hari dan bulan mungkin tertukar.",
    ),
    "tanggal_masa_depan": IssueKind(
        _E, "Tanggal di masa depan", "paling akhir hari ini", "Periksa tahun, bulan dan hari."
    ),
    "bukan_baris_anak": IssueKind(
        _E,
        "Baris bukan data anak",
        "satu baris = satu anak",
        "Hapus catatan, tanda tangan, atau keterangan di bawah tabel.",
    ),
    "jenis_lembar_belum_didukung": IssueKind(
        _E,
        "Jenis lembar belum dikenal",
        "tabel dengan judul kolom yang dikenal",
        "Sebutkan apa isi tiap kolom pada langkah Cocokkan kolom, atau pakai templat.",
    ),
    "kolom_wajib_tidak_ada": IssueKind(
        _E,
        "Kolom wajib tidak ada",
        "kolom jenis kelamin dan tanggal lahir",
        "Tambahkan kolomnya, atau petakan kolom yang ada.",
    ),
    "kolom_tgl_ukur_tidak_ada": IssueKind(
        _E,
        "Kolom tanggal pengukuran tidak ada",
        "kolom Tanggal Pengukuran",
        "Sebutkan tanggal pengukuran untuk seluruh berkas.",
    ),
    "urutan_hari_bulan": IssueKind(
        _E,
        "Urutan hari dan bulan tidak pasti",
        "HH/BB/TTTT atau BB/HH/TTTT",
        "Pilih urutan hari dan bulan.",
    ),
    "bukan_baris_data": IssueKind(
        _E,
        "Baris bukan data",
        "satu baris = satu wilayah",
        "Hapus catatan, tanda tangan, atau keterangan di bawah tabel.",
    ),
    "bukan_bilangan_bulat": IssueKind(
        _E, "Jumlah bukan bilangan bulat", "bilangan bulat, mis. 1.234", "Isi jumlah orang/anak."
    ),
    "angka_negatif": IssueKind(_E, "Jumlah negatif", "0 atau lebih", "Periksa angkanya."),
    "periode_tidak_disebut": IssueKind(
        _E, "Bulan atau tahun tidak disebut", "bulan dan tahun", "Sebutkan bulan data ini."
    ),
    "sumber_sasaran_tidak_disebut": IssueKind(
        _E, "Sumber sasaran tidak disebut", "Pusdatin, riil, atau Dukcapil", "Sebutkan sumbernya."
    ),
    "tahun_sasaran_kosong": IssueKind(
        _E, "Tahun sasaran kosong", "tahun, mis. 2025", "Isi kolom Tahun."
    ),
    "arti_belum_dijawab": IssueKind(
        _E,
        "Arti baris atau kolom belum dijawab",
        "jawaban pada langkah Cocokkan kolom",
        "Sebutkan satu baris itu apa dan isi tiap kolom; jawaban diingat untuk judul yang sama.",
    ),
    "indikator_tidak_dikenal": IssueKind(
        _E,
        "Indikator tidak dikenal",
        "nama indikator seperti pada daftar indikator",
        "Pilih indikator dari daftar pada templat.",
    ),
    "sumber_target_tidak_disebut": IssueKind(
        _E,
        "Sumber target tidak disebut",
        "e-PPGBM, survei, cakupan layanan, atau KRS",
        "Sebutkan sumbernya: target hanya dibandingkan dengan angka dari sumber yang sama.",
    ),
    "kode_wilayah_tidak_terbaca": IssueKind(
        _E,
        "Kode wilayah tidak terbaca",
        "kode Kemendagri, mis. 73.22.01.2001",
        "Perbaiki kodenya; kode BPS ditaruh di kolom Kode BPS.",
    ),
    "baris_bergeser": IssueKind(
        _E,
        "Baris bergeser: isinya berada di kolom lain",
        "nama kecamatan, puskesmas atau desa",
        "Kembalikan isi baris ini ke kolomnya.",
    ),
    "nama_wilayah_kosong": IssueKind(_E, "Nama wilayah kosong", "nama wilayah", "Isi namanya."),
    "induk_wilayah_tidak_ada": IssueKind(
        _E,
        "Wilayah induk tidak ada",
        "baris untuk induknya, atau wilayah yang sudah dikenal",
        "Tambahkan baris wilayah induknya.",
    ),
    "isian_wajib_kosong": IssueKind(
        _E, "Isian wajib kosong", "terisi", "Isi sel ini, atau hapus barisnya."
    ),
    # --- warnings: the value was changed or dropped, the row is kept
    "tgl_lahir_dari_usia": IssueKind(
        _W,
        "Tanggal lahir dihitung dari usia",
        "tanggal lahir terisi",
        "Isi tanggal lahir yang sebenarnya.",
    ),
    "hari_bulan_tertukar": IssueKind(
        _W,
        "Hari dan bulan tertukar, dibetulkan menurut usia",
        "tanggal cocok dengan usia saat ukur",
        "Periksa format tanggal kolom ini di Excel.",
    ),
    "usia_tidak_cocok": IssueKind(
        _W,
        "Usia tidak cocok dengan kedua tanggal",
        "selisih paling banyak 5 hari",
        "Periksa tanggal lahir dan tanggal pengukuran.",
    ),
    "angka_tidak_terbaca": IssueKind(
        _W, "Angka tidak terbaca", "angka, mis. 9,8", "Tulis angka saja."
    ),
    "angka_mustahil": IssueKind(
        _W,
        "Angka di luar yang mungkin",
        "dalam batas yang mungkin",
        "Periksa hasil ukur dan koma desimal.",
    ),
    "angka_kosong_999": IssueKind(
        _W, "999 sebagai tanda kosong", "sel kosong", "Kosongkan selnya."
    ),
    "angka_jadi_tanggal": IssueKind(
        _W,
        "Angka berubah menjadi tanggal, dipulihkan (hari.bulan)",
        "angka, mis. 8,2",
        "Atur format sel menjadi Angka sebelum mengisi.",
    ),
    "angka_jadi_tanggal_rancu": IssueKind(
        _W,
        "Angka berubah menjadi tanggal, tidak dapat dipulihkan",
        "angka",
        "Isi ulang angkanya dengan format sel Angka.",
    ),
    "berat_gram": IssueKind(
        _W, "Berat dalam gram, diubah ke kg", "kg, mis. 9,855", "Tulis dalam kg."
    ),
    "satuan_lain": IssueKind(
        _W, "Panjang dalam meter atau milimeter, diubah ke cm", "cm, mis. 79,5", "Tulis dalam cm."
    ),
    "koma_hilang": IssueKind(
        _W, "Koma desimal hilang, dipulihkan", "mis. 21,3", "Tulis koma desimalnya."
    ),
    "satuan_sel_berbeda": IssueKind(
        _W,
        "Angka dalam kg atau cm, bukan dalam satuan kolomnya; dibaca apa adanya",
        "satu satuan untuk seluruh kolom",
        "Tulis angka ini dalam satuan kolomnya.",
    ),
    "satuan_belum_dijawab": IssueKind(
        _W,
        "Satuan kolom belum pasti; selnya dianggap kosong",
        "satuan yang disebut di judul, mis. Berat (gram)",
        "Jawab pertanyaan satuan, atau sebutkan satuannya di judul kolom.",
    ),
    "nilai_galat": IssueKind(
        _W, "Rumus tanpa hasil atau galat Excel", "angka atau teks", "Ganti rumus dengan nilainya."
    ),
    "cara_ukur_tidak_terbaca": IssueKind(
        _W, "Cara ukur tidak terbaca", "Berdiri atau Terlentang", "Pilih salah satu."
    ),
    "label_tidak_dikenal": IssueKind(
        _W, "Label status gizi tidak dikenal", "label e-PPGBM", "Biarkan isian dari e-PPGBM."
    ),
    "nt_tidak_terbaca": IssueKind(
        _W, "Naik Berat Badan tidak terbaca", "N, T, O atau B", "Isi N, T, O atau B."
    ),
    "kolom_ukur_tidak_ada": IssueKind(
        _W,
        "Kolom hasil ukur tidak dikenali; indikatornya tidak dapat dihitung",
        "kolom Berat dan kolom Tinggi",
        "Petakan kolomnya bila ada dengan judul lain.",
    ),
    "kutip_tidak_ditutup": IssueKind(
        _W,
        "Tanda kutip tidak ditutup; baris dibaca apa adanya",
        "tanda kutip berpasangan",
        'Hapus tanda kutip (") di baris ini.',
    ),
    "mungkin_anak_sama": IssueKind(
        _W,
        "Mungkin anak yang sama (nama, tanggal lahir dan JK sama; NIK berbeda)",
        "satu NIK per anak",
        "Periksa NIK kedua baris.",
    ),
    "nik_dipakai_ganda": IssueKind(
        _W,
        "Satu NIK untuk anak yang berbeda tanggal lahir atau JK",
        "satu NIK per anak",
        "Periksa NIK, tanggal lahir dan JK.",
    ),
    "satu_jenis_kelamin": IssueKind(
        _W,
        "Lembar hanya berisi satu jenis kelamin",
        "laki-laki dan perempuan",
        "Periksa apakah berkas ini hasil saringan.",
    ),
    "hanya_bayi": IssueKind(
        _W,
        "Lembar hanya berisi bayi di bawah 12 bulan",
        "balita 0–59 bulan",
        "Periksa apakah berkas ini hasil saringan.",
    ),
    "hanya_kasus": IssueKind(
        _W,
        "Lembar hanya berisi anak stunting; prevalensi tidak dapat dihitung",
        "semua balita yang diukur",
        "Unggah juga ekspor lengkap agar prevalensi dapat dihitung.",
    ),
    "jumlah_tidak_cocok": IssueKind(
        _W,
        "Baris JUMLAH tidak sama dengan penjumlahan barisnya",
        "jumlah kolom",
        "Periksa baris JUMLAH dan baris di atasnya; yang dihitung adalah barisnya.",
    ),
    "sasaran_l_p_tidak_cocok": IssueKind(
        _W,
        "Total sasaran bukan jumlah L dan P",
        "L + P",
        "Periksa L, P dan totalnya; yang dihitung adalah total.",
    ),
    "hubungan_kolom_tidak_cocok": IssueKind(
        _W,
        "Angka bukan jumlah kolom yang semestinya",
        "jumlah kolom bagiannya",
        "Periksa angka ini dan kolom bagiannya di Sigizi.",
    ),
    "bagian_melebihi_keseluruhan": IssueKind(
        _W,
        "Bagian lebih besar daripada keseluruhannya",
        "paling banyak sebesar keseluruhannya",
        "Periksa kedua angka; keduanya tetap dihitung apa adanya.",
    ),
    "judul_kolom_berbeda": IssueKind(
        _W,
        "Judul kolom tidak sesuai dengan nomor kolomnya; kolom ini tidak dibaca",
        "judul seperti pada laporan Sigizi",
        "Periksa apakah kolom berpindah; unduh ulang laporan dari Sigizi.",
    ),
    "bulan_tidak_terbaca": IssueKind(
        _W, "Bulan tidak terbaca; dipakai bulan lembar", "nama bulan", "Tulis nama bulannya."
    ),
    "jumlah_baris_tidak_cocok": IssueKind(
        _W,
        "Jumlah di baris ini bukan penjumlahan kolom bagiannya; bagiannya yang dipakai",
        "jumlah kolom bagiannya",
        "Periksa jumlah dan bagiannya, mis. pendek + sangat pendek = stunting.",
    ),
    "selang_tidak_memuat_nilai": IssueKind(
        _W,
        "Nilai survei di luar selang kepercayaannya",
        "nilai di antara batas bawah dan batas atas",
        "Periksa nilai dan kedua batasnya.",
    ),
    "status_target_tidak_dikenal": IssueKind(
        _W,
        "Status target tidak dikenal; dianggap usulan",
        "usulan atau ditetapkan",
        "Isi usulan atau ditetapkan.",
    ),
    "realisasi_melebihi_pagu": IssueKind(
        _W, "Realisasi lebih besar daripada pagu", "paling banyak sebesar pagu", "Periksa keduanya."
    ),
    "tanda_tidak_terbaca": IssueKind(
        _W, "Isian Ya/Tidak tidak terbaca", "Ya atau Tidak", "Isi Ya atau Tidak."
    ),
    # --- notes: worth knowing
    "persen_tercetak_berbeda": IssueKind(
        _N,
        "Persentase tercetak berbeda dari hitung ulang; hitung ulang yang dipakai",
        "persentase dari pembilang dan penyebutnya",
        "Periksa rumus persentase di berkas.",
    ),
    "periode_dari_tanggal_data": IssueKind(
        _N,
        "Bulan diambil dari Data Tanggal",
        "judul dengan nama bulan",
        "Sebutkan bulannya bila data ini bukan dari bulan itu.",
    ),
    "nik_tidak_dipakai": IssueKind(
        _N,
        "NIK sementara atau tidak utuh, tidak dipakai",
        "NIK 16 angka sebagai teks",
        "Lengkapi NIK.",
    ),
    "nol_kosong": IssueKind(_N, "0 dianggap kosong", "hasil ukur", "Kosongkan bila tidak diukur."),
    "berat_tinggi_kosong": IssueKind(
        _N, "Berat dan tinggi kosong", "paling sedikit salah satu", "Isi bila anak diukur."
    ),
    "usia_60_bulan": IssueKind(
        _N, "Usia 60 bulan atau lebih", "0–59 bulan", "Tidak dihitung dalam angka balita."
    ),
    "jk_angka": IssueKind(
        _N,
        "Jenis kelamin ditulis 1 dan 2: dibaca 1 laki-laki, 2 perempuan",
        "L atau P",
        "Periksa; bila di berkas ini 1 berarti perempuan, ganti menjadi L dan P.",
    ),
    "satuan_menurut_judul": IssueKind(
        _N,
        "Satuan kolom dibaca menurut judulnya, diubah ke kg atau cm",
        "kg atau cm",
        "Tidak perlu diubah.",
    ),
    "satuan_menurut_jawaban": IssueKind(
        _N,
        "Satuan kolom menurut jawaban pengunggah, diubah ke kg atau cm",
        "kg atau cm",
        "Sebutkan satuannya di judul kolom agar tidak ditanya lagi.",
    ),
    "kolom_ganda": IssueKind(
        _N, "Dua kolom untuk isian yang sama; yang pertama dipakai", "satu kolom", "Hapus satu."
    ),
    "lembar_tersembunyi": IssueKind(
        _N, "Lembar tersembunyi tidak dibaca", "lembar terlihat", "Tampilkan bila berisi data."
    ),
    "lembar_catatan": IssueKind(
        _N,
        "Lembar hanya berisi teks, tanpa tabel: tidak ada yang diambil",
        "tabel dengan judul kolom, bila lembar ini berisi data",
        "Tidak perlu diubah bila lembar ini memang catatan.",
    ),
    "baris_keterangan": IssueKind(
        _N,
        "Baris keterangan, bukan data: tidak ada angka yang diambil",
        "satu baris = satu wilayah",
        "Tidak perlu diubah: sumber, keterangan, judul, dan tanda tangan dilewati.",
    ),
    "csv_dalam_sel": IssueKind(
        _N,
        "Satu baris CSV di dalam satu sel, dipecah",
        "satu isian per kolom",
        "Gunakan Data > Text to Columns.",
    ),
    "judul_mirip": IssueKind(
        _N, "Judul kolom dikenali dari kemiripan", "judul e-PPGBM", "Periksa pemetaan kolom."
    ),
    "kolom_tidak_dipetakan": IssueKind(
        _N,
        "Kolom angka yang belum dikenal, tidak dibaca",
        "indikator yang dikenal atau nama sendiri",
        "Beri arti kolom ini pada langkah Cocokkan kolom bila diperlukan.",
    ),
    "baris_jumlah_dikenali": IssueKind(
        _N,
        "Baris ini jumlah baris lain: dicocokkan, tidak dihitung dua kali",
        "satu baris per wilayah",
        "Tidak perlu diubah.",
    ),
    "hanya_persen": IssueKind(
        _N,
        "Hanya persentase tanpa jumlah anak: disimpan sebagai keterangan, tidak dihitung",
        "jumlah anak dan penyebutnya",
        "Lihat di halaman Data pendukung; tambahkan pembilang dan penyebut agar dapat dihitung.",
    ),
    # --- placing and linking (found by the importer, not by the parser)
    "wilayah_tidak_dikenal": IssueKind(
        _E,
        "Wilayah tidak dikenal",
        "nama desa/kecamatan seperti pada daftar wilayah",
        "Jawab pertanyaan wilayah, atau betulkan ejaannya di berkas.",
    ),
    "puskesmas_tidak_dikenal": IssueKind(
        _E,
        "Puskesmas belum diketahui kecamatannya",
        "puskesmas dari daftar puskesmas",
        "Jawab pertanyaan puskesmas, atau unggah daftar puskesmas.",
    ),
    "baris_ganda_tabel": IssueKind(
        _N,
        "Wilayah dan periode yang sama muncul lagi",
        "satu baris per wilayah dan periode",
        "Baris terakhir yang dihitung; hapus yang lain bila salah.",
    ),
    "kosong_tidak_menghapus": IssueKind(
        _N,
        "Sel kosong: angka yang sudah tersimpan dibiarkan",
        "angka, atau 0 bila memang nol",
        "Isi angkanya bila berubah; untuk menghapus, batalkan unggahan yang membawanya.",
    ),
    "kabupaten_lain": IssueKind(
        _E,
        "Baris dari kabupaten lain",
        "kabupaten yang sedang dikerjakan",
        "Pisahkan baris itu; unggah pada rumah data kabupatennya.",
    ),
    "wilayah_dikira": IssueKind(
        _N,
        "Ejaan wilayah dicocokkan dengan nama yang mirip",
        "nama seperti pada daftar wilayah",
        "Periksa; bila salah, batalkan unggahan dan betulkan ejaannya.",
    ),
    "desa_tidak_disebut": IssueKind(
        _N,
        "Desa tidak disebut",
        "nama desa/kelurahan",
        "Baris dihitung di kecamatan (atau kabupaten) saja; isi kolom desa bila tahu.",
    ),
    "baris_ganda": IssueKind(
        _N,
        "Anak dan tanggal ukur yang sama muncul lagi",
        "satu baris per anak dan tanggal",
        "Baris terakhir yang dihitung; hapus yang lain bila salah.",
    ),
    "wilayah_dari_judul": IssueKind(
        _N,
        "Wilayah diambil dari baris di atas tabel",
        "kolom kecamatan, puskesmas, desa",
        "Periksa barisnya; tambahkan kolom wilayah bila anak-anaknya dari tempat yang berbeda.",
    ),
    "satuan_rupiah_dari_judul": IssueKind(
        _N,
        "Angka dalam ribuan atau jutaan rupiah menurut judul, diubah ke rupiah",
        "rupiah",
        "Tidak perlu diubah; periksa bila angkanya ternyata rupiah penuh.",
    ),
    "persen_sebagai_proporsi": IssueKind(
        _N,
        "Angka di bawah 1 dibaca sebagai proporsi (0,215 = 21,5 %)",
        "persentase, mis. 21,5",
        "Tidak perlu diubah; periksa bila angkanya ternyata persen.",
    ),
    "posisi_menurut_jawaban": IssueKind(
        _N,
        "Cara ukur yang tidak tertulis diisi menurut jawaban pengunggah",
        "kolom Cara Ukur (Berdiri/Terlentang)",
        "Isi kolom Cara Ukur agar tidak perlu dijawab.",
    ),
    "posisi_dari_umur": IssueKind(
        _N,
        "Tanpa kolom Cara Ukur",
        "kolom Cara Ukur (Berdiri/Terlentang)",
        "Posisi diambil dari umur; TB/U dapat berbeda sampai 0,7 cm dari label berkas.",
    ),
}

REFUSALS: dict[str, str] = {
    "berkas_tidak_ada": "berkas tidak ditemukan",
    "berkas_kosong": "berkas 0 byte atau tanpa isi",
    "berkas_rusak": "berkas terpotong atau rusak",
    "berkas_terkunci": "berkas memakai kata sandi",
    "jenis_berkas": "bukan Excel, HTML, atau CSV",
    "bukan_tabel": "tidak berisi tabel",
    "terlalu_besar": "melebihi batas ukuran atau memori",
    "terlalu_lama": "melebihi batas waktu",
    "gagal_dibaca": "pembaca berhenti di tengah jalan",
    "lembar_tidak_ada": "lembar yang diminta tidak ada",
    "pemetaan_kolom": "pemetaan menyebut kolom yang tidak ada",
    "jenis_belum_didukung": "tidak ada lembar by-name",
}
"""Code of a refused file → short reason (the full sentence is made where it is found)."""


def column_letters(column: int) -> str:
    """Excel's name of the 0-based ``column``: 0 → "A", 26 → "AA"."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """Address as Excel shows it, from the 1-based ``row`` and the 0-based ``column``."""
    return f"{column_letters(column)}{row}"


def shown(value: object) -> str:
    """A cell's raw content for ``found``, at most 40 characters: a text with its blanks squeezed,
    a number as Excel shows it here ("8,2", no noise in the tenth digit)."""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    text = " ".join(str(value).replace("\u00a0", " ").split())
    return text if len(text) <= 40 else text[:39] + "…"


def outlined(text: str) -> str:
    """Only the shape of a text: "ANAK CONTOH 1" → "AAAA AAAAAA 9"."""
    return re.sub(r"\w", _shape, text)


def _shape(match: re.Match[str]) -> str:
    letter = match.group(0)
    if letter.isdigit():
        return "9"
    return "A" if letter.isupper() else "a"


def shown_safely(value: object) -> str:
    """As ``shown``, but a name or NIK that slipped into another column (shifted row) is outlined.

    Short words, month names and numbers of at most 8 digits are shown as they are.
    """
    text = shown(value)
    letters = re.findall(r"[^\W\d_]{4,}", text)
    foreign = [w for w in letters if w.lower() not in _HARMLESS]
    return outlined(text) if foreign or re.search(r"\d{9,}", text) else text


_HARMLESS = frozenset(
    {
        "januari", "februari", "pebruari", "maret", "april", "juni", "juli", "agustus",
        "september", "oktober", "november", "nopember", "desember", "january", "february",
        "march", "june", "july", "august", "october", "december", "tahun", "bulan", "hari",
        "gizi", "berat", "badan", "normal", "kurang", "lebih", "sangat", "pendek", "tinggi",
        "baik", "buruk", "risiko", "resiko", "stunting", "label", "jenis", "kelamin", "tanggal",
        "lahir", "laki", "perempuan", "berdiri", "terlentang",
    }
)  # fmt: skip


@dataclass(slots=True)
class IssueLog:
    """Collects the issues of one sheet: exact counts, single cells up to the cap."""

    sheet: str
    counts: dict[str, int] = field(default_factory=dict)
    listed: dict[str, list[Issue]] = field(default_factory=dict)

    def add(
        self,
        code: str,
        *,
        row: int | None = None,
        column: int | None = None,
        found: object = "",
        count: int = 1,
        expected: str | None = None,
    ) -> None:
        """Note ``code`` at Excel row ``row`` and 0-based ``column`` (None: the row or sheet)."""
        self.counts[code] = self.counts.get(code, 0) + count
        entries = self.listed.setdefault(code, [])
        if len(entries) >= LISTED_PER_CODE[CATALOGUE[code].severity]:
            return
        cell = cell_address(row, column) if row is not None and column is not None else None
        expected = expected or CATALOGUE[code].expected
        entries.append(Issue(code, self.sheet, row, cell, shown(found), expected, count))

    def counted(self, code: str) -> bool:
        """Count ``code`` without details and return True, once its list is full."""
        if len(self.listed.get(code, ())) < LISTED_PER_CODE[CATALOGUE[code].severity]:
            return False
        self.counts[code] += 1
        return True

    def issues(self) -> tuple[Issue, ...]:
        """All entries, heaviest code first; what the cap cut off is one entry with its count."""
        order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
        result: list[Issue] = []
        for code in sorted(self.listed, key=lambda c: (order[CATALOGUE[c].severity], c)):
            entries = self.listed[code]
            result.extend(entries)
            rest = self.counts[code] - sum(e.count for e in entries)
            if rest:
                expected = CATALOGUE[code].expected
                result.append(Issue(code, self.sheet, expected=expected, count=rest))
        return tuple(result)
