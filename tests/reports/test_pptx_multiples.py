"""Small lines in PowerPoint: a native chart per area with its data, all on one scale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from emonev.charts.describe import Panel, Point, SmallMultiples
from emonev.charts.slides import Slide
from emonev.reports.pptx import write_pptx
from tests.reports.decks import WILD, shown
from tests.reports.files import charts, presentation, texts


def written(tmp_path: Path, body: SmallMultiples):
    slide = Slide("a", "tren_kecamatan", "Tren", "", (body,), (), "kaki")
    write_pptx(replace(shown(), slides=(slide,)), tmp_path / "a.pptx")
    return presentation(tmp_path / "a.pptx")


def panel(name: str, *values: float | None) -> Panel:
    points = tuple(
        Point(f"P{at}", value, 0.9, "", True, "", "–" if value is None else f"{100 * value:.1f} %")
        for at, value in enumerate(values)
    )
    return Panel(name, name, "", "turun_jelas", points)


def test_every_panel_is_a_native_chart_with_all_its_values(tmp_path: Path) -> None:
    values = {"Masamba": (0.2, None, 0.14), "Seko": (0.1, 0.11, None), WILD: (0.3, 0.3, 0.3)}
    shown_file = written(tmp_path, SmallMultiples(
        tuple(panel(name, *each) for name, each in values.items()), 0.3, 2
    ))  # fmt: skip
    found = list(charts(shown_file))
    assert len(found) == 3
    for chart, each in zip(found, values.values(), strict=True):
        assert tuple(chart.plots[0].series[0].values) == each
        assert list(chart.plots[0].categories) == ["P0", "P1", "P2"]
    assert len({chart.value_axis.maximum_scale for chart in found}) == 1
    said = " ".join(texts(shown_file))
    assert "▼ Masamba" in said and "14.0 %" in said and "20.0 %" not in said


def test_panels_stay_on_the_slide_and_do_not_overlap(tmp_path: Path) -> None:
    many = tuple(panel(f"Kecamatan {at}", 0.2, 0.1) for at in range(24))
    shown_file = written(tmp_path, SmallMultiples(many, 0.2, 7))
    frames = [shape for shape in shown_file.slides[1].shapes if shape.has_chart]
    assert len(frames) == 24
    for one in frames:
        assert one.left >= 0 and one.left + one.width <= shown_file.slide_width
        assert one.top + one.height <= shown_file.slide_height
    corners = {(one.left, one.top) for one in frames}
    assert len(corners) == 24


def test_nothing_to_draw_draws_nothing(tmp_path: Path) -> None:
    assert list(charts(written(tmp_path, SmallMultiples((), 0.1, 3)))) == []
