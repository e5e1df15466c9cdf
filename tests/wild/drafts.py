"""A workbook before it is written: columns with their headers, rows, and all that surrounds them.

A mutation changes a ``Draft``; ``tests.wild.writing`` turns it into a file. Every draft is made
from a base (``tests.wild.bases``), a seed and the names of its mutations, so it can be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Grid = list[list[Any]]


@dataclass(slots=True)
class Column:
    """``heads``: header texts from top to bottom. ``role`` says what may be done to its cells:
    "identity" (name, NIK, address), "place", "date", "decimal", "count", "percent", "code",
    "sex", "flag", "number" (of the row) or "text". Columns of one ``group`` stay together."""

    heads: list[str]
    role: str = "text"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell. ``result`` None: written by a program that did not compute it."""

    text: str
    result: Any = None


@dataclass(slots=True)
class Base:
    """A plain sheet of one kind. ``order`` "free", "places first" or "fixed" tells which columns
    may change places; ``spellings`` other headers for a header, from the product's vocabulary;
    ``wordy`` headers are looked up by their words (case and blanks may change, nothing else)."""

    name: str
    kind: str
    columns: list[Column]
    rows: Grid
    above: Grid = field(default_factory=list)
    sheet: str = "Lembar1"
    order: str = "free"
    wordy: bool = False
    numbered: bool = False
    repeats: bool = True
    """True where the same row twice says nothing new."""
    spellings: Callable[[str], tuple[str, ...]] = lambda text: ()
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """See the module's text. ``rows`` are aligned with ``columns``; ``None`` in ``rows`` is a
    blank row; a row given as tuple is written as it is, whatever the columns are."""

    base: str
    columns: list[Column]
    rows: list[Any]
    above: Grid
    sheet: str
    numbered: bool
    container: str = "xlsx"
    encoding: str = "utf-8"
    delimiter: str = ","
    header: bool = True
    lead: int = 0
    before: list[tuple[str, Grid, bool]] = field(default_factory=list)
    after: list[tuple[str, Grid, bool]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: bool = False
    comments: bool = False
    merged: bool = False
    quote_all: bool = False
    line_end: str = "\r\n"
    first_line: str = ""
    bytes_changed: list[Callable[[bytes], bytes]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Header rows."""
        return max(len(column.heads) for column in self.columns)

    def heading(self) -> Grid:
        """The header rows; a merged text stands over the first of its columns only."""
        rows: Grid = []
        for level in range(self.height):
            row: list[Any] = []
            over = ("", "")
            for column in self.columns:
                text = column.heads[level] if level < len(column.heads) else ""
                here = (column.group, text)
                again = bool(column.group) and level < self.height - 1 and here == over
                row.append("" if again else text)
                over = here
            rows.append(row)
        return rows

    def grid(self) -> Grid:
        """Every row of the sheet as it will stand there."""
        body: Grid = [list(range(1, len(self.columns) + 1))] if self.numbered else []
        body += [[] if row is None else list(row) for row in self.rows]
        table = [*(self.heading() if self.header else []), *body]
        return [[*[""] * self.lead, *row] if row else [] for row in [*self.above, *table]]

    def sheets(self) -> list[tuple[str, Grid, bool]]:
        """Name, rows and whether hidden, of every sheet in order."""
        return [*self.before, (self.sheet, self.grid(), self.hidden), *self.after]


def draft(base: Base) -> Draft:
    """The plain draft of a base."""
    return Draft(
        base.name,
        [Column([*column.heads], column.role, column.group) for column in base.columns],
        [list(row) for row in base.rows],
        [list(row) for row in base.above],
        base.sheet,
        base.numbered,
    )
