"""``python -m emonev.demo.million HOME``: a store of one million measurements, for the benchmark.

Made by SQL, not by import: the benchmark measures pages, and their cube is the real one.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from emonev.store.areas import put_sasaran
from emonev.store.cube import refresh
from emonev.store.home import Home
from emonev.store.insert import insert_rows
from emonev.store.settings import put_setting
from emonev.store.store import Cursor, Store

KABUPATEN = "73.22"


def fill(store: Store) -> int:
    """Fill an empty store and its cube; give the number of measurements."""
    with store.writing() as cursor:
        cursor.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
        cursor.execute(
            "INSERT INTO child SELECT DISTINCT child_id, sex, birth_date, false FROM measurement"
        )
        _batch(cursor)
        months = [
            month
            for (month,) in cursor.execute(
                "SELECT DISTINCT strftime(measured_on, '%Y-%m') FROM measurement ORDER BY 1"
            ).fetchall()
        ]
        newest = cursor.execute(
            "SELECT area_code, count(*) FROM measurement WHERE measured_on >= DATE '2025-08-01' "
            "AND measured_on < DATE '2025-09-01' GROUP BY area_code"
        ).fetchall()
        put_sasaran(cursor, [(code, 2025, "Pusdatin", round(n * 1.1)) for code, n in newest])
        put_setting(cursor, "kabupaten", KABUPATEN)
        refresh(cursor, KABUPATEN, months)
        row = cursor.execute("SELECT count(*) FROM measurement").fetchone()
    assert row is not None
    return int(row[0])


def _batch(cursor: Cursor) -> None:
    values = {
        "batch_id": "00001-juta", "sequence": 1, "imported_at": datetime(2026, 1, 2),
        "file_name": "sejuta.xlsx", "file_hash": "0" * 64, "container": "xlsx",
        "kabupaten_code": KABUPATEN, "rows_read": 0, "new": 0, "updated": 0, "unchanged": 0,
        "duplicate": 0, "rejected": 0, "cases_only": False, "report": "{}",
    }  # fmt: skip
    insert_rows(cursor, "batch", tuple(values), [tuple(values.values())])


if __name__ == "__main__":
    opened = Store(Home(Path(sys.argv[1])).database)
    print(fill(opened))
    opened.close()
