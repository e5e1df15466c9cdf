"""What became of a parsed file: its issues from placing and linking, its fates, its refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import (
    Issue,
    ParsedFile,
    ParsedSheet,
    Question,
    Refusal,
)
from emonev.services.import_result import FileResult, SheetResult
from emonev.services.placing import Placed, Placing
from emonev.store.store import Cursor


def importer_issues(
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
    issues += _issues_of_places(cursor, [one for one in placing.placed if one.issue])
    issues += [
        Issue("posisi_dari_umur", sheet.name)
        for sheet in parsed.sheets
        if sheet.rows_file and not sheet.position_known
    ]
    return issues


def _issues_of_places(cursor: Cursor, placed: Sequence[Placed]) -> list[Issue]:
    """An issue for every row of these places, place by place; one question however many."""
    if not placed:
        return []
    rows_of: dict[tuple[Any, ...], list[tuple[str, int]]] = {tuple(p.text): [] for p in placed}
    for *text, sheet, row in cursor.execute(
        "SELECT kabupaten, kecamatan, puskesmas, desa, sheet, row FROM staged "
        "WHERE fate IS NULL ORDER BY position"
    ).fetchall():
        if (rows := rows_of.get(tuple(text))) is not None:
            rows.append((sheet, row))
    return [
        Issue(
            one.issue, sheet, row, None, " / ".join(part for part in one.text if part),
            CATALOGUE[one.issue].expected,
        )
        for one in placed
        for sheet, row in rows_of[tuple(one.text)]
    ]  # fmt: skip


def result_of(
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


def refused_file(parsed: ParsedFile, refusal: Refusal) -> FileResult:
    """A refused file still lists its sheets, with every row rejected."""
    result = result_of(parsed, Placing(()), {}, [], set())
    return replace(result, refused=refusal)


def nothing_usable(parsed: ParsedFile) -> FileResult:
    result = result_of(parsed, Placing(()), {}, [], set())
    return result if result.questions else replace(result, refused=no_row_taken(Placing(())))


def no_row_taken(placing: Placing) -> Refusal:
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
