"""Lists with a fixed set of columns in any order: surveys, targets, budgets, masters.

A header belongs to a form when it has what the form needs and hardly anything else: a column of
numbers that the form does not know makes the sheet something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from emonev.ingest import columns
from emonev.ingest.header import squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.layout import TableHeader, area_columns, headers
from emonev.ingest.tables.work import Found

_BRACKET = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_SAMPLE = 30


@dataclass(frozen=True, slots=True)
class Form:
    """``fields``: field → headers as people write them. ``needed``: of each group one must be
    there (area fields count too). ``unknown``: columns of numbers that may be left over."""

    fields: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    unknown: int = 0

    def columns(self, header: TableHeader) -> dict[str, int]:
        """Field → column: the form's own fields first, then those of areas and periods."""
        known = {_spelling(t): name for name, texts in self.fields.items() for t in texts}
        found: dict[str, int] = {}
        for at, path in enumerate(header.paths):
            for text in (" ".join(path), *path[-1:]) if path else ():
                name = known.get(_spelling(text)) or known.get(_spelling(_BRACKET.sub("", text)))
                if name and name not in found:
                    found[name] = at
                    break
        taken = set(found.values())
        areas = {n: at for n, at in area_columns(header).items() if at not in taken}
        return {**areas, **found}

    def candidates(self, raw: RawSheet) -> Iterator[tuple[TableHeader, dict[str, int]]]:
        """Every header that has what the form needs and no other columns of numbers."""
        for header in headers(raw):
            found = self.columns(header)
            if not all(set(group) & set(found) for group in self.needed):
                continue
            others = [at for at, path in enumerate(header.paths) if path and at not in
                      found.values()]  # fmt: skip
            numbers = sum(_holds_numbers(raw, header.bottom, at) for at in others)
            if numbers <= self.unknown:
                yield header, found

    def find(self, raw: RawSheet, score: float) -> Found | None:
        """The candidate that knows most columns; each one known adds a little to ``score``."""
        best: Found | None = None
        for header, found in self.candidates(raw):
            its = min(0.98, score + len(found) / 200)
            if best is None or its > best.score:
                best = Found(header, found, its)
        return best


def _spelling(text: str) -> str:
    """What spellings are compared by; a header of signs alone ("%") is its signs."""
    return columns.key(text) or text.strip()


def _holds_numbers(raw: RawSheet, bottom: int, column: int) -> bool:
    return any(
        re.fullmatch(r"[\d.,\s%]*\d[\d.,\s%]*", squeezed(row[column]))
        for row in raw.rows[bottom + 1 : bottom + 1 + _SAMPLE]
        if column < len(row)
    )


def words_of_column(raw: RawSheet, found: Found, name: str) -> Sequence[str]:
    """The first texts of a field's column."""
    column = found.columns.get(name)
    if column is None:
        return ()
    below = raw.rows[found.header.bottom + 1 : found.header.bottom + 1 + _SAMPLE]
    return tuple(squeezed(row[column]) for row in below if column < len(row))
