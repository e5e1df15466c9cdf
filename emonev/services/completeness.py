"""Do the figures stand for their area? Words for reports that are not in, and for a cakupan that
cannot be."""

from __future__ import annotations

from emonev.core.indonesian import MISSING, percent
from emonev.services.figure import Figure

DESA_SHARE = 0.9
"""Least share of desa reporting of a complete wave (numbers.md §3)."""

ABOVE_ALL = "di atas 100 %: sasaran perlu diperiksa"
"""More children measured than there should be: shown as it is, with a mark (domain.md §1.7)."""

ABOVE_ALL_MARK = "▲"

LEVEL_WORDS = {"kabupaten": "kabupaten", "kecamatan": "kecamatan ini", "desa": "desa ini"}


def few_desa(figure: Figure) -> bool:
    """True where less than 90 % of the desa of the figure's area have reported."""
    return bool(figure.desa_total) and figure.desa_reported < DESA_SHARE * figure.desa_total


def above_all(coverage: float | None) -> bool:
    """True for a cakupan above 100 %."""
    return coverage is not None and coverage > 1


def coverage_cell(coverage: float | None) -> str:
    """ "91,4 %", with its mark above 100 %: "104,8 % ▲"."""
    return f"{percent(coverage)} {ABOVE_ALL_MARK}" if above_all(coverage) else percent(coverage)


def incomplete_text(figure: Figure | None) -> str:
    """ "Agustus 2025: baru 54 dari 173 desa melapor …"; "" where the figure stands for its area."""
    if figure is None or figure.value is None or figure.suppressed:
        return ""
    low = figure.coverage is not None and figure.coverage < figure.coverage_limits[0]
    if not (low or few_desa(figure)):
        return ""
    of_desa = f"baru {figure.desa_reported} dari {figure.desa_total} desa/kelurahan melapor"
    if not few_desa(figure):
        of_desa = f"{figure.desa_reported} dari {figure.desa_total} desa/kelurahan melapor"
    measured = "" if figure.coverage is None else f"cakupan {percent(figure.coverage)}"
    parts = [part for part in (of_desa if figure.desa_total else "", measured) if part]
    area = LEVEL_WORDS.get(figure.level, "wilayah ini")
    return (
        f"{figure.period.label}: {', '.join(parts) or MISSING}. "
        f"Angka-angka ini belum dapat mewakili {area}."
    )
