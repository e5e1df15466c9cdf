"""Peta: kecamatan, and the desa of one of them; a click goes down."""

from __future__ import annotations

from functools import partial

import streamlit as st

from emonev.core.indonesian import integer, percent
from emonev.services.completeness import ABOVE_ALL, above_all, coverage_cell
from emonev.services.drawings import map_chart
from emonev.ui import ask
from emonev.ui.charts import area_card, show_legend, show_map
from emonev.ui.errors import plain
from emonev.ui.filters import filter_bar, set_filter
from emonev.ui.frame import head, need_data
from emonev.ui.indicator_columns import table_columns
from emonev.ui.present import present
from emonev.ui.screen import narrow
from emonev.ui.state import scope
from emonev.ui.summary import draw_incomplete
from emonev.ui.tables import data_expander, table

# choose
kabupaten = need_data()
viewer = scope(kabupaten)
offered = ask.choices(viewer, kabupaten)
selection = filter_bar(
    offered,
    ask.default_period(viewer, kabupaten),
    ("tahun", "periode", "kecamatan", "puskesmas", "umur", "sumber", "indikator"),
)

# ask
level = "desa" if selection.kecamatan else "kecamatan"
view = ask.map_view(viewer, selection, level)
titles = table_columns(selection.indicator)
shapes = ask.shapes(viewer, kabupaten, level, selection.kecamatan)

# draw
head(view.title, view.subtitle, partial(present, "peta", "Peta", viewer, selection))
draw_incomplete(view.incomplete_text)
drawing, side = st.columns([3, 1], gap="medium")
with drawing:
    clicked = ""
    if shapes:
        clicked = show_map(
            map_chart(view, shapes),
            width=720,
            height=480,
            key=f"peta_{level}_{selection.kecamatan}_{selection.indicator}",
        )
    else:
        st.info("Batas wilayah ini belum ada. Angkanya ada pada tabel di bawah.")
known = {area.area_code: area for area in view.areas}
if clicked in known and known[clicked].drill and level == "kecamatan":
    set_filter("kecamatan", clicked)
with side:
    if selection.kecamatan and st.button("Semua kecamatan", icon=":material/arrow_back:"):
        set_filter("kecamatan", "")
    if level == "kecamatan" and shapes:
        st.markdown("Klik satu kecamatan untuk melihat desanya.")
    if clicked in known:
        area_card(known[clicked])
    show_legend(view, "peta_legenda", standing=True)

# explain
above = [area.name for area in view.areas if above_all(area.figure.coverage)]
above_text = f"▲ Cakupan {ABOVE_ALL} ({', '.join(above)})." if above else ""
for text in (view.empty, view.without_data_text, above_text):
    if text:
        st.caption(plain(text))
if view.without_shape:
    st.caption(plain(f"Tanpa batas wilayah pada peta: {', '.join(view.without_shape)}."))
# A phone's map has no room for the figures beside the names.
with data_expander(opened=narrow()):
    table(
        {
            "Wilayah": [area.name for area in view.areas],
            titles.value: [percent(area.figure.value) for area in view.areas],
            titles.cases: [integer(area.figure.numerator) for area in view.areas],
            titles.measured: [integer(area.figure.denominator) for area in view.areas],
            "Cakupan": [coverage_cell(area.figure.coverage) for area in view.areas],
            "Desa melapor": [
                f"{area.figure.desa_reported}/{area.figure.desa_total}" for area in view.areas
            ],
        },
        numbers=(*titles.numbers, "Cakupan", "Desa melapor"),
    )
st.caption(plain(view.footnote))
