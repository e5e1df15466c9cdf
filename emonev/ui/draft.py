"""The page's hand on an upload of the process: this session's own, or the one its person left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st

from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.upload import Upload
from emonev.services.upload_desk import UploadDesk, desk
from emonev.services.upload_jobs import JobProgress
from emonev.store.home import home
from emonev.ui.filters import newest_again
from emonev.ui.state import open_store, scope

STEPS = ("Pilih berkas", "Lembar & baris judul", "Cocokkan kolom", "Periksa", "Simpan")

AT_ONCE = 1.0
"""Seconds a page waits for a small job before it shows progress."""

_KEY = "unggahan"


class Draft:
    """One upload as this page sees it. ``told``: how its last job ended, until the next one."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.told: JobProgress | None = None

    @property
    def step(self) -> int:
        """Which of ``STEPS``, from 0."""
        return self.upload.step

    @step.setter
    def step(self, step: int) -> None:
        self.upload.step = step

    @property
    def kabupaten(self) -> str:
        """The kabupaten chosen, "" for what the files say."""
        return self.upload.kabupaten

    @kabupaten.setter
    def kabupaten(self, code: str) -> None:
        self.upload.kabupaten = code

    @property
    def files(self) -> list[Path]:
        """The originals."""
        return self.upload.files

    @property
    def options(self) -> dict[str, ImportOptions]:
        """What was said about each file."""
        return self.upload.options

    @property
    def results(self) -> dict[str, FileResult]:
        """What reading each file found."""
        return self.upload.results

    @property
    def saved(self) -> list[FileResult]:
        """Every file's outcome once anything was stored, else nothing."""
        return self.upload.outcome() if self.upload.stored else []

    def label(self, key: str) -> str:
        """The file's name as the user knows it."""
        return self.upload.label(key)

    def take_all(self, given: Iterable[tuple[str, bytes]]) -> None:
        """Take these files (name, bytes) instead of any taken before."""
        self.upload.take_all(given)

    def answer(self, key: str, **changes: object) -> None:
        """Change what the user said about one file."""
        self.upload.answer([key], **changes)

    def examine(self, only: str = "", keys: Sequence[str] = ()) -> None:
        """Read all files, some, or one of them in the background; nothing is stored."""
        wanted = [only] if only else list(keys) or self.upload.file_keys()
        self._start("periksa", wanted)

    def save(self) -> None:
        """Store every file that can be, in the background, each in its own transaction."""
        self._start("simpan", self.upload.waiting())

    def _start(self, what: str, keys: list[str]) -> None:
        self.told = None
        job = _desk().start(scope(self.kabupaten), open_store(), self.upload, what, keys)
        job.wait(AT_ONCE)

    def settle(self) -> None:
        """Once a job has ended: go on to the step that shows what it found."""
        job = self.upload.job
        if job is None or not job.ended:
            return
        self.told = job.progress()
        self.upload.job = None
        if self.told.what == "simpan":
            newest_again()
        elif self.step == 0 and self.results:
            self.step = 1


def draft() -> Draft:
    """This session's upload; in a fresh session the newest one its person has under way."""
    found: Draft | None = st.session_state.get(_KEY)
    if found is None or not _desk().holds(found.upload):
        underway = _desk().of(scope(""))
        upload = underway[0] if found is None and underway else _desk().begin(scope(""))
        found = show(upload)
    return found


def show(upload: Upload) -> Draft:
    """Go on with this upload in this session; the one shown before stays under way."""
    _forget_widgets()
    found = Draft(upload)
    st.session_state[_KEY] = found
    return found


def others(shown: Draft) -> tuple[Upload, ...]:
    """Further uploads of this person that are under way."""
    return tuple(one for one in _desk().of(scope("")) if one is not shown.upload)


def another_draft() -> None:
    """Begin another upload beside the one shown, which goes on."""
    show(_desk().begin(scope("")))


def new_draft() -> None:
    """Give the current upload up (or finish it) and begin another."""
    _desk().drop(draft().upload)
    another_draft()


def _desk() -> UploadDesk:
    return desk(home())


def _forget_widgets() -> None:
    st.session_state.pop("masalah_terbuka", None)
