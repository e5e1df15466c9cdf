"""The first sheet of a marked workbook: every problem once, with its count and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from emonev.core.indonesian import integer
from emonev.ingest.marks import SUMMARY_TITLE
from emonev.reports.marked.problems import WORDS, CodeLine

WIDTHS = (22, 30, 52, 10, 14, 40, 60)
"""Of the columns, in letters; the second holds the longest of ``WORDS`` on one line."""

HEAD = ("Lembar", "Akibat", "Masalah", "Jumlah", "Contoh sel", "Seharusnya", "Cara memperbaiki")
HOW = (
    "Sel bermasalah diwarnai di lembarnya: jingga = baris ditolak, kuning = nilai diubah atau "
    "dikosongkan. Arahkan kursor ke sel untuk membaca sebabnya; kolom “Masalah (E-Monev)” dapat "
    "disaring.",
    "Betulkan di sini juga, simpan, lalu unggah berkas ini apa adanya: lembar ini dan kolom itu "
    "dilewati, baris yang sudah masuk tidak terhitung dua kali.",
)


def rows_of(file_name: str, lines: Sequence[CodeLine]) -> list[list[str | int]]:
    """The sheet's rows; the head of the table is row 6."""
    rows: list[list[str | int]] = [[SUMMARY_TITLE], [f"Berkas: {file_name}"], *([t] for t in HOW)]
    total = sum(line.count for line in lines)
    rows.append([f"{integer(total)} temuan" if total else "Tidak ada masalah pada berkas ini."])
    if lines:
        rows.append(list(HEAD))
    rows += [
        [one.sheet, WORDS[one.severity], one.title, one.count, one.example, one.expected, one.mend]
        for one in lines
    ]
    return rows


HEAD_ROW = 6
"""1-based row of the table's head."""
