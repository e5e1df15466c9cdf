"""Rupiah per number: said by a header ("Pagu (Rp juta)", "x Rp 1.000"), a title, or the user.

A unit under which every amount would be a trillion rupiah or more is not believed, nor full rupiah
that nothing says where no amount reaches a million: it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from emonev.core.indonesian import decimal, integer
from emonev.ingest.parsed import Question
from emonev.ingest.tables.layout import titles
from emonev.ingest.tables.work import TableWork

UNITS = {"rupiah": 1, "ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000}
"""Answers to the question "unit"."""

ENDINGS = (
    "", "Rp", "juta Rp", "ribu Rp", "Rp juta", "Rp ribu", "juta rupiah", "ribu rupiah",
    "dalam rupiah", "dalam juta rupiah", "dalam ribu rupiah", "dalam jutaan rupiah",
    "dalam ribuan rupiah", "jutaan rupiah", "ribuan rupiah", "x Rp 1.000", "x Rp 1.000.000",
    "x 1.000", "x 1.000.000",
)  # fmt: skip
"""What may follow the name of a column of money."""

_MONEY = re.compile(r"\brp\b|rupiah", re.IGNORECASE)
_TIMES = r"(?:x|×|dikali)\s*(?:rp\.?\s*)?1"
_STATED = (
    (re.compile(r"\bmil[iy]ar(?:an)?\b", re.IGNORECASE), "miliar"),
    (re.compile(rf"\bjuta(?:an)?\b|\bjt\b|{_TIMES}[.,]?000[.,]?000\b", re.IGNORECASE), "juta"),
    (re.compile(rf"\bribu(?:an)?\b|\brb\b|{_TIMES}[.,]?000\b", re.IGNORECASE), "ribu"),
)
_TOO_MUCH = 1_000_000_000_000
_TOO_LITTLE = 1_000_000


def spelled(*names: str) -> tuple[str, ...]:
    """Every header that is one of the names, alone or with a unit behind it."""
    return tuple(f"{name} {ending}".strip() for name in names for ending in ENDINGS)


def money_units(
    work: TableWork, names: Sequence[str], rows: Sequence[int],
    amount: Callable[[object], float | None],
) -> dict[str, int] | None:  # fmt: skip
    """Column → rupiah per number; None while it is asked (the rows are then rejected).

    ``amount`` reads a cell as a number, None where there is none.
    """
    answered = UNITS.get(work.answers.get("unit", ""))
    if answered:
        return dict.fromkeys(names, answered)
    stated = {name: _stated(work, name) for name in names}
    told = {name: _numbers(amount(work.value(at, name)) for at in rows) for name in names}
    silent = [name for name, unit in stated.items() if not unit]
    small = _numbers(number for name in silent for number in told[name])
    if small and max(small) < _TOO_LITTLE:
        _ask_small(work, silent[0], rows, small[0])
        return None
    stated = {name: unit or "rupiah" for name, unit in stated.items()}
    for name, unit in stated.items():
        numbers = told[name]
        if UNITS[unit] > 1 and numbers and median(numbers) * UNITS[unit] >= _TOO_MUCH:
            _ask(work, name, unit, rows, numbers[0])
            return None
    for name, unit in stated.items():
        if UNITS[unit] > 1:
            work.log.add(
                "satuan_rupiah_dari_judul",
                row=work.excel_row(work.found.header.bottom),
                column=work.found.columns[name] + work.raw.first_column,
                found=f"× {integer(UNITS[unit])}",
            )
    return {name: UNITS[unit] for name, unit in stated.items()}


def _numbers(amounts: Iterable[float | None]) -> list[float]:
    """Amounts other than 0 and empty."""
    return [amount for amount in amounts if amount]


def _stated(work: TableWork, name: str) -> str:
    """The unit the column's header says, else a title that speaks of money; "" where none does."""
    header = work.found.header.texts[work.found.columns[name]]
    above = [text for text in titles(work.raw, work.found.header) if _MONEY.search(text)]
    for text in (header, *above):
        for pattern, unit in _STATED:
            if pattern.search(text):
                return unit
    return "rupiah" if any(_MONEY.search(text) for text in (header, *above)) else ""


def _ask_small(work: TableWork, name: str, rows: Sequence[int], example: float) -> None:
    header = work.found.header.texts[work.found.columns[name]]
    shown = integer(int(example)) if float(example).is_integer() else decimal(example)
    text = (
        f'Lembar "{work.raw.name}" tidak menyebut satuan uangnya, dan angka kolom "{header}" '
        f"kecil, mis. {shown}. Satuan apa yang dipakai?"
    )
    _put(work, text, ("rupiah", "ribu", "juta"), rows)


def _ask(work: TableWork, name: str, unit: str, rows: Sequence[int], example: float) -> None:
    header = work.found.header.texts[work.found.columns[name]]
    text = (
        f'Lembar "{work.raw.name}" menyebut {unit} rupiah, tetapi angka kolom "{header}" terlalu '
        f"besar untuk itu, mis. {integer(round(example))}. Satuan apa yang dipakai?"
    )
    _put(work, text, ("rupiah", unit), rows)


def _put(work: TableWork, text: str, options: tuple[str, ...], rows: Sequence[int]) -> None:
    """Ask, and reject the rows until it is answered."""
    work.questions.append(
        Question("column_meaning", text, work.raw.name, "unit", options, len(rows))
    )
    work.rejected.update(rows)
    work.log.add("arti_belum_dijawab", count=max(1, len(rows)))
