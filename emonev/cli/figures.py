"""``indicators``: figures out."""

from __future__ import annotations

import argparse

from emonev.cli.output import Output
from emonev.cli.periods import asked_period
from emonev.core.area import Level
from emonev.core.scope import EVERYTHING
from emonev.services.figures import indicator_rows
from emonev.store.home import Home
from emonev.store.settings import get_setting, serentak_months
from emonev.store.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``indicators``."""
    parser.add_argument("--indicator", action="append", default=[], metavar="KEY")
    parser.add_argument("--level", required=True, choices=[str(level) for level in Level])
    parser.add_argument("--area", default="", metavar="KODE")
    parser.add_argument("--source", default="e-ppgbm")
    parser.add_argument("--period", required=True, metavar="2025|2025-TW1|2025-TW2-SD|2025-08")


def run(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Figures of every area of a level."""
    store = Store(home.database)
    try:
        with store.reading() as cursor:
            kabupaten = ".".join(arguments.area.split(".")[:2]) or get_setting(cursor, "kabupaten")
            serentak = serentak_months(cursor, kabupaten)
            rows = indicator_rows(
                cursor,
                EVERYTHING,
                indicators=arguments.indicator,
                level=Level(arguments.level),
                area=arguments.area,
                source=arguments.source,
                period=asked_period(arguments.period, serentak),
            )
    finally:
        store.close()
    out.answer({"rows": rows}, "\n".join(_line(row) for row in rows))
    return 0


def _line(row: dict[str, object]) -> str:
    shown = ("area_code", "area", "indicator", "period", "rule", "numerator", "denominator")
    value = row["value"]
    percent = f"{value * 100:.1f}".replace(".", ",") + " %" if isinstance(value, float) else "–"
    return "\t".join([*(str(row[k]) if row[k] is not None else "–" for k in shown), percent])
