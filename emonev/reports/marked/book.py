"""Mark an xlsx file in place of its parts; see the modules beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from emonev.ingest.marks import SUMMARY_SHEET
from emonev.reports.marked.comments_part import put_comments
from emonev.reports.marked.package import Package
from emonev.reports.marked.problems import CodeLine, SheetMarks
from emonev.reports.marked.programs import without_programs, without_programs_linked
from emonev.reports.marked.sheet_part import SheetPart
from emonev.reports.marked.styles import Styles
from emonev.reports.marked.summary import rows_of
from emonev.reports.marked.workbook_part import put_summary, sheet_parts

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def mark_xlsx(
    source: Path,
    out: Path,
    marks: Mapping[str, SheetMarks],
    lines: Sequence[CodeLine],
    file_name: str,
) -> None:
    """Write ``source`` with its problems marked to ``out``. Raises ValueError, BadZipFile."""
    package = Package(source)
    found = package.related(package.workbook, "styles")
    styles = Styles(package.parts[found[0][1]] if found else None)
    parts = sheet_parts(package)
    _take_programs_out(package)
    had_marks = SUMMARY_SHEET in parts
    for name, part in parts.items():
        own = marks.get(name)
        if name == SUMMARY_SHEET or own is None or (not own.rows and not had_marks):
            continue
        drawing = put_comments(package, part, own)
        sheet = SheetPart(package.parts[part])
        package.parts[part] = sheet.marked(own, styles, drawing, had_marks=had_marks)
    put_summary(package, rows_of(file_name, lines), styles)
    if found:
        package.parts[found[0][1]] = styles.printed()
    else:
        package.add("xl/styles.xml", styles.printed(), _STYLES_TYPE)
        package.relate(package.workbook, "styles", "xl/styles.xml")
    # Formulas keep their values; a stale order of computing would make Excel complain.
    package.parts.pop("xl/calcChain.xml", None)
    package.write(out)


def _take_programs_out(package: Package) -> None:
    """In every sheet, marked or not, and in every link to outside."""
    for name, content in package.parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            package.parts[name] = without_programs(content)
        elif name.startswith("xl/externalLinks/") and name.endswith(".xml"):
            package.parts[name] = without_programs_linked(content)
