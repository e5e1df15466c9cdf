"""One raw sheet → typed rows, issues and questions: the order in which the file side works."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from emonev.ingest import columns
from emonev.ingest.by_name import read_children
from emonev.ingest.free_text import is_text_only
from emonev.ingest.header import (
    Header,
    find_header,
    first_table_row,
    header_on,
    is_blank,
    is_numbering,
    is_of_a_person,
    is_recap,
    is_total_text,
    squeezed,
)
from emonev.ingest.issues import IssueLog
from emonev.ingest.marks import drop_column, is_summary
from emonev.ingest.parsed import ParsedSheet, ParseOptions, Question
from emonev.ingest.preview import PREVIEW_ROWS, data_as_of, preview
from emonev.ingest.read import RawSheet, unfolded
from emonev.ingest.rows import join_persons
from emonev.ingest.suggestions import suggested_fields
from emonev.ingest.tables.draft import draft_table
from emonev.ingest.tables.krs_family import is_screening
from emonev.ingest.templates.book import is_instructions
from emonev.ingest.working import Draft, Keep, Working
from emonev.ingest.write import write_rows


def draft_sheet(
    raw: RawSheet, options: ParseOptions, key: bytes, rows_file: Path, keep: Keep | None = None
) -> Draft:
    """Type one sheet. Never raises for bad data; ``finish`` joins children over all sheets."""
    log = IssueLog(raw.name)
    if raw.hidden:
        log.add("lembar_tersembunyi")
        return Draft(ParsedSheet(raw.name, "empty"), log)
    if is_summary(raw) or is_instructions(raw):
        return Draft(ParsedSheet(raw.name, "empty"), log)
    drop_column(raw)
    if all(is_blank(row) for row in raw.rows[:1000]) and all(map(is_blank, raw.rows)):
        return Draft(ParsedSheet(raw.name, "empty"), log)
    if _unfold_column_a(raw):
        log.add("csv_dalam_sel")
    wanted = _wanted(options.mapping)
    screening = is_screening(raw) and not options.mapping
    header = None if screening else _header(raw, options, wanted)
    if header is not None and header.signature in options.remembered and not options.mapping:
        wanted = _wanted(options.remembered[header.signature])
        header = _header(raw, options, wanted) or header
    if header is None:
        table = draft_table(raw, options, log, rows_file)
        return Draft(table, log) if table else _not_by_name(raw, log, rows_file)
    return read_children(raw, header, wanted, options, key, log, rows_file, keep)


def _header(raw: RawSheet, options: ParseOptions, wanted: Mapping[str, str]) -> Header | None:
    if options.header_row is not None:
        pointed_at = header_on(raw.rows, options.header_row - raw.first_row, wanted)
        if pointed_at is not None:
            return pointed_at
    return find_header(raw.rows, wanted)


def _wanted(mapping: Mapping[str, str]) -> dict[str, str]:
    return {columns.key(text): name for name, text in mapping.items()}


def finish(drafts: Sequence[Draft]) -> tuple[ParsedSheet, ...]:
    """Join the children of all sheets, write the row files and close the issue lists."""
    join_persons([d.work for d in drafts if d.work is not None])
    sheets = []
    for draft in drafts:
        work, path = draft.work, draft.sheet.rows_file
        if work is not None and path is not None:
            _forget_places(work)
            write_rows(path, work.values, work.size)
        log = draft.log
        sheets.append(replace(draft.sheet, issues=log.issues(), issue_counts=dict(log.counts)))
    return tuple(_without_side_question(sheet, sheets) for sheet in sheets)


def _without_side_question(sheet: ParsedSheet, sheets: Sequence[ParsedSheet]) -> ParsedSheet:
    """A smaller sheet of notes or a recap beside the children is named as an issue, not asked."""
    children = sum(s.rows_read for s in sheets if s.kind == "by_name")
    if sheet.kind == "by_name" or sheet.rows_read > children:
        return sheet
    return replace(sheet, questions=())


def _unfold_column_a(raw: RawSheet) -> bool:
    """Split a sheet whose rows are whole CSV lines inside the first cell; True where it was."""
    sample = [row for row in raw.rows[:200] if not is_blank(row)]
    folded = [r for r in sample if unfolded(r[0]) and not any(squeezed(v) for v in r[1:])]
    if len(folded) < 2 or len(folded) * 10 < len(sample) * 8:
        return False
    split = [
        (unfolded(row[0]) or list(row)) if not any(squeezed(v) for v in row[1:]) else list(row)
        for row in raw.rows
    ]
    width = max(map(len, split))
    raw.rows = [row + [""] * (width - len(row)) for row in split]
    return True


# --- sheets that are not by name


def _forget_places(work: Working) -> None:
    """Rows rejected for a cell of their own lose their area texts: in a shifted row a name may
    stand there. (Rows that only wait for an answer about the whole sheet keep them.)"""
    for name in columns.AREA_FIELDS:
        texts = work.values.get(name)
        if texts is not None:
            for i in work.suspect:
                texts[i] = None


def _not_by_name(raw: RawSheet, log: IssueLog, rows_file: Path) -> Draft:
    """Notes: named. A recap or an unknown sheet: every row counted and rejected, one question."""
    recap = is_recap(raw.rows)
    if recap is None and is_text_only(raw):
        log.add("lembar_catatan")
        return Draft(ParsedSheet(raw.name, "empty"), log)
    top = recap if recap is not None else first_table_row(raw.rows)
    kept = [
        at
        for at in range(top + 1, len(raw.rows))
        if not (is_blank(raw.rows[at]) or is_numbering(raw.rows[at]) or is_total_text(raw.rows[at]))
    ]
    kind = "recap" if recap is not None else "unknown"
    log.add("jenis_lembar_belum_didukung", count=max(1, len(kept)))
    values: dict[str, list[Any]] = {
        "sheet": [raw.name] * len(kept),
        "row": [raw.first_row + at for at in kept],
        "fate": ["rejected"] * len(kept),
    }
    write_rows(rows_file, values, len(kept))
    what = "rekap status gizi" if kind == "recap" else "lembar yang belum dikenal jenisnya"
    question = Question(
        "unknown_kind",
        f'Lembar "{raw.name}" adalah {what}. Sebutkan pada langkah Cocokkan kolom apa isi tiap '
        "kolomnya: kolom nama wilayah dan kolom angka, atau kolom data anak (by-name).",
        sheet=raw.name,
        rows=len(kept),
    )
    named = _words_of_header(raw.rows[top]) if kept else {}
    sheet = ParsedSheet(
        raw.name,
        kind,
        header_row=raw.first_row + top,
        rows_read=len(kept),
        rejected=len(kept),
        data_as_of=data_as_of(raw.rows[: top + 1]),
        rows_file=rows_file,
        questions=(question,),
        columns=named,
        suggested=_suggested(raw, top) if named else {},
        preview=preview(raw.rows[:PREVIEW_ROWS], None),
    )
    return Draft(sheet, log)


def _suggested(raw: RawSheet, top: int) -> dict[str, str]:
    """What the columns of an unknown sheet may be, if its rows are children."""
    texts = [squeezed(value) for value in raw.rows[top]]
    found = suggested_fields(texts, raw.rows[top + 1 :])
    return {texts[at]: name for at, name in found.items()}


def _words_of_header(row: Sequence[Any]) -> dict[str, str | None]:
    """The headers of an unknown sheet, for the user to say what they mean; empty where the row
    may as well be data: with a number, a date or what belongs to a person in it."""
    texts = [text for text in map(squeezed, row) if text]
    worded = all(isinstance(v, str) or not squeezed(v) for v in row) and not any(
        re.search(r"\d{4}|^\W*\d", text) for text in texts
    )
    return dict.fromkeys(texts) if worded and not is_of_a_person(row) else {}
