"""Rapat: the list of meetings, and one of them from preparing to its papers."""

from __future__ import annotations

from functools import partial

import streamlit as st

from emonev.core.indonesian import long_day
from emonev.services.meetings import may_write, meetings
from emonev.ui import ask
from emonev.ui.errors import plain
from emonev.ui.frame import head, need_data
from emonev.ui.meeting_list import (
    STATUS,
    draw_meetings,
    leave_meeting,
    new_meeting,
    opened_meeting,
    place_words,
)
from emonev.ui.meeting_papers import draw_papers
from emonev.ui.meeting_prepare import draw_prepare
from emonev.ui.meeting_release import draw_beside, released
from emonev.ui.meeting_run import draw_run
from emonev.ui.state import open_register, scope
from emonev.ui.writer import ask_writer, writer_mark

PARTS = ("Persiapan", "Jalannya rapat", "Hasil", "Angka rilis")

# choose
kabupaten = need_data()
viewer = scope(kabupaten)
offered = ask.choices(viewer, kabupaten)

# ask
held = meetings(viewer, open_register(), kabupaten)
found = opened_meeting(held)

# draw
if found is None:
    head(
        "Rapat",
        "Keputusan dicatat di rapat, ditindaklanjuti, dan dibuka lagi di rapat berikut.",
        partial(writer_mark, "rapat"),
    )
    who = ask_writer("rapat")
    draw_meetings(held, offered)
    with st.expander("Rapat baru", icon=":material/add:", expanded=not held, key="rapat_baru_x"):
        if who:
            new_meeting(viewer, offered, who)
        else:
            st.caption("Isi nama Anda dahulu (di atas).")
    st.stop()

holder = may_write(viewer, kabupaten, found.kecamatan)
writable = holder and found.status != "selesai"
if st.button("Semua rapat", icon=":material/arrow_back:", type="tertiary", key="semua_rapat"):
    leave_meeting()
    st.rerun()
parts = (long_day(found.held_on), place_words(found, offered), found.place, STATUS[found.status])
head(found.title, " · ".join(part for part in parts if part), partial(writer_mark, "rapat"))
who = ask_writer("rapat")
start = PARTS[0] if writable and not found.token else PARTS[1] if writable else PARTS[2]
start = st.session_state.setdefault(f"bagian_mula_{found.meeting_id}", start)
tabs = st.tabs(PARTS, default=start, key=f"bagian_{found.meeting_id}", on_change="rerun")
prepare, run, papers, beside = tabs
if prepare.open:
    with prepare:
        draw_prepare(viewer, offered, found, who, writable=writable)
elif run.open:
    with run:
        draw_run(viewer, offered, found, who, writable=writable)
elif papers.open:
    with papers:
        draw_papers(viewer, found, holder=holder)
else:
    with beside:
        frozen = released(viewer, found)
        if frozen:
            draw_beside(viewer, frozen, who)
        else:
            st.info(plain("Belum ada angka rilis. Bekukan di bagian Persiapan."))
