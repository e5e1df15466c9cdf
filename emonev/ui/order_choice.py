"""Urutan paparan: a ready one with its kecamatan, or one that was composed and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from emonev.core.scope import Scope
from emonev.services.choices import Choices
from emonev.services.deck import ORDERS, items_of, order_of
from emonev.services.orders import SavedOrder, orders
from emonev.services.slide_item import Item
from emonev.ui.state import open_register

READY = {order.key: order for order in ORDERS if order.listed}
OWN = "sendiri-"
_WISH = "urutan_keinginan"


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """What was chosen. ``saved`` is None for a ready order; ``lacks``: what is still to be said."""

    order: str
    title: str
    kecamatan: tuple[str, ...] = ()
    saved: SavedOrder | None = None
    lacks: str = ""

    @property
    def key(self) -> str:
        """Tells it from any other choice."""
        number = self.saved.order_id if self.saved else ""
        return f"{self.order}{number}:{','.join(self.kecamatan)}"

    @property
    def items(self) -> tuple[Item, ...]:
        """What it shows; empty while something is lacking."""
        if self.saved:
            return self.saved.items
        return () if self.lacks else items_of(self.order, self.kecamatan)


def choose_order(
    viewer: Scope, offered: Choices, place: str, *, kecamatan: Sequence[str] = (), own: bool = True
) -> OrderChoice:
    """Ask for the order and, where it takes some, for the kecamatan.

    ``place`` keeps two questions apart; ``kecamatan``: those of the meeting, chosen at first.
    """
    kept = orders(viewer, open_register(), offered.kabupaten.code) if own else ()
    saved = {f"{OWN}{one.order_id}": one for one in kept}
    options = [*READY, *saved]
    key = f"urutan_{place}"
    wish = st.session_state.pop(f"{_WISH}_{place}", None)
    if wish in options:
        st.session_state[key] = wish
    elif st.session_state.get(key) not in (None, *options):
        del st.session_state[key]
    start = "rakor_kecamatan" if kecamatan else options[0]
    chosen = st.selectbox(
        "Urutan paparan",
        options,
        index=options.index(start),
        format_func=lambda one: saved[one].name if one in saved else READY[one].title,
        key=key,
    )
    if chosen in saved:
        return OrderChoice("rakor_kabupaten", saved[chosen].name, saved=saved[chosen])
    return _ready(str(chosen), offered, place, kecamatan)


def wish_order(place: str, order_id: int | None) -> None:
    """Choose this saved order (None: the first ready one) on the next run."""
    wished = next(iter(READY)) if order_id is None else f"{OWN}{order_id}"
    st.session_state[f"{_WISH}_{place}"] = wished


def _ready(order: str, offered: Choices, place: str, usual: Sequence[str]) -> OrderChoice:
    entry = order_of(order)
    if not entry.most_kecamatan:
        return OrderChoice(order, entry.title)
    names = {one.code: one.name for one in offered.kecamatan}
    at_most = f"paling banyak {entry.most_kecamatan}" if entry.most_kecamatan > 1 else "satu"
    codes = st.multiselect(
        f"Kecamatan ({at_most})",
        list(names),
        default=[code for code in usual if code in names][: entry.most_kecamatan],
        format_func=lambda code: names.get(code, code),
        max_selections=entry.most_kecamatan,
        select_all=False,
        placeholder="Pilih kecamatan …",
        key=f"urutan_kecamatan_{place}_{order}",
    )
    lacks = "" if codes else "Pilih kecamatannya lebih dahulu."
    return OrderChoice(order, entry.title, tuple(codes), lacks=lacks)
