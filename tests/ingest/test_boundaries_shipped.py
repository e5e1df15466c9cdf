"""The boundary files that ship: complete, valid coverages, and what the script would write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from emonev.core.area import Level
from emonev.ingest.area_list import read_master
from scripts.make_wilayah import write_all

ROOT = Path(__file__).parents[2]
WILAYAH = ROOT / "data" / "wilayah"
FIGURES = ROOT.parent / "shared" / "wilayah"
INDEX = read_master(WILAYAH).index()
FILES = sorted(WILAYAH.glob("*.geojson"))


def test_four_files_ship_and_stay_small() -> None:
    assert [file.name for file in FILES] == [
        "73.04_desa.geojson",
        "73.04_kecamatan.geojson",
        "73.22_desa.geojson",
        "73.22_kecamatan.geojson",
    ]
    assert sum(file.stat().st_size for file in FILES) < 400_000


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_file_is_a_valid_coverage_of_known_areas(file: Path) -> None:
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    for feature, shape in zip(features, shapes, strict=True):
        known = feature["properties"]
        area = INDEX.areas[known["code"]]
        assert (known["name"], known["level"], known["parent_code"]) == (
            area.name,
            area.level,
            area.parent_code,
        )
        assert shape.contains(shapely.Point(known["label_lon"], known["label_lat"]))


@pytest.mark.parametrize(("regency", "missing"), [("73.04", set()), ("73.22", {"73.22.11.2002"})])
def test_every_area_has_a_shape_but_one(regency: str, missing: set[str]) -> None:
    for level, areas in (
        (Level.KECAMATAN, INDEX.kecamatan_of(regency)),
        (Level.DESA, INDEX.desa_of(regency)),
    ):
        document = json.loads((WILAYAH / f"{regency}_{level}.geojson").read_text(encoding="utf-8"))
        drawn = {feature["properties"]["code"] for feature in document["features"]}
        expected = {area.code for area in areas}
        assert expected - drawn == (missing if level is Level.DESA else set())
        assert drawn <= expected


def test_the_script_writes_exactly_what_ships(tmp_path: Path) -> None:
    if not FIGURES.is_dir():
        pytest.skip("the figures of ../shared/wilayah are not here")
    write_all(FIGURES, tmp_path)
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    shipped = {f.name: f.read_bytes() for f in WILAYAH.iterdir() if f.name != "README.md"}
    assert written == shipped
