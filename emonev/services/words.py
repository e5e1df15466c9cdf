"""The Indonesian words the services put into their results, kept in one place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from emonev.core.change import GROUP_WORDS, Group
from emonev.core.period import Period, Rule

FOOTNOTE = (
    "Stunting = pendek + sangat pendek (TB/U < −2 SD) hasil pengukuran posyandu, "
    "belum dikonfirmasi tenaga medis."
)
"""Fixed footnote of every page with a figure (numbers.md §12)."""

GROUPS = {group.value: text[0].upper() + text[1:] for group, text in GROUP_WORDS.items()}
"""Groups of change as titles, in order of telling (numbers.md §5)."""

THREE_GROUPS = (Group.DOWN.value, Group.UP.value, Group.UNCLEAR.value)
"""What the ranking shows; areas that cannot be compared stand outside it."""

MARKS = {
    "tidak_ada_data": "tidak ada data",
    "cakupan_rendah": "cakupan di bawah 80 %",
    "hati_hati": "hati-hati: cakupan 80–90 %",
    "disembunyikan": "disembunyikan (jumlah kecil)",
    "hanya_kasus": "hanya kasus yang dikirim",
    "sebagian_hanya_kasus": "sebagian berkas hanya memuat kasus",
    "tanpa_sasaran": "tanpa sasaran",
    "tanpa_penyebut": "jumlah tanpa penyebut",
}


def in_force(text: str, coverage_limits: tuple[float, float]) -> str:
    """A constant of this module with the limits of cakupan in force instead of 80 % and 90 %."""
    low, caution = (f"{100 * limit:.0f}" for limit in coverage_limits)
    between = {"80 %": f"{low} %", "80–90 %": f"{low}–{caution} %"}
    return re.sub(r"80(–90)? %", lambda found: between[found[0]], text)


SOURCES = {
    "e-ppgbm": "e-PPGBM",
    "gabungan": "e-PPGBM + rekap",
    "rekap": "Rekap status gizi",
    "sigizi": "Sigizi bulanan",
    "layanan": "Cakupan layanan",
    "krs": "Pendataan KRS",
}
"""Source → how the filters and captions call it; others are printed as they are stored."""

SOURCE_CONFLICT = (
    "{name}, {month}: per nama {named} balita diukur, rekap {recap}. Dipakai {used} ({why})."
)
SOURCE_FULLER = "yang lebih lengkap; belum dipilih"
SOURCE_CHOSEN = "pilihan kabupaten"

LINKED_ONLY = (
    "Perubahan diuji hanya pada anak yang tercatat per nama; puskesmas yang hanya mengirim rekap "
    "tidak ikut diuji."
)
NO_IDENTITY = "perubahan tidak dapat diuji: data tanpa identitas anak"
FEW_NAMED = "perubahan tidak dapat diuji: kurang dari 80 % anak tercatat per nama"

AGES = {"balita": "balita (0–59 bulan)", "baduta": "baduta (0–23 bulan)"}

RULES = {
    Rule.BULAN: "bulan",
    Rule.GELOMBANG: "gelombang penimbangan",
    Rule.TRIWULAN: "triwulan (tiga bulan)",
    Rule.TRIWULAN_SD: "triwulan, kumulatif sejak Januari (cara Sigizi)",
    Rule.TAHUN: "gelombang Agustus tahun itu",
}

NO_DATA = "Belum ada data {period}. Unggah berkas lebih dahulu."

NO_DATA_SHORT = "Tidak ada data {period}"

NO_TREND = "Belum ada data untuk rentang ini. Unggah berkas lebih dahulu."

BELOW_LIMIT = "di bawah 80 %"

HOLLOW_NOTE = "Titik berlubang: cakupan di bawah 80 %, tidak dihubungkan dan tidak dibandingkan."

CAREFUL_NOTE = "Hati-hati: cakupan 80–90 %."
DIAMOND_NOTE = "◆ (pada peta: !) hati-hati: cakupan 80–90 %."

ABOVE_ALL_NOTE = "▲ cakupan di atas 100 %: sasaran perlu diperiksa."
FEW_DESA_NOTE = "“desa m/M”: belum semua desa melapor, titik itu belum dapat mewakili wilayahnya."

STANDARDISED_NOTE = (
    "Angka baku umur (struktur umur kabupaten dibuat tetap) disebut bila berbeda paling sedikit "
    "0,5 persen poin."
)

NO_COVERAGE = "Cakupan tidak diketahui (tanpa sasaran)"

CASES_ONLY = "prevalensi ditolak: berkas hanya memuat anak stunting"

WHO_EDGES_NOTE = "Tebal = batas WHO, disusun untuk survei; di sini hanya patokan."

RECORDED_TARGET = "terdata 12 bulan"
"""``Figure.target_source`` without a sasaran (numbers.md §1.2)."""

WHOLE_YEAR = "setahun"
"""Rule of uploaded counts of a whole year."""

COUNTS_ONLY = "Data ini berupa jumlah tanpa penyebut: tidak ada persentase, angkanya pada tabel."

RULE_NAMES = {
    Rule.BULAN: "bulan",
    Rule.GELOMBANG: "gelombang",
    Rule.TRIWULAN: "triwulan",
    Rule.TRIWULAN_SD: "triwulan s.d.",
    Rule.TAHUN: "tahun",
}

METHOD_LEAD = (
    "Setiap angka di dasbor ini disertai pembilang, penyebut, cakupan, periode dengan aturannya, "
    "dan sumber. Halaman ini disusun dari katalog indikator yang dipakai untuk menghitung."
)

IF_UNMEASURED = "bila yang belum diukur berisiko ½–2 ×"

CASES_DETAIL = "anak yang diukur pada periode ini"

NO_COMPARISON = "belum ada periode pembanding"

NO_TARGET = "target e-PPGBM belum ditetapkan"
TARGET = "target e-PPGBM {target}"

RUNNING = "{quarter} berjalan: {amount} diukur, belum dibandingkan"

NOT_SENT = "{missing} dari {total} puskesmas belum kirim {period}"
ALL_SENT = "Semua {total} puskesmas sudah kirim {period}"
ONE_SENT = "Puskesmas ini sudah kirim {period}"
PARTLY_SENT = "{sent}, {partial} di antaranya baru sebagian desa"
ONE_PARTLY_SENT = "{sent}, baru sebagian desa"

STATUS = {
    "cakupan_rendah": "Cakupan di bawah 80 %: angka ini belum dapat dibandingkan.",
    "hati_hati": "Hati-hati: cakupan 80–90 %.",
    "hanya_kasus": "Berkas hanya memuat anak stunting: jumlah kasus saja, prevalensi ditolak.",
    "sebagian_hanya_kasus": "Sebagian berkas hanya memuat kasus; kasusnya tidak ikut angka ini.",
    "tanpa_sasaran": "Tanpa sasaran: cakupan tidak diketahui.",
}
"""``Figure.status`` as a sentence under the headline."""

NO_FIGURE = "tidak ada angka {period}"

LABEL_TITLE = "Label e-PPGBM"
BY_LABEL = "Menurut label e-PPGBM"
RECOMPUTED = "Menurut hitung ulang WHO"
NO_LABEL = "Berkas tidak memuat label TB/U."
SAME_CASES = "Jumlah kasusnya sama"

FURTHER_CAUSES = {
    "tanpa_label": "tanpa label TB/U di berkas",
    "tidak_dihitung": "tidak ikut dihitung ulang",
    "sebab_lain": "sebab lain",
    "tanggal_berbeda": "label dan z-score dari tanggal ukur yang berbeda",
}
"""Causes that exist per child only, beside those of ``core.difference``."""

LABEL_SETTING = "headline_label"
"""Setting "headline_label:<kabupaten>" = "label": the sheet's own label leads, ours beside."""
LABEL_LEADS = "label"

LABEL_FIRST = "Angka utama: label e-PPGBM; di sampingnya hitung ulang WHO (pengaturan kabupaten)."
RECOMPUTED_FIRST = "Angka utama: hitung ulang WHO; di sampingnya label e-PPGBM."
LIMITS_IN_FORCE = (
    "Batas cakupan yang berlaku: di bawah {low} tidak dibandingkan, di bawah {caution} hati-hati."
)
NO_SASARAN = "Belum ada sasaran: cakupan dihitung terhadap balita terdata dalam 12 bulan terakhir."

INTERVAL_SENTENCE = (
    "Kebetulan saja dapat menggeser angka ini antara {low} dan {high}. "
    "Tidak mencakup anak yang belum diukur dan salah ukur."
)
"""numbers.md §6; on screen below 400 children."""

REFERENCE_TITLE = "Survei dan angka terbitan (bukan e-PPGBM kabupaten ini)"

REFERENCE_NOTE = (
    "Survei (SSGI/SKI) menaksir semua balita dari sampel rumah tangga; e-PPGBM menghitung balita "
    "yang datang dan diukur. Keduanya tidak digabung dalam satu garis. Target RPJMN adalah target "
    "survei dan hanya dibandingkan dengan SSGI/SKI; angka di antara 2025 dan 2029 tidak diketahui."
)

REFERENCE_MISSING = "Angka survei kabupaten untuk {years} tidak ditemukan."

SUBMISSIONS_NOTE = (
    "Diturunkan dari unggahan: desa yang datanya sudah masuk dari seluruh desa (m/M). "
    "“Belum kirim” berarti belum ada satu baris pun untuk bulan itu."
)

RECAP_ONLY_NOTE = " * hanya rekap, tanpa data per anak."

NO_SUBMISSIONS = "Belum ada data untuk bulan-bulan ini. Unggah berkas lebih dahulu."

REMINDER = """\
Yth. Bapak/Ibu pengelola gizi {puskesmas}, Kecamatan {kecamatan}

Mohon bantuannya. Data e-PPGBM (by name) berikut belum kami terima:
{missing}

Mohon berkas unduhan e-PPGBM-nya dikirim{by_when}. Bila sudah dikirim atau ada kendala, mohon \
kabari kami. Terima kasih atas kerja samanya.

Tim data stunting Kabupaten {kabupaten}"""


def listed(names: Sequence[str]) -> str:
    """ "Rampi", "Rampi dan Seko", "Masamba, Rampi dan Seko"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} dan {names[-1]}"


def rule_text(period: Period) -> str:
    """The period rule in words, printed next to every figure."""
    return RULES[period.rule]


def source_text(source: str) -> str:
    """The source as people write it ("e-PPGBM")."""
    return SOURCES.get(source, source)


def target_source_text(source: str) -> str:
    """The target population in words: "sasaran Pusdatin", "balita terdata dalam 12 bulan …"."""
    if source == RECORDED_TARGET:
        return "balita terdata dalam 12 bulan terakhir"
    return f"sasaran {source}" if source else "sasaran"
