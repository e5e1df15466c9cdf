"""Whether a home holds data, whether they are the demo's, and taking them out."""

from __future__ import annotations

from emonev.store.masters import LISTED
from emonev.store.settings import get_setting
from emonev.store.store import Cursor, sql

DATA_TABLES = (
    "measurement", "child", "child_key", "replaced", "cube", "transition", "reporting", "batch",
    "batch_issue", "sasaran", "sasaran_uploaded", "puskesmas", "entry", "entry_replaced",
    "batch_unchanged", "entry_unchanged", "alias_learnt",
)  # fmt: skip
"""Tables that hold what was uploaded or computed from it (not areas, mappings, settings)."""

_OF_THE_DATA = ("demo", "kabupaten")
"""Settings that describe the data and go with them."""


def holds_data(cursor: Cursor) -> bool:
    """True when any upload or target population is stored."""
    row = cursor.execute(
        "SELECT EXISTS (SELECT 1 FROM batch) OR EXISTS (SELECT 1 FROM sasaran)"
    ).fetchone()
    return bool(row and row[0])


def is_demo(cursor: Cursor) -> bool:
    """True when the home is marked DATA CONTOH."""
    return get_setting(cursor, "demo") == "1"


def clear_data(cursor: Cursor) -> None:
    """Delete everything uploaded, and provisional areas; inside the caller's transaction."""
    cursor.execute(sql("alias_forget_all"))
    for table in DATA_TABLES:
        cursor.execute(f"DELETE FROM {table}")
    cursor.execute("DELETE FROM area WHERE provisional")
    # Areas an uploaded master changed stay as they are: its entries, which undo them, are gone.
    cursor.execute("UPDATE area SET batch_id = NULL WHERE batch_id = $listed", {"listed": LISTED})
    cursor.execute(
        "DELETE FROM setting WHERE key IN (SELECT unnest($keys))", {"keys": list(_OF_THE_DATA)}
    )
