"""Profil: every kecamatan in one zip, both files open, public by default."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pypdf import PdfReader

from emonev.core.period import month
from emonev.core.scope import local
from emonev.errors import WrongCall
from emonev.services.figure import Selection
from emonev.services.report import report
from tests.reports.decks import AUGUST, TODAY, made

SOME = ("73.22.03", "73.22.05", "73.22.07")
HIDDEN = "73.22.01"
"""Its count is small: there is nothing to show in public."""


def test_a_profil_holds_a_pdf_and_a_pptx_per_kecamatan(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    with made().reading() as cursor:
        done = report(
            cursor, local("73.22"), "profil", Selection("73.22", AUGUST), tmp_path, today=TODAY,
            kecamatan=(HIDDEN, *SOME), progress=lambda *step: told.append(step),
        )  # fmt: skip
    assert done.audience == "publik" and done.file.parent == tmp_path
    assert [one.name for one in tmp_path.iterdir()] == [done.file.name]
    assert "Profil_2025-08" in done.file.name and done.file.name.startswith("DATA-CONTOH")
    with ZipFile(done.file) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        for code in SOME:
            pdf, pptx = (
                next(n for n in names if n.startswith(code) and n.endswith(suffix))
                for suffix in (".pdf", ".pptx")
            )
            assert "publik" in pdf
            text = PdfReader(BytesIO(archive.read(pdf))).pages[0].extract_text()
            assert "Profil stunting kecamatan" in text and "untuk umum" in text
            assert len(Presentation(BytesIO(archive.read(pptx))).slides) > 3
    assert len(names) == 2 * len(SOME)
    assert [step[:2] for step in told][-4:] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert any(HIDDEN in what for _, _, what in told)


def test_a_period_without_data_leaves_no_file(tmp_path: Path) -> None:
    with made().reading() as cursor, pytest.raises(WrongCall):
        report(
            cursor, local("73.22"), "profil", Selection("73.22", month(2019, 8)),
            tmp_path / "profil.zip", today=TODAY, kecamatan=SOME,
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []
