"""Every command of ``python -m emonev``, as entries: name, help, where it lives.

A command's module is loaded only when the command is called: a script that calls ``zscore`` a
thousand times does not wait for the importer each time.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from emonev.cli.output import Output
from emonev.store.home import Home

Run = Callable[[argparse.Namespace, Home, Output], int]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; two words are a command inside a group (``areas import``).

    ``module`` is a module of this room, ``arguments`` and ``run`` name functions in it.
    """

    name: str
    help: str
    module: str
    arguments: str = "arguments"
    run: str = "run"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Load the command's module and let it describe its options."""
        getattr(self._module(), self.arguments)(parser)

    def runner(self) -> Run:
        """The function that carries the command out."""
        return cast(Run, getattr(self._module(), self.run))

    def _module(self) -> object:
        return import_module(f"emonev.cli.{self.module}")


COMMANDS: tuple[Command, ...] = (
    Command("import", "baca berkas (segala jenis, juga zip) ke basis data", "imports"),
    Command("undo", "batalkan satu unggahan", "imports", "undo_arguments", "run_undo"),
    Command("areas import", "impor daftar kode wilayah (csv, xlsx)", "areas",
            "file_argument", "run_areas"),
    Command("boundaries import", "impor batas wilayah (GeoJSON, Shapefile zip, GeoPackage, "
            "TopoJSON)", "areas", "file_argument", "run_boundaries"),
    Command("sasaran import", "impor sasaran balita per desa (csv, xlsx)", "areas",
            "file_argument", "run_sasaran"),
    Command("zscore", "hitung z-score WHO dari CSV ke CSV", "zscore"),
    Command("indicators", "angka indikator per wilayah", "figures"),
    Command("backup", "buat cadangan", "data", "file_argument", "run_backup"),
    Command("restore", "pulihkan cadangan", "data", "file_argument", "run_restore"),
    Command("demo", "isi rumah data kosong dengan data contoh", "data", "demo_arguments",
            "run_demo"),
    Command("report", "buat bahan rakor (pptx, pdf, png, xlsx, html, profil)", "report"),
    Command("export cakupan", "cakupan layanan tiap desa dalam bentuk web nasional", "export",
            "cakupan_arguments", "run_cakupan"),
    Command("export templat", "templat isian dengan desa kabupaten sendiri", "export",
            "template_arguments", "run_template"),
    Command("worklist", "daftar kerja puskesmas dari berkas by-name (xlsx, pdf)", "worklist"),
    Command("bench", "ukur kecepatan sebagai rasio", "bench"),
)  # fmt: skip
