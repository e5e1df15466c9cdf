"""How long the marked workbook takes: ``python -m emonev.cli.marked_bench FILE`` prints JSON.

The file is read once (as on the page Unggah); what is measured is the marking alone, with the
process it runs in.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from emonev.core.scope import EVERYTHING
from emonev.services.import_result import ImportOptions
from emonev.services.imports import import_files
from emonev.services.marked import mark_workbook, marked_name, problems
from emonev.store.home import Home
from emonev.store.store import Store


def main(source: Path) -> dict[str, float]:
    """Seconds of the marking, problems marked, bytes of the result."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        options = replace(ImportOptions(kabupaten="73.22"), dry_run=True)
        (read,) = import_files(
            EVERYTHING, Store(None), Home(folder / "rumah"), [source], options, today=date.today()
        )
        began = perf_counter()
        out = mark_workbook(
            EVERYTHING, source, read, folder / marked_name(source.name), folder / "kerja"
        )
        return {
            "seconds": perf_counter() - began,
            "problems": problems(read),
            "bytes": out.stat().st_size,
        }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
