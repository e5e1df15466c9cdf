"""A sheet of notes: free text and no table. It is named, and nothing of it is asked or rejected.

Calling a table "notes" would hide what it holds, so a sheet is one only where nothing looks like a
table: fewer than two rows with a figure, no text that comes again in its column, no list of three
short rows or more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, time
from itertools import groupby
from typing import Any

from emonev.ingest.header import squeezed
from emonev.ingest.read import RawSheet

_FIGURE = re.compile(r"[-+(]?(rp\.?)?\s*\d[\d.,\s/:\-]*\s*%*\)?", re.IGNORECASE)
_BULLET = re.compile(r"\(?(\d{1,3})(\.0)?[.)]?")
_FIELDS = re.compile(r"[;\t,|]")
_SHORT = 30
"""Texts of a list are short; sentences of instructions are longer."""
_LIST = 3
_FEWEST = 2
"""So many rows with a figure may be a table."""

Cells = Sequence[tuple[int, Any]]
"""Filled cells of a row with their columns."""


def is_text_only(raw: RawSheet) -> bool:
    """True where the sheet holds words and nothing that may be a table. Empty sheets are none."""
    rows = [cells for row in raw.rows if (cells := _filled(row))]
    wide = [cells for cells in rows if len(cells) > 1]
    if not rows or _comes_again(wide) or _is_list(wide):
        return False
    counted = (any(_is_figure(value) for _, value in cells) for cells in _without_numbering(rows))
    return sum(counted) < _FEWEST


def _filled(row: Sequence[Any]) -> Cells:
    """The filled cells; a lone one that is a line of a CSV counts as its fields."""
    cells = [(column, value) for column, value in enumerate(row) if squeezed(value)]
    if len(cells) == 1 and isinstance(cells[0][1], str):
        fields = [squeezed(field) for field in _FIELDS.split(cells[0][1])]
        if any(map(_is_figure, fields[1:])):
            return [(column, field) for column, field in enumerate(fields) if field]
    return cells


def _without_numbering(rows: Sequence[Cells]) -> list[Cells]:
    """Rows without a leading 1, 2, 3 …, which is no figure."""
    leading = [_bullet(cells) for cells in rows]
    counted = [number for number in leading if number]
    if counted != list(range(1, len(counted) + 1)):
        return list(rows)
    return [cells[1:] if number else cells for cells, number in zip(rows, leading, strict=True)]


def _bullet(cells: Cells) -> int:
    found = _BULLET.fullmatch(squeezed(cells[0][1])) if len(cells) > 1 else None
    return int(found[1]) if found else 0


def _is_figure(value: Any) -> bool:
    if isinstance(value, (int, float, date, time)):
        return True
    return bool(_FIGURE.fullmatch(squeezed(value)))


def _comes_again(wide: Sequence[Cells]) -> bool:
    """A text of a column that stands in two rows, as the name of a kecamatan does."""
    texts = ((column, squeezed(value).casefold()) for cells in wide for column, value in cells)
    seen = Counter((column, text) for column, text in texts if re.search(r"\w\w", text))
    return any(count > 1 for count in seen.values())


def _is_list(wide: Sequence[Cells]) -> bool:
    """Rows one under another that fill the same columns with short texts."""
    short = (cells for cells in wide if all(len(squeezed(value)) <= _SHORT for _, value in cells))
    alike = groupby(short, key=lambda cells: [column for column, _ in cells])
    return any(len(list(group)) >= _LIST for _, group in alike)
