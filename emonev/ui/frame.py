"""The frame: brand, kabupaten, the demo mark, and the head of a page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from emonev.services.choices import StoreState
from emonev.ui.errors import plain
from emonev.ui.navigation import go
from emonev.ui.restoring import restore_box
from emonev.ui.sample import leave_sample
from emonev.ui.startup import STATIC

KABUPATEN = "kab"
"""Name in the link and in the session of the kabupaten shown."""


_TIGHT = """<style>
.stMainBlockContainer {padding: 2.6rem 2.4rem 3rem;}
[data-testid="stFileUploaderDropzone"] button p {font-size: 0 !important;}
[data-testid="stFileUploaderDropzone"] button p::after {content: "Pilih berkas"; font-size: 1rem;}
[data-testid="stFileUploaderDropzoneInstructions"] {display: none;}
.st-key-layar {position: absolute; height: 1px;}
[data-testid="stPopoverBody"] {width: min(46rem, 92vw); max-width: 92vw;}
@media (min-width: 1700px) and (min-height: 900px) {
  .stMainBlockContainer [data-testid="stMetricLabel"] p {font-size: 1.35rem;}
  .stMainBlockContainer [data-testid="stMetricValue"],
  .stMainBlockContainer [data-testid="stMetricValue"] p {font-size: 3.25rem !important;}
  .stMainBlockContainer [data-testid="stMarkdownContainer"] p,
  .stMainBlockContainer [data-testid="stMarkdownContainer"] li {font-size: 1.2rem;}
  .stMainBlockContainer [data-testid="stCaptionContainer"] p {font-size: 1.1rem;}
  .stMainBlockContainer h2 {font-size: 2.1rem;}
  .stMainBlockContainer h3 {font-size: 1.5rem;}
}
[data-testid="InputInstructions"] {display: none;}
@media (max-width: 699px) {.stMainBlockContainer {padding: 4.2rem 1rem 2rem;}}
</style>"""
"""The only CSS: Streamlit's own margins cost a laptop a fifth of its screen, and its letters are
too small for a hall's projector."""


def brand() -> None:
    """Name and mark at the head of the menu."""
    st.html(_TIGHT)
    st.logo((STATIC / "merek.svg").read_text(encoding="utf-8"), size="large")


def choose_kabupaten(state: StoreState) -> None:
    """The kabupaten on the screen, never two mixed; a choice only where several have data."""
    known = {choice.code: choice.name for choice in state.with_data}
    if st.session_state.get(KABUPATEN) not in (None, *known):
        # Its data have gone (the demo was left, the last upload undone).
        del st.session_state[KABUPATEN]
    if not known:
        return
    start = state.chosen if state.chosen in known else next(iter(known))
    if len(known) == 1:
        st.session_state[KABUPATEN] = start
        return
    st.sidebar.selectbox(
        "Kabupaten",
        list(known),
        index=list(known).index(start),
        format_func=lambda code: known.get(code, code),
        key=KABUPATEN,
        bind="query-params",
        persist_state="session",
    )


def kabupaten() -> str:
    """The code of the kabupaten on the screen, "" in an empty home."""
    return str(st.session_state.get(KABUPATEN) or "")


def need_data() -> str:
    """The kabupaten's code; an empty home gets the way to Unggah instead of an empty page."""
    if not kabupaten():
        st.info("Belum ada data. Unggah berkas puskesmas, atau coba data contoh lebih dahulu.")
        with st.container(horizontal=True):
            if st.button("Unggah berkas →", type="primary"):
                go("unggah")
            if st.button("Ke halaman awal"):
                go("ringkasan")
        st.stop()
    return kabupaten()


def demo_mark() -> None:
    """On every page while the store holds synthetic data, with the ways out of it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge("DATA CONTOH · bukan data sebenarnya", icon=":material/science:", color="orange")
        if st.button("Mulai dengan berkas saya", type="tertiary", key="tinggalkan_contoh"):
            leave_sample()
        with st.popover("Pulihkan cadangan", type="tertiary"):
            restore_box("contoh")


def head(title: str, subtitle: str = "", beside: Callable[[], None] | None = None) -> None:
    """The page's title as a sentence, and under it what the figures are.

    ``beside`` draws the page's quiet button at the title's right.
    """
    if beside is None:
        st.header(plain(title), anchor=False)
    else:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(plain(title), anchor=False, width="stretch")
            beside()
    if subtitle:
        st.caption(plain(subtitle))
