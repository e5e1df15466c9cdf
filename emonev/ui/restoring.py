"""Cadangan: write everything into one file, and come back from one."""

from __future__ import annotations

from datetime import date

import streamlit as st

from emonev.core.indonesian import day, integer
from emonev.services.backup import backup, restore
from emonev.services.meetings import meeting_count
from emonev.store.home import home
from emonev.ui.errors import plain
from emonev.ui.navigation import go
from emonev.ui.state import current_state, open_register, open_store, scope
from emonev.ui.upload_history import uploads


def restore_box(place: str = "awal") -> None:
    """Choose a backup file and put everything back. Replaces what is stored, and names it first.

    ``place`` keeps two boxes of one page apart.
    """
    given = st.file_uploader("Berkas cadangan E-Monev (.zip)", type=["zip"], key=f"pulih_{place}")
    if given is None:
        return
    own = stored_words()
    st.warning(plain(own or "Semua data di laptop ini diganti dengan isi cadangan."))
    agreed = not own or st.checkbox("Ya, ganti semuanya dengan isi cadangan", key=f"ya_{place}")
    if st.button("Pulihkan sekarang", type="primary", disabled=not agreed, key=f"pulihkan_{place}"):
        work = home().work
        work.mkdir(parents=True, exist_ok=True)
        file = work / "cadangan-masuk.zip"
        try:
            file.write_bytes(given.getvalue())
            with st.spinner("Memulihkan …"):
                done = restore(scope(""), open_store(), home(), file)
        finally:
            file.unlink(missing_ok=True)
        st.session_state.pop("mulai", None)
        st.toast(f"{integer(done.measurements)} pengukuran dipulihkan.")
        if done.remark:
            st.toast(plain(done.remark))
        go("ringkasan")


def stored_words() -> str:
    """What a restore replaces: kabupaten, uploads, rows, the newest upload, meetings; or ""."""
    living = [one for one in uploads(scope(""), "") if one.undone_at is None]
    held = meeting_count(scope(""), open_register())
    written = f"{integer(held)} catatan rapat dengan keputusan dan buktinya"
    if not living:
        return f"Yang diganti: {written}." if held else ""
    names = ", ".join(choice.name for choice in current_state().with_data)
    newest = max(one.imported_at for one in living)
    return (
        f"Yang diganti: data {names or 'laptop ini'}, {integer(len(living))} unggahan "
        f"({integer(sum(one.rows_read for one in living))} baris), terakhir {day(newest.date())}"
        f"{f', dan {written}' if held else ''}. Buat cadangannya dahulu bila masih diperlukan."
    )


def backup_box() -> None:
    """Make a backup and hand it over as a download."""
    st.markdown(
        "Satu berkas berisi semua data, catatan rapat beserta buktinya, dan kunci yang menautkan "
        "anak. Simpan sebaik menyimpan datanya. Berkas asli unggahan tidak ikut, juga bila "
        "disimpan di komputer ini."
    )
    if st.button("Buat cadangan", icon=":material/archive:"):
        work = home().work
        work.mkdir(parents=True, exist_ok=True)
        file = work / "cadangan-keluar.zip"
        with st.spinner("Menyusun cadangan …"):
            made = backup(scope(""), open_store(), home(), file)
        content = file.read_bytes()
        file.unlink(missing_ok=True)
        st.download_button(
            f"Unduh cadangan ({integer(made.measurements)} pengukuran)",
            content,
            file_name=f"cadangan-emonev-{date.today():%Y%m%d}.zip",
            mime="application/zip",
            icon=":material/download:",
        )
