"""Pengaturan: what a kabupaten sets for itself, and the areas it brings along."""

from __future__ import annotations

import streamlit as st

from emonev.ui import ask
from emonev.ui.area_uploads import area_list_upload, boundary_upload, sasaran_upload
from emonev.ui.frame import head, kabupaten
from emonev.ui.originals_form import originals_form
from emonev.ui.preference_forms import (
    coverage_limits,
    draw_changes,
    draw_saved,
    leading_figure,
    sasaran_sources,
    serentak,
)
from emonev.ui.state import scope

# choose
code = kabupaten()
viewer = scope(code)

# draw
head("Pengaturan", "Berlaku segera untuk semua halaman; setiap perubahan dicatat di bawah.")
draw_saved()
if not code:
    st.info("Belum ada data. Daftar wilayah dan batas dapat diunggah sekarang; lainnya menyusul.")
else:
    # ask
    found = ask.preferences(viewer, code)
    with st.container(border=True):
        st.subheader("Sasaran", anchor=False)
        sasaran_sources(viewer, found)
        sasaran_upload(viewer, code)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.subheader("Gelombang serentak", anchor=False)
        serentak(viewer, found)
    with right, st.container(border=True, height="stretch"):
        st.subheader("Angka utama", anchor=False)
        leading_figure(viewer, found)
    with st.container(border=True):
        st.subheader("Batas cakupan", anchor=False)
        coverage_limits(viewer, found)
# A code list may belong to a kabupaten nobody has seen yet: the whole store is its scope.
with st.container(border=True):
    st.subheader("Wilayah", anchor=False)
    codes, shapes = st.columns(2, gap="medium")
    with codes:
        area_list_upload(scope(""))
    with shapes:
        boundary_upload(scope(""))

with st.container(border=True):
    st.subheader("Berkas asli unggahan", anchor=False)
    originals_form()

# explain
if code:
    with st.expander("Riwayat pengaturan", icon=":material/history:"):
        draw_changes(found)
