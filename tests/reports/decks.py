"""Decks of the meeting's store, made once, and the same with wild names in every place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from emonev.charts.describe import MapItem, TrendLine
from emonev.charts.slides import (
    Audience,
    Bars,
    BigNumbers,
    Deck,
    Groups,
    MapBody,
    Sentences,
    Slide,
    Table,
)
from emonev.core.period import month
from emonev.core.scope import local
from emonev.services.deck import deck
from emonev.services.figure import Selection
from emonev.store.store import Store
from tests.meeting import meeting

AUGUST = month(2025, 8)
TODAY = date(2026, 1, 5)
WILD = '<img src=x onerror="alert(1)"> $x$ #x *y* =cmd|A0 [a](b) `c` & "q" \\ @z'


@cache
def made(kabupaten: str = "73.22") -> Store:
    """The store, in memory."""
    return meeting(kabupaten)


@cache
def shown(
    kabupaten: str = "73.22",
    order: str = "rakor_kabupaten",
    audience: Audience = "publik",
    kecamatan: str = "",
) -> Deck:
    """A deck of it."""
    with made(kabupaten).reading() as cursor:
        return deck(
            cursor, local(kabupaten), Selection(kabupaten, AUGUST, kecamatan=kecamatan), order,
            audience, today=TODAY,
        )  # fmt: skip


def wild() -> Deck:
    """The deck with every name, title and sentence replaced by text that means mischief."""
    base = shown(audience="internal")
    table = Table("t", WILD, slides_table(base).columns[:2], ((WILD, WILD),), WILD)
    return replace(
        base, title=WILD, subtitle=WILD, filters_text=WILD, definitions=((WILD, WILD),),
        slides=tuple(_wild(slide, table) for slide in base.slides),
    )  # fmt: skip


def slides_table(base: Deck) -> Table:
    """Any table whose first columns are texts."""
    return next(t for slide in base.slides for t in slide.data if t.key == "definisi")


def _wild(slide: Slide, table: Table) -> Slide:
    return replace(
        slide, title=WILD, subtitle=WILD, caption=WILD, footer=WILD, notes=(WILD,),
        bodies=tuple(_wild_body(body) for body in slide.bodies), data=(table,),
    )  # fmt: skip


def _wild_body(body: Any) -> Any:
    if isinstance(body, MapBody):
        items = tuple(replace(item, name=WILD, lines=(WILD,)) for item in body.chart.items)
        return replace(body, chart=replace(body.chart, items=items), note=WILD)
    if isinstance(body, Bars):
        bars = tuple(replace(bar, label=WILD) for bar in body.bars)
        return replace(body, title=WILD, bars=bars)
    if isinstance(body, Groups):
        blocks = tuple(
            replace(b, lines=tuple(replace(line, name=WILD) for line in b.lines))
            for b in body.blocks
        )
        return replace(body, blocks=blocks)
    if isinstance(body, Sentences):
        return replace(body, lines=(WILD,))
    if isinstance(body, TrendLine):
        return replace(body, name=WILD)
    return body


def figures_of(described: Deck) -> Iterator[str]:
    """Every figure the slides print: big numbers, bars, map, trend, groups."""
    for slide in described.slides:
        for body in slide.bodies:
            if isinstance(body, BigNumbers):
                for number in body.numbers:
                    yield from (number.value, number.detail, *number.lines)
            if isinstance(body, MapBody | Bars | Groups | TrendLine):
                yield from _values(body)


def _values(part: Any) -> Iterator[str]:
    if is_dataclass(part) and not isinstance(part, type):
        # A hidden area of the map prints its mark instead.
        marked = isinstance(part, MapItem) and part.mark != ""
        if getattr(part, "value_text", "") and not marked:
            yield part.value_text
        for one in fields(part):
            yield from _values(getattr(part, one.name))
    if isinstance(part, tuple):
        for inner in part:
            yield from _values(inner)
