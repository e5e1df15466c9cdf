"""Published figures: survey, routine and targets kept apart, nothing invented."""

from __future__ import annotations

import csv
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from emonev.core.scope import Scope, local
from emonev.errors import NoAccess
from emonev.services.reference import FOLDER, national_targets, published, reference

ROOT = Path(__file__).parents[2]
FIGURES = ROOT.parent / "shared" / "domain"


def make_acuan() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_acuan", ROOT / "scripts" / "make_acuan.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_survey_and_routine_figures_never_share_a_list() -> None:
    panel = reference(local("73.22"), "73.22")
    assert {point.kind for point in panel.survey} == {"survei"}
    assert {point.kind for point in panel.routine} == {"rutin"}
    assert not any("PPGBM" in point.source for point in panel.survey)
    assert all("PPGBM" in point.source for point in panel.routine)


def test_the_panel_holds_nation_province_and_kabupaten_only() -> None:
    panel = reference(local("73.04"), "73.04")
    assert {point.level for point in panel.survey} == {"nasional", "provinsi", "kabupaten"}
    assert {point.area for point in panel.survey + panel.routine} == {
        "Indonesia",
        "Sulawesi Selatan",
        "Jeneponto",
    }


def test_a_point_reads_as_published() -> None:
    texts = {point.text for point in published()}
    assert "SSGI 2022: 29,8\u00a0%" in texts
    assert "e-PPGBM 2023: 10,51\u00a0%" in texts
    assert "e-PPGBM Des 2021: 12,7\u00a0%" in texts


def test_years_without_a_figure_are_named_not_filled() -> None:
    assert "2024" in reference(local("73.22"), "73.22").missing
    assert "2023" in reference(local("73.04"), "73.04").missing
    assert "2021, 2022, 2023 dan 2024" in reference(local("73.05"), "73.05").missing


def test_only_the_two_target_years_that_are_known() -> None:
    assert [(point.year, point.value) for point in national_targets()] == [
        (2025, pytest.approx(0.188)),
        (2029, pytest.approx(0.142)),
    ]


def test_every_point_has_a_source_and_a_citation() -> None:
    assert all(point.source and point.citation for point in published())
    assert all(0 < point.value < 1 for point in published())


def test_figures_of_another_kabupaten_are_not_reached() -> None:
    with pytest.raises(NoAccess):
        reference(local("73.22"), "73.04")
    assert reference(Scope("operator", "73.22.01"), "73.22").survey


def test_the_shipped_tables_are_what_the_script_writes(tmp_path: Path) -> None:
    if not FIGURES.exists():
        pytest.skip("the figures the script reads are not beside this checkout")
    make_acuan().main([str(FIGURES), "--out", str(tmp_path)])
    for file in sorted(tmp_path.glob("*.csv")):
        assert file.read_bytes() == (FOLDER / file.name).read_bytes(), file.name


def test_the_national_figures_are_those_of_the_domain_notes() -> None:
    notes = FIGURES / "domain.md"
    if not notes.exists():
        pytest.skip("the domain notes are not beside this checkout")
    table = dict(re.findall(r"^\| (\d{4}) S\w+ \| ([\d.]+) ", notes.read_text("utf-8"), re.M))
    with (FOLDER / "prevalensi_terbit.csv").open(encoding="utf-8", newline="") as file:
        shipped = {r["tahun"]: r["persen"] for r in csv.DictReader(file) if not r["kode"]}
    assert shipped == table
