"""An upload on its way: the files, what the user answered for each, what the reading found.

It belongs to the process, not to a browser window: whoever leaves the page finds it again.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.ingest.archive_child import unzip_apart
from emonev.ingest.parsed import Refusal
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.leftovers import PREFIX
from emonev.services.marked import mark_workbook, marked_name, problems
from emonev.store.home import Home

if TYPE_CHECKING:
    from emonev.services.upload_jobs import Job

MOST_FILES = 400
"""Files of one upload, archives opened."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that was chosen, or lay in a chosen archive, and is not read; and why."""

    name: str
    reason: str


@dataclass
class Upload:
    """One upload of one or more files. ``step`` counts from 0 (the page's five steps)."""

    owner: Scope
    home: Home
    step: int = 0
    kabupaten: str = ""
    who: str = ""
    folder: Path | None = None
    files: list[Path] = field(default_factory=list)
    archives: list[Path] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    options: dict[str, ImportOptions] = field(default_factory=dict)
    results: dict[str, FileResult] = field(default_factory=dict)
    stored: dict[str, FileResult] = field(default_factory=dict)
    marked: dict[str, Path] = field(default_factory=dict)
    job: Job | None = None
    touched: float = field(default_factory=time.time)

    def take_all(self, given: Iterable[tuple[str, bytes]]) -> None:
        """Take these files (name, bytes) instead of any taken before: a second press adds none.

        Archives wait to be opened (``open_archives``). Raises WrongCall for too many files.
        """
        self.drop_files()
        self.files, self.archives, self.left_out = [], [], []
        self.options, self.results, self.stored, self.marked = {}, {}, {}, {}
        for name, content in given:
            self.take(name, content)

    def take(self, name: str, content: bytes) -> None:
        """Take one more file. Raises WrongCall for too many files."""
        path = self._place(name)
        path.write_bytes(content)
        if path.suffix.lower() == ".zip":
            self.archives.append(path)
        else:
            self._add(path)

    def open_archives(self) -> None:
        """What lies in the archives becomes files of the upload; what does not is named."""
        while self.archives:
            archive = self.archives[0]
            inside = archive.parent / "isi"
            found = unzip_apart(archive, inside)
            if isinstance(found, Refusal):
                self.left_out.append(LeftOut(archive.name, found.text))
            elif found.workbook:
                self._add(archive.rename(archive.with_suffix(".xlsx")))
            else:
                self.left_out += [
                    LeftOut(f"{archive.name}: {one.name}", one.reason) for one in found.skipped
                ]
                for name, place in found.files:
                    self._add(place.replace(self._place(name)))
                archive.unlink()
            shutil.rmtree(inside, ignore_errors=True)
            self.archives.pop(0)

    def _add(self, path: Path) -> None:
        if len(self.files) >= MOST_FILES:
            raise WrongCall(
                f"Paling banyak {MOST_FILES} berkas sekaligus.",
                hint="Bagi menjadi beberapa unggahan, misalnya per kecamatan.",
            )
        self.files.append(path)
        self.options[self.key(path)] = ImportOptions(
            kabupaten=self.kabupaten, strict=bool(self.kabupaten)
        )

    def _place(self, name: str) -> Path:
        """A directory of its own per file: two puskesmas may send "data.xlsx"."""
        if self.folder is None:
            self.home.work.mkdir(parents=True, exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self.home.work))
        place = self.folder / str(len([one for one in self.folder.iterdir() if one.is_dir()]))
        place.mkdir()
        return place / safe_name(name)

    def key(self, path: Path) -> str:
        """What tells this file from the others, also when two have one name."""
        return f"{path.parent.name}/{path.name}"

    def file_keys(self) -> list[str]:
        """The keys of all files, in the order given."""
        return [self.key(path) for path in self.files]

    def path(self, key: str) -> Path:
        """The original of a file while it is there."""
        return next(path for path in self.files if self.key(path) == key)

    def label(self, key: str) -> str:
        """The file's name as the user knows it."""
        return key.split("/", 1)[1]

    def answer(self, keys: Sequence[str], **changes: object) -> None:
        """Change what the user said about these files; what was read of them waits to be read
        again (``examine`` of a job)."""
        for key in keys:
            self.options[key] = replace(self.options[key], **changes)  # type: ignore[arg-type]

    def found(self, key: str, result: FileResult) -> None:
        """Keep what reading a file found; a marked copy of an earlier reading is gone."""
        self.results[key] = result
        self.marked.pop(key, None)

    def unread(self) -> list[str]:
        """Files nobody has read yet."""
        return [key for key in self.file_keys() if key not in self.results]

    def waiting(self) -> list[str]:
        """Files that can be stored and are not yet."""
        return [
            key for key in self.file_keys()
            if key not in self.stored and key in self.results and acceptable(self.results[key])
        ]  # fmt: skip

    def outcome(self) -> list[FileResult]:
        """Every file's result: as stored, else as read."""
        return [
            one for key in self.file_keys() if (one := self.stored.get(key, self.results.get(key)))
        ]

    def mark(self, key: str) -> Path:
        """The marked copy of a file, made once per reading while its original is there.

        Raises Refused where it cannot be made.
        """
        if key not in self.marked:
            source = self.path(key)
            result = self.stored.get(key, self.results[key])
            folder = source.parent / "bertanda"
            out = folder / marked_name(source.name)
            self.marked[key] = mark_workbook(self.owner, source, result, out, folder)
        return self.marked[key]

    def markable(self, key: str) -> bool:
        """True for a file that was read and has problems worth mending."""
        result = self.stored.get(key, self.results.get(key))
        return result is not None and bool(result.sheets) and problems(result) > 0

    def drop_originals(self) -> None:
        """The originals hold names: gone as soon as they are stored; marked copies stay."""
        for path in self.files:
            path.unlink(missing_ok=True)

    def drop_files(self) -> None:
        """Everything of this upload on the disk."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None
        self.marked = {}


def acceptable(result: FileResult) -> bool:
    """True when at least one row of the file can be stored."""
    return result.refused is None and result.rows_read > result.fate("rejected")


def safe_name(name: str) -> str:
    """A file name without folders and without characters Windows refuses."""
    bare = re.split(r"[\\/]", name)[-1]
    return re.sub(r'[<>:"|?*\x00-\x1f]', "_", bare).strip(". ")[:120] or "berkas"
