"""Uploads so far: who, when, what became of the rows; taking one back after seeing the effect."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from emonev.core.indonesian import day, integer
from emonev.ingest.issues import CATALOGUE
from emonev.services.history import Upload
from emonev.services.history import upload_detail as _upload_detail
from emonev.services.history import uploads as _uploads
from emonev.services.originals import kept_originals as _kept_originals
from emonev.services.originals import original
from emonev.services.problem_file import problem_file
from emonev.services.undo import preview_undo, undo
from emonev.services.undo_words import undo_in_words
from emonev.store.home import home
from emonev.ui.errors import plain
from emonev.ui.screen import narrow
from emonev.ui.state import cached, open_store, scope
from emonev.ui.tables import table, words_table
from emonev.ui.upload_comparison import draw_comparison
from emonev.ui.upload_marked import WORKBOOK
from emonev.ui.upload_result import kinds_words, list_height
from emonev.ui.upload_words import ROLES
from emonev.ui.writer import writer

uploads = cached(_uploads)
upload_detail = cached(_upload_detail)
kept_originals = cached(_kept_originals)

WIDTHS = {"Waktu": 132, "Berkas": 190, "Jenis": 125, "Oleh": 92, "Dibaca": 62, "Baru": 60,
          "Diperbarui": 84, "Tidak berubah": 104, "Ganda": 58, "Ditolak": 62,
          "Keadaan": 82}  # fmt: skip
"""Pixels; together they fit beside the menu of a laptop."""

_LAST_UNDONE = "unggahan_dibatalkan"


def draw_history() -> None:
    """The table of uploads; under it one upload in full, and two side by side."""
    found = uploads(scope(""), "")
    done = st.session_state.pop(_LAST_UNDONE, "")
    if done:
        st.success(plain(done))
    if not found:
        st.caption("Belum ada unggahan.")
        return
    _draw_table(found)
    living = {u.batch: u for u in found if u.undone_at is None}
    details, comparing, undoing = st.tabs(["Rincian", "Bandingkan dua unggahan", "Batalkan"])
    with details:
        _draw_details({u.batch: u for u in found})
    with comparing:
        draw_comparison({batch: named(one) for batch, one in living.items()})
    with undoing:
        _choose_undo(found, living)


def named(upload: Upload) -> str:
    """Two uploads of one file are told apart by their time and rows."""
    return f"{upload.file_name} · {_when(upload)} · {integer(upload.rows_read)} baris"


def _draw_table(found: Sequence[Upload]) -> None:
    table(
        {
            "Waktu": [_when(u) for u in found],
            "Berkas": [u.file_name for u in found],
            "Jenis": [kinds_words(u.kinds) for u in found],
            "Oleh": [_who(u) for u in found],
            "Dibaca": [integer(u.rows_read) for u in found],
            "Baru": [integer(u.new) for u in found],
            "Diperbarui": [integer(u.updated) for u in found],
            "Tidak berubah": [integer(u.unchanged) for u in found],
            "Ganda": [integer(u.duplicate) for u in found],
            "Ditolak": [integer(u.rejected) for u in found],
            "Keadaan": ["dibatalkan" if u.undone_at else "berlaku" for u in found],
        },
        numbers=("Dibaca", "Baru", "Diperbarui", "Tidak berubah", "Ganda", "Ditolak"),
        widths=WIDTHS | ({"Berkas": 130} if narrow() else {}),
        height=list_height(len(found)),
    )


def _when(upload: Upload) -> str:
    return f"{day(upload.imported_at.date())} {upload.imported_at:%H.%M}"


def _who(upload: Upload) -> str:
    role = ROLES.get(upload.role, upload.role)
    return " · ".join(part for part in (upload.who, role) if part) or "–"


def _draw_details(known: dict[str, Upload]) -> None:
    batch = st.selectbox(
        "Unggahan", list(known), format_func=lambda b: named(known[b]), key="rincian_unggahan"
    )
    if not batch:
        return
    found = upload_detail(scope(""), batch)
    for alias, area, forgotten in found.spellings:
        kept = "dilepas saat unggahan ini dibatalkan" if forgotten else "diingat"
        st.markdown(plain(f"Ejaan “{alias}” berarti {area}: {kept}."))
    if found.answers:
        st.markdown("**Jawaban pada unggahan ini**")
        st.markdown("\n".join(f"- {plain(answer)}" for answer in found.answers))
    if found.problems:
        words_table(
            {
                "Jenis": [severity for _, severity, _ in found.problems],
                "Masalah": [
                    CATALOGUE[code].title if code in CATALOGUE else code
                    for code, _, _ in found.problems
                ],
                "Sel": [integer(count) for _, _, count in found.problems],
            }
        )
    else:
        st.caption("Tidak ada masalah pada unggahan ini.")
    with st.container(horizontal=True):
        if found.problems:
            _offer_problems(known[batch])
        if batch in kept_originals(scope(""), str(home().folder)):
            _offer_original(known[batch])


def _offer_problems(upload: Upload) -> None:
    def make() -> bytes:
        with open_store().reading() as cursor:
            return problem_file(cursor, scope(""), upload.batch)[1]

    st.download_button(
        "Unduh daftar masalah", make, f"masalah {_stem(upload)}.xlsx", WORKBOOK,
        key=f"masalah_{upload.batch}", on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def _offer_original(upload: Upload) -> None:
    who, viewer, store, place = writer(), scope(""), open_store(), home()
    st.download_button(
        "Unduh berkas asli",
        lambda: original(viewer, store, place, upload.batch, who=who)[1],
        upload.file_name,
        key=f"asli_{upload.batch}",
        on_click="ignore",
        icon=":material/lock:",
        help="Berisi nama dan NIK. Setiap unduhan dicatat.",
    )


def _stem(upload: Upload) -> str:
    return upload.file_name.rsplit(".", 1)[0]


def _choose_undo(found: Sequence[Upload], living: dict[str, Upload]) -> None:
    chosen = st.selectbox(
        "Batalkan unggahan",
        ["", *living],
        format_func=lambda b: named(living[b]) if b else "Pilih unggahan …",
        # Another box after every undo: the browser would go on showing what it had chosen.
        key=f"batal_unggahan_{len(found)}_{len(living)}",
    )
    if chosen:
        _undo(chosen)


def _undo(batch: str) -> None:
    viewer = scope("")
    effect = preview_undo(viewer, open_store(), batch)
    st.warning(plain(undo_in_words(effect)))
    if st.button("Batalkan unggahan ini", type="primary"):
        with st.spinner("Membatalkan …"):
            undo(viewer, open_store(), batch)
        forgotten = " Ejaan yang diingat darinya dilupakan." if effect.spellings else ""
        st.session_state[_LAST_UNDONE] = f"Unggahan {effect.file_name} dibatalkan.{forgotten}"
        st.rerun()
