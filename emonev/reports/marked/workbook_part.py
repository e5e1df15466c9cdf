"""The workbook's index with our summary as its first sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from emonev.ingest.issues import column_letters
from emonev.ingest.marks import SUMMARY_SHEET
from emonev.reports.marked.package import OFFICE, STRICT_OFFICE, Package, parsed, printed
from emonev.reports.marked.styles import Styles
from emonev.reports.marked.summary import HEAD_ROW, WIDTHS

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def sheet_parts(package: Package) -> dict[str, str]:
    """Sheet name → part, in the workbook's order."""
    root = parsed(package.parts[package.workbook])
    targets = dict(package.related(package.workbook, "worksheet"))
    return {
        one.get("name"): targets[rid]
        for one in _sheets(root)
        for rid in (_relationship(one),)
        if rid in targets
    }


def put_summary(package: Package, rows: Sequence[Sequence[str | int]], styles: Styles) -> None:
    """Add the summary as first sheet, or replace that of an earlier marking."""
    content = _sheet(rows, styles)
    root = parsed(package.parts[package.workbook])
    sheets = _sheets(root)
    parts = sheet_parts(package)
    old = parts.get(SUMMARY_SHEET)
    if old is not None:
        package.parts[old] = content
        return
    name = package.free_name("xl/worksheets/emonev{}.xml")
    package.add(name, content, _SHEET_TYPE)
    rid = package.relate(package.workbook, "worksheet", name)
    space = etree.QName(root).namespace
    numbers = [int(one.get("sheetId", "0")) for one in sheets]
    first = etree.Element(
        f"{{{space}}}sheet", name=SUMMARY_SHEET, sheetId=str(max(numbers, default=0) + 1)
    )
    office = STRICT_OFFICE if STRICT_OFFICE in root.nsmap.values() else OFFICE
    first.set(f"{{{office}}}id", rid)
    sheets.insert(0, first)
    _shift(root, space)
    package.parts[package.workbook] = printed(root)


def _shift(root: Any, space: str) -> None:
    """Names of single sheets count the sheets: all of them have moved by one."""
    for name in list(root.iter(f"{{{space}}}definedName")):
        if name.get("localSheetId") is not None:
            name.set("localSheetId", str(int(name.get("localSheetId")) + 1))
            if name.get("name") == "_xlnm._FilterDatabase":
                name.getparent().remove(name)  # the filter's range has changed
    for names in list(root.iter(f"{{{space}}}definedNames")):
        if not len(names):
            names.getparent().remove(names)
    for view in root.iter(f"{{{space}}}workbookView"):
        view.set("activeTab", "0")
        view.attrib.pop("firstSheet", None)


def _sheets(root: Any) -> Any:
    space = etree.QName(root).namespace
    found = root.find(f"{{{space}}}sheets")
    if found is None:
        raise ValueError("workbook without sheets")
    return found


def _relationship(sheet: Any) -> str:
    for name, value in sheet.attrib.items():
        if etree.QName(name).localname == "id" and etree.QName(name).namespace:
            return str(value)
    return ""


def _sheet(rows: Sequence[Sequence[str | int]], styles: Styles) -> bytes:
    root = etree.Element(f"{{{MAIN}}}worksheet", nsmap={None: MAIN})
    properties = etree.SubElement(root, f"{{{MAIN}}}sheetPr")
    etree.SubElement(properties, f"{{{MAIN}}}pageSetUpPr", fitToPage="1")
    views = etree.SubElement(root, f"{{{MAIN}}}sheetViews")
    etree.SubElement(views, f"{{{MAIN}}}sheetView", workbookViewId="0", showGridLines="0")
    columns = etree.SubElement(root, f"{{{MAIN}}}cols")
    for number, width in enumerate(WIDTHS, 1):
        etree.SubElement(columns, f"{{{MAIN}}}col", min=str(number), max=str(number),
                         width=str(width), customWidth="1")  # fmt: skip
    data = etree.SubElement(root, f"{{{MAIN}}}sheetData")
    for number, values in enumerate(rows, 1):
        row = etree.SubElement(data, f"{{{MAIN}}}row", r=str(number))
        is_head = number in (1, HEAD_ROW)
        for at, value in enumerate(values):
            _write(row, f"{column_letters(at)}{number}", value, _style(styles, number, is_head))
    if len(rows) >= HEAD_ROW:
        last = column_letters(len(WIDTHS) - 1)
        etree.SubElement(
            root, f"{{{MAIN}}}autoFilter", ref=f"A{HEAD_ROW}:{last}{len(rows)}"
        )  # fmt: skip
    etree.SubElement(root, f"{{{MAIN}}}pageSetup", orientation="landscape", fitToHeight="0")
    return printed(root)


def _style(styles: Styles, number: int, is_head: bool) -> int:
    if is_head:
        return styles.heading() if number == HEAD_ROW else 0
    return styles.wrapped() if number > HEAD_ROW else 0


def _write(row: Any, reference: str, value: str | int, style: int) -> None:
    cell = etree.SubElement(row, f"{{{MAIN}}}c", r=reference, s=str(style))
    if isinstance(value, int):
        etree.SubElement(cell, f"{{{MAIN}}}v").text = str(value)
        return
    cell.set("t", "inlineStr")
    inside = etree.SubElement(cell, f"{{{MAIN}}}is")
    etree.SubElement(inside, f"{{{MAIN}}}t").text = value
