"""The quiet button on every looking page: freeze what it shows, with its own filters."""

from __future__ import annotations

import streamlit as st

from emonev.core.scope import Scope
from emonev.indicators.registry import registry
from emonev.services.deck import page_items
from emonev.services.figure import Selection
from emonev.ui import ask
from emonev.ui.audience_choice import choose_audience
from emonev.ui.decks import Asked, made_deck
from emonev.ui.errors import in_words, plain
from emonev.ui.showing_link import draw_showing, freeze
from emonev.ui.writer import writer

_FROZEN = "tayangan_halaman"


def whole(viewer: Scope, kabupaten: str) -> Selection | None:
    """The selection of a page without filters: the usual period; None before any data."""
    period = ask.default_period(viewer, kabupaten) if kabupaten else None
    return Selection(kabupaten, period) if period else None


def present(page: str, title: str, viewer: Scope, selection: Selection | None) -> None:
    """ "Tayangkan" for the page with the address ``page``; nothing without data."""
    if selection is None:
        return
    with st.popover(
        "Tayangkan", type="tertiary", icon=":material/slideshow:", key=f"tayangkan_{page}",
        on_change="rerun",
    ) as box:  # fmt: skip
        if box.open:
            _choose(page, title, viewer, selection)


def _choose(page: str, title: str, viewer: Scope, selection: Selection) -> None:
    st.markdown(f"**Tayangkan {plain(title)}** dengan saringan halaman ini.")
    if not registry()[selection.indicator].is_prevalence:
        st.info("Yang dapat ditayangkan: indikator prevalensi. Ganti saringan Indikator.")
        return
    audience = choose_audience(page)
    if audience is None:
        return
    asked = Asked(selection, audience, items=page_items(page, selection), title=title)
    if st.button("Bekukan angkanya", key=f"bekukan_{page}"):
        with in_words(), st.spinner("Membekukan …"):
            made = made_deck(viewer, asked)
            showing = freeze(viewer, made, selection.kabupaten, writer())
            st.session_state[_FROZEN] = (asked, showing, made.left_out)
    kept = st.session_state.get(_FROZEN)
    if kept and kept[0] == asked:
        draw_showing(viewer, kept[1], kept[2])
