"""Peserta: pasted as people have the list, then mended in a table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from emonev.core.indonesian import integer
from emonev.core.scope import Scope
from emonev.services.meeting_result import Meeting, Participant
from emonev.services.meetings import parse_participants, participants, put_participants
from emonev.ui.errors import in_words
from emonev.ui.state import open_register
from emonev.ui.tables import table

COLUMNS = ("Nama", "Instansi", "Jabatan")
_VERSION = "peserta_versi"


def draw_people(viewer: Scope, found: Meeting, *, writable: bool) -> None:
    """The attendance list of the meeting, to read or to write."""
    here = participants(viewer, open_register(), found.meeting_id)
    if not writable:
        if not here:
            st.caption("Daftar hadir tidak diisi.")
            return
        table(_columns(here))
        return
    tag = f"{found.meeting_id}_{st.session_state.get(_VERSION, 0)}"
    pasted = st.text_area(
        "Tempel daftar hadir",
        placeholder="Nama, Instansi, Jabatan – satu orang satu baris; boleh dari Excel atau "
        "WhatsApp",
        height=90,
        key=f"tempel_{tag}",
    )
    if st.button("Tambahkan ke daftar", key=f"tambah_peserta_{tag}", icon=":material/add:"):
        with in_words():
            added = parse_participants(pasted or "")
            _put(viewer, found, (*here, *added), f"{integer(len(added))} peserta ditambahkan.")
    edited = st.data_editor(
        pd.DataFrame(_columns(here), dtype="string"),
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        key=f"peserta_{tag}",
        placeholder="",
        column_config={name: st.column_config.TextColumn(name) for name in COLUMNS},
    )
    if st.button("Simpan daftar hadir", key=f"simpan_peserta_{tag}"):
        with in_words():
            kept = _participants(edited.fillna("").itertuples(index=False))
            _put(viewer, found, kept, f"Daftar hadir tersimpan: {integer(len(kept))} orang.")


def _columns(here: Iterable[Participant]) -> dict[str, list[str]]:
    rows = [(one.name, one.institution, one.function) for one in here]
    return {name: [row[at] for row in rows] for at, name in enumerate(COLUMNS)}


def _participants(rows: Iterable[tuple[object, ...]]) -> tuple[Participant, ...]:
    """The table's rows; wholly empty ones are dropped."""
    texts = [tuple(str(cell).strip() for cell in row) for row in rows]
    return tuple(Participant(*row) for row in texts if any(row))


def _put(viewer: Scope, found: Meeting, people: tuple[Participant, ...], told: str) -> None:
    put_participants(viewer, open_register(), found.meeting_id, people)
    # Another table: the old one would lay its edits over the new rows.
    st.session_state[_VERSION] = st.session_state.get(_VERSION, 0) + 1
    st.toast(told)
    st.rerun()
