"""What must hold of every file whatever it holds. Each rule raises AssertionError."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow.parquet as pq

from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import Issue, ParsedFile, ParsedSheet, Severity
from emonev.services.import_result import FATES, FileResult
from tests.wild.bases import SECRETS

Extent = Mapping[str, tuple[int, int]]

NOT_EMPTY_HANDED = frozenset({"gagal_dibaca"})
"""Refusals that mean the reader itself gave up."""


def rows_file_agrees(sheet: ParsedSheet) -> None:
    """Every row read is in the row file or the entries, with its fate."""
    if sheet.rows_file is None and sheet.entries_file is None:
        assert sheet.rows_read == 0 or sheet.kind in ("unknown", "empty"), sheet.kind
        return
    table = pq.read_table(sheet.rows_file or sheet.entries_file).select(["row", "fate"])
    fates: dict[int, set[Any]] = {}
    for row, fate in zip(table["row"].to_pylist(), table["fate"].to_pylist(), strict=True):
        fates.setdefault(row, set()).add(fate)
    assert len(fates) == sheet.rows_read, (sheet.name, len(fates), sheet.rows_read)
    assert all(len(found) == 1 for found in fates.values()), sheet.name
    rejected = sum("rejected" in found for found in fates.values())
    assert rejected == sheet.rejected, (sheet.name, rejected, sheet.rejected)


def fates_sum(result: FileResult) -> None:
    """The fates of every sheet add up to its rows."""
    for sheet in result.sheets:
        told = sum(sheet.fates.get(name, 0) for name in FATES)
        assert set(sheet.fates) <= set(FATES), sheet.fates
        assert told == sheet.rows_read or not sheet.fates, (sheet.name, sheet.fates)
    told = sum(result.fate(name) for name in FATES)
    assert told == result.rows_read, (told, result.rows_read)


_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


def issues_point_somewhere(issues: Sequence[Issue], extent: Extent, folded: bool) -> None:
    """Every cell and row named stands in the file. ``folded``: whole CSV lines in column A have
    cells of their own."""
    for issue in issues:
        assert issue.code in CATALOGUE, issue.code
        height, width = extent.get(issue.sheet or "", (0, 0))
        if issue.row is not None:
            assert 1 <= issue.row <= height, (issue, height)
        if issue.cell is not None:
            match = _CELL.fullmatch(issue.cell)
            assert match, issue
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - 64
            assert issue.row is None or int(match[2]) == issue.row, issue
            assert 1 <= int(match[2]) <= height, (issue, height)
            assert folded or column <= width, (issue, width)


def rejected_rows_are_explained(sheet: ParsedSheet) -> None:
    """A rejected row has an error naming it, or the sheet has one that stands for many rows."""
    if not sheet.rejected:
        return
    errors = [i for i in sheet.issues if CATALOGUE[i.code].severity is Severity.ERROR]
    assert errors or sheet.questions, sheet.name
    if all(i.row is not None for i in errors) and not sheet.questions:
        assert len({i.row for i in errors}) >= sheet.rejected, (sheet.name, len(errors))


def _leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def nothing_leaks(parsed: ParsedFile, result: FileResult | None) -> None:
    """No name, address or NIK of the base in issues, questions, preview, columns or row files."""
    texts = {"parsed": json.dumps(asdict(parsed), default=str, ensure_ascii=False)}
    if result is not None:
        texts["result"] = json.dumps(asdict(result), default=str, ensure_ascii=False)
    for sheet in parsed.sheets:
        for file in (sheet.rows_file, sheet.entries_file):
            if file is not None:
                texts[file.name] = file.read_bytes().decode("latin-1")
    for where, text in texts.items():
        found = _leaks(text)
        at = text.find(found[0]) if found else 0
        assert not found, (where, found, text[max(0, at - 200) : at + 60])


def not_given_up(parsed: ParsedFile, broken: bool) -> None:
    """The reader never gives up on a file that Excel opens, and says what to do next."""
    if parsed.refused is None:
        return
    assert parsed.refused.text.strip().endswith("."), parsed.refused
    if not broken:
        assert parsed.refused.code not in NOT_EMPTY_HANDED | {"berkas_rusak"}, parsed.refused


def check_parsed(parsed: ParsedFile, extent: Extent, *, broken: bool) -> None:
    """All rules of reading."""
    not_given_up(parsed, broken)
    for sheet in parsed.sheets:
        rows_file_agrees(sheet)
        folded = "csv_dalam_sel" in sheet.issue_counts
        if not broken:
            issues_point_somewhere(sheet.issues, extent, folded)
        rejected_rows_are_explained(sheet)
