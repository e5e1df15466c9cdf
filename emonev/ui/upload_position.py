"""An offer, no question: how children were measured whose position the file does not say."""

from __future__ import annotations

import streamlit as st

from emonev.core.indonesian import integer
from emonev.ingest.positions import WORDS
from emonev.services.import_result import FileResult
from emonev.ui.draft import Draft

OFFERED = ("age", "l", "h")


def offer_position(draft: Draft) -> None:
    """One choice for all files with such children; another choice reads those files again."""
    rows = {key: _rows(result) for key, result in draft.results.items()}
    keys = [key for key, count in rows.items() if count]
    if not keys:
        return
    before = {draft.options[key].position or "age" for key in keys}
    chosen = st.selectbox(
        f"Cara ukur {integer(sum(rows.values()))} anak yang tidak tertulis di berkas",
        OFFERED,
        index=max(map(OFFERED.index, before)),
        format_func=lambda one: WORDS[one][:1].upper() + WORDS[one][1:],
        key="cara_ukur_tidak_tertulis",
        width=420,
    )
    st.caption(
        "Anak di bawah 24 bulan semestinya diukur terlentang, selebihnya berdiri. Bila tidak "
        "demikian, hasil ukur disesuaikan 0,7 cm sebelum z-score dihitung."
    )
    if before != {chosen}:
        for key in keys:
            draft.answer(key, position=chosen)
        draft.examine(keys=keys)
        st.rerun()


def _rows(result: FileResult) -> int:
    """Accepted rows with a length and without a position in the file."""
    return sum(sheet.without_position for sheet in result.sheets)
