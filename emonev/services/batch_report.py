"""The import command's JSON document; also kept with the batch for the page."""

from __future__ import annotations

from typing import Any

from emonev.services.import_result import FATES, FileResult, SheetResult


def as_json(result: FileResult) -> dict[str, Any]:
    """One file's entry: the contract's keys, and beside them labels, differences and months."""
    return {
        "file": result.file,
        "kind": _kind(result),
        "container": result.container,
        "encoding": result.encoding,
        "sheets": [_sheet(sheet) for sheet in result.sheets],
        "questions": [
            {
                "kind": q.kind,
                "text": q.text,
                "sheet": q.sheet,
                "subject": q.subject,
                "options": list(q.options),
                "rows": q.rows,
            }
            for q in result.questions
        ],
        "batch": result.batch,
        "refused": result.refused.text if result.refused else None,
        "refused_code": result.refused.code if result.refused else None,
        "kabupaten": result.kabupaten or None,
        "months": list(result.months),
        "new_areas": list(result.new_area_names),
        "labels": _labels(result),
        "differences": [
            {
                "sheet": d.sheet,
                "row": d.row,
                "cause": d.cause,
                "label": d.label,
                "sheet_z": d.sheet_z,
                "z": d.z,
                "stunted": d.stunted,
                "label_stunted": d.label_stunted,
            }
            for d in result.differences
        ],
    }


def _kind(result: FileResult) -> str:
    kinds = [sheet.kind for sheet in result.sheets if sheet.kind != "empty"]
    return kinds[0] if kinds else "unknown"


def _sheet(sheet: SheetResult) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "kind": sheet.kind,
        "header_row": sheet.header_row,
        "rows_read": sheet.rows_read,
        **{fate: sheet.fates.get(fate, 0) for fate in FATES},
        "issues": dict(sheet.issue_counts),
        "columns": dict(sheet.columns),
        "cases_only": sheet.cases_only,
        "position_known": sheet.position_known,
        "identity_known": sheet.identity_known,
    }


def _labels(result: FileResult) -> dict[str, int] | None:
    if result.labels is None:
        return None
    counts = result.labels
    return {
        "stunted": counts.stunted,
        "valid": counts.valid,
        "label_stunted": counts.label_stunted,
        "labelled": counts.labelled,
    }
