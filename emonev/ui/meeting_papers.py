"""Hasil: the meeting's documents, its files, and its closing."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from emonev.charts.slides import Deck
from emonev.core.indonesian import day, integer
from emonev.core.scope import Scope
from emonev.services.document_templates import (
    KINDS,
    SUFFIX,
    DocumentKind,
    drop_template,
    is_own,
    put_template,
    template,
)
from emonev.services.meeting_result import Meeting
from emonev.services.meetings import close_meeting, reopen_meeting
from emonev.services.minutes import Document, document
from emonev.services.minutes_values import PLACEHOLDERS
from emonev.services.showings import shown_deck
from emonev.store.home import home
from emonev.ui.errors import in_words, plain
from emonev.ui.materials import draw_materials
from emonev.ui.state import open_register, open_store
from emonev.ui.tables import table

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MADE = "dokumen_jadi"


def draw_papers(viewer: Scope, found: Meeting, *, holder: bool) -> None:
    """Documents at the left, closing and files at the right."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Dokumen rapat", anchor=False)
        if holder:
            for kind in KINDS:
                _document(viewer, found, kind)
            with st.expander("Templat dokumen", icon=":material/description:", key="templat_dok"):
                _templates(viewer)
        else:
            st.caption("Dokumen dibuat oleh penyelenggara rapat.")
    with right:
        st.subheader("Penutupan", anchor=False)
        _closing(viewer, found, holder=holder)
    if found.token:
        with st.expander(
            "Bahan rakor dari angka rilis", icon=":material/folder_zip:", key="bahan_rilis"
        ):
            draw_materials(lambda: _frozen(viewer, found), found.token, "rilis")


def _frozen(viewer: Scope, found: Meeting) -> Deck:
    return shown_deck(viewer, open_register(), found.token)


def _document(viewer: Scope, found: Meeting, kind: DocumentKind) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        pressed = st.button(f"Buat {kind.title.lower()}", key=f"buat_{kind.key}", width=250)
        if pressed:
            with in_words(), st.spinner("Menyusun …"), open_store().asking() as cursor:
                made = document(
                    viewer, open_register(), home(), cursor, kind.key, found.meeting_id,
                    today=date.today(),
                )  # fmt: skip
                st.session_state[_MADE] = {
                    **_kept(found), kind.key: (datetime.now(), made),
                    "rapat": found.meeting_id,
                }  # fmt: skip
        ready = _kept(found).get(kind.key)
        if ready:
            at, made = ready
            st.download_button(
                "Unduh", made.content, mime=DOCX, icon=":material/download:", type="primary",
                file_name=made.file_name, key=f"unduh_{kind.key}", on_click="ignore",
            )  # fmt: skip
            st.caption(f"{integer(len(made.content) // 1000)} kB · dibuat {at:%H.%M}")


def _kept(found: Meeting) -> dict[str, tuple[datetime, Document]]:
    """Documents made in this session of this meeting."""
    kept = st.session_state.get(_MADE, {})
    same = kept.get("rapat") == found.meeting_id
    return {key: one for key, one in kept.items() if key != "rapat"} if same else {}


def _templates(viewer: Scope) -> None:
    st.markdown(
        "Unduh templat, ubah kop dan kalimatnya di Word (isian `{{ … }}` dibiarkan), lalu unggah. "
        "Templat dicoba dahulu; yang salah ditolak dengan alasannya."
    )
    titles = {kind.key: kind.title for kind in KINDS}
    key = str(st.selectbox("Dokumen", list(titles), format_func=titles.__getitem__, key="dok"))
    own = is_own(home(), key)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Unduh templat", template(home(), key), file_name=f"templat_{key}{SUFFIX}",
            mime=DOCX, key="unduh_templat", on_click="ignore",
        )  # fmt: skip
        st.caption("Templat sendiri sedang dipakai." if own else "Templat bawaan.")
    given = st.file_uploader("Templat sendiri (.docx)", type=["docx"], key=f"docx_{key}")
    if given and st.button("Simpan templat dokumen", key="simpan_docx"):
        with in_words():
            put_template(viewer, home(), key, given.getvalue())
            st.toast(f"Templat {titles[key].lower()} tersimpan.")
            st.rerun()
    if own and st.button("Kembali ke templat bawaan", key="lepas_docx"):
        with in_words():
            drop_template(viewer, home(), key)
            st.rerun()
    table(
        {
            "Isian": [one.name for one in PLACEHOLDERS],
            "Berisi": [_meaning(one.meaning, one.parts) for one in PLACEHOLDERS],
        },
        wide=("Berisi",),
        height=240,
    )


def _meaning(meaning: str, parts: tuple[tuple[str, str], ...]) -> str:
    inside = ", ".join(name for name, _ in parts)
    return f"{meaning} (tiap butir: {inside})" if inside else meaning


def _closing(viewer: Scope, found: Meeting, *, holder: bool) -> None:
    checks = (
        (bool(found.token), "angka rilis dibekukan", "angka rilis belum dibekukan"),
        (found.participants_count > 0, f"{integer(found.participants_count)} peserta dicatat",
         "daftar hadir kosong"),
        (found.decisions > 0, f"{integer(found.decisions)} keputusan dicatat",
         "belum ada keputusan"),
    )  # fmt: skip
    told = (f"{'✓' if good else '–'} {yes if good else no}" for good, yes, no in checks)
    st.markdown("  \n".join(told))
    now = datetime.now()
    if found.status == "selesai":
        closed = day(found.closed_at.date()) if found.closed_at else ""
        st.success(plain(f"Rapat ditutup {closed}. Kemajuan keputusan tetap dapat dicatat."))
        if holder and st.button("Buka lagi", key="buka_lagi", icon=":material/lock_open:"):
            with in_words():
                reopen_meeting(viewer, open_register(), found.meeting_id, now=now)
                st.rerun()
    elif holder:
        st.caption("Sesudah ditutup, isi rapat tidak berubah lagi; keputusannya dibawa ke rapat "
                   "berikut sampai selesai.")  # fmt: skip
        if st.button("Tutup rapat", key="tutup", type="primary", icon=":material/lock:"):
            with in_words():
                close_meeting(viewer, open_register(), found.meeting_id, now=now)
                st.toast("Rapat ditutup.")
                st.rerun()
