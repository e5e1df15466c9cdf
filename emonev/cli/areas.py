"""``areas import``, ``boundaries import``, ``sasaran import``."""

from __future__ import annotations

import argparse
from pathlib import Path

from emonev.cli.output import Output
from emonev.core.scope import EVERYTHING
from emonev.services import area_imports
from emonev.store.home import Home
from emonev.store.store import Store


def file_argument(parser: argparse.ArgumentParser) -> None:
    """The one file."""
    parser.add_argument("file", metavar="FILE")


def run_areas(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Import a code list."""
    return _run(arguments, home, out, area_imports.import_area_list)


def run_boundaries(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Import boundaries."""
    return _run(arguments, home, out, area_imports.import_boundaries)


def run_sasaran(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Import target populations."""
    return _run(arguments, home, out, area_imports.import_sasaran)


def _run(arguments: argparse.Namespace, home: Home, out: Output, verb: area_imports.Verb) -> int:
    store = Store(home.database)
    try:
        done = verb(EVERYTHING, store, Path(arguments.file))
    finally:
        store.close()
    lines = [f"{done.file}: {done.stored} {done.what} disimpan."]
    lines += [f"  tidak cocok: {name}" for name in done.unmatched]
    lines += [f"  {problem}" for problem in done.problems]
    out.answer(
        {"file": done.file, "stored": done.stored, "unmatched": list(done.unmatched),
         "missing": list(done.missing), "problems": list(done.problems)},
        "\n".join(lines),
    )  # fmt: skip
    return 0 if done.stored else 3
