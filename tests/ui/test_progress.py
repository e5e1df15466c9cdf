"""The progress bar is fed by helper threads too, and must not fall over them."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """Tells progress from the page and from a helper thread."""
    from concurrent.futures import ThreadPoolExecutor

    import streamlit as st

    from emonev.ui.progress import progress_bar

    tell = progress_bar("Mulai")
    tell(1, 4, "a.xlsx", "menyimpan")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(tell, 2, 4, "b.xlsx", "membaca").result()
    tell(0, 0, "", "kosong")
    st.markdown("selesai")


def test_a_helper_thread_may_tell_progress() -> None:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    assert app.markdown[-1].value == "selesai"
