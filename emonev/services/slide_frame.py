"""What every slide says besides its picture: subtitle, speaker notes, footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from emonev import __version__
from emonev.charts.slides import DEMO_MARK, Body, Slide, Table
from emonev.services import deck_words
from emonev.services.deck_facts import Facts


def framed(
    facts: Facts,
    kind: str,
    title: str,
    *bodies: Body,
    counted: str = "",
    data: Sequence[Table] = (),
    caption: str = "",
    notes: Sequence[str] = (),
) -> Slide:
    """A slide of ``facts``' place. ``counted`` ("2.600 dari 18.312") ends the subtitle."""
    view = facts.headline
    subtitle = " · ".join(part for part in (facts.place, *facts.filters, counted) if part)
    return Slide(
        key=f"{kind}-{view.area_code}",
        kind=kind,
        title=title,
        subtitle=subtitle,
        bodies=bodies,
        notes=tuple(note for note in (*notes, *_notes(facts, caption)) if note),
        footer=footer(facts),
        place=view.area_code,
        data=tuple(data),
        caption=caption,
    )


def paged(table: Table, sizes: Sequence[int]) -> Iterator[tuple[int, int, Table]]:
    """(page, pages, its part of the table): ``sizes`` rows a page. Totals stand on the last."""
    at = 0
    for number, size in enumerate(sizes, start=1):
        rows, last = slice(at, at + size), number == len(sizes)
        part = replace(
            table,
            rows=table.rows[rows],
            classes=table.classes[rows],
            total_rows=table.total_rows if last else 0,
        )
        yield number, len(sizes), part
        at += size


def even_sizes(rows: int, most: int) -> list[int]:
    """Pages of about the same height, at most ``most`` rows each; no rows are one page."""
    pages = max(1, ceil(rows / most))
    return [rows // pages + (at < rows % pages) for at in range(pages)]


def paged_title(title: str, number: int, pages: int) -> str:
    """ "… (2 dari 3)" where there is more than one page."""
    if pages == 1:
        return title
    return deck_words.PAGE.format(title=title, number=number, all=pages)


def footer(facts: Facts) -> str:
    """Place, filters, data date, product with version, who it is for; the demo mark first."""
    parts = (
        DEMO_MARK if facts.demo else "",
        facts.place,
        *facts.filters,
        facts.headline.data_date_text,
        f"{deck_words.PRODUCT} {__version__}",
        deck_words.AUDIENCES[facts.audience],
    )
    return " · ".join(part for part in parts if part)


def _notes(facts: Facts, caption: str) -> tuple[str, ...]:
    entry = facts.indicator
    return (
        f"Wilayah dan saringan: {' · '.join((facts.place, *facts.filters))}.",
        f"Definisi: {entry.label}. Pembilang: {entry.numerator}. Penyebut: {entry.denominator}.",
        f"Sumber: {entry.source}. {facts.headline.data_date_text}".strip(),
        caption,
        deck_words.HIDDEN_NOTE if facts.public else "",
        deck_words.TRIED_NOTE,
    )
