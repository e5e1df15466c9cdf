"""Jalannya rapat: what is still open, what is shown, what is decided, what is said."""

from __future__ import annotations

from datetime import date

import streamlit as st

from emonev.core.indonesian import integer
from emonev.core.scope import Scope
from emonev.services.choices import Choices
from emonev.services.decisions import decisions, remove_decision
from emonev.services.follow_up import FollowUp, follow_up
from emonev.services.meeting_result import Decision, Meeting
from emonev.services.meetings import change_meeting
from emonev.ui.decision_form import edit_decision, new_decision
from emonev.ui.decision_view import FORM, draw_decision, progress_form
from emonev.ui.errors import in_words, plain
from emonev.ui.meeting_release import draw_show, released
from emonev.ui.state import open_register, open_store

SHOWN_AT_ONCE = 8


def draw_run(viewer: Scope, offered: Choices, found: Meeting, who: str, *, writable: bool) -> None:
    """The meeting as it goes: earlier items first, then the showing, then deciding."""
    with st.container(border=True):
        draw_show(released(viewer, found), f"jalan_{found.meeting_id}")
    with open_store().asking() as cursor:
        earlier = follow_up(
            viewer, open_register(), cursor, found.kabupaten, today=date.today(),
            before_meeting=found.meeting_id,
        )  # fmt: skip
        decided = decisions(
            viewer, open_register(), cursor, found.kabupaten, today=date.today(),
            meeting_id=found.meeting_id,
        )  # fmt: skip
    left, right = st.columns([2, 3], gap="large")
    with left:
        _earlier(viewer, earlier, who)
    with right:
        st.subheader("Keputusan rapat ini", anchor=False)
        for one in sorted(decided, key=lambda one: one.number):
            _decided(viewer, offered, found, one, who, writable=writable)
        if not decided:
            st.caption("Belum ada keputusan.")
        if writable:
            with st.container(border=True):
                st.markdown("**Keputusan baru**")
                new_decision(viewer, offered, found, who)
        _notes(viewer, found, writable=writable)


def _earlier(viewer: Scope, earlier: FollowUp, who: str) -> None:
    st.subheader("Masih terbuka dari rapat sebelumnya", anchor=False)
    if not earlier.open:
        told = "Semua keputusan terdahulu sudah selesai." if earlier.decisions else ""
        st.caption(told or "Belum ada keputusan dari rapat sebelumnya.")
        return
    late = f", {integer(len(earlier.overdue))} melewati tenggat" if earlier.overdue else ""
    done = f"; {integer(len(earlier.done_since))} selesai sejak itu" if earlier.done_since else ""
    st.markdown(f"**{integer(len(earlier.open))} terbuka{late}**{done}")
    for one in earlier.open[:SHOWN_AT_ONCE]:
        _open_item(viewer, one, who)
    if len(earlier.open) > SHOWN_AT_ONCE:
        with st.expander(f"{integer(len(earlier.open) - SHOWN_AT_ONCE)} lainnya"):
            for one in earlier.open[SHOWN_AT_ONCE:]:
                _open_item(viewer, one, who)


def _open_item(viewer: Scope, one: Decision, who: str) -> None:
    with st.container(border=True, gap="xsmall"):
        draw_decision(one, meeting=True)
        if _unfolded("Catat kemajuan", "lanjut", one):
            progress_form(viewer, one, who, "rapat")


def _unfolded(label: str, kind: str, one: Decision) -> bool:
    """A button that opens its form below, one form of a page at a time."""
    name = f"{kind}_{one.decision_id}"
    opened = st.session_state.get(FORM) == name
    words = "Tutup isian" if opened else label
    if st.button(words, type="tertiary", key=name, icon=":material/edit:"):
        st.session_state[FORM] = None if opened else name
        st.rerun()
    return opened


def _decided(
    viewer: Scope, offered: Choices, found: Meeting, one: Decision, who: str, *, writable: bool
) -> None:
    with st.container(border=True, gap="xsmall"):
        draw_decision(one, numbered=True)
        if not writable:
            return
        with st.container(horizontal=True):
            edited = _unfolded("Ubah", "ubah_keputusan", one)
            with st.popover(
                "Hapus", type="tertiary", icon=":material/delete:",
                key=f"hapus_keputusan_{one.decision_id}",
            ):  # fmt: skip
                st.markdown(f"Hapus keputusan {one.number}: {plain(one.what)}?")
                if st.button("Ya, hapus", key=f"hapus_{one.decision_id}"):
                    with in_words():
                        remove_decision(viewer, open_register(), one.decision_id)
                        st.rerun()
        if edited:
            edit_decision(viewer, offered, found, one, who)


def _notes(viewer: Scope, found: Meeting, *, writable: bool) -> None:
    st.subheader("Catatan jalannya rapat", anchor=False)
    if not writable:
        for line in found.notes:
            st.markdown(plain(line))
        if not found.notes:
            st.caption("Tidak ada catatan.")
        return
    written = st.text_area(
        "Catatan (satu baris satu alinea)", "\n".join(found.notes), height=160,
        key=f"catatan_rapat_{found.meeting_id}", label_visibility="collapsed",
        placeholder="Siapa menyampaikan apa; satu baris satu alinea",
    )  # fmt: skip
    if st.button("Simpan catatan", key=f"simpan_catatan_{found.meeting_id}"):
        with in_words():
            change_meeting(
                viewer, open_register(), found.meeting_id,
                notes=tuple((written or "").splitlines()),
            )  # fmt: skip
            st.toast("Catatan tersimpan.")
            st.rerun()
