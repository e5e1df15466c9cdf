"""Templates to fill in, and cakupan layanan in the shape of the national web: made on a click."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st

from emonev.core.indonesian import integer
from emonev.core.period import MONTHS_LONG, parse_period
from emonev.services.cakupan_export import export_cakupan
from emonev.services.templates import KINDS, write_template
from emonev.ui import ask
from emonev.ui.errors import in_words, plain
from emonev.ui.frame import kabupaten
from emonev.ui.state import open_store, scope

_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READY = "formulir_jadi"

_QUARTERS = {f"TW{n}": f"Triwulan {roman}" for n, roman in enumerate(("I", "II", "III", "IV"), 1)}
_MONTHS = {f"{n:02d}": name for n, name in enumerate(MONTHS_LONG, 1)}
PARTS = {"": "Sepanjang tahun"} | _QUARTERS | _MONTHS
"""Part of a year → its words; a period is "2025", "2025-TW2" or "2025-08"."""


def forms_box() -> None:
    """Choose what, of which kabupaten and period; then one button and one download."""
    st.markdown(
        "Templat berisi desa kabupaten Anda, daftar pilihan, dan petunjuk; setelah diisi dapat "
        "diunggah di sini tanpa pertanyaan."
    )
    code = _kabupaten()
    if not code:
        return
    titles = {kind.key: kind.title for kind in KINDS}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        key = st.selectbox(
            "Templat", list(titles), format_func=titles.__getitem__, key="templat", width=330
        )
        period = _period()
    with st.container(horizontal=True, gap="small"):
        if st.button("Buat templat", icon=":material/edit_document:"):
            _make(f"templat-{key}", period, lambda path: _template(key, path, code, period))
        if st.button("Cakupan layanan untuk web nasional", icon=":material/upload:"):
            _make("cakupan-layanan", period, lambda path: _cakupan(path, code, period))
    _offer()


def _kabupaten() -> str:
    own = kabupaten()
    if own:
        return own
    offered = {choice.code: choice.name for choice in ask.all_kabupaten(scope(""))}
    return str(
        st.selectbox(
            "Kabupaten", list(offered), format_func=offered.__getitem__, key="templat_kabupaten",
            width=330,
        )
        or ""
    )  # fmt: skip


def _period() -> str:
    year = st.number_input(
        "Tahun", min_value=2015, max_value=2099, value=date.today().year, key="templat_tahun",
        width=110,
    )  # fmt: skip
    part = st.selectbox(
        "Periode", list(PARTS), format_func=PARTS.__getitem__, key="templat_bagian", width=190
    )
    return f"{year}-{part}" if part else f"{year}"


def _template(key: str, path: Path, code: str, period: str) -> str:
    with open_store().reading() as cursor:
        write_template(cursor, scope(code), key, path, code, period)
    return "Templat siap diisi."


def _cakupan(path: Path, code: str, period: str) -> str:
    with open_store().reading() as cursor:
        made = export_cakupan(cursor, scope(code), path, code, parse_period(period))
    return (
        f"{integer(made.sheets)} lembar, {integer(made.desa)} desa, "
        f"{integer(made.filled)} isian ({made.period_label})."
    )


def _make(name: str, period: str, write: Callable[[Path], str]) -> None:
    """Write into a folder that is gone at once; the bytes wait for their download."""
    st.session_state.pop(_READY, None)
    with (
        in_words(),
        st.spinner("Menyusun berkas …"),
        tempfile.TemporaryDirectory() as folder,
    ):
        path = Path(folder) / f"{name}_{period}.xlsx"
        told = write(path)
        st.session_state[_READY] = (path.name, told, path.read_bytes())


def _offer() -> None:
    ready = st.session_state.get(_READY)
    if ready:
        name, told, content = ready
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.download_button(
                "Unduh", content, file_name=name, mime=_MIME, icon=":material/download:",
                key="unduh_formulir",
            )  # fmt: skip
            st.caption(plain(f"{name} · {told}"), width="stretch")
