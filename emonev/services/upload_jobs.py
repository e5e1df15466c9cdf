"""Reading and storing many files in the background: one job at a time, told file by file.

A job owns nothing of a page: it goes on when the page is left, and anybody who holds the upload
can look at it. Every file stays one transaction; stopping happens between files.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from emonev.core.scope import Scope
from emonev.errors import EmonevError, Refused
from emonev.ingest.parsed import Refusal
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.imports import import_each
from emonev.services.originals import keep_original, keeping
from emonev.services.upload import Upload
from emonev.store.store import Store

_LOG = logging.getLogger(__name__)

UNEXPECTED = (
    "Pekerjaan berhenti karena galat yang tidak terduga. Berkas yang sudah tersimpan tetap "
    "tersimpan; coba lanjutkan."
)


_MARKED_AT_ONCE = 2
"""Two child processes keep a laptop's two cores busy."""


class Stage(StrEnum):
    """Where one file is."""

    WAITING = "menunggu"
    READING = "membaca"
    STORING = "menyimpan"
    DONE = "selesai"
    REFUSED = "ditolak"
    STOPPED = "dihentikan"


_STORING_WHILE = {"periksa": Stage.READING, "simpan": Stage.STORING}
"""A trial run writes nothing that stays: a page calls it reading."""


@dataclass(frozen=True, slots=True)
class FileProgress:
    """One file of a job; ``rows`` read of it so far."""

    key: str
    stage: Stage
    rows: int = 0


@dataclass(frozen=True, slots=True)
class JobProgress:
    """A job as it stands. ``what``: "periksa" or "simpan"; ``now``: what happens beside the files.

    ``queued``: another job of this home is working. ``error``: a sentence when it broke off.
    """

    what: str
    files: tuple[FileProgress, ...]
    queued: bool
    finished: bool
    stopping: bool
    now: str
    error: str

    @property
    def done(self) -> int:
        """Files that are through, refused ones among them."""
        return sum(one.stage in (Stage.DONE, Stage.REFUSED) for one in self.files)

    @property
    def rows(self) -> int:
        """Rows read so far."""
        return sum(one.rows for one in self.files)


class Job:
    """Some files of an upload to be read ("periksa") or stored ("simpan")."""

    def __init__(
        self,
        scope: Scope,
        store: Store,
        upload: Upload,
        what: str,
        keys: Sequence[str],
        today: date,
    ) -> None:
        self.scope, self.store, self.upload, self.what, self.today = (
            scope, store, upload, what, today,
        )  # fmt: skip
        self._lock = threading.Lock()
        self._files = {key: FileProgress(key, Stage.WAITING) for key in keys}
        self._state = "antre"
        self._now = ""
        self._error = ""
        self._stop = threading.Event()
        self._ended = threading.Event()

    def progress(self) -> JobProgress:
        """As it stands now."""
        with self._lock:
            return JobProgress(
                self.what,
                tuple(self._files.values()),
                self._state == "antre",
                self._ended.is_set(),
                self._stop.is_set(),
                self._now,
                self._error,
            )

    def stop(self) -> None:
        """End after the file that is being worked on."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Until the job has ended; False where it has not within ``seconds``."""
        return self._ended.wait(seconds)

    @property
    def ended(self) -> bool:
        """True when nothing more happens."""
        return self._ended.is_set()

    def run(self) -> None:
        """The work itself, on the desk's thread. Never raises."""
        with self._lock:
            self._state = "berjalan"
        try:
            {"periksa": self._examine, "simpan": self._save}[self.what]()
        except EmonevError as error:
            self._error = str(error)
        except Exception as error:
            # The kind only: a message may quote a row of a sheet.
            _LOG.error("upload job: %s", type(error).__name__)
            self._error = UNEXPECTED
        finally:
            with self._lock:
                for key, one in self._files.items():
                    if one.stage not in (Stage.DONE, Stage.REFUSED):
                        self._files[key] = replace(one, stage=Stage.STOPPED)
                self._now = ""
            self._ended.set()

    def _examine(self) -> None:
        upload = self.upload
        if upload.archives:
            self._tell("membuka arsip")
            upload.open_archives()
            self._tell("")
            with self._lock:
                self._files = {key: FileProgress(key, Stage.WAITING) for key in upload.file_keys()}
        keys = [one.key for one in self.progress().files]
        self._each(keys, upload.found, dry_run=True)

    def _save(self) -> None:
        upload = self.upload
        self._each([one.key for one in self.progress().files], self._stored, dry_run=False)
        if upload.waiting():
            return
        keys = [k for k in upload.file_keys() if upload.markable(k) and k not in upload.marked]
        if keys:
            with ThreadPoolExecutor(_MARKED_AT_ONCE) as pool:
                for done, _ in enumerate(pool.map(self._mark, keys)):
                    self._tell(f"menandai masalah, {done + 1} dari {len(keys)} berkas")
        upload.drop_originals()

    def _mark(self, key: str) -> None:
        with suppress(Refused):  # the list of problems is there all the same
            self.upload.mark(key)

    def _stored(self, key: str, result: FileResult) -> None:
        upload = self.upload
        upload.stored[key] = result
        upload.marked.pop(key, None)
        if result.batch and keeping(self.store):
            keep_original(
                self.scope, self.store, upload.home, result.batch, upload.path(key), who=upload.who
            )

    def _each(
        self, keys: Sequence[str], take: Callable[[str, FileResult], None], *, dry_run: bool
    ) -> None:
        """Every file in order; one that breaks off in an unforeseen way stands as refused."""
        at = 0
        while at < len(keys) and not self._stop.is_set():
            rest = keys[at:]
            try:
                with closing(self._results(rest, dry_run)) as results:
                    for result in results:
                        take(keys[at], result)
                        self._note(keys[at], _stage_of(result), result.rows_read)
                        at += 1
                        if self._stop.is_set():
                            return
            except EmonevError as error:
                take(keys[at], _refused(self.upload.label(keys[at]), str(error)))
                self._note(keys[at], Stage.REFUSED, 0)
                at += 1

    def _results(self, keys: Sequence[str], dry_run: bool) -> Generator[FileResult, None, None]:
        upload = self.upload

        def options(key: str) -> ImportOptions:
            return replace(upload.options[key], dry_run=dry_run, who=upload.who)

        def told(number: int, now: str, rows: int) -> None:
            stage = Stage.READING if now == Stage.READING else _STORING_WHILE[self.what]
            self._note(keys[number], stage, rows)

        yield from import_each(
            self.scope,
            self.store,
            upload.home,
            [(upload.path(key), options(key)) for key in keys],
            today=self.today,
            told=told,
        )

    def _note(self, key: str, stage: Stage, rows: int) -> None:
        with self._lock:
            self._files[key] = FileProgress(key, stage, rows)

    def _tell(self, now: str) -> None:
        with self._lock:
            self._now = now


def _stage_of(result: FileResult) -> Stage:
    return Stage.REFUSED if result.refused else Stage.DONE


def _refused(name: str, text: str) -> FileResult:
    return FileResult(name, "", "unknown", None, refused=Refusal("gagal_dibaca", text))


class JobQueue:
    """One job at a time; the thread ends when nothing is left to do."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: deque[Job] = deque()
        self._thread: threading.Thread | None = None

    def put(self, job: Job) -> None:
        """Begin the job, or let it wait for those before it."""
        with self._lock:
            self._jobs.append(job)
            if self._thread is None:
                # A daemon: closing the dashboard does not wait for 37 files; what is being stored
                # is a transaction and is either there or not.
                self._thread = threading.Thread(target=self._work, name="unggahan", daemon=True)
                self._thread.start()

    def withdraw(self, job: Job) -> None:
        """Take out a job that has not begun; stop one that has, and wait for its file."""
        with self._lock:
            if job in self._jobs:
                self._jobs.remove(job)
                return
        job.stop()
        job.wait()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._thread = None
                    return
                job = self._jobs.popleft()
            job.run()
