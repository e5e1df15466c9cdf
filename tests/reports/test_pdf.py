"""The A4 report: its text is found by a reader, with every figure and no hidden one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from emonev.charts.slides import DEMO_MARK, Deck
from emonev.reports.pdf import DRAWERS, write_pdf
from emonev.reports.pptx_text import cell_text
from tests.meeting import SECRET_TEXTS
from tests.reports.decks import WILD, figures_of, shown, wild

MOST_BYTES = 2_000_000


def pages(described: Deck, folder: Path) -> list[str]:
    file = folder / "laporan.pdf"
    write_pdf(described, file)
    assert file.stat().st_size < MOST_BYTES
    return [page.extract_text() for page in PdfReader(file).pages]


def together(text: str) -> str:
    """Without any white: a reader breaks lines where the page does."""
    return re.sub(r"\s+", "", text.replace("\xa0", " "))


@pytest.mark.parametrize("audience", ["publik", "internal"])
def test_every_figure_and_table_cell_is_found_as_text(tmp_path: Path, audience: str) -> None:
    described = shown(audience=audience)  # type: ignore[arg-type]
    said = together("".join(pages(described, tmp_path)))
    wanted = set(figures_of(described))
    assert len(wanted) > 40
    assert {figure for figure in wanted if together(figure) not in said} == set()
    cells = {
        cell_text(cell, column)
        for slide in described.slides
        for table in slide.data
        for row in table.rows
        for cell, column in zip(row, table.columns, strict=True)
    }
    assert len(cells) > 60
    assert {cell for cell in cells if together(cell) not in said} == set()


def test_nothing_suppressed_leaves_and_the_search_would_find_it(tmp_path: Path) -> None:
    def secrets(audience: str) -> set[str]:
        text = "\n".join(pages(shown(audience=audience), tmp_path))  # type: ignore[arg-type]
        plain = text.replace("\xa0", " ")
        return {one for one in SECRET_TEXTS if re.search(rf"(?<![\d.,]){one}(?![\d.,]\d)", plain)}

    assert secrets("publik") == set()
    assert secrets("internal") == set(SECRET_TEXTS)


def test_the_title_page_says_what_was_asked_and_every_page_its_state(tmp_path: Path) -> None:
    described = shown()
    first, *others = pages(described, tmp_path)
    flat = together(first)
    for wanted in (described.title, described.subtitle, described.filters_text,
                   described.data_date_text, described.version, DEMO_MARK):  # fmt: skip
        assert together(wanted) in flat
    for term, meaning in described.definitions:
        assert together(term) in flat and together(meaning) in flat
    for page in others:
        flat = together(page)
        assert DEMO_MARK.replace(" ", "") in flat and together(described.version) in flat
        assert "Agustus2025" in flat and "dataper" in flat


def test_names_from_sheets_stay_text(tmp_path: Path) -> None:
    said = together("".join(pages(wild(), tmp_path)))
    assert said.count(together(WILD)) > 20


def test_a_title_of_the_file_for_readers(tmp_path: Path) -> None:
    file = tmp_path / "laporan.pdf"
    write_pdf(shown(), file)
    read = PdfReader(file)
    assert read.metadata is not None and "Luwu Utara" in str(read.metadata.title)
    assert not [page for page in read.pages if page.get("/Annots")]


def test_every_kind_of_body_has_a_drawer() -> None:
    bodies = {
        type(body)
        for order, kecamatan in (("rakor_kabupaten", ""), ("lokakarya_kecamatan", "73.22.03"))
        for slide in shown("73.22", order, "internal", kecamatan).slides
        for body in slide.bodies
    }
    assert bodies <= set(DRAWERS) and len(bodies) >= 6


def test_a_table_that_fits_on_a_page_is_not_cut(tmp_path: Path) -> None:
    described = shown(audience="internal")
    table = replace(described.slides[0].data[0], note="")
    tables = tuple(replace(table, title=f"Tabel ke-{at}", key=f"t{at}") for at in range(5))
    slide = replace(described.slides[0], data=tables)
    found = pages(replace(described, slides=(slide,)), tmp_path)
    names = [str(row[1]) for row in table.rows]
    for at in range(5):
        page = next(text for text in found if f"Tabel ke-{at}" in text)
        heads = [text.count("Keterangan") for text in found]
        assert all(name in page for name in names)
    assert sum(heads) == 5  # no head had to be repeated


def test_a_table_longer_than_a_page_loses_no_row(tmp_path: Path) -> None:
    described = shown()
    table = described.slides[-1].data[0]
    rows = tuple((f"istilah-{at:03d}", "arti") for at in range(120))
    slide = replace(described.slides[0], bodies=(replace(table, rows=rows),), data=())
    said = "".join(pages(replace(described, slides=(slide,)), tmp_path))
    assert [row[0] for row in rows if row[0] not in said] == []
