"""A progress bar that speaks: what is done, of how many, what happens now."""

from __future__ import annotations

import threading
from collections.abc import Callable

import streamlit as st

from emonev.ui.errors import plain


def progress_bar(title: str) -> Callable[[int, int, str, str], None]:
    """A bar on the page; the returned function is the services' ``Progress``.

    Files are read ahead by helper threads; only the page's own thread may draw, so what a helper
    tells is left out.
    """
    bar = st.progress(0.0, plain(title))
    page = threading.get_ident()

    def tell(done: int, of: int, name: str, now: str) -> None:
        if threading.get_ident() != page:
            return
        share = min(done / of, 1.0) if of else 0.0
        bar.progress(share, plain(f"{done} dari {of} berkas · {now}: {name}"))

    return tell
