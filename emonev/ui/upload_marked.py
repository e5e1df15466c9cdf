"""Unduh berkas bertanda: the user's own workbook back, with its problems in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import streamlit as st

from emonev.core.indonesian import integer
from emonev.errors import EmonevError
from emonev.services.leftovers import KEPT_HOURS
from emonev.services.marked import marked_name, problems
from emonev.services.problem_file import problems_of
from emonev.services.upload import Upload

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_marked(upload: Upload, place: str) -> None:
    """The download for one file, and for all of them together; nothing where all is well."""
    offered = [key for key in upload.file_keys() if _offered(upload, key)]
    if not offered:
        return
    with st.container(border=True):
        st.markdown(
            "**Berkas bertanda**: buku kerja Anda sendiri, sel bermasalah diwarnai dan diberi "
            "catatan. Betulkan di situ, simpan, lalu unggah lagi apa adanya; yang sudah masuk "
            "tidak terhitung dua kali."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            key = _choose(upload, offered, place)
            st.download_button(
                "Unduh berkas bertanda",
                _maker(upload, key),
                marked_name(upload.label(key)),
                WORKBOOK,
                key=f"bertanda_{place}_{key}",
                on_click="ignore",
                icon=":material/download:",
            )
            if len(offered) > 1:
                st.download_button(
                    f"Unduh semua ({integer(len(offered))}) sebagai zip",
                    _zip_maker(upload, offered),
                    "berkas bertanda.zip",
                    "application/zip",
                    key=f"bertanda_semua_{place}",
                    on_click="ignore",
                )
        if place == "simpan":
            st.caption(
                "Salinan bertanda memuat nama; tersedia sampai unggahan berikutnya dimulai, paling "
                f"lama {KEPT_HOURS:.0f} jam."
            )


def _offered(upload: Upload, key: str) -> bool:
    there = key in upload.marked or any(
        upload.key(path) == key and path.exists() for path in upload.files
    )
    return there and upload.markable(key)


def _choose(upload: Upload, offered: Sequence[str], place: str) -> str:
    if len(offered) == 1:
        return offered[0]

    def named(key: str) -> str:
        result = upload.stored.get(key, upload.results[key])
        return f"{upload.label(key)} · {integer(problems(result))} masalah"

    chosen = st.selectbox(
        "Berkas", offered, format_func=named, key=f"bertanda_pilih_{place}", width=420
    )
    return str(chosen)


def _maker(upload: Upload, key: str) -> Callable[[], bytes]:
    """Made when it is asked for. A workbook that cannot be marked comes as its list of problems."""

    def make() -> bytes:
        try:
            return upload.mark(key).read_bytes()
        except EmonevError as error:
            result = upload.stored.get(key, upload.results[key])
            return problems_of(upload.label(key), str(error), result.issues)

    return make


def _zip_maker(upload: Upload, keys: Sequence[str]) -> Callable[[], bytes]:
    def make() -> bytes:
        made = BytesIO()
        with ZipFile(made, "w", ZIP_STORED) as archive:
            taken: set[str] = set()
            for number, key in enumerate(keys, 1):
                name = marked_name(upload.label(key))
                name = f"{number} - {name}" if name in taken else name
                taken.add(name)
                archive.writestr(name, _maker(upload, key)())
        return made.getvalue()

    return make
