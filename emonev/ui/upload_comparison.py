"""Two uploads side by side: counted by area, differing values listed. No names."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from emonev.core.indonesian import integer
from emonev.services.batch_comparison import EXAMPLES, Comparison
from emonev.services.batch_comparison import compare_batches as _compare_batches
from emonev.ui.errors import plain
from emonev.ui.state import cached, scope
from emonev.ui.tables import table
from emonev.ui.upload_result import list_height

compare_batches = cached(_compare_batches)


def draw_comparison(living: Mapping[str, str]) -> None:
    """Choose two uploads that count (batch → name) and see what they hold."""
    if len(living) < 2:
        st.caption("Perlu dua unggahan yang berlaku.")
        return
    newest, before = list(living)[:2]
    left, right = st.columns(2)
    first = left.selectbox(
        "Unggahan A", list(living), index=list(living).index(before),
        format_func=living.__getitem__, key="banding_a",
    )  # fmt: skip
    second = right.selectbox(
        "Unggahan B", list(living), index=list(living).index(newest),
        format_func=living.__getitem__, key="banding_b",
    )  # fmt: skip
    if first == second:
        st.caption("Pilih dua unggahan yang berbeda.")
    elif st.toggle("Bandingkan", key="banding_buka"):
        _draw(compare_batches(scope(""), str(first), str(second)))


def _draw(found: Comparison) -> None:
    different = found.total("different")
    st.markdown(
        f"**{integer(different)} baris berbeda isinya**, {integer(found.total('same'))} sama, "
        f"{integer(found.total('only_first'))} hanya di A, "
        f"{integer(found.total('only_second'))} hanya di B. Baris: satu anak pada satu tanggal "
        "ukur, atau satu angka wilayah dan periode."
    )
    table(
        {
            "Wilayah": [one.area for one in found.areas],
            "Hanya A": [integer(one.only_first) for one in found.areas],
            "Hanya B": [integer(one.only_second) for one in found.areas],
            "Sama": [integer(one.same) for one in found.areas],
            "Berbeda": [integer(one.different) for one in found.areas],
        },
        numbers=("Hanya A", "Hanya B", "Sama", "Berbeda"),
        height=list_height(len(found.areas)),
    )
    if not found.differences:
        return
    told = "; ".join(f"{name} {integer(rows)}" for name, rows in found.measures)
    st.markdown(plain(f"Yang berbeda: {told}."))
    table(
        {
            "Wilayah": [one.area for one in found.differences],
            "Tanggal/periode": [one.at for one in found.differences],
            "Ukuran": [one.measure for one in found.differences],
            "A": [one.first for one in found.differences],
            "B": [one.second for one in found.differences],
            "Baris di A": [one.row_first for one in found.differences],
            "Baris di B": [one.row_second for one in found.differences],
        },
        height=list_height(len(found.differences)),
    )
    if sum(rows for _, rows in found.measures) > len(found.differences):
        st.caption(
            f"Paling banyak {integer(EXAMPLES)} baris per wilayah dan ukuran ditampilkan; semuanya "
            "dihitung."
        )
