"""What the user sees of a sheet before anything is stored: headers, first rows, the export's time.

Names and NIK are hidden; a column nobody has named yet shows only the shape of its cells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from emonev.ingest import columns
from emonev.ingest.header import Header, squeezed
from emonev.ingest.issues import column_letters, outlined, shown_safely
from emonev.ingest.labels import UNKNOWN, code_of

PREVIEW_ROWS = 9
"""The header and eight rows below it."""

_LONG_NUMBER = re.compile(r"\d{12,}")
"""A NIK, in whatever column it stands."""


def column_names(header: Header, offset: int) -> dict[str, str | None]:
    """Header text → field; a text that comes twice gets its column letters."""
    result: dict[str, str | None] = {}
    for column, (text, name) in enumerate(zip(header.texts, header.fields, strict=True)):
        if not text:
            continue
        label = f"{text} ({column_letters(column + offset)})" if text in result else text
        result[label] = name
    return result


def data_as_of(rows: Sequence[Sequence[Any]]) -> str | None:
    """The export's own time ("Data Tanggal : 2022-09-03 18:28:44"), or None."""
    for row in rows:
        for value in row:
            match = re.search(
                r"data\s+tanggal\s*:?\s*(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?)",
                squeezed(value),
                re.IGNORECASE,
            )
            if match:
                return match[1]
    return None


def preview(rows: Sequence[Sequence[Any]], header: Header | None) -> tuple[tuple[str, ...], ...]:
    """Rows for the mapping step: identity columns hidden, unknown columns only in outline."""
    result = []
    for at, row in enumerate(rows):
        trusted = header is not None and at > 0 and _in_its_columns(row, header)
        out = []
        for column, value in enumerate(row):
            text = squeezed(value.date() if isinstance(value, datetime) else value)[:40]
            name = header.fields[column] if header and column < len(header.fields) else None
            if header is not None and at == 0:
                out.append(text)
            elif name in columns.PRIVATE_FIELDS and text:
                out.append("•••")
            elif name and trusted and _belongs(name, text):
                out.append(text)
            else:
                out.append(_outline(value, text))
        result.append(tuple(out))
    return tuple(result)


def _belongs(name: str, text: str) -> bool:
    """False for a name or NIK that stands under another field (the columns moved)."""
    if name in columns.AREA_FIELDS:
        return not _LONG_NUMBER.search(text)
    return shown_safely(text) == text


def known_columns(row: Sequence[Any], known: Collection[int]) -> tuple[str, ...]:
    """A row of which only the cells in the ``known`` columns are shown, the others in outline."""
    (outlines,) = preview([row], None)
    texts = [squeezed(value)[:40] for value in row]
    return tuple(
        text if at in known and not _LONG_NUMBER.search(text) else outlines[at]
        for at, text in enumerate(texts)
    )


def _in_its_columns(row: Sequence[Any], header: Header) -> bool:
    """False for a row that may be shifted (a name may stand anywhere): its sex is not readable."""
    column = header.column("sex")
    return column is not None and code_of("sex", row[column]) not in (None, UNKNOWN)


def _outline(value: object, text: str) -> str:
    """Shape of a cell nobody has named yet: "ANAK CONTOH 1" → "AAAA AAAAAA 9"."""
    if isinstance(value, (date, datetime)):
        return text
    if len(text) <= 3 or re.fullmatch(r"[-+]?\d{1,5}([.,]\d+)?", text):
        return text
    if columns.field_of(text) or columns.key(text) in columns.RECAP_CLASSES:
        return text
    return outlined(text)
