"""``export cakupan``, ``export templat``: workbooks out, in shapes that others (and we) read."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from emonev.cli.output import Output
from emonev.cli.periods import asked_period
from emonev.core.scope import EVERYTHING
from emonev.errors import WrongCall
from emonev.store.home import Home
from emonev.store.settings import get_setting, serentak_months
from emonev.store.store import Cursor, Store


def cakupan_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``export cakupan``."""
    parser.add_argument("--period", required=True, metavar="2025|2025-TW1|2025-08")
    parser.add_argument("--out", required=True, metavar="BERKAS")
    parser.add_argument("--kabupaten", default="", metavar="KODE")
    parser.add_argument("--indicator", action="append", default=[], metavar="KEY")


def run_cakupan(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Write the service coverage of every desa in the national web's shape."""
    from emonev.services.cakupan_export import export_cakupan

    store = Store(home.database)
    try:
        with store.reading() as cursor:
            kabupaten = _kabupaten(cursor, arguments.kabupaten)
            period = asked_period(arguments.period, serentak_months(cursor, kabupaten))
            made = export_cakupan(
                cursor, EVERYTHING, Path(arguments.out), kabupaten, period,
                indicators=arguments.indicator,
            )  # fmt: skip
    finally:
        store.close()
    out.answer(
        {"file": str(made.file), "sheets": made.sheets, "desa": made.desa, "filled": made.filled,
         "period": period.key},
        f"{made.file} dibuat: {made.sheets} lembar, {made.desa} desa, {made.filled} isian "
        f"({made.period_label}).",
    )  # fmt: skip
    return 0


def _kabupaten(cursor: Cursor, given: str) -> str:
    kabupaten = given or get_setting(cursor, "kabupaten")
    if not kabupaten:
        raise WrongCall("Kabupaten belum dipilih.", hint="Tambahkan --kabupaten KODE.")
    return kabupaten


def template_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``export templat``."""
    parser.add_argument("kind", metavar="JENIS", help="by_name, recap, sasaran, cakupan, krs, …")
    parser.add_argument("--out", required=True, metavar="BERKAS")
    parser.add_argument("--period", default="", metavar="2025|2025-TW1|2025-08")
    parser.add_argument("--kabupaten", default="", metavar="KODE")


def run_template(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Write a template with the kabupaten's own desa filled in."""
    from emonev.services.templates import write_template

    period = arguments.period or f"{date.today():%Y}"
    store = Store(home.database)
    try:
        with store.reading() as cursor:
            kabupaten = _kabupaten(cursor, arguments.kabupaten)
            path = write_template(
                cursor, EVERYTHING, arguments.kind, Path(arguments.out), kabupaten, period
            )
    finally:
        store.close()
    out.answer(
        {"file": str(path), "kind": arguments.kind, "period": period},
        f"{path} dibuat: templat {arguments.kind} ({period}).",
    )
    return 0
