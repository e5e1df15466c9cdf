"""Unggah: five steps, one at a time; history and undo below."""

from __future__ import annotations

import streamlit as st

from emonev.ui.draft import draft
from emonev.ui.forms_box import forms_box
from emonev.ui.frame import head
from emonev.ui.restoring import backup_box, restore_box
from emonev.ui.state import current_state
from emonev.ui.upload_history import draw_history
from emonev.ui.upload_job import draw_ended, draw_job, draw_others, working
from emonev.ui.upload_steps import (
    check,
    check_sheets,
    draw_steps,
    match_columns,
    pick_files,
    save,
)

upload, state = draft(), current_state()
upload.settle()
head("Unggah data puskesmas")
draw_steps(upload.step)
with st.container(border=True):
    if not working(upload):
        draw_ended(upload)
    if working(upload):
        draw_job(upload)
    elif upload.step == 0:
        pick_files(upload, state)
    elif upload.step == 1:
        check_sheets(upload)
    elif upload.step == 2:
        match_columns(upload)
    elif upload.step == 3:
        check(upload, state)
    else:
        save(upload)
draw_others(upload)
with st.expander("Riwayat unggahan dan pembatalan", expanded=upload.step == 0):
    draw_history()
with st.expander("Templat dan berkas untuk web nasional"):
    forms_box()
with st.expander("Cadangan"):
    backup_box()
    st.markdown("**Pulihkan cadangan**")
    restore_box("unggah")
