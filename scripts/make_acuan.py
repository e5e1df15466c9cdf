"""Writes ``data/acuan/`` (published prevalence, national targets, population) from public figures.

Run when the figures change: ``python scripts/make_acuan.py FOLDER [--out data/acuan]``, where
FOLDER holds ``published_prevalence.csv`` and ``population_kabupaten.csv``. The national surveys and
the targets are written down here, one line each. The product reads only what this script wrote.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

PREVALENCE_COLUMNS = (
    "kode", "wilayah", "tingkat", "tahun", "bulan", "persen", "sumber", "jenis", "rujukan",
    "catatan",
)  # fmt: skip
TARGET_COLUMNS = ("kode", "wilayah", "tahun", "persen", "dokumen", "sumber_angka", "catatan")
POPULATION_COLUMNS = (
    "kode", "wilayah", "tahun", "laki_laki", "perempuan", "total", "sumber", "catatan",
)  # fmt: skip

PRESS = "pemberitaan pers"

NATIONAL_SURVEYS = (
    (2021, "24.4", "SSGI 2021"),
    (2022, "21.6", "SSGI 2022"),
    (2023, "21.5", "SKI 2023"),
    (2024, "19.8", "SSGI 2024"),
)

# RPJMN names 2025 and 2029; the years between are not known and are not invented (domain.md §5).
NATIONAL_TARGETS = (("2025", "18.8"), ("2029", "14.2"))
TARGET_DOCUMENT = "RPJMN 2025–2029"
TARGET_NOTE = "target survei (SSGI/SKI); tahun di antaranya tidak diketahui"


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a UTF-8 CSV with a header, as dictionaries of stripped text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]


def prevalence_rows(source: Path) -> list[tuple[str, ...]]:
    """Published prevalence: the nation, then province and kabupaten; by code, year, kind."""
    rows = [
        ("", "Indonesia", "nasional", str(year), "", percent, survey, "survei", PRESS, "")
        for year, percent, survey in NATIONAL_SURVEYS
    ]
    rows += [_published(row) for row in read_rows(source / "published_prevalence.csv")]
    return sorted(rows, key=lambda row: (row[0], row[3], row[7], row[4]))


def _published(row: dict[str, str]) -> tuple[str, ...]:
    # A spreadsheet once read the codes and months as numbers: "73.0" is 73, "12.0" December.
    code = row["kode_kab"].removesuffix(".0")
    month = row["bulan"].removesuffix(".0")
    level = "provinsi" if len(code) == 2 else "kabupaten"
    kind = row["jenis"]
    if kind not in ("survei", "rutin"):
        raise ValueError(f"unknown kind of figure: {kind!r}")
    return (
        code, row["wilayah"], level, row["tahun"], month, row["prevalensi_persen"],
        row["sumber_data"], kind, row["rujukan"], row["catatan"],
    )  # fmt: skip


def target_rows() -> list[tuple[str, ...]]:
    """The national targets that are known."""
    return [
        ("", "Indonesia", year, percent, TARGET_DOCUMENT, "survei", TARGET_NOTE)
        for year, percent in NATIONAL_TARGETS
    ]


def population_rows(source: Path) -> list[tuple[str, ...]]:
    """Registered population of the shipped kabupaten."""
    return [
        (
            row["kode"], row["wilayah"].removeprefix("Kabupaten "), row["tahun"],
            row["laki_laki"].removesuffix(".0"), row["perempuan"].removesuffix(".0"),
            row["total"].removesuffix(".0"), row["sumber"], row["mutu"],
        )
        for row in read_rows(source / "population_kabupaten.csv")
        if row["tingkat"] == "kabupaten"
    ]  # fmt: skip


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A UTF-8 CSV with a header and Unix line ends, the same bytes on every system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read FOLDER, write the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("data/acuan"))
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    source: Path = options.folder
    write_rows(options.out / "prevalensi_terbit.csv", PREVALENCE_COLUMNS, prevalence_rows(source))
    write_rows(options.out / "target_nasional.csv", TARGET_COLUMNS, target_rows())
    write_rows(options.out / "penduduk_kabupaten.csv", POPULATION_COLUMNS, population_rows(source))


if __name__ == "__main__":
    main()
