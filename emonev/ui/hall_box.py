"""Bagikan ke HP di ruangan: started and stopped by hand, an address and its QR code."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from emonev.charts.slides import Deck
from emonev.core.scope import Scope
from emonev.services.hall import FIREWALL_HINT, Hall, close_hall, open_hall, running_hall
from emonev.services.lan import addresses
from emonev.services.qr_code import qr_picture
from emonev.store.home import home
from emonev.ui.errors import in_words, plain


def draw_hall(viewer: Scope, make: Callable[[], Deck]) -> None:
    """The listener that runs, with its code; else what it takes to start one.

    ``make`` gives the deck for the public.
    """
    running = running_hall(viewer)
    if running:
        _running(viewer, running)
        return
    st.markdown(
        "Peserta membuka paparan dan berkasnya di HP lewat Wi-Fi ruangan: **hanya versi untuk "
        "umum**, tanpa internet, tanpa akses ke data."
    )
    here = addresses()
    chosen = here[0] if here else ""
    if len(here) > 1:
        chosen = str(st.selectbox("Alamat laptop ini di jaringan", here, key="alamat_ruangan"))
    if not here:
        st.info("Laptop ini tidak tersambung ke Wi-Fi atau jaringan lain.")
    if st.button("Mulai bagikan", key="mulai_ruangan", disabled=not here):
        bar = st.progress(0.0, "Menyusun berkas …")
        with in_words():
            open_hall(
                viewer, home(), make(), address=chosen,
                progress=lambda done, of, what: _tell(bar, done, of, what),
            )  # fmt: skip
            st.rerun()
        bar.empty()


def _tell(bar: DeltaGenerator, done: int, of: int, what: str) -> None:
    bar.progress(done / of if of else 0.0, plain(f"{done} dari {of} · {what}"))


def _running(viewer: Scope, running: Hall) -> None:
    st.subheader(plain(running.address), anchor=False)
    st.image(qr_picture(running.address), width=280, alt=f"Kode QR {running.address}")
    st.markdown(f"Sedang dibagikan: {plain(running.title)}")
    st.caption(plain(FIREWALL_HINT))
    if st.button("Berhenti bagikan", key="henti_ruangan", type="primary"):
        with in_words():
            close_hall(viewer)
            st.rerun()
