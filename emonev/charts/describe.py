"""Charts as small neutral descriptions: what is shown, not how. Drawn by plotly on the screen
and natively in reports.

Values are proportions 0-1; every text is ready to print and may quote a sheet, so whoever draws
it must keep it inert. Marks: "" | "hati_hati" | "cakupan_rendah" | "tidak_ada_data" |
"hanya_kasus" | "disembunyikan" | "tanpa_sasaran".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class MapShape:
    """A boundary (GeoJSON geometry, EPSG:4326) with a point inside it."""

    code: str
    geometry: dict[str, Any] = field(hash=False)
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class MapItem:
    """One area's figure. ``class_index`` None: no colour. ``label`` lines stand on the map."""

    code: str
    name: str
    value_text: str
    class_index: int | None
    mark: str
    cases: int | None
    lines: tuple[str, ...]
    selected: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One box of a legend. ``kind``: "class" or a mark. ``bold``: a WHO edge begins here."""

    kind: str
    index: int | None
    text: str
    words: str
    bold: bool
    count: int


@dataclass(frozen=True, slots=True)
class ChoroplethMap:
    """Areas coloured by class, cases as bubbles, names placed so that they never overlap."""

    shapes: tuple[MapShape, ...]
    items: tuple[MapItem, ...]
    classes: int
    bubbles: bool
    largest_cases: int
    values_on_map: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a line. ``value`` None leaves a gap; ``joined``: a line leads to it."""

    label: str
    value: float | None
    coverage: float | None
    mark: str
    joined: bool
    text: str
    value_text: str = ""
    desa: str = ""
    """ "54/173" where too few desa reported for the point to stand for its area."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One line chart of a group of small multiples; ``group`` is a key of CHANGE or ""."""

    code: str
    title: str
    subtitle: str
    group: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """Panels on one common scale from 0 to ``highest`` (a proportion), ``columns`` wide."""

    panels: tuple[Panel, ...]
    highest: float
    columns: int


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One line with direct labels, cakupan under each point."""

    points: tuple[Point, ...]
    highest: float
    name: str


@dataclass(frozen=True, slots=True)
class SurveyPoint:
    """A published survey estimate: never on a line with routine figures."""

    label: str
    value: float
    value_text: str
    series: str
    text: str
    own: bool = False
    """The kabupaten's own estimate: filled, with its value written."""


@dataclass(frozen=True, slots=True)
class SurveyDots:
    """Survey estimates by year, one row of dots per series (kabupaten, province, nation)."""

    points: tuple[SurveyPoint, ...]
    highest: float
