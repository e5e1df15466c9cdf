"""Blocks pasted under each other: the same header again, perhaps with a title of its own.

A sheet of several months is often one table per month, each under its own "BULAN …" line. The
lines between two blocks are no data; what they say holds for the rows below them.
"""

from __future__ import annotations

from dataclasses import dataclass

from emonev.ingest.header import is_blank, squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.layout import Body, TableHeader, body

_MOST_TITLE_CELLS = 2


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The rows of one block and the texts that stand right above its header."""

    titles: tuple[str, ...]
    rows: Body


def blocks(raw: RawSheet, header: TableHeader) -> tuple[TableBlock, ...]:
    """The table as its blocks, top to bottom; nearly always one."""
    whole = body(raw, header)
    starts = _headers_again(raw, header)
    height = header.bottom - header.top + 1
    titled = {at: _above(raw, at, after) for after, at in zip((header.bottom, *starts), starts,
                                                              strict=False)}  # fmt: skip
    apart = {at + step for at in starts for step in range(height)}
    apart |= {row for rows in titled.values() for row in rows}
    first = TableBlock(_texts(raw, range(header.top)), whole)
    found = []
    edges = (*starts, len(raw.rows))
    for start, end in zip((header.bottom, *starts), edges, strict=True):
        rows = whole.within(
            [at for at in whole.data if start < at < end and at not in apart],
            [at for at in whole.totals if start < at < end and at not in apart],
        )
        texts = _texts(raw, titled[start]) if start in titled else first.titles
        found.append(TableBlock(texts, rows))
    return tuple(found)


def _headers_again(raw: RawSheet, header: TableHeader) -> tuple[int, ...]:
    """Positions of the first row of every repetition of the header."""
    wanted = [_row(raw, at) for at in range(header.top, header.bottom + 1)]
    last = len(raw.rows) - len(wanted)
    column, text = next(((c, text) for c, text in enumerate(wanted[0]) if text), (0, ""))
    return tuple(
        at
        for at in range(header.bottom + 1, last + 1)
        if column < len(raw.rows[at])
        and squeezed(raw.rows[at][column]).casefold() == text
        and all(_row(raw, at + step) == row for step, row in enumerate(wanted))
    )


def _row(raw: RawSheet, at: int) -> tuple[str, ...]:
    texts = [squeezed(value).casefold() for value in raw.rows[at]]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _above(raw: RawSheet, at: int, after: int) -> range:
    """The lines right above a repeated header that are titles: one or two cells of text."""
    top = at
    while top - 1 > after:
        row = raw.rows[top - 1]
        filled = [text for text in map(squeezed, row) if text]
        words = all(any(letter.isalpha() for letter in text) for text in filled)
        if not is_blank(row) and (len(filled) > _MOST_TITLE_CELLS or not words):
            break
        top -= 1
    return range(top, at)


def _texts(raw: RawSheet, rows: range) -> tuple[str, ...]:
    return tuple(text for at in rows for text in map(squeezed, raw.rows[at]) if text)
