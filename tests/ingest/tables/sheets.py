"""Sheets of counts as plain rows, for the tests of their kinds. Not part of the product."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.builders import workbook

CLASSES = (
    "Sangat Kurang", "Kurang", "Berat Badan Normal", "Risiko Lebih", "Outlier",
    "Sangat Pendek", "Pendek", "Normal", "Tinggi", "Outlier",
    "Gizi Buruk", "Gizi Kurang", "Normal", "Risiko Gizi Lebih", "Gizi Lebih", "Obesitas", "Outlier",
)  # fmt: skip
TOP = ("BB/U", *[""] * 4, "TB/U", *[""] * 4, "BB/TB", *[""] * 6)


def recap(
    folder: Path,
    rows: Sequence[Sequence[Any]],
    *,
    places: Sequence[str] = ("No", "Puskesmas", "KECMATAN"),
    title: str = "STATUS GIZI BALITA  BULAN AGUSTUS 2025",
    total: Sequence[Any] | None = None,
    **options: Any,
) -> Path:
    """A recap as SIGIZI writes it: title, data date, two header rows, numbering, rows, JUMLAH."""
    blank = [""] * len(places)
    above = [["", title], ["Data Tanggal : 2025-10-11 11:28:20"], [*places, *TOP]]
    grid = [list(range(1, len(places) + 18)), *[list(row) for row in rows]]
    if total is not None:
        grid.append(list(total))
    return workbook(folder, grid, header=[*blank, *CLASSES], above=above, **options)


def counts(
    waz: Sequence[Any] = (1, 2, 90, 4, 0),
    haz: Sequence[Any] = (3, 7, 80, 0, 1),
    whz: Sequence[Any] = (0, 5, 85, 4, 2, 1, 0),
) -> list[Any]:
    """The 17 class columns of a recap row."""
    return [*waz, *haz, *whz]
