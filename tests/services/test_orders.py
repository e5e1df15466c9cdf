"""Orders somebody composed: kept as they are, and nothing that cannot be shown."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emonev.core.scope import local
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.register.register import Register
from emonev.services.deck import ORDERS, PAGE_ITEMS, items_of, page_items
from emonev.services.figure import Selection
from emonev.services.order_items import LONGEST, MOST_ITEMS, Item, items_json, items_of_json
from emonev.services.orders import MOST_ORDERS, copy_ready, drop_order, orders, put_order
from emonev.services.slide_kinds import KINDS
from tests.reports.decks import AUGUST

KABUPATEN, THIRD, FOURTH = "73.22", "73.22.03", "73.22.04"
NOW = datetime(2025, 9, 4, 9, 30)
STAFF = local(KABUPATEN)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "kerja.sqlite")


def put(register: Register, name: str, *items: Item) -> int:
    return put_order(STAFF, register, KABUPATEN, name, items, who="Bapperida", now=NOW)


def test_an_order_is_kept_and_replaced_by_name(register: Register) -> None:
    items = (Item("peta"), Item("teks", THIRD, "Judul", ("satu", "dua"), "catatan\nkedua"))
    first = put(register, "Rakor September", *items)
    put(register, "Lain", Item("definisi"))
    assert [one.name for one in orders(STAFF, register, KABUPATEN)] == ["Lain", "Rakor September"]
    assert orders(STAFF, register, KABUPATEN)[1].items == items
    assert put(register, " Rakor  September ", Item("tren")) == first
    kept = orders(STAFF, register, KABUPATEN)[1]
    assert (kept.items, kept.changed_by, kept.changed_at) == ((Item("tren"),), "Bapperida", NOW)
    drop_order(STAFF, register, first)
    assert [one.name for one in orders(STAFF, register, KABUPATEN)] == ["Lain"]
    with pytest.raises(Refused):
        drop_order(STAFF, register, first)


def test_who_reaches_one_kecamatan_reads_and_does_not_write(register: Register) -> None:
    number = put(register, "Rakor", Item("peta"))
    assert len(orders(local(THIRD), register, KABUPATEN)) == 1
    with pytest.raises(NoAccess):
        put_order(local(THIRD), register, KABUPATEN, "x", (), who="a", now=NOW)
    with pytest.raises(NoAccess):
        drop_order(local(THIRD), register, number)
    with pytest.raises(NoAccess):
        orders(local("73.04"), register, KABUPATEN)


def test_a_ready_order_is_copied_under_a_free_name(register: Register) -> None:
    for _ in range(2):
        copy_ready(STAFF, register, KABUPATEN, "lokakarya_kecamatan", kecamatan=[THIRD],
                   who="PKB", now=NOW)  # fmt: skip
    kept = orders(STAFF, register, KABUPATEN)
    assert [one.name for one in kept] == ["Mini lokakarya kecamatan", "Mini lokakarya kecamatan 2"]
    assert kept[0].items == items_of("lokakarya_kecamatan", [THIRD])


def test_more_orders_than_anybody_reads_are_refused(register: Register) -> None:
    for number in range(MOST_ORDERS):
        put(register, f"Urutan {number}", Item("peta"))
    put(register, "Urutan 0", Item("tren"))
    with pytest.raises(Refused):
        put(register, "Satu lagi", Item("peta"))


def test_an_order_of_a_later_version_does_not_hide_the_others(register: Register) -> None:
    put(register, "A", Item("peta"))
    put(register, "B", Item("tren"))
    with register.writing() as connection:
        connection.execute("UPDATE show_order SET items = '[{\"kind\": \"x\"}]' WHERE name = 'A'")
    assert [one.items for one in orders(STAFF, register, KABUPATEN)] == [(), (Item("tren"),)]


WRONG = [
    (Item("x"),),
    (Item("peta", lines=("a",)),),
    (Item("teks"),),
    (Item("teks", title="  ", lines=(" ",)),),
    (Item("teks", title="x" * (LONGEST + 1)),),
    (Item("teks", lines=("x" * LONGEST, "x")),),
    (Item("peta", notes="x" * (LONGEST + 1)),),
    (Item("peta", place="7" * 50),),
    (Item("form_tpk"),),
    (Item("teks", title="7322012001010001"),),
    (Item("peta"),) * (MOST_ITEMS + 1),
]


@pytest.mark.parametrize("items", WRONG, ids=list(range(len(WRONG))))
def test_what_cannot_be_shown_or_kept_is_a_wrong_call(items: tuple[Item, ...]) -> None:
    with pytest.raises(WrongCall):
        items_json(items)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '[{"kind": 1}]', '[{"kind": "peta", "x": ""}]', '[{"place": "a"}]',
     '[{"kind": "teks", "lines": "ab"}]', '[{"kind": "teks", "lines": [1]}]'],
)  # fmt: skip
def test_other_json_is_a_wrong_call(text: str) -> None:
    with pytest.raises(WrongCall):
        items_of_json(text)


@given(
    st.lists(
        st.builds(
            Item,
            st.sampled_from([kind.key for kind in KINDS]),
            st.just("73.22.03"),
            st.text("ab ❤<&\"'é", min_size=1, max_size=9),
        ),
        max_size=5,
    )
)
def test_items_come_back_as_they_were_kept(items: list[Item]) -> None:
    try:
        kept = items_json(items)
    except WrongCall:
        assert any(item.kind == "teks" and not item.title.strip() for item in items)
        return
    read = items_of_json(kept)
    assert [item.kind for item in read] == [item.kind for item in items]
    assert [item.title for item in read] == [" ".join(item.title.split()) for item in items]
    assert items_json(read) == kept and isinstance(json.loads(kept), list)


def test_ready_orders_and_pages_name_known_kinds() -> None:
    keys = {kind.key for kind in KINDS}
    for order in ORDERS:
        codes = [THIRD, FOURTH][: order.most_kecamatan]
        items = items_of(order.key, codes)
        assert items and {item.kind for item in items} <= keys
        assert {item.place for item in items} <= {"", *codes}
        assert items_of_json(items_json(items)) == items
    for page, shown in PAGE_ITEMS.items():
        assert shown and set(shown) <= keys
        made = page_items(page, Selection(KABUPATEN, AUGUST, kecamatan=THIRD))
        assert {item.place for item in made} == {THIRD}
    with pytest.raises(WrongCall):
        page_items("unggah", Selection(KABUPATEN, AUGUST))
    for codes in ([], [THIRD, FOURTH]):
        with pytest.raises(WrongCall):
            items_of("lokakarya_kecamatan", codes)
