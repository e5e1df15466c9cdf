"""One HTML file: every figure of the deck, nothing hidden, texts inert, no way out."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from emonev.charts.slides import DEMO_MARK, Column, Deck, MapBody, Sentences, Table
from emonev.reports import html_bodies
from emonev.reports.area_cards import area_cards
from emonev.reports.html import DRAWERS, Live, policy_of, render_html, write_html
from emonev.reports.pptx_text import cell_text
from tests.meeting import SECRET_TEXTS
from tests.reports.decks import WILD, figures_of, shown, wild

MOST_BYTES = 3_000_000


class Read(HTMLParser):
    """Texts one may see or hear, and the elements with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.elements.append((tag, named))
        self._hidden += tag in ("style", "script")
        for name in ("data-tip", "data-state", "aria-label", "title"):
            if named.get(name):
                self.texts.append(str(named[name]))

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def read(described: Deck, folder: Path) -> Read:
    file = folder / "tayangan.html"
    write_html(described, file)
    assert file.stat().st_size < MOST_BYTES
    found = Read()
    found.feed(file.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("audience", ["publik", "internal"])
def test_every_figure_of_the_deck_stands_in_the_file(tmp_path: Path, audience: str) -> None:
    described = shown(audience=audience)  # type: ignore[arg-type]
    said = "\n".join(read(described, tmp_path).texts)
    wanted = set(figures_of(described))
    assert len(wanted) > 40
    assert {figure for figure in wanted if figure not in said} == set()
    for slide in described.slides:
        assert slide.title in said
        assert all(note in said for note in slide.notes)


def test_nothing_suppressed_leaves_and_the_search_would_find_it(tmp_path: Path) -> None:
    def secrets(audience: str) -> set[str]:
        said = "\n".join(read(shown(audience=audience), tmp_path).texts)  # type: ignore[arg-type]
        plain = said.replace("\xa0", " ")
        return {text for text in SECRET_TEXTS if re.search(rf"(?<![\d.,]){text}(?![\d.,]\d)",
                                                           plain)}  # fmt: skip

    assert secrets("publik") == set()
    assert secrets("internal") == set(SECRET_TEXTS)


def test_each_area_has_one_shape_and_one_card_with_its_row(tmp_path: Path) -> None:
    described = shown()
    found = read(described, tmp_path)
    drawn = [named["data-code"] for _, named in found.elements if named.get("class") == "area"]
    chart = next(b for s in described.slides for b in s.bodies if isinstance(b, MapBody))
    assert sorted(map(str, drawn)) == sorted(item.code for item in chart.chart.items)
    cards = {card.code: card for card in area_cards(described)}
    assert len(cards) == 15
    table = described.slides[0].data[0]
    for row in table.rows[:-1]:
        told = dict(dict(cards[str(row[0])].blocks)[table.title])
        for cell, column in zip(row, table.columns, strict=True):
            text = cell_text(cell, column)
            if column.key not in ("code", "area") and text.strip("–"):
                assert told[column.title] == text


def test_names_from_sheets_stay_text(tmp_path: Path) -> None:
    found = read(wild(), tmp_path)
    assert not {"img", "a", "iframe", "object", "link"} & {tag for tag, _ in found.elements}
    assert not [n for _, named in found.elements for n in named if n.startswith("on")]
    assert sum(text.count(WILD) for text in found.texts) > 30


def test_the_page_forbids_itself_the_network(tmp_path: Path) -> None:
    found = read(shown(), tmp_path)
    policy = next(str(named["content"]) for tag, named in found.elements
                  if named.get("http-equiv") == "Content-Security-Policy")  # fmt: skip
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy
    assert not [named for _, named in found.elements if "src" in named or "style" in named]


def test_the_bar_says_filters_data_date_and_the_demo_mark(tmp_path: Path) -> None:
    found = read(shown(), tmp_path)
    states = [str(named["data-state"]) for _, named in found.elements if "data-state" in named]
    assert len(states) == len(shown().slides) + 1
    for state in states:
        assert DEMO_MARK in state and "data per" in state and "Agustus 2025" in state


def test_every_kind_of_body_has_a_drawer() -> None:
    bodies = {
        type(body)
        for order, kecamatan in (("rakor_kabupaten", ""), ("lokakarya_kecamatan", "73.22.03"))
        for slide in shown("73.22", order, "internal", kecamatan).slides
        for body in slide.bodies
    }
    assert bodies <= set(DRAWERS) and len(bodies) >= 6


def test_every_table_of_a_slide_is_one_key_away_without_codes(tmp_path: Path) -> None:
    described = shown()
    page = render_html(described)
    panels = dict(re.findall(r'<aside class="panel wide" id="table-(\d+)">(.*?)</aside>', page))
    for number, slide in enumerate(described.slides, start=1):
        beside = [table for table in slide.data if table not in slide.bodies]
        assert (str(number) in panels) == bool(beside)
        for table in beside:
            panel = panels[str(number)]
            assert f"<h3>{table.title}</h3>" in panel
            assert panel.count("<tbody>") == len(beside)
            codes = [str(row[0]) for row in table.rows if table.columns[0].key == "code" and row[0]]
            assert not [code for code in codes if f">{code}<" in panel]
    assert sum(len(slide.data) for slide in described.slides) > len(panels) > 5


@pytest.mark.parametrize(("rows", "dense"), [(16, True), (5, False)])
def test_a_long_table_closes_up_and_keeps_its_letters(rows: int, dense: bool) -> None:
    table = Table("t", "Tabel", (Column("area", "Wilayah"),), (("Masamba",),) * rows)
    drawn = DRAWERS[Table](table, 1190, 530)
    assert ('class="tablebox dense"' in drawn) == dense
    style = (Path(html_bodies.__file__).parent / "deck.css").read_text(encoding="utf-8")
    assert "font-size" not in re.findall(r"\.dense [^}]*}", style)[0]


def test_a_form_keeps_its_empty_cells_and_is_not_said_twice() -> None:
    described = shown("73.22", "lokakarya_kecamatan", "internal", "73.22.03")
    page = render_html(described)
    forms = [body for slide in described.slides for body in slide.bodies
             if isinstance(body, Table) and body.form]  # fmt: skip
    assert len(forms) >= 3
    drawn = re.findall(r'<div class="tablebox form[^"]*">.*?</table>', page)
    assert len(drawn) == len(forms)
    for table, text in zip(forms, drawn, strict=True):
        assert text.count("<tr") == len(table.rows) + 1
        empty = sum(cell == "" for row in table.rows for cell in row)
        assert len(re.findall(r"<td[^>]*></td>", text)) == empty > 10


def test_areas_of_a_table_have_a_card_without_a_map() -> None:
    described = shown()
    bare = replace(described, slides=tuple(
        slide for slide in described.slides
        if not any(isinstance(body, MapBody) for body in slide.bodies)
    ))  # fmt: skip
    assert len(bare.slides) == len(described.slides) - 1
    assert [card.code for card in area_cards(bare)] == [c.code for c in area_cards(described)]


def test_few_words_are_large_and_many_are_smaller() -> None:
    def drawn(lines: tuple[str, ...], width: int = 1190, height: int = 530) -> str:
        return DRAWERS[Sentences](Sentences(lines), width, height)

    assert 'class="lines few"' in drawn(("Ukur semua balita.",))
    assert 'class="lines"' in drawn(("x" * 400,))
    assert 'class="lines many"' in drawn(("x" * 1000,))
    assert 'class="lines many"' in drawn(("x" * 400,), width=579)
    assert 'class="lines"' in drawn(("Ukur semua balita.",), height=250)


def test_the_file_knows_no_address_and_the_served_page_only_its_own() -> None:
    file = render_html(shown())
    served = render_html(shown(), Live("abc/keadaan", "../"))
    assert "fetch(" not in file and "connect-src" not in policy_of(file)
    assert 'id="newer"' not in file and "<a " not in file
    assert "connect-src 'self'" in policy_of(served)
    assert 'data-ask="abc/keadaan" hidden' in served
    assert "unsafe" not in policy_of(served) and "http" not in policy_of(served)
