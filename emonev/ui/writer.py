"""Nama Anda: who writes, asked once in a session and kept; what is recorded says who wrote it."""

from __future__ import annotations

import streamlit as st

from emonev.ui.errors import plain

_NAME = "nama_pencatat"
LABEL = "Nama Anda (pencatat)"


def writer() -> str:
    """The name given in this session, "" before it was."""
    return str(st.session_state.get(_NAME, ""))


def ask_writer(place: str) -> str:
    """Ask for the name where it is not known yet; it is returned, "" while it is not given.

    ``place`` keeps two questions of one page apart.
    """
    if not writer():
        _field(place)
        st.caption("Ditanyakan sekali; tercatat pada yang Anda simpan.")
    return writer()


def ask_uploader(place: str) -> str:
    """As ``ask_writer``, for the history of uploads: the name may stay empty."""
    if not writer():
        _field(place)
        st.caption("Boleh kosong; tercatat pada riwayat unggahan.")
    return writer()


def writer_mark(place: str) -> None:
    """Who is noted as the writer, with a way to change it; nothing before the name is known."""
    if writer():
        named = f"Dicatat oleh {plain(writer())}"
        with st.popover(named, type="tertiary", icon=":material/person:", key=f"oleh_{place}"):
            _field(f"ubah_{place}")


def _field(place: str) -> None:
    key = f"pencatat_{place}"
    st.session_state[key] = writer()
    st.text_input(
        LABEL, key=key, max_chars=120, autocomplete="name", placeholder="misalnya: Ani, Bapperida",
        width=320, on_change=_keep, args=(key,),
    )  # fmt: skip


def _keep(key: str) -> None:
    given = str(st.session_state.get(key, "")).strip()
    if given:
        st.session_state[_NAME] = given
