"""Names of areas, files and people with markup in them: no page runs or styles any of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emonev.store.store import Store
from tests.ui.conftest import Opener

MARKUP = "<img src=x onerror=alert(1)>"
WILD = f"{MARKUP} :red[x] $x^2$ **y** [a](http://contoh.invalid) `c`"
PAGES = ("ringkasan", "peta", "tren", "belum_kirim", "metodologi", "unggah", "pengaturan",
         "paparan", "rakor", "tindak_lanjut", "data_pendukung")  # fmt: skip
LIVE = (r"(?<!\\):red\[", r"(?<!\\)\$x", r"(?<!\\)\*\*y", r"(?<!\\)\[a\]\(http")
"""What would do something in markdown where no backslash stands before it."""


def live_texts(app: AppTest) -> list[str]:
    """Markdown (captions, headings and messages are markdown, too) that would do something."""
    found = []
    for element in app:
        body = getattr(element, "value", None)
        if not isinstance(body, str) or element.type not in (
            "markdown", "caption", "title", "header", "subheader", "info", "success", "warning",
            "error",
        ):  # fmt: skip
            continue
        html = bool(getattr(element, "allow_html", False))
        if any(re.search(sign, body) for sign in LIVE) or (html and "<img" in body):
            found.append(body)
    return found


def spoil(home: Path) -> None:
    """Give half of the kecamatan, every puskesmas and posyandu and the batch hostile names."""
    store = Store(home / "emonev.duckdb")
    with store.writing() as cursor:
        names: dict[str, Any] = {"w": WILD}
        cursor.execute("UPDATE area SET name = $w || code WHERE code LIKE '73.22.0_'", names)
        cursor.execute("UPDATE measurement SET puskesmas = $w, posyandu = $w", names)
        cursor.execute("UPDATE cube SET puskesmas = $w", names)
        cursor.execute("UPDATE reporting SET puskesmas = $w, posyandu = $w", names)
        cursor.execute("UPDATE batch SET file_name = $w", names)
    store.close()


@pytest.mark.parametrize("page", PAGES)
def test_hostile_names_do_nothing_on_a_page(
    page: str, filled_home: Path, open_page: Opener
) -> None:
    spoil(filled_home)
    app = open_page(page)
    assert not app.exception
    assert live_texts(app) == []


def test_a_text_that_got_through_is_seen() -> None:
    def page() -> None:
        import streamlit as st

        st.caption("Kecamatan :red[x]")
        st.markdown("<img src=x>", unsafe_allow_html=True)
        st.markdown(r"Kecamatan \:red\[x\] <img src=x>")

    assert len(live_texts(AppTest.from_function(page).run())) == 2


def test_the_names_are_really_shown(filled_home: Path, open_page: Opener) -> None:
    spoil(filled_home)
    shown = [e for page in ("ringkasan", "belum_kirim", "peta") for e in open_page(page)]
    said = [getattr(e, "value", "") for e in shown]
    assert sum("onerror" in text for text in said if isinstance(text, str)) >= 2
