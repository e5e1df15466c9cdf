"""``report``: one file out of a home, with its time; wrong words are a wrong call."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

from emonev.core.scope import EVERYTHING
from emonev.register.register import Register
from emonev.services.decisions import decide
from emonev.services.meeting_result import DecisionDraft
from emonev.services.meetings import create_meeting
from emonev.store.home import Home
from emonev.store.store import Store
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


def test_the_same_slides_as_on_the_page_what_is_still_open_included(tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    home.mkdir()
    fill(home)
    add_open_decision(Home(home))
    out = tmp_path / "bahan.pptx"
    assert emonev("report", "pptx", "--period", "2025-08", "--out", out, "--home", home).code == 0
    first = presentation(out).slides[1]
    assert "1 rencana tindak lanjut masih terbuka" in first.shapes.title.text_frame.text


def add_open_decision(home: Home) -> None:
    """One decision of an earlier rakor that nobody has begun."""
    register, store = Register(home.register), Store(home.database)
    number = create_meeting(
        EVERYTHING, register, "73.22", title="Rakor", held_on=date(2025, 9, 4), who="Bapperida"
    )
    draft = DecisionDraft(what="Ukur ulang", unit_kind="opd", unit="Dinas Kesehatan",
                          due_on=date(2099, 1, 1))  # fmt: skip
    with store.asking() as cursor:
        decide(EVERYTHING, register, cursor, number, draft, who="B", now=datetime(2025, 9, 4))
    store.close()


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
