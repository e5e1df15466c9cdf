"""A by-name sheet while it is read: what the steps pass along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from emonev.ingest import columns
from emonev.ingest.header import Header, Layout
from emonev.ingest.issues import HIDDEN, IssueLog, cell_address, shown_safely
from emonev.ingest.parsed import ParsedSheet, ParseOptions, Question
from emonev.ingest.read import RawSheet
from emonev.ingest.values import MEASURES


@dataclass(slots=True)
class Working:
    """What the steps pass along. ``cells[field]`` raw and ``values[field]`` typed columns, one
    entry per row read; ``positions`` their 0-based positions in the sheet. ``suspect``: rows
    rejected for a cell of their own (``rejected`` also has those of whole-sheet reasons)."""

    raw: RawSheet
    layout: Layout
    log: IssueLog
    options: ParseOptions
    positions: list[int] = field(default_factory=list)
    cells: dict[str, list[Any]] = field(default_factory=dict)
    values: dict[str, list[Any]] = field(default_factory=dict)
    rejected: set[int] = field(default_factory=set)
    suspect: set[int] = field(default_factory=set)
    questions: list[Question] = field(default_factory=list)
    _column_of: dict[str, list[tuple[int, int | None]]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Number of rows read."""
        return len(self.positions)

    def excel_row(self, i: int) -> int:
        """1-based Excel row of the ``i``-th row read."""
        return self.raw.first_row + self.positions[i]

    def flag(self, i: int, code: str, name: str | None = None, found: object = "") -> None:
        """Note an issue of row ``i``, in the column of field ``name``; errors reject the row."""
        if self.log.counted(code):
            return
        column = self._column(i, name) if name else None
        shown = HIDDEN if name in columns.PRIVATE_FIELDS else shown_safely(found)
        bounds = MEASURES.get(name) if name and code == "angka_mustahil" else None
        expected = bounds.words if bounds else None
        self.log.add(code, row=self.excel_row(i), column=column, found=shown, expected=expected)

    def reject(self, i: int, code: str, name: str | None = None, found: object = "") -> None:
        """Flag an error and reject row ``i``."""
        self.rejected.add(i)
        self.suspect.add(i)
        self.flag(i, code, name, found)

    def cell(self, i: int, name: str) -> str:
        """Excel address of field ``name`` in row ``i``; "" where the sheet has no such column."""
        column = self._column(i, name)
        return "" if column is None else cell_address(self.excel_row(i), column)

    def field_at(self, i: int, column: int) -> str | None:
        """The field of the 0-based Excel column in row ``i``'s block, or None."""
        fields = self._header_over(i).fields
        at = column - self.raw.first_column
        return fields[at] if 0 <= at < len(fields) else None

    def _header_over(self, i: int) -> Header:
        at = self.positions[i]
        return next(b.header for b in reversed(self.layout.blocks) if b.header.bottom < at)

    def _column(self, i: int, name: str) -> int | None:
        column = self._header_over(i).column(name)
        return None if column is None else column + self.raw.first_column


@dataclass(slots=True)
class Draft:
    """A sheet as far as it can be read alone; ``work`` is None where nothing is left to do."""

    sheet: ParsedSheet
    log: IssueLog
    work: Working | None = None


Keep = Callable[[Working], None]
"""Sees a by-name sheet typed, just before its raw cells (names among them) are dropped."""
