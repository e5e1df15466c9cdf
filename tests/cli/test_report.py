"""``report``: one file out of a home, with its time; wrong words are a wrong call."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from tests.cli.commands import emonev
from tests.filled_home import fill
from tests.reports.files import freeforms, presentation


def test_report_writes_a_public_powerpoint_by_default(tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    home.mkdir()
    fill(home)
    out = tmp_path / "bahan.pptx"
    answer = emonev("report", "pptx", "--period", "2025-08", "--out", out, "--home", home)
    assert answer.code == 0
    document = answer.document
    assert (document["kind"], document["audience"]) == ("pptx", "publik")
    assert document["bytes"] == out.stat().st_size and document["seconds"] > 0
    slides = presentation(out).slides
    assert len(slides) == document["slides"] + 1
    assert any(len(freeforms(slide)) == 15 for slide in slides)
    for wrong in (
        ("docx", "--period", "2025-08"),
        ("xlsx", "--period", "2019-08"),
        ("xlsx", "--period", "Agustus"),
        ("xlsx", "--period", "2025-08", "--order", "x"),
        ("xlsx", "--period", "2025-08", "--kecamatan", "73.04.01"),
        ("profil", "--period", "2025-08", "--by", "desa"),
    ):
        refused = emonev("report", *wrong, "--out", tmp_path / "lain", "--home", home)
        assert refused.code == 2 and refused.document["error"]
    assert not (tmp_path / "lain").exists()


def test_profil_of_every_puskesmas_of_a_kecamatan(tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    home.mkdir()
    fill(home)
    out = tmp_path / "profil.zip"
    answer = emonev(
        "report", "profil", "--by", "puskesmas", "--kecamatan", "73.22.03", "--audience",
        "internal", "--period", "2025-08", "--out", out, "--home", home,
    )  # fmt: skip
    assert answer.code == 0 and answer.document["audience"] == "internal"
    with ZipFile(out) as archive:
        endings = sorted(name.rpartition(".")[2] for name in archive.namelist())
    assert endings == ["pdf", "pptx"]
