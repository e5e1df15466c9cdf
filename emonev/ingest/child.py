"""``python -m emonev.ingest.child``: reads one file under limits, in a process of its own.

Job on standard input (JSON: path, key, options, limits); results in the work folder: one Parquet
file per sheet and ``parsed.json``. Exit code 0 whenever ``parsed.json`` was written. Nothing of a
file's content is ever printed: an unexpected error says only its type and line.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emonev.ingest.columns import key as column_key
from emonev.ingest.columns import known_fields
from emonev.ingest.container import broken, recognise
from emonev.ingest.guard import inspect
from emonev.ingest.parsed import ParsedFile, ParsedSheet, ParseOptions, Refusal
from emonev.ingest.read import RawSheet, TooManyCells, read_sheets
from emonev.ingest.write import write_parsed

if TYPE_CHECKING:
    from emonev.ingest.working import Keep

_TOO_MUCH = Refusal(
    "terlalu_besar",
    "Berkas memakan memori melebihi batas. Hapus baris dan kolom kosong di luar tabel, "
    "atau unggah per puskesmas.",
)


_LIBRARY_BYTES = 384 * 2**20
"""Address space that Python, Arrow and the readers map without using it (measured: 330 MB)."""


def options_from(data: dict[str, Any]) -> ParseOptions:
    """``ParseOptions`` from its JSON form (dates as ISO text)."""
    values = dict(data)
    for name in ("measured_on", "today"):
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    return ParseOptions(**values)


def parse(
    path: Path,
    name: str,
    file_hash: str,
    options: ParseOptions,
    key: bytes,
    workdir: Path,
    keep: Keep | None = None,
) -> ParsedFile:
    """Recognise, guard, read and type one file. Refusals come back in the result."""
    container = recognise(path)
    if isinstance(container, Refusal):
        return ParsedFile(name, file_hash, "unknown", refused=container)
    base = ParsedFile(name, file_hash, container.kind, container.encoding)
    verdict = inspect(path, container)
    if verdict.refusal:
        return replace(base, refused=verdict.refusal)
    wrong = [f for f in options.mapping if f not in known_fields()]
    if wrong:
        return replace(base, refused=_unknown_field(wrong[0]))
    try:
        sheets = read_sheets(path, container, verdict.skip, options.sheet)
        for sheet in sheets:
            sheet.unfilled = verdict.unfilled.get(sheet.name, [])
    except TooManyCells:
        return replace(base, refused=_TOO_MUCH)
    except (MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # calamine raises many kinds, Rust's panic among them
        return replace(base, refused=_unreadable(container.kind, error))
    return _typed(base, sheets, options, key, workdir, keep)


def _typed(
    base: ParsedFile,
    raws: list[RawSheet],
    options: ParseOptions,
    key: bytes,
    workdir: Path,
    keep: Keep | None,
) -> ParsedFile:
    from emonev.ingest.sheet import draft_sheet, finish

    if options.sheet is not None:
        names = [r.name for r in raws]
        raws = [r for r in raws if r.name == options.sheet]
        if not raws:
            return replace(base, refused=_no_such_sheet(options.sheet, names))
    drafts = [
        draft_sheet(raw, options, key, workdir / f"lembar-{number}.parquet", keep)
        for number, raw in enumerate(raws, 1)
    ]
    result = replace(base, sheets=finish(drafts))
    return replace(result, refused=_verdict(result, options))


def _verdict(parsed: ParsedFile, options: ParseOptions) -> Refusal | None:
    """Refuse a file none of whose sheets can be used."""
    by_name = [s for s in parsed.sheets if s.kind == "by_name"]
    headers = [h for s in by_name for h in s.columns]
    known = {column_key(h) for h in headers}
    missing = [h for h in options.mapping.values() if column_key(h) not in known]
    if by_name and missing:
        return Refusal(
            "pemetaan_kolom",
            f'Kolom "{missing[0]}" tidak ada di berkas. Judul yang ada: {", ".join(headers)}. '
            "Sebutkan salah satu judul itu.",
        )
    if by_name:
        if not any(s.rows_read for s in parsed.sheets):
            return Refusal(
                "berkas_kosong",
                "Ada judul kolom, tetapi tidak ada satu baris anak pun. Isi templatnya, atau "
                "ekspor lagi dari e-PPGBM dengan bulan dan wilayah yang benar.",
            )
        return None
    if any(s.entries_file and s.rows_read for s in parsed.sheets):
        return None
    if any(s.rows_read for s in parsed.sheets):
        return _not_by_name(parsed)
    if any("lembar_catatan" in s.issue_counts for s in parsed.sheets):
        return _only_text()
    if any(s.kind == "unknown" for s in parsed.sheets):
        return Refusal(
            "bukan_tabel",
            "Berkas tidak berisi tabel: tidak ada baris data di bawah judul kolom. "
            "Unggah ekspor by-name e-PPGBM.",
        )
    return Refusal(
        "berkas_kosong",
        "Semua lembar kosong: tidak ada baris berisi di bawah judul kolom. "
        "Isi berkasnya, lalu unggah lagi.",
    )


def _not_by_name(parsed: ParsedFile) -> Refusal:
    names = ", ".join(f'"{s.name}"' for s in parsed.sheets[:5])
    if parsed.container in ("csv", "html") and not any(map(_looks_like_table, parsed.sheets)):
        return _only_text()
    if any(s.kind == "recap" for s in parsed.sheets):
        found = "rekap status gizi"
    else:
        found = "tabel yang judul kolomnya tidak dikenal"
    return Refusal(
        "jenis_belum_didukung",
        f"Isi berkas (lembar {names}): {found}. Sebutkan apa isi tiap kolomnya (langkah "
        "Cocokkan kolom): nama wilayah dan angkanya, atau data anak (JK, tanggal lahir, tanggal "
        "pengukuran, berat, tinggi). Atau pakai templat.",
    )


def _only_text() -> Refusal:
    return Refusal(
        "bukan_tabel",
        "Berkas berisi teks, bukan tabel: tidak ada baris data di bawah judul kolom (dalam CSV "
        "kolom dipisahkan koma, titik koma atau tab). Unggah ekspor by-name e-PPGBM.",
    )


def _looks_like_table(sheet: ParsedSheet) -> bool:
    """More than half of the first rows have two filled cells."""
    filled = [sum(map(bool, row)) for row in sheet.preview]
    return 2 * sum(n >= 2 for n in filled) > sum(n >= 1 for n in filled)


def _unknown_field(name: str) -> Refusal:
    fields = ", ".join(known_fields())
    return Refusal("pemetaan_kolom", f'Isian "{name}" tidak dikenal. Yang dikenal: {fields}.')


def _no_such_sheet(name: str, names: list[str]) -> Refusal:
    there = ", ".join(f'"{n}"' for n in names)
    return Refusal(
        "lembar_tidak_ada", f'Lembar "{name}" tidak ada. Yang ada: {there}. Pilih salah satunya.'
    )


def _unreadable(kind: str, error: BaseException) -> Refusal:
    text = str(error).lower()
    if "password" in text or "encrypt" in text:
        from emonev.ingest.container import locked

        return locked()
    return broken(kind)


def limit_self(memory_bytes: int, cpu_seconds: int) -> None:
    """Cap address space and processor time where the system knows such limits (not Windows)."""
    try:
        import resource
    except ImportError:
        return
    for what, value in (
        (resource.RLIMIT_AS, memory_bytes + _LIBRARY_BYTES),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            _, hard = resource.getrlimit(what)
            top = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(what, (top, hard))
        except (ValueError, OSError):
            continue


class NoPandas:
    """An import finder for this process only: "import pandas" fails.

    Arrow would load pandas with its first array (0.3 s) only to ask whether it was given any.
    """

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        """Refuse pandas; leave every other module to the usual finders."""
        if name == "pandas":
            raise ModuleNotFoundError("not in this process", name=name)


def warm_up() -> None:
    """Load what types and writes while the reader works (which holds no lock of Python's)."""
    import pyarrow.parquet  # noqa: F401

    import emonev.ingest.sheet  # noqa: F401


def main(keep: Keep | None = None, after: Callable[[Path], None] | None = None) -> int:
    """Do the job on standard input; ``after`` may leave more behind in the work folder."""
    job = json.loads(sys.stdin.buffer.read())
    limit_self(int(job["memory_bytes"]), int(job["seconds"]) + 1)
    sys.meta_path.insert(0, NoPandas)
    threading.Thread(target=warm_up, daemon=True).start()
    workdir = Path(job["workdir"])
    path = Path(job["path"])
    try:
        parsed = parse(
            path,
            job["name"],
            job["file_hash"],
            options_from(job["options"]),
            bytes.fromhex(job["key"]),
            workdir,
            keep,
        )
        if after is not None and parsed.refused is None:
            after(workdir)
    except MemoryError:
        parsed = ParsedFile(job["name"], job["file_hash"], "unknown", refused=_TOO_MUCH)
    write_parsed(workdir / "parsed.json", parsed)
    return 0


def _quiet(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Say what broke without the message, which may hold a cell's content."""
    lines = []
    while trace is not None:
        lines.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    sys.stderr.write(f"{kind.__name__} at {' > '.join(lines)}\n")


def run_alone(job: Callable[[], int]) -> None:
    """Run ``job`` as this process's only work and leave; an error says its type and place only."""
    import gc

    gc.disable()  # lives for one file; collecting 1.6 million cells costs more than they hold
    sys.excepthook = _quiet
    status = job()
    sys.stderr.flush()
    os._exit(status)  # handing back a million small objects one by one takes 0.2 s


if __name__ == "__main__":
    run_alone(main)
