"""Small named values of one store: the chosen kabupaten, thresholds, the demo mark."""

from __future__ import annotations

from datetime import datetime

from emonev.store.store import Cursor, sql


def get_setting(cursor: Cursor, key: str, default: str = "") -> str:
    """The value stored under ``key``, else ``default``."""
    row = cursor.execute(sql("setting_value"), {"key": key}).fetchone()
    return str(row[0]) if row else default


def put_setting(cursor: Cursor, key: str, value: str) -> None:
    """Store ``value`` under ``key`` (replacing what was there)."""
    cursor.execute(
        "INSERT OR REPLACE INTO setting (key, value) VALUES ($key, $value)",
        {"key": key, "value": value},
    )


def drop_setting(cursor: Cursor, key: str) -> None:
    """Forget ``key``."""
    cursor.execute("DELETE FROM setting WHERE key = $key", {"key": key})


def serentak_months(cursor: Cursor, kabupaten: str) -> tuple[str, ...]:
    """Months ("2025-06") the kabupaten declared weighing waves beside February and August."""
    text = get_setting(cursor, f"serentak:{kabupaten}")
    return tuple(sorted(month for month in text.split(",") if month))


def change_setting(cursor: Cursor, key: str, value: str, *, role: str, now: datetime) -> bool:
    """Store ``value`` ("" forgets the key) and write the change down; False if it was so."""
    before = get_setting(cursor, key)
    if before == value:
        return False
    if value:
        put_setting(cursor, key, value)
    else:
        drop_setting(cursor, key)
    cursor.execute(
        "INSERT INTO setting_change VALUES ($now, $role, $key, $before, $after)",
        {"now": now, "role": role, "key": key, "before": before, "after": value},
    )
    return True
