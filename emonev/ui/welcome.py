"""The first minute: an empty home, three buttons."""

from __future__ import annotations

import streamlit as st

from emonev.ui.navigation import go
from emonev.ui.restoring import restore_box
from emonev.ui.sample import choose_sample


def welcome() -> None:
    """Coba data contoh · Mulai dengan berkas saya · Pulihkan cadangan."""
    st.title("Selamat datang di E-Monev Stunting", anchor=False)
    st.markdown(
        "Dari berkas puskesmas ke gambaran stunting per kecamatan: dihitung ulang menurut standar "
        "WHO, di laptop ini saja, tanpa internet."
    )
    sample, own, restored = st.columns(3, gap="medium")
    with sample, st.container(border=True, height="stretch"):
        st.subheader("Coba data contoh", anchor=False)
        st.markdown("Data buatan, bukan data sebenarnya. Siap dalam kira-kira satu menit.")
        if st.button("Coba data contoh", type="primary", width="stretch", key="coba"):
            st.session_state["mulai"] = "contoh"
    with own, st.container(border=True, height="stretch"):
        st.subheader("Mulai dengan berkas saya", anchor=False)
        st.markdown("Unduhan e-PPGBM “by name” dari puskesmas: Excel, HTML .xls, atau CSV.")
        if st.button("Mulai dengan berkas saya", width="stretch", key="berkas"):
            go("unggah")
    with restored, st.container(border=True, height="stretch"):
        st.subheader("Pulihkan cadangan", anchor=False)
        st.markdown("Lanjutkan dari berkas cadangan E-Monev di laptop ini atau yang lama.")
        if st.button("Pulihkan cadangan", width="stretch", key="pulihkan"):
            st.session_state["mulai"] = "pulihkan"
    chosen = st.session_state.get("mulai")
    if chosen == "contoh":
        choose_sample()
    elif chosen == "pulihkan":
        restore_box()
