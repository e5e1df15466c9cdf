"""A progress bar that speaks: what is done, of how many, what happens now."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from emonev.ui.errors import plain


def progress_bar(title: str) -> Callable[[int, int, str, str], None]:
    """A bar on the page; the returned function is the services' ``Progress``."""
    bar = st.progress(0.0, plain(title))

    def tell(done: int, of: int, name: str, now: str) -> None:
        share = min(done / of, 1.0) if of else 0.0
        bar.progress(share, plain(f"{done} dari {of} berkas · {now}: {name}"))

    return tell
