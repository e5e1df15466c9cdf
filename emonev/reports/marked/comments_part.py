"""Comments of the marked cells, beside those the workbook has already."""

from __future__ import annotations

from typing import Any

from lxml import etree

from emonev.ingest.issues import column_letters
from emonev.reports.marked.package import Package, parsed, printed
from emonev.reports.marked.problems import SheetMarks, by_column

AUTHOR = "E-Monev Stunting"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
VML, OFFICE, EXCEL = (
    "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:excel",
)  # fmt: skip
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_WIDTH, _LINE, _FIRST_SHAPE = 260, 15, 1_025
"""Points of a comment's box, and the first number of a shape."""


def put_comments(package: Package, sheet: str, marks: SheetMarks) -> str | None:
    """Write the comments of ``sheet`` (a part); gives the relationship id of their shapes, None
    where the sheet has a drawing of them already or nothing is marked."""
    existing = package.related(sheet, "comments")
    texts = {
        f"{column_letters(at)}{row}": "\n\n".join(mark.text for mark in problems)
        for row, found in sorted(marks.rows.items())
        for at, problems in sorted(by_column(found).items())
    }
    if not texts and not existing:
        return None
    kept = _write_comments(package, sheet, existing, texts)
    return _write_shapes(package, sheet, kept, texts)


def _write_comments(
    package: Package, sheet: str, existing: list[tuple[str, str]], texts: dict[str, str]
) -> set[str]:
    """The comments part; returns the cells that keep a comment of somebody else."""
    if existing:
        name = existing[0][1]
        root = parsed(package.parts[name])
    else:
        name = package.free_name("xl/comments{}.xml")
        root = etree.Element(f"{{{MAIN}}}comments", nsmap={None: MAIN})
        etree.SubElement(root, f"{{{MAIN}}}authors")
        etree.SubElement(root, f"{{{MAIN}}}commentList")
    space = etree.QName(root).namespace
    authors = root.find(f"{{{space}}}authors")
    listed = root.find(f"{{{space}}}commentList")
    own = _author(authors, space)
    for comment in list(listed):
        if comment.get("authorId") == str(own):
            listed.remove(comment)
    kept = {comment.get("ref") for comment in listed}
    for cell, text in texts.items():
        if cell in kept:
            other = next(c for c in listed if c.get("ref") == cell)
            text = f"{''.join(other.itertext())}\n\n{AUTHOR}: {text}"
            listed.remove(other)
        comment = etree.SubElement(listed, f"{{{space}}}comment", ref=cell, authorId=str(own))
        inside = etree.SubElement(comment, f"{{{space}}}text")
        run = etree.SubElement(inside, f"{{{space}}}t")
        run.text = text
        run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if existing:
        package.parts[name] = printed(root)
    else:
        package.add(name, printed(root), _COMMENTS_TYPE)
        package.relate(sheet, "comments", name)
    return kept


def _author(authors: Any, space: str) -> int:
    for number, author in enumerate(authors):
        if author.text == AUTHOR:
            return number
    etree.SubElement(authors, f"{{{space}}}author").text = AUTHOR
    return len(authors) - 1


def _write_shapes(
    package: Package, sheet: str, kept: set[str], texts: dict[str, str]
) -> str | None:
    """The hidden boxes that comments need; shapes of somebody else's stay."""
    existing = package.related(sheet, "vmlDrawing")
    if existing:
        name = existing[0][1]
        root = parsed(package.parts[name])
        for shape in root.findall(f"{{{VML}}}shape"):
            if shape.get("id", "").startswith("emonev_"):
                root.remove(shape)
    else:
        name = package.free_name("xl/drawings/vmlDrawing{}.vml")
        root = etree.Element("xml", nsmap={"v": VML, "o": OFFICE, "x": EXCEL})
    if root.find(f"{{{VML}}}shapetype[@id='_x0000_t202']") is None:
        kind = etree.SubElement(
            root, f"{{{VML}}}shapetype", id="_x0000_t202", coordsize="21600,21600",
            path="m,l,21600r21600,l21600,xe",
        )  # fmt: skip
        kind.set(f"{{{OFFICE}}}spt", "202")
    for number, (cell, text) in enumerate(texts.items()):
        if cell not in kept:
            root.append(_shape(number, cell, text))
    content = bytes(etree.tostring(root))
    if existing:
        package.parts[name] = content
        return None
    package.add(name, content, _VML_TYPE)
    return package.relate(sheet, "vmlDrawing", name)


def _shape(number: int, cell: str, text: str) -> Any:
    letters = "".join(c for c in cell if c.isalpha())
    row = int("".join(c for c in cell if c.isdigit())) - 1
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    column -= 1
    lines = sum(1 + len(line) // 42 for line in text.split("\n"))
    style = (
        f"position:absolute;width:{_WIDTH}pt;height:{lines * _LINE + 10}pt;z-index:{number + 1};"
        "visibility:hidden"
    )
    shape = etree.Element(
        f"{{{VML}}}shape", id=f"emonev_{_FIRST_SHAPE + number}", type="#_x0000_t202", style=style,
        fillcolor="#fffbe6",
    )  # fmt: skip
    shape.set(f"{{{OFFICE}}}insetmode", "auto")
    etree.SubElement(shape, f"{{{VML}}}fill", color2="#fffbe6")
    data = etree.SubElement(shape, f"{{{EXCEL}}}ClientData", ObjectType="Note")
    anchor = (column + 1, 12, max(0, row - 1), 4, column + 6, 12, row + 1 + lines, 4)
    etree.SubElement(data, f"{{{EXCEL}}}Anchor").text = ", ".join(map(str, anchor))
    etree.SubElement(data, f"{{{EXCEL}}}AutoFill").text = "False"
    etree.SubElement(data, f"{{{EXCEL}}}Row").text = str(row)
    etree.SubElement(data, f"{{{EXCEL}}}Column").text = str(column)
    return shape
