"""Every command of ``python -m emonev``, as entries: name, help, arguments, what it runs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from emonev.cli import areas, bench, data, figures, imports
from emonev.cli.output import Output
from emonev.store.home import Home

Run = Callable[[argparse.Namespace, Home, Output], int]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; two words are a command inside a group (``areas import``)."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Run


COMMANDS: tuple[Command, ...] = (
    Command("import", "baca berkas by-name ke basis data", imports.arguments, imports.run),
    Command("undo", "batalkan satu unggahan", imports.undo_arguments, imports.run_undo),
    Command("areas import", "impor daftar kode wilayah (csv, xlsx)",
            areas.file_argument, areas.run_areas),
    Command("boundaries import", "impor batas wilayah (GeoJSON, Shapefile zip, GeoPackage, "
            "TopoJSON)", areas.file_argument, areas.run_boundaries),
    Command("sasaran import", "impor sasaran balita per desa (csv, xlsx)",
            areas.file_argument, areas.run_sasaran),
    Command("zscore", "hitung z-score WHO dari CSV ke CSV", figures.zscore_arguments,
            figures.run_zscore),
    Command("indicators", "angka indikator per wilayah", figures.arguments, figures.run),
    Command("backup", "buat cadangan", data.file_argument, data.run_backup),
    Command("restore", "pulihkan cadangan", data.file_argument, data.run_restore),
    Command("demo", "isi rumah data kosong dengan data contoh", data.demo_arguments,
            data.run_demo),
    Command("bench", "ukur kecepatan sebagai rasio", bench.arguments, bench.run),
)  # fmt: skip
