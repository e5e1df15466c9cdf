"""The two date columns: order of day and month settled per column, dates read, gaps filled.

Order, first that decides: the caller's answer · a day over 12 in the column · the age text against
both dates · an order that would put dates in the future is none. Otherwise it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

from emonev.ingest.dates import (
    AMBIGUOUS,
    Age,
    age_gap_days,
    born,
    is_ambiguous,
    order_of_column,
    read_age,
    read_date,
)
from emonev.ingest.header import Header
from emonev.ingest.parsed import Question
from emonev.ingest.typed import typed

if TYPE_CHECKING:
    from emonev.ingest.working import Working

_AGREES_DAYS = 5
_SAMPLE = 2000
_SHARE = 0.8
"""Share of sampled rows that must agree with their age text for an order to count as settled."""


def settle_dates(work: Working, header: Header) -> None:
    """Fill ``values["birth_date"]``, ``["measured_on"]`` and ``["age"]``; reject what has none."""
    ages = [None] * work.size
    if "age_text" in work.cells:
        ages, _ = typed(work.cells["age_text"], lambda raw: (read_age(raw), None))
    work.values["age"] = ages
    orders = _orders(work, ages)
    _read_column(work, "measured_on", orders.get("measured_on"), header)
    _read_column(work, "birth_date", orders.get("birth_date"), header)
    _missing_measured(work)
    _missing_birth(work)


def _orders(work: Working, ages: Sequence[Age | None]) -> dict[str, str | None]:
    orders: dict[str, str | None] = {}
    open_columns: list[str] = []
    for name in ("birth_date", "measured_on"):
        distinct = set(work.cells.get(name, ()))
        orders[name] = work.options.day_month_order or order_of_column(distinct)
        if orders[name] is None and any(map(is_ambiguous, distinct)):
            open_columns.append(name)
    if open_columns:
        orders.update(_by_age(work, ages, orders, open_columns))
    for name in open_columns:
        if orders[name] is None:
            orders[name] = _only_past(work, name)
    return orders


def _by_age(
    work: Working,
    ages: Sequence[Age | None],
    orders: dict[str, str | None],
    open_columns: list[str],
) -> dict[str, str | None]:
    """Try every order of the open columns against the age texts."""
    births, measures = work.cells.get("birth_date"), work.cells.get("measured_on")
    if births is None or measures is None:
        return {}
    rows = [
        i
        for i, age in enumerate(ages)
        if age is not None and (is_ambiguous(births[i]) or is_ambiguous(measures[i]))
    ][:_SAMPLE]
    scores: list[tuple[float, dict[str, str | None]]] = []
    for choice in product(("dmy", "mdy"), repeat=len(open_columns)):
        trial = {**orders, **dict(zip(open_columns, choice, strict=True))}
        scores.append((_agreement(rows, births, measures, ages, trial), trial))
    scores.sort(key=lambda s: -s[0])
    if not rows or scores[0][0] < _SHARE or scores[0][0] - scores[1][0] < 0.2:
        return {}
    return scores[0][1]


def _agreement(
    rows: Sequence[int],
    births: Sequence[Any],
    measures: Sequence[Any],
    ages: Sequence[Age | None],
    orders: dict[str, str | None],
) -> float:
    agreed = tested = 0
    for i in rows:
        birth, _ = read_date(births[i], orders["birth_date"])
        measured_on, _ = read_date(measures[i], orders["measured_on"])
        age = ages[i]
        if age is None:
            continue
        tested += 1
        if birth is not None and measured_on is not None and birth <= measured_on:
            agreed += age_gap_days(birth, measured_on, age) <= _AGREES_DAYS
    return agreed / tested if tested else 0.0


def _only_past(work: Working, name: str) -> str | None:
    """The one order under which no date lies in the future, or None."""
    today = work.options.today
    if today is None:
        return None
    distinct = [raw for raw in set(work.cells[name]) if is_ambiguous(raw)]
    possible = []
    for order in ("dmy", "mdy"):
        dates = [read_date(raw, order)[0] for raw in distinct]
        if not any(d is not None and d > today for d in dates):
            possible.append(order)
    return possible[0] if len(possible) == 1 else None


def _read_column(work: Working, name: str, order: str | None, header: Header) -> None:
    if name not in work.cells:
        work.values[name] = [None] * work.size
        return
    values, flags = typed(work.cells[name], lambda raw: read_date(raw, order))
    work.values[name] = values
    short = "tgl_lahir" if name == "birth_date" else "tgl_ukur"
    ambiguous = 0
    for i, code in flags:
        if work.positions[i] in work.layout.loose:
            continue
        if code == AMBIGUOUS:
            ambiguous += 1
            work.reject(i, "urutan_hari_bulan", name, work.cells[name][i])
        elif name == "measured_on" or work.values["age"][i] is None:
            work.reject(i, f"{short}_tidak_terbaca", name, work.cells[name][i])
    if ambiguous:
        _ask_order(work, name, header, ambiguous)


def _ask_order(work: Working, name: str, header: Header, rows: int) -> None:
    column = header.column(name)
    title = header.texts[column] if column is not None else name
    example = next((raw for raw in work.cells[name] if is_ambiguous(raw)), "")
    work.questions.append(
        Question(
            "day_month_order",
            f'Kolom "{title}": apakah {str(example).strip()} berarti hari/bulan/tahun '
            "atau bulan/hari/tahun?",
            work.raw.name,
            title,
            ("dmy", "mdy"),
            rows,
        )
    )


def _missing_measured(work: Working) -> None:
    given = work.options.measured_on
    values = work.values["measured_on"]
    if "measured_on" not in work.cells:
        if given is not None:
            work.values["measured_on"] = [given] * work.size
        return
    for i, value in enumerate(values):
        if value is not None or i in work.rejected:
            continue
        if given is not None:
            values[i] = given
        else:
            work.reject(i, "tgl_ukur_kosong", "measured_on")


def _missing_birth(work: Working) -> None:
    births, measures = work.values["birth_date"], work.values["measured_on"]
    ages: list[Age | None] = work.values["age"]
    if "birth_date" not in work.cells and "age_text" not in work.cells:
        return  # asked for the whole sheet
    for i, birth in enumerate(births):
        if birth is not None:
            continue
        age, measured_on = ages[i], measures[i]
        if age is not None and isinstance(measured_on, date):
            births[i] = born(measured_on, age)
            work.flag(i, "tgl_lahir_dari_usia", "birth_date" if _has(work) else None)
        elif work.positions[i] not in work.layout.loose and not _flagged(work, i):
            work.reject(i, "tgl_lahir_kosong", "birth_date")


def _has(work: Working) -> bool:
    return "birth_date" in work.cells


def _flagged(work: Working, i: int) -> bool:
    """True where the row's birth date was unreadable or ambiguous: said already."""
    cells = work.cells.get("birth_date")
    return cells is not None and i in work.rejected and read_date(cells[i], None)[1] is not None
