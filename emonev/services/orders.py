"""Orders of presentation that somebody composed, kept under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from emonev.core.scope import Scope
from emonev.errors import Refused, WrongCall
from emonev.register.register import Register, statement
from emonev.services import showing_words
from emonev.services.deck import items_of, order_of
from emonev.services.order_items import items_json, items_of_json
from emonev.services.reach import reached_area, require_reach
from emonev.services.slide_item import Item
from emonev.services.written import line

MOST_ORDERS = 100


@dataclass(frozen=True, slots=True)
class SavedOrder:
    """A composed order of a kabupaten; ``name`` is unique there."""

    order_id: int
    kabupaten: str
    name: str
    items: tuple[Item, ...]
    changed_at: datetime
    changed_by: str


def orders(scope: Scope, register: Register, kabupaten: str) -> tuple[SavedOrder, ...]:
    """The orders of the kabupaten by name. Raises NoAccess."""
    reached_area(scope, kabupaten)
    with register.reading() as connection:
        rows = connection.execute(statement("show_orders"), {"kabupaten": kabupaten}).fetchall()
    return tuple(_saved(row) for row in rows)


def put_order(
    scope: Scope,
    register: Register,
    kabupaten: str,
    name: str,
    items: Sequence[Item],
    *,
    who: str,
    now: datetime,
) -> int:
    """Keep the items under ``name``, replacing the order of that name. Returns its number.

    Raises WrongCall (name or items cannot be kept), NoAccess (only who reaches the whole
    kabupaten writes: the orders are everybody's), Refused (too many orders).
    """
    require_reach(scope, kabupaten)
    values = {
        "kabupaten": kabupaten,
        "name": line(name, "Nama urutan", required=True, longest=100),
        "items": items_json(items),
        "now": now.isoformat(timespec="seconds"),
        "who": line(who, "Nama penyusun", required=True),
    }
    with register.writing() as connection:
        kept = connection.execute(statement("show_orders"), {"kabupaten": kabupaten}).fetchall()
        if len(kept) >= MOST_ORDERS and values["name"] not in {row["name"] for row in kept}:
            raise Refused(
                "terlalu_banyak", showing_words.MANY_ORDERS.format(most=MOST_ORDERS)
            )  # fmt: skip
        row: Row = connection.execute(statement("put_show_order"), values).fetchone()
    return int(row["order_id"])


def copy_ready(
    scope: Scope,
    register: Register,
    kabupaten: str,
    order: str,
    *,
    kecamatan: Sequence[str] = (),
    name: str = "",
    who: str,
    now: datetime,
) -> int:
    """Keep the items of a ready order under ``name`` ("": a free one), to be changed from there.

    Raises WrongCall, NoAccess, Refused.
    """
    wanted = name.strip() or _free_name(
        order_of(order).title, {one.name for one in orders(scope, register, kabupaten)}
    )
    items = items_of(order, kecamatan)
    return put_order(scope, register, kabupaten, wanted, items, who=who, now=now)


def drop_order(scope: Scope, register: Register, order_id: int) -> None:
    """Forget a composed order. Raises Refused ("tidak_ada"), NoAccess."""
    with register.writing() as connection:
        row = connection.execute(statement("show_order"), {"order_id": order_id}).fetchone()
        if row is None:
            raise Refused("tidak_ada", showing_words.NO_ORDER)
        require_reach(scope, row["kabupaten"])
        connection.execute(statement("drop_show_order"), {"order_id": order_id})


def _free_name(title: str, taken: set[str]) -> str:
    name, number = title, 2
    while name in taken:
        name, number = f"{title} {number}", number + 1
    return name


def _items(text: str) -> tuple[Item, ...]:
    """Empty where a later version no longer knows them: one order must not hide all others."""
    try:
        return items_of_json(text)
    except WrongCall:
        return ()


def _saved(row: Row) -> SavedOrder:
    return SavedOrder(
        order_id=row["order_id"],
        kabupaten=row["kabupaten"],
        name=row["name"],
        items=_items(row["items"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
        changed_by=row["changed_by"],
    )
