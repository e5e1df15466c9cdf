"""The demo: synthetic workbooks through the real import and one earlier rakor, marked DATA CONTOH,
gone in one click."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from emonev.core.scope import Scope
from emonev.demo.build import Size, build_demo
from emonev.demo.supporting import LAST_YEAR, write_supporting
from emonev.errors import WrongCall
from emonev.register.register import Register
from emonev.services.demo_meeting import add_demo_meeting, remove_demo_meetings
from emonev.services.import_result import ImportOptions
from emonev.services.imports import import_files
from emonev.store import areas as stored_areas
from emonev.store.home import Home
from emonev.store.own_data import clear_data, holds_data, is_demo
from emonev.store.settings import put_setting
from emonev.store.store import Store

Progress = Callable[[int, int, str, str], None]


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """What was loaded: kabupaten code, number of workbooks, rows read from them."""

    kabupaten: str
    files: int
    rows: int


def load_demo(
    scope: Scope,
    store: Store,
    home: Home,
    *,
    kabupaten: str,
    size: Size = "medium",
    today: date,
    progress: Progress | None = None,
) -> DemoLoaded:
    """Build the workbooks, import them, write the earlier rakor, and mark the home as demo.

    Replaces an earlier demo. Raises WrongCall when the home holds own data.
    """
    with store.reading() as cursor:
        if holds_data(cursor) and not is_demo(cursor):
            raise WrongCall(
                "Rumah data ini sudah berisi data Anda; data contoh tidak dicampur ke dalamnya.",
                hint="Pakai folder lain (--home FOLDER).",
            )
    remove_demo_meetings(Register(home.register), home)
    with store.writing() as cursor:
        clear_data(cursor)
        put_setting(cursor, "demo", "1")
        put_setting(cursor, "kabupaten", kabupaten)
    home.work.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="contoh-", dir=home.work))
    try:
        return _load(scope, store, home, kabupaten, size, today, folder, progress)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _load(
    scope: Scope,
    store: Store,
    home: Home,
    kabupaten: str,
    size: Size,
    today: date,
    folder: Path,
    progress: Progress | None,
) -> DemoLoaded:
    def built(done: int, of: int, name: str) -> None:
        if progress:
            progress(done, of, name, "menyusun data contoh")

    files = build_demo(folder, kabupaten=kabupaten, size=size, today=today, progress=built)
    with store.writing() as cursor:
        stored_areas.put_sasaran(cursor, files.sasaran)
        stored_areas.put_puskesmas(cursor, files.puskesmas)
    options = ImportOptions(kabupaten=kabupaten, demo=True)
    paths = [*files.files, write_supporting(folder, kabupaten, min(today.year, LAST_YEAR))]
    results = import_files(scope, store, home, paths, options, today=today, progress=progress)
    with store.reading() as cursor:
        add_demo_meeting(scope, Register(home.register), cursor, kabupaten, today=today)
    return DemoLoaded(kabupaten, len(results), sum(result.rows_read for result in results))


def remove_demo(scope: Scope, store: Store, home: Home) -> None:
    """Take the demo's data and meetings out, so that the home is empty; own meetings stay.

    Raises WrongCall on own data.
    """
    with store.reading() as cursor:
        if not is_demo(cursor):
            raise WrongCall("Rumah data ini tidak berisi data contoh; tidak ada yang dihapus.")
    # Meetings first: what is left after a crash is a demo without a meeting, never a meeting
    # of the demo beside own data.
    remove_demo_meetings(Register(home.register), home)
    with store.writing() as cursor:
        clear_data(cursor)
