"""Siapa belum kirim: puskesmas × month from the uploads, and a reminder to copy."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from emonev.charts.plotly_grid import grid_figure
from emonev.core.indonesian import day
from emonev.services.submissions import reminder
from emonev.ui import ask
from emonev.ui.charts import show
from emonev.ui.errors import plain
from emonev.ui.frame import head, need_data
from emonev.ui.present import present, whole
from emonev.ui.screen import narrow
from emonev.ui.state import scope
from emonev.ui.submission_grid import full_name, shown_name, submission_grid, waiting
from emonev.ui.tables import data_expander, table

# choose
kabupaten = need_data()
viewer = scope(kabupaten)
count = st.segmented_control(
    "Bulan terakhir", [3, 6, 12], default=6, key="bulan_terakhir",
    format_func=lambda months: f"{months} bulan terakhir", label_visibility="collapsed",
    bind="query-params", persist_state="session",
)  # fmt: skip

# ask
months = ask.recent_months(viewer, kabupaten, min(count or 6, 4) if narrow() else count or 6)
view = ask.submissions(viewer, kabupaten, months)

# draw
shown = whole(viewer, kabupaten)
head(view.title, beside=partial(present, "belum-kirim", "Siapa belum kirim", viewer, shown))
if view.empty:
    st.info(plain(view.empty))
    st.stop()
left, right = st.columns([3, 2], gap="medium")
with left:
    grid = submission_grid(view, narrow())
    longest = max(len(name) for name in grid.rows)
    room = 130 if narrow() else min(300, max(190, 7 * longest))
    show(grid_figure(grid, 11 if narrow() else 13, room), "belum_kirim_petak")
    st.caption("✓ lengkap · ◐ sebagian · ✗ belum kirim. Angka: desa yang datanya masuk (m/M).")
with right:
    st.subheader("Teks pengingat", anchor=False)
    late = waiting(view)
    if not late:
        st.success("Semua puskesmas sudah mengirim untuk bulan-bulan ini.")
    else:
        chosen = st.selectbox("Puskesmas", late, format_func=full_name)
        deadline = st.date_input(
            "Mohon dikirim sebelum", value=None, min_value=date.today(), format="DD/MM/YYYY"
        )
        text = reminder(view, chosen.kecamatan_code, chosen.puskesmas, deadline=deadline)
        st.code(text, language=None, wrap_lines=True)
        st.caption("Salin dengan tombol di pojok kotak, lalu tempel di WhatsApp.")

# explain
with data_expander():
    table(
        {
            "Kecamatan": [row.kecamatan for row in view.rows],
            "Puskesmas": [shown_name(row) for row in view.rows],
            **{
                month.short_label: [row.cells[at].text for row in view.rows]
                for at, month in enumerate(view.months)
            },
            "Pengukuran terakhir": [day(row.last_measured_on) for row in view.rows],
        },
        numbers=[month.short_label for month in view.months],
    )
st.caption(plain(view.note))
