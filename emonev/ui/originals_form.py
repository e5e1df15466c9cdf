"""Pengaturan: whether originals of uploads are kept, and who took them out."""

from __future__ import annotations

import streamlit as st

from emonev.core.indonesian import day, integer
from emonev.services.originals import DAYS, choose_keeping, keeping
from emonev.services.originals import kept_originals as _kept_originals
from emonev.services.originals import original_events as _original_events
from emonev.store.home import home
from emonev.ui.errors import plain
from emonev.ui.state import cached, open_store, scope
from emonev.ui.tables import table
from emonev.ui.upload_words import ROLES
from emonev.ui.writer import writer

kept_originals = cached(_kept_originals)
original_events = cached(_original_events)

_SAVED = "asli_tersimpan"


def originals_form() -> None:
    """The switch, what it means, what is kept, and the record of downloads."""
    viewer, on = scope(""), keeping(open_store())
    said = st.session_state.pop(_SAVED, "")
    if said:
        st.success(plain(said))
    held = len(kept_originals(viewer, str(home().folder)))
    st.markdown(
        "Biasanya berkas asli dihapus begitu datanya tersimpan. Bila disimpan: terenkripsi di "
        f"komputer ini, dihapus sendiri setelah {DAYS} hari, tidak ikut cadangan atau bahan mana "
        "pun, dan setiap unduhannya dicatat."
    )
    st.markdown(
        f"**Kini {'disimpan' if on else 'tidak disimpan'}.** {integer(held)} berkas asli tersimpan."
    )
    if on:
        agreed = not held or st.checkbox(
            f"Ya, hapus {integer(held)} berkas asli yang tersimpan", key="asli_hapus"
        )
        if st.button("Berhenti menyimpan berkas asli", disabled=not agreed):
            gone = choose_keeping(viewer, open_store(), home(), on=False, who=writer())
            _say(f"Berkas asli tidak lagi disimpan; {integer(gone)} berkas dihapus.")
    elif st.button("Mulai menyimpan berkas asli"):
        choose_keeping(viewer, open_store(), home(), on=True, who=writer())
        _say("Berkas asli unggahan berikutnya disimpan terenkripsi.")
    _events()


def _say(text: str) -> None:
    st.session_state[_SAVED] = text
    st.rerun()


def _events() -> None:
    found = original_events(scope(""))
    if not found:
        return
    with st.expander("Catatan berkas asli", icon=":material/history:"):
        table(
            {
                "Waktu": [f"{day(one.at.date())} {one.at:%H.%M}" for one in found],
                "Kejadian": [one.what for one in found],
                "Berkas": [one.file_name or one.batch for one in found],
                "Oleh": [
                    " · ".join(filter(None, (one.who, ROLES.get(one.role, one.role))))
                    for one in found
                ],
            },
            wide=("Berkas",),
        )
