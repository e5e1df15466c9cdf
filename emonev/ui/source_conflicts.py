"""Per nama or rekap: where both differ by more than 5 %, both are shown and one is chosen."""

from __future__ import annotations

import streamlit as st

from emonev.core.scope import Scope
from emonev.services.source_choice import COMBINED, SourceConflict, choose_source
from emonev.services.words import SOURCES
from emonev.ui import ask
from emonev.ui.errors import plain
from emonev.ui.state import open_store

FULLER = "Yang lebih lengkap"
_CHOICES = {"": FULLER, "e-ppgbm": "Per nama (e-PPGBM)", "rekap": SOURCES["rekap"]}


def draw_conflicts(viewer: Scope, kabupaten: str, source: str) -> None:
    """The puskesmas and months to choose for; nothing where nothing differs."""
    found = ask.source_conflicts(viewer, kabupaten) if source == COMBINED else ()
    if not found:
        return
    still_open = sum(not one.chosen for one in found)
    title = "Data per nama dan rekap berbeda lebih dari 5 %"
    told = f"{title}: {still_open} belum dipilih" if still_open else f"{title}: semua sudah dipilih"
    with st.expander(told, icon=":material/compare_arrows:"):
        for one in found:
            _draw_one(viewer, kabupaten, one)


def _draw_one(viewer: Scope, kabupaten: str, one: SourceConflict) -> None:
    st.markdown(plain(one.text))
    key = f"sumber_{one.period}_{one.unit}"
    options = list(_CHOICES)
    chosen = st.selectbox(
        f"Sumber untuk {one.name}",
        options,
        index=options.index(one.chosen),
        format_func=_CHOICES.__getitem__,
        key=key,
        label_visibility="collapsed",
        width=240,
    )
    if chosen != one.chosen:
        choose_source(viewer, open_store(), kabupaten, one.period, one.unit, str(chosen))
        st.rerun()
