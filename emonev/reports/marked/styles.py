"""The workbook's styles with a coloured twin of every style that a marked cell has."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from emonev.ingest.parsed import Severity
from emonev.reports.marked.package import parsed, printed
from emonev.reports.marked.problems import COLOURS

EMPTY = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    b'<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs></styleSheet>'
)


class Styles:
    """``marked(style, severity)`` is the same style in the problem's colour; ``plain(style)`` takes
    a colour of ours off again (a cell marked last time, mended since)."""

    def __init__(self, xml: bytes | None) -> None:
        self.root = parsed(xml or EMPTY)
        self.space = etree.QName(self.root).namespace
        self.xfs = self._part("cellXfs")
        self.fills = self._part("fills")
        self.fonts = self._part("fonts")
        self._fill_of: dict[Severity, int] = {}
        self._made: dict[tuple[int, str], int] = {}
        self._ours = self._our_fills()

    def marked(self, style: int, severity: Severity) -> int:
        """Number of the coloured twin."""
        return self._twin(style, str(severity), self._fill(severity))

    def plain(self, style: int) -> int:
        """The style without a colour of ours; others stay as they are."""
        if int(self._xf(style).get("fillId", "0")) not in self._ours:
            return style
        return self._twin(style, "polos", 0)

    def heading(self) -> int:
        """A bold, wrapped style for our own heads."""
        return self._own("judul", bold=True)

    def wrapped(self) -> int:
        """A style for our own texts: broken into lines, from the top."""
        return self._own("teks", bold=False)

    def printed(self) -> bytes:
        """The part's bytes, counts put right."""
        for part in (self.xfs, self.fills, self.fonts):
            part.set("count", str(len(part)))
        return printed(self.root)

    def _part(self, name: str) -> Any:
        found = self.root.find(f"{{{self.space}}}{name}")
        if found is None:
            raise ValueError(f"styles without {name}")
        return found

    def _xf(self, style: int) -> Any:
        return self.xfs[style] if 0 <= style < len(self.xfs) else self.xfs[0]

    def _twin(self, style: int, why: str, fill: int) -> int:
        key = (style, why)
        if key not in self._made:
            twin = deepcopy(self._xf(style))
            twin.set("fillId", str(fill))
            twin.set("applyFill", "1")
            self.xfs.append(twin)
            self._made[key] = len(self.xfs) - 1
        return self._made[key]

    def _fill(self, severity: Severity) -> int:
        if severity not in self._fill_of:
            fill = etree.SubElement(self.fills, f"{{{self.space}}}fill")
            pattern = etree.SubElement(fill, f"{{{self.space}}}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{{{self.space}}}fgColor", rgb=COLOURS[severity])
            etree.SubElement(pattern, f"{{{self.space}}}bgColor", indexed="64")
            self._fill_of[severity] = len(self.fills) - 1
        return self._fill_of[severity]

    def _our_fills(self) -> set[int]:
        """Fills in exactly our colours: from an earlier marking of this workbook."""
        ours = set(COLOURS.values())
        return {
            number
            for number, fill in enumerate(self.fills)
            if any(one.get("rgb") in ours for one in fill.iter(f"{{{self.space}}}fgColor"))
        }

    def _own(self, name: str, *, bold: bool) -> int:
        key = (-1, name)
        if key not in self._made:
            font = 0
            if bold:
                twin = deepcopy(self.fonts[0])
                if twin.find(f"{{{self.space}}}b") is None:
                    twin.insert(0, etree.Element(f"{{{self.space}}}b"))
                self.fonts.append(twin)
                font = len(self.fonts) - 1
            xf = etree.SubElement(
                self.xfs, f"{{{self.space}}}xf", numFmtId="0", fontId=str(font), fillId="0",
                borderId="0", applyFont="1", applyAlignment="1",
            )  # fmt: skip
            etree.SubElement(xf, f"{{{self.space}}}alignment", vertical="top", wrapText="1")
            self._made[key] = len(self.xfs) - 1
        return self._made[key]
