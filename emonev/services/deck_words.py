"""The Indonesian words of decks, in one place."""

from __future__ import annotations

PLACES = {"provinsi": "Provinsi ", "kabupaten": "Kabupaten ", "kecamatan": "Kecamatan ", "desa": ""}
"""What stands before the name of an area."""

AUDIENCES = {"publik": "untuk umum", "internal": "INTERNAL – memuat jumlah kecil"}

PRODUCT = "E-Monev Stunting"

HIDDEN_NOTE = "* disembunyikan: jumlah kecil (1–4 anak atau penyebut di bawah 20) dan pasangannya."

LACKING_PREVALENCE = "hanya untuk indikator prevalensi"
NOT_PREVALENCE = "Bahan rakor disusun untuk indikator prevalensi, bukan {label}."

UNKNOWN_ORDER = "Urutan paparan {order!r} tidak dikenal."
UNKNOWN_PAGE = "Halaman {page!r} tidak dapat ditayangkan."
UNKNOWN_AUDIENCE = "Penerima {audience!r} tidak dikenal (publik atau internal)."
NEEDS_KECAMATAN = "Urutan ini memerlukan kecamatan."
FEW_KECAMATAN = "Urutan ini untuk {most} kecamatan; dipilih {count}."
OUTSIDE = "Kecamatan {code} tidak terletak di kabupaten yang dipilih."
NOTHING = "Tidak ada yang dapat ditampilkan untuk {period} dengan saringan ini."
NOTHING_HINT = "Pilih periode yang ada datanya, atau buat versi internal."

LEFT_OUT = "{title}, {place}: {why}."
"""Why an item of an order that somebody composed is not shown."""

LACKING = "tidak ada angka yang dapat ditampilkan (belum ada data, atau jumlahnya terlalu kecil)"
LACKING_COVERAGE = "sasaran belum diketahui, atau cakupannya tidak dapat ditampilkan"
LACKING_TREND = "belum ada dua periode dengan angka"
LACKING_MULTIPLES = "belum ada dua wilayah dengan angka dari dua periode"
LACKING_MAP = "batas wilayah atau datanya belum ada"
LACKING_GROUPS = "tidak ada periode pembanding yang dapat diuji"
LACKING_EARLIER = "tidak ada rencana tindak lanjut yang masih terbuka"
LACKING_DECIDED = "belum ada keputusan yang dicatat"
LACKING_DESA = "daftar desa belum ada"

MANY_ITEMS = "Urutan paparan memuat {count} butir; paling banyak {most}."
UNKNOWN_KIND = "Butir {number}: jenis {kind!r} tidak dikenal."
LONG_ITEM = "Butir {number} ({title}): teksnya terlalu panjang; paling banyak {most} huruf."
NO_LINES = "Butir {number} ({title}) tidak memuat baris teks; pakai jenis Teks."
EMPTY_TEXT = "Butir {number} (Teks) masih kosong: isi judul atau barisnya."
ITEM_NEEDS_KECAMATAN = "Butir {number} ({title}) memerlukan kecamatan."
NOT_AN_ORDER = "Urutan paparan yang tersimpan tidak dapat dibaca."
NOTHING_CHOSEN = "Urutan paparan ini masih kosong."
ALL_LEFT_OUT = "Tidak ada butir yang dapat ditampilkan."

COMPOSED = "susunan"
"""Key of the order of a deck that somebody composed."""

TEXT_TITLE = "Catatan"
SENTENCES_TITLE = "{indicator} di {place}, {period}"

PAGE = "{title} ({number} dari {all})"

MULTIPLES_TITLE = "{indicator} per {level} dari {step} ke {step}, {place}"
MULTIPLES_CAPTION = "Satu skala untuk semua; angka di ujung garis: periode terakhir."
MORE_PANELS = "{count} {level} lain ada di tabel."
WITHOUT_LINE = "{count} {level} tanpa garis: belum ada dua angka, atau jumlahnya kecil."

AREAS_TITLE = "{indicator} per {level}: {low} sampai {high}"
AREAS_SHORT = {
    "area": "Wilayah", "numerator": "Kasus", "denominator": "Diukur", "value": "Prevalensi",
    "coverage": "Cakupan", "desa": "Desa melapor",
}  # fmt: skip

GROUPS_CAPTION = "Diuji pada anak yang sama; urutan abjad, bukan peringkat."

HOLLOW_BARS = "Batang berlubang: cakupan di bawah batas, belum dapat dibandingkan."

CASES_TITLE = "Jumlah kasus"
PREVALENCE_TITLE = "Prevalensi"
HALF_OF_CASES = "Separuh dari {cases} kasus ada di {few} dari {all} {level}"

MEASURED_TITLE = "{measured} dari {target} balita diukur ({share})"
BELOW_LIMIT = "; {count} {level} di bawah {limit}"
ALL_ABOVE = "; semua {level} {limit} atau lebih"
COVERAGE_TITLE = "Cakupan pengukuran (balita diukur / {source})"

FLOW_TITLE = "{new} kasus baru, {gone} anak tidak lagi {indicator} sejak {since}"
FLOW_SENTENCES = (
    "Kasus baru: kini {indicator}, dahulu tidak atau belum diukur.",
    "Tidak diukur lagi: dahulu {indicator}, kini tidak ada hasil ukur (pindah, lewat 59 bulan, "
    "atau tidak datang).",
)

AGE_TITLE = "Prevalensi {indicator} menurut umur: {low} ({low_band}) sampai {high} ({high_band})"
"""A range, not a rank: neighbouring bands are often within chance of each other."""

AGE_TITLE_PLAIN = "Prevalensi {indicator} menurut umur"
AGE_BANDS = {
    "00-05": "0–5 bulan", "06-11": "6–11 bulan", "12-23": "12–23 bulan", "24-35": "24–35 bulan",
    "36-47": "36–47 bulan", "48-59": "48–59 bulan",
}  # fmt: skip

QUALITY_TITLE = "Label e-PPGBM {label}, hitung ulang WHO {ours}: {gap}"
QUALITY_TITLE_PLAIN = "Data {period}: {flagged} hasil ukur tidak wajar dari {lengths}"
MORE_CASES = "label mencatat {cases} kasus lebih banyak"
FEWER_CASES = "label mencatat {cases} kasus lebih sedikit"
SAME_CASES = "jumlah kasusnya sama"
FEWER_THAN_FIVE = "kurang dari 5"
FLAGGED = "Hasil ukur tidak wajar"
REJECTED = "Baris ditolak"
FLAGGED_DETAIL = "{flagged} dari {lengths} hasil ukur"
FLAGGED_LINE = "TB/U di luar −6 sampai +6 SD (WHO): tidak dihitung"
REJECTED_DETAIL = "{rejected} dari {rows} baris"
REJECTED_LINE = "semua unggahan yang berlaku"

SENT_COLUMNS = ("Kecamatan", "Puskesmas", "Desa melapor", "Desa yang belum")
SENT_PUSKESMAS = "Puskesmas yang mengirim semua desa"
SENT_DESA = "Desa melapor"
SENT_MARKS = {"belum_kirim": "belum kirim", "sebagian": "sebagian", "lengkap": "lengkap"}
MORE_ROWS = "dan {count} puskesmas lain (selengkapnya di Excel)"

TREND_NAME = "{indicator} {place} dari {step} ke {step}"

DEFINITIONS = (
    ("Stunting", "Pendek + sangat pendek (TB/U < −2 SD, baku WHO), hasil pengukuran posyandu, "
                 "belum dikonfirmasi tenaga medis."),
    ("Prevalensi", "Kasus dibagi balita yang diukur dan hasilnya wajar; jumlah dibagi terakhir."),
    ("Cakupan", "Balita yang diukur panjang/tinggi badannya dibagi sasaran."),
    ("Turun/naik jelas", "Perubahan lebih besar daripada yang mungkin karena kebetulan, diuji pada "
                         "anak yang sama."),
    ("Belum dapat dibedakan", "Selisihnya masih mungkin karena kebetulan: bukan turun, bukan "
                              "naik."),
    ("Tidak sebanding", "Cakupan salah satu periode di bawah batas, atau datanya tidak ada."),
)  # fmt: skip

TRIED_NOTE = (
    "Berkas PowerPoint ini dicoba dengan LibreOffice Impress; dengan Microsoft PowerPoint sendiri "
    "belum dicoba."
)
