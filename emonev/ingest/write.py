"""What the child process leaves behind: Parquet per sheet, one JSON document; and its reader."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from emonev.ingest.parsed import (
    ROW_COLUMNS,
    Issue,
    ParsedFile,
    ParsedSheet,
    Question,
    Refusal,
)

_REPEATING = [
    name
    for name, kind in ROW_COLUMNS.items()
    if (kind == "VARCHAR" and not name.endswith("_key")) or kind == "DATE"
]
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()  # day 0 of Arrow's date32


def write_rows(path: Path, values: Mapping[str, Sequence[Any]], size: int) -> None:
    """Write the columns of ``ROW_COLUMNS`` (missing ones all NULL), ``size`` rows, to Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        "VARCHAR": pa.string(),
        "INTEGER": pa.int32(),
        "DOUBLE": pa.float64(),
        "DATE": pa.date32(),
    }
    arrays = []
    for name, sql_type in ROW_COLUMNS.items():
        column = values.get(name)
        kind = types[sql_type]
        if column is None:
            arrays.append(pa.nulls(size, kind))
        elif sql_type == "DATE":
            days = [None if d is None else d.toordinal() - _EPOCH_ORDINAL for d in column]
            arrays.append(pa.array(days, pa.int32()).cast(kind))
        else:
            arrays.append(pa.array(column, kind))
    table = pa.Table.from_arrays(arrays, names=list(ROW_COLUMNS))
    pq.write_table(table, path, compression="none", use_dictionary=_REPEATING)


def write_parsed(path: Path, parsed: ParsedFile) -> None:
    """Write the document; paths of row files as names beside it."""
    document = asdict(parsed)
    for sheet in document["sheets"]:
        for name in ("rows_file", "entries_file"):
            sheet[name] = sheet[name].name if sheet[name] else None
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")


def read_parsed(path: Path) -> ParsedFile:
    """Read what ``write_parsed`` wrote."""
    document = json.loads(path.read_text(encoding="utf-8"))
    document["sheets"] = tuple(_sheet(s, path.parent) for s in document["sheets"])
    refused = document["refused"]
    document["refused"] = Refusal(**refused) if refused else None
    return ParsedFile(**document)


def _sheet(data: dict[str, Any], folder: Path) -> ParsedSheet:
    for name in ("rows_file", "entries_file"):
        data[name] = folder / data[name] if data[name] else None
    data["issues"] = tuple(Issue(**issue) for issue in data["issues"])
    data["questions"] = tuple(
        Question(**{**question, "options": tuple(question["options"])})
        for question in data["questions"]
    )
    data["fields"] = tuple(data["fields"])
    for name in ("preview", "local_measures"):
        data[name] = tuple(tuple(row) for row in data[name])
    return ParsedSheet(**data)
