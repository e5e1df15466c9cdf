"""Text of a sheet on a page: shown as it is, never acted on."""

from __future__ import annotations

import pytest

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
    ],
)
def test_marks_of_markdown_are_made_inert(text: str, shown: str) -> None:
    assert plain(text) == shown
