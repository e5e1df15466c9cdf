"""Daftar kerja puskesmas beside an upload: counts on the page, names only in what is downloaded.

The lists are made again for each download and handed to the browser: the session keeps counts.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from emonev.core.scope import Scope
from emonev.errors import EmonevError
from emonev.services.import_result import ImportOptions
from emonev.services.worklist import SCRATCH, worklist
from emonev.services.worklist_file import worklist_name, write_worklist
from emonev.services.worklist_rules import month_word
from emonev.services.worklist_words import PRIVACY, counts_of
from emonev.store.home import home
from emonev.ui.errors import in_words, plain
from emonev.ui.state import open_store, scope
from emonev.ui.tables import table

KINDS = (
    (".xlsx", "Unduh Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (".pdf", "Unduh PDF", "application/pdf"),
)
WHAT = (
    "Anak yang perlu ditindaklanjuti menurut berkas ini, per posyandu dan baduta lebih dahulu: "
    "kasus baru stunting, gizi buruk dan kurang, 2T, belum diukur, mungkin ganda, ukuran janggal."
)
KEPT = (
    "Nama anak hanya ada di berkas yang Anda unduh: tidak disimpan di aplikasi ini. Setiap "
    "pembuatan dicatat tanpa nama (siapa, kapan, sidik berkas, banyaknya anak)."
)

_KEY = "daftar_kerja_angka"


def worklist_box(
    path: Path, label: str, kabupaten: str, options: ImportOptions | None = None
) -> None:
    """A box with the work list of the by-name file at ``path``, called ``label`` by its user.

    ``options``: what the user answered for the file (areas, dates, columns); where given it is used
    as it is, ``kabupaten`` is the viewer's ("" = as the file says).
    """
    asked = options or ImportOptions(kabupaten=kabupaten, strict=bool(kabupaten))
    key = f"{label}_{path.parent.name}"
    with st.expander("Daftar kerja puskesmas", icon=":material/checklist:"):
        st.markdown(WHAT)
        st.caption(plain(f"{KEPT} {PRIVACY}"))
        state = (str(path), path.stat().st_mtime_ns if path.is_file() else 0, repr(asked),
                 open_store().version)  # fmt: skip
        if st.button("Siapkan daftar kerja", key=f"daftar_kerja_{key}"):
            with in_words():
                counted = count(scope(kabupaten), path, asked, _bar())
                st.session_state[_KEY] = (state, counted)
        made_for, counted = st.session_state.get(_KEY, (None, None))
        if made_for == state and counted is not None:
            _offer(path, label, kabupaten, asked, counted, key)


def count(
    viewer: Scope, path: Path, options: ImportOptions, progress: Callable[[int, int, str], None]
) -> dict[str, Any]:
    """Children per list, for the page: no name is in it."""
    made = worklist(
        viewer, open_store(), home(), path, options, who=_who(viewer), today=date.today(),
        now=datetime.now(), progress=progress,
    )  # fmt: skip
    counts = counts_of(made)
    return {
        "month": month_word(made.month),
        "notes": list(made.notes),
        "columns": {
            "Daftar": [c.title if c.bold else f"– {c.title}" for c in counts],
            "Anak": [c.children for c in counts],
            "Baduta": [c.baduta for c in counts],
        },
    }


def content(viewer: Scope, path: Path, label: str, options: ImportOptions, suffix: str) -> bytes:
    """The file to download. Its scratch copy is gone when this returns.

    Runs outside any page run (Streamlit calls it on the click). Raises EmonevError without a word
    of the file in it.
    """
    store = open_store()  # first: opening it sweeps scratch folders
    home().work.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=home().work))
    try:
        out = folder / f"daftar{suffix}"
        write_worklist(
            viewer, store, home(), path, out, options, who=_who(viewer), label=label,
            today=date.today(), now=datetime.now(),
        )  # fmt: skip
        return out.read_bytes()
    except EmonevError:
        raise
    except Exception as error:
        # The server's console shows what a download raises, message included.
        raise EmonevError(f"Daftar kerja gagal dibuat ({type(error).__name__}).") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _offer(
    path: Path,
    label: str,
    kabupaten: str,
    options: ImportOptions,
    counted: dict[str, Any],
    key: str,
) -> None:
    st.markdown(f"**{plain(counted['month'])}**")
    table(counted["columns"], numbers=("Anak", "Baduta"))
    for note in counted["notes"]:
        st.caption(plain(note))
    viewer = scope(kabupaten)
    with st.container(horizontal=True):
        for suffix, title, mime in KINDS:
            st.download_button(
                title,
                lambda suffix=suffix: content(viewer, path, label, options, suffix),
                file_name=worklist_name(label, suffix),
                mime=mime,
                key=f"unduh_daftar_kerja{suffix}_{key}",
                icon=":material/download:",
            )


def _bar() -> Callable[[int, int, str], None]:
    bar = st.progress(0.0, "Menyiapkan daftar kerja …")

    def tell(done: int, of: int, what: str) -> None:
        bar.progress(min(done / of, 1.0), plain(f"Daftar kerja: {what}"))

    return tell


def _who(viewer: Scope) -> str:
    return f"dasbor-{viewer.role}"
