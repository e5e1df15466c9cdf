"""How a decision is read: what, who, until when, where it stands, what the indicator did since."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import streamlit as st

from emonev.core.indonesian import day
from emonev.core.scope import Scope
from emonev.services.decision_words import (
    STATUS_WORDS,
    due_text,
    status_text,
    target_text,
    whom_text,
)
from emonev.services.decisions import note_progress
from emonev.services.meeting_result import Decision, Status
from emonev.ui.errors import in_words, plain
from emonev.ui.state import open_register

FORM = "isian_terbuka"
"""In the session: which decision's form is open below it on the page Rapat."""


def draw_decision(one: Decision, *, meeting: bool = False, numbered: bool = False) -> None:
    """The lines of a decision. ``meeting``: also of which meeting; ``numbered``: its number."""
    number = f"Keputusan {one.number} · " if numbered else ""
    st.markdown(f"**{number}{plain(status_text(one))}** · {plain(one.what)}")
    due = due_text(one)
    parts = [
        whom_text(one),
        f"tenggat {day(one.due_on)}{f' ({due})' if due else ''}",
        target_text(one) or (f"lokus {one.lokus_name}" if one.lokus else ""),
    ]
    if meeting:
        parts.append(f"keputusan {one.number}, {one.meeting_title}, {day(one.meeting_date)}")
    st.caption(plain(" · ".join(part for part in parts if part)))
    if one.since and one.since.text:
        st.caption(f":material/monitoring: {plain(one.since.text)}")


def progress_form(viewer: Scope, one: Decision, who: str, place: str) -> None:
    """Status and a note; written into the history."""
    tag = f"{place}_{one.decision_id}_{len(one.progress)}"
    statuses: list[Status] = list(get_args(Status))
    with st.form(f"kemajuan_{tag}", border=False, enter_to_submit=False):
        status = st.selectbox(
            "Status", statuses, index=statuses.index(one.status),
            format_func=STATUS_WORDS.__getitem__, key=f"status_{tag}", width=240,
        )  # fmt: skip
        note = st.text_area("Catatan kemajuan", height=80, max_chars=2000, key=f"kabar_{tag}")
        sent = st.form_submit_button("Simpan kemajuan", disabled=not who)
    if not who:
        st.caption("Isi nama Anda dahulu (di atas).")
    if sent:
        with in_words():
            note_progress(
                viewer, open_register(), one.decision_id, status, note or "", who=who,
                now=datetime.now(),
            )  # fmt: skip
            st.session_state[FORM] = None
            st.toast("Kemajuan dicatat.")
            st.rerun()
