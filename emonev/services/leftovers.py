"""Uploaded originals that nobody finished: they hold names, so they do not stay."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection
from pathlib import Path

PREFIX = "pilih-"
"""Folders of files chosen on the page Unggah, inside the home's scratch folder."""

KEPT_HOURS = 6.0
"""A browser left open over lunch may go on; one left over night may not."""


def drop_leftovers(
    work: Path, older_than_hours: float = KEPT_HOURS, keep: Collection[Path] = ()
) -> int:
    """Delete chosen-file folders older than that; returns how many went. 0 hours: all of them.

    ``keep``: folders of uploads under way, whatever their age.
    """
    before = time.time() - older_than_hours * 3600
    gone = 0
    for folder in work.glob(f"{PREFIX}*") if work.is_dir() else ():
        if folder in keep:
            continue
        if older_than_hours == 0 or folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone
