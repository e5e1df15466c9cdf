"""From the services' views to chart descriptions: only words and places change here."""

from __future__ import annotations

from emonev.charts.describe import (
    ChoroplethMap,
    LegendEntry,
    MapItem,
    MapShape,
    Panel,
    Point,
    SmallMultiples,
    SurveyDots,
    SurveyPoint,
    TrendLine,
)
from emonev.core.indonesian import percent
from emonev.services.completeness import DESA_SHARE
from emonev.services.map_view import MapView, Shape
from emonev.services.reference import ReferencePanel
from emonev.services.trend import TrendPoint, TrendSeries, TrendView


def map_chart(
    view: MapView,
    shapes: tuple[Shape, ...],
    *,
    bubbles: bool = True,
    values: bool = True,
    selected: str = "",
) -> ChoroplethMap:
    """The view's areas over their shapes; areas without a shape are left to the view's words."""
    return ChoroplethMap(
        shapes=tuple(MapShape(s.area_code, s.geometry, s.label_lon, s.label_lat) for s in shapes),
        items=tuple(
            MapItem(
                code=area.area_code,
                name=area.name,
                value_text=area.value_text,
                class_index=area.class_index,
                mark=area.mark,
                cases=area.cases,
                lines=area.lines,
                selected=area.area_code == selected,
            )
            for area in view.areas
        ),
        classes=len(view.legend),
        bubbles=bubbles,
        largest_cases=view.largest_cases,
        values_on_map=values,
    )


def legend_entries(view: MapView) -> tuple[LegendEntry, ...]:
    """The colour classes of the view, light to dark."""
    return tuple(
        LegendEntry("class", number, entry.text, entry.words, entry.who_edge, entry.areas)
        for number, entry in enumerate(view.legend)
    )


def series_points(series: TrendSeries) -> tuple[Point, ...]:
    """One series' periods."""
    return tuple(
        Point(
            label=point.label,
            value=point.value,
            coverage=point.coverage,
            mark=point.mark,
            joined=point.joined,
            text=point.text,
            value_text=percent(point.value),
            desa=_few_desa(point),
        )
        for point in series.points
    )


def _few_desa(point: TrendPoint) -> str:
    if not point.desa_reported or point.desa_reported >= DESA_SHARE * point.desa_total:
        return ""
    return f"{point.desa_reported}/{point.desa_total}"


def whole_line(view: TrendView) -> TrendLine:
    """The kabupaten's (or chosen area's) own line."""
    highest = max((p.value for p in view.whole.points if p.value is not None), default=0.0)
    return TrendLine(series_points(view.whole), highest, view.whole.area)


def panels(series: tuple[TrendSeries, ...], highest: float, columns: int) -> SmallMultiples:
    """Small multiples of some series on the view's common scale."""
    return SmallMultiples(
        tuple(Panel(s.area_code, s.area, s.change_text, s.group, series_points(s)) for s in series),
        highest,
        columns,
    )


def survey_dots(panel: ReferencePanel) -> SurveyDots:
    """The survey estimates (only surveys) of the kabupaten, its province and the nation."""
    order = ("kabupaten", "provinsi", "nasional")
    told = sorted(panel.survey, key=lambda p: order.index(p.level) if p.level in order else 9)
    points = tuple(
        SurveyPoint(
            label=str(p.year),
            value=p.value,
            value_text=percent(p.value),
            series=p.area,
            text=f"{p.text} – {p.citation}",
            own=p.level == "kabupaten",
        )
        for p in told
    )
    return SurveyDots(points, max((p.value for p in points), default=0.0))
