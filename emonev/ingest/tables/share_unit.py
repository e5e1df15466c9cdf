"""Percentages or proportions: said by the user, told by the numbers, else asked.

Excel keeps 21,5 % as 0.215. Numbers up to 0.6 alone are such proportions (a survey's prevalence of
more than 60 % is unheard of, one below 1 % in every row too), numbers beyond 1.5 are percentages;
what lies between may be either.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from emonev.ingest.header import squeezed
from emonev.ingest.parsed import Question
from emonev.ingest.tables.cells import share_of
from emonev.ingest.tables.work import TableWork

UNITS = ("persen", "proporsi")
"""Answers to the question "unit"."""

_SURELY_SHARE = 0.6
_SURELY_PERCENT = 1.5


def _whole(raw: object) -> object:
    return raw


def share_units(
    work: TableWork, names: Sequence[str], rows: Sequence[int],
    number_in: Callable[[object], object] = _whole,
) -> dict[str, bool] | None:  # fmt: skip
    """Column → True where it holds percentages; None while it is asked (the rows are rejected).

    ``number_in`` gives what of a cell is the number.
    """
    if work.answers.get("unit") in UNITS:
        return dict.fromkeys(names, work.answers["unit"] == "persen")
    found: dict[str, bool] = {}
    for name in names:
        numbers = _unsigned([number_in(work.value(at, name)) for at in rows])
        largest = max(numbers, default=0.0)
        if _SURELY_SHARE < largest <= _SURELY_PERCENT:
            _ask(work, name, rows)
            return None
        found[name] = largest > _SURELY_PERCENT
        if numbers and not found[name]:
            work.log.add(
                "persen_sebagai_proporsi",
                row=work.excel_row(work.found.header.bottom),
                column=work.found.columns[name] + work.raw.first_column,
                found=work.found.header.texts[work.found.columns[name]],
            )
    return found


def _unsigned(raws: Sequence[object]) -> list[float]:
    """The numbers other than 0 that have no % of their own."""
    shares = [share_of(raw, percent=False)[0] for raw in raws if "%" not in squeezed(raw)]
    return [share for share in shares if share]


def _ask(work: TableWork, name: str, rows: Sequence[int]) -> None:
    header = work.found.header.texts[work.found.columns[name]]
    example = next(t for t in (squeezed(work.value(at, name)) for at in rows) if t)
    text = (
        f'Lembar "{work.raw.name}", kolom "{header}": angka seperti {example.replace(".", ",")} '
        "itu persen, atau proporsi (0,215 berarti 21,5 %)?"
    )
    work.questions.append(Question("column_meaning", text, work.raw.name, "unit", UNITS, len(rows)))
    work.rejected.update(rows)
    work.log.add("arti_belum_dijawab", count=max(1, len(rows)))
