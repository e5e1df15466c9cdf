"""``import`` and ``undo``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from emonev.cli.import_text import told
from emonev.cli.output import Output
from emonev.core.scope import EVERYTHING
from emonev.errors import WrongCall
from emonev.ingest.positions import WORDS as POSITIONS
from emonev.ingest.units import DIVISORS
from emonev.ingest.values import MEASURES
from emonev.services.batch_report import as_json
from emonev.services.import_result import ImportOptions
from emonev.services.imports import import_files
from emonev.services.undo import undo
from emonev.services.upload import Upload
from emonev.store.home import Home
from emonev.store.store import Store

UNIT = "unit:"
"""Begins the subject of an answer about a column's unit."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``import``."""
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--kabupaten", default="", metavar="KODE")
    parser.add_argument("--area", default="", metavar="KODE")
    parser.add_argument("--measured-on", default="", metavar="TANGGAL", help="TTTT-BB-HH")
    parser.add_argument("--sheet", default=None, metavar="LEMBAR")
    parser.add_argument(
        "--period",
        default="",
        metavar="PERIODE",
        help="lembar tanpa bulan: 2025-08, 2025-TW2, 2025",
    )
    parser.add_argument(
        "--answer", action="append", default=[], metavar="HAL=JAWABAN",
        help="jawaban atas pertanyaan; untuk satu lembar saja: LEMBAR!HAL=JAWABAN",
    )  # fmt: skip
    parser.add_argument("--map", action="append", default=[], metavar="KOLOM=JUDUL")
    parser.add_argument("--new-areas", action="store_true")
    parser.add_argument("--dry-run", action="store_true")


def run(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Import the files and what lies in the zips among them; exit code 3 when any is refused, left
    out or has a question open."""
    said = answers_of(arguments.answer)
    options = ImportOptions(
        kabupaten=arguments.kabupaten,
        area=arguments.area,
        sheet=arguments.sheet,
        mapping=dict(_pair(text) for text in arguments.map),
        new_areas=arguments.new_areas,
        dry_run=arguments.dry_run,
        period=_period(arguments.period or said.period),
        measured_on=_day(arguments.measured_on) or said.measured_on,
        day_month_order=said.day_month_order,
        units=said.units,
        position=said.position,
        answers=said.areas,
        table_answers=said.tables,
    )
    store = Store(home.database)
    opened = Upload(EVERYTHING, home)
    try:
        results = import_files(
            EVERYTHING,
            store,
            home,
            _files(arguments.files, opened),
            options,
            today=date.today(),
            progress=lambda done, of, name, what: out.progress(f"[{done}/{of}] {name}: {what}"),
        )
    finally:
        store.close()
        opened.drop_files()
    left_out = [{"name": one.name, "reason": one.reason} for one in opened.left_out]
    out.answer(
        {"files": [as_json(result) for result in results], "left_out": left_out},
        "\n".join([*map(told, results), *(f"{one.name}: {one.reason}" for one in opened.left_out)]),
    )
    return 0 if not left_out and all(result.settled for result in results) else 3


def _files(names: Sequence[str], opened: Upload) -> list[Path]:
    """The files named, each zip replaced by what lies in it; ``opened`` holds that and names what
    is left out."""
    found: list[Path] = []
    for path in map(Path, names):
        if path.suffix.lower() != ".zip" or not path.is_file():
            found.append(path)
            continue
        before = len(opened.files)
        opened.take(path.name, path.read_bytes())
        opened.open_archives()
        found += opened.files[before:]
    return found


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongCall(
            f"Tanggal {text!r} tidak dimengerti.", hint="Tulis sebagai TTTT-BB-HH, mis. 2025-08-12."
        ) from None


def _period(text: str) -> str:
    """A month, quarter or year as ledgers hold it. Raises WrongCall."""
    if text and not re.fullmatch(r"20\d\d(-(0[1-9]|1[0-2])|-TW[1-4])?", text):
        raise WrongCall(
            f"Periode {text!r} tidak dimengerti.", hint="Tulis 2025-08, 2025-TW2, atau 2025."
        )
    return text


@dataclass(frozen=True, slots=True)
class Said:
    """``--answer`` sorted: ``areas`` subject → code or "lewati"; ``tables`` sheet or "*" →
    subject → answer; the rest answers a question of the whole file."""

    areas: Mapping[str, str]
    tables: Mapping[str, Mapping[str, str]]
    period: str = ""
    measured_on: date | None = None
    day_month_order: str | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    position: str = ""


def answers_of(texts: Sequence[str]) -> Said:
    """Sort answers by what their subject is about. Raises WrongCall.

    Areas are asked about by their texts ("– / KARELAYA / –", "Puskesmas Sukamaju"), the unit of a
    column by its field ("unit:weight_kg"); everything else is about a sheet of counts ("row",
    "period", "col:BBLR", "label:lain:bblr").
    """
    areas: dict[str, str] = {}
    tables: dict[str, dict[str, str]] = {}
    whole: dict[str, str] = {}
    units: dict[str, str] = {}
    for text in texts:
        subject, sign, value = (part.strip() for part in text.rpartition("="))
        if not sign or not subject or not value:
            raise WrongCall(f"--answer {text!r} tidak dimengerti.", hint="Tulis HAL=JAWABAN.")
        sheet, mark, own = subject.rpartition("!")
        if " / " in subject or subject.startswith("Puskesmas "):
            areas[subject] = value
        elif subject in ("measured_on", "day_month_order", "position"):
            whole[subject] = value
        elif subject.startswith(UNIT):
            units |= _unit(subject.removeprefix(UNIT), value)
        elif own.startswith(UNIT) or own == "position":
            raise WrongCall(f"{own!r} berlaku untuk seluruh berkas.", hint="Tulis tanpa LEMBAR!.")
        elif mark and sheet and own:
            tables.setdefault(sheet, {})[own] = _period(value) if own == "period" else value
        elif subject == "period":
            whole[subject] = value
        else:
            tables.setdefault("*", {})[subject] = value
    order = whole.get("day_month_order")
    if order not in (None, "dmy", "mdy"):
        raise WrongCall(f"Urutan {order!r} tidak dimengerti.", hint="Tulis dmy atau mdy.")
    said = whole.get("position", "")
    position = {word: key for key, word in POSITIONS.items()}.get(said.casefold(), said)
    if position and position not in POSITIONS:
        raise WrongCall(
            f"Cara ukur {position!r} tidak dimengerti.",
            hint="Tulis l (terlentang), h (berdiri), atau age (menurut umur).",
        )
    day = _day(whole.get("measured_on", ""))
    return Said(areas, tables, whole.get("period", ""), day, order, units, position)


def _unit(field: str, unit: str) -> dict[str, str]:
    """A measured field and the unit it is written in. Raises WrongCall."""
    if field not in MEASURES:
        raise WrongCall(f"Kolom ukur {field!r} tidak dikenal.",
                        hint=f"Tulis salah satu: {', '.join(MEASURES)}.")  # fmt: skip
    offered = DIVISORS[MEASURES[field].unit]
    if unit not in offered:
        raise WrongCall(f"Satuan {unit!r} tidak dikenal untuk {field}.",
                        hint=f"Tulis salah satu: {', '.join(offered)}.")  # fmt: skip
    return {field: unit}


def _pair(text: str) -> tuple[str, str]:
    field, sign, header = text.partition("=")
    if not sign or not field or not header:
        raise WrongCall(f"--map {text!r} tidak dimengerti.", hint="Tulis --map KOLOM=JUDUL.")
    return field.strip(), header.strip()


def undo_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``undo``."""
    parser.add_argument("batch", metavar="UNGGAHAN")


def run_undo(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Undo one upload."""
    store = Store(home.database)
    try:
        done = undo(EVERYTHING, store, arguments.batch)
    finally:
        store.close()
    out.answer(
        {"batch": done.batch, "removed": done.removed, "restored": done.restored,
         "kept": done.kept},
        f"Unggahan {done.batch} dibatalkan: {done.removed} baris dihapus, {done.restored} baris"
        f" dikembalikan, {done.kept} baris tetap (sudah ditimpa unggahan lain).",
    )  # fmt: skip
    return 0
