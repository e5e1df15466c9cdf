"""The fonts of our own PowerPoint master (an office's template keeps its own)."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

FONT = "Arial"
"""On every Windows and macOS; LibreOffice puts a font of the same widths in its place, so that what
fits here fits there (Calibri, the usual one, has none where Office is not installed)."""


def own_fonts(presentation: Any) -> None:
    """Headings and text in ``FONT``."""
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree = etree.fromstring(theme.blob)
    for kind in ("a:majorFont", "a:minorFont"):
        for fonts in tree.iter(qn(kind)):
            fonts.find(qn("a:latin")).set("typeface", FONT)
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
