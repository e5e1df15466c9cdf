"""``report``: material for a rakor."""

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
from emonev.store.store import Store


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``report``."""
    parser.add_argument("kind", metavar="JENIS", help="pptx, pdf, png, xlsx, html, profil")
    parser.add_argument("--period", required=True, metavar="2025|2025-TW1|2025-08")
    parser.add_argument("--out", required=True, metavar="BERKAS", help="berkas atau folder")
    parser.add_argument("--kabupaten", default="", metavar="KODE")
    parser.add_argument("--kecamatan", action="append", default=[], metavar="KODE")
    parser.add_argument("--audience", default="publik", choices=["publik", "internal"])
    parser.add_argument("--order", default="", metavar="URUTAN",
                        help="rakor_kabupaten, rakor_kecamatan, lokakarya_kecamatan")  # fmt: skip
    parser.add_argument("--indicator", default="stunting", metavar="KEY")
    parser.add_argument("--age", default="balita", choices=["balita", "baduta"])
    parser.add_argument("--by", default="kecamatan", choices=["kecamatan", "puskesmas", "desa"],
                        help="profil tiap apa")  # fmt: skip
    parser.add_argument("--template", default="", metavar="BERKAS", help="templat .pptx sendiri")


def run(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Write one file and say how long it took."""
    from emonev.register.register import Register
    from emonev.services.decisions import decisions
    from emonev.services.figure import Selection
    from emonev.services.report import report

    today, store = date.today(), Store(home.database)
    try:
        with store.asking() as cursor:
            kabupaten = arguments.kabupaten or get_setting(cursor, "kabupaten")
            if not kabupaten:
                raise WrongCall("Kabupaten belum dipilih.", hint="Tambahkan --kabupaten KODE.")
            period = asked_period(arguments.period, serentak_months(cursor, kabupaten))
            written = decisions(
                EVERYTHING, Register(home.register), cursor, kabupaten, today=today
            )  # fmt: skip
            made = report(
                cursor,
                EVERYTHING,
                arguments.kind,
                Selection(kabupaten, period, age=arguments.age, indicator=arguments.indicator),
                Path(arguments.out),
                today=today,
                order=arguments.order
                or ("rakor_kecamatan" if arguments.kecamatan else "rakor_kabupaten"),
                audience=arguments.audience,
                kecamatan=arguments.kecamatan,
                template=Path(arguments.template) if arguments.template else None,
                by=arguments.by,
                decisions=written,
                progress=lambda done, of, what: out.progress(f"[{done}/{of}] {what}"),
            )
    finally:
        store.close()
    out.answer(
        {
            "kind": made.kind,
            "file": str(made.file),
            "slides": made.slides,
            "bytes": made.size,
            "seconds": round(made.seconds, 3),
            "audience": made.audience,
        },
        f"{made.file} dibuat: {made.slides} slide, {made.size} bita, {made.seconds:.1f} detik "
        f"({made.audience}).",
    )
    return 0
