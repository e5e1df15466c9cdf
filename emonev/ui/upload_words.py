"""Words of the page Unggah."""

from __future__ import annotations

FIELDS = {
    "nik": "NIK (hanya sidik kuncinya disimpan)",
    "name": "Nama anak (hanya sidik kuncinya disimpan)",
    "sex": "Jenis kelamin",
    "birth_date": "Tanggal lahir",
    "birth_weight_kg": "Berat lahir (kg)",
    "birth_length_cm": "Panjang lahir (cm)",
    "province": "Provinsi",
    "kabupaten": "Kabupaten/Kota",
    "kecamatan": "Kecamatan",
    "puskesmas": "Puskesmas",
    "desa": "Desa/Kelurahan",
    "posyandu": "Posyandu",
    "age_text": "Usia saat ukur",
    "measured_on": "Tanggal pengukuran",
    "weight_kg": "Berat badan (kg)",
    "lenhei_cm": "Panjang/tinggi badan (cm)",
    "measure": "Cara ukur (berdiri/terlentang)",
    "muac_cm": "Lingkar lengan atas (cm)",
    "headc_cm": "Lingkar kepala (cm)",
    "label_waz": "Label BB/U",
    "sheet_waz": "Z-score BB/U",
    "label_haz": "Label TB/U",
    "sheet_haz": "Z-score TB/U",
    "label_whz": "Label BB/TB",
    "sheet_whz": "Z-score BB/TB",
    "weight_gain": "Naik berat badan (N/T/O/B)",
    "vitamin_a": "Vitamin A",
}
"""Fields a person may match a column with."""

KNOWN_BUT_NOT_STORED = {
    "number": "Nomor urut", "parent": "Nama orang tua (tidak disimpan)",
    "parent_nik": "NIK orang tua (tidak disimpan)", "rt": "RT", "rw": "RW",
    "address": "Alamat (tidak disimpan)", "pmt": "PMT", "kpsp": "KPSP", "kia": "Buku KIA",
    "mothers_class": "Kelas ibu", "mbg": "MBG", "detail": "Detail",
}  # fmt: skip
"""Fields that are recognised and then left out."""

IGNORED = "– diabaikan –"

FATES = {
    "new": "Baru",
    "updated": "Diperbarui",
    "unchanged": "Tidak berubah",
    "duplicate": "Ganda",
    "rejected": "Ditolak",
}

CONTAINERS = {
    "xlsx": "Excel (.xlsx)", "xls": "Excel lama (.xls)", "html": "HTML bernama .xls",
    "csv": "CSV", "unknown": "tidak dikenal",
}  # fmt: skip

KINDS = {"by_name": "by-name e-PPGBM", "unknown": "belum dikenal jenisnya"}

ROLES = {"lokal": "laptop ini"}
"""Role of a viewer → how the history calls it."""

ORDERS = {"dmy": "hari/bulan/tahun", "mdy": "bulan/hari/tahun"}
