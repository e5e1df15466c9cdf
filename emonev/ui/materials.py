"""Bahan rakor: one click a kind, a bar that speaks, then the file with its size and seconds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic

import streamlit as st

from emonev.charts.slides import Deck
from emonev.core.indonesian import decimal, integer
from emonev.core.scope import Scope
from emonev.services.making import Progress
from emonev.services.profil import KINDS as PROFIL_KINDS
from emonev.services.profil import ONLY_INTERNAL
from emonev.services.report import Made, report, write_deck
from emonev.services.slide_template import (
    drop_slide_template,
    put_slide_template,
    slide_template,
)
from emonev.store.home import home
from emonev.ui.decks import Asked
from emonev.ui.errors import in_words, plain
from emonev.ui.state import open_store, scope

KINDS = (
    ("pptx", "PowerPoint", "grafik dan peta dapat disunting"),
    ("pdf", "PDF", "A4, untuk dicetak"),
    ("png", "Gambar WhatsApp", "1080 × 1350"),
    ("xlsx", "Excel", "tabel dan kertas kerja"),
    ("html", "Satu berkas HTML", "dibuka tanpa internet"),
)
"""Key of ``report.KINDS``, the word on the button, what it is for."""

MIME = {
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf", ".png": "image/png", ".html": "text/html", ".zip": "application/zip",
}  # fmt: skip

_FILES = "bahan_jadi"


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that waits to be saved, and for which question it was made."""

    asked: object
    made: Made
    content: bytes


def draw_materials(make: Callable[[], Deck], asked: object, place: str) -> None:
    """A button per kind; ``make`` gives the deck, ``asked`` tells one question from another."""
    for key, title, purpose in KINDS:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            pressed = st.button(title, key=f"buat_{key}_{place}", width=190)
            ready = _ready(place, key, asked)
            if ready and not pressed:
                _offer(ready, f"unduh_{key}_{place}")
            else:
                st.caption(purpose, width="stretch")
        if pressed:
            _make(key, place, asked, lambda folder, tell, key=key: _write(make, key, folder, tell))
    template_box(place)


def draw_profil(viewer: Scope, asked: Asked) -> None:
    """A profil of every kecamatan, puskesmas or desa, in one zip."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        by = st.selectbox(
            "Profil tiap", [kind.key for kind in PROFIL_KINDS], key="profil_per", width=190
        )
        entry = next(kind for kind in PROFIL_KINDS if kind.key == by)
        hidden = entry.small and asked.audience == "publik"
        pressed = st.button("Buat profil", key="buat_profil", disabled=hidden)
        wanted = (asked, by)
        ready = _ready("profil", "profil", wanted)
        if ready and not pressed:
            _offer(ready, "unduh_profil")
        elif hidden:
            st.caption(plain(f"{ONLY_INTERNAL.format(kind=by)} Pilih penerima Internal."))
        else:
            st.caption("PDF dan PowerPoint tiap wilayah dalam satu zip; sekitar setengah menit.")

    def write(folder: Path, tell: Progress) -> Made:
        with open_store().asking() as cursor:
            return report(
                cursor, viewer, "profil", asked.selection, folder, today=date.today(),
                audience=asked.audience, by=str(by), progress=tell,
            )  # fmt: skip

    if pressed:
        _make("profil", "profil", wanted, write)


def template_box(place: str) -> None:
    """The office's own PowerPoint template: give one, or go back to ours."""
    own = slide_template(home())
    label = "Templat sendiri dipakai" if own else "Pakai templat sendiri"
    with st.popover(label, type="tertiary", icon=":material/brush:", key=f"templat_{place}"):
        st.markdown("Master, warna, dan huruf diambil dari berkas .pptx Anda; diingat seterusnya.")
        given = st.file_uploader("Templat PowerPoint (.pptx)", type=["pptx"], key=f"pptx_{place}")
        if given and st.button("Simpan templat", key=f"simpan_templat_{place}"):
            with in_words():
                put_slide_template(scope(""), home(), given.getvalue())
                st.toast("Templat PowerPoint tersimpan.")
                st.rerun()
        if own and st.button("Kembali ke templat bawaan", key=f"lepas_templat_{place}"):
            with in_words():
                drop_slide_template(scope(""), home())
                st.rerun()


def _write(make: Callable[[], Deck], kind: str, folder: Path, tell: Progress) -> Made:
    tell(0, 1, "menghitung angka")
    began = monotonic()
    template = slide_template(home()) if kind == "pptx" else None
    made = write_deck(make(), kind, folder, template=template, progress=tell)
    return replace(made, seconds=monotonic() - began)


def _make(kind: str, place: str, asked: object, write: Callable[[Path, Progress], Made]) -> None:
    """Write the file under a speaking bar and keep it for the download."""
    bar = st.progress(0.0, "Menyusun …")

    def tell(done: int, of: int, what: str) -> None:
        bar.progress(min(done / of, 1.0) if of else 0.0, plain(f"{done} dari {of} · {what}"))

    home().work.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bahan-", dir=home().work))
    with in_words():
        try:
            made = write(folder, tell)
            _files()[f"{place}_{kind}"] = Ready(asked, made, made.file.read_bytes())
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            bar.empty()
        st.rerun()


def _files() -> dict[str, Ready]:
    found: dict[str, Ready] = st.session_state.setdefault(_FILES, {})
    return found


def _ready(place: str, kind: str, asked: object) -> Ready | None:
    """The file, as long as the page still asks for the same."""
    found = _files().get(f"{place}_{kind}")
    return found if found and found.asked == asked else None


def _offer(ready: Ready, key: str) -> None:
    made = ready.made
    st.download_button(
        "Unduh", ready.content, file_name=made.file.name,
        mime=MIME.get(made.file.suffix, "application/octet-stream"), icon=":material/download:",
        key=key, type="primary", on_click="ignore",
    )  # fmt: skip
    slides = f" · {integer(made.slides)} slide" if made.kind != "png" else ""
    told = plain(f"{_size(made.size)} · {decimal(made.seconds)} detik{slides}")
    st.caption(told, width="stretch", help=plain(made.file.name))


def _size(bytes_: int) -> str:
    return f"{decimal(bytes_ / 1e6)} MB" if bytes_ >= 1e6 else f"{integer(bytes_ // 1000)} kB"
