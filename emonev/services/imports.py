"""Importing files: parse in a child process, then one transaction per file."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path

from emonev.core.scope import Scope
from emonev.errors import NoAccess
from emonev.ingest.parse import parse_file
from emonev.ingest.parsed import (
    ParsedFile,
    ParseOptions,
)
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.import_storing import import_parsed
from emonev.store.home import Home
from emonev.store.store import Store

Progress = Callable[[int, int, str, str], None]
"""Called as (files done, files in all, file name, what happens now)."""

Told = Callable[[int, str, int], None]
"""Called as (number of the file, what happens now, rows read of it), also by helper threads."""

_PARSERS_AHEAD = 2
"""Files parsed ahead while one is stored: two child processes keep a laptop's two cores busy."""


def import_files(
    scope: Scope,
    store: Store,
    home: Home,
    paths: Sequence[Path],
    options: ImportOptions,
    *,
    today: date,
    progress: Progress | None = None,
    ready: Callable[[int], None] | None = None,
) -> list[FileResult]:
    """Import every file, each in its own transaction, in the order given.

    ``ready(number)`` returns once ``paths[number]`` is there (the demo writes while it imports).
    A bad file never raises: it comes back refused. Raises WrongCall for options that name an
    unknown area, NoAccess when the scope does not reach the kabupaten.
    """

    def told(number: int, now: str, rows: int) -> None:
        if progress:
            progress(number, len(paths), paths[number].name, now)

    results = []
    for result in import_each(
        scope, store, home, [(path, options) for path in paths], today=today, told=told, ready=ready
    ):
        results.append(result)
        if progress:
            progress(len(results), len(paths), result.file, "selesai")
    return results


def import_each(
    scope: Scope,
    store: Store,
    home: Home,
    files: Sequence[tuple[Path, ImportOptions]],
    *,
    today: date,
    told: Told | None = None,
    ready: Callable[[int], None] | None = None,
) -> Iterator[FileResult]:
    """As ``import_files``, with options per file; each result as soon as its file is stored.

    Whoever stops asking leaves the files that follow untouched.
    """
    for _, options in files:
        if options.kabupaten and not scope.reaches(options.kabupaten):
            raise NoAccess("Akun ini tidak dapat mengunggah untuk kabupaten tersebut.")
    for number, parsed in enumerate(_parsed(store, home, files, today, told, ready)):
        if told:
            told(number, "menyimpan", sum(sheet.rows_read for sheet in parsed.sheets))
        yield import_parsed(scope, store, parsed, files[number][1])


def _parsed(
    store: Store,
    home: Home,
    files: Sequence[tuple[Path, ImportOptions]],
    today: date,
    told: Told | None,
    ready: Callable[[int], None] | None = None,
) -> Iterator[ParsedFile]:
    """Each file parsed, a few ahead of the one being stored; typed rows vanish afterwards."""
    key = home.key()
    home.work.mkdir(parents=True, exist_ok=True)
    _sweep(home.work)
    folder = Path(tempfile.mkdtemp(prefix="unggah-", dir=home.work))

    def parse(number: int) -> ParsedFile:
        if ready:
            ready(number)
        if told:
            told(number, "membaca", 0)
        workdir = folder / str(number)
        workdir.mkdir()
        path, options = files[number]
        parse_options = _parse_options(store, options, today)
        return parse_file(path, options=parse_options, key=key, workdir=workdir)

    try:
        with ThreadPoolExecutor(_PARSERS_AHEAD) as pool:
            waiting: dict[int, Future[ParsedFile]] = {}
            for number in range(len(files)):
                for ahead in range(number, min(number + _PARSERS_AHEAD + 1, len(files))):
                    if ahead not in waiting:
                        waiting[ahead] = pool.submit(parse, ahead)
                try:
                    yield waiting.pop(number).result()
                except GeneratorExit:
                    pool.shutdown(cancel_futures=True)
                    raise
                shutil.rmtree(folder / str(number), ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(work: Path) -> None:
    """Remove what an import that was killed left behind: scratch folders older than a day."""
    yesterday = time.time() - 24 * 3600
    for folder in work.glob("unggah-*"):
        if folder.stat().st_mtime < yesterday:
            shutil.rmtree(folder, ignore_errors=True)


def _parse_options(store: Store, options: ImportOptions, today: date) -> ParseOptions:
    with store.reading() as cursor:
        rows = cursor.execute("SELECT signature, mapping FROM column_mapping").fetchall()
        said = cursor.execute("SELECT signature, answers FROM sheet_mapping").fetchall()
    return ParseOptions(
        sheet=options.sheet,
        header_row=options.header_row,
        mapping=dict(options.mapping),
        remembered={signature: json.loads(mapping) for signature, mapping in rows},
        measured_on=options.measured_on,
        area_given=bool(options.area),
        day_month_order=options.day_month_order,
        units=dict(options.units),
        position=options.position,
        today=today,
        period=options.period,
        table_answers={name: dict(said) for name, said in options.table_answers.items()},
        remembered_tables={signature: json.loads(answers) for signature, answers in said},
    )
