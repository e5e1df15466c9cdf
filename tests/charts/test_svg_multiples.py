"""Small lines side by side: one scale, gaps and hollow points, the newest value written."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from emonev.charts.describe import Panel, Point, SmallMultiples
from emonev.charts.palette import CHANGE
from emonev.charts.svg_multiples import COVERED, THIN, multiples_svg

SVG = "{http://www.w3.org/2000/svg}"


def point(value: float | None, mark: str = "", joined: bool = True, covered: float | None = 0.9):
    text = "–" if value is None else f"{100 * value:.0f} %"
    return Point("Agu 2025", value, covered, mark, joined, "", text)


def panel(name: str, *points: Point, group: str = "") -> Panel:
    return Panel(f"73.{name}", name, "turun jelas", group, points)


def panels(*shown: Panel, columns: int = 2, width: int = 1000, height: int = 400):
    body = SmallMultiples(shown, 0.3, columns)
    root = ElementTree.fromstring(multiples_svg(body, width, height, 20))
    assert not [e for e in root.iter() if {"id", "href", "style", "onclick"} & set(e.attrib)]
    return root, [e for e in root.iter(f"{SVG}g") if e.get("class") == "multiple"]


def heights(group: ElementTree.Element) -> list[float]:
    return [float(c.get("cy", "0")) for c in group.iter(f"{SVG}circle")]


def written(group: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in group.iter(f"{SVG}text")]


def test_all_panels_share_one_scale() -> None:
    _, (first, second) = panels(
        panel("A", point(0.3), point(0.1)), panel("B", point(0.3), point(0.2))
    )
    assert heights(first)[0] == heights(second)[0]
    steps = heights(first)[1] - heights(first)[0], heights(second)[1] - heights(second)[0]
    assert steps[0] == pytest.approx(2 * steps[1], abs=0.3)


def test_each_panel_says_its_area_its_values_and_its_newest_value() -> None:
    _, (first, second) = panels(
        panel("Moga & <b>", point(0.31), point(0.14), group="turun_jelas"),
        panel("B", point(0.2), point(None, "disembunyikan", False)),
    )
    assert "▼ Moga & <b>" in written(first) and "14 %" in written(first)
    assert "31 %" not in written(first) and "31 %" in first.get("data-tip", "")
    assert first.get("data-code") == "73.Moga & <b>"
    assert "*" in written(second) and "20 %" not in written(second)
    colours = {c.get("fill") for c in first.iter(f"{SVG}circle")}
    assert colours == {CHANGE["turun_jelas"]}


def test_gaps_stay_open_and_hollow_points_are_not_joined() -> None:
    low = point(0.1, "cakupan_rendah", False)
    _, (only,) = panels(panel("A", point(0.2), point(0.2), point(None, "", False), low), columns=1)
    thick = [e for e in only.iter(f"{SVG}line") if e.get("stroke-width") == "3"]
    assert len(thick) == 1
    fills = [c.get("fill") for c in only.iter(f"{SVG}circle")]
    assert fills[2] == "#ffffff" and "#ffffff" not in fills[:2]


def test_cakupan_stands_at_the_foot() -> None:
    low = point(0.1, "cakupan_rendah", False, covered=0.3)
    _, (only,) = panels(panel("A", point(0.2, covered=0.9), low, point(0.2, covered=None)))
    bars = list(only.iter(f"{SVG}rect"))
    assert [bar.get("fill") for bar in bars] == [COVERED, THIN]
    tall, short = (float(bar.get("height", "0")) for bar in bars)
    assert tall == pytest.approx(3 * short, abs=0.4)


def test_many_panels_make_the_drawing_higher_and_letters_keep_their_size() -> None:
    many = [panel(f"Kecamatan Panjang Sekali {at}", point(0.2), point(0.1)) for at in range(24)]
    root, groups = panels(*many, columns=4, height=200)
    assert len(groups) == 24 and float(root.get("height", "0")) > 400
    assert {float(e.get("font-size", "0")) for e in root.iter(f"{SVG}text")} == {20.0}
    lows = [max(heights(group)) for group in groups]
    assert lows[0] < lows[4] < lows[8]


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    _, groups = panels()
    assert groups == []
    _, (bare,) = panels(panel("A"))
    assert "A" in written(bare)
