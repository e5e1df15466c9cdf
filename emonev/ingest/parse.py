"""Parse one file in a limited child process: whatever the file does, this process lives on."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from emonev.ingest.parsed import ParsedFile, ParseOptions, Refusal
from emonev.ingest.write import read_parsed

_POLL_SECONDS = 0.02
_ROOT = Path(__file__).resolve().parents[2]

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use: memory in bytes and wall-clock seconds."""

    memory_bytes: int = 2**30
    seconds: int = SECONDS


SECONDS_PER_MB, MOST_SECONDS = 10, 300
"""A small file has no reason to take long. A megabyte of a by-name workbook took 0.6 s where this
was measured; an old laptop under load may need many times that."""


def limits_of(path: Path) -> Limits:
    """The usual limits, with more time for a larger file."""
    more = SECONDS_PER_MB * (path.stat().st_size >> 20)
    return Limits(seconds=min(SECONDS + more, MOST_SECONDS))


def parse_file(
    path: Path,
    *,
    options: ParseOptions,
    key: bytes,
    workdir: Path,
    limits: Limits | None = None,
    child: str = "emonev.ingest.child",
) -> ParsedFile:
    """Read ``path`` into typed rows; row files are left in ``workdir`` (one per file parsed).

    Never raises for a bad file: the result then carries ``refused``. ``key`` is the secret of the
    keyed hashes and goes to the child through its standard input only. ``child`` is the module
    that reads (``worklist_rows`` leaves the names behind as well).
    """
    if not path.is_file():
        text = f"Berkas {path.name} tidak ditemukan. Periksa nama dan foldernya."
        return ParsedFile(path.name, "", "unknown", refused=Refusal("berkas_tidak_ada", text))
    try:
        file_hash = _hash_of(path)
    except OSError:
        text = f"Berkas {path.name} tidak dapat dibuka. Tutup berkasnya di Excel, lalu coba lagi."
        return ParsedFile(path.name, "", "unknown", refused=Refusal("berkas_tidak_ada", text))
    limits = limits or limits_of(path)
    workdir.mkdir(parents=True, exist_ok=True)
    result = workdir / "parsed.json"
    result.unlink(missing_ok=True)
    job = _job(path, file_hash, options, key, workdir, limits)
    refusal = run_apart(child, job, limits, workdir)
    if refusal is None and result.is_file():
        return read_parsed(result)
    refusal = refusal or _crashed()
    return ParsedFile(path.name, file_hash, "unknown", refused=refusal)


def _hash_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _job(
    path: Path, file_hash: str, options: ParseOptions, key: bytes, workdir: Path, limits: Limits
) -> bytes:
    values = asdict(options)
    for name in ("measured_on", "today"):
        values[name] = values[name].isoformat() if values[name] else None
    document = {
        "path": str(path.resolve()),
        "name": path.name,
        "file_hash": file_hash,
        "options": values,
        "key": key.hex(),
        "workdir": str(workdir.resolve()),
        "memory_bytes": limits.memory_bytes,
        "seconds": limits.seconds,
    }
    return json.dumps(document).encode()


def _environment() -> dict[str, str]:
    """The child finds the package, and its allocators do not reserve a gigabyte beforehand."""
    environment = dict(os.environ)
    parts = [str(_ROOT), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(p for p in parts if p)
    environment |= {
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "ARROW_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        "PYTHONUTF8": "1",
        "RUST_BACKTRACE": "0",
    }
    return environment


def run_apart(module: str, job: bytes, limits: Limits, workdir: Path) -> Refusal | None:
    """Run ``module`` in a child with ``job`` on its standard input; None where it ended well.

    The child's clock and memory are watched. The words of a refusal are those for a workbook.
    """
    errors = workdir / "child.log"
    with errors.open("wb") as log, _child(module, log) as process:
        try:
            assert process.stdin is not None
            process.stdin.write(job)
            process.stdin.close()
        except (BrokenPipeError, OSError):
            pass
        refusal = _watch(process, limits)
    refusal = refusal or (_crashed() if process.returncode else None)
    if refusal is None:
        errors.unlink(missing_ok=True)
    return refusal


@contextmanager
def _child(module: str, log: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=log,  # type: ignore[call-overload]
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _watch(process: subprocess.Popen[bytes], limits: Limits) -> Refusal | None:
    import psutil

    start = time.monotonic()
    try:
        watched = psutil.Process(process.pid)
    except psutil.Error:
        watched = None
    while True:
        try:
            process.wait(_POLL_SECONDS)
            return None
        except subprocess.TimeoutExpired:
            pass
        if time.monotonic() - start > limits.seconds:
            process.kill()
            return Refusal(
                "terlalu_lama",
                f"Berkas tidak selesai dibaca dalam {limits.seconds} detik. "
                "Unggah per puskesmas, atau hapus lembar yang tidak perlu.",
            )
        if watched is not None and _memory_of(watched) > limits.memory_bytes:
            process.kill()
            return Refusal(
                "terlalu_besar",
                f"Berkas memakan memori lebih dari {limits.memory_bytes >> 20} MB. Hapus baris dan "
                "kolom kosong di luar tabel, atau unggah per puskesmas.",
            )


def _memory_of(process: object) -> int:
    import psutil

    try:
        return int(process.memory_info().rss)  # type: ignore[attr-defined]
    except psutil.Error:
        return 0


def _crashed() -> Refusal:
    return Refusal(
        "gagal_dibaca",
        "Pembaca berhenti di tengah jalan: berkas rusak atau menuntut memori yang tidak wajar. "
        "Buka di Excel, salin hanya tabelnya ke buku kerja baru, simpan, lalu unggah lagi.",
    )
