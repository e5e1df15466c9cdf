"""A work list as a neutral description: what its pages show. Excel and PDF are made from it.

It holds children's names: it is made, written and dropped. Every text may quote a sheet, so whoever
draws it must keep it inert.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["text", "count", "decimal", "z", "date"]
"""What a column holds: text; int; number with 1 decimal; z with 2 decimals; date."""

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``width`` is its share of a page in letters; ``wrap`` breaks long texts.
    ``on_paper``: only there; a workbook has the place columns instead."""

    title: str
    kind: Kind = "text"
    width: float = 8
    wrap: bool = False
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The children of one posyandu, or of one doubt. ``places`` are the cells of the place columns
    row by row; ``title`` heads the group on a printed page."""

    title: str
    places: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list. ``columns`` without the place columns; ``name`` names its sheet in a workbook;
    ``explains`` says who stands here; ``empty`` what is said where nobody does."""

    name: str
    title: str
    explains: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    empty: str

    @property
    def size(self) -> int:
        """Children listed."""
        return sum(len(group.rows) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the first page: a list (``bold``) or a group within it."""

    title: str
    children: str
    baduta: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """The whole work list. ``facts``: (name, text) pairs; ``rules``: (rule, source) pairs."""

    title: str
    subtitle: str
    privacy: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[Count, ...]
    notes: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]
    places: tuple[Column, ...]
    sheets: tuple[Sheet, ...]
    made_on: date
    version: str
    demo: bool = False
