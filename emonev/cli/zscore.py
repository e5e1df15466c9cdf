"""``zscore``: WHO z-scores from file to file."""

from __future__ import annotations

import argparse
from pathlib import Path

from emonev.cli.output import Output
from emonev.growth.files import zscore_file
from emonev.growth.rules import Switches
from emonev.store.home import Home


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``zscore``: two files and the three switches."""
    parser.add_argument("input", metavar="IN.csv")
    parser.add_argument("output", metavar="OUT.csv")
    parser.add_argument("--age-limit", choices=["who", "eppgbm"], default="who")
    parser.add_argument("--standing-under-9mo", choices=["who", "eppgbm"], default="who")
    parser.add_argument("--flags", choices=["who", "none"], default="who")


def run(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """z-scores from file to file."""
    switches = Switches(arguments.age_limit, arguments.standing_under_9mo, arguments.flags)
    done = zscore_file(Path(arguments.input), Path(arguments.output), switches)
    out.answer(
        {"rows": done.rows, "output": str(arguments.output)},
        f"{done.rows} baris ditulis ke {arguments.output}.",
    )
    return 0
