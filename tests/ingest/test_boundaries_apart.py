"""The limited child answers exactly as reading in this process does, and dies alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from emonev.core.area import Area, Level
from emonev.errors import Refused
from emonev.ingest.area_match import Alias, AreaIndex, Split
from emonev.ingest.boundaries import read_boundaries
from emonev.ingest.boundaries_apart import BOUNDARY_LIMITS, read_boundaries_apart

AREAS = [
    Area("91.01", "Contoh", Level.KABUPATEN, "91"),
    Area("91.01.01", "Utara", Level.KECAMATAN, "91.01", valid_from=date(2001, 2, 3)),
    Area("91.01.02", "Selatan", Level.KECAMATAN, "91.01"),
    Area("91.01.03", "Tanpa Bentuk", Level.KECAMATAN, "91.01"),
]
INDEX = AreaIndex(AREAS, [Alias("91.01.02", "Kidul")], [Split("91.01.02", "91.01.01")])


def boundary_file(folder: Path) -> Path:
    def feature(code: str, name: str, x: float) -> dict[str, object]:
        ring = [[x, -9.0], [x + 0.1, -9.0], [x + 0.1, -9.1], [x, -9.1], [x, -9.0]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"kode": code, "nama": name}, "geometry": shape}

    features = [
        feature("91.01.01", "Utara", 124.9),
        feature("91.01.02", "Kidul", 125.0),
        feature("99.99.99", "Entah", 125.2),
    ]
    path = folder / "batas.geojson"
    document = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_the_child_answers_as_reading_here_does(tmp_path: Path) -> None:
    path = boundary_file(tmp_path)
    here = read_boundaries(path, INDEX)
    assert len(here.features) == 2
    assert [area.code for area in here.areas_without_shape] == ["91.01.03"]
    assert len(here.unmatched_features) == 1
    assert read_boundaries_apart(path, INDEX, tmp_path) == here


def test_a_refusal_comes_back_with_its_code_and_hint(tmp_path: Path) -> None:
    path = tmp_path / "batas.geojson"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(Refused, match="terpotong") as caught:
        read_boundaries_apart(path, INDEX, tmp_path)
    assert caught.value.code == "berkas_rusak"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (replace(BOUNDARY_LIMITS, seconds=0), "terlalu_lama"),
        (replace(BOUNDARY_LIMITS, memory_bytes=2**20), "terlalu_besar"),
    ],
)
def test_a_child_over_its_limits_is_ended_and_said_so(tmp_path, limits, code) -> None:
    with pytest.raises(Refused) as caught:
        read_boundaries_apart(boundary_file(tmp_path), INDEX, tmp_path, limits)
    assert caught.value.code in (code, "gagal_dibaca")
    assert "batas" in caught.value.message
