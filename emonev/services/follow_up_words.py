"""The Indonesian words of the slides of follow-up."""

from __future__ import annotations

from emonev.charts.slides import ColumnKind

OPEN_TITLE = "{count} tindak lanjut masih terbuka"
LATE = ", {late} lewat batas waktu"
NONE_LATE = ", belum ada yang lewat batas waktu"
DECIDED_TITLE = "Rapat ini menyepakati {count} tindak lanjut"

OPEN_SHEET = "Tindak lanjut terbuka"
DECIDED_SHEET = "Tindak lanjut rapat ini"
"""Names of the sheets in a workbook."""

OVERDUE = "! lewat {days} hari ({status})"
SINCE_NOTE = "Sejak diputuskan: jumlah kasus dan yang diukur dahulu dan kini, di lokus yang sama."

COLUMNS = (
    ("number", "No."),
    ("what", "Tindak lanjut"),
    ("who", "Pelaksana (penanggung jawab)"),
    ("due", "Batas waktu"),
    ("status", "Status"),
    ("since", "Sejak diputuskan"),
)

SHEET_COLUMNS: tuple[tuple[str, str, ColumnKind], ...] = (
    ("number", "No.", "text"),
    ("meeting", "Rapat", "text"),
    ("meeting_date", "Tanggal rapat", "date"),
    ("what", "Tindak lanjut", "text"),
    ("unit", "Pelaksana", "text"),
    ("responsible", "Penanggung jawab", "text"),
    ("indicator", "Indikator", "text"),
    ("lokus", "Lokus", "text"),
    ("target", "Paling banyak (anak)", "count"),
    ("due", "Batas waktu", "date"),
    ("status", "Status", "text"),
    ("note", "Catatan terakhir", "text"),
    ("since", "Sejak diputuskan", "text"),
)
