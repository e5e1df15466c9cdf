"""Profil of puskesmas and desa: their own figures, never for an audience."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from emonev.charts.describe import TrendLine
from emonev.charts.slides import Audience, Deck
from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, WrongCall
from emonev.services.figure import Selection
from emonev.services.figures import figures
from emonev.services.profil import KINDS, profil
from emonev.services.report import suggested_name
from emonev.services.trend import trend
from tests.reports.decks import AUGUST, TODAY, made

KABUPATEN, THIRD = "73.22", "73.22.03"


def batch(
    folder: Path, by: str, audience: Audience = "internal", scope: Scope | None = None,
    **choice: Any,
) -> tuple[list[Deck], list[str], list[str]]:  # fmt: skip
    """The decks, the names in the zip, and what was told as progress."""
    told: list[str] = []
    file = folder / "profil.zip"
    with made().asking() as cursor:
        decks = profil(
            cursor, scope or local(KABUPATEN), Selection(KABUPATEN, AUGUST), file, suggested_name,
            today=TODAY, audience=audience, by=by, progress=lambda _, __, what: told.append(what),
            **choice,
        )  # fmt: skip
    with ZipFile(file) as archive:
        return decks, archive.namelist(), told


def test_a_puskesmas_is_told_by_its_name_with_its_own_figures(tmp_path: Path) -> None:
    decks, names, _ = batch(tmp_path, "puskesmas", kecamatan=(THIRD,))
    (one,) = decks
    assert one.subtitle.startswith("Puskesmas 03, Kecamatan ")
    assert one.order == "profil_puskesmas" and one.title == "Profil stunting puskesmas"
    assert len(names) == 2 and all(name.startswith(THIRD) for name in names)
    with made().reading() as cursor:
        found = figures(
            cursor, local(KABUPATEN), indicators=["stunting"], level="puskesmas", period=AUGUST,
            within=THIRD,
        )  # fmt: skip
    its = next(figure for figure in found if figure.area == "Puskesmas 03")
    assert f"{its.numerator} dari {its.denominator}" in one.slides[0].title
    assert {slide.kind for slide in one.slides} >= {"tren", "kelompok", "umur", "definisi"}
    assert "belum_kirim" not in {slide.kind for slide in one.slides}


def test_a_desa_is_told_with_its_own_figures_and_trend(tmp_path: Path) -> None:
    decks, names, told = batch(tmp_path, "desa", kecamatan=(THIRD,))
    (one,) = decks
    assert one.place_code.startswith(f"{THIRD}.") and len(names) == 2
    assert one.subtitle.startswith(("Desa ", "Kelurahan ")) and ", Kecamatan " in one.subtitle
    # All children of the third kecamatan live in its first desa; the others have nothing to show.
    assert sum("tidak ada yang dapat ditampilkan" in line for line in told) > 3
    slide = next(slide for slide in one.slides if slide.kind == "tren")
    line = slide.bodies[0]
    assert isinstance(line, TrendLine)
    with made().reading() as cursor:
        view = trend(cursor, local(KABUPATEN), Selection(KABUPATEN, AUGUST, kecamatan=THIRD))
    series = next(each for each in view.series if each.area_code == one.place_code)
    assert [point.value for point in line.points] == [point.value for point in series.points]
    (table,) = slide.data
    assert len(table.rows) == len(series.points)
    assert {row[0] for row in table.rows} == {series.area}


@pytest.mark.parametrize("by", ["puskesmas", "desa"])
def test_neither_is_made_for_an_audience(tmp_path: Path, by: str) -> None:
    with pytest.raises(WrongCall, match="tidak dibuat untuk umum"):
        batch(tmp_path, by, "publik")
    assert not list(tmp_path.iterdir())


def test_nobody_gets_the_profil_of_another_area(tmp_path: Path) -> None:
    for by in ("kecamatan", "puskesmas", "desa"):
        decks, _, _ = batch(tmp_path, by, scope=local(THIRD))
        assert decks and all(one.place_code.startswith(THIRD) for one in decks)
        with pytest.raises(NoAccess):
            batch(tmp_path, by, scope=local(THIRD), kecamatan=("73.22.04",))
        with pytest.raises(WrongCall):
            batch(tmp_path, by, kecamatan=("73.04.01",))
    with pytest.raises(WrongCall, match="tidak dikenal"):
        batch(tmp_path, "posyandu")


def test_every_kind_says_what_it_is() -> None:
    assert [kind.key for kind in KINDS] == ["kecamatan", "puskesmas", "desa"]
    assert [kind.small for kind in KINDS] == [False, True, True]
