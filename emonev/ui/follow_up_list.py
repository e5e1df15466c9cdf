"""Tindak lanjut: the register of decisions, and one of them opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from emonev.core.indonesian import day, decimal, integer
from emonev.core.scope import Scope
from emonev.services.decision_words import STATUS_WORDS, reminder, unit_text
from emonev.services.evidence import MIME, add_evidence, evidence_bytes, remove_evidence
from emonev.services.follow_up import FollowUp
from emonev.services.meeting_result import Decision, EvidenceFile
from emonev.store.home import home
from emonev.ui.decision_view import draw_decision, progress_form
from emonev.ui.errors import in_words, plain
from emonev.ui.state import open_register

OPENED = "keputusan_dibuka"
ALL = ""
SHOWINGS = {
    "terbuka": "Terbuka", "terlambat": "Terlambat", "selesai": "Selesai", "semua": "Semua",
}  # fmt: skip
SHOWN_AT_ONCE = 25


def draw_counts(found: FollowUp) -> None:
    """How many are open, late, done."""
    counts = (
        ("Terbuka", len(found.open)),
        ("⚠ Terlambat", len(found.overdue)),
        ("Selesai", found.counts["selesai"]),
    )
    for column, (title, count) in zip(st.columns(3, gap="small"), counts, strict=True):
        with column, st.container(border=True):
            st.metric(title, integer(count))


def choose_shown(found: FollowUp) -> tuple[Decision, ...]:
    """The filters: status, who carries it out; overdue ones stay first."""
    units = sorted({unit_text(one) for one in found.decisions})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        status = st.segmented_control(
            "Status", list(SHOWINGS), default="terbuka", required=True,
            format_func=SHOWINGS.__getitem__, key="tl_status", bind="query-params",
        )  # fmt: skip
        if st.session_state.get("tl_pelaksana") not in (None, ALL, *units):
            del st.session_state["tl_pelaksana"]
        unit = st.selectbox(
            "Pelaksana", [ALL, *units], format_func=lambda name: name or "Semua",
            key="tl_pelaksana", width=280,
        )  # fmt: skip
    chosen = {
        "terbuka": found.open,
        "terlambat": found.overdue,
        "selesai": tuple(one for one in found.decisions if one.status == "selesai"),
    }.get(str(status), found.decisions)
    return tuple(one for one in chosen if unit in (ALL, unit_text(one)))


def draw_register(viewer: Scope, shown: Sequence[Decision], who: str, kabupaten_name: str) -> None:
    """One box a decision; the opened one with all that belongs to it."""
    if not shown:
        st.info("Tidak ada keputusan dengan saringan ini.")
        return
    opened = st.session_state.get(OPENED)
    # The opened one stays in sight even when a new status takes it far down.
    first = [one for number, one in enumerate(shown) if number < SHOWN_AT_ONCE]
    first += [one for one in shown[SHOWN_AT_ONCE:] if one.decision_id == opened]
    for one in first:
        _box(viewer, one, who, kabupaten_name, opened=one.decision_id == opened)
    if len(shown) > len(first):
        rest = integer(len(shown) - len(first))
        st.caption(f"{rest} lainnya tidak ditampilkan; persempit dengan saringan.")


def _box(viewer: Scope, one: Decision, who: str, kabupaten_name: str, *, opened: bool) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            with st.container(width="stretch", gap="xsmall"):
                draw_decision(one, meeting=True)
            label = "Tutup" if opened else "Buka"
            if st.button(label, key=f"buka_keputusan_{one.decision_id}"):
                st.session_state[OPENED] = None if opened else one.decision_id
                st.rerun()
        if opened:
            _detail(viewer, one, who, kabupaten_name)


def _detail(viewer: Scope, one: Decision, who: str, kabupaten_name: str) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Kemajuan**")
        progress_form(viewer, one, who, "tl")
        _history(one)
    with right:
        st.markdown("**Bukti**")
        _evidence(viewer, one, who)
        text = reminder(one, kabupaten_name)
        if text:
            st.markdown("**Teks pengingat**")
            st.code(text, language=None, wrap_lines=True)
            st.caption("Salin dengan tombol di pojok kotak, lalu tempel di WhatsApp.")


def _history(one: Decision) -> None:
    if not one.progress:
        st.caption("Belum ada kemajuan yang dicatat.")
    for entry in reversed(one.progress):
        at = f"{day(entry.noted_at.date())} {entry.noted_at:%H.%M}"
        note = f": {entry.note}" if entry.note else ""
        st.markdown(plain(f"{at} · {STATUS_WORDS[entry.status]}{note} ({entry.noted_by})"))


def _evidence(viewer: Scope, one: Decision, who: str) -> None:
    for file in one.evidence:
        _file(viewer, file)
    if not one.evidence:
        st.caption("Belum ada bukti.")
    given = st.file_uploader(
        "Unggah bukti (PDF, JPG, PNG; paling besar 10 MB)", type=["pdf", "jpg", "jpeg", "png"],
        key=f"bukti_{one.decision_id}_{len(one.evidence)}",
    )  # fmt: skip
    if given and st.button("Simpan bukti", key=f"simpan_bukti_{one.decision_id}", disabled=not who):
        with in_words():
            add_evidence(
                viewer, open_register(), home(), one.decision_id, given.name, given.getvalue(),
                who=who, now=datetime.now(),
            )  # fmt: skip
            st.toast("Bukti tersimpan.")
            st.rerun()


def _file(viewer: Scope, file: EvidenceFile) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        size = f"{decimal(file.size / 1e6)} MB" if file.size >= 1e6 else f"{file.size // 1000} kB"
        told = f"{file.file_name} · {size} · {day(file.added_at.date())}, {file.added_by}"
        st.markdown(plain(told), width="stretch")
        st.download_button(
            "Unduh", lambda: evidence_bytes(viewer, open_register(), home(), file.evidence_id),
            file_name=_download_name(file), mime=MIME[file.kind], on_click="ignore",
            key=f"unduh_bukti_{file.evidence_id}",
        )  # fmt: skip
        with st.popover(
            "Hapus", type="tertiary", icon=":material/delete:",
            key=f"hapus_bukti_{file.evidence_id}",
        ):  # fmt: skip
            st.markdown(f"Hapus {plain(file.file_name)}?")
            if st.button("Ya, hapus bukti", key=f"ya_bukti_{file.evidence_id}"):
                with in_words():
                    remove_evidence(viewer, open_register(), home(), file.evidence_id)
                    st.rerun()


def _download_name(file: EvidenceFile) -> str:
    """The name with the ending of what the file really is."""
    stem = file.file_name.rpartition(".")[0] or file.file_name
    return f"{stem}.{file.kind}"
