"""The meetings of a kabupaten: which one is open on the page, and beginning another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from emonev.core.indonesian import integer, long_day
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.services.choices import Choices
from emonev.services.meeting_result import Meeting
from emonev.services.meetings import create_meeting
from emonev.ui.errors import in_words, plain
from emonev.ui.state import open_register

LINK = "rapat"
"""Name in the link, and in the session, of the meeting opened."""

USUAL_TITLE = "Rapat koordinasi percepatan penurunan stunting"
STATUS = {"persiapan": "terbuka", "selesai": "✓ ditutup"}
SHOWN_AT_ONCE = 12


def opened_meeting(found: Sequence[Meeting]) -> Meeting | None:
    """The meeting the link or the session names; the link follows the session."""
    named = st.query_params.get(LINK) or str(st.session_state.get(LINK, ""))
    one = next((one for one in found if str(one.meeting_id) == named), None)
    if one is None:
        leave_meeting()
    else:
        open_meeting(one.meeting_id)
    return one


def open_meeting(meeting_id: int) -> None:
    """Show this meeting from now on."""
    st.session_state[LINK] = str(meeting_id)
    if st.query_params.get(LINK) != str(meeting_id):
        st.query_params[LINK] = str(meeting_id)


def leave_meeting() -> None:
    """Back to the list."""
    st.session_state.pop(LINK, None)
    if LINK in st.query_params:
        del st.query_params[LINK]


def draw_meetings(found: Sequence[Meeting], offered: Choices) -> None:
    """One line a meeting, newest first, each with its way in."""
    if not found:
        st.info("Belum ada rapat. Isi “Rapat baru” di bawah; keputusannya dibawa ke rapat berikut.")
        return
    for one in found[:SHOWN_AT_ONCE]:
        _line(one, offered)
    if len(found) > SHOWN_AT_ONCE:
        with st.expander(f"Rapat sebelumnya ({integer(len(found) - SHOWN_AT_ONCE)})"):
            for one in found[SHOWN_AT_ONCE:]:
                _line(one, offered)


def new_meeting(viewer: Scope, offered: Choices, who: str) -> None:
    """The form of a new meeting; it opens as soon as it is written down."""
    with st.form("rapat_baru", border=False, enter_to_submit=False):
        fields = meeting_fields(offered, "baru", None)
        pressed = st.form_submit_button("Buat rapat", type="primary")
    if pressed:
        with in_words():
            number = create_meeting(
                viewer, open_register(), offered.kabupaten.code, who=who, **dated(fields)
            )
            open_meeting(number)
            st.rerun()


def meeting_fields(offered: Choices, place: str, before: Meeting | None) -> dict[str, Any]:
    """Ask for what a meeting is (inside a form); the names are those of the services."""
    names = {one.code: one.name for one in offered.kecamatan}
    left, right = st.columns(2, gap="medium")
    with left:
        title = st.text_input(
            "Judul rapat", before.title if before else USUAL_TITLE, max_chars=200,
            key=f"judul_{place}",
        )  # fmt: skip
        held_on = st.date_input(
            "Tanggal", before.held_on if before else date.today(), format="DD/MM/YYYY",
            key=f"tanggal_{place}",
        )  # fmt: skip
        codes = st.multiselect(
            "Kecamatan (kosong: rakor kabupaten)",
            list(names),
            default=[code for code in (before.kecamatan if before else ()) if code in names],
            format_func=lambda code: names.get(code, code),
            max_selections=2,
            select_all=False,
            placeholder="Seluruh kabupaten",
            key=f"kecamatan_{place}",
        )
    with right:
        where = st.text_input(
            "Tempat", before.place if before else "", max_chars=200, key=f"tempat_{place}"
        )
        chair = st.text_input(
            "Pimpinan rapat", before.chair if before else "", max_chars=200,
            key=f"pimpinan_{place}",
        )  # fmt: skip
        agenda = st.text_area(
            "Agenda (satu baris satu butir)", "\n".join(before.agenda) if before else "",
            height=100, key=f"agenda_{place}",
        )  # fmt: skip
    return {
        "title": title or "", "held_on": held_on, "place": where or "", "chair": chair or "",
        "agenda": tuple((agenda or "").splitlines()), "kecamatan": tuple(codes),
    }  # fmt: skip


def dated(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, when they hold a date. Raises WrongCall."""
    if not fields["held_on"]:
        raise WrongCall("Tanggal rapat belum diisi.")
    return fields


def place_words(one: Meeting, offered: Choices) -> str:
    """ "Kecamatan Masamba dan Baebunta"; "" for a meeting of the kabupaten."""
    named = " dan ".join(offered.name_of(code) or code for code in one.kecamatan)
    return f"Kecamatan {named}" if named else ""


def _line(one: Meeting, offered: Choices) -> None:
    with (
        st.container(border=True),
        st.container(horizontal=True, vertical_alignment="center", gap="small"),
    ):
        parts = (
            long_day(one.held_on), place_words(one, offered), one.place,
            f"{integer(one.decisions)} keputusan", f"{integer(one.participants_count)} peserta",
            "angka rilis dibekukan" if one.token else "", STATUS[one.status],
            "DATA CONTOH" if one.demo else "",
        )  # fmt: skip
        told = " · ".join(part for part in parts if part)
        st.markdown(f"**{plain(one.title)}**  \n{plain(told)}", width="stretch")
        if st.button("Buka", key=f"buka_rapat_{one.meeting_id}", icon=":material/arrow_forward:"):
            open_meeting(one.meeting_id)
            st.rerun()
