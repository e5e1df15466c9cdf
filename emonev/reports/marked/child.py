"""``python -m emonev.reports.marked.child``: marks one file under limits, in a process of its own.

Job on standard input (JSON: path, out, file name, issues, counts, header rows, limits). Exit code
0 when the marked workbook was written; nothing of the file's content is ever printed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from emonev.ingest.child import limit_self
from emonev.ingest.container import recognise
from emonev.ingest.guard import inspect
from emonev.ingest.marks import is_summary
from emonev.ingest.parsed import Issue, Refusal
from emonev.ingest.read import read_sheets
from emonev.reports.marked.book import mark_xlsx
from emonev.reports.marked.fresh import mark_sheets
from emonev.reports.marked.problems import marks_of, summary_of


def run(job: dict[str, Any]) -> None:
    """Write the marked workbook. Raises ValueError for a file that cannot be read."""
    source, out = Path(job["path"]), Path(job["out"])
    container = recognise(source)
    if isinstance(container, Refusal):
        raise ValueError(container.code)
    verdict = inspect(source, container)
    if verdict.refusal:
        raise ValueError(verdict.refusal.code)
    issues = [Issue(**one) for one in job["issues"]]
    marks = marks_of(issues, job["header_rows"])
    lines = summary_of(issues, job["counts"])
    if container.kind == "xlsx":
        mark_xlsx(source, out, marks, lines, job["file_name"])
        return
    raws = [raw for raw in read_sheets(source, container, verdict.skip, None)
            if not is_summary(raw)]  # fmt: skip
    mark_sheets(raws, out, marks, lines, job["file_name"])


def main() -> int:
    """The child's whole life."""
    job = json.loads(sys.stdin.buffer.read())
    limit_self(job["memory_bytes"], job["seconds"])
    try:
        run(job)
    except BaseException as error:  # the parent says it in words; the log gets the kind only
        print(type(error).__name__, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
