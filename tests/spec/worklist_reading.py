"""Words of the work list's specification: the visits of one child in, its line out.

A table has a header and one line per visit; columns are separated by blanks::

    tanggal     dari    TB/U   BB/TB
    2025-02-10  data    -1.5   0.0
    2025-08-12  berkas  -2.4   0.0

"dari": berkas (a row of the file) or data (only the store knows it). "-" is "not measured"; a z
that ends in "!" is beyond WHO's limits. Columns: TB/U, BB/U, BB/TB (z), BB (kg), TB (cm), posisi
(l, h), NT (N, T, O, B), label (BB/TB as the file says).
"""

from __future__ import annotations

from datetime import date

from emonev.services.worklist_child import Child, Place, Visit

INDEX = {"TB/U": "zlen", "BB/U": "zwei", "BB/TB": "zwfl"}
CELLS = {"nik": "B", "birth_date": "E", "weight_kg": "T", "lenhei_cm": "U", "label_whz": "AB"}


def child(
    table: str,
    *,
    lahir: str = "2023-06-01",
    jk: str = "m",
    nama: str = "ANAK CONTOH",
    nomor: int = 0,
    nik: str = "",
    sama_nama: str = "",
) -> Child:
    """The table as a child; ``nik`` and ``sama_nama`` stand for the keyed hashes."""
    header, *lines = [line.split() for line in table.strip().splitlines() if line.strip()]
    visits = [
        _visit(dict(zip(header, line, strict=True)), row, nama)
        for row, line in enumerate(lines, start=3)
    ]
    return Child(
        nomor,
        jk,
        date.fromisoformat(lahir),
        tuple(sorted(visits, key=lambda visit: visit.measured_on)),
        name_keys=frozenset({sama_nama} - {""}),
        nik_keys=frozenset({nik} - {""}),
    )


def _visit(cells: dict[str, str], row: int, name: str) -> Visit:
    in_file = cells.get("dari", "berkas") == "berkas"
    z = {INDEX[key]: _number(text) for key, text in cells.items() if key in INDEX and text != "-"}
    return Visit(
        date.fromisoformat(cells["tanggal"]),
        Place("Malangke", "Tokke", "Melati 1") if in_file else Place(),
        weight_kg=_measure(cells.get("BB", "-")),
        lenhei_cm=_measure(cells.get("TB", "-")),
        measure=cells.get("posisi"),
        weight_gain=_text(cells.get("NT", "-")),
        label_whz=_text(cells.get("label", "-")),
        z=z,
        flags={INDEX[key]: 1 for key, text in cells.items() if text.endswith("!")},
        origin=f"baris {row}" if in_file else "",
        name=name if in_file else "",
        cells={field: f"{column}{row}" for field, column in CELLS.items()} if in_file else {},
    )


def _number(text: str) -> float:
    return float(text.removesuffix("!"))


def _measure(text: str) -> float | None:
    return None if text == "-" else float(text)


def _text(text: str) -> str | None:
    return None if text == "-" else text
