"""Charts as SVG: lengths and heights say the values, texts are escaped, marks are drawn."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emonev.charts.describe import ChoroplethMap, LegendEntry, MapItem, MapShape, Point, TrendLine
from emonev.charts.palette import HATCH, NO_DATA, SEVERITY
from emonev.charts.slides import Bar, Bars, MapBody
from emonev.charts.svg_charts import bars_svg, trend_svg
from emonev.charts.svg_draw import inert
from emonev.charts.svg_map import map_svg

SVG = "{http://www.w3.org/2000/svg}"


def bar(label: str, value: float | None, mark: str = "", index: int | None = None) -> Bar:
    text = "–" if value is None else f"{value:.0f}"
    return Bar(f"73.{label}", label, value, text, index, mark)


def read(drawn: str) -> ElementTree.Element:
    root = ElementTree.fromstring(drawn)
    assert not [e for e in root.iter() if {"id", "href", "style", "onclick"} & set(e.attrib)]
    return root


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_of_a_sheet_is_one_text_in_the_drawing(name: str) -> None:
    drawn = bars_svg(Bars(name, "count", (bar(name, 3.0),), 3.0), 2000, 200, 20)
    root = read(drawn)
    group = next(e for e in root.iter(f"{SVG}g") if e.get("class") == "bar")
    assert len(list(root.iter(f"{SVG}text"))) == 2 + bool(name)
    assert group.get("data-tip", "").endswith("\n3")


def test_characters_that_xml_cannot_hold_become_a_space() -> None:
    assert inert("a\x00b\ud800c<&\"'") == "a b c&lt;&amp;&quot;&#x27;"


def test_bars_are_as_long_as_their_values_and_a_missing_one_has_none() -> None:
    body = Bars("", "count", (bar("A", 40.0), bar("B", 10.0), bar("C", None)), 40.0)
    groups = list(read(bars_svg(body, 900, 300, 20)).iter(f"{SVG}g"))
    widths = [[float(r.get("width", "0")) for r in g.iter(f"{SVG}rect")] for g in groups]
    assert widths[0][0] == pytest.approx(4 * widths[1][0], abs=0.3)
    assert widths[2] == [] and "–" in [t.text for t in groups[2].iter(f"{SVG}text")]


def test_low_cakupan_is_a_hollow_bar() -> None:
    body = Bars("", "share", (bar("A", 0.4, "cakupan_rendah", 4), bar("B", 0.4, "", 4)), 1.0)
    rects = list(read(bars_svg(body, 900, 300, 20)).iter(f"{SVG}rect"))
    assert rects[0].get("fill") == "#ffffff" and rects[0].get("stroke") == SEVERITY[4]
    assert rects[1].get("fill") == SEVERITY[4]


def test_many_bars_stand_in_two_columns_and_letters_keep_their_size() -> None:
    body = Bars("Desa", "count", tuple(bar(f"D{at:02d}", at) for at in range(27)), 26.0)
    root = read(bars_svg(body, 1190, 480, 20))
    assert float(root.get("height", "0")) <= 480
    lefts = {e.get("x1") for e in root.iter(f"{SVG}line")}
    assert len(lefts) == 2
    assert {float(e.get("font-size", "0")) for e in root.iter(f"{SVG}text")} == {20.0}


def point(value: float | None, mark: str = "", joined: bool = True) -> Point:
    return Point("Agu 2025", value, 0.9, mark, joined, "Agustus 2025")


def test_the_line_leaves_gaps_and_hollow_points_alone() -> None:
    points = (point(0.2, joined=False), point(0.1), point(None, "tidak_ada_data", False),
              point(0.15, "cakupan_rendah", False))  # fmt: skip
    root = read(trend_svg(TrendLine(points, 0.2, "Luwu Utara"), 1000, 400, 20))
    circles = list(root.iter(f"{SVG}circle"))
    assert [c.get("fill") for c in circles] == ["#0b5d66", "#0b5d66", "#ffffff"]
    thick = [e for e in root.iter(f"{SVG}line") if e.get("stroke-width") == "4"]
    assert len(thick) == 1
    heights = [float(c.get("cy", "0")) for c in circles]
    assert heights[0] < heights[2] < heights[1]
    # Twice the value is twice as far from the zero line.
    zero = max(float(e.get("y1", "0")) for e in root.iter(f"{SVG}line"))
    assert zero - heights[0] == pytest.approx(2 * (zero - heights[1]), abs=0.3)


def square(code: str, left: float) -> MapShape:
    ring = [[left, 0.0], [left + 1, 0.0], [left + 1, 1.0], [left, 1.0], [left, 0.0]]
    return MapShape(code, {"type": "Polygon", "coordinates": [ring]}, left + 0.5, 0.5)


def item(code: str, mark: str = "", index: int | None = None) -> MapItem:
    return MapItem(code, f"Kec <b>{code}", "14,2 %" if index else "–", index, mark, None, ("satu",))


@pytest.mark.parametrize("legend", ["right", "below"])
def test_a_map_draws_every_area_with_its_mark_and_its_legend(legend: str) -> None:
    items = (item("1", index=4), item("2", "tidak_ada_data"), item("3", "cakupan_rendah", 6),
             item("4", "disembunyikan"))  # fmt: skip
    shapes = tuple(square(one.code, 1.2 * at) for at, one in enumerate(items))
    marks = tuple(LegendEntry(one.mark, None, one.mark, "", False, 1) for one in items if one.mark)
    classes = (LegendEntry("class", 4, "10–12,5 %", "sedang", True, 1),)
    body = MapBody(ChoroplethMap(shapes, items, 9, False, 0), classes, marks, (), "catatan")
    root = read(map_svg(body, 1200, 500, 16, legend))  # type: ignore[arg-type]
    areas = [e for e in root.iter(f"{SVG}g") if e.get("class") == "area"]
    assert [e.get("data-code") for e in areas] == ["1", "2", "3", "4"]
    fills = [next(iter(e.iter(f"{SVG}path"))).get("fill") for e in areas]
    assert fills == [SEVERITY[4], NO_DATA, "#ffffff", NO_DATA]
    strokes = [[p.get("stroke") for p in e.iter(f"{SVG}path")][1:] for e in areas]
    assert strokes == [[], [HATCH], [SEVERITY[6]], []]
    said = texts(root)
    assert said.count("Kec <b>1") == 1 and "14,2 %" in said and "–*" in said
    assert any("disembunyikan" in text for text in said)
