"""The fixed sections of Metodologi: words about rules that live elsewhere in the code.

Numbers in them are taken from the rooms that apply them, so that the page cannot lag behind.
"""

from __future__ import annotations

from emonev.core import change, proportion, standardise, suppression
from emonev.core.indonesian import decimal, integer, percent
from emonev.growth import rules
from emonev.services.counting import CAUTION_COVERAGE, LOW_COVERAGE
from emonev.services.figures import COMPLETE_COVERAGE, COMPLETE_DESA

COUNTING = (
    "Satu anak dihitung satu kali per periode dan per indikator, dengan pengukuran terakhir yang "
    "sah untuk indeks itu. Contoh: diukur Agustus, hanya ditimbang September – untuk stunting "
    "triwulan III dipakai tinggi badan Agustus.",
    "Persentase wilayah selalu jumlah pembilang dibagi jumlah penyebut, tidak pernah rata-rata "
    "persentase. Di atas 100 % tetap ditampilkan dan diberi tanda. 0 dari 0 adalah “tidak ada "
    "data” (–), bukan 0 %.",
    "Nol, kosong, dan tidak dijadwalkan adalah tiga keadaan yang berbeda.",
)

PERIODS = (
    ("Bulan", "2025-07", "pengukuran dalam satu bulan"),
    ("Gelombang", "2025-08", "bulan penimbangan: Februari, Agustus, atau bulan “serentak”"),
    ("Triwulan", "2025-TW2", "TW II (Apr–Jun): tiga bulan"),
    ("Triwulan s.d.", "–", "TW II (Jan–Jun), cara Sigizi: kumulatif sejak Januari"),
    ("Tahun", "2025", "gelombang Agustus tahun itu"),
)

WHO = (
    "Z-score dihitung ulang dari jenis kelamin, tanggal lahir, tanggal ukur, berat, "
    "panjang/tinggi, dan cara ukur menurut Standar Pertumbuhan Anak WHO 2006 "
    "(Permenkes 2/2020), per hari umur, dibulatkan ke dua desimal; batas klasifikasi dikenakan "
    "pada z yang sudah dibulatkan.",
    f"Terlentang di bawah 24 bulan, berdiri mulai 24 bulan (hari ke-{rules.HEIGHT_FROM_DAY}); "
    f"bila sebaliknya, dikoreksi {decimal(rules.LYING_MINUS_STANDING_CM)} cm.",
    "Nilai tidak masuk akal dikeluarkan dari pembilang dan penyebut serta dihitung tersendiri: "
    "TB/U di luar ±6, BB/U di bawah −6 atau di atas +5, BB/TB di luar ±5.",
)

SWITCHES = (
    (
        "Batas umur",
        f"WHO: di bawah {rules.AGE_LIMIT_MONTHS} bulan",
        f"e-PPGBM: sampai hari ke-{integer(rules.AGE_LIMIT_DAY_EPPGBM)}",
    ),
    (
        "Berdiri di bawah 9 bulan",
        "WHO: cara ukur diabaikan, tanpa koreksi",
        f"e-PPGBM: ditambah {decimal(rules.LYING_MINUS_STANDING_CM)} cm",
    ),
    (
        "Nilai tidak masuk akal",
        "WHO: tidak ikut prevalensi",
        "tidak ditandai: semua z ikut",
    ),
)

COVERAGE = (
    "Cakupan pengukuran = balita dengan PB/TB sah dalam periode dibagi sasaran. Sumber sasaran "
    "(Pusdatin, riil, Dukcapil) dipilih per tahun dan dicetak. Tanpa sasaran dipakai “balita "
    "terdata dalam 12 bulan terakhir”, dan itu tidak disebut D/S.",
    "D/S = jumlah D bulanan dibagi jumlah S bulanan; D = ditimbang. Cakupan pengukuran dan D/S "
    "adalah dua hal dengan dua nama.",
    f"Titik dengan cakupan di bawah {percent(LOW_COVERAGE, 0)} berlubang dan tidak dihubungkan; "
    f"di bawah {percent(CAUTION_COVERAGE, 0)} ditandai “hati-hati”. Desa yang melapor (m/M) "
    "tercantum pada setiap titik.",
    f"Ringkasan dibuka pada gelombang terbaru dengan cakupan ≥ {percent(COMPLETE_COVERAGE, 0)} "
    f"dan ≥ {percent(COMPLETE_DESA, 0)} desa melapor; "
    "dibandingkan dulu dengan gelombang yang sama setahun lalu, lalu dengan gelombang "
    "sebelumnya. Dua periode dibandingkan hanya bila cakupan keduanya memadai; selain itu “tidak "
    "sebanding”.",
)

STANDARDISED = (
    "Susunan umur anak yang diukur menggeser angka walau tidak ada anak yang berubah. Karena itu "
    "dihitung juga angka baku umur (struktur umur kabupaten dibuat tetap). Angka itu ditampilkan "
    f"bila berbeda paling sedikit {decimal(standardise.SHOWN_FROM * 100)} persen poin.",
)

CHANGE = (
    "Perubahan diuji pada anak yang sama di kedua periode (ditautkan dengan sidik NIK, atau nama + "
    "tanggal lahir + jenis kelamin). Ragamnya V = Σᵢ [(y2ᵢ − p2)/n2 − (y1ᵢ − p1)/n1]²; "
    f"jelas bila |z| ≥ {decimal(proportion.Z_95, 2)}.",
    "Hasilnya tiga kelompok, bukan peringkat: turun jelas, naik jelas, belum dapat dibedakan. "
    "Tanpa perubahan apa pun, sembilan atau lebih dari lima belas kecamatan tampak turun dalam "
    "27 % kejadian; karena itu “turun di 9 dari 15” tidak pernah ditulis.",
    f"Di bawah {change.FEWEST_CHILDREN} anak tidak ada yang dinyatakan jelas. Bila lebih dari "
    f"{percent(change.WEAK_SHARE, 0)} anak tidak dapat ditautkan: “perubahan tidak dapat diuji”.",
    "Dari tautan yang sama: kasus baru, tidak lagi stunting, tetap, tidak diukur lagi.",
)

INTERVALS = (
    "Data rutin adalah hitungan atas anak yang datang. n/N dan cakupan selalu tampil; "
    f"“{proportion.ROUTINE_INTERVAL_WORDS}” (Wilson) satu klik dari situ, dan di layar bila anak "
    f"yang diukur kurang dari {proportion.FEW_CHILDREN}.",
    "“Bila yang belum diukur berisiko ½–2 ×” menghitung prevalensi seluruh sasaran bila risiko "
    "anak yang belum diukur setengah sampai dua kali anak yang diukur.",
    f"Survei memakai “{proportion.SURVEY_INTERVAL_WORDS}” dari penerbitnya; tidak dihitung di "
    "sini.",
)

SUPPRESSION = (
    f"Petugas yang masuk melihat angka apa adanya. Untuk umum: jumlah 1–"
    f"{suppression.SMALLEST_COUNT - 1} dan penyebut di bawah {suppression.SMALLEST_DENOMINATOR} "
    "disembunyikan bersama paling sedikit satu wilayah lain, sehingga tidak dapat dihitung balik "
    "dari jumlahnya. Desa hanya sebagai kelas warna tanpa n.",
    "NIK dan nama tidak disimpan: keduanya menjadi sidik berkunci saat impor.",
)

LABEL = (
    "Angka utama adalah hitung ulang WHO; di sampingnya selalu angka menurut label e-PPGBM, "
    "dan selisihnya dirinci menurut sebab.",
)

REFERENCES = (
    "Survei (SSGI, SKI, Riskesdas) dan angka rutin terbitan disimpan terpisah dan tidak pernah "
    "digabung dalam satu garis dengan e-PPGBM. Target RPJMN 18,8 % (2025) dan 14,2 % (2029) "
    "adalah target survei; tahun di antaranya tidak diketahui. Tanpa target e-PPGBM: “target "
    "e-PPGBM belum ditetapkan”.",
)

LIMITS = (
    "Unduhan e-PPGBM tahun 2022 tidak memuat kolom Cara Ukur: posisi diambil dari umur, dan "
    "hasilnya menyebutkan itu.",
    "Angka rutin hanya mencakup anak yang datang; bukan taksiran seluruh balita seperti survei.",
    "Label WHO (sangat rendah … sangat tinggi) disusun untuk survei; di peta hanya patokan warna.",
    "Berkas tanpa nama dan NIK: anak dibedakan dengan jenis kelamin, tanggal lahir, desa, dan "
    "posyandu; kasus baru dan perubahan tidak dapat diuji.",
    "Berkas yang hanya berisi anak stunting: jumlah kasus ditampilkan, prevalensi ditolak.",
    "Batas wilayah digeneralisasi, hanya untuk orientasi, tanpa kekuatan hukum.",
    "Hasil pengukuran posyandu belum dikonfirmasi tenaga medis.",
)
