"""A cursor for pages remembers answers until something is written, and tells the same."""

from __future__ import annotations

from emonev.store.answers import MOST_ROWS, Answer, Answers, derived
from emonev.store.settings import get_setting, put_setting
from emonev.store.store import Store, sql


def _value(store: Store, key: str) -> str:
    with store.asking() as cursor:
        return get_setting(cursor, key)


def test_a_write_is_seen_at_once() -> None:
    store = Store(None)
    assert _value(store, "contoh") == ""
    with store.writing() as cursor:
        put_setting(cursor, "contoh", "satu")
    assert _value(store, "contoh") == "satu"
    with store.writing() as cursor:
        put_setting(cursor, "contoh", "dua")
    assert _value(store, "contoh") == "dua"


def test_the_same_question_is_asked_once() -> None:
    """Written behind the store's back, so that only a remembered answer can be the old one."""
    store = Store(None)
    assert _value(store, "contoh") == ""
    with store.reading() as cursor:
        put_setting(cursor, "contoh", "satu")
    assert _value(store, "contoh") == ""
    assert _value(store, "lain") == ""


def test_every_asking_tells_all_rows_from_the_first() -> None:
    store = Store(None)
    statement, parameters = sql("areas_below"), {"kabupaten": ["73.22", "73.04"]}
    with store.reading() as cursor:
        slow = cursor.execute(statement, parameters)
        names = [column[0] for column in slow.description]
        rows = slow.fetchall()
    assert len(rows) > 100
    for _ in range(2):
        with store.asking() as cursor:
            told = cursor.execute(statement, parameters)
            assert [column[0] for column in told.description] == names
            assert [told.fetchone(), *told.fetchall()] == rows
            assert told.fetchone() is None


def test_other_parameters_are_another_question() -> None:
    store = Store(None)
    with store.asking() as cursor:
        for code in ("73.22", "73.04", "73.22"):
            row = cursor.execute(sql("area_by_code"), {"code": code}).fetchone()
            assert row is not None
            assert row[0] == code


def test_what_fills_temporary_tables_is_never_remembered() -> None:
    store = Store(None)
    with store.asking() as cursor:
        cursor.execute("CREATE TEMP TABLE coba (n INTEGER)")
        for count in range(1, 4):
            cursor.execute("INSERT INTO coba VALUES (1)")
            assert cursor.execute("SELECT count(*) FROM coba").fetchone() == (count,)


def test_too_many_rows_are_forgotten() -> None:
    answers = Answers()
    row = (1,)
    answers.put(1, ("a", ""), Answer([row] * (MOST_ROWS + 1), None))
    assert answers.get(1, ("a", "")) is not None
    answers.put(1, ("b", ""), Answer([row], None))
    assert answers.get(1, ("a", "")) is None
    assert answers.get(1, ("b", "")) is not None
    assert answers.get(2, ("b", "")) is None


def test_what_is_derived_is_made_once_per_version_and_anew_after_a_write() -> None:
    store, made = Store(None), []

    def count() -> int:
        made.append(1)
        return len(made)

    for expected in (1, 1):
        with store.asking() as cursor:
            assert derived(cursor, "contoh", count) == expected
    with store.writing() as cursor:
        put_setting(cursor, "contoh", "satu")
    with store.asking() as cursor:
        assert derived(cursor, "contoh", count) == 2
        assert derived(cursor, "lain", count) == 3
    with store.reading() as cursor:  # remembers nothing
        assert derived(cursor, "contoh", count) == 4


def test_derived_values_take_room_too() -> None:
    answers = Answers()
    answers.keep(1, "a", "besar", MOST_ROWS + 1)
    answers.keep(1, "b", "kecil", 1)
    assert answers.derived(1, "a") is None and answers.derived(1, "b") == "kecil"
