"""What stands in the columns of a table: numbers, words, percentages, or L and P."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from emonev.ingest.header import is_numbering, is_total_text, squeezed
from emonev.ingest.labels import UNKNOWN, code_of
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cells import count_of, share_of
from emonev.ingest.tables.footers import is_footer
from emonev.ingest.tables.layout import TableHeader, header_rows

_SAMPLE = 60
_NUMERIC = 0.7


def sample_rows(raw: RawSheet, header: TableHeader) -> list[list[Any]]:
    """The first rows below the header that are data: neither blank, numbering, totals, the header
    again nor a signature (in a short table one such row would make a column of numbers text)."""
    again = header_rows(raw, header)
    found: list[list[Any]] = []
    for row in raw.rows[header.bottom + 1 :]:
        if len(found) == _SAMPLE:
            break
        texts = [text for text in map(squeezed, row) if text]
        signed = len(texts) < 3 and not any(re.search(r"\d", text) for text in texts)
        aside = signed or is_numbering(row) or is_total_text(row) or is_footer(row)
        if not aside and tuple(map(squeezed, row)) not in again:
            found.append(row)
    return found


def _cells(sample: Sequence[Sequence[Any]], column: int) -> list[Any]:
    return [
        row[column]
        for row in sample
        if column < len(row) and squeezed(row[column]) not in ("", "-", "–")
    ]


def is_numeric(sample: Sequence[Sequence[Any]], column: int) -> bool:
    """Nearly all filled cells are numbers."""
    cells = _cells(sample, column)
    return bool(cells) and sum(map(is_number, cells)) >= _NUMERIC * len(cells)


def is_text(sample: Sequence[Sequence[Any]], column: int) -> bool:
    """Nearly all filled cells are words."""
    cells = _cells(sample, column)
    words = sum(bool(re.search(r"[A-Za-z]{3,}", squeezed(value))) for value in cells)
    return bool(cells) and words >= _NUMERIC * len(cells)


def may_be_counts(sample: Sequence[Sequence[Any]], texts: Sequence[str]) -> bool:
    """No header is known, but it has the form: one column of names, all others whole numbers."""
    filled = [column for column, text in enumerate(texts) if text]
    counted = [column for column in filled if is_numeric(sample, column)]
    named = [column for column in filled if is_text(sample, column)]
    return len(sample) >= 2 and len(named) == 1 and len(named) + len(counted) == len(filled) > 1


def is_sex(sample: Sequence[Sequence[Any]], column: int) -> bool:
    """A column of L and P: the rows are children, not counts."""
    cells = _cells(sample, column)
    told = sum(
        code_of("sex", value) not in (None, UNKNOWN) for value in cells if not is_number(value)
    )
    return bool(cells) and told >= _NUMERIC * len(cells)


def is_number(value: object) -> bool:
    """A count, a fraction or a printed percentage."""
    count, code = count_of(value)
    if count is not None or code in ("bukan_bilangan_bulat", "angka_negatif"):
        return True
    return isinstance(value, str) and "%" in value and share_of(value)[0] is not None


def is_share(sample: Sequence[Sequence[Any]], column: int) -> bool:
    """Percentages though the header does not say so: "%" in the cells, or many fractions."""
    cells = _cells(sample, column)
    signed = sum(isinstance(value, str) and "%" in value for value in cells)
    broken = sum(count_of(value)[1] == "bukan_bilangan_bulat" for value in cells)
    return bool(cells) and (2 * signed > len(cells) or 2 * broken > len(cells))
