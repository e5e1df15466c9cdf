"""The process's one store, the viewer's scope, and the one place where answers are cached."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from emonev.core.scope import Scope, local
from emonev.register.register import Register
from emonev.services.choices import StoreState, store_state
from emonev.services.leftovers import drop_leftovers
from emonev.services.originals import sweep_originals
from emonev.store.home import home
from emonev.store.store import Cursor, Store

P = ParamSpec("P")
R = TypeVar("R")

_lock = threading.Lock()
_open: dict[Path, Store] = {}
_registers: dict[Path, Register] = {}


def open_store() -> Store:
    """The store of this process, opened once (one process owns the file, threads take cursors).

    A plain module variable, not ``st.cache_resource``: the route ``/sehat`` asks for it outside
    any page. Raises StoreBusy or EmonevError; nothing is kept then, so that a retry can succeed.
    """
    path = home().database
    with _lock:
        if path not in _open:
            _open[path] = Store(path)
            drop_leftovers(home().work, older_than_hours=0)
            sweep_originals(scope(""), _open[path], home(), now=datetime.now())
        return _open[path]


def open_register() -> Register:
    """The register of this home, its schema brought up to date once per process.

    Other processes may use the file too: every question opens a connection of its own. Raises
    EmonevError; nothing is kept then, so that a retry can succeed.
    """
    path = home().register
    with _lock:
        if path not in _registers:
            _registers[path] = Register(path)
        return _registers[path]


def close_store() -> None:
    """Close the store and forget the register (at the end of a test)."""
    with _lock:
        _registers.pop(home().register, None)
        store = _open.pop(home().database, None)
        if store is not None:
            store.close()


def scope(kabupaten: str) -> Scope:
    """The viewer's scope. Today: the person at this laptop, the whole kabupaten."""
    return local(kabupaten)


def cached(
    query: Callable[Concatenate[Cursor, Scope, P], R],
) -> Callable[Concatenate[Scope, P], R]:
    """``query`` remembered per viewer, per state of the store and per argument.

    Every page reads through this: role and area (the scope) and the store's version are part of
    the key, so nobody sees another's answer and nobody sees an answer older than an upload. The
    home's path is in the key because tests open several homes in one process.
    """

    @cache
    def memory() -> Callable[..., R]:
        # Made on the first question: Streamlit has no place for answers before its server is up.
        @st.cache_data(show_spinner=False, max_entries=512)
        def remembered(
            path: str, version: int, viewer: Scope, name: str, args: Any, kwargs: Any
        ) -> R:
            with open_store().asking() as cursor:
                return query(cursor, viewer, *args, **kwargs)

        return remembered

    @wraps(query)
    def ask(viewer: Scope, *args: P.args, **kwargs: P.kwargs) -> R:
        store = open_store()
        name = f"{query.__module__}.{query.__qualname__}"
        return memory()(str(store.path), store.version, viewer, name, args, kwargs)

    return ask


def current_state() -> StoreState:
    """What the frame needs: demo mark, kabupaten with data, the chosen one."""
    return _state(scope(""))


_state = cached(store_state)
