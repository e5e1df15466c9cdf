"""Raw columns → typed columns. Each distinct raw value of a column is read once (a memo per
column), which is what makes 50,000 rows fast; the flags are then found back row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from emonev.ingest.labels import SEX_NUMBERS, UNKNOWN, code_of
from emonev.ingest.values import clean

Reader = Callable[[object], tuple[Any, str | None]]
Flags = list[tuple[int, str]]


def typed(cells: Sequence[Any], read: Reader) -> tuple[list[Any], Flags]:
    """``(values, flags)``: one value per cell, and ``(position, code)`` of the flagged cells."""
    memo = {cell: read(cell) for cell in set(cells)}
    values = {cell: result[0] for cell, result in memo.items()}
    flagged = {cell: result[1] for cell, result in memo.items() if result[1] is not None}
    column = list(map(values.__getitem__, cells))
    if not flagged:
        return column, []
    return column, [(i, flagged[cell]) for i, cell in enumerate(cells) if cell in flagged]


def label_reader(field: str, unknown_code: str) -> Reader:
    """Reader of a labelled column; an unknown word is None with ``unknown_code``."""

    def read(raw: object) -> tuple[str | None, str | None]:
        code = code_of(field, raw)
        return (None, unknown_code) if code == UNKNOWN else (code, None)

    return read


def sex_reader(raw: object) -> tuple[str | None, str | None]:
    """Sex: without it nothing can be computed, so both kinds of "no" are flagged."""
    code = code_of("sex", raw)
    if code is None:
        return None, "jk_kosong"
    return (None, "jk_tidak_terbaca") if code == UNKNOWN else (code, None)


def numbered_sex_reader(raw: object) -> tuple[str | None, str | None]:
    """Sex written as 1 or 2."""
    number = _sex_number(raw)
    return (SEX_NUMBERS[number], None) if number else sex_reader(raw)


def is_numbered_sex(cells: Iterable[object]) -> bool:
    """True where the column has cells filled and every one of them is 1 or 2."""
    filled = [cell for cell in cells if clean("" if cell is None else cell)]
    return bool(filled) and all(map(_sex_number, filled))


def _sex_number(raw: object) -> str:
    text = "" if raw is None or isinstance(raw, bool) else clean(raw).removesuffix(".0")
    return text if text in SEX_NUMBERS else ""


def text_reader(raw: object) -> tuple[str | None, str | None]:
    """Area and posyandu texts: NBSP gone, blanks squeezed, "-" and empty are None."""
    if raw is None or raw == "":
        return None, None
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = " ".join(clean(raw).split())
    return (text, None) if text and text not in {"-", "--", "–"} else (None, None)
