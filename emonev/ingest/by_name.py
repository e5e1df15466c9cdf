"""A sheet of children: its columns gathered, what is missing asked, every cell typed, checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from emonev.ingest import columns
from emonev.ingest.checks import check_rows, check_sheet
from emonev.ingest.header import Header, lay_out
from emonev.ingest.issues import IssueLog
from emonev.ingest.orders import settle_dates
from emonev.ingest.parsed import ParsedSheet, ParseOptions, Question
from emonev.ingest.positions import fill_positions
from emonev.ingest.preview import PREVIEW_ROWS, column_names, data_as_of, preview
from emonev.ingest.read import RawSheet
from emonev.ingest.rows import identify
from emonev.ingest.suggestions import suggested_fields
from emonev.ingest.titled_areas import fill_places, take_titles
from emonev.ingest.typed import (
    Flags,
    is_numbered_sex,
    label_reader,
    numbered_sex_reader,
    sex_reader,
    text_reader,
    typed,
)
from emonev.ingest.unit_columns import read_measures
from emonev.ingest.values import COMMA_OR_GRAMS, small_count, z_score
from emonev.ingest.working import Draft, Keep, Working

_SUGGESTED = frozenset({"nik", "sex", "birth_date", "measured_on", "weight_kg", "lenhei_cm"})
_LOOKED_AT = 400
"""Rows looked at for a suggestion."""


def read_children(
    raw: RawSheet,
    header: Header,
    wanted: Mapping[str, str],
    options: ParseOptions,
    key: bytes,
    log: IssueLog,
    rows_file: Path,
    keep: Keep | None,
) -> Draft:
    """Type one by-name sheet under ``header``; ``wanted``: header key → field, as the user says."""
    work = Working(raw, lay_out(raw.rows, header, wanted), log, options)
    titles = take_titles(work)
    _collect(work)
    placed = fill_places(work, titles)
    _note_layout(work, header)
    suggested = _suggested(work, header)
    _ask_for_columns(work, header, placed, suggested)
    _type_columns(work)
    lacking = fill_positions(work)
    settle_dates(work, header)
    check_rows(work)
    identify(work, key)
    cases_only = check_sheet(work)
    fate = ["rejected" if i in work.rejected else None for i in range(work.size)]
    work.values["sheet"] = [raw.name] * work.size
    work.values["row"] = [work.excel_row(i) for i in range(work.size)]
    work.values["fate"] = fate
    sheet = ParsedSheet(
        raw.name,
        "by_name",
        header_row=raw.first_row + header.bottom,
        rows_read=work.size,
        rejected=len(work.rejected),
        columns=column_names(header, raw.first_column),
        suggested=suggested,
        signature=header.signature,
        data_as_of=data_as_of(raw.rows[: header.top]),
        rows_file=rows_file,
        questions=tuple(work.questions),
        preview=preview(raw.rows[header.bottom : header.bottom + PREVIEW_ROWS], header),
        cases_only=cases_only,
        fields=fields_said(work),
        position_known=_has_any(work, "measure"),
        without_position=len(lacking - work.rejected),
        identity_known=_has_any(work, "nik_key") or _has_any(work, "name_key"),
    )
    if keep is not None:
        keep(work)
    raw.rows = []  # names and raw cells are not needed any more
    work.cells = {}
    return Draft(sheet, log, work)


def fields_said(work: Working) -> tuple[str, ...]:
    """The fields this sheet says something of (``ParsedSheet.fields``)."""
    asked = {question.subject for question in work.questions if question.kind == "column_unit"}
    unknown = {name for name in asked if not _has_any(work, name)}
    said = set(work.cells) | ({"measure"} if work.options.position else set())
    return tuple(sorted(said - unknown))


def _has_any(work: Working, name: str) -> bool:
    """True where at least one row has a value (an empty column is as good as none)."""
    return any(value is not None for value in work.values.get(name, ()))


def _collect(work: Working) -> None:
    """Gather raw columns of the known fields over all blocks."""
    names = {f for b in work.layout.blocks for f in b.header.fields if f}
    work.cells = {name: [] for name in names}
    for block in work.layout.blocks:
        if not block.rows:
            continue
        work.positions.extend(block.rows)
        across = list(zip(*(work.raw.rows[at] for at in block.rows), strict=True))
        for name in names:
            column = block.header.column(name)
            part = across[column] if column is not None else ("",) * len(block.rows)
            work.cells[name].extend(part)


def _note_layout(work: Working, header: Header) -> None:
    """Issues of the layout: loose rows, repaired quotes, unfolded lines, doubtful columns."""
    for i, at in enumerate(work.positions):
        if at in work.layout.loose:
            work.reject(i, "bukan_baris_anak")
        if at in work.layout.unfolded:
            work.flag(i, "csv_dalam_sel")
        if work.raw.first_row + at in work.raw.repaired:
            work.flag(i, "kutip_tidak_ditutup")
    _note_unfilled(work)
    offset = work.raw.first_column
    row = work.raw.first_row + header.bottom
    for column in header.near:
        work.log.add("judul_mirip", row=row, column=column + offset, found=header.texts[column])
    for column in header.doubled:
        work.log.add("kolom_ganda", row=row, column=column + offset, found=header.texts[column])


def _note_unfilled(work: Working) -> None:
    """Cells that are empty only because nobody has computed their formula yet."""
    if not work.raw.unfilled:
        return
    row_of = {work.excel_row(i): i for i in range(work.size)}
    for row, column in work.raw.unfilled:
        i = row_of.get(row)
        name = None if i is None else work.field_at(i, column)
        if i is not None and name and name != "number":
            work.flag(i, "nilai_galat", name, "rumus tanpa hasil")


def _suggested(work: Working, header: Header) -> dict[str, str]:
    """What columns without a meaning may be; only for fields the sheet has no column of."""
    texts = [t if not f else "" for t, f in zip(header.texts, header.fields, strict=True)]
    if not any(texts) or set(work.cells) >= _SUGGESTED:
        return {}
    below = [work.raw.rows[at] for at in work.layout.blocks[0].rows[:_LOOKED_AT]]
    found = suggested_fields(texts, below, set(work.cells))
    return {texts[at]: name for at, name in found.items()}


def _ask_for_columns(
    work: Working, header: Header, placed: bool, suggested: Mapping[str, str]
) -> None:
    """Questions for what the file does not carry; ``placed``: lines above name the places."""
    name = work.raw.name
    unused = tuple(t for t, f in zip(header.texts, header.fields, strict=True) if t and not f)
    needed = {"sex": "jenis kelamin"}
    if header.column("age_text") is None or header.column("measured_on") is None:
        needed["birth_date"] = "tanggal lahir"
    for field_name, title in needed.items():
        if field_name in work.cells:
            continue
        work.log.add("kolom_wajib_tidak_ada", found=title, count=max(1, work.size))
        work.rejected.update(range(work.size))
        text = f'Lembar "{name}" tidak punya kolom {title}. Kolom mana yang berisi {title}?'
        best = tuple(sorted(unused, key=lambda text: suggested.get(text) != field_name))
        work.questions.append(Question("missing_column", text, name, field_name, best, work.size))
    for field_name, title in (("lenhei_cm", "tinggi"), ("weight_kg", "berat")):
        if field_name not in work.cells:
            work.log.add("kolom_ukur_tidak_ada", found=title)
    if "measured_on" not in work.cells and work.options.measured_on is None:
        work.log.add("kolom_tgl_ukur_tidak_ada", count=max(1, work.size))
        work.rejected.update(range(work.size))
        text = f'Lembar "{name}" tidak punya tanggal pengukuran. Kapan anak-anak ini diukur?'
        work.questions.append(Question("measured_on", text, name, "measured_on", (), work.size))
    in_columns = {name for block in work.layout.blocks for name in block.header.fields}
    places = {"desa", "kecamatan", "puskesmas"}
    if not (places & in_columns or placed or work.options.area_given):
        text = f'Lembar "{name}" tidak punya kolom wilayah. Dari desa atau kecamatan mana data ini?'
        work.questions.append(Question("area_columns", text, name, "desa", unused, work.size))


def _type_columns(work: Working) -> None:
    """Everything that one cell decides alone."""
    read_measures(work, _note)
    readers: dict[str, Any] = dict.fromkeys(("sheet_waz", "sheet_haz", "sheet_whz"), z_score)
    readers |= dict.fromkeys(columns.AREA_FIELDS, text_reader)
    readers |= {
        name: label_reader(name, "label_tidak_dikenal")
        for name in ("label_waz", "label_haz", "label_whz")
    }
    readers["measure"] = label_reader("measure", "cara_ukur_tidak_terbaca")
    readers["weight_gain"] = label_reader("weight_gain", "nt_tidak_terbaca")
    readers["vitamin_a"] = small_count
    readers["sex"] = sex_reader
    if is_numbered_sex(_plain_cells(work, "sex")):
        readers["sex"] = numbered_sex_reader
        work.log.add("jk_angka", found="1, 2")
    for name, read in readers.items():
        if name in work.cells:
            work.values[name], flags = typed(work.cells[name], read)
            _note(work, name, flags)


def _plain_cells(work: Working, name: str) -> set[Any]:
    """Distinct cells of a column, footnotes and signatures aside."""
    loose = work.layout.loose
    cells = work.cells.get(name, ())
    return {c for c, at in zip(cells, work.positions, strict=False) if at not in loose}


def _note(work: Working, name: str, flags: Flags) -> None:
    cells = work.cells[name]
    for i, code in flags:
        if i in work.rejected and work.positions[i] in work.layout.loose:
            continue
        if name == "sex":
            work.reject(i, code, name, cells[i])
        elif code != COMMA_OR_GRAMS:
            work.flag(i, code, name, cells[i])
