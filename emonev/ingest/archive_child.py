"""``python -m emonev.ingest.archive_child``: unpacks one zip under limits, in a process of its own.

Job on standard input (JSON: path, folder, limits); the result lies in ``folder`` as ``RESULT``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from emonev.ingest.archive import Skipped, Unzipped, unzip
from emonev.ingest.child import limit_self
from emonev.ingest.parse import Limits, run_apart
from emonev.ingest.parsed import Refusal

RESULT = "isi.json"

LIMITS = Limits(memory_bytes=2**30, seconds=120)


def unzip_apart(path: Path, folder: Path) -> Unzipped | Refusal:
    """``archive.unzip`` in a limited child: whatever the file does, this process lives on."""
    folder.mkdir(parents=True, exist_ok=True)
    job = {
        "path": str(path.resolve()),
        "folder": str(folder.resolve()),
        "memory_bytes": LIMITS.memory_bytes,
        "seconds": LIMITS.seconds,
    }
    refusal = run_apart(
        "emonev.ingest.archive_child", json.dumps(job).encode("utf-8"), LIMITS, folder
    )
    if refusal is not None:
        return refusal
    told = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    if told["refused"]:
        return Refusal(**told["refused"])
    return Unzipped(
        tuple((name, Path(place)) for name, place in told["files"]),
        tuple(Skipped(**one) for one in told["skipped"]),
        told["workbook"],
    )


def main() -> int:
    """The child's whole life."""
    job = json.loads(sys.stdin.buffer.read())
    limit_self(job["memory_bytes"], job["seconds"])
    folder = Path(job["folder"])
    try:
        found = unzip(Path(job["path"]), folder)
        refused = asdict(found) if isinstance(found, Refusal) else None
        kept = Unzipped() if isinstance(found, Refusal) else found
        told = {
            "refused": refused,
            "files": [[name, str(place)] for name, place in kept.files],
            "skipped": [asdict(one) for one in kept.skipped],
            "workbook": kept.workbook,
        }
        (folder / RESULT).write_text(json.dumps(told), encoding="utf-8")
    except BaseException as error:  # the parent says it in words; the log gets the kind only
        print(type(error).__name__, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
