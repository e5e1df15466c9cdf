"""The measured columns of a sheet, each read in the unit it is written in.

What decides, first that does: the caller's answer · the unit the header states, where half of the
numbers are possible in it · cell by cell. Where most cells of a column cannot be told that way and
another unit suits nearly all of them, it is asked and the cells stay empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emonev.core.indonesian import integer
from emonev.ingest.issues import shown_safely
from emonev.ingest.parsed import Question
from emonev.ingest.typed import Flags, typed
from emonev.ingest.units import (
    NAMES,
    fitting_units,
    in_unit,
    number_in,
    share_that_fits,
    stated_unit,
)
from emonev.ingest.values import COMMA_OR_GRAMS, MEASURES, measured

if TYPE_CHECKING:
    from emonev.ingest.working import Working

_ENOUGH_CELLS = 10
_EXAMPLES = 3
_STATED_FITS = 0.5
_UNTOLD = frozenset({"angka_mustahil", COMMA_OR_GRAMS})


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows ``start`` to ``stop`` of a column, under headers that state the same unit.

    ``row`` and ``column``: the header's Excel row and 0-based column, None without such a column.
    """

    start: int
    stop: int
    unit: str
    header: str
    row: int
    column: int | None


def read_measures(work: Working, note: Callable[[Working, str, Flags], None]) -> None:
    """Fill ``values`` of every measured column the sheet has; ``note`` is told of the flags."""
    for name in MEASURES:
        if name not in work.cells:
            continue
        values: list[Any] = []
        flags: Flags = []
        for part in _parts(work, name):
            own, own_flags = _read_part(work, name, part)
            values.extend(own)
            flags.extend((part.start + i, code) for i, code in own_flags)
        work.values[name] = values
        note(work, name, flags)


def _parts(work: Working, name: str) -> list[_Part]:
    """The column's blocks; neighbours of one stated unit are read together."""
    parts: list[_Part] = []
    start = 0
    for block in work.layout.blocks:
        column = block.header.column(name)
        header = "" if column is None else block.header.texts[column]
        unit = stated_unit(header, name)
        stop = start + len(block.rows)
        row = work.raw.first_row + block.header.bottom
        at = None if column is None else column + work.raw.first_column
        if parts and parts[-1].unit == unit:
            before = parts[-1]
            parts[-1] = _Part(before.start, stop, unit, before.header, before.row, before.column)
        else:
            parts.append(_Part(start, stop, unit, header, row, at))
        start = stop
    return parts


def _read_part(work: Working, name: str, part: _Part) -> tuple[list[Any], Flags]:
    cells = work.cells[name][part.start : part.stop]
    standard = MEASURES[name].unit
    answered = work.options.units.get(name, "")
    if answered and answered != standard:
        _tell(work, "satuan_menurut_jawaban", part, f"{part.header}: {NAMES[answered]}")
        return typed(cells, in_unit(name, answered))
    stated = "" if answered or part.unit == standard else part.unit
    misfit = stated and share_that_fits(_numbered(work, part, cells), name, stated) < _STATED_FITS
    if stated and not misfit:
        _tell(work, "satuan_menurut_judul", part, part.header)
        return typed(cells, in_unit(name, stated))
    values, flags = typed(cells, measured(name))
    if answered or not (misfit or _untold(flags, cells)):
        return values, flags
    return _asked(work, name, part, stated) or (values, flags)


def _tell(work: Working, code: str, part: _Part, found: str) -> None:
    if part.column is not None:
        work.log.add(code, row=part.row, column=part.column, found=found)


def _numbered(work: Working, part: _Part, cells: list[Any]) -> list[Any]:
    """The cells of children's rows, footnotes and signatures aside."""
    positions = work.positions[part.start : part.stop]
    return [c for c, at in zip(cells, positions, strict=True) if at not in work.layout.loose]


def _untold(flags: Flags, cells: list[Any]) -> bool:
    """True where a long column is mostly impossible in its unit, or read only by age."""
    untold = sum(code in _UNTOLD for _, code in flags)
    if untold * 2 < _ENOUGH_CELLS:
        return False
    filled = sum(number_in(raw, "") is not None for raw in cells)
    return filled >= _ENOUGH_CELLS and untold * 2 > filled


def _asked(work: Working, name: str, part: _Part, stated: str) -> tuple[list[Any], Flags] | None:
    """Ask for the unit and leave the column's numbers empty; None where no unit suits them."""
    cells = work.cells[name][part.start : part.stop]
    units = fitting_units(_numbered(work, part, cells), name)
    if not units:
        return None
    filled = [i for i, raw in enumerate(cells) if number_in(raw, "") is not None]
    work.questions.append(
        Question(
            "column_unit",
            _text(work, name, part, filled, stated),
            work.raw.name,
            name,
            units,
            len(filled),
        )
    )
    _, flags = typed(cells, measured(name))
    numbers = set(filled)
    kept = [(i, code) for i, code in flags if i not in numbers]
    return [None] * len(cells), sorted([*kept, *((i, "satuan_belum_dijawab") for i in filled)])


def _text(work: Working, name: str, part: _Part, filled: list[int], stated: str) -> str:
    cells = work.cells[name]
    shown: dict[str, str] = {}
    for i in filled:
        shown.setdefault(shown_safely(cells[part.start + i]), work.cell(part.start + i, name))
        if len(shown) == _EXAMPLES:
            break
    examples = ", ".join(f"{text} (sel {cell})" for text, cell in shown.items())
    if stated:
        why = f"judulnya menyebut {NAMES[stated]}, tetapi angkanya tidak cocok"
    else:
        why = f"sebagian besar angkanya tidak mungkin dalam {MEASURES[name].unit}"
    return (
        f'Kolom "{part.header}", lembar "{work.raw.name}": {why}, mis. {examples}. '
        f"Satuan apa yang dipakai {integer(len(filled))} sel itu?"
    )
