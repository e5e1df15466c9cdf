"""Tindak lanjut: the register of decisions, overdue ones first, from meeting to meeting."""

from __future__ import annotations

from datetime import date

import streamlit as st

from emonev.services.follow_up import follow_up
from emonev.ui import ask
from emonev.ui.errors import plain
from emonev.ui.follow_up_list import choose_shown, draw_counts, draw_register
from emonev.ui.frame import head, need_data
from emonev.ui.navigation import go
from emonev.ui.present import present, whole
from emonev.ui.state import open_register, open_store, scope
from emonev.ui.writer import ask_writer, writer_mark

# choose
kabupaten = need_data()
viewer = scope(kabupaten)

# ask
with open_store().asking() as cursor:
    found = follow_up(viewer, open_register(), cursor, kabupaten, today=date.today())

# draw
selection = whole(viewer, kabupaten) if found.open else None


def beside() -> None:
    """The quiet buttons at the title's right."""
    present("tindak-lanjut", "Rencana tindak lanjut (RTL)", viewer, selection)
    writer_mark("tl")


head("Rencana tindak lanjut (RTL)", found.text, beside)
if not found.decisions:
    st.info("Keputusan dicatat di halaman Rapat, lalu muncul di sini sampai selesai.")
    if st.button("Ke Rapat →", key="ke_rapat"):
        go("rakor")
    st.stop()
draw_counts(found)
who = ask_writer("tl")
shown = choose_shown(found)
draw_register(viewer, shown, who, ask.choices(viewer, kabupaten).kabupaten.name)

# explain
st.caption(plain("Tanpa nama anak: keputusan menyebut kantor, wilayah, dan jumlah."))
