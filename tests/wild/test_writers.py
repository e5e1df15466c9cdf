"""Every writer of files, found in the source, with hostile texts: they stay texts everywhere.

A cell that begins with = + - @ TAB or CR is a text in every workbook, and a negative number stays a
number. Markup, markdown and template tags do nothing in pages, hover texts and documents.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from emonev.charts.deck_file import pack, unpack
from emonev.charts.describe import Point, TrendLine
from emonev.charts.plotly_lines import trend_figure
from emonev.charts.plotly_map import map_figure
from emonev.charts.slides import Deck, MapBody, Table
from emonev.core.area import Area, Level
from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import Issue
from emonev.ingest.read import RawSheet
from emonev.ingest.sasaran import write_sasaran_template
from emonev.ingest.templates.book import Column, Page, write_book
from emonev.reports.docx import render_docx
from emonev.reports.hall_page import hall_page
from emonev.reports.html import render_html
from emonev.reports.marked.fresh import mark_sheets
from emonev.reports.marked.problems import marks_of, summary_of
from emonev.reports.pdf import write_pdf
from emonev.reports.picture import write_picture
from emonev.reports.pptx import write_pptx
from emonev.reports.problem_list import problem_list
from emonev.reports.xlsx import write_xlsx
from tests.reports import decks

ROOT = Path(__file__).resolve().parents[2]

STARTS = ("=cmd|'/c calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
          "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1", "\r=1+1",
          '=HYPERLINK("http://contoh.invalid","klik")')  # fmt: skip
"""Texts that a spreadsheet would compute if it took them for formulas."""

MARKUP = "<img src=x onerror=alert(1)><script>alert(1)</script>"
WILD = f"{STARTS[0]} {MARKUP} :red[x] $x$ {{{{ 7*7 }}}} #set x"

COVERED = {
    "emonev/reports/xlsx.py": "here",
    "emonev/reports/listing.py": "here",
    "emonev/reports/marked/fresh.py": "here",
    "emonev/reports/marked/package.py": "tests/services/test_marked.py",
    "emonev/reports/worklist_xlsx.py": "tests/reports/test_worklist_files.py",
    "emonev/ingest/templates/book.py": "here",
    "emonev/ingest/sasaran.py": "here",
    "emonev/reports/pptx.py": "here",
    "emonev/reports/docx.py": "here",
    "emonev/reports/typeset.py": "here",
    "emonev/reports/html.py": "here",
    "emonev/services/hall_files.py": "here",
    "emonev/charts/deck_file.py": "here",
    "emonev/reports/pptx_data.py": "here",
    "emonev/reports/profil.py": "packs slides and pages covered here",
    "emonev/ui/upload_marked.py": "packs marked workbooks",
    "emonev/web/hall.py": "packs pages covered here",
    "emonev/cli/bench.py": "measures only",
    "emonev/demo/workbook.py": "invented texts only",
    "emonev/demo/supporting.py": "invented texts only",
    "emonev/demo/one_workbook.py": "invented texts only",
    "emonev/growth/files.py": "repeats the columns of the user's own file unchanged",
    "emonev/services/qr_code.py": "a picture of an address",
    "emonev/services/backup_file.py": "a copy of the office's own files",
    "emonev/store/snapshot.py": "a copy of the store",
}
"""Module that writes a file → where its hostile texts are tested, or why it has none."""

WRITES = re.compile(
    r"xlsxwriter\.Workbook\(|xlwt\.Workbook\(|Presentation\(\)|DocxTemplate\(|csv\.(?:writer|DictWriter)"
    r"|\.to_csv|\.to_excel|typst\.Compiler|ZipFile\([^)]*\"w\"|COPY \(|COPY FROM|gzip\.compress"
    r"|write_text\([^)]*newline|segno\.make"
)  # fmt: skip


def test_every_writer_of_files_is_listed() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("emonev", "pages")
        for path in (ROOT / folder).rglob("*.py")
        if WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found - set(COVERED) == set(), "a new writer of files: cover its hostile texts"
    assert all((ROOT / name).is_file() for name in COVERED)
    for where in COVERED.values():
        assert not where.startswith("tests/") or (ROOT / where).is_file()


# --- workbooks


def formulas(path: Path) -> Iterator[str]:
    """Text of every formula of an xlsx, and of every link and data connection."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert not re.search(r"externalLink|connections|vbaProject|ddeLink", name), name
            text = archive.read(name).decode("utf-8", "replace")
            if name.startswith("xl/worksheets/"):
                yield from re.findall(r"<f[ >][^<]*", text)
                yield from re.findall(r"<hyperlink[^>]*", text)
            assert "contoh.invalid" not in text or 'TargetMode="External"' not in text, name


def cells(path: Path) -> list[Any]:
    """All filled cells."""
    return [
        cell
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def harmless(path: Path) -> None:
    """No hostile text is a formula or a link."""
    for formula in formulas(path):
        assert "cmd" not in formula and "HYPERLINK" not in formula and "1+1" not in formula
    for cell in cells(path):
        if isinstance(cell.value, str) and cell.value.lstrip().startswith(STARTS[0][:4]):
            assert cell.data_type == "s", cell.coordinate


def _deck_xlsx(path: Path) -> None:
    columns = decks.slides_table(decks.shown(audience="internal")).columns[:2]
    table = Table("t", STARTS[0], columns, tuple((s, s) for s in STARTS), STARTS[1])
    base = hostile_deck()
    slide = replace(base.slides[0], data=(table,))
    write_xlsx(replace(base, slides=(slide, *base.slides[1:])), path)


def _problems(path: Path) -> None:
    rows = [(s, "A1", 3, s, s, s, s, s, -4) for s in STARTS]
    path.write_bytes(problem_list(STARTS[0], STARTS[1], rows))


def _marked(path: Path) -> None:
    raw = RawSheet(STARTS[0][:20], [[s, -1.5, MARKUP] for s in STARTS])
    code = next(iter(CATALOGUE))
    issues = [Issue(code, raw.name, 1, "A1", STARTS[0], STARTS[1])]
    marks = marks_of(issues, {raw.name: 1})
    mark_sheets([raw], path, marks, summary_of(issues, {raw.name: {code: 1}}), STARTS[0])


def _template(path: Path) -> None:
    columns = (Column(STARTS[0]), Column("Nilai", "decimal"), Column(MARKUP, choices=STARTS[:1]))
    rows = [(s, -1.5, s) for s in STARTS]
    write_book(path, [Page("Isi", STARTS, columns, rows, (STARTS[0], -2, STARTS[2]))], STARTS)


def _sasaran(path: Path) -> None:
    places = [Area("73.22", STARTS[0], Level.KABUPATEN, "73"),
              Area("73.22.01", STARTS[1], Level.KECAMATAN, "73.22")]  # fmt: skip
    desa = [Area(f"73.22.01.200{n}", s, Level.DESA, "73.22.01") for n, s in enumerate(STARTS)]
    write_sasaran_template(path, [*places, *desa], 2025)


@pytest.mark.parametrize("write", [_deck_xlsx, _problems, _marked, _template, _sasaran])
def test_formulas_from_sheets_stay_texts(write: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    write(path)
    harmless(path)
    said = {cell.value.lstrip() for cell in cells(path) if isinstance(cell.value, str)}
    assert any(text.startswith("+1+cmd") for text in said), "the text is there, as a text"


@pytest.mark.parametrize("write", [_problems, _marked, _template])
def test_negative_numbers_stay_numbers(write: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    write(path)
    assert any(isinstance(c.value, (int, float)) and c.value < 0 for c in cells(path))


def test_a_formula_that_got_through_is_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = STARTS[0]
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(AssertionError):
        harmless(tmp_path / "b.xlsx")


# --- pages, slides, documents


def hostile_deck() -> Deck:
    """The deck of the tests of reports, with ``WILD`` in every place."""
    before = decks.WILD
    decks.WILD = WILD  # type: ignore[misc]
    try:
        return decks.wild()
    finally:
        decks.WILD = before  # type: ignore[misc]


@pytest.fixture(scope="module")
def hostile() -> Deck:
    """One hostile deck for all."""
    return hostile_deck()


def test_pages_hold_no_markup_of_a_sheet(hostile: Deck) -> None:
    for page in (render_html(hostile), hall_page(hostile, "/paparan", [])):
        assert "<img src=x" not in page and "<script>alert" not in page
        assert "onerror=alert" in page, "the text is there, as a text"


def test_hover_texts_hold_no_markup(hostile: Deck) -> None:
    maps = [b.chart for s in hostile.slides for b in s.bodies if isinstance(b, MapBody)]
    lines = [b for s in hostile.slides for b in s.bodies if isinstance(b, TrendLine)]
    assert maps and lines
    points = tuple(replace(p, label=MARKUP) for p in lines[0].points if isinstance(p, Point))
    drawn = [map_figure(chart, 800, 600) for chart in maps[:1]]
    drawn.append(trend_figure(replace(lines[0], points=points), 400))
    for figure in drawn:
        for text in _texts(figure.to_plotly_json()):
            assert "<img" not in text and "<script" not in text, text[:80]


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, (list, tuple)) or hasattr(part, "tolist"):
        for value in part.tolist() if hasattr(part, "tolist") else part:
            yield from _texts(value)


def test_slides_hold_texts_and_no_links(hostile: Deck, tmp_path: Path) -> None:
    path = tmp_path / "d.pptx"
    write_pptx(hostile, path)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            assert 'TargetMode="External"' not in text, name
            if name.startswith("ppt/slides/") and name.endswith(".xml"):
                assert "<img" not in text and "hlinkClick" not in text, name
            if name.endswith(".xlsx"):
                inner = tmp_path / "dalam.xlsx"
                inner.write_bytes(archive.read(name))
                harmless(inner)


def test_pdf_and_picture_hold_texts_and_no_actions(hostile: Deck, tmp_path: Path) -> None:
    write_pdf(hostile, tmp_path / "d.pdf")
    content = (tmp_path / "d.pdf").read_bytes()
    assert not re.search(rb"/(JavaScript|JS|Launch|URI|OpenAction)\b", content)
    said = re.sub(r"\s", "", "".join(p.extract_text() for p in PdfReader(BytesIO(content)).pages))
    assert "onerror=alert(1)" in said and "{{7*7}}" in said
    write_picture(hostile, tmp_path / "d.png")
    assert (tmp_path / "d.png").read_bytes().startswith(b"\x89PNG")


def test_documents_fill_in_texts_and_nothing_else() -> None:
    template = BytesIO()
    made = Document()
    made.add_paragraph("Rapat {{ judul }}.")
    made.save(template)
    filled = Document(BytesIO(render_docx(template.getvalue(), {"judul": WILD})))
    said = "".join(p.text for p in filled.paragraphs)
    assert "{{ 7*7 }}" in said and MARKUP in said and "49" not in said
    assert not [r for r in filled.part.rels.values() if r.is_external]


def test_a_frozen_deck_keeps_every_text_as_it_is(hostile: Deck) -> None:
    assert unpack(pack(hostile)) == hostile
    assert hostile.made_on >= date(2025, 1, 1)
