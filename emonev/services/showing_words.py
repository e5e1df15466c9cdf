"""The Indonesian words of showings, angka rilis and composed orders."""

from __future__ import annotations

NO_UPLOADS = "belum ada unggahan"
UPLOADS = "{count} unggahan, terakhir {last}"

NEW_UPLOADS = "{count} unggahan baru{since} (terakhir {last})"
SINCE = " sejak {day}"
UNDONE = "{count} unggahan dibatalkan"
GONE = "{count} unggahan tidak ada lagi (data dipulihkan dari cadangan)"
SASARAN_CHANGED = "sasaran berubah"
SETTINGS_CHANGED = "pengaturan berubah"

BROKEN_STATE = "Keadaan data yang tersimpan tidak dapat dibaca."

NO_SHOWING = "Paparan ini tidak ada lagi."
NO_SHOWING_HINT = "Tayangkan lagi dari halaman Paparan."
OTHER_KABUPATEN = "Paparan ini bukan dari kabupaten rapat itu."

NO_RELEASE = "Angka rilis ini tidak ada."
NOT_RELEASED = "Angka {indicator} wilayah {area} tidak termasuk angka rilis ini."
UNCHANGED = "Angka {area} tidak berubah sejak dirilis: tidak ada yang perlu dijelaskan."

NO_ORDER = "Urutan paparan ini tidak ada lagi."
MANY_ORDERS = "Urutan paparan yang tersimpan sudah {most}; hapus yang tidak dipakai."
"""More than anybody needs; a list nobody can read helps nobody."""

INTERNAL_ONLY = "Paparan ini memuat jumlah kecil dan hanya untuk petugas."
