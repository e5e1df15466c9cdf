"""The uploads of Pengaturan: sasaran, code list, boundaries; what was taken and what was not."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import streamlit as st

from emonev.core.indonesian import integer
from emonev.core.scope import Scope
from emonev.errors import EmonevError
from emonev.services import area_imports
from emonev.services.area_imports import AreaImport, Verb
from emonev.services.upload import safe_name
from emonev.store.home import home
from emonev.ui.errors import plain, show_error
from emonev.ui.state import open_store
from emonev.ui.tables import table

TABLES = ["xlsx", "xlsm", "xls", "html", "htm", "csv", "txt"]
SHAPES = ["geojson", "json", "topojson", "gpkg", "zip"]

_DONE = "hasil_unggah_wilayah"
"""Results of this session's uploads, by kind of upload."""

_TIMES = "kali_unggah_wilayah"
"""How many were taken: part of an uploader's key, so that it is empty after each."""


def sasaran_upload(viewer: Scope, kabupaten: str) -> None:
    """Template out, filled template (or any table with code, year and sasaran) in."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        year = int(
            st.number_input(
                "Tahun sasaran", min_value=2015, max_value=2050, value=date.today().year,
                step=1, format="%d", key="tahun_sasaran", width=160,
            )
        )  # fmt: skip
        st.download_button(
            "Unduh templat sasaran",
            lambda: _template(viewer, kabupaten, year),
            file_name=f"sasaran-{kabupaten}-{year}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            icon=":material/download:",
            on_click="ignore",
        )
    st.caption("Templat berisi semua desa kabupaten ini; cukup isi kolom Sasaran balita.")
    _upload(
        viewer, "sasaran", "Berkas sasaran (Excel atau CSV)", TABLES, area_imports.import_sasaran
    )


def area_list_upload(viewer: Scope) -> None:
    """Codes and names of any kabupaten."""
    st.markdown(
        "Kode dan nama kecamatan dan desa, satu baris per desa. Kabupaten lain tinggal diunggah "
        "di sini; kolom puskesmas dan sasaran boleh ikut."
    )
    _upload(
        viewer, "wilayah", "Daftar kode wilayah (Excel atau CSV)", TABLES,
        area_imports.import_area_list,
    )  # fmt: skip


def boundary_upload(viewer: Scope) -> None:
    """Shapes of kecamatan or desa for the map."""
    st.markdown(
        "GeoJSON, TopoJSON, GeoPackage, atau Shapefile dalam satu .zip. Bentuk dicocokkan dengan "
        "kode atau nama wilayah; unggah daftar wilayah lebih dahulu."
    )
    _upload(viewer, "batas", "Berkas batas wilayah", SHAPES, area_imports.import_boundaries)


def _template(viewer: Scope, kabupaten: str, year: int) -> bytes:
    home().work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="templat-", dir=home().work) as folder:
        path = area_imports.sasaran_template(
            viewer, open_store(), Path(folder) / "sasaran.xlsx", kabupaten, year
        )
        return path.read_bytes()


def _upload(viewer: Scope, kind: str, label: str, types: list[str], verb: Verb) -> None:
    times = st.session_state.setdefault(_TIMES, {})
    given = st.file_uploader(label, type=types, key=f"unggah_{kind}_{times.get(kind, 0)}")
    if given is not None and st.button("Simpan ke dasbor", type="primary", key=f"simpan_{kind}"):
        try:
            with st.spinner("Membaca berkas …"):
                done = _take(viewer, verb, given.name, given.getvalue())
        except EmonevError as error:  # the rest of the page goes on
            show_error(error)
            return
        st.session_state.setdefault(_DONE, {})[kind] = done
        times[kind] = times.get(kind, 0) + 1
        st.rerun()
    done = st.session_state.get(_DONE, {}).get(kind)
    if done is not None:
        _draw_result(done)


def _take(viewer: Scope, verb: Verb, name: str, content: bytes) -> AreaImport:
    """Lay the bytes down in the home's scratch folder, call the service, delete them."""
    home().work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wilayah-", dir=home().work) as folder:
        path = Path(folder) / safe_name(name)
        path.write_bytes(content)
        return verb(viewer, open_store(), path)


def _draw_result(done: AreaImport) -> None:
    text = plain(f"{done.file}: {integer(done.stored)} {done.what} disimpan.")
    (st.success if done.stored else st.warning)(text)
    _listed("Tidak cocok dengan wilayah mana pun", done.unmatched)
    _listed("Wilayah tanpa bentuk di berkas ini", done.missing)
    _listed("Yang perlu diperiksa", done.problems)


def _listed(title: str, lines: tuple[str, ...]) -> None:
    if lines:
        with st.expander(f"{title}: {integer(len(lines))}", expanded=len(lines) <= 10):
            table({title: lines}, wide=(title,))
