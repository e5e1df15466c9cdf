"""The Indonesian words of the forms of a mini lokakarya."""

from __future__ import annotations

DESA = "Desa/kelurahan"
TEAMS = "Jumlah TPK"
SUM = "Jumlah"
NUMBER = "No."

GROUPS = (
    ("catin", "Catin"),
    ("bumil", "Bumil"),
    ("pascasalin", "Ibu pascapersalinan"),
    ("baduta", "Baduta"),
    ("balita", "Balita 24–59 bulan"),
)
"""Target groups of the accompaniment by the TPK."""

PARTS = (("didampingi", "didampingi"), ("sasaran", "sasaran"))

CASES = (("berisiko", "Berisiko"), ("dirujuk", "Dirujuk"))

FILLED_IN = "Diisi pada lokakarya; sesuaikan dengan formulir yang berlaku."
TPK_TITLE = "Tabulasi hasil pendampingan TPK, {place}"
TPK_SHEET = "Tabulasi TPK"
TPK_NOTE = (
    "Diisi pada lokakarya. Kolom mengikuti kelompok sasaran; sesuaikan dengan formulir yang "
    "berlaku."
)
TPK_CAPTION = f"{TPK_NOTE} Tiap sel: didampingi / sasaran."

PLAN_TITLE = "Rencana kerja sampai lokakarya berikutnya, {place}"
PLAN_SHEET = "Rencana kerja"
PLAN = (
    ("kegiatan", "Kegiatan"),
    ("sasaran", "Sasaran"),
    ("lokasi", "Desa/kelurahan"),
    ("waktu", "Waktu"),
    ("penanggung_jawab", "Penanggung jawab"),
    ("dukungan", "Dukungan/dana"),
)

FOLLOW_UP_TITLE = "Rencana tindak lanjut (RTL), {place}"
FOLLOW_UP_SHEET = "Formulir RTL"
FOLLOW_UP = (
    ("masalah", "Masalah"),
    ("rencana", "Rencana tindak lanjut"),
    ("penanggung_jawab", "Penanggung jawab"),
    ("batas", "Tenggat"),
    ("keterangan", "Keterangan"),
)
