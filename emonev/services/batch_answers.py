"""What the user said about a file: kept with its upload, and told in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from emonev.core.indonesian import day
from emonev.ingest.positions import WORDS as POSITIONS
from emonev.ingest.units import MEASURE_NAMES
from emonev.ingest.units import NAMES as UNIT_NAMES
from emonev.services.import_result import ImportOptions
from emonev.services.placing import SKIP

ORDERS = {"dmy": "hari/bulan/tahun", "mdy": "bulan/hari/tahun"}


def answers_given(options: ImportOptions) -> dict[str, Any]:
    """Everything the user said, as JSON values; nothing that was left to the reading."""
    said: dict[str, Any] = {
        "measured_on": options.measured_on.isoformat() if options.measured_on else "",
        "day_month_order": options.day_month_order or "",
        "units": dict(options.units),
        "position": options.position,
        "period": options.period,
        "area": options.area,
        "sheet": options.sheet or "",
        "header_row": options.header_row or 0,
        "new_areas": options.new_areas,
        "areas": dict(options.answers),
        "columns": dict(options.mapping),
        "tables": {name: dict(answers) for name, answers in options.table_answers.items()},
    }
    return {name: value for name, value in said.items() if value}


def answers_in_words(given: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, ...]:
    """Sentences for the history. ``names``: area code → name; an unknown code is shown as it is."""
    told: list[str] = []
    if given.get("measured_on"):
        told.append(f"Tanggal pengukuran: {day(date.fromisoformat(given['measured_on']))}")
    if given.get("day_month_order"):
        order = given["day_month_order"]
        told.append(f"Urutan tanggal: {ORDERS.get(order, order)}")
    for field, unit in given.get("units", {}).items():
        told.append(f"Satuan kolom {MEASURE_NAMES.get(field, field)}: {UNIT_NAMES.get(unit, unit)}")
    if given.get("position"):
        position = given["position"]
        told.append(f"Cara ukur yang tidak tertulis: {POSITIONS.get(position, position)}")
    if given.get("period"):
        told.append(f"Periode: {given['period']}")
    if given.get("area"):
        told.append(f"Seluruh berkas: {names.get(given['area'], given['area'])}")
    if given.get("sheet"):
        told.append(f"Lembar: {given['sheet']}")
    if given.get("header_row"):
        told.append(f"Baris judul: {given['header_row']}")
    if given.get("new_areas"):
        told.append("Nama wilayah dari berkas diambil sebagai wilayah baru")
    for subject, code in given.get("areas", {}).items():
        meant = "dilewati" if code == SKIP else names.get(code, code)
        told.append(f"Wilayah “{subject}”: {meant}")
    for field, header in given.get("columns", {}).items():
        told.append(f"Kolom “{header}” dibaca sebagai {field}")
    for sheet, answers in given.get("tables", {}).items():
        where = "" if sheet == "*" else f" (lembar {sheet})"
        told += [f"{subject}{where}: {value}" for subject, value in answers.items()]
    return tuple(told)
