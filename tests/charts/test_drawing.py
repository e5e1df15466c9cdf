"""What the drawings promise: hollow and unjoined below 80 %, hatching, inert text, WHO edges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from emonev.charts.describe import LegendEntry, Panel, Point, SmallMultiples, TrendLine
from emonev.charts.palette import BREAKS, GROUND, SEVERITY, WHO_EDGES, class_of, ink_on
from emonev.charts.plotly_base import CONFIG, inert
from emonev.charts.plotly_legend import legend_figure, standing_legend
from emonev.charts.plotly_lines import multiples_figure, trend_figure
from emonev.charts.plotly_map import map_figure
from tests.charts.test_place import shipped_map

EVIL = '<img src=x onerror="alert(1)"> $x^2$ &amp; <b>bold</b>'


def point(value: float | None = 0.14, **changes: Any) -> Point:
    """A period with everything fine."""
    plain = Point("Agu 2025", value, 0.91, "", True, "teks", "14,0 %")
    return replace(plain, **changes)


def line(*points: Point) -> Any:
    """The figure of one trend line."""
    return trend_figure(TrendLine(points, 0.2, "Kabupaten"), 300)


def joined_pairs(figure: Any) -> list[tuple[int, int]]:
    """(from, to) of every stretch of line drawn."""
    drawn = [trace for trace in figure.data if trace.mode == "lines"]
    xs = [x for trace in drawn for x in trace.x]
    return [(a, b) for a, b, end in zip(xs[::3], xs[1::3], xs[2::3], strict=True) if end is None]


def test_points_are_joined_only_where_the_service_says_so() -> None:
    figure = line(point(), point(), point(joined=False, mark="cakupan_rendah"), point(joined=False))
    assert joined_pairs(figure) == [(0, 1)]


def test_a_gap_is_never_bridged() -> None:
    assert joined_pairs(line(point(), point(None, mark="tidak_ada_data"), point())) == []


def test_low_cakupan_is_hollow() -> None:
    figure = line(point(), point(mark="cakupan_rendah"))
    marks = next(t for t in figure.data if t.mode == "markers+text")
    assert [colour == GROUND for colour in marks.marker.color] == [False, True]


def test_cakupan_is_written_under_every_point() -> None:
    figure = line(point(coverage=0.914), point(coverage=None))
    assert "cakupan 91 %" in figure.layout.xaxis.ticktext[0]
    assert "cakupan –" in figure.layout.xaxis.ticktext[1]


def test_panels_share_one_scale() -> None:
    panels = tuple(Panel(str(n), f"Kec {n}", "", "", (point(0.1 * n),)) for n in (1, 2))
    layout = multiples_figure(SmallMultiples(panels, 0.2, 2), 200).layout
    assert layout.yaxis.range == layout.yaxis2.range


def test_numbers_are_written_the_indonesian_way() -> None:
    assert line(point()).layout.separators == ",."


@pytest.mark.parametrize("value", [0.0, 0.0249, 0.025, 0.0999, 0.1, 0.3, 0.9])
def test_classes_are_closed_below_and_open_above(value: float) -> None:
    index = class_of(value)
    low = (0.0, *BREAKS)[index]
    high = (*BREAKS, 2.0)[index]
    assert low <= value < high


def test_the_who_edges_are_among_the_breaks() -> None:
    assert set(WHO_EDGES) <= set(BREAKS)


def test_severity_only_gets_darker() -> None:
    def lightness(colour: str) -> int:
        return sum(int(colour[i : i + 2], 16) * w for i, w in ((1, 2126), (3, 7152), (5, 722)))

    steps = [lightness(colour) for colour in SEVERITY]
    assert steps == sorted(steps, reverse=True)
    assert len(set(SEVERITY)) == len(BREAKS) + 1


def test_ink_is_readable_on_every_class() -> None:
    assert ink_on(SEVERITY[0]) != GROUND
    assert ink_on(SEVERITY[-1]) == GROUND


def entries() -> tuple[LegendEntry, ...]:
    """The nine classes of stunting."""
    words = ("sangat rendah", *("rendah",) * 3, *("sedang",) * 3, "tinggi", "sangat tinggi")
    lows = (0.0, *BREAKS)
    return tuple(
        LegendEntry("class", n, f"{low}", words[n], low in WHO_EDGES, n)
        for n, low in enumerate(lows)
    )


def test_the_legend_writes_who_edges_bold_and_the_others_not() -> None:
    texts = {note.text for note in legend_figure(entries(), BREAKS).layout.annotations}
    assert {"<b>2,5 %</b>", "<b>10 %</b>", "<b>20 %</b>", "<b>30 %</b>"} <= texts
    assert {"5", "7,5", "12,5", "15"} <= texts


def test_the_standing_legend_names_every_class_and_draws_the_who_edges() -> None:
    layout = standing_legend(entries()).layout
    assert {note.text for note in layout.annotations} >= {entry.text for entry in entries()}
    assert sum(shape.type == "line" for shape in layout.shapes) == len(WHO_EDGES)


def test_no_data_is_hatched_and_low_cakupan_hollow_on_the_map() -> None:
    chart = shipped_map("73.04")
    first, second, *rest = chart.items
    first = replace(first, mark="tidak_ada_data", class_index=None, cases=None, value_text="–")
    second = replace(second, mark="cakupan_rendah")
    plain = map_figure(chart, 720, 480)
    marked = map_figure(replace(chart, items=(first, second, *rest)), 720, 480)
    areas = marked.data[0]
    fills = {code: areas.colorscale[int(z)][1] for code, z in zip(areas.locations, areas.z)}  # noqa: B905
    assert fills[second.code] == GROUND
    assert fills[first.code] not in (*SEVERITY, GROUND)
    assert len(marked.data) > len(plain.data)


def test_text_from_a_sheet_stays_text() -> None:
    told = inert(EVIL)
    assert "<" not in told
    assert "$" not in told
    chart = shipped_map("73.04")
    evil = replace(chart.items[0], name=EVIL, lines=(EVIL,))
    drawn = map_figure(replace(chart, items=(evil, *chart.items[1:])), 720, 480).to_json()
    assert "<img" not in drawn
    assert "$x^2$" not in drawn
    panel = Panel("x", EVIL, EVIL, "", (point(text=EVIL, label=EVIL),))
    assert "<img" not in multiples_figure(SmallMultiples((panel,), 0.2, 1), 200).to_json()


def test_the_map_asks_this_server_for_its_stub() -> None:
    assert CONFIG["topojsonURL"] == "/app/static/topo/"


def test_low_cakupan_is_seen_by_the_mark_whatever_the_limit_of_the_kabupaten() -> None:
    points = (point(coverage=0.83, mark="cakupan_rendah"), point(coverage=0.75), point())
    panels = (Panel("1", "Kec 1", "", "", points),)
    figure = multiples_figure(SmallMultiples(panels, 0.2, 1), 200)
    low, *fine = next(trace for trace in figure.data if trace.type == "bar").marker.color
    assert len({*fine}) == 1
    assert low not in fine
    first, second, third = line(*points).layout.xaxis.ticktext
    colours = [text.split("color:")[1].split("'")[0] for text in (first, second, third)]
    assert colours[0] != colours[1] == colours[2]
