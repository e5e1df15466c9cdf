"""Every figure in every file is the page's figure for the same filters.

The pages ask ``headline``, ``map_view`` and ``trend``; the files are read back from the disk and
compared with what those answer, over random filters. No deck stands in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from emonev.charts.slides import HIDDEN, Audience
from emonev.core.indonesian import integer, percent
from emonev.core.period import Period, Rule, month
from emonev.core.scope import Scope, local
from emonev.errors import WrongCall
from emonev.services.deck import deck
from emonev.services.figure import Figure, Selection
from emonev.services.headline import headline
from emonev.services.headline_result import Headline
from emonev.services.map_view import map_view
from emonev.services.report import write_deck
from emonev.services.trend import TrendView, trend
from emonev.store.store import Cursor
from tests.reports.decks import TODAY, made
from tests.reports.files import charts, freeforms, presentation, rows_of, texts

KABUPATEN = "73.22"
KINDS = ("pptx", "xlsx", "html", "pdf")

PERIODS = (
    month(2025, 8), month(2025, 2), month(2024, 8), Period(2025, 3, Rule.TRIWULAN),
    Period(2025, 1, Rule.TRIWULAN),
)  # fmt: skip

FILTERS = st.builds(
    Selection,
    kabupaten=st.just(KABUPATEN),
    period=st.sampled_from(PERIODS),
    kecamatan=st.sampled_from(["", "", "73.22.01", "73.22.03", "73.22.09"]),
    puskesmas=st.sampled_from(["", "", "", "Puskesmas 03"]),
    age=st.sampled_from(["balita", "baduta"]),
    indicator=st.sampled_from(["stunting", "severe_stunting", "underweight", "wasting"]),
)


@dataclass(frozen=True)
class Pages:
    """What the pages show for the filters: Ringkasan, Peta, Tren."""

    headline: Headline
    parts: tuple[Figure, ...]
    trend: TrendView

    @property
    def visible(self) -> list[Figure]:
        """Parts with a figure that may be shown."""
        return [one for one in self.parts if one.value is not None and not one.suppressed]

    @property
    def hidden(self) -> list[Figure]:
        """Parts whose counts are hidden."""
        return [one for one in self.parts if one.suppressed]


def pages(cursor: Cursor, selection: Selection, audience: Audience) -> Pages:
    """The answers of the pages' own services, for the viewer the files are made for."""
    scope = Scope("publik", KABUPATEN) if audience == "publik" else local(KABUPATEN)
    level = "desa" if selection.kecamatan else "kecamatan"
    drawn = map_view(cursor, scope, selection, level)
    told = trend(cursor, scope, selection)
    if sum(point.value is not None for point in told.whole.points) < 2:
        told = trend(cursor, scope, selection, "bulan")
    return Pages(headline(cursor, scope, selection), tuple(a.figure for a in drawn.areas), told)


@dataclass(frozen=True)
class Files:
    """The files of one deck, read back."""

    folder: Path

    @cached_property
    def pptx(self) -> Any:
        return presentation(self.folder / "a.pptx")

    @cached_property
    def book(self) -> Any:
        return openpyxl.load_workbook(self.folder / "a.xlsx", data_only=True)

    @cached_property
    def html(self) -> Html:
        found = Html()
        found.feed((self.folder / "a.html").read_text(encoding="utf-8"))
        return found

    @cached_property
    def pdf(self) -> str:
        return "".join(page.extract_text() for page in PdfReader(self.folder / "a.pdf").pages)

    def said(self) -> Iterator[tuple[str, str]]:
        """Kind and all its text without any white."""
        yield "pptx", squeezed(" ".join(texts(self.pptx)))
        yield "html", squeezed(" ".join(self.html.texts))
        yield "pdf", squeezed(self.pdf)


class Html(HTMLParser):
    """Visible texts, hints, and tables as rows of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.rows: list[list[str]] = []
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skip += tag in ("style", "script")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
        self.texts += [str(value) for name, value in attrs if name == "data-tip"]

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.texts.append(data)
            if self.rows and self.rows[-1]:
                self.rows[-1][-1] += data


def squeezed(text: str) -> str:
    """Without any white: readers break lines where the page does."""
    return re.sub(r"\s+", "", text.replace("\u00a0", " "))


def told_of(figure: Figure) -> str:
    """ "412 dari 3.011" as every slide says it."""
    return squeezed(f"{integer(figure.numerator)} dari {integer(figure.denominator)}")


def the_headline_is_everywhere(shown: Pages, files: Files) -> None:
    figure = shown.headline.figure
    for kind, text in files.said():
        assert told_of(figure) in text, kind
        assert squeezed(percent(figure.value)) in text, kind


def the_parts_are_those_of_the_map(shown: Pages, files: Files) -> None:
    if not shown.visible:
        return
    rows = {row["Kode"]: row for row in rows_of(files.book["Wilayah"])}
    html = {squeezed("|".join(cells)) for cells in files.html.rows}
    pdf = squeezed(files.pdf)
    for one in shown.visible:
        row = rows[one.area_code]
        assert (row["Kasus"], row["Diukur, hasil wajar"]) == (one.numerator, one.denominator)
        assert abs(row["Prevalensi"] - one.value) < 1e-12
        cells = (one.area, integer(one.numerator), integer(one.denominator), percent(one.value))
        assert any(squeezed("|".join(cells)) in line for line in html), one.area
        assert squeezed(one.area_code + "".join(cells)) in pdf, one.area
    for one in shown.hidden:
        assert rows[one.area_code]["Kasus"] == rows[one.area_code]["Prevalensi"] == HIDDEN


def the_charts_hold_the_same(shown: Pages, files: Files) -> None:
    """Cases, prevalence and the trend, in the charts' own data."""
    found = {chart.plots[0].series[0].name: chart for chart in charts(files.pptx)}
    if len(shown.visible) > 1:
        cases = found["Jumlah kasus"].plots[0]
        told = dict(zip(cases.categories, cases.series[0].values, strict=True))
        most = {one.area: one.numerator for one in shown.visible}
        assert {name: value for name, value in told.items() if value is not None} == most
    known = [point.value for point in shown.trend.whole.points]
    if sum(value is not None for value in known) > 1:
        lines = [
            [value for series in chart.plots[0].series for value in series.values]
            for chart in charts(files.pptx)
        ]
        wanted = [value for value in known if value is not None]
        assert any(all(any(_same(v, w) for v in values) for w in wanted) for values in lines)


def _same(value: float | None, wanted: float) -> bool:
    return value is not None and abs(value - wanted) < 1e-12


def the_map_says_the_same(shown: Pages, files: Files) -> None:
    """Each area's shape tells its own counts, where they may be told."""
    maps = [freeforms(slide) for slide in files.pptx.slides]
    shapes: dict[str, Any] = next((found for found in maps if len(found) >= len(shown.parts)), {})
    if not shapes or (shown.headline.level == "kecamatan" and not shown.visible):
        return
    for one in shown.visible:
        told = shapes[one.area]._element.nvSpPr.cNvPr.get("descr")
        assert percent(one.value) in told and integer(one.numerator) in told
    for one in shown.hidden:
        told = shapes[one.area]._element.nvSpPr.cNvPr.get("descr")
        assert not re.search(r"\d+ ?%", told.replace("\u00a0", " "))


CHECKS: tuple[Callable[[Pages, Files], None], ...] = (
    the_headline_is_everywhere,
    the_parts_are_those_of_the_map,
    the_charts_hold_the_same,
    the_map_says_the_same,
)


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    # A found case is small already; shrinking would write files for minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(selection=FILTERS, audience=st.sampled_from(["publik", "internal"]))
def test_every_file_tells_what_the_pages_show(selection: Selection, audience: Audience) -> None:
    order = "lokakarya_kecamatan" if selection.kecamatan else "rakor_kabupaten"
    with TemporaryDirectory() as folder, made().asking() as cursor:
        shown = pages(cursor, selection, audience)
        try:
            described = deck(cursor, local(KABUPATEN), selection, order, audience, today=TODAY)
        except WrongCall:
            figure = shown.headline.figure
            assert figure.value is None or figure.suppressed
            return
        for kind in KINDS:
            write_deck(described, kind, Path(folder) / f"a.{kind}")
        files = Files(Path(folder))
        for check in CHECKS:
            check(shown, files)


def one_child_more(figure: Figure) -> Figure:
    """The figure as it would be with one more case."""
    numerator = (figure.numerator or 0) + 1
    return replace(figure, numerator=numerator, value=numerator / (figure.denominator or 1))


def test_the_checks_find_a_single_child_too_many(tmp_path: Path) -> None:
    """Else the test above proves nothing."""
    selection = Selection(KABUPATEN, month(2025, 8))
    with made().asking() as cursor:
        shown = pages(cursor, selection, "internal")
        described = deck(cursor, local(KABUPATEN), selection, audience="internal", today=TODAY)
    for kind in KINDS:
        write_deck(described, kind, tmp_path / f"a.{kind}")
    files = Files(tmp_path)
    for check in CHECKS:
        check(shown, files)
    wrong = replace(shown, parts=(*shown.parts[:5], one_child_more(shown.parts[5])))
    for check in (the_parts_are_those_of_the_map, the_charts_hold_the_same, the_map_says_the_same):
        with pytest.raises((AssertionError, KeyError)):
            check(wrong, files)
    head = replace(shown.headline, figure=one_child_more(shown.headline.figure))
    with pytest.raises(AssertionError):
        the_headline_is_everywhere(replace(shown, headline=head), files)
    points = (*shown.trend.whole.points[:-1], replace(shown.trend.whole.points[-1], value=0.5))
    other = replace(shown.trend, whole=replace(shown.trend.whole, points=points))
    with pytest.raises(AssertionError):
        the_charts_hold_the_same(replace(shown, trend=other), files)
