"""``export``: files out, exit codes, one JSON document."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.cli.commands import emonev

KAB = "73.22"


def test_a_template_and_the_empty_coverage_of_a_kabupaten(tmp_path: Path) -> None:
    home = ("--home", tmp_path / "rumah")
    out = tmp_path / "krs.xlsx"
    made = emonev("export", "templat", "krs", "--kabupaten", KAB, "--period", "2025",
                  "--out", out, *home)  # fmt: skip
    assert made.code == 0 and made.document["kind"] == "krs"
    assert openpyxl.load_workbook(out).sheetnames == ["KRS", "Petunjuk"]
    out = tmp_path / "cakupan.xlsx"
    made = emonev("export", "cakupan", "--kabupaten", KAB, "--period", "2025", "--out", out, *home)
    assert made.code == 0 and (made.document["sheets"], made.document["filled"]) == (29, 0)
    assert len(openpyxl.load_workbook(out).sheetnames) == 30


def test_wrong_calls_say_what_is_there(tmp_path: Path) -> None:
    home = ("--home", tmp_path / "rumah")
    wrong = emonev("export", "templat", "entah", "--kabupaten", KAB, "--out", "x.xlsx", *home)
    assert wrong.code == 2 and "entah" in wrong.document["error"]
    without = emonev("export", "cakupan", "--period", "2025", "--out", "x.xlsx", *home)
    assert without.code == 2
