"""A raw sheet that is not by-name → entries on disk and a ``ParsedSheet``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from emonev.ingest.entries import write_entries
from emonev.ingest.header import squeezed
from emonev.ingest.issues import IssueLog
from emonev.ingest.parsed import ParsedSheet, ParseOptions, Question
from emonev.ingest.preview import PREVIEW_ROWS, data_as_of, known_columns, preview
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.kinds import ANY_FORM, kind_of, kind_to_ask_about
from emonev.ingest.tables.layout import headers
from emonev.ingest.tables.work import Found, TableKind, TableWork


def draft_table(
    raw: RawSheet, options: ParseOptions, log: IssueLog, entries_file: Path
) -> ParsedSheet | None:
    """Recognise and read a table of counts; None where it is no kind we know."""
    answers = answers_for(options, raw.name, "")
    chosen = kind_of(raw, answers.get("kind", "")) or _named_by_user(raw, options)
    if chosen is None:
        return None
    kind, found = chosen
    signature = found.header.signature
    answers = answers_for(options, raw.name, signature)
    if answers.get("kind") and answers["kind"] != kind.key:
        kind, found = kind_of(raw, answers["kind"]) or chosen
    work = TableWork(raw, found, options, log, answers)
    rows = kind.read(work)
    entries = work.finished(rows)
    sure = kind not in ANY_FORM or not asks_for_meaning(work.questions)
    write_entries(entries_file, entries)
    rejected = {entry.row for entry in entries if entry.fate}
    return ParsedSheet(
        raw.name,
        kind.key if sure else "unknown",
        header_row=raw.first_row + found.header.bottom,
        rows_read=len(rows),
        rejected=len(rejected),
        columns=column_fields(work.found, kind),
        signature=signature,
        data_as_of=data_as_of(raw.rows[: found.header.top]),
        entries_file=entries_file,
        local_measures=tuple((key, *named) for key, named in sorted(work.measures.items())),
        questions=tuple(work.questions),
        preview=_preview(raw, work.found) if sure else _outlined(raw, work.found),
    )


def _named_by_user(raw: RawSheet, options: ParseOptions) -> tuple[TableKind, Found] | None:
    """A table nobody knows: by its form, by what was said now, or said before of this header."""
    chosen = kind_to_ask_about(raw, answers_for(options, raw.name, ""))
    for header in headers(raw) if chosen is None and options.remembered_tables else ():
        if header.signature in options.remembered_tables:
            chosen = kind_to_ask_about(raw, answers_for(options, raw.name, header.signature))
            if chosen is not None:
                break
    return chosen


def asks_for_meaning(questions: Iterable[Question]) -> bool:
    """True while it is not known what the sheet counts: the mapping step asks."""
    return any(question.kind == "column_meaning" for question in questions)


def answers_for(options: ParseOptions, sheet: str, signature: str) -> dict[str, str]:
    """What the user said: for every sheet ("*"), remembered for the header, for this sheet."""
    return {
        **options.table_answers.get("*", {}),
        **options.remembered_tables.get(signature, {}),
        **options.table_answers.get(sheet, {}),
    }


def column_fields(found: Found, kind: TableKind) -> dict[str, str | None]:
    """Header text → field of the kind, None for columns it does not read."""
    names = {column: name for name, column in found.columns.items()}
    result: dict[str, str | None] = {}
    for column, text in enumerate(found.header.texts):
        if text:
            text = text.removesuffix(".0") if text.removesuffix(".0").isdigit() else text
            label = text if text not in result else f"{text} ({column + 1})"
            result[label] = names.get(column)
    return result


def _preview(raw: RawSheet, found: Found) -> tuple[tuple[str, ...], ...]:
    """The header, and of the rows below it what the kind reads; other columns may name people."""
    header = found.header
    top = [tuple(squeezed(v)[:40] for v in row) for row in raw.rows[header.top : header.bottom + 1]]
    known = set(found.columns.values())
    below = raw.rows[header.bottom + 1 : header.bottom + PREVIEW_ROWS]
    return (*top, *(known_columns(row, known) for row in below))


def _outlined(raw: RawSheet, found: Found) -> tuple[tuple[str, ...], ...]:
    """Rows of a sheet nobody knows yet: its header, and only the shape of its texts."""
    header = found.header
    below = raw.rows[header.bottom + 1 : header.bottom + PREVIEW_ROWS]
    return (tuple(text[:40] for text in header.texts), *preview(below, None))
