"""Lists of areas: the master that ships, and code lists of any other kabupaten."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from emonev.core.area import Area, Level
from emonev.ingest.area_match import Alias, AreaIndex, Split


@dataclass(frozen=True, slots=True)
class AreaMaster:
    """The areas that ship with the product, with their aliases and splits."""

    areas: tuple[Area, ...]
    aliases: tuple[Alias, ...]
    splits: tuple[Split, ...]

    def index(self) -> AreaIndex:
        """The master ready for matching."""
        return AreaIndex(self.areas, self.aliases, self.splits)


def read_master(folder: Path) -> AreaMaster:
    """``data/wilayah/`` as written by ``scripts/make_wilayah.py``."""
    return AreaMaster(
        areas=tuple(_shipped_area(row) for row in _shipped_rows(folder / "areas.csv")),
        aliases=tuple(
            Alias(row["area_code"], row["alias"], row["note"])
            for row in _shipped_rows(folder / "aliases.csv")
        ),
        splits=tuple(
            Split(row["area_code"], row["from_code"], row["note"])
            for row in _shipped_rows(folder / "splits.csv")
        ),
    )


def _shipped_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _shipped_area(row: dict[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        level=Level(row["level"]),
        parent_code=row["parent_code"] or None,
        bps_code=row["bps_code"] or None,
        kind=row["kind"] or None,
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )
