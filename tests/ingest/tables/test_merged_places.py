"""A kecamatan or puskesmas merged over the rows of its puskesmas or desa is that of them all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.builders import workbook
from tests.ingest.reading import entries_of, read, sheet_of
from tests.ingest.tables.sheets import counts, recap

SASARAN = ("Kecamatan", "Puskesmas", "Desa", "L", "P", "Total")


def told(path: Path) -> list[tuple[str | None, ...]]:
    """Kecamatan, puskesmas and desa of every row with figures, in order."""
    sheet = sheet_of(read(path))
    assert sheet.rejected == 0
    found = [(e["kecamatan"], e["puskesmas"], e["desa"]) for e in entries_of(sheet) if e["measure"]]
    return list(dict.fromkeys(found))


def sasaran(folder: Path, rows: Sequence[Sequence[Any]]) -> Path:
    return workbook(
        folder, [[*row, 5, 6, 11] for row in rows], header=SASARAN, above=[["Pusdatin 2025"]]
    )


def test_a_recap_per_puskesmas_under_merged_kecamatan(tmp_path: Path) -> None:
    names = [("MALANGKE", "MALANGKE"), ("CAPKAR", ""), ("AMMASSANGAN", ""), ("MASAMBA", "MASAMBA")]
    rows = [[f"{at}.", *name, *counts()] for at, name in enumerate(names, 1)]
    assert [one[:2] for one in told(recap(tmp_path, rows))] == [
        ("MALANGKE", "MALANGKE"), ("MALANGKE", "CAPKAR"), ("MALANGKE", "AMMASSANGAN"),
        ("MASAMBA", "MASAMBA"),
    ]  # fmt: skip


def test_kecamatan_and_puskesmas_merged_over_desa(tmp_path: Path) -> None:
    rows = [["MALANGKE", "CAPKAR", "TOKKE"], ["", "", "TOLADA"], ["", "MALANGKE", "BENTENG"],
            ["", "", "LADONGI"]]  # fmt: skip
    assert {(kecamatan, desa) for kecamatan, _, desa in told(sasaran(tmp_path, rows))} == {
        ("MALANGKE", name) for name in ("TOKKE", "TOLADA", "BENTENG", "LADONGI")
    }


def test_a_total_ends_its_group(tmp_path: Path) -> None:
    rows = [["MALANGKE", "", "TOKKE"], ["", "", "TOLADA"], ["JUMLAH", "", ""], ["", "", "BONE TUA"]]
    path = workbook(
        tmp_path, [[*row, 5, 6, 11] for row in rows], header=SASARAN, above=[["Pusdatin 2025"]]
    )
    entries = [e for e in entries_of(sheet_of(read(path))) if e["measure"]]
    assert {(e["kecamatan"], e["desa"]) for e in entries} == {
        ("MALANGKE", "TOKKE"), ("MALANGKE", "TOLADA"), (None, "BONE TUA"),
    }  # fmt: skip


def test_a_name_forgotten_once_among_many_is_not_guessed(tmp_path: Path) -> None:
    rows = [["MALANGKE", "", "TOKKE"], ["", "", "TOLADA"], ["MALANGKE", "", "BENTENG"],
            ["MASAMBA", "", "KAPPUNA"]]  # fmt: skip
    assert told(sasaran(tmp_path, rows))[1] == (None, None, "TOLADA")
