"""A deck as a PowerPoint file: native charts, maps of shapes, native tables, speaker notes.

Made with python-pptx. An office's own template (.pptx) gives its master, colours and fonts.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.exc import PackageNotFoundError

from emonev.charts.describe import SmallMultiples, TrendLine
from emonev.charts.palette import ACCENT, INK, LINE, QUIET
from emonev.charts.slides import (
    DEMO_MARK,
    Bars,
    BigNumbers,
    Body,
    Deck,
    Groups,
    MapBody,
    Sentences,
    Slide,
    Table,
    notes_of,
)
from emonev.core.indonesian import long_day
from emonev.errors import Refused
from emonev.reports.pptx_charts import draw_bars, draw_trend
from emonev.reports.pptx_form import draw_any_table
from emonev.reports.pptx_map import draw_map
from emonev.reports.pptx_multiples import draw_multiples
from emonev.reports.pptx_page import (
    EMU_PER_PIXEL,
    HEIGHT,
    WIDTH,
    Box,
    Paper,
    Style,
    fitting,
    needed,
    plain,
)
from emonev.reports.pptx_text import draw_groups, draw_numbers, draw_sentences
from emonev.reports.pptx_theme import own_fonts

Progress = Callable[[int, int, str], None]

MARGIN = 44
TITLE = Box(MARGIN, 20, WIDTH - 2 * MARGIN, 86)
SUBTITLE = Box(MARGIN, 112, WIDTH - 2 * MARGIN - 150, 24)
BODY = Box(MARGIN, 150, WIDTH - 2 * MARGIN, 478)
CAPTION = Box(MARGIN, 636, WIDTH - 2 * MARGIN, 40)
FOOTER = Box(MARGIN, 684, WIDTH - 2 * MARGIN - 50, 34)
NUMBERS_HEIGHT = 236
BARE_NUMBERS_HEIGHT = 110
SMALLEST = 10
"""Points: 20 pixels on a projector of 1920 (look.md)."""

MARK = "#c2570c"

INTERNAL = "INTERNAL – memuat jumlah kecil, tidak untuk disebarkan"
"""On the cover of a deck that is not for the public."""

DRAWERS: dict[type, Callable[[Paper, Box, Any], None]] = {
    BigNumbers: draw_numbers,
    Sentences: draw_sentences,
    Bars: draw_bars,
    Groups: draw_groups,
    Table: draw_any_table,
    MapBody: draw_map,
    TrendLine: draw_trend,
    SmallMultiples: draw_multiples,
}
"""One entry per kind of body."""


def write_pptx(
    deck: Deck, path: Path, template: Path | None = None, progress: Progress | None = None
) -> None:
    """Write ``deck`` to ``path``. ``template``: a .pptx whose master is used, its slides are not.

    Raises Refused for a template that is no PowerPoint file, OSError when nothing can be written.
    """
    presentation = _opened(template)
    layout = _title_layout(presentation)
    if template is None:
        _own_master(presentation, layout)
        own_fonts(presentation)
    unit = presentation.slide_width / WIDTH
    _cover(presentation, layout, deck, unit)
    for number, slide in enumerate(deck.slides, start=1):
        if progress:
            progress(number, len(deck.slides), slide.title)
        _draw(presentation, layout, deck, slide, number + 1, unit)
    properties = presentation.core_properties
    properties.title = plain(f"{deck.title}, {deck.subtitle}, {deck.period_label}")
    properties.author = plain(deck.version)
    properties.subject = plain(deck.filters_text)
    properties.language = "id-ID"
    presentation.save(str(path))


def _opened(template: Path | None) -> Any:
    if template is None:
        presentation = Presentation()
        presentation.slide_width = WIDTH * EMU_PER_PIXEL
        presentation.slide_height = HEIGHT * EMU_PER_PIXEL
        return presentation
    try:
        presentation = Presentation(str(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise Refused(
            "templat_tidak_dikenal",
            f"{template.name} bukan berkas PowerPoint (.pptx) yang dapat dibaca.",
            hint="Simpan templat sebagai .pptx, lalu unggah lagi.",
        ) from error
    slides = presentation.slides._sldIdLst
    for entry in list(slides):
        presentation.part.drop_rel(entry.rId)
        slides.remove(entry)
    return presentation


def _title_layout(presentation: Any) -> Any:
    """The layout with a title and the least besides."""
    with_title = [
        layout
        for layout in presentation.slide_layouts
        if any(_is_title(place) for place in layout.placeholders)
    ]
    found = with_title or list(presentation.slide_layouts)
    return min(found, key=lambda layout: len(list(layout.placeholders)))


def _is_title(place: Any) -> bool:
    return place.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


def _own_master(presentation: Any, layout: Any) -> None:
    """python-pptx's own master is 4:3: keep one layout and put its title where ours stands."""
    for other in list(presentation.slide_layouts):
        if other is not layout:
            presentation.slide_layouts.remove(other)
    for holder in (presentation.slide_master, layout):
        for place in list(holder.placeholders):
            if _is_title(place):
                place.left, place.top, place.width, place.height = (
                    round(side * EMU_PER_PIXEL)
                    for side in (TITLE.left, TITLE.top, TITLE.width, TITLE.height)
                )
            elif holder is layout:
                place._element.getparent().remove(place._element)


def _new_slide(presentation: Any, layout: Any) -> Any:
    slide = presentation.slides.add_slide(layout)
    for place in list(slide.placeholders):
        if not _is_title(place):
            place._element.getparent().remove(place._element)
    return slide


def _title(paper: Paper, box: Box, text: str, largest: float) -> None:
    """Into the title's placeholder, so that outline and screen readers find it."""
    place = paper.slide.shapes.title
    if place is None:
        place = paper.slide.shapes.add_textbox(*paper.place(box))
    place.left, place.top, place.width, place.height = paper.place(box)
    size = fitting([text], Box(0, 0, box.width * 0.94, box.height), largest, 20)
    paper.fill_text(place.text_frame, [text], Style(size, INK, bold=True, anchor=MSO_ANCHOR.MIDDLE))


def _cover(presentation: Any, layout: Any, deck: Deck, unit: float) -> None:
    paper = Paper(_new_slide(presentation, layout), unit)
    paper.block(Box(0, 0, 18, HEIGHT), ACCENT, name="Tepi")
    _title(paper, Box(90, 170, 1080, 130), deck.title, 44)
    place = Box(90, 312, 1080, 62)
    named = f"{deck.subtitle} · {deck.period_label}"
    paper.text(place, [named], Style(fitting([named], place, 30, 18), INK))
    made = f"Dibuat {long_day(deck.made_on)} dengan {deck.version}"
    lines = [deck.filters_text, deck.data_date_text, made]
    if deck.audience == "internal":
        lines.append(INTERNAL)
    paper.text(
        Box(90, 390, 1080, 200), [line for line in lines if line], Style(20, QUIET, space_after=4)
    )
    if deck.demo:
        _demo_mark(paper, Box(90, 96, 260, 44), 22)
    _notes(paper.slide, [f"{term}: {meaning}" for term, meaning in deck.definitions])


def _draw(
    presentation: Any, layout: Any, deck: Deck, slide: Slide, number: int, unit: float
) -> None:
    paper = Paper(_new_slide(presentation, layout), unit)
    _title(paper, TITLE, slide.title, 28)
    size = fitting([slide.subtitle], SUBTITLE, 14, 11)
    paper.text(SUBTITLE, [slide.subtitle], Style(size, QUIET), name="Keterangan")
    body = _body(slide.caption)
    for box, part in _places(slide.bodies, body):
        DRAWERS[type(part)](paper, box, part)
    if slide.caption:
        size = _caption_size(slide.caption)
        paper.text(
            CAPTION, [slide.caption], Style(size, QUIET, anchor=MSO_ANCHOR.BOTTOM), name="Catatan"
        )
    paper.block(Box(MARGIN, 681, WIDTH - 2 * MARGIN, 1), LINE, name="Garis bawah")
    size = fitting([slide.footer], FOOTER, 10.5, SMALLEST)
    paper.text(FOOTER, [slide.footer], Style(size, QUIET), name="Kaki")
    place = Box(WIDTH - MARGIN - 46, 686, 46, 22)
    paper.text(place, [str(number)], Style(10.5, QUIET, align=PP_ALIGN.RIGHT), name="Nomor")
    if deck.demo:
        _demo_mark(paper, Box(WIDTH - MARGIN - 130, 110, 130, 26), 12)
    _notes(paper.slide, list(notes_of(deck, slide)))


def _caption_size(caption: str) -> float:
    return fitting([caption], CAPTION, 12, SMALLEST)


def _body(caption: str) -> Box:
    """The room for the bodies: down to the caption, which grows upwards when it is long."""
    if not caption:
        return Box(BODY.left, BODY.top, BODY.width, BODY.height + CAPTION.height)
    longer = needed([caption], CAPTION.width, _caption_size(caption)) - CAPTION.height
    return Box(BODY.left, BODY.top, BODY.width, BODY.height - max(0, longer))


def _places(bodies: tuple[Body, ...], box: Box) -> list[tuple[Box, Body]]:
    """One body takes the page; big numbers stand above another; any other pair side by side."""
    first = bodies[0]
    if isinstance(first, BigNumbers):
        detailed = any(number.lines or number.detail for number in first.numbers)
        height = NUMBERS_HEIGHT if detailed else BARE_NUMBERS_HEIGHT
        return list(zip(box.rows(height, 20), bodies, strict=False))
    if len(bodies) == 1:
        return [(box, first)]
    second = bodies[1]
    if isinstance(second, Sentences):
        left = Box(box.left, box.top, box.width * 0.64, box.height)
        right = Box(left.right + 40, box.top + 32, box.width - left.width - 40, box.height - 32)
        return [(left, first), (right, second)]
    return list(zip(box.columns(2, 32), bodies, strict=True))


def _demo_mark(paper: Paper, box: Box, size: float) -> None:
    shape = paper.block(box, "#ffffff", MARK, name=DEMO_MARK)
    style = Style(size, MARK, bold=True, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
    paper.fill_text(shape.text_frame, [DEMO_MARK], style)


def _notes(slide: Any, lines: list[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(plain(line) for line in lines)
