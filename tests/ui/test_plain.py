"""Text of a sheet on a page: shown as it is, never acted on."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from emonev.ui.errors import plain


@pytest.mark.parametrize(
    "text",
    ["4.156 dari 4.549 (sasaran riil)", "−1,6 persen poin", "Luwu Utara: 25 balita", "14,2 %"],
)
def test_our_own_words_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<img src=x onerror=y>", "\\<img src=x onerror=y\\>"),
        (":red[x]", "\\:red\\[x\\]"),
        ("$x$", "\\$x\\$"),
        ("**x** _y_ `z`", "\\*\\*x\\*\\* \\_y\\_ \\`z\\`"),
        ("[a](http://b)", "\\[a\\](http\\://b)"),
        ("www.a.id a@b.id", "www\\.a.id a\\@b.id"),
        ("- x", "\\- x"),
        ("1. x", "1\\. x"),
        ("# x", "\\# x"),
        ("a\\b", "a\\\\b"),
        ("\u202eslx.anak\u202c عربي 📊", "slx.anak عربي 📊"),
    ],
)
def test_marks_of_markdown_are_made_inert(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A0", "+1+cmd|x", "-2+3", "@SUM(1)", "\t=1", "\r=1"]
)
def test_a_table_s_own_csv_holds_no_formula(text: str) -> None:
    assert shown_in_a_table(text)[0] not in "=+-@\t\r"
    assert shown_in_a_table(text).endswith(text), "nothing is taken away"


@pytest.mark.parametrize(
    "text", ["+12", "-3,5", "−1,6 persen poin", "Malangke", "–", "", "+12,5 %"]
)
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert shown_in_a_table(text) == text


def shown_in_a_table(text: str) -> str:
    """The only cell of a table."""

    def page() -> None:
        import streamlit as st

        from emonev.ui.tables import table

        table({"A": [st.session_state["isi"]]})

    app = AppTest.from_function(page)
    app.session_state["isi"] = text
    return str(app.run().dataframe[0].value["A"][0])
