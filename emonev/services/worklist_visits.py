"""Rows of file and store, and the names from the scratch file → children with their visits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from emonev.ingest.worklist_rows import Named
from emonev.services.worklist_child import Child, Place, Visit
from emonev.store.worklist import Row

_FLAG_OF = {"zlen": "flen", "zwei": "fwei", "zwfl": "fwfl", "zac": "fac", "zhc": "fhc"}
_NOBODY = Named("", {})


def children_of(
    rows: Sequence[Row],
    stored: Sequence[Row],
    names: Mapping[tuple[str, int], Named],
    doubtful: Collection[int],
    *,
    one_sheet: bool,
) -> list[Child]:
    """The children of the file, in its order. Of one day the file's last row counts."""
    visits: dict[int, dict[date, Visit]] = {}
    for row in stored:
        visits.setdefault(row["person"], {})[row["measured_on"]] = _visit(row)
    own: dict[int, list[Row]] = {}
    for row in rows:
        own.setdefault(row["person"], []).append(row)
        named = names.get((row["sheet"], row["row"]), _NOBODY)
        visits.setdefault(row["person"], {})[row["measured_on"]] = _of_file(row, named, one_sheet)
    return [
        Child(
            number=person,
            sex=its[0]["sex"],
            birth_date=its[0]["birth_date"],
            visits=tuple(visits[person][on] for on in sorted(visits[person])),
            weak=not any(row["nik_key"] or row["name_key"] for row in its),
            name_keys=frozenset(row["name_key"] for row in its if row["name_key"]),
            nik_keys=frozenset(row["nik_key"] for row in its if row["nik_key"]),
            doubtful=person in doubtful,
        )
        for person, its in own.items()
    ]


def _of_file(row: Row, named: Named, one_sheet: bool) -> Visit:
    sheet, number = row["sheet"], row["row"]
    return replace(
        _visit(row),
        place=Place(row["puskesmas"], row["desa"], row["posyandu"]),
        origin=f"baris {number}" if one_sheet else f"lembar {sheet}, baris {number}",
        name=named.name,
        cells={
            name: cell if one_sheet else f"{sheet}!{cell}"
            for name, cell in named.cells.items()
            if cell
        },
    )


def _visit(row: Row) -> Visit:
    return Visit(
        measured_on=row["measured_on"],
        weight_kg=row["weight_kg"],
        lenhei_cm=row["lenhei_cm"],
        measure=row["measure"],
        muac_cm=row["muac_cm"],
        weight_gain=row["weight_gain"],
        label_whz=row["label_whz"],
        z={name: row[name] for name in _FLAG_OF if row[name] is not None},
        flags={name: row[flag] for name, flag in _FLAG_OF.items() if row[flag]},
    )
