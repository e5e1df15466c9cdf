"""``worklist``: the children a puskesmas has to act on, from its own by-name file."""

from __future__ import annotations

import argparse
import getpass
from datetime import date, datetime
from pathlib import Path

from emonev.cli.output import Output
from emonev.core.scope import EVERYTHING
from emonev.services.import_result import ImportOptions
from emonev.services.worklist_file import write_worklist
from emonev.store.home import Home
from emonev.store.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``worklist``."""
    parser.add_argument("file", metavar="FILE", help="ekspor by-name e-PPGBM")
    parser.add_argument("--out", required=True, metavar="BERKAS", help=".xlsx atau .pdf")
    parser.add_argument("--kabupaten", default="", metavar="KODE")
    parser.add_argument("--sheet", default=None, metavar="LEMBAR")
    parser.add_argument("--measured-on", default=None, type=date.fromisoformat,
                        metavar="TANGGAL", help="TTTT-BB-HH")  # fmt: skip


def run(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Write the list; say how many children are on it, never who."""
    options = ImportOptions(
        kabupaten=arguments.kabupaten,
        strict=bool(arguments.kabupaten),
        sheet=arguments.sheet,
        measured_on=arguments.measured_on,
    )
    store = Store(home.database)
    try:
        made = write_worklist(
            EVERYTHING, store, home, Path(arguments.file), Path(arguments.out), options,
            who=_user(), today=date.today(), now=datetime.now(),
            progress=lambda done, of, what: out.progress(f"[{done}/{of}] {what}"),
        )  # fmt: skip
    finally:
        store.close()
    lists = "\n".join(
        f"{'' if c.bold else '  '}{c.title}: {c.children} anak ({c.baduta} baduta)"
        for c in made.counts
    )
    notes = "".join(f"\n{note}" for note in made.notes)
    out.answer(
        {
            "file": str(made.file),
            "month": made.month,
            "children": made.children,
            "lists": [
                {"title": c.title, "children": c.children, "baduta": c.baduta, "part": not c.bold}
                for c in made.counts
            ],
            "notes": list(made.notes),
            "bytes": made.size,
            "seconds": round(made.seconds, 3),
        },
        f"{made.file} dibuat ({made.month}, {made.children} anak di berkas). Memuat nama anak: "
        f"jangan disebarkan.\n{lists}{notes}",
    )
    return 0


def _user() -> str:
    """Who calls, for the log of look-ups."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "baris perintah"
