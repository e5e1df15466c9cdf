"""Cadangan: write everything into one file, and come back from one."""

from __future__ import annotations

from datetime import date

import streamlit as st

from emonev.core.indonesian import integer
from emonev.services.backup import backup, restore
from emonev.store.home import home
from emonev.ui.navigation import go
from emonev.ui.state import open_store, scope


def restore_box() -> None:
    """Choose a backup file and put everything back. Replaces what is stored."""
    given = st.file_uploader("Berkas cadangan E-Monev (.zip)", type=["zip"], key="cadangan")
    if given is None:
        return
    st.warning("Semua data di laptop ini diganti dengan isi cadangan.")
    if st.button("Pulihkan sekarang", type="primary"):
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
        go("ringkasan")


def backup_box() -> None:
    """Make a backup and hand it over as a download."""
    st.markdown(
        "Satu berkas berisi semua data, termasuk kunci yang menautkan anak. Simpan sebaik "
        "menyimpan datanya."
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
