"""``python -m emonev.demo.one_workbook FILE ROWS``: one large by-name workbook (benchmark)."""

from __future__ import annotations

import itertools
import sys
from datetime import datetime
from pathlib import Path

from emonev.demo.build import EXPORT_DAY, make_world, world_rows
from emonev.demo.sheet import Style
from emonev.demo.workbook import write_workbook


def write(path: Path, rows: int) -> None:
    """Write ``rows`` rows of the full demo of Luwu Utara to ``path`` (one sheet, one header)."""
    world = make_world("73.22", "full")
    parts = (world_rows(world, at, Style()) for at in range(len(world.places.puskesmas)))
    chosen = list(itertools.islice(itertools.chain.from_iterable(parts), rows))
    write_workbook(path, chosen, datetime.combine(EXPORT_DAY, datetime.min.time()))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
