"""A boundary file read in a limited child process: whatever it does, this process lives on.

``python -m emonev.ingest.boundaries_apart`` is the child: its job (path, areas, limits) comes as
JSON on standard input, its answer is ``boundaries.json`` in the work folder. The geometry library
is native code fed with a stranger's file: it may crash or ask for any amount of memory.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from emonev.core.area import Area, Level
from emonev.errors import Refused
from emonev.ingest.area_match import Alias, AreaIndex, Split
from emonev.ingest.boundaries import (
    BoundaryFeature,
    BoundaryIssue,
    BoundaryResult,
    UnmatchedFeature,
    read_boundaries,
)
from emonev.ingest.child import limit_self
from emonev.ingest.parse import Limits, run_apart

BOUNDARY_LIMITS = Limits(memory_bytes=2 * 2**30, seconds=120)
"""More than a workbook may use: shapes of a whole province are read before most are left out."""

_ANSWER = "boundaries.json"

_REFUSALS = {
    "terlalu_lama": "Berkas batas tidak selesai dibaca dalam {seconds} detik.",
    "terlalu_besar": "Berkas batas memakan memori lebih dari {megabytes} MB.",
    "gagal_dibaca": "Pembaca batas wilayah berhenti di tengah jalan: berkas rusak atau terlalu "
    "besar.",
}
_HINT = "Potong per kabupaten atau sederhanakan dahulu di QGIS, simpan sebagai GeoJSON EPSG:4326."


def read_boundaries_apart(
    path: Path, index: AreaIndex, workdir: Path, limits: Limits = BOUNDARY_LIMITS
) -> BoundaryResult:
    """``read_boundaries`` in a child process. ``workdir`` exists and belongs to the caller.

    Raises Refused as ``read_boundaries`` does, and when the child broke off or was stopped.
    """
    job = {
        "path": str(path.resolve()),
        "workdir": str(workdir.resolve()),
        "memory_bytes": limits.memory_bytes,
        "seconds": limits.seconds,
        "areas": [asdict(area) for area in index.areas.values()],
        "aliases": [asdict(alias) for alias in index.aliases],
        "splits": [asdict(split) for split in index.splits],
    }
    answer = workdir / _ANSWER
    answer.unlink(missing_ok=True)
    said = json.dumps(job, default=str).encode()
    refusal = run_apart("emonev.ingest.boundaries_apart", said, limits, workdir)
    if refusal is not None or not answer.is_file():
        code = refusal.code if refusal else "gagal_dibaca"
        text = _REFUSALS[code].format(
            seconds=limits.seconds, megabytes=limits.memory_bytes // 2**20
        )
        raise Refused(code, text, hint=_HINT)
    return _result(json.loads(answer.read_text(encoding="utf-8")))


def _result(told: dict[str, Any]) -> BoundaryResult:
    refused = told.get("refused")
    if refused:
        raise Refused(refused["code"], refused["message"], hint=refused["hint"])
    return BoundaryResult(
        level=Level(told["level"]) if told["level"] else None,
        features=tuple(
            BoundaryFeature(**{**one, "level": Level(one["level"])}) for one in told["features"]
        ),
        unmatched_features=tuple(
            UnmatchedFeature(one["number"], one["text"], tuple(one["candidates"]))
            for one in told["unmatched_features"]
        ),
        areas_without_shape=tuple(_area(one) for one in told["areas_without_shape"]),
        issues=tuple(BoundaryIssue(**one) for one in told["issues"]),
    )


def _area(told: dict[str, Any]) -> Area:
    days = {
        name: date.fromisoformat(told[name]) if told[name] else None
        for name in ("valid_from", "valid_to")
    }
    return Area(**{**told, **days, "level": Level(told["level"])})


def main() -> int:
    """Do the job on standard input."""
    job = json.loads(sys.stdin.buffer.read())
    limit_self(int(job["memory_bytes"]), int(job["seconds"]) + 1)
    tempfile.tempdir = job["workdir"]  # what is unpacked goes with it, also when this is killed
    index = AreaIndex(
        [_area(one) for one in job["areas"]],
        [Alias(**one) for one in job["aliases"]],
        [Split(**one) for one in job["splits"]],
    )
    told: dict[str, Any]
    try:
        told = asdict(read_boundaries(Path(job["path"]), index))
    except Refused as error:
        told = {"refused": {"code": error.code, "message": error.message, "hint": error.hint}}
    text = json.dumps(told, default=str, ensure_ascii=False)
    (Path(job["workdir"]) / _ANSWER).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
