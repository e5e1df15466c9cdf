"""The three parts of Data pendukung on the screen: what was uploaded, as it was uploaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from emonev.core.indonesian import integer
from emonev.core.scope import Scope
from emonev.services.budget import Budget
from emonev.services.printed_shares import PrintedShares
from emonev.services.supporting import Part, age_words, supporting_file
from emonev.services.target_list import ListedTarget
from emonev.ui import ask
from emonev.ui.errors import plain
from emonev.ui.frame import head, kabupaten, need_data
from emonev.ui.navigation import go
from emonev.ui.state import open_store, scope
from emonev.ui.tables import data_expander, table
from emonev.ui.upload_marked import WORKBOOK

ALL = ""


def supported() -> str:
    """The kabupaten shown: that of the other pages, else one that has such data only."""
    if kabupaten():
        return kabupaten()
    offered = {choice.code: choice.name for choice in ask.supported_kabupaten(scope(""))}
    if not offered:
        return need_data()
    if len(offered) == 1:
        return next(iter(offered))
    return str(st.selectbox("Kabupaten", list(offered), format_func=offered.__getitem__, width=330))


def draw_targets(viewer: Scope, code: str) -> None:
    """Uploaded targets, and the national ones the program knows."""
    view = ask.target_list(viewer, code)
    newest = max((str(row.year) for row in view.rows), default="")
    head(view.title, age_words(newest, view.uploaded_at, date.today()))
    if view.empty:
        _nothing(view.empty, "templat Target")
    else:
        _target_table(view.rows)
        _download(viewer, code, "target")
    st.caption(plain(view.note))
    with data_expander(f"Target nasional cakupan layanan ({len(view.national)}), bawaan aplikasi"):
        _target_table(view.national)


def _target_table(rows: Sequence[ListedTarget]) -> None:
    table(
        {
            "Indikator": [row.indicator for row in rows],
            "Wilayah": [row.area for row in rows],
            "Tahun": [row.year for row in rows],
            "Target": [row.value_text for row in rows],
            "Status": [row.status for row in rows],
            "Sumber": [row.source for row in rows],
            "Dokumen": [row.document or "–" for row in rows],
            "Nomor": [row.number or "–" for row in rows],
            "Hlm.": [row.page or "–" for row in rows],
            "Tahun dok.": [row.document_year or "–" for row in rows],
            "Unggahan": [row.upload for row in rows],
        },
        numbers=("Tahun", "Target"),
    )


def draw_budget(viewer: Scope, code: str) -> None:
    """Pagu, realisasi and serapan of one period: in all, per OPD, and row by row."""
    known = ask.budget(viewer, code)
    period = _choose_period(known) if len(known.periods) > 1 else ""
    view = ask.budget(viewer, code, period) if period else known
    head(view.title, age_words(view.period[:4], view.uploaded_at, date.today()))
    if view.empty:
        _nothing(view.empty, "templat Anggaran")
        return
    total = view.total
    for column, name, amount, rows in zip(
        st.columns(3), ("Pagu", "Realisasi", "Serapan"),
        (total.budget_text, total.spent_text, total.share_text),
        (total.budget_rows, total.spent_rows, total.compared), strict=True,
    ):  # fmt: skip
        told = f"{integer(rows)} dari {integer(total.rows)} baris"
        column.metric(name, amount, told, delta_color="off", delta_arrow="off")
    if total.share is not None and total.compared < total.rows:
        st.caption(plain(f"Serapan dihitung dari {total.share_note}."))
    for warning in view.warnings:
        st.warning(plain(warning))
    _offices(view)
    with data_expander(f"Lihat baris per subkegiatan dan wilayah ({total.rows})", opened=True):
        _budget_rows(view)
    _download(viewer, code, "anggaran", view.period)
    st.caption(plain(view.note))


def _choose_period(view: Budget) -> str:
    words = dict(view.periods)
    chosen = st.selectbox(
        "Periode", list(words), format_func=lambda key: words.get(key, key), key="anggaran_periode",
        width=220,
    )  # fmt: skip
    return str(chosen or "")


def _offices(view: Budget) -> None:
    st.subheader("Per OPD", anchor=False)
    sums = [(one.office, one.total) for one in view.offices]
    table(
        {
            "OPD": [office for office, _ in sums],
            "Pagu": [one.budget_text for _, one in sums],
            "Realisasi": [one.spent_text for _, one in sums],
            "Serapan": [one.share_text for _, one in sums],
            "Dihitung dari": [one.share_note for _, one in sums],
            "Baris": [one.rows for _, one in sums],
        },
        numbers=("Pagu", "Realisasi", "Serapan", "Baris"),
    )


def _budget_rows(view: Budget) -> None:
    rows = view.rows
    table(
        {
            "OPD": [row.office for row in rows],
            "Subkegiatan": [row.activity or "–" for row in rows],
            "Wilayah": [row.area for row in rows],
            "Pagu": [row.budget_text for row in rows],
            "Realisasi": [row.spent_text for row in rows],
            "Serapan": [row.share_text for row in rows],
            "Keterangan": [row.note for row in rows],
            "Unggahan": [row.upload for row in rows],
        },
        numbers=("Pagu", "Realisasi", "Serapan"),
    )


def draw_shares(viewer: Scope, code: str) -> None:
    """Printed percentages, one indicator at a time; what they cannot be used for comes first."""
    view = ask.printed_shares(viewer, code)
    head(view.title, age_words("", view.uploaded_at, date.today()))
    if view.empty:
        st.info(plain(view.empty))
        st.caption(plain(view.note))
        return
    st.info(plain(view.note), icon=":material/info:")
    chosen = _choose_measure(view) if len(view.measures) > 1 else ALL
    rows = [row for row in view.rows if chosen in (ALL, row.key)]
    table(
        {
            "Indikator": [row.indicator for row in rows],
            "Wilayah": [row.area for row in rows],
            "Periode": [row.period for row in rows],
            "Persen tercetak": [row.value_text for row in rows],
            "Sumber": [row.source for row in rows],
            "Lembar dan sel": [row.where for row in rows],
            "Unggahan": [row.upload for row in rows],
        },
        numbers=("Persen tercetak",),
    )
    _download(viewer, code, "persen")


def _choose_measure(view: PrintedShares) -> str:
    labels = {ALL: "Semua"} | dict(view.measures)
    chosen = st.selectbox(
        "Indikator", list(labels), format_func=lambda key: labels.get(key, key),
        key="persen_indikator", width=330,
    )  # fmt: skip
    return str(chosen or ALL)


def _nothing(told: str, template: str) -> None:
    st.info(plain(f"{told} Buat {template} di halaman Unggah, isi, lalu unggah kembali."))
    if st.button("Buka Unggah →", type="primary", key="ke_unggah"):
        go("unggah")


def _download(viewer: Scope, code: str, part: Part, period: str = "") -> None:
    def content() -> bytes:
        with open_store().reading() as cursor:
            return supporting_file(cursor, viewer, code, part, period)

    st.download_button(
        "Unduh Excel", content, file_name=f"{part}-{code}.xlsx", mime=WORKBOOK,
        icon=":material/download:", key=f"unduh_{part}", on_click="ignore", width="content",
    )  # fmt: skip


DRAW: dict[Part, Callable[[Scope, str], None]] = {
    "target": draw_targets,
    "anggaran": draw_budget,
    "persen": draw_shares,
}
"""Part of the page → what draws it."""
