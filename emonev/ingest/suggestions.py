"""What an unknown column of a sheet of children may be, by its content and its name.

Suggestions only: nothing is read by them until the user says so. A column is suggested for a field
whose content it has; among several the one whose header sounds like the field, else the likelier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from statistics import median
from typing import Any

from emonev.ingest import columns
from emonev.ingest.dates import order_of_column, read_date
from emonev.ingest.header import Row, is_blank, squeezed
from emonev.ingest.identity import nik_digits
from emonev.ingest.labels import UNKNOWN, code_of
from emonev.ingest.values import plain_number

_SAMPLE = 200
_FEWEST = 3
_NEARLY_ALL = 0.9
_WITH_DECIMALS = 0.3
_WEIGHTS_KG = (2.0, 30.0)
_LENGTHS_CM = (45.0, 120.0)
_YEARS = range(2000, 2100)

_SOUNDS = {
    "nik": r"nik|ktp|induk",
    "name": r"nama|name|child|anak|balita|bayi",
    "sex": r"sex|gender|kelamin|jk|l/p",
    "birth_date": r"lahir|lhr|birth|dob|born",
    "measured_on": r"ukur|timbang|measur|visit|kunjung|weighed",
    "weight_kg": r"weight|berat|\bbb\b|\bwt\b|\bkg\b",
    "lenhei_cm": r"height|length|tinggi|panjang|\btb\b|\bpb\b|\bht\b|\bcm\b",
}
"""Field → what a header sounds like that may mean it (no spelling that is taken by itself)."""

_OF_BIRTH = re.compile(r"lahir|lhr|birth", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Column:
    at: int
    header: str
    cells: Sequence[Any]

    def sounds(self, name: str) -> bool:
        """True where the header sounds like the field."""
        return bool(re.search(_SOUNDS[name], self.header, re.IGNORECASE))

    def share(self, test: Callable[[Any], bool]) -> float:
        return sum(map(test, self.cells)) / len(self.cells)


def suggested_fields(
    texts: Sequence[str], rows: Sequence[Row], taken: Collection[str] = ()
) -> dict[int, str]:
    """0-based column → field, for columns headed by ``texts`` over these ``rows``.

    Headers the vocabulary knows are suggested as it reads them; fields in ``taken`` never. Empty
    where fewer than three cells of a column are filled.
    """
    sample = list(islice((row for row in rows if not is_blank(row)), _SAMPLE))
    found: dict[int, str] = {}
    left: list[_Column] = []
    for at, text in enumerate(texts):
        name = columns.field_of(text) if text else None
        if name and name not in taken and name not in found.values():
            found[at] = name
        elif text and not name:
            cells = [row[at] for row in sample if at < len(row) and squeezed(row[at]) not in "-"]
            if len(cells) >= _FEWEST:
                left.append(_Column(at, text, cells))
    used = {*taken, *found.values()}
    for name, one in _by_content(left, used).items():
        found[one.at] = name
    return dict(sorted(found.items()))


def _by_content(left: list[_Column], used: Collection[str]) -> dict[str, _Column]:
    chosen: dict[str, _Column] = {}
    tests = {"nik": _is_nik, "sex": _is_sex}
    for name, test in tests.items():
        fitting = [one for one in left if one.share(test) >= _NEARLY_ALL]
        if name not in used and fitting:
            chosen[name] = _likeliest(name, fitting, lambda one: -one.at)
            left = [one for one in left if one is not chosen[name]]
    called = [one for one in left if one.sounds("name") and one.share(_is_words) >= _NEARLY_ALL]
    if "name" not in used and called:
        chosen["name"] = called[0]
    dates = {one.at: days for one in left if (days := _dates(one))}
    chosen |= _date_fields([one for one in left if one.at in dates], dates, used)
    numbers = [one for one in left if one.at not in dates]
    for name, fits in (("weight_kg", _is_weight), ("lenhei_cm", _is_length)):
        fitting = [one for one in numbers if fits(one)]
        if name not in used and fitting:
            chosen[name] = _likeliest(name, fitting, _middle)
    return chosen


def _likeliest(
    name: str, fitting: Sequence[_Column], rank: Callable[[_Column], float]
) -> _Column:  # fmt: skip
    return max(fitting, key=lambda one: (one.sounds(name), rank(one)))


def _is_nik(raw: object) -> bool:
    digits, _ = nik_digits(raw)
    return digits is not None and len(digits) == 16


def _is_sex(raw: object) -> bool:
    return code_of("sex", raw) not in (None, UNKNOWN)


def _is_words(raw: object) -> bool:
    return isinstance(raw, str) and bool(re.match(r"[^\W\d_]{2}", raw.strip()))


def _dates(one: _Column) -> list[date]:
    """The column's dates where nearly every cell is one, else none."""
    order = order_of_column(set(one.cells)) or "dmy"
    days = [read_date(raw, order)[0] for raw in one.cells]
    known = [day for day in days if day is not None and day.year in _YEARS]
    return known if len(known) >= _NEARLY_ALL * len(days) else []


def _date_fields(
    dated: Sequence[_Column], days: dict[int, list[date]], used: Collection[str]
) -> dict[str, _Column]:
    """Of two columns the earlier dates are births; one alone goes by its name or its width."""
    ordered = sorted(dated, key=lambda one: median(day.toordinal() for day in days[one.at]))
    wanted = [name for name in ("birth_date", "measured_on") if name not in used]
    if not ordered or not wanted:
        return {}
    if len(wanted) == 2 and len(ordered) == 1:
        (only,) = ordered
        wide = (max(days[only.at]) - min(days[only.at])).days > 366
        birth = only.sounds("birth_date") or (wide and not only.sounds("measured_on"))
        return {"birth_date" if birth else "measured_on": only}
    ends = {"birth_date": ordered[0], "measured_on": ordered[-1]}
    return {name: ends[name] for name in wanted}


def _numbers(one: _Column) -> list[float]:
    return [number for number in (plain_number(raw)[0] for raw in one.cells) if number is not None]


def _within(one: _Column, low: float, high: float) -> bool:
    numbers = _numbers(one)
    return sum(low <= n <= high for n in numbers) >= max(_FEWEST, _NEARLY_ALL * len(one.cells))


def _is_weight(one: _Column) -> bool:
    numbers = _numbers(one)
    decimals = sum(not number.is_integer() for number in numbers)
    return (
        _within(one, *_WEIGHTS_KG)
        and decimals >= _WITH_DECIMALS * len(numbers)
        and not _OF_BIRTH.search(one.header)
    )


def _is_length(one: _Column) -> bool:
    return _within(one, *_LENGTHS_CM) and not _OF_BIRTH.search(one.header)


def _middle(one: _Column) -> float:
    return median(_numbers(one))
