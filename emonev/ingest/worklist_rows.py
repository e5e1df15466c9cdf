"""``python -m emonev.ingest.worklist_rows``: as ``child``, and the children's names come along.

The one place where names leave the limited process: for the work list a puskesmas makes of its own
file. They go into one scratch Parquet file beside the typed rows, which the parent reads once and
deletes with its folder. Rejected rows leave none behind: in a shifted row anything may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emonev.ingest.child import main, run_alone
from emonev.ingest.header import squeezed

if TYPE_CHECKING:
    from emonev.ingest.working import Working

CHILD = "emonev.ingest.worklist_rows"
"""For ``parse_file(child=…)``."""

NAMES_FILE = "nama.parquet"
CELL_FIELDS = ("nik", "birth_date", "weight_kg", "lenhei_cm", "muac_cm", "headc_cm", "label_whz")
"""Fields whose Excel address a reader may need."""

LONGEST_NAME = 80

# Control characters, and marks that turn the direction of the text behind them.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Named:
    """Whose row it is, and where its cells are ("" where the sheet has no such column)."""

    name: str
    cells: Mapping[str, str]


def shown_name(raw: object) -> str:
    """The name as the file has it, on one line, without unseen characters; "" for none."""
    text = squeezed(_UNSEEN.sub(" ", str(raw))) if raw is not None else ""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


@dataclass(slots=True)
class Names:
    """Collects the names of the accepted rows, sheet by sheet."""

    columns: dict[str, list[Any]] = field(
        default_factory=lambda: {name: [] for name in ("sheet", "row", "name", *CELL_FIELDS)}
    )

    def take(self, work: Working) -> None:
        """Take the names of one by-name sheet (``sheet.Keep``)."""
        names = work.cells.get("name", [None] * work.size)
        for i in range(work.size):
            if i in work.rejected:
                continue
            self.columns["sheet"].append(work.raw.name)
            self.columns["row"].append(work.excel_row(i))
            self.columns["name"].append(shown_name(names[i]))
            for name in CELL_FIELDS:
                self.columns[name].append(work.cell(i, name))

    def write(self, workdir: Path) -> None:
        """Leave them in the work folder."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        kinds = {name: pa.string() for name in self.columns} | {"row": pa.int32()}
        arrays = [pa.array(column, kinds[name]) for name, column in self.columns.items()]
        table = pa.Table.from_arrays(arrays, names=list(self.columns))
        pq.write_table(table, workdir / NAMES_FILE, compression="none")


def read_names(workdir: Path) -> dict[tuple[str, int], Named]:
    """(sheet, Excel row) → whose row it is; empty where no by-name sheet was read.

    The file is deleted as soon as it is read.
    """
    import pyarrow.parquet as pq

    path = workdir / NAMES_FILE
    if not path.is_file():
        return {}
    found: dict[tuple[str, int], Named] = {}
    with path.open("rb") as stream:
        for batch in pq.ParquetFile(stream).iter_batches():
            columns = batch.to_pydict()
            cells = zip(*(columns[name] for name in CELL_FIELDS), strict=True)
            keys = zip(columns["sheet"], columns["row"], columns["name"], cells, strict=True)
            for sheet, row, name, places in keys:
                found[sheet, row] = Named(name, dict(zip(CELL_FIELDS, places, strict=True)))
    path.unlink()
    return found


def _job() -> int:
    names = Names()
    return main(names.take, names.write)


if __name__ == "__main__":
    run_alone(_job)
