"""The Indonesian words of the slides of follow-up."""

from __future__ import annotations

from emonev.charts.slides import ColumnKind

OPEN_TITLE = "{count} rencana tindak lanjut masih terbuka"
LATE = ", {late} lewat tenggat"
NONE_LATE = ", belum ada yang lewat tenggat"
DECIDED_TITLE = "Rapat ini menyepakati {count} rencana tindak lanjut"

OPEN_SHEET = "RTL terbuka"
DECIDED_SHEET = "RTL rapat ini"
"""Names of the sheets in a workbook."""

OVERDUE = "! lewat {days} hari ({status})"
SINCE_NOTE = "Sejak diputuskan: jumlah kasus dan yang diukur dahulu dan kini, di lokus yang sama."

COLUMNS = (
    ("number", "No."),
    ("what", "Rencana tindak lanjut"),
    ("who", "Pelaksana (penanggung jawab)"),
    ("due", "Tenggat"),
    ("status", "Status"),
    ("since", "Sejak diputuskan"),
)

SHEET_COLUMNS: tuple[tuple[str, str, ColumnKind], ...] = (
    ("number", "No.", "text"),
    ("meeting", "Rapat", "text"),
    ("meeting_date", "Tanggal rapat", "date"),
    ("what", "Rencana tindak lanjut", "text"),
    ("unit", "Pelaksana", "text"),
    ("responsible", "Penanggung jawab", "text"),
    ("indicator", "Indikator", "text"),
    ("lokus", "Lokus", "text"),
    ("target", "Paling banyak (anak)", "count"),
    ("due", "Tenggat", "date"),
    ("status", "Status", "text"),
    ("note", "Catatan terakhir", "text"),
    ("since", "Sejak diputuskan", "text"),
)
