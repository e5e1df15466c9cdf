"""Importing in a few words for tests: a home in a folder, files of ``tests.builders`` rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from emonev.core.scope import EVERYTHING
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.imports import import_files
from emonev.store.home import Home
from emonev.store.store import Store
from tests.builders import workbook

TODAY = date(2026, 1, 5)


class Office:
    """One installation: a home folder, its open store, and a desk where files are made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(folder / "rumah")
        self.store = Store(self.home.database)
        self.made = 0

    def file(self, rows: Iterable[Mapping[str, Any]], **options: Any) -> Path:
        """A workbook with these rows."""
        self.made += 1
        folder = self.folder / f"berkas-{self.made}"
        folder.mkdir()
        return workbook(folder, rows, **options)

    def take(self, *paths: Path, **options: Any) -> list[FileResult]:
        """Import files that are there."""
        return import_files(
            EVERYTHING, self.store, self.home, paths, ImportOptions(**options), today=TODAY
        )

    def upload(self, rows: Iterable[Mapping[str, Any]], **options: Any) -> FileResult:
        """Make a workbook of the rows and import it."""
        (result,) = self.take(self.file(rows), **options)
        return result

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Rows of any SELECT."""
        with self.store.reading() as cursor:
            return cursor.execute(statement).fetchall()

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that must be as before after an undo: measurements, cube, transitions."""
        return {
            table: sorted(self.query(f"SELECT * FROM {table}"), key=repr)
            for table in ("measurement", "cube", "transition", "replaced", "child")
        }


def fates(result: FileResult) -> dict[str, int]:
    """The fates that occurred."""
    names = ("new", "updated", "unchanged", "duplicate", "rejected")
    return {name: result.fate(name) for name in names if result.fate(name)}
