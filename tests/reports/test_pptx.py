"""PowerPoint: charts with the store's figures, a shape per area, inert text, own template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from emonev.charts.slides import Audience, Column, Deck, Sentences, Slide
from emonev.core.period import month
from emonev.core.scope import Scope, local
from emonev.errors import Refused
from emonev.reports.pptx import DRAWERS, write_pptx
from emonev.reports.pptx_page import _wrapped
from emonev.reports.pptx_text import _longest_word, _pixels, _widths
from emonev.services.figures import figures
from tests.reports.decks import AUGUST, made, shown
from tests.reports.files import chart_named, charts, freeforms, presentation, texts


def slide_of(path: Path, described: Deck, kind: str) -> object:
    at = [slide.kind for slide in described.slides].index(kind)
    return presentation(path).slides[at + 1]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    return tmp_path / "rakor.pptx"


@pytest.mark.parametrize(("kabupaten", "areas"), [("73.22", 15), ("73.04", 11)])
def test_the_map_is_one_named_shape_per_kecamatan(file: Path, kabupaten: str, areas: int) -> None:
    write_pptx(shown(kabupaten), file)
    shapes = freeforms(slide_of(file, shown(kabupaten), "peta"))
    with made(kabupaten).reading() as cursor:
        names = {
            name
            for (name,) in cursor.execute(
                "SELECT name FROM area WHERE level = 'kecamatan' AND parent_code = $code",
                {"code": kabupaten},
            ).fetchall()
        }
    assert len(shapes) == areas
    assert set(shapes) == names


def test_shapes_of_one_class_have_one_colour_and_worse_is_darker(file: Path) -> None:
    described = shown(audience="internal")
    write_pptx(described, file)
    shapes = freeforms(slide_of(file, described, "peta"))
    body = next(slide for slide in described.slides if slide.kind == "peta").bodies[0]
    colours: dict[int, set[str]] = {}
    for item in body.chart.items:
        assert item.class_index is not None and item.mark == ""
        colour = str(shapes[item.name].fill.fore_color.rgb)
        colours.setdefault(item.class_index, set()).add(colour)
    assert len(colours) > 1
    assert all(len(found) == 1 for found in colours.values())
    light = [sum(bytes.fromhex(next(iter(colours[at])))) for at in sorted(colours)]
    assert light == sorted(light, reverse=True)


@pytest.mark.parametrize("audience", ["publik", "internal"])
def test_chart_data_equal_the_figures(file: Path, audience: Audience) -> None:
    write_pptx(shown(audience=audience), file)
    scope = Scope("publik", "73.22") if audience == "publik" else local("73.22")
    with made().reading() as cursor:
        found = figures(
            cursor, scope, indicators=["stunting"], level="kecamatan", period=AUGUST,
            within="73.22",
        )  # fmt: skip
    visible = {one.area: one for one in found if not one.suppressed}
    assert len(visible) == (13 if audience == "publik" else 15)
    book = presentation(file)
    cases = chart_named(book, "Jumlah kasus")
    shares = {name: value for name, value in chart_named(book, "Prevalensi").items() if value}
    assert {name: count for name, count in cases.items() if count is not None} == {
        name: one.numerator for name, one in visible.items()
    }
    for name, one in visible.items():
        assert shares[name] == one.value


def test_the_trend_has_the_figure_of_every_wave(file: Path) -> None:
    write_pptx(shown(), file)
    line = chart_named(presentation(file), "Luwu Utara")
    with made().reading() as cursor:
        wanted = [
            figures(cursor, local("73.22"), indicators=["stunting"], level="kabupaten",
                    period=period, within="73.22")[0].value
            for period in (month(2024, 8), month(2025, 2), AUGUST)
        ]  # fmt: skip
    assert list(line.values()) == wanted


def test_every_chart_carries_its_workbook(file: Path) -> None:
    write_pptx(shown(), file)
    found = list(charts(presentation(file)))
    assert len(found) >= 5
    assert all(chart.part.chart_workbook.xlsx_part is not None for chart in found)


def test_no_chart_leaves_a_name_out(file: Path) -> None:
    """PowerPoint drops every second name of a crowded axis unless it is told not to."""
    write_pptx(shown(), file)
    for chart in charts(presentation(file)):
        axis = chart.category_axis._element
        names = [child.tag.rpartition("}")[2] for child in axis]
        assert axis.find(qn("c:tickLblSkip")).get("val") == "1"
        assert names.index("lblOffset") < names.index("tickLblSkip")
        assert names[names.index("tickLblSkip") + 1 :] == ["noMultiLvlLbl"]


def test_every_slide_says_its_filters_and_the_demo_mark(file: Path) -> None:
    described = shown()
    write_pptx(described, file)
    slides = list(presentation(file).slides)
    assert len(slides) == len(described.slides) + 1
    for slide in slides[1:]:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for wanted in ("Agustus 2025", "e-PPGBM", "data per", "E-Monev Stunting", "DATA CONTOH"):
            assert wanted in said
        assert "Definisi:" in slide.notes_slide.notes_text_frame.text


def test_titles_stand_in_title_placeholders(file: Path) -> None:
    described = shown()
    write_pptx(described, file)
    titles = [slide.shapes.title.text_frame.text for slide in presentation(file).slides]
    assert titles == [described.title, *(slide.title for slide in described.slides)]


def test_nothing_is_smaller_than_twenty_pixels_on_the_projector(file: Path) -> None:
    write_pptx(shown(audience="internal"), file)
    sizes = [
        run.font.size
        for slide in presentation(file).slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert sizes and all(size is not None and size >= Pt(10) for size in sizes)


def test_everything_lies_on_the_paper(file: Path) -> None:
    for order, kecamatan in (("rakor_kabupaten", ""), ("lokakarya_kecamatan", "73.22.03")):
        write_pptx(shown("73.22", order, "internal", kecamatan), file)
        book = presentation(file)
        for slide in book.slides:
            for shape in slide.shapes:
                assert shape.left >= 0 and shape.top >= 0, shape.name
                assert shape.left + shape.width <= book.slide_width, shape.name
                assert shape.top + shape.height <= book.slide_height, shape.name


def test_text_is_inert(file: Path) -> None:
    wild = (
        "=cmd|' /C calc'!A0 <img onerror=x> :red[x] $a$ \x00\x0b\ud800 http://contoh.example/ nol"
    )
    base = shown()
    slide = Slide("x", "x", wild, wild, (Sentences((wild,)),), (wild,), wild)
    write_pptx(_with(base, slide), file)
    book = presentation(file)
    said = list(texts(book))
    assert any("=cmd|' /C calc'!A0 <img onerror=x>" in text for text in said)
    for slide_ in book.slides:
        assert not slide_._element.xpath(".//a:hlinkClick")
        assert not slide_._element.xpath(".//a:fld")


def _with(base: Deck, slide: Slide) -> Deck:
    return replace(base, slides=(slide,))


def test_an_own_template_gives_its_master_and_loses_its_slides(tmp_path: Path, file: Path) -> None:
    template = tmp_path / "kantor.pptx"
    own = Presentation()
    own.slide_master.name = "Master Kantor"
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Slide lama"
    own.save(str(template))
    write_pptx(shown(), file, template)
    book = presentation(file)
    assert book.slide_width == own.slide_width
    assert len(book.slides) == len(shown().slides) + 1
    assert not any("Slide lama" in text for text in texts(book))
    shapes = freeforms(book.slides[[s.kind for s in shown().slides].index("peta") + 1])
    assert len(shapes) == 15
    assert all(shape.left + shape.width <= book.slide_width for shape in shapes.values())


def test_a_template_that_is_none_is_refused(tmp_path: Path, file: Path) -> None:
    wrong = tmp_path / "foto.pptx"
    wrong.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(Refused):
        write_pptx(shown(), file, wrong)
    assert not file.exists()


def test_every_kind_of_body_of_the_ready_orders_has_a_drawer() -> None:
    bodies = {
        type(body)
        for order, kecamatan in (("rakor_kabupaten", ""), ("lokakarya_kecamatan", "73.22.03"))
        for slide in shown("73.22", order, "internal", kecamatan).slides
        for body in slide.bodies
    }
    assert bodies <= set(DRAWERS)
    assert len(bodies) >= 6


def test_our_own_master_names_a_font_that_is_everywhere(tmp_path: Path) -> None:
    file = tmp_path / "a.pptx"
    write_pptx(shown(), file)
    with ZipFile(file) as archive:
        theme = archive.read("ppt/theme/theme1.xml").decode()
    assert theme.count('<a:latin typeface="Arial"') == 2


def test_no_word_is_cut_by_a_narrow_column() -> None:
    columns = (Column("no", "No."), Column("what", "Tindak lanjut"), Column("due", "Batas waktu"))
    rows = [["1", "Posyandu di desa lokus mengukur semua baduta setiap bulan", "30 Des 2025"]]
    widths = _widths(columns, rows, 1192, 18)
    assert abs(sum(widths) - 1192) < 1e-6
    for at, width in enumerate(widths):
        assert width >= _pixels(_longest_word([columns[at].title, rows[0][at]]), 18)


@pytest.mark.parametrize(
    ("text", "per_line", "lines"),
    [("", 5, 1), ("abc def", 7, 1), ("abc def", 6, 2), ("abcdefghij", 4, 3), ("aa bb cc dd", 5, 2)],
)
def test_lines_are_counted_as_words_wrap(text: str, per_line: int, lines: int) -> None:
    assert _wrapped(text, per_line) == lines
