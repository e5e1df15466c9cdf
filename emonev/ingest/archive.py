"""A zip of workbooks, looked at before it is opened: sizes, entries, ratio, names, no nesting.

Runs in the limited child process (``ingest.archive_child``), like everything a stranger sent.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from emonev.ingest.guard import MAX_ENTRIES, MAX_FILE_BYTES, MAX_RATIO, MAX_UNZIPPED_BYTES
from emonev.ingest.parsed import Refusal

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".html", ".htm", ".csv", ".txt")
"""What a file must end with to be taken; what it really is, its bytes tell later."""

ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz")

MOST_FILES = 200

_CHUNK = 2**20
_BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError,
    zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of the archive that was not taken, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unzipped:
    """What lay in the archive: the name to show → where its bytes now are, and what was left.

    ``workbook``: the "archive" is an Excel file that was called .zip; nothing was unpacked.
    """

    files: tuple[tuple[str, Path], ...] = ()
    skipped: tuple[Skipped, ...] = ()
    workbook: bool = False


def unzip(path: Path, folder: Path) -> Unzipped | Refusal:
    """Unpack every supported file of ``path`` into ``folder`` (as "0", "1", …, never by its name).

    Gives a Refusal for an archive that is broken, locked, too large or has names that lead out of
    a folder. Folders and what systems leave behind (``__MACOSX``, ``Thumbs.db``, ``~$…``) are
    passed over in silence.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if _is_office(entries):
                return Unzipped(workbook=True)
            refusal = _refusal(entries)
            return refusal or _unpacked(archive, [e for e in entries if not _is_left(e)], folder)
    except _BROKEN:
        return broken()


def broken() -> Refusal:
    """The refusal of a truncated or damaged archive."""
    return Refusal(
        "berkas_rusak",
        "Arsip .zip terpotong atau rusak. Buat ulang arsipnya, atau unggah berkas Excel di "
        "dalamnya langsung.",
    )


def _is_office(entries: Sequence[zipfile.ZipInfo]) -> bool:
    names = {entry.filename.lower() for entry in entries}
    return "[content_types].xml" in names or "xl/workbook.xml" in names or "mimetype" in names


def _refusal(entries: Sequence[zipfile.ZipInfo]) -> Refusal | None:
    if len(entries) > MAX_ENTRIES:
        return _too_large(f"{len(entries)} isi", f"{MAX_ENTRIES}")
    if any(entry.flag_bits & 0x1 for entry in entries):
        return Refusal(
            "berkas_terkunci",
            "Arsip .zip memakai kata sandi sehingga isinya tidak dapat dibaca. Ekstrak dahulu, "
            "lalu unggah berkas Excel di dalamnya.",
        )
    if any(_leads_out(entry.filename) for entry in entries):
        return Refusal(
            "jenis_berkas",
            "Arsip .zip memuat nama yang menunjuk ke luar foldernya. Buat ulang arsipnya dengan "
            "Kirim ke > Folder terkompresi.",
        )
    total = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if total > MAX_UNZIPPED_BYTES:
        return _too_large(f"{total >> 20} MB setelah dibuka", f"{MAX_UNZIPPED_BYTES >> 20} MB")
    if total > 20 * 2**20 and total / packed > MAX_RATIO:
        return _too_large(f"mengembang {total // packed} kali", f"{MAX_RATIO} kali")
    count = sum(_reason(entry) == "" for entry in entries if not _is_left(entry))
    if count > MOST_FILES:
        return _too_large(f"{count} berkas", f"{MOST_FILES} berkas")
    return None


def _too_large(found: str, limit: str) -> Refusal:
    return Refusal(
        "terlalu_besar",
        f"Arsip .zip terlalu besar untuk dibuka dengan aman: {found}, paling banyak {limit}. "
        "Bagi menjadi beberapa arsip, misalnya per kecamatan.",
    )


def _leads_out(name: str) -> bool:
    bare = name.replace("\\", "/")
    return bare.startswith("/") or ":" in bare.split("/")[0] or ".." in bare.split("/")


def _is_left(entry: zipfile.ZipInfo) -> bool:
    """A folder, or what a system leaves behind: no file of anybody's."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    name = parts[-1] if parts else ""
    return (
        entry.is_dir()
        or "__MACOSX" in parts
        or name.startswith((".", "~$"))
        or name.lower() in ("thumbs.db", "desktop.ini")
    )


def _reason(entry: zipfile.ZipInfo) -> str:
    """Why this entry is not taken, "" when it is."""
    suffix = PurePosixPath(entry.filename).suffix.lower()
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "tautan, bukan berkas"
    if suffix in ARCHIVES:
        return "arsip di dalam arsip; ekstrak dahulu"
    if suffix not in SUFFIXES:
        return "bukan Excel, HTML, atau CSV"
    if entry.file_size == 0:
        return "berkas kosong (0 byte)"
    if entry.file_size > MAX_FILE_BYTES:
        return f"lebih dari {MAX_FILE_BYTES >> 20} MB"
    return ""


def _unpacked(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], folder: Path
) -> Unzipped | Refusal:
    wanted = [entry for entry in entries if not _reason(entry)]
    skipped = [Skipped(_shown(e.filename), _reason(e)) for e in entries if _reason(e)]
    names = _names(wanted)
    files: list[tuple[str, Path]] = []
    for entry, name in zip(wanted, names, strict=True):
        target = folder / str(len(files))
        try:
            _copy(archive, entry, target)
        except _BROKEN:
            target.unlink(missing_ok=True)
            skipped.append(Skipped(name, "rusak di dalam arsip"))
            continue
        files.append((name, target))
    if not files and not skipped:
        return Refusal("berkas_kosong", "Arsip .zip ini kosong.")
    return Unzipped(tuple(files), tuple(skipped))


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    """Never more than the entry declared. Raises BadZipFile for one that holds more."""
    left = entry.file_size
    with archive.open(entry) as packed, target.open("wb") as plain:
        while block := packed.read(_CHUNK):
            left -= len(block)
            if left < 0:
                raise zipfile.BadZipFile("longer than declared")
            plain.write(block)


def _names(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Bare names; where several are called alike, with their folder before them."""
    paths = [PurePosixPath(entry.filename.replace("\\", "/")) for entry in entries]
    often = [path.name.lower() for path in paths]
    return [
        _shown(f"{path.parent.name} - {path.name}")
        if often.count(path.name.lower()) > 1 and path.parent.name
        else _shown(path.name)
        for path in paths
    ]


def _shown(name: str) -> str:
    return re.sub(r"[\x00-\x1f]", "_", name)[:200]
