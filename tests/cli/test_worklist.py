"""The command ``worklist``: a file with names, an answer without."""

from __future__ import annotations

from pathlib import Path

from tests.builders import child, workbook
from tests.cli.commands import emonev


def test_a_list_is_written_and_the_answer_counts(tmp_path: Path) -> None:
    rows = [child(i=1, name="TERCARI SATU", lenhei_cm=76, age_text=""), child(i=2)]
    book = workbook(tmp_path, rows, name="satu")
    home = ("--home", tmp_path / "rumah")
    for name in ("daftar.xlsx", "daftar.pdf"):
        answer = emonev("worklist", book, "--out", tmp_path / name, *home)
        assert answer.code == 0
        assert (tmp_path / name).stat().st_size == answer.document["bytes"]
        assert answer.document["children"] == 2 and answer.document["month"] == "Agustus 2024"
        first = answer.document["lists"][0]
        assert (first["children"], first["part"]) == ("1", False)
        assert "TERCARI" not in f"{answer.document} {answer.errors}"
    assert emonev("import", book, *home).document["files"][0]["sheets"][0]["new"] == 2


def test_wrong_calls_and_refusals(tmp_path: Path) -> None:
    book = workbook(tmp_path, [child()], name="satu")
    home = ("--home", tmp_path / "rumah")
    assert emonev("worklist", book, *home).code == 2
    assert emonev("worklist", book, "--out", tmp_path / "x.docx", *home).code == 2
    assert emonev("worklist", book, "--out", tmp_path / "x.pdf", "--kabupaten", "99.99",
                  *home).code == 2  # fmt: skip
    assert emonev("worklist", tmp_path / "tiada.xlsx", "--out", tmp_path / "x.pdf", *home).code == 3
    assert not (tmp_path / "x.pdf").exists()
