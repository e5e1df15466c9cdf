"""Importing by-name files: parse in a child process, then one transaction per file."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused
from emonev.ingest.area_match import PlaceText
from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parse import parse_file
from emonev.ingest.parsed import (
    Issue,
    ParsedFile,
    ParsedSheet,
    ParseOptions,
    Question,
    Refusal,
    Severity,
)
from emonev.services import entry_imports, sheet_mappings
from emonev.services.batch_answers import answers_given
from emonev.services.batch_report import as_json
from emonev.services.import_result import FileResult, ImportOptions, SheetResult
from emonev.services.learnt_spellings import learn_spellings
from emonev.services.placing import Placed, Placing, PlacingOptions, place_rows
from emonev.store import areas as stored_areas
from emonev.store import entries as ledger
from emonev.store import importing
from emonev.store.cube import refresh
from emonev.store.home import Home
from emonev.store.insert import insert_rows
from emonev.store.own_data import clear_data, is_demo
from emonev.store.settings import get_setting, put_setting, serentak_months
from emonev.store.store import Cursor, Store

Progress = Callable[[int, int, str, str], None]
"""Called as (files done, files in all, file name, what happens now)."""

Told = Callable[[int, str, int], None]
"""Called as (number of the file, what happens now, rows read of it), also by helper threads."""

_PARSERS_AHEAD = 2
"""Files parsed ahead while one is stored: two child processes keep a laptop's two cores busy."""


def import_files(
    scope: Scope,
    store: Store,
    home: Home,
    paths: Sequence[Path],
    options: ImportOptions,
    *,
    today: date,
    progress: Progress | None = None,
    ready: Callable[[int], None] | None = None,
) -> list[FileResult]:
    """Import every file, each in its own transaction, in the order given.

    ``ready(number)`` returns once ``paths[number]`` is there (the demo writes while it imports).
    A bad file never raises: it comes back refused. Raises WrongCall for options that name an
    unknown area, NoAccess when the scope does not reach the kabupaten.
    """

    def told(number: int, now: str, rows: int) -> None:
        if progress:
            progress(number, len(paths), paths[number].name, now)

    results = []
    for result in import_each(
        scope, store, home, [(path, options) for path in paths], today=today, told=told, ready=ready
    ):
        results.append(result)
        if progress:
            progress(len(results), len(paths), result.file, "selesai")
    return results


def import_each(
    scope: Scope,
    store: Store,
    home: Home,
    files: Sequence[tuple[Path, ImportOptions]],
    *,
    today: date,
    told: Told | None = None,
    ready: Callable[[int], None] | None = None,
) -> Iterator[FileResult]:
    """As ``import_files``, with options per file; each result as soon as its file is stored.

    Whoever stops asking leaves the files that follow untouched.
    """
    for _, options in files:
        if options.kabupaten and not scope.reaches(options.kabupaten):
            raise NoAccess("Akun ini tidak dapat mengunggah untuk kabupaten tersebut.")
    for number, parsed in enumerate(_parsed(store, home, files, today, told, ready)):
        if told:
            told(number, "menyimpan", sum(sheet.rows_read for sheet in parsed.sheets))
        yield import_parsed(scope, store, parsed, files[number][1])


def _parsed(
    store: Store,
    home: Home,
    files: Sequence[tuple[Path, ImportOptions]],
    today: date,
    told: Told | None,
    ready: Callable[[int], None] | None = None,
) -> Iterator[ParsedFile]:
    """Each file parsed, a few ahead of the one being stored; typed rows vanish afterwards."""
    key = home.key()
    home.work.mkdir(parents=True, exist_ok=True)
    _sweep(home.work)
    folder = Path(tempfile.mkdtemp(prefix="unggah-", dir=home.work))

    def parse(number: int) -> ParsedFile:
        if ready:
            ready(number)
        if told:
            told(number, "membaca", 0)
        workdir = folder / str(number)
        workdir.mkdir()
        path, options = files[number]
        parse_options = _parse_options(store, options, today)
        return parse_file(path, options=parse_options, key=key, workdir=workdir)

    try:
        with ThreadPoolExecutor(_PARSERS_AHEAD) as pool:
            waiting: dict[int, Future[ParsedFile]] = {}
            for number in range(len(files)):
                for ahead in range(number, min(number + _PARSERS_AHEAD + 1, len(files))):
                    if ahead not in waiting:
                        waiting[ahead] = pool.submit(parse, ahead)
                try:
                    yield waiting.pop(number).result()
                except GeneratorExit:
                    pool.shutdown(cancel_futures=True)
                    raise
                shutil.rmtree(folder / str(number), ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(work: Path) -> None:
    """Remove what an import that was killed left behind: scratch folders older than a day."""
    yesterday = time.time() - 24 * 3600
    for folder in work.glob("unggah-*"):
        if folder.stat().st_mtime < yesterday:
            shutil.rmtree(folder, ignore_errors=True)


def _parse_options(store: Store, options: ImportOptions, today: date) -> ParseOptions:
    with store.reading() as cursor:
        rows = cursor.execute("SELECT signature, mapping FROM column_mapping").fetchall()
        said = cursor.execute("SELECT signature, answers FROM sheet_mapping").fetchall()
    return ParseOptions(
        sheet=options.sheet,
        header_row=options.header_row,
        mapping=dict(options.mapping),
        remembered={signature: json.loads(mapping) for signature, mapping in rows},
        measured_on=options.measured_on,
        area_given=bool(options.area),
        day_month_order=options.day_month_order,
        units=dict(options.units),
        position=options.position,
        today=today,
        period=options.period,
        table_answers={name: dict(said) for name, said in options.table_answers.items()},
        remembered_tables={signature: json.loads(answers) for signature, answers in said},
    )


class _DryRun(Exception):
    """Leaves the transaction without storing anything; carries the result."""

    def __init__(self, result: FileResult) -> None:
        self.result = result


def import_parsed(
    scope: Scope, store: Store, parsed: ParsedFile, options: ImportOptions
) -> FileResult:
    """Store one parsed file in one transaction (or nothing of it, on a dry run or refusal)."""
    if parsed.refused is not None:
        return _refused(parsed, parsed.refused)
    if not any(sheet.rows_file or sheet.entries_file for sheet in parsed.sheets):
        return _nothing_usable(parsed)
    try:
        with store.writing() as cursor:
            result = _import_one(cursor, parsed, _within(scope, options))
            if options.dry_run or result.batch is None:
                raise _DryRun(replace(result, batch=None))
        return result
    except _DryRun as dry:
        return dry.result
    except Refused as refusal:
        return _refused(parsed, Refusal(refusal.code, str(refusal)))


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
    extra = _importer_issues(cursor, placing, doubtful, parsed) + list(counts.issues)
    result = _result(parsed, _both(placing, counts.placing), {**fates, **counts.fates}, extra,
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
        return replace(result, refused=None if result.questions else _no_row_taken(placing))
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


def _importer_issues(
    cursor: Cursor, placing: Placing, doubtful: list[tuple[str, int]], parsed: ParsedFile
) -> list[Issue]:
    """Issues of placing and linking, each with its Excel row."""
    issues = [Issue("mungkin_anak_sama", sheet, row) for sheet, row in doubtful]
    issues += [
        Issue("baris_ganda", sheet, row)
        for sheet, row in cursor.execute(
            "SELECT sheet, row FROM incoming WHERE fate = 'duplicate' ORDER BY position"
        ).fetchall()
    ]
    for entry in placing.placed:
        if entry.issue:
            issues += _rows_of_place(cursor, entry)
    issues += [
        Issue("posisi_dari_umur", sheet.name)
        for sheet in parsed.sheets
        if sheet.rows_file and not sheet.position_known
    ]
    return issues


def _rows_of_place(cursor: Cursor, entry: Placed) -> list[Issue]:
    rows = cursor.execute(
        "SELECT sheet, row FROM staged WHERE fate IS NULL "
        "AND kabupaten IS NOT DISTINCT FROM $1 AND kecamatan IS NOT DISTINCT FROM $2 "
        "AND puskesmas IS NOT DISTINCT FROM $3 AND desa IS NOT DISTINCT FROM $4 ORDER BY position",
        list(entry.text),
    ).fetchall()
    found = " / ".join(part for part in entry.text if part)
    return [
        Issue(entry.issue, sheet, row, None, found, CATALOGUE[entry.issue].expected)
        for sheet, row in rows
    ]


def _result(
    parsed: ParsedFile,
    placing: Placing,
    fates: Mapping[str, Mapping[str, int]],
    extra: list[Issue],
    cases_only: set[str],
) -> FileResult:
    sheets = tuple(
        _sheet_result(sheet, fates.get(sheet.name, {}), extra, sheet.name in cases_only)
        for sheet in parsed.sheets
    )
    questions = [q for sheet in parsed.sheets for q in sheet.questions]
    return FileResult(
        file=parsed.file,
        file_hash=parsed.file_hash,
        container=parsed.container,
        encoding=parsed.encoding,
        sheets=sheets,
        issues=(*(i for sheet in parsed.sheets for i in sheet.issues), *extra),
        questions=(*asked_once(questions), *placing.questions),
        new_area_names=tuple(area.name for area in placing.new_areas),
    )


def asked_once(questions: Sequence[Question]) -> list[Question]:
    """Sheets of one form ask for rows and units together: one answer serves them all."""
    found: dict[object, Question] = {}
    for number, question in enumerate(questions):
        together = question.kind in ("row_meaning", "column_unit")
        key = (question.kind, question.subject, question.options) if together else number
        before = found.get(key)
        if before is not None:
            question = replace(before, sheet=None, rows=before.rows + question.rows)
        found[key] = question
    return list(found.values())


def _sheet_result(
    sheet: ParsedSheet, fates: Mapping[str, int], extra: list[Issue], cases_only: bool
) -> SheetResult:
    accepted = sum(fates.values())
    counts = dict(sheet.issue_counts)
    for issue in extra:
        if issue.sheet == sheet.name:
            counts[issue.code] = counts.get(issue.code, 0) + issue.count
    return SheetResult(
        name=sheet.name,
        kind=sheet.kind,
        header_row=sheet.header_row,
        rows_read=sheet.rows_read,
        fates={**fates, "rejected": sheet.rows_read - accepted},
        issue_counts=counts,
        columns=sheet.columns,
        signature=sheet.signature,
        preview=sheet.preview,
        position_known=sheet.position_known,
        identity_known=sheet.identity_known,
        cases_only=cases_only,
        without_position=sheet.without_position,
        suggested=sheet.suggested,
    )


def _refused(parsed: ParsedFile, refusal: Refusal) -> FileResult:
    """A refused file still lists its sheets, with every row rejected."""
    result = _result(parsed, Placing(()), {}, [], set())
    return replace(result, refused=refusal)


def _nothing_usable(parsed: ParsedFile) -> FileResult:
    result = _result(parsed, Placing(()), {}, [], set())
    return result if result.questions else replace(result, refused=_no_row_taken(Placing(())))


def _no_row_taken(placing: Placing) -> Refusal:
    foreign = {p.text.kabupaten for p in placing.placed if p.issue == "kabupaten_lain"}
    if foreign and all(p.issue == "kabupaten_lain" for p in placing.placed):
        named = ", ".join(sorted(name for name in foreign if name))
        return Refusal(
            "kabupaten_lain",
            f"Berkas ini berisi data {named}, bukan kabupaten yang sedang dikerjakan. Pilih berkas"
            " yang benar, atau unggah pada rumah data kabupaten itu. Data yang tersimpan tidak"
            " berubah.",
        )
    return Refusal(
        "tidak_ada_baris",
        "Tidak satu baris pun dapat diterima. Lihat daftar masalah; betulkan berkas, lalu unggah"
        " lagi. Data yang tersimpan tidak berubah.",
    )


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
