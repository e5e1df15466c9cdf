"""Typed entries: what every sheet that is not by-name becomes. One row per figure of the sheet.

A recap, a sasaran table, a survey and a budget differ in their columns, not in what they say: in
this area and period, this measure has this numerator over this denominator (or this value). The
child process leaves one Parquet file of entries per sheet; the store keeps them in one ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

State = Literal["ada", "kosong", "tidak_dijadwalkan"]
"""A figure stands there (zero included) · the cell is empty · nothing was due in this period."""


class Entry(NamedTuple):
    """One figure of one sheet row.

    ``row`` is the 1-based Excel row, ``cell`` the figure's address. ``fate`` "rejected" where the
    row has an error (all entries of a row share it), else None; a row without any figure has one
    entry with ``measure`` "". Area texts as in the sheet (blanks squeezed), ``code`` an area code
    as written (Kemendagri or BPS). ``period`` "2025-08", "2025-TW2" or "2025". ``measure`` is an
    indicator key, or a key of the kind's own ("sasaran_balita", "pagu"); ``subject`` tells entries
    of one measure apart ("Dinkes / Pemberian makanan tambahan"). Counts are whole numbers;
    ``value``, ``low``, ``high`` are proportions 0-1 as printed in the sheet (or estimated by a
    survey), None where there are none. ``note`` holds a document or citation.
    """

    sheet: str
    row: int
    cell: str | None = None
    fate: str | None = None
    kabupaten: str | None = None
    kecamatan: str | None = None
    puskesmas: str | None = None
    desa: str | None = None
    code: str | None = None
    period: str = ""
    source: str = ""
    measure: str = ""
    subject: str = ""
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    state: State = "ada"
    note: str | None = None


ENTRY_COLUMNS: dict[str, str] = {
    "sheet": "VARCHAR", "row": "INTEGER", "cell": "VARCHAR", "fate": "VARCHAR",
    "kabupaten": "VARCHAR", "kecamatan": "VARCHAR", "puskesmas": "VARCHAR", "desa": "VARCHAR",
    "code": "VARCHAR", "period": "VARCHAR", "source": "VARCHAR", "measure": "VARCHAR",
    "subject": "VARCHAR", "numerator": "BIGINT", "denominator": "BIGINT", "value": "DOUBLE",
    "low": "DOUBLE", "high": "DOUBLE", "state": "VARCHAR", "note": "VARCHAR",
}  # fmt: skip
"""Columns of the Parquet file, as ``Entry``."""

LARGEST_COUNT = 10**12
"""Above it a number is no count of people and no rupiah of a kabupaten."""


def write_entries(path: Path, entries: Sequence[Entry]) -> None:
    """Write ``entries`` to Parquet in their order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "VARCHAR": pa.string(),
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
    }
    assert Entry._fields == tuple(ENTRY_COLUMNS)
    columns = list(zip(*entries, strict=True)) or [()] * len(ENTRY_COLUMNS)
    arrays = [
        pa.repeat(pa.scalar(column[0], kinds[kind]), len(column))
        if column and _is_constant(column)
        else pa.array(column, kinds[kind])
        for column, kind in zip(columns, ENTRY_COLUMNS.values(), strict=True)
    ]
    table = pa.Table.from_arrays(arrays, names=list(ENTRY_COLUMNS))
    pq.write_table(table, path, compression="none")


def _is_constant(column: Sequence[Any]) -> bool:
    """The same value all along: sheet, source and the like need not be turned one by one."""
    first = column[0]
    return column[-1] == first and all(value == first for value in column)
