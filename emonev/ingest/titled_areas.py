"""Places of children that stand in lines above the table or above each block: "Desa : TOKKE".

A line holds for the rows below it until another one says otherwise; a new kecamatan ends the desa
named before it. What a column says always wins, and a line may not name a smaller place than a
column in which several places stand.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from emonev.ingest.header import Block, squeezed
from emonev.ingest.labels import UNKNOWN, code_of
from emonev.ingest.tables.titled_places import LEVELS, TITLES, TitledPlace, places_of_line

if TYPE_CHECKING:
    from emonev.ingest.working import Working

_TITLES = TITLES | {
    "posyandu": re.compile(r"^(?:nama\s+)?pos\s?yandu\s*:\s*(?P<text>.*)$", re.IGNORECASE)
}
_LINES_ABOVE = 6
"""Lines above the header of a further block that are looked at."""

_PLACED = frozenset({"desa", "kecamatan", "puskesmas"})


def take_titles(work: Working) -> tuple[TitledPlace, ...]:
    """The lines that name a place, top to bottom; those among the rows are no rows any more.

    Only lines above the first header, lines that are no child's, and lines above a further header.
    """
    blocks = work.layout.blocks
    inside = set(work.layout.loose)
    for before, block in pairwise(blocks):
        inside.update(_lines_above(work, before, block))
    found: list[TitledPlace] = []
    for at in (*range(blocks[0].header.bottom), *sorted(inside)):
        found.extend(places_of_line(at, work.raw.rows[at], _TITLES))
    last = max((block.rows[-1] for block in blocks if block.rows), default=-1)
    taken = {one.at for one in found if one.at in inside and one.at < last}
    if taken:
        work.layout.loose -= taken
        for block in blocks:
            block.rows = [at for at in block.rows if at not in taken]
    return tuple(one for one in found if one.at < last)


def _lines_above(work: Working, before: Block, block: Block) -> Iterator[int]:
    """Positions right above a further header, up to the last child of the block before it."""
    column = before.header.column("sex")
    lowest = max(before.header.bottom + 1, block.header.top - _LINES_ABOVE)
    for at in range(block.header.bottom - 1, lowest - 1, -1):
        row = work.raw.rows[at]
        sex = code_of("sex", row[column]) if column is not None and column < len(row) else None
        if sex not in (None, UNKNOWN):
            return
        yield at


def fill_places(work: Working, titles: Sequence[TitledPlace]) -> bool:
    """Give every row of ``cells`` the places its lines name; True where each row then has one.

    To be called between gathering the cells and typing them.
    """
    if not titles:
        return False
    held = list(_held(work, titles))
    told: dict[str, str] = {}
    everywhere = True
    start = 0
    for block in work.layout.blocks:
        stop = start + len(block.rows)
        own = _own_places(work, start, stop)
        for begin, end, places in _stretches(held, start, stop):
            wanted = {n: t for n, t in places.items() if _may_be_told(n, own)}
            for name, text in wanted.items():
                cells = work.cells.setdefault(name, [""] * work.size)
                cells[begin:end] = [text] * (end - begin)
                told.setdefault(name, text)
            everywhere &= bool(_PLACED & (set(wanted) | set(own)))
        start = stop
    if told:
        words = " / ".join(told[name] for name in LEVELS if name in told)
        work.log.add("wilayah_dari_judul", row=work.raw.first_row + titles[0].at, found=words)
    return everywhere


def _own_places(work: Working, start: int, stop: int) -> dict[str, int]:
    """Area columns with a value in these rows → how many different ones."""
    found = {}
    for name in LEVELS:
        texts = {squeezed(raw) for raw in set(work.cells.get(name, ())[start:stop])}
        number = len(texts - {"", "-"})
        if number:
            found[name] = number
    return found


def _may_be_told(name: str, own: Mapping[str, int]) -> bool:
    wider = LEVELS[: LEVELS.index(name)]
    return name not in own and all(own.get(one, 0) <= 1 for one in wider)


def _held(
    work: Working, titles: Sequence[TitledPlace]
) -> Iterator[tuple[int, dict[str, str]]]:  # fmt: skip
    """(the first row below, what holds from there on): lines without a child between them speak
    together."""
    held: dict[str, str] = {}
    for first, lines in groupby(titles, key=lambda one: bisect(work.positions, one.at)):
        said = {one.name: one.text for one in lines}
        widest = min(LEVELS.index(name) for name in said)
        held = {n: t for n, t in held.items() if LEVELS.index(n) < widest} | said
        yield first, held


def _stretches(
    held: Sequence[tuple[int, dict[str, str]]], start: int, stop: int
) -> Iterator[tuple[int, int, dict[str, str]]]:
    """The rows ``start`` to ``stop`` cut where the places named above them change."""
    firsts = [first for first, _ in held]
    for begin, end, places in zip(
        (0, *firsts), (*firsts, stop), ({}, *(places for _, places in held)), strict=True
    ):  # fmt: skip
        if max(begin, start) < min(end, stop):
            yield max(begin, start), min(end, stop), places
