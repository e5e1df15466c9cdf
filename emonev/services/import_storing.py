"""One parsed file into the store: one transaction, or nothing of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from emonev.core.scope import Scope
from emonev.errors import Refused
from emonev.ingest.area_match import PlaceText
from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import (
    ParsedFile,
    ParsedSheet,
    Refusal,
    Severity,
)
from emonev.services import entry_imports, sheet_mappings
from emonev.services.batch_answers import answers_given
from emonev.services.batch_report import as_json
from emonev.services.import_outcome import (
    importer_issues,
    no_row_taken,
    nothing_usable,
    refused_file,
    result_of,
)
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.learnt_spellings import learn_spellings
from emonev.services.placing import Placed, Placing, PlacingOptions, place_rows
from emonev.store import areas as stored_areas
from emonev.store import entries as ledger
from emonev.store import importing
from emonev.store.cube import refresh
from emonev.store.insert import insert_rows
from emonev.store.own_data import clear_data, is_demo
from emonev.store.settings import get_setting, put_setting, serentak_months
from emonev.store.store import Cursor, Store


class _DryRun(Exception):
    """Leaves the transaction without storing anything; carries the result."""

    def __init__(self, result: FileResult) -> None:
        self.result = result


def import_parsed(
    scope: Scope, store: Store, parsed: ParsedFile, options: ImportOptions
) -> FileResult:
    """Store one parsed file in one transaction (or nothing of it, on a dry run or refusal)."""
    if parsed.refused is not None:
        return refused_file(parsed, parsed.refused)
    if not any(sheet.rows_file or sheet.entries_file for sheet in parsed.sheets):
        return nothing_usable(parsed)
    try:
        with store.writing() as cursor:
            result = _import_one(cursor, parsed, _within(scope, options))
            if options.dry_run or result.batch is None:
                raise _DryRun(replace(result, batch=None))
        return result
    except _DryRun as dry:
        return dry.result
    except Refused as refusal:
        return refused_file(parsed, Refusal(refusal.code, str(refusal)))


def _within(scope: Scope, options: ImportOptions) -> ImportOptions:
    """A viewer of one kabupaten takes in rows of that kabupaten only; others stay rejected."""
    options = replace(options, role=scope.role)
    if not scope.area_code:
        return options
    own = ".".join(scope.area_code.split(".")[:2])
    return replace(options, kabupaten=own, strict=True)


def _import_one(cursor: Cursor, parsed: ParsedFile, options: ImportOptions) -> FileResult:
    if is_demo(cursor) and not options.demo:
        # Own data never mix with the demo; a refusal rolls this back too.
        clear_data(cursor)
    sheets = [sheet for sheet in parsed.sheets if sheet.rows_file is not None]
    tables = [sheet for sheet in parsed.sheets if sheet.entries_file is not None]
    waiting = {s.name for s in sheets if any(q.kind == "area_columns" for q in s.questions)}
    found = importing.stage(cursor, [s.rows_file for s in sheets if s.rows_file], waiting)
    texts = [(PlaceText(*text), rows) for text, rows in found]
    wishes = PlacingOptions(
        area=options.area,
        kabupaten=options.kabupaten or _home_kabupaten(cursor, texts),
        strict=options.strict,
        new_areas=options.new_areas,
        answers=options.answers,
    )
    placing = place_rows(cursor, texts, wishes)
    table_home = options.kabupaten or get_setting(cursor, "kabupaten")
    counts = entry_imports.take(cursor, tables, replace(wishes, kabupaten=table_home))
    importing.put_places(cursor, [_place_row(entry) for entry in placing.placed])
    cases_only = {sheet.name for sheet in sheets if _is_cases_only(cursor, sheet)}
    importing.put_sheet_fields(
        cursor,
        [(s.name, set(s.fields), s.name in cases_only) for s in sheets],
    )
    doubtful = importing.link_children(cursor)
    fates = importing.decide_fates(cursor)
    importing.score(cursor)
    extra = importer_issues(cursor, placing, doubtful, parsed) + list(counts.issues)
    result = result_of(parsed, _both(placing, counts.placing), {**fates, **counts.fates}, extra,
                     cases_only)  # fmt: skip
    return _store_batch(cursor, parsed, options, _both(placing, counts.placing), result)


def _both(first: Placing, second: Placing) -> Placing:
    """The areas of the children and those of the counts, as one."""
    return Placing(
        (*first.placed, *second.placed),
        tuple(dict.fromkeys((*first.new_areas, *second.new_areas))),
        tuple(dict.fromkeys((*first.new_puskesmas, *second.new_puskesmas))),
        tuple({q.subject: q for q in (*first.questions, *second.questions)}.values()),
    )


def _home_kabupaten(cursor: Cursor, texts: Sequence[tuple[PlaceText, int]]) -> str:
    """The kabupaten this home works on, where the file itself names none."""
    if any(text.kabupaten for text, _ in texts):
        return ""
    return get_setting(cursor, "kabupaten")


def _is_cases_only(cursor: Cursor, sheet: ParsedSheet) -> bool:
    if sheet.cases_only:
        return True
    labelled = "label_haz" in sheet.columns.values()
    return not labelled and importing.only_cases(cursor, sheet.name)


def _place_row(entry: Placed) -> importing.PlaceRow:
    return importing.PlaceRow(
        *entry.text, entry.kabupaten_code, entry.kecamatan_code, entry.area_code, entry.puskesmas
    )


def _store_batch(
    cursor: Cursor,
    parsed: ParsedFile,
    options: ImportOptions,
    placing: Placing,
    result: FileResult,
) -> FileResult:
    sequence = importing.next_sequence(cursor)
    batch_id = f"{sequence:05d}-{parsed.file_hash[:8]}"
    stored_areas.put_areas(cursor, placing.new_areas, batch_id)
    stored_areas.put_puskesmas(cursor, placing.new_puskesmas)
    touched = importing.write(cursor, batch_id)
    counted, periods = [], []
    if any(sheet.entries_file for sheet in parsed.sheets):
        sheet_mappings.put_measures(cursor, parsed.sheets)
        counted, periods = entry_imports.write(cursor, batch_id)
    accepted = result.rows_read - result.fate("rejected")
    if not accepted:
        return replace(result, refused=None if result.questions else no_row_taken(placing))
    months = sorted({month for _, month in touched} | set(periods))
    result = replace(
        result,
        batch=batch_id,
        kabupaten=_one_kabupaten(placing),
        months=tuple(months),
        labels=importing.label_count(cursor),
        differences=tuple(importing.differences(cursor)),
    )
    if result.kabupaten and not get_setting(cursor, "kabupaten"):
        put_setting(cursor, "kabupaten", result.kabupaten)
    _record(cursor, result, sequence, options)
    _remember_mapping(cursor, result, options)
    learn_spellings(cursor, placing.placed, options.answers, batch_id)
    sheet_mappings.remember(cursor, parsed.sheets, options.table_answers)
    if not options.dry_run:
        refresh_touched(cursor, touched)
        ledger.refresh(cursor, counted)
    return result


def refresh_touched(cursor: Cursor, touched: list[tuple[str, str]]) -> None:
    for kabupaten in sorted({code for code, _ in touched}):
        months = {month for code, month in touched if code == kabupaten}
        refresh(cursor, kabupaten, months, serentak_months(cursor, kabupaten))


def _one_kabupaten(placing: Placing) -> str:
    """The kabupaten most rows lie in; "" for a table of several whole kabupaten."""
    taken = [p for p in placing.placed if p.area_code and p.kabupaten_code]
    below = [p for p in taken if p.area_code != p.kabupaten_code]
    codes = [p.kabupaten_code for p in below or taken if p.kabupaten_code]
    if not codes or (not below and len(set(codes)) > 1):
        return ""
    return max(sorted(set(codes)), key=codes.count)


def _record(cursor: Cursor, result: FileResult, sequence: int, options: ImportOptions) -> None:
    importing.put_batch(
        cursor,
        {
            "batch_id": result.batch,
            "sequence": sequence,
            "imported_at": datetime.now().replace(microsecond=0),
            "file_name": result.file,
            "file_hash": result.file_hash,
            "container": result.container,
            "encoding": result.encoding,
            "kabupaten_code": result.kabupaten,
            "rows_read": result.rows_read,
            "new": result.fate("new"),
            "updated": result.fate("updated"),
            "unchanged": result.fate("unchanged"),
            "duplicate": result.fate("duplicate"),
            "rejected": result.fate("rejected"),
            "cases_only": any(sheet.cases_only for sheet in result.sheets),
            "demo": options.demo,
            "report": json.dumps(as_json(result), ensure_ascii=False),
            "kinds": ",".join(dict.fromkeys(s.kind for s in result.sheets if s.rows_read)),
            "who": options.who,
            "role": options.role,
            "answers": json.dumps(answers_given(options), ensure_ascii=False),
        },
    )
    insert_rows(
        cursor,
        "batch_issue",
        ("batch_id", "code", "severity", "sheet", "row", "cell", "found", "expected", "count"),
        [
            (result.batch, i.code, _severity(i.code), i.sheet, i.row, i.cell, i.found,
             i.expected, i.count)
            for i in result.issues
        ],
    )  # fmt: skip


def _remember_mapping(cursor: Cursor, result: FileResult, options: ImportOptions) -> None:
    """The mapping the user made holds for every later file with the same header row."""
    if options.mapping:
        mapping = json.dumps(dict(options.mapping), ensure_ascii=False)
        insert_rows(
            cursor,
            "column_mapping",
            ("signature", "mapping"),
            [
                (signature, mapping)
                for signature in {s.signature for s in result.sheets if s.signature}
            ],
            conflict="OR REPLACE",
        )


def _severity(code: str) -> str:
    return str(CATALOGUE[code].severity if code in CATALOGUE else Severity.NOTE)
