"""A deck for the page: made once for the same questions, then drawn into every kind of file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from emonev.charts.slides import Audience, Deck
from emonev.core.scope import Scope
from emonev.services.decisions import decisions
from emonev.services.deck import deck as _deck
from emonev.services.figure import Selection
from emonev.services.meeting_result import Decision
from emonev.services.slide_item import Item
from emonev.ui.state import open_register, open_store

_LAST = "paparan_terakhir"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a deck is made of; equal questions give the same deck while nothing is stored."""

    selection: Selection
    audience: Audience
    order: str = "rakor_kabupaten"
    kecamatan: tuple[str, ...] = ()
    items: tuple[Item, ...] | None = None
    title: str = ""
    meeting_id: int | None = None


def made_deck(viewer: Scope, asked: Asked) -> Deck:
    """The deck; the one made last is kept for the next kind of file. Raises EmonevError."""
    store = open_store()
    written = _decisions(viewer, asked.selection.kabupaten)
    key = (str(store.path), store.version, viewer, asked, written, date.today())
    kept = st.session_state.get(_LAST)
    if kept and kept[0] == key:
        found: Deck = kept[1]
        return found
    with store.asking() as cursor:
        made = _deck(
            cursor, viewer, asked.selection, asked.order, asked.audience, today=date.today(),
            kecamatan=asked.kecamatan, items=asked.items, title=asked.title, decisions=written,
            meeting_id=asked.meeting_id,
        )  # fmt: skip
    st.session_state[_LAST] = (key, made)
    return made


def _decisions(viewer: Scope, kabupaten: str) -> Sequence[Decision]:
    with open_store().asking() as cursor:
        return decisions(viewer, open_register(), cursor, kabupaten, today=date.today())
