"""``backup``, ``restore`` and ``demo``: the whole home."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from emonev.cli.output import Output
from emonev.core.scope import EVERYTHING
from emonev.store.home import Home
from emonev.store.store import Store


def file_argument(parser: argparse.ArgumentParser) -> None:
    """The one file."""
    parser.add_argument("file", metavar="FILE")


def run_backup(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Write one file that holds everything of this home."""
    from emonev.services.backup import backup

    store = Store(home.database)
    try:
        done = backup(EVERYTHING, store, home, Path(arguments.file))
    finally:
        store.close()
    out.answer(
        {
            "file": str(done.file),
            "measurements": done.measurements,
            "meetings": done.meetings,
            "bytes": done.size,
        },
        f"Cadangan {done.file} dibuat: {done.measurements} pengukuran, "
        f"{done.meetings} catatan rapat.",
    )
    return 0


def run_restore(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Take everything from a backup."""
    from emonev.services.backup import restore

    store = Store(home.database)
    try:
        done = restore(EVERYTHING, store, home, Path(arguments.file))
    finally:
        store.close()
    out.answer(
        {
            "file": str(done.file),
            "measurements": done.measurements,
            "meetings": done.meetings,
            "remark": done.remark,
        },
        f"Dipulihkan dari {done.file}: {done.measurements} pengukuran, "
        f"{done.meetings} catatan rapat. {done.remark}".rstrip(),
    )
    return 0


def demo_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``demo``."""
    parser.add_argument("--kabupaten", default="73.22", choices=["73.22", "73.04"])
    parser.add_argument("--size", default="medium", choices=["small", "medium", "full"])


def run_demo(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Fill an empty home with synthetic data through the real import."""
    from emonev.services.demo import load_demo

    store = Store(home.database)
    try:
        done = load_demo(
            EVERYTHING,
            store,
            home,
            kabupaten=arguments.kabupaten,
            size=arguments.size,
            today=date.today(),
            progress=lambda done, of, name, what: out.progress(f"[{done}/{of}] {name}: {what}"),
        )
    finally:
        store.close()
    out.answer(
        {"kabupaten": done.kabupaten, "files": done.files, "rows": done.rows},
        f"DATA CONTOH {done.kabupaten}: {done.files} berkas, {done.rows} baris.",
    )
    return 0
