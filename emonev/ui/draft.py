"""An upload on its way: the files, what the user answered for each, what the reading found."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import streamlit as st

from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.imports import import_files
from emonev.services.leftovers import PREFIX, drop_leftovers
from emonev.store.home import home
from emonev.ui.filters import newest_again
from emonev.ui.state import open_store, scope

STEPS = ("Pilih berkas", "Lembar & baris judul", "Cocokkan kolom", "Periksa", "Simpan")

Progress = Callable[[int, int, str, str], None]

_KEY = "unggahan"


@dataclass
class Draft:
    """One upload of one or more files in one browser session. ``step`` counts from 0."""

    step: int = 0
    kabupaten: str = ""
    folder: Path | None = None
    files: list[Path] = field(default_factory=list)
    options: dict[str, ImportOptions] = field(default_factory=dict)
    results: dict[str, FileResult] = field(default_factory=dict)
    saved: list[FileResult] = field(default_factory=list)

    def take(self, name: str, content: bytes) -> None:
        """Keep an uploaded file's bytes in the home's scratch folder until it is stored."""
        if self.folder is None:
            home().work.mkdir(parents=True, exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=home().work))
        # A directory of its own per file: two puskesmas may send "data.xlsx".
        place = self.folder / str(len(self.files))
        place.mkdir()
        path = place / safe_name(name)
        path.write_bytes(content)
        self.files.append(path)
        self.options[self.key(path)] = ImportOptions(
            kabupaten=self.kabupaten, strict=bool(self.kabupaten)
        )

    def take_all(self, given: Iterable[tuple[str, bytes]]) -> None:
        """Take these files (name, bytes) instead of any taken before: a second press adds none."""
        self.drop_files()
        self.files, self.options, self.results = [], {}, {}
        for name, content in given:
            self.take(name, content)

    def key(self, path: Path) -> str:
        """What tells this file from the others, also when two have one name."""
        return f"{path.parent.name}/{path.name}"

    def label(self, key: str) -> str:
        """The file's name as the user knows it."""
        return key.split("/", 1)[1]

    def examine(self, progress: Progress | None, only: str = "") -> None:
        """Read the files and see what storing them would do; nothing is stored."""
        for number, path in enumerate(self.files):
            key = self.key(path)
            if only and key != only:
                continue
            if progress:
                progress(number, len(self.files), path.name, "membaca")
            trial = replace(self.options[key], dry_run=True)
            (self.results[key],) = import_files(
                scope(self.kabupaten), open_store(), home(), [path], trial, today=date.today()
            )

    def answer(self, key: str, **changes: object) -> None:
        """Change what the user said about one file."""
        self.options[key] = replace(self.options[key], **changes)  # type: ignore[arg-type]

    def save(self, progress: Progress) -> None:
        """Store every file, each in its own transaction."""
        viewer, store = scope(self.kabupaten), open_store()
        for number, path in enumerate(self.files):
            key = self.key(path)
            options = self.options[key]
            progress(number, len(self.files), path.name, "menyimpan")
            (done,) = import_files(viewer, store, home(), [path], options, today=date.today())
            self.saved.append(done)
        newest_again()
        progress(len(self.files), len(self.files), "semua berkas", "selesai")
        self.drop_files()

    def drop_files(self) -> None:
        """The originals hold names: gone as soon as they are stored or given up."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None


def draft() -> Draft:
    """This session's upload, begun on first use."""
    if _KEY not in st.session_state:
        drop_leftovers(home().work)
        st.session_state[_KEY] = Draft()
    found: Draft = st.session_state[_KEY]
    return found


def new_draft() -> None:
    """Give the current upload up (or finish it) and begin another."""
    if _KEY in st.session_state:
        draft().drop_files()
        st.session_state.pop("masalah_terbuka", None)
        del st.session_state[_KEY]


def safe_name(name: str) -> str:
    """A file name without folders and without characters Windows refuses."""
    bare = re.split(r"[\\/]", name)[-1]
    return re.sub(r'[<>:"|?*\x00-\x1f]', "_", bare).strip(". ")[:120] or "berkas"
