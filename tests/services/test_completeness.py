"""Incomplete data never look complete; a cakupan above 100 % says so."""

from __future__ import annotations

from typing import Any

import pytest

from emonev.core.period import month
from emonev.services.completeness import above_all, coverage_cell, incomplete_text
from emonev.services.figure import Figure
from emonev.services.figure_words import coverage_text


def figure(**changes: Any) -> Figure:
    """A sound figure of a kabupaten."""
    told: dict[str, Any] = {
        "area_code": "73.22", "area": "Luwu Utara", "level": "kabupaten", "indicator": "stunting",
        "period": month(2025, 8), "source": "e-ppgbm", "numerator": 10, "denominator": 100,
        "value": 0.1, "measured": 100, "target_population": 105, "target_source": "Pusdatin",
        "coverage": 100 / 105, "desa_reported": 170, "desa_total": 173,
    }  # fmt: skip
    return Figure(**(told | changes))


def test_a_complete_wave_needs_no_words() -> None:
    assert incomplete_text(figure()) == ""
    assert incomplete_text(None) == ""


def test_few_desa_are_said_though_cakupan_is_high() -> None:
    text = incomplete_text(figure(desa_reported=54))
    assert text == (
        "Agustus 2025: baru 54 dari 173 desa/kelurahan melapor, cakupan 95,2\u00a0%. "
        "Angka-angka ini belum dapat mewakili kabupaten."
    )


def test_low_cakupan_is_said_by_the_limit_in_force() -> None:
    assert "belum dapat mewakili kabupaten" in incomplete_text(figure(coverage=0.79))
    assert incomplete_text(figure(coverage=0.79, coverage_limits=(0.75, 0.85))) == ""


@pytest.mark.parametrize(("reported", "said"), [(156, False), (155, True)])
def test_the_limit_is_nine_tenths_of_the_desa(reported: int, said: bool) -> None:
    assert bool(incomplete_text(figure(desa_reported=reported))) is said


def test_cakupan_above_all_is_not_clipped_and_carries_its_sentence() -> None:
    text = coverage_text(figure(measured=110, coverage=110 / 105))
    assert text.startswith("Cakupan 104,8\u00a0% ▲ ")
    assert "di atas 100 %: sasaran perlu diperiksa" in text
    assert "▲" not in coverage_text(figure(coverage=1.0))
    assert coverage_cell(1.2) == "120,0\u00a0% ▲"
    assert coverage_cell(0.9) == "90,0\u00a0%"
    assert above_all(1.001)
    assert not above_all(1.0)
    assert not above_all(None)
