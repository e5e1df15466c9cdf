"""Penerima: for the public unless somebody says in so many words that the room may see more."""

from __future__ import annotations

import streamlit as st

from emonev.charts.slides import Audience

AUDIENCES: dict[Audience, str] = {"publik": "Untuk umum", "internal": "Internal"}
MEANING = (
    "Proyektor dan berkas: jumlah kecil (1–4 anak) per desa **terlihat**. Tidak untuk disebarkan."
)
CONSENT = "Ya, versi internal"


def choose_audience(place: str) -> Audience | None:
    """The audience chosen; None while "internal" is chosen but not confirmed.

    ``place`` keeps two choices of one page apart.
    """
    chosen = st.segmented_control(
        "Penerima",
        list(AUDIENCES),
        default="publik",
        required=True,
        format_func=AUDIENCES.__getitem__,
        key=f"penerima_{place}",
    )
    if chosen != "internal":
        st.caption("Jumlah kecil (1–4 anak) disembunyikan.")
        return "publik"
    st.markdown(MEANING)
    return "internal" if st.checkbox(CONSENT, key=f"internal_{place}") else None
