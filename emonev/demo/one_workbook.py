"""``python -m emonev.demo.one_workbook FILE ROWS [FAULTS]``: one large by-name workbook, so many of
whose first rows have no readable sex (benchmarks)."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from emonev.demo.build import EXPORT_DAY, make_world, world_rows
from emonev.demo.sheet import HEADER, Cell, Style
from emonev.demo.workbook import write_workbook


def write(path: Path, rows: int, faults: int = 0) -> None:
    """Write ``rows`` rows of the full demo of Luwu Utara to ``path`` (one sheet, one header)."""
    world = make_world("73.22", "full")
    parts = (world_rows(world, at, Style()) for at in range(len(world.places.puskesmas)))
    chosen = list(itertools.islice(itertools.chain.from_iterable(parts), rows))
    chosen[:faults] = [_faulty(row) for row in chosen[:faults]]
    write_workbook(path, chosen, datetime.combine(EXPORT_DAY, datetime.min.time()))


def _faulty(row: Sequence[Cell]) -> list[Cell]:
    return ["?x" if title == "JK" else cell for title, cell in zip(HEADER, row, strict=True)]


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:]))
