"""The workbooks on disk."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from emonev.demo.build import DemoFiles, build_demo
from emonev.demo.sheet import HEADER, NBSP
from emonev.errors import WrongCall


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    """The small set of Jeneponto."""
    return build_demo(tmp_path_factory.mktemp("contoh"), kabupaten="73.04", size="small")


def cells(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def test_each_workbook_opens_with_the_data_date_and_the_header(built: DemoFiles) -> None:
    assert len(built.files) == len(built.puskesmas)
    total = 0
    for path in built.files:
        rows = cells(path)
        assert str(rows[0][0]).startswith("Data Tanggal : 2026-01-06 ")
        assert rows[1] == [title + NBSP for title in HEADER]
        assert [row[0] for row in rows[2:]] == list(range(1, len(rows) - 1))
        total += len(rows) - 2
    assert 2000 < total < 3000


def test_equal_seeds_write_equal_cells(built: DemoFiles, tmp_path: Path) -> None:
    again = build_demo(tmp_path, kabupaten="73.04", size="small")
    assert [p.name for p in again.files] == [p.name for p in built.files]
    assert again.sasaran == built.sasaran
    for one, other in zip(built.files[:4], again.files[:4], strict=True):
        assert cells(one) == cells(other)


def test_sasaran_and_puskesmas_come_with_the_files(built: DemoFiles) -> None:
    assert {year for _, year, _, _ in built.sasaran} == {2024, 2025}
    assert {source for _, _, source, _ in built.sasaran} == {"riil"}
    assert all(code.startswith("73.04.") and balita > 0 for code, _, _, balita in built.sasaran)
    assert len({row[:3] for row in built.sasaran}) == len(built.sasaran)
    assert all(("(contoh)" in name) == bool(note) for _, name, note in built.puskesmas)


def test_progress_counts_the_files(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    made = build_demo(
        tmp_path,
        kabupaten="73.22",
        size="small",
        today=date(2025, 10, 10),
        progress=lambda done, total, name: told.append((done, total, name)),
    )
    count = len(made.files)
    assert told == [(i + 1, count, path.name) for i, path in enumerate(made.files)]
    assert str(cells(made.files[0])[0][0]).startswith("Data Tanggal : 2025-10-10")


def test_a_kabupaten_without_demo_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match=r"73\.99"):
        build_demo(tmp_path, kabupaten="73.99", size="small")


def test_building_loads_neither_pandas_nor_geopandas_nor_streamlit() -> None:
    code = (
        "import sys, emonev.demo.build as b; b.make_world('73.22', 'small');"
        "print(sorted({'pandas', 'geopandas', 'streamlit'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "[]"
