"""In the PDF a form stands once, on its slide, and the small lines of every area are drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from emonev.charts.describe import Panel, Point, SmallMultiples
from emonev.charts.slides import Column, Slide, Table
from emonev.reports.pdf import write_pdf
from tests.reports.decks import shown

FORM = Table("RTL", "Formulir kosong", (Column("a", "Kegiatan"), Column("b", "Batas waktu")),
             (("", ""),) * 4, form=True)  # fmt: skip


def text(tmp_path: Path, *slides: Slide) -> str:
    write_pdf(replace(shown(), slides=slides), tmp_path / "a.pdf")
    return " ".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)


def test_an_empty_form_is_printed_once(tmp_path: Path) -> None:
    slide = Slide("a", "form_rtl", "Rencana", "", (FORM,), (), "kaki", data=(FORM,))
    assert text(tmp_path, slide).count("Batas waktu") == 1
    filled = replace(FORM, form=False)
    slide = replace(slide, bodies=(filled,), data=(filled,))
    assert text(tmp_path, slide).count("Batas waktu") == 2


def test_small_lines_say_every_area_and_its_newest_value(tmp_path: Path) -> None:
    point = Point("Agu 2025", 0.14, 0.9, "", False, "", "14,0 %")
    body = SmallMultiples(tuple(Panel(n, n, "", "", (point,)) for n in ("Seko", "Rampi")), 0.2, 2)
    said = text(tmp_path, Slide("a", "tren_kecamatan", "Tren", "", (body,), (), "kaki"))
    assert "Seko" in said and "Rampi" in said and said.count("14,0 %") == 2
