"""WHO's LMS tables: where the files lie, how SQL sees them, how Python and numpy see them.

Files and rights: ``data/who/README.md``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    from numpy.typing import NDArray

WHO_DIR = Path(__file__).parents[2] / "data" / "who"
AGE_FILE = WHO_DIR / "lms_age.csv"
LENGTH_FILE = WHO_DIR / "lms_length.csv"

AGE_TABLE = "who_lms_age"
LENGTH_TABLE = "who_lms_length"

SEXES = ("m", "f")
AGE_INDICATORS = ("lfa", "wfa", "bmifa", "acfa", "hcfa")
LAST_DAY = 1856
"""Last day of WHO's tables by day (61 completed months)."""
FIRST_TENTH = {"l": 450, "h": 650}
LAST_TENTH = {"l": 1100, "h": 1200}
"""Tenths of a cm: weight-for-length 45.0-110.0 cm, weight-for-height 65.0-120.0 cm."""

KEY_OF_SEX = {"m": 0, "f": 10_000}
KEY_OF_POSITION = {"l": 0, "h": 5_000}
"""One integer names a row: sex + day, or sex + position + tenth. DuckDB then joins by array index
(perfect hash join), several times faster than by text columns."""

AGE_COLUMNS = {"sex": "VARCHAR", "day": "INTEGER"} | {
    f"{indicator}_{part}": "DOUBLE" for indicator in AGE_INDICATORS for part in "lms"
}
LENGTH_COLUMNS = {"sex": "VARCHAR", "position": "VARCHAR", "tenth_cm": "INTEGER"} | dict.fromkeys(
    ("l", "m", "s", "l_step", "m_step", "s_step"), "DOUBLE"
)


def load_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the two tables the z-score SELECT joins, as TEMP tables of this connection.

    Does nothing when they are there. A cursor of the connection has its own temp tables, so call
    it on the cursor that runs the SELECT. Works offline and inside a transaction.
    """
    sex = _case("sex", KEY_OF_SEX)
    position = _case("position", KEY_OF_POSITION)
    _load(connection, AGE_TABLE, AGE_FILE, AGE_COLUMNS, f"{sex} + day")
    _load(connection, LENGTH_TABLE, LENGTH_FILE, LENGTH_COLUMNS, f"{sex} + {position} + tenth_cm")


def _case(column: str, keys: dict[str, int]) -> str:
    return f"CASE {column} " + " ".join(f"WHEN '{k}' THEN {v}" for k, v in keys.items()) + " END"


def _load(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    path: Path,
    columns: dict[str, str],
    row_key: str,
) -> None:
    spec = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
    connection.execute(
        f"CREATE TEMP TABLE IF NOT EXISTS {name} AS SELECT {row_key} AS row_key, * "
        "FROM read_csv($path, auto_detect = false, header = true, delim = ',', "
        f"columns = {{{spec}}})",
        {"path": str(path)},
    )


@dataclass(frozen=True, slots=True)
class Lms:
    """One row of a table: L (power), M (median, in the measure's unit), S (coefficient)."""

    power: float
    median: float
    spread: float


@cache
def age_rows() -> dict[tuple[str, str, int], Lms]:
    """(indicator, sex, day) -> row, for all days WHO gives. Plain Python, for the oracle."""
    rows = {}
    for record in _records(AGE_FILE):
        for indicator in AGE_INDICATORS:
            parts = [record[f"{indicator}_{part}"] for part in "lms"]
            if all(parts):
                key = (indicator, record["sex"], int(record["day"]))
                rows[key] = Lms(*(float(part) for part in parts))
    return rows


@cache
def length_rows() -> dict[tuple[str, str, int], Lms]:
    """(position 'l'|'h', sex, tenth of a cm) -> row of weight-for-length or weight-for-height."""
    return {
        (record["position"], record["sex"], int(record["tenth_cm"])): Lms(
            *(float(record[part]) for part in "lms")
        )
        for record in _records(LENGTH_FILE)
    }


def _records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@dataclass(frozen=True, slots=True)
class LmsArrays:
    """The tables as numpy arrays of float64; axis 0 is sex in the order of ``SEXES`` (m, f).

    ``age[indicator]``: shape (2, 1857, 3), index [sex, day, (L, M, S)], NaN where WHO has no row
    (arm and head circumference in the first days). ``length["l"]``: shape (2, 651, 3), index
    [sex, tenth - 450, ...]; ``length["h"]``: shape (2, 551, 3), index [sex, tenth - 650, ...]
    (tenth = length in tenths of a cm; first tenths in ``FIRST_TENTH``).
    """

    age: dict[str, NDArray[np.float64]]
    length: dict[str, NDArray[np.float64]]


def lms_arrays() -> LmsArrays:
    """Read both tables into numpy arrays (30 ms); the caller may keep and change them."""
    import numpy as np

    age: dict[str, Any] = {
        indicator: np.full((len(SEXES), LAST_DAY + 1, 3), np.nan) for indicator in AGE_INDICATORS
    }
    for (indicator, sex, day), lms in age_rows().items():
        age[indicator][SEXES.index(sex), day] = (lms.power, lms.median, lms.spread)
    length: dict[str, Any] = {
        position: np.full((len(SEXES), LAST_TENTH[position] - first + 1, 3), np.nan)
        for position, first in FIRST_TENTH.items()
    }
    for (position, sex, tenth), lms in length_rows().items():
        row = tenth - FIRST_TENTH[position]
        length[position][SEXES.index(sex), row] = (lms.power, lms.median, lms.spread)
    return LmsArrays(age=age, length=length)


def lms_at(arrays: LmsArrays, indicator: str, sex: str, day: int) -> tuple[float, float, float]:
    """L, M, S of an age indicator for sex 'm'|'f' at a whole day 0-1856; NaN where WHO has none."""
    power, median, spread = arrays.age[indicator][SEXES.index(sex), day]
    return float(power), float(median), float(spread)
