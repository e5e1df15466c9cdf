"""Uploads so far, and taking one back after seeing what that would do."""

from __future__ import annotations

import streamlit as st

from emonev.core.indonesian import day, integer
from emonev.services.history import Upload
from emonev.services.history import uploads as _uploads
from emonev.services.undo import preview_undo, undo
from emonev.ui.errors import plain
from emonev.ui.state import cached, open_store, scope
from emonev.ui.tables import table

uploads = cached(_uploads)

_LAST_UNDONE = "unggahan_dibatalkan"


def draw_history() -> None:
    """The table of uploads and "Batalkan unggahan" with its preview."""
    viewer = scope("")
    found = uploads(viewer, "")
    done = st.session_state.pop(_LAST_UNDONE, "")
    if done:
        st.success(plain(done))
    if not found:
        st.caption("Belum ada unggahan.")
        return
    table(
        {
            "Waktu": [f"{day(u.imported_at.date())} {u.imported_at:%H.%M}" for u in found],
            "Berkas": [u.file_name for u in found],
            "Dibaca": [integer(u.rows_read) for u in found],
            "Baru": [integer(u.new) for u in found],
            "Diperbarui": [integer(u.updated) for u in found],
            "Tidak berubah": [integer(u.unchanged) for u in found],
            "Ganda": [integer(u.duplicate) for u in found],
            "Ditolak": [integer(u.rejected) for u in found],
            "Keadaan": ["dibatalkan" if u.undone_at else "berlaku" for u in found],
        },
        numbers=("Dibaca", "Baru", "Diperbarui", "Tidak berubah", "Ganda", "Ditolak"),
    )
    living = {u.batch: u for u in found if u.undone_at is None}
    chosen = st.selectbox(
        "Batalkan unggahan",
        ["", *living],
        format_func=lambda b: _named(living[b]) if b else "Pilih unggahan …",
        # Another box after every undo: the browser would go on showing what it had chosen.
        key=f"batal_unggahan_{len(found)}_{len(living)}",
    )
    if chosen:
        _undo(chosen)


def _named(upload: Upload) -> str:
    """Two uploads of one file are told apart by their time and rows."""
    when = f"{day(upload.imported_at.date())} {upload.imported_at:%H.%M}"
    return f"{upload.file_name} · {when} · {integer(upload.rows_read)} baris"


def _undo(batch: str) -> None:
    viewer = scope("")
    effect = preview_undo(viewer, open_store(), batch)
    span = f" ({day(effect.first_date)} s.d. {day(effect.last_date)})" if effect.first_date else ""
    text = (
        f"{integer(effect.removed)} pengukuran dihapus, {integer(effect.restored)} kembali ke isi "
        f"sebelumnya, {integer(effect.kept)} tetap karena sudah ditimpa unggahan yang lebih baru; "
        f"{integer(effect.months)} bulan dihitung ulang{span}."
    )
    st.warning(plain(text))
    if st.button("Batalkan unggahan ini", type="primary"):
        with st.spinner("Membatalkan …"):
            undo(viewer, open_store(), batch)
        st.session_state[_LAST_UNDONE] = f"Unggahan {effect.file_name} dibatalkan."
        st.rerun()
