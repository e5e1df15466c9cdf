"""What a person sees when something fails: what happened and the next step, never a trace."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from logging.handlers import RotatingFileHandler
from types import TracebackType

import streamlit as st

from emonev.errors import EmonevError
from emonev.store.home import home

LOG_NAME = "galat.log"

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs of Unicode that set the direction of whatever follows them."""


def show_error(error: BaseException) -> bool:
    """Draw ``error`` in Indonesian and write its trace to the home's log. Returns True (handled).

    Given to ``st.App(on_script_error=…)``. The log gets places in the code and the kind of error,
    never its message or any value: a message may quote a row of a sheet.
    """
    if isinstance(error, EmonevError):
        st.error(f"**{plain(error.message)}**\n\n{plain(error.hint)}", icon=":material/error:")
        return True
    code = _log(error)
    st.error(
        "**Halaman ini gagal ditampilkan.** Data Anda tidak berubah.\n\n"
        "Muat ulang halaman. Bila terulang, kirim berkas catatan "
        f"`{LOG_NAME}` (di folder data aplikasi) kepada pengelola, sebutkan kode **{code}**.",
        icon=":material/error:",
    )
    return True


@contextmanager
def in_words() -> Iterator[None]:
    """What a button started is refused in words beside it, and the page goes on."""
    try:
        yield
    except EmonevError as error:
        show_error(error)


def plain(text: str) -> str:
    """``text`` with Markdown made inert (it may quote a file): no tag, link, formula or colour;
    and no sign that turns the letters after it around (a name written right to left stays)."""
    escaped = re.sub(r"([\\`*_{}\[\]#+!|<>$~])", r"\\\1", _TURNING.sub("", text))
    escaped = re.sub(r":(?=\w|//)", r"\:", escaped)
    escaped = re.sub(r"(?i)\bwww\.|@", lambda hit: hit[0][:-1] + "\\" + hit[0][-1], escaped)
    # A line that begins like a list, a rule or a quotation stays a line of text.
    escaped = re.sub(r"(?m)^(\s*)([-=])", r"\1\\\2", escaped)
    return re.sub(r"(?m)^(\s*\d+)([.)])(?=\s)", r"\1\\\2", escaped)


def _log(error: BaseException) -> str:
    code = datetime.now().strftime("%d%H%M%S")
    place = "".join(traceback.format_list(_frames(error.__traceback__)))
    _logger().error("%s %s\n%s", code, type(error).__name__, place)
    return code


def _frames(trace: TracebackType | None) -> list[traceback.FrameSummary]:
    return [
        traceback.FrameSummary(f.filename, f.lineno, f.name, lookup_line=True)
        for f in traceback.extract_tb(trace)
    ]


def _logger() -> logging.Logger:
    logger = logging.getLogger("emonev.galat")
    path = home().folder / LOG_NAME
    known = [h for h in logger.handlers if isinstance(h, RotatingFileHandler)]
    if not any(h.baseFilename == str(path) for h in known):
        for handler in known:
            logger.removeHandler(handler)
            handler.close()
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return logger
