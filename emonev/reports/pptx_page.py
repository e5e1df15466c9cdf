"""A PowerPoint slide as paper of 1280 x 720 pixels: places, text that fits, inert text.

Text becomes runs of plain text only; nothing in a deck is a link, a field or a formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from emonev.charts.palette import INK

WIDTH = 1280
HEIGHT = 720
EMU_PER_PIXEL = 9525
"""13,333 x 7,5 inches, 96 pixels each."""

LETTER = 0.52
"""Width of an average letter of Arial over its size, rounded up."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold; a sheet can."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the paper, pixels from the top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def columns(self, count: int, gap: float) -> list[Box]:
        """The box cut into ``count`` equal columns."""
        width = (self.width - gap * (count - 1)) / count
        return [
            Box(self.left + at * (width + gap), self.top, width, self.height) for at in range(count)
        ]

    def rows(self, first: float, gap: float) -> tuple[Box, Box]:
        """The box cut into an upper part ``first`` high and the rest."""
        rest = self.height - first - gap
        return (
            Box(self.left, self.top, self.width, first),
            Box(self.left, self.top + first + gap, self.width, rest),
        )


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: points, "#rrggbb", weight, side."""

    size: float
    colour: str = INK
    bold: bool = False
    align: Any = PP_ALIGN.LEFT
    anchor: Any = MSO_ANCHOR.TOP
    space_after: float = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A slide being drawn. ``unit``: EMU per pixel (a template may have another size)."""

    slide: Any
    unit: float

    def emu(self, pixels: float) -> Emu:
        """A length."""
        return Emu(round(pixels * self.unit))

    def points(self, size: float) -> Any:
        """A letter's size, scaled with the paper."""
        return Pt(round(size * self.unit / EMU_PER_PIXEL * 2) / 2)

    def place(self, box: Box) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width, height as python-pptx wants them."""
        return self.emu(box.left), self.emu(box.top), self.emu(box.width), self.emu(box.height)

    def text(self, box: Box, lines: Sequence[str], style: Style, name: str = "") -> Any:
        """A box of text, a paragraph per line."""
        shape = self.slide.shapes.add_textbox(*self.place(box))
        if name:
            shape.name = name
        self.fill_text(shape.text_frame, lines, style)
        return shape

    def fill_text(self, frame: Any, lines: Sequence[str], style: Style) -> None:
        """Write ``lines`` into a text frame."""
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = style.anchor
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = style.align
            paragraph.space_after = self.points(style.space_after)
            self.run(paragraph, line, style)

    def run(self, paragraph: Any, text: str, style: Style) -> Any:
        """One run of plain text at the end of a paragraph."""
        run = paragraph.add_run()
        run.text = plain(text)
        run.font.size = self.points(style.size)
        run.font.bold = style.bold
        run.font.color.rgb = rgb(style.colour)
        return run

    def block(self, box: Box, fill: str, line: str = "", name: str = "") -> Any:
        """A filled rectangle."""
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *self.place(box))
        paint(shape, fill, line, self.points(0.75))
        if name:
            shape.name = name
        return shape


def paint(shape: Any, fill: str, line: str, width: Any) -> None:
    """Flat colours. ``fill``/``line`` "" for none."""
    # The theme's style would bring a shadow, whatever the shape itself says.
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(fill)
    else:
        shape.fill.background()
    if line:
        shape.line.color.rgb = rgb(line)
        shape.line.width = width
    else:
        shape.line.fill.background()


def rgb(colour: str) -> RGBColor:
    """ "#rrggbb"."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def plain(text: str) -> str:
    """Text that XML can hold, on one line."""
    return CONTROL.sub("", text).replace("\r", " ").replace("\n", " ").replace("\t", " ")


def fitting(
    lines: Sequence[str], box: Box, largest: float, smallest: float, spacing: float = 0
) -> float:
    """The largest size (points) at which ``lines`` fit the box, by an average letter.

    ``spacing``: white behind every line, as a share of the size.
    """
    size = largest
    while size > smallest and needed(lines, box.width, size, spacing) > box.height:
        size -= 0.5
    return size


def needed(lines: Sequence[str], width: float, size: float, spacing: float = 0) -> float:
    """Height in pixels of wrapped lines."""
    letter, line_height = size / 0.75 * LETTER, size / 0.75 * 1.22
    per_line = max(1, int(width / letter))
    wrapped = sum(_wrapped(line, per_line) for line in lines)
    return wrapped * line_height + len(lines) * spacing * size / 0.75


def _wrapped(line: str, per_line: int) -> int:
    """Lines of so many letters that the text takes; words stay whole where they fit."""
    if len(line) <= per_line:
        return 1
    taken, room = 1, per_line
    for word in line.split(" "):
        length = len(word)
        if length > room and room < per_line:
            taken, room = taken + 1, per_line
        while length > per_line:
            taken, length = taken + 1, length - per_line
        room -= length + 1
    return taken


HEADING = Style(18, INK, bold=True)
