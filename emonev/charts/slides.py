"""A deck as a neutral description: what each slide shows, not how. Tayangkan, PowerPoint, PDF,
HTML, the picture and Excel are all made from one and the same ``Deck``.

Every text is ready to print (Indonesian, id-ID numbers) and may quote a sheet, so whoever draws it
must keep it inert. Proportions are 0-1. A deck holds only what its audience may see: whoever
draws it never asks for more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from emonev.charts.describe import ChoroplethMap, LegendEntry, SmallMultiples, TrendLine

Audience = Literal["publik", "internal"]
"""Who gets the file: "publik" hides small counts (numbers.md §10), "internal" shows all."""

ColumnKind = Literal["text", "count", "share", "points", "date"]
"""What a column holds: text; int; proportion 0-1; difference of proportions; date."""

Cell = str | int | float | date | None
"""One cell: a value of its column's kind, None for no data ("–"), or, in any column, a text that
stands in for a number (``HIDDEN``)."""

HIDDEN = "*"
"""Stands for a suppressed number in a table; ``Table.note`` says so where it occurs."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``key`` is stable ("numerator"), ``title`` is printed."""

    key: str
    title: str
    kind: ColumnKind = "text"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of typed cells; ``key`` and ``title`` also name its sheet in a workbook.

    ``classes``: per row an index of the severity colour of the column ``class_column``, or None;
    empty when no cell is coloured. ``total_rows``: so many rows at the end are totals, bold.
    ``form``: cells are empty for a hand to fill in: lines around every cell, rows high enough.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    class_column: str = ""
    classes: tuple[int | None, ...] = ()
    total_rows: int = 0
    form: bool = False


@dataclass(frozen=True, slots=True)
class BigNumber:
    """One large figure: ``value`` "14,2 %", ``detail`` "2.600 dari 18.312", small lines under it.

    ``sign`` is a key of ``palette.CHANGE`` ("turun_jelas", …) for the first line, or "".
    """

    key: str
    title: str
    value: str
    detail: str
    lines: tuple[str, ...] = ()
    sign: str = ""


@dataclass(frozen=True, slots=True)
class BigNumbers:
    """At most four large figures side by side."""

    numbers: tuple[BigNumber, ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Lines of plain text, most important first; ``heading`` may be ""."""

    lines: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``value`` None: no bar but ``value_text`` ("–"). ``class_index``: its colour in the
    severity sequence, None for the neutral colour. ``mark`` as in ``describe``."""

    code: str
    label: str
    value: float | None
    value_text: str
    class_index: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from 0 to ``highest``, first one on top, each with its value written.

    ``kind``: "share" (values are proportions) or "count".
    """

    title: str
    kind: Literal["share", "count"]
    bars: tuple[Bar, ...]
    highest: float
    classes: int = 9


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One area in its group: ``value_text`` "14,2 %", ``text`` is the change in words."""

    code: str
    name: str
    value_text: str
    text: str


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """One group of change; ``key`` is a key of ``palette.CHANGE`` and ``CHANGE_SIGN``."""

    key: str
    title: str
    lines: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """Three groups of areas (and those outside of them), alphabetical: groups, not ranks."""

    blocks: tuple[GroupBlock, ...]


@dataclass(frozen=True, slots=True)
class MapBody:
    """A map with its legend: colour ``classes`` light to dark, then ``marks`` with their counts.

    ``breaks`` are the inner edges of the classes (proportions); ``note`` stands under the legend.
    """

    chart: ChoroplethMap
    classes: tuple[LegendEntry, ...]
    marks: tuple[LegendEntry, ...]
    breaks: tuple[float, ...]
    note: str


Body = BigNumbers | Sentences | Bars | Groups | Table | MapBody | TrendLine | SmallMultiples
"""Everything a slide can show. A drawer has one entry per type."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen. ``title`` is a sentence; ``subtitle`` says period · rule · source · n/N.

    ``bodies``: one, or two; a ``BigNumbers`` first stands above the other, any other pair stands
    side by side. ``notes`` are notes on the figures (source, filters, definitions), a paragraph
    each; ``speaker`` what somebody typed for the speaker alone.
    ``footer`` is the thin line every medium prints. ``data``: the slide's figures as tables, for
    Excel and for "a table one click away". ``place`` is the area shown (code), ``kind`` the entry
    of the slide registry; ``key`` is unique in the deck.
    """

    key: str
    kind: str
    title: str
    subtitle: str
    bodies: tuple[Body, ...]
    notes: tuple[str, ...]
    footer: str
    place: str = ""
    data: tuple[Table, ...] = ()
    caption: str = ""
    """Fixed footnote and other small print under the body; "" for none."""
    speaker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole order of presentation, frozen. ``title`` names the meeting.

    ``order`` is the key of the order it was made from; ``period_key`` ("2025-08") and
    ``place_code`` serve file names. ``data_date_text`` is "data per 30 Sep 2025 · …" or "".
    ``definitions``: (term, meaning) pairs for the last page and the workbook.
    """

    order: str
    title: str
    subtitle: str
    kabupaten: str
    place_code: str
    period_key: str
    period_label: str
    filters_text: str
    data_date: date | None
    data_date_text: str
    made_on: date
    version: str
    audience: Audience
    demo: bool
    slides: tuple[Slide, ...]
    definitions: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    """Of an order somebody composed: what is not shown, and why, a sentence each. Never printed."""


DEMO_MARK = "DATA CONTOH"
"""Stands on every page, slide and sheet of a deck whose data are invented."""


def notes_of(deck: Deck, slide: Slide, *, speaking: bool = False) -> tuple[str, ...]:
    """The notes a medium may carry: the speaker's own only where the deck stays with the speaker,
    that is while ``speaking``, or in an internal file."""
    own = slide.speaker if speaking or deck.audience == "internal" else ()
    return (*own, *slide.notes)
