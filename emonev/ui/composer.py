"""Susun urutan: the items of an order, moved, taken out, added, worded; kept under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import streamlit as st

from emonev.core.indonesian import integer
from emonev.core.scope import Scope
from emonev.services.choices import Choices
from emonev.services.order_items import LONGEST
from emonev.services.orders import drop_order, put_order
from emonev.services.slide_item import Item
from emonev.services.slide_kinds import KINDS, kind_with
from emonev.ui.errors import in_words, plain
from emonev.ui.order_choice import OrderChoice, wish_order
from emonev.ui.state import open_register
from emonev.ui.writer import ask_writer

_KEY = "susunan"
PLACE = "paparan"


@dataclass
class Composed:
    """The items on the page, begun from an order (``source``: its key); ``edited`` is the one
    whose words are open, -1 for none. ``version`` counts changes, so that widgets begin anew."""

    source: str
    items: list[Item] = field(default_factory=list)
    changed: bool = False
    edited: int = -1
    version: int = 0


def composed(chosen: OrderChoice) -> Composed:
    """What is composed from ``chosen``; begun anew when another order is chosen."""
    kept: Composed | None = st.session_state.get(_KEY)
    if kept is None or kept.source != chosen.key:
        kept = Composed(chosen.key, list(chosen.items))
        st.session_state[_KEY] = kept
    return kept


def draw_composer(viewer: Scope, offered: Choices, chosen: OrderChoice, found: Composed) -> None:
    """The list of items with its buttons, adding, words, keeping."""
    names = {one.code: one.name for one in offered.kecamatan}
    with st.container(gap=None):
        for at, item in enumerate(found.items):
            _row(found, at, item, names)
            if at == found.edited:
                _words(found, at, item)
    told = f"{integer(len(found.items))} butir." if found.items else "Belum ada butir."
    st.caption(told)
    _add(found, names)
    _keep(viewer, offered, chosen, found)


def _row(found: Composed, at: int, item: Item, names: dict[str, str]) -> None:
    """One item: number, what it shows, and its four buttons (by key: the icons bear no words)."""
    kind = kind_with(item.kind)
    title = item.title or (kind.title if kind else item.kind)
    place = f" · {names.get(item.place, item.place)}" if item.place else ""
    own = " ✎" if item.title or item.notes or item.lines else ""
    tag = f"{found.version}_{at}"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
        st.markdown(plain(f"{at + 1}. {title}{place}{own}"), width="stretch")
        if _icon("arrow_upward", f"naik_{tag}", "Naikkan", at == 0):
            _move(found, at, at - 1)
        if _icon("arrow_downward", f"turun_{tag}", "Turunkan", at == len(found.items) - 1):
            _move(found, at, at + 1)
        if _icon("edit", f"ubah_{tag}", "Judul, isi, catatan pembicara"):
            found.edited = -1 if found.edited == at else at
            st.rerun()
        if _icon("close", f"keluar_{tag}", "Keluarkan"):
            _set(found, [*found.items[:at], *found.items[at + 1 :]])


def _icon(name: str, key: str, said: str, disabled: bool = False) -> bool:
    return st.button(
        "", icon=f":material/{name}:", key=key, help=said, type="tertiary", disabled=disabled
    )


def _move(found: Composed, at: int, to: int) -> None:
    items = list(found.items)
    items[at], items[to] = items[to], items[at]
    _set(found, items)


def _set(found: Composed, items: Sequence[Item], edited: int = -1) -> None:
    found.items, found.changed, found.edited = list(items), True, edited
    found.version += 1
    st.rerun()


def _words(found: Composed, at: int, item: Item) -> None:
    kind = kind_with(item.kind)
    with st.form(f"kata_{found.version}_{at}", enter_to_submit=False):
        title = st.text_input(
            "Judul sendiri", item.title, max_chars=200,
            placeholder="kosong: judul dari datanya", key=f"judul_{found.version}_{at}",
        )  # fmt: skip
        lines: str | None = None
        if kind and kind.typed:
            lines = st.text_area(
                "Isi (satu baris satu butir)", "\n".join(item.lines), max_chars=LONGEST,
                key=f"isi_{found.version}_{at}",
            )  # fmt: skip
        notes = st.text_area(
            "Catatan pembicara (tidak terlihat di layar)", item.notes, max_chars=LONGEST,
            height=80, key=f"catatan_{found.version}_{at}",
        )  # fmt: skip
        if st.form_submit_button("Pakai"):
            told = tuple((lines or "").splitlines())
            worded = replace(item, title=title or "", lines=told, notes=notes or "")
            _set(found, [*found.items[:at], worded, *found.items[at + 1 :]])


def _add(found: Composed, names: dict[str, str]) -> None:
    titles = {kind.key: kind.title for kind in KINDS}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "Tambah butir", list(titles), format_func=titles.__getitem__, key="tambah_butir",
            width=300,
        )  # fmt: skip
        place = st.selectbox(
            "Wilayah", ["", *names], format_func=lambda code: names.get(code, "Seluruh kabupaten"),
            key="tambah_wilayah", width=200,
        )  # fmt: skip
        entry = kind_with(str(kind))
        lacking = bool(entry and entry.needs_kecamatan and not place)
        added = st.button(
            "Tambahkan", icon=":material/add:", key="tambahkan", disabled=lacking,
            help="Pilih kecamatannya dahulu." if lacking else None,
        )  # fmt: skip
    if added and entry:
        item = Item(entry.key, str(place))
        _set(found, [*found.items, item], edited=len(found.items) if entry.typed else -1)


def _keep(viewer: Scope, offered: Choices, chosen: OrderChoice, found: Composed) -> None:
    st.divider()
    if found.changed:
        st.caption("Perubahan dipakai di halaman ini; simpan agar tidak hilang.")
    who = ask_writer("urutan")
    own = chosen.saved
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Simpan dengan nama", own.name if own else "", max_chars=100,
            key=f"nama_urutan_{found.source}", placeholder="misalnya: Rakor Agustus", width=320,
        )  # fmt: skip
        ready = bool(who and (name or "").strip() and found.items)
        if st.button("Simpan urutan", key="simpan_urutan", disabled=not ready):
            with in_words():
                number = put_order(
                    viewer, open_register(), offered.kabupaten.code, name or "", found.items,
                    who=who, now=datetime.now(),
                )  # fmt: skip
                _begin_anew(number)
                st.toast(f"Urutan {plain(name or '')} tersimpan.")
                st.rerun()
        if own:
            with st.popover("Hapus urutan", type="tertiary", icon=":material/delete:"):
                st.markdown(f"Hapus **{plain(own.name)}** untuk semua pemakai?")
                if st.button("Ya, hapus", key="hapus_urutan"):
                    with in_words():
                        drop_order(viewer, open_register(), own.order_id)
                        _begin_anew(None)
                        st.rerun()


def _begin_anew(order_id: int | None) -> None:
    st.session_state.pop(_KEY, None)
    wish_order(PLACE, order_id)
