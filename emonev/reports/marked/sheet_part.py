"""One worksheet part with its marked cells coloured and our column added.

Only rows that change are parsed; all others are copied as they stand, so a workbook of 10,000 rows
takes a fraction of a second and nothing of it can be lost by being read and written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from emonev.ingest.issues import column_letters
from emonev.ingest.marks import COLUMN
from emonev.reports.marked.package import OFFICE, STRICT_OFFICE, parsed
from emonev.reports.marked.problems import SheetMarks, by_column, row_text
from emonev.reports.marked.styles import Styles

_DATA = re.compile(rb"<((?:\w+:)?)sheetData\s*(/?)>")
_REFERENCE = re.compile(r"^([A-Z]+)(\d+)$")

AFTER_DATA = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""Order of a worksheet's elements after its data (ECMA-376 part 1, CT_Worksheet)."""


class SheetPart:
    """A worksheet's bytes in three pieces: before, the rows, after."""

    def __init__(self, xml: bytes) -> None:
        """Raises ValueError for a part without rows' place."""
        found = _DATA.search(xml)
        if not found:
            raise ValueError("worksheet without sheetData")
        self.prefix = found[1]
        self.head = xml[: found.start()]
        if found[2]:
            self.rows, self.tail = b"", xml[found.end() :]
        else:
            end = xml.rindex(b"</" + self.prefix + b"sheetData>")
            self.rows = xml[found.end() : end]
            self.tail = xml[end + len(self.prefix) + len(b"</sheetData>") :]
        self.root_tag = self._root_tag()
        self.space = parsed(self.root_tag + b"</" + self._root_name() + b">").nsmap

    def marked(
        self, marks: SheetMarks, styles: Styles, drawing: str | None, *, had_marks: bool
    ) -> bytes:
        """The new part. ``drawing``: relationship id of the comments' shapes. ``had_marks``: the
        workbook was marked before, so every row is looked at for colours to take off again."""
        column = self._free_column(marks) if marks.header_row else None
        pieces = [self.head, b"<" + self.prefix + b"sheetData>"]
        last = marks.header_row or 1
        for number, piece in self._each_row():
            wanted = marks.rows.get(number)
            is_head = number == marks.header_row and column is not None
            last = max(last, number)
            if wanted or is_head or had_marks:
                pieces.append(self._row(piece, number, marks, styles, column))
            else:
                pieces.append(piece)
        pieces.append(b"</" + self.prefix + b"sheetData>")
        pieces.append(self._tail(marks, column, last, drawing))
        return b"".join(pieces)

    def _each_row(self) -> Iterator[tuple[int, bytes]]:
        name = re.escape(self.prefix + b"row")
        pattern = re.compile(rb"<" + name + rb"\b[^>]*?(?:/>|>.*?</" + name + rb">)", re.DOTALL)
        numbered = re.compile(rb'\br="(\d+)"')
        number = 0
        for found in pattern.finditer(self.rows):
            piece = found.group()
            own = numbered.search(piece, 0, piece.index(b">") + 1)
            number = int(own[1]) if own else number + 1
            yield number, piece

    def _row(
        self, piece: bytes, number: int, marks: SheetMarks, styles: Styles, column: int | None
    ) -> bytes:
        root = parsed(self.root_tag + piece + b"</" + self._root_name() + b">")
        row = root[0]
        cells = self._cells(row)
        if column is not None and column in cells:
            row.remove(cells.pop(column))  # what an earlier marking said
        for cell in cells.values():
            style = int(cell.get("s", "0"))
            plain = styles.plain(style)
            if plain != style:
                cell.set("s", str(plain))
        found = marks.rows.get(number, [])
        for at, problems in by_column(found).items():
            cell = cells.get(at)
            if cell is None:
                cell = cells[at] = self._new_cell(row, at, number, cells)
            cell.set("s", str(styles.marked(int(cell.get("s", "0")), problems[0].severity)))
        if column is not None and (found or number == marks.header_row):
            text = COLUMN if number == marks.header_row else row_text(found)
            style = styles.heading() if number == marks.header_row else styles.wrapped()
            cell = self._new_cell(row, column, number, cells)
            self._write_text(cell, text, style)
        if "spans" in row.attrib:
            del row.attrib["spans"]  # a hint only, and no longer true
        return bytes(etree.tostring(row))

    def _cells(self, row: Any) -> dict[int, Any]:
        found: dict[int, Any] = {}
        at = -1
        for cell in row:
            if etree.QName(cell).localname != "c":
                continue
            named = _REFERENCE.match(cell.get("r", ""))
            at = _number(named[1]) if named else at + 1
            found[at] = cell
        return found

    def _new_cell(self, row: Any, at: int, number: int, cells: dict[int, Any]) -> Any:
        space = etree.QName(row).namespace
        cell = etree.Element(f"{{{space}}}c", r=f"{column_letters(at)}{number}")
        later = [column for column in cells if column > at]
        if later:
            cells[min(later)].addprevious(cell)
        else:
            row.append(cell)
        return cell

    def _write_text(self, cell: Any, text: str, style: int) -> None:
        space = etree.QName(cell).namespace
        cell.set("t", "inlineStr")
        cell.set("s", str(style))
        inside = etree.SubElement(cell, f"{{{space}}}is")
        etree.SubElement(inside, f"{{{space}}}t").text = text

    def _free_column(self, marks: SheetMarks) -> int:
        """Right of everything; where an earlier marking put our column, if there is one."""
        widest = -1
        for number, piece in self._each_row():
            if number == marks.header_row:
                root = parsed(self.root_tag + piece + b"</" + self._root_name() + b">")
                for at, cell in self._cells(root[0]).items():
                    if "".join(cell.itertext()) == COLUMN:
                        return at
        name = re.escape(self.prefix + b"c")
        for found in re.finditer(rb"<" + name + rb'\b[^>]*?\br="([A-Z]{1,3})\d+"', self.rows):
            widest = max(widest, _letters_number(found[1]))
        if widest < 0:
            widest = max(
                (len(self._cells(parsed(self.root_tag + p + b"</" + self._root_name() + b">")[0]))
                 for _, p in self._each_row()),
                default=0,
            ) - 1  # fmt: skip
        return widest + 1

    def _tail(self, marks: SheetMarks, column: int | None, last: int, drawing: str | None) -> bytes:
        root = parsed(self.root_tag + self.tail)
        space = etree.QName(root).namespace
        names = {etree.QName(child).localname for child in root if isinstance(child.tag, str)}
        if column is not None and "tableParts" not in names:
            # A table brings a filter of its own, and two over the same cells break the file.
            for old in root.findall(f"{{{space}}}autoFilter"):
                root.remove(old)
            reference = f"A{marks.header_row}:{column_letters(column)}{last}"
            self._insert(root, etree.Element(f"{{{space}}}autoFilter", ref=reference))
        if drawing is not None and "legacyDrawing" not in names:
            office = STRICT_OFFICE if STRICT_OFFICE in self.space.values() else OFFICE
            one = etree.Element(f"{{{space}}}legacyDrawing", nsmap={"r": office})
            one.set(f"{{{office}}}id", drawing)
            self._insert(root, one)
        inside = b"".join(bytes(etree.tostring(child)) for child in root)
        return inside + b"</" + self._root_name() + b">"

    def _insert(self, root: Any, element: Any) -> None:
        wanted = AFTER_DATA.index(etree.QName(element).localname)
        for child in root:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name in AFTER_DATA and AFTER_DATA.index(name) > wanted:
                child.addprevious(element)
                return
        root.append(element)

    def _root_tag(self) -> bytes:
        start = self.head.index(b"<" + self.prefix + b"worksheet")
        return self.head[start : self.head.index(b">", start) + 1]

    def _root_name(self) -> bytes:
        return self.prefix + b"worksheet"


def _number(letters: str) -> int:
    return _letters_number(letters.encode("ascii"))


def _letters_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
