"""Persiapan: what the meeting is, who comes, what it will be shown."""

from __future__ import annotations

import streamlit as st

from emonev.core.indonesian import integer, long_day
from emonev.core.scope import Scope
from emonev.services.choices import Choices
from emonev.services.meeting_result import Meeting
from emonev.services.meetings import change_meeting, remove_meeting
from emonev.ui.errors import in_words, plain
from emonev.ui.meeting_list import dated, leave_meeting, meeting_fields, place_words
from emonev.ui.meeting_people import draw_people
from emonev.ui.meeting_release import draw_freeze, draw_show, released
from emonev.ui.state import open_register


def draw_prepare(
    viewer: Scope, offered: Choices, found: Meeting, who: str, *, writable: bool
) -> None:
    """The three parts of preparing, to write while the meeting is open, else to read."""
    with st.container(border=True):
        st.subheader("Rapat", anchor=False)
        if writable:
            _change(viewer, offered, found)
        else:
            _read(found, offered)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True):
        st.subheader(f"Peserta ({integer(found.participants_count)})", anchor=False)
        draw_people(viewer, found, writable=writable)
    with right, st.container(border=True):
        st.subheader("Yang ditayangkan", anchor=False)
        frozen = released(viewer, found)
        if frozen:
            draw_show(frozen, f"siap_{found.meeting_id}")
        if writable:
            draw_freeze(viewer, offered, found, who)
    if writable and not found.decisions:
        _remove(viewer, found)


def _change(viewer: Scope, offered: Choices, found: Meeting) -> None:
    with st.form(f"rapat_{found.meeting_id}", border=False, enter_to_submit=False):
        fields = meeting_fields(offered, str(found.meeting_id), found)
        if st.form_submit_button("Simpan perubahan"):
            with in_words():
                change_meeting(viewer, open_register(), found.meeting_id, **dated(fields))
                st.toast("Rapat tersimpan.")
                st.rerun()


def _read(found: Meeting, offered: Choices) -> None:
    rows = {
        "Tanggal": long_day(found.held_on),
        "Wilayah": place_words(found, offered),
        "Tempat": found.place,
        "Pimpinan": found.chair,
        "Agenda": "; ".join(found.agenda),
    }
    for name, text in rows.items():
        if text:
            st.markdown(f"**{name}** · {plain(text)}")


def _remove(viewer: Scope, found: Meeting) -> None:
    with st.popover("Hapus rapat ini", type="tertiary", icon=":material/delete:"):
        st.markdown(f"Hapus **{plain(found.title)}** beserta daftar hadir dan angka rilisnya?")
        if st.button("Ya, hapus rapat", key="hapus_rapat"):
            with in_words():
                remove_meeting(viewer, open_register(), found.meeting_id)
                leave_meeting()
                st.rerun()
