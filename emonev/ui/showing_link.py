"""Tayangkan: freeze a deck, then the link that opens it in a tab of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from emonev.charts.slides import Deck
from emonev.core.indonesian import day
from emonev.core.scope import Scope
from emonev.services.meeting_result import Showing
from emonev.services.showings import show, showing_state
from emonev.ui.audience_choice import AUDIENCES
from emonev.ui.errors import in_words, plain
from emonev.ui.state import open_register, open_store

KEYS = (
    ("→ ←", "berpindah"),
    ("Home End", "awal, akhir"),
    ("O", "daftar slide"),
    ("nomor Enter", "ke slide itu"),
    ("C", "catatan pembicara"),
    ("F", "layar penuh"),
    ("B", "layar hitam"),
    ("Esc", "menutup"),
)
"""The keys of the showing, as they are told beside its link."""


def freeze(viewer: Scope, made: Deck, kabupaten: str, who: str) -> Showing:
    """Keep the deck under an address of its own. Raises EmonevError."""
    with open_store().asking() as cursor:
        return show(
            viewer, open_register(), cursor, made, kabupaten=kabupaten, who=who,
            now=datetime.now(),
        )  # fmt: skip


def showing_link(token: str, *, label: str = "Buka paparan", key: str = "") -> None:
    """The button that opens ``/tayangan/<token>`` in a new tab."""
    below = str(st.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{below}" if below else ""
    st.link_button(
        label, f"{base}/tayangan/{token}", type="primary", icon=":material/slideshow:",
        key=key or None,
    )  # fmt: skip


def draw_showing(viewer: Scope, showing: Showing, left_out: Sequence[str] = ()) -> None:
    """What was frozen, its link, the keys, whether newer data are stored; what is not shown."""
    at = showing.made_at
    st.markdown(
        f"Dibekukan {day(at.date())} {at:%H.%M} · **{AUDIENCES[_audience(showing)].lower()}** · "
        f"{plain(showing.title)}"
    )
    showing_link(showing.token)
    st.caption(" · ".join(f"**{keys}** {words}" for keys, words in KEYS))
    with in_words(), open_store().asking() as cursor:
        newer = showing_state(viewer, open_register(), cursor, showing.token)
        if newer:
            st.warning(
                plain(f"Ada data lebih baru: {newer}. Bekukan lagi bila ingin memakainya."),
                icon=":material/update:",
            )
    draw_left_out(left_out)


def draw_left_out(left_out: Sequence[str]) -> None:
    """Items of an own order that are not shown, and why."""
    if left_out:
        told = "\n".join(f"- {plain(sentence)}" for sentence in left_out)
        st.warning(f"Tidak ditampilkan:\n{told}", icon=":material/visibility_off:")


def _audience(showing: Showing) -> str:
    return "internal" if showing.audience == "internal" else "publik"
