"""The uploads of one home that are under way in this process, found again by their owner.

A page that was left, closed or loaded anew asks here; a key in the browser's session would not do.
"""

from __future__ import annotations

import threading
import time
from datetime import date
from pathlib import Path

from emonev.core.scope import Scope
from emonev.services.leftovers import KEPT_HOURS, drop_leftovers
from emonev.services.upload import Upload
from emonev.services.upload_jobs import Job, JobQueue
from emonev.store.home import Home
from emonev.store.store import Store


class UploadDesk:
    """Uploads under way, newest last, and the queue of their jobs."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._lock = threading.Lock()
        self._uploads: list[Upload] = []
        self._queue = JobQueue()

    def begin(self, owner: Scope) -> Upload:
        """A new upload without files; it is found again once it has some."""
        self._sweep()
        upload = Upload(owner, self.home)
        with self._lock:
            self._uploads.append(upload)
        return upload

    def of(self, owner: Scope) -> tuple[Upload, ...]:
        """Uploads with files of this owner, newest first."""
        self._sweep()
        with self._lock:
            mine = [one for one in self._uploads if one.owner == owner and one.folder is not None]
        return tuple(reversed(mine))

    def holds(self, upload: Upload) -> bool:
        """False once an upload was given up or put away, also from another window."""
        with self._lock:
            return any(one is upload for one in self._uploads)

    def start(self, scope: Scope, store: Store, upload: Upload, what: str, keys: list[str]) -> Job:
        """Read ("periksa") or store ("simpan") these files in the background."""
        upload.touched = time.time()
        upload.job = Job(scope, store, upload, what, keys, date.today())
        self._queue.put(upload.job)
        return upload.job

    def drop(self, upload: Upload) -> None:
        """Give an upload up, or put it away when it is done; a job that runs is stopped."""
        with self._lock:
            self._uploads = [one for one in self._uploads if one is not upload]
        if upload.job is not None and not upload.job.ended:
            self._queue.withdraw(upload.job)
        upload.drop_files()

    def _sweep(self) -> None:
        """Put away what nobody came back for; folders of a process that ended go too."""
        before = time.time() - KEPT_HOURS * 3600
        with self._lock:
            known = list(self._uploads)
        for upload in known:
            working = upload.job is not None and not upload.job.ended
            if upload.touched < before and not working:
                self.drop(upload)
        with self._lock:
            folders = {one.folder for one in self._uploads if one.folder is not None}
        drop_leftovers(self.home.work, keep=folders)


_lock = threading.Lock()
_desks: dict[Path, UploadDesk] = {}


def desk(home: Home) -> UploadDesk:
    """The one desk of this home in this process."""
    with _lock:
        if home.folder not in _desks:
            _desks[home.folder] = UploadDesk(home)
        return _desks[home.folder]
