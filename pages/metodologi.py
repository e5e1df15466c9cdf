"""Metodologi: how every number is made, rendered from the indicator registry."""

from __future__ import annotations

from functools import partial

import streamlit as st

from emonev.services.method import MethodIndicator, MethodSection
from emonev.ui import ask
from emonev.ui.errors import plain
from emonev.ui.frame import head, kabupaten
from emonev.ui.present import present, whole
from emonev.ui.state import scope
from emonev.ui.tables import table


def indicator_card(entry: MethodIndicator) -> None:
    """One indicator: what is divided by what, when, by which norm."""
    with st.expander(plain(entry.label)):
        st.markdown(plain(entry.definition))
        rows = {
            "Pembilang": entry.numerator,
            "Penyebut": entry.denominator,
            "Periode": entry.periods,
            "Sumber": entry.source,
            "Acuan": entry.norm,
            "Arah": entry.direction,
            "Kelas": " · ".join(entry.classes),
        }
        for name, text in rows.items():
            if text:
                st.markdown(f"**{name}** · {plain(text)}")


def section(entry: MethodSection) -> None:
    """A heading, its paragraphs, at most one table."""
    st.subheader(plain(entry.title), anchor=False)
    for paragraph in entry.paragraphs:
        st.markdown(plain(paragraph))
    if entry.table:
        columns = zip(*entry.table.rows, strict=True) if entry.table.rows else ()
        table(dict(zip(entry.table.header, map(list, columns), strict=False)))


viewer = scope(kabupaten())
page = ask.method(viewer, kabupaten())
shown = whole(viewer, kabupaten())
head(page.title, page.lead, partial(present, "metodologi", "Metodologi", viewer, shown))
st.subheader("Indikator", anchor=False)
for indicator in page.indicators:
    indicator_card(indicator)
for part in page.sections:
    section(part)
