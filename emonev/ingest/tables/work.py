"""What a kind of table is, and what reading one gathers: entries, issues, questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from emonev.ingest.entries import Entry
from emonev.ingest.header import squeezed
from emonev.ingest.issues import CATALOGUE, IssueLog, column_letters, shown_safely
from emonev.ingest.parsed import ParseOptions, Question, Severity
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.layout import Body, TableHeader
from emonev.ingest.tables.merged_places import BELOW, merged_places
from emonev.ingest.tables.texts import area_text
from emonev.ingest.tables.titled_places import (
    LEVELS,
    TitledPlace,
    is_told_above,
    titled_places,
)

_letters = lru_cache(column_letters)


@dataclass(frozen=True, slots=True)
class Found:
    """A kind recognised a sheet: its header, field → 0-based column, and how sure it is (0-1)."""

    header: TableHeader
    columns: Mapping[str, int]
    score: float


@dataclass(slots=True)
class TableWork:
    """One sheet being read. Row positions are 0-based in ``raw.rows``.

    ``answers``: what the user said about this sheet ("period": "2025-08", "row": "kecamatan", …),
    given now or remembered for this header.
    """

    raw: RawSheet
    found: Found
    options: ParseOptions
    log: IssueLog
    answers: Mapping[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)
    questions: list[Question] = field(default_factory=list)
    measures: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Measures of the sheet that nobody knew before: key → (label, unit)."""
    titled: tuple[TitledPlace, ...] | None = None
    """Places that lines of the sheet name, once asked for."""
    merged: dict[str, dict[int, str]] = field(default_factory=dict)
    """Places merged over rows by field, once asked for."""

    def excel_row(self, at: int) -> int:
        """1-based Excel row of the position."""
        return self.raw.first_row + at

    def address(self, at: int, column: int) -> str:
        """The cell as Excel shows it."""
        return f"{_letters(column + self.raw.first_column)}{self.excel_row(at)}"

    def value(self, at: int, name: str) -> Any:
        """The raw cell of a field in a row, "" where the sheet has no such column."""
        column = self.found.columns.get(name)
        row = self.raw.rows[at]
        return row[column] if column is not None and column < len(row) else ""

    def text(self, at: int, name: str) -> str | None:
        """The cell as area text: blanks squeezed, a leading "12. " dropped, None when empty.

        A place the sheet has no column for is what a line above the row says of it; one merged
        over several rows is that of all of them.
        """
        if name in self.found.columns:
            return area_text(self.value(at, name)) or self.merged_place(at, name)
        return self.titled_place(at, name)

    def merged_place(self, at: int, name: str) -> str | None:
        """The place of a row whose cell is part of one merged from above; None where none is."""
        if name not in BELOW:
            return None
        if name not in self.merged:
            header, columns = self.found.header, self.found.columns
            self.merged[name] = merged_places(self.raw, header, columns, name)
        return self.merged[name].get(at)

    def titled_place(self, at: int, name: str) -> str | None:
        """What a line above the row says of its place ("PUSKESMAS : MALANGKE"), the nearest; None
        for a place no wider than those in the columns: the row wins."""
        lines = self.titled_lines()
        if not lines or name not in LEVELS or not is_told_above(name, self.found.columns):
            return None
        above = [one.text for one in lines if one.name == name and one.at < at]
        return above[-1] if above else None

    def titled_lines(self) -> tuple[TitledPlace, ...]:
        """Every line of the sheet that names a place."""
        if self.titled is None:
            self.titled = titled_places(self.raw)
        return self.titled

    def set_aside(self, rows: Body) -> list[int]:
        """Name the rows that are no data: lines under the table are noted, others rejected. Gives
        the positions of the data."""
        for at in sorted(rows.loose):
            self.flag(at, "baris_keterangan" if at in rows.notes else "bukan_baris_data")
        return [at for at in rows.data if at not in rows.loose]

    def flag(
        self, at: int, code: str, column: int | None = None, found: object = "",
        expected: str | None = None,
    ) -> None:  # fmt: skip
        """Note an issue of a row (0-based ``column`` of ``raw``); an error rejects the row."""
        if code in CATALOGUE and CATALOGUE[code].severity is Severity.ERROR:
            self.rejected.add(at)
        self.log.add(
            code,
            row=self.excel_row(at),
            column=None if column is None else column + self.raw.first_column,
            found=shown_safely(found),
            expected=expected,
        )

    def add(self, at: int, column: int | None, **values: Any) -> None:
        """One entry of the row ``at``; ``column`` is the figure's column in ``raw``."""
        cell = None if column is None else self.address(at, column)
        self.entries.append(Entry(self.raw.name, self.excel_row(at), cell, **values))

    def finished(self, rows: Sequence[int]) -> list[Entry]:
        """All entries, rejected rows marked, and one empty entry for every row without any."""
        bad = {self.excel_row(at) for at in self.rejected}
        made = [
            entry._replace(fate="rejected") if entry.row in bad else entry for entry in self.entries
        ]
        seen = {entry.row for entry in made}
        for at in rows:
            row = self.excel_row(at)
            if row not in seen:
                fate = "rejected" if row in bad else None
                made.append(Entry(self.raw.name, row, fate=fate, state="kosong"))
        return sorted(made, key=lambda entry: entry.row)

    def preview_row(self, at: int) -> tuple[str, ...]:
        """A row as the mapping step shows it."""
        return tuple(squeezed(value) for value in self.raw.rows[at])


@dataclass(frozen=True, slots=True)
class TableKind:
    """One kind of sheet. ``find`` recognises it by its content (None: not this kind); ``read``
    fills the work with entries and returns the positions of the rows read.

    ``key`` is stable (JSON, store), ``title`` is printed, ``source`` the entries' source.
    """

    key: str
    title: str
    source: str
    find: Callable[[RawSheet], Found | None]
    read: Callable[[TableWork], Sequence[int]]
