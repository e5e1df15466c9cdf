"""The problems of one upload as a workbook: to pass on to the puskesmas that sent the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from emonev.reports.listing import Head, listing

HEADS: tuple[Head, ...] = (
    ("Lembar", "text", 20), ("Sel", "text", 8), ("Baris", "count", 8), ("Akibat", "text", 14),
    ("Masalah", "text", 44), ("Ditemukan", "text", 26), ("Seharusnya", "text", 34),
    ("Cara memperbaiki", "text", 58), ("Jumlah", "count", 9),
)  # fmt: skip


def problem_list(title: str, told: str, rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """The workbook's bytes. ``rows`` in the order of ``HEADS``."""
    return listing("Daftar masalah", title, (told,), HEADS, rows)
