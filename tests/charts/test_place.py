"""Names on the map: never two on the same paper, for both regencies, on a laptop and a phone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from emonev.charts.describe import ChoroplethMap, MapItem, MapShape
from emonev.charts.place import LabelSize, Placed, overlaps, place
from emonev.charts.plotly_map import map_figure, placed_labels

WILAYAH = Path(__file__).parents[2] / "data" / "wilayah"
PLACES = {"laptop": (720, 480, 13), "half": (480, 440, 12), "hall": (1008, 720, 16),
          "phone": (330, 420, 11)}  # fmt: skip


def shipped_map(kabupaten: str, level: str = "kecamatan", below: str = "") -> ChoroplethMap:
    """The shipped shapes with invented figures, bubbles as large as they get."""
    text = (WILAYAH / f"{kabupaten}_{level}.geojson").read_text(encoding="utf-8")
    features = [
        f for f in json.loads(text)["features"] if f["properties"]["code"].startswith(below)
    ]
    shapes, items = [], []
    for number, feature in enumerate(features):
        known = feature["properties"]
        shapes.append(
            MapShape(known["code"], feature["geometry"], known["label_lon"], known["label_lat"])
        )
        items.append(
            MapItem(known["code"], known["name"], "14,2 %", number % 9, "", 10 + 30 * number, ())
        )
    return ChoroplethMap(tuple(shapes), tuple(items), 9, True, 10 + 30 * len(items))


def clashes(labels: tuple[Placed, ...]) -> list[tuple[str, str]]:
    """Every pair of labels that share paper."""
    return [
        (one.code, other.code)
        for at, one in enumerate(labels)
        for other in labels[:at]
        if overlaps(one, other)
    ]


@pytest.mark.parametrize("kabupaten", ["73.22", "73.04"])
@pytest.mark.parametrize("where", PLACES)
def test_every_kecamatan_is_named_and_no_two_names_overlap(kabupaten: str, where: str) -> None:
    chart = shipped_map(kabupaten)
    width, height, font = PLACES[where]
    labels = placed_labels(chart, width, height, font)
    assert {label.code for label in labels} == {item.code for item in chart.items}
    assert clashes(labels) == []
    for label in labels:
        assert label.width / 2 <= label.x <= width - label.width / 2
        assert label.height / 2 <= label.y <= height - label.height / 2


@pytest.mark.parametrize("kecamatan", ["73.22.03", "73.22.13", "73.04.03"])
def test_desa_of_a_kecamatan_do_not_overlap(kecamatan: str) -> None:
    chart = shipped_map(kecamatan[:5], "desa", kecamatan)
    assert len(chart.items) > 5
    assert clashes(placed_labels(chart, 720, 480)) == []


def test_a_name_that_fits_stands_in_its_own_area_without_a_line() -> None:
    square = shapely.box(0, 0, 200, 100)
    (label,) = place({"a": square}, {"a": (100, 50)}, [LabelSize("a", 60, 20)], 300, 200)
    assert not label.leader
    assert (label.x, label.y) == (100, 50)


def test_a_name_that_does_not_fit_goes_outside_with_a_line() -> None:
    tiny = shapely.box(100, 100, 110, 110)
    (label,) = place({"a": tiny}, {"a": (105, 105)}, [LabelSize("a", 80, 20)], 300, 200)
    assert label.leader
    assert (label.anchor_x, label.anchor_y) == (105, 105)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(20, 280), st.integers(20, 180), st.integers(4, 40)),
        min_size=2,
        max_size=9,
    )
)
def test_no_overlap_whatever_the_areas(squares: list[tuple[int, int, int]]) -> None:
    shapes = {
        str(n): shapely.box(x, y, x + size, y + size) for n, (x, y, size) in enumerate(squares)
    }
    anchors = {code: (shape.centroid.x, shape.centroid.y) for code, shape in shapes.items()}
    labels = place(shapes, anchors, [LabelSize(code, 55, 14) for code in shapes], 320, 220)
    assert clashes(labels) == []


def test_a_click_tells_the_area_on_every_mark() -> None:
    chart = shipped_map("73.04")
    figure = map_figure(chart, 720, 480)
    codes = {item.code for item in chart.items}
    areas = next(trace for trace in figure.data if trace.type == "choropleth")
    assert set(areas.locations) == codes
    bubbles = next(t for t in figure.data if t.type == "scattergeo" and t.mode == "markers")
    assert set(bubbles.customdata) == codes


def test_a_name_lies_near_its_area_on_a_neighbour_rather_than_far_away_on_white_ground() -> None:
    land = shapely.box(50, 50, 550, 350)
    small = shapely.box(290, 190, 310, 210)
    shapes = {"a": small, "b": land.difference(small)}
    anchors = {"a": (300.0, 200.0), "b": (120.0, 300.0)}
    sizes = [LabelSize("a", 80, 20), LabelSize("b", 80, 20)]
    name = next(one for one in place(shapes, anchors, sizes, 600, 400) if one.code == "a")
    assert name.leader
    assert abs(name.x - 300) <= 80
    assert abs(name.y - 200) <= 40


def test_a_name_outside_does_not_stand_beside_the_point_of_another_area() -> None:
    shapes = {"a": shapely.box(190, 190, 200, 210), "b": shapely.box(200, 190, 400, 210)}
    anchors = {"a": (195.0, 200.0), "b": (260.0, 200.0)}
    sizes = [LabelSize("a", 60, 16), LabelSize("b", 60, 16)]
    name = next(one for one in place(shapes, anchors, sizes, 600, 400) if one.code == "a")
    to_own = shapely.box(*_edges(name)).distance(shapely.Point(*anchors["a"]))
    to_other = shapely.box(*_edges(name)).distance(shapely.Point(*anchors["b"]))
    assert to_own <= to_other


def _edges(one: Placed) -> tuple[float, float, float, float]:
    return (one.x - one.width / 2, one.y - one.height / 2,
            one.x + one.width / 2, one.y + one.height / 2)  # fmt: skip
