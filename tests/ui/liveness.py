"""Texts of sheets and people that would do something on a page: markup, links, formulas, colours.

Everything Streamlit draws as markdown is looked at: bodies, labels, help texts, options of radios
and segments, tabs, expanders, metrics, progress bars, cells of small tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

MARKUP = "<img src=x onerror=alert(1)>"
WILD = f"{MARKUP} :red[x] $x^2$ **y** [a](http://contoh.invalid) `c`"
WILDER = (
    f"=cmd|'/c calc'!A0 {MARKUP} [k](javascript:alert(1)) ![p](http://contoh.invalid/p.png) "
    "$$\\LaTeX$$ :material/delete: :red[x] :blue-background[z] **y** _w_ ~~v~~ `c` :rainbow[u] "
    "\u202eعربي \u2066📊\u2069 www.contoh.invalid http://contoh.invalid"
)
"""Of everything a little: formula, markup, links, a picture, LaTeX, icons, colours, RTL, emoji."""

NAME = "<img src=x onerror=alert(1)> $x$ **y** =1 عربي📊"
"""The same in few characters, for places that are cut off."""

LIVE = (
    r"(?<!\\):(?:red|blue-background|rainbow)\[", r"(?<!\\):material/delete", r"(?<!\\)\$x",
    r"(?<!\\)\$\$?\\*LaTeX", r"(?<!\\)\*\*y", r"(?<!\\)~~v", r"(?<!\\)\[[akp]\]\(",
    r"(?<!\\)`c", r"(?<!\\)_w_", r"http(?<!\\):?://contoh", r"www\.contoh",
)  # fmt: skip
"""What would do something in markdown where no backslash stands before it."""

PLAIN = ("text", "code")
"""Elements that draw no markdown."""

_TAG = re.compile(r"(?<!\\)<(?:img|script)")


def live_texts(app: AppTest) -> list[str]:
    """Every text on the page that would do something."""
    return [
        f"{where}: {text}"
        for where, text, html in _texts(app)
        if any(re.search(sign, text) for sign in LIVE) or (html and "<img" in text)
        or _TAG.search(text)
    ]  # fmt: skip


def shown_texts(app: AppTest) -> str:
    """Every text of the page that Streamlit draws as markdown."""
    return "\n".join(text for _, text, _ in _texts(app))


def _texts(app: AppTest) -> Iterator[tuple[str, str, bool]]:
    for node in app:
        proto = getattr(node, "proto", None)
        kind = str(getattr(node, "type", ""))
        for place, text in _of(node, kind, proto) if kind not in PLAIN else ():
            if isinstance(text, str) and text:
                yield f"{kind}.{place}", text, bool(getattr(proto, "allow_html", False))


def _of(node: Any, kind: str, proto: Any) -> Iterator[tuple[str, Any]]:
    for place in ("label", "help", "body", "delta"):
        yield place, getattr(proto, place, "")
    for place in ("expandable", "tab", "popover", "dialog"):
        yield place, getattr(getattr(proto, place, None), "label", "")
    if kind == "radio":
        for option in (*proto.options, *getattr(proto, "captions", ())):
            yield "option", option
    for option in getattr(proto, "options", ()):
        yield "segment", getattr(option, "content", "")
    if kind == "progress":
        yield "text", getattr(proto, "text", "")
    if kind in ("table", "arrow_table"):
        for row in node.value.itertuples(index=True):
            for cell in row:
                yield "cell", str(cell)
