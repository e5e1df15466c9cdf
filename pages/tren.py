"""Tren: per kecamatan over waves, quarters or months, honest about who was measured."""

from __future__ import annotations

from functools import partial

import streamlit as st

from emonev.charts.plotly_lines import multiples_figure, survey_figure, trend_figure
from emonev.core.indonesian import integer, percent
from emonev.services.completeness import coverage_cell
from emonev.services.drawings import panels, survey_dots, whole_line
from emonev.services.words import COUNTS_ONLY
from emonev.ui import ask
from emonev.ui.charts import chart_font, show
from emonev.ui.errors import plain
from emonev.ui.filters import choose_step, filter_bar
from emonev.ui.frame import head, need_data
from emonev.ui.indicator_columns import table_columns
from emonev.ui.present import present
from emonev.ui.screen import narrow
from emonev.ui.state import scope
from emonev.ui.tables import data_expander, table

# choose
kabupaten = need_data()
viewer = scope(kabupaten)
offered = ask.choices(viewer, kabupaten)
selection = filter_bar(
    offered,
    ask.default_period(viewer, kabupaten),
    ("kecamatan", "puskesmas", "umur", "sumber", "indikator"),
)
step = choose_step()

# ask
view = ask.trend(viewer, selection, step)
titles = table_columns(selection.indicator)

# draw
head(view.title, view.subtitle, partial(present, "tren", "Tren", viewer, selection))
if view.empty:
    st.info(plain(view.empty))
    st.stop()
if view.counts_only:
    st.info(COUNTS_ONLY)
else:
    with st.container(border=True):
        st.subheader(plain(view.whole.area), anchor=False)
        show(trend_figure(whole_line(view), 280, chart_font(), narrow()), "tren_seluruh")
for group in view.groups:
    if group.series:
        st.subheader(plain(group.title), anchor=False)
        columns = 1 if narrow() else min(3, max(len(group.series), 2))
        show(
            multiples_figure(panels(group.series, view.highest, columns), 200),
            f"tren_{group.key}",
        )

# explain
bars = ("Batang abu-abu di bawah garis nol: cakupan pengukuran.",) if view.groups else ()
st.caption(" ".join(plain(note) for note in (*view.notes, *bars)))
survey = survey_dots(view.reference)
if survey.points:
    with st.expander(plain(view.reference.title)):
        show(survey_figure(survey, 300, chart_font() - 1), "tren_survei")
        st.caption(plain(f"{view.reference.missing} {view.reference.note}".strip()))
with data_expander(opened=view.counts_only):
    table(
        {
            "Wilayah": [row.area for row in view.table],
            "Periode": [row.period_label for row in view.table],
            titles.cases: [integer(row.stunting) for row in view.table],
            titles.measured: [integer(row.measured) for row in view.table],
            titles.value: [percent(row.value) for row in view.table],
            "Cakupan": [coverage_cell(row.coverage) for row in view.table],
            "Desa melapor": [row.desa for row in view.table],
            "Baku umur": [percent(row.age_standardised) for row in view.table],
            "Keterangan": [row.remark for row in view.table],
        },
        numbers=(*titles.numbers, "Cakupan", "Desa melapor", "Baku umur"),
        height=420,
    )
st.caption(plain(view.footnote))
