"""Paparan & bahan: choose an order, present it, hand it out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from emonev.indicators.registry import registry
from emonev.ui import ask
from emonev.ui.audience_choice import choose_audience
from emonev.ui.composer import composed, draw_composer
from emonev.ui.decks import Asked, made_deck
from emonev.ui.errors import in_words, plain
from emonev.ui.filters import filter_bar
from emonev.ui.frame import head, need_data
from emonev.ui.hall_box import draw_hall
from emonev.ui.materials import draw_materials, draw_profil
from emonev.ui.order_choice import choose_order
from emonev.ui.showing_link import draw_showing, freeze
from emonev.ui.state import scope
from emonev.ui.writer import writer, writer_mark

# choose
kabupaten = need_data()
viewer = scope(kabupaten)
offered = ask.choices(viewer, kabupaten)
head(
    "Paparan & bahan rakor",
    "Satu urutan untuk layar, berkas, dan HP: angkanya sama di semuanya.",
    partial(writer_mark, "paparan"),
)
selection = filter_bar(
    offered,
    ask.default_period(viewer, kabupaten),
    ("tahun", "periode", "umur", "sumber", "indikator"),
    indicators=[one.key for one in registry().visible if one.is_prevalence],
    pinned={"kecamatan": "", "puskesmas": "", "desa": ""},
)
left, right = st.columns([3, 2], gap="large")
with left:
    chosen = choose_order(viewer, offered, "paparan")
    order = composed(chosen)
    own = order.changed or chosen.saved is not None
    title = st.text_input(
        "Judul paparan", chosen.title, max_chars=200, key=f"judul_paparan_{chosen.key}"
    )
    # One label always: another one would be another box, closed again in mid-work.
    with st.expander("Susun urutan", icon=":material/format_list_numbered:", key="susun"):
        draw_composer(viewer, offered, chosen, order)
with right:
    audience = choose_audience("paparan")

# ask
asked = Asked(
    selection,
    audience or "publik",
    chosen.order,
    chosen.kecamatan,
    tuple(order.items) if own else None,
    (title or "").strip(),
)
lacks = chosen.lacks if not own else "" if order.items else "Urutan ini masih kosong."

# draw
if lacks:
    st.info(plain(lacks))
    st.stop()
if audience is None:
    st.info("Centang persetujuan versi internal, atau pilih Untuk umum.")
    st.stop()
with right, st.container(border=True):
    st.subheader("Tayangkan", anchor=False)
    st.markdown("Angkanya dibekukan; tidak berubah di tengah paparan.")
    if st.button("Bekukan dan tayangkan", type="primary", key="tayangkan"):
        with in_words(), st.spinner("Membekukan …"):
            made = made_deck(viewer, asked)
            showing = freeze(viewer, made, kabupaten, writer())
            st.session_state["tayangan"] = (asked, showing, made.left_out)
    kept = st.session_state.get("tayangan")
    if kept and kept[0] == asked:
        draw_showing(viewer, kept[1], kept[2])
with left, st.container(border=True):
    st.subheader("Bahan rakor", anchor=False)
    draw_materials(lambda: made_deck(viewer, asked), asked, "paparan")
    draw_profil(viewer, asked)
with right, st.expander("Bagikan ke HP di ruangan", icon=":material/qr_code_2:", key="ruangan"):
    draw_hall(viewer, lambda: made_deck(viewer, replace(asked, audience="publik")))
