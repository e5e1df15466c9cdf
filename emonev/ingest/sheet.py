"""One raw sheet → typed rows, issues and questions: the order in which the file side works."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from emonev.ingest import columns
from emonev.ingest.checks import check_rows, check_sheet
from emonev.ingest.free_text import is_text_only
from emonev.ingest.header import (
    Header,
    Layout,
    find_header,
    first_table_row,
    header_on,
    is_blank,
    is_numbering,
    is_of_a_person,
    is_recap,
    is_total_text,
    lay_out,
    squeezed,
)
from emonev.ingest.issues import HIDDEN, IssueLog, cell_address, shown_safely
from emonev.ingest.marks import drop_column, is_summary
from emonev.ingest.orders import settle_dates
from emonev.ingest.parsed import ParsedSheet, ParseOptions, Question
from emonev.ingest.preview import PREVIEW_ROWS, column_names, data_as_of, preview
from emonev.ingest.read import RawSheet, unfolded
from emonev.ingest.rows import identify, join_persons
from emonev.ingest.tables.draft import draft_table
from emonev.ingest.tables.krs_family import is_screening
from emonev.ingest.templates.book import is_instructions
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
from emonev.ingest.values import MEASURES, small_count, z_score
from emonev.ingest.write import write_rows


@dataclass(slots=True)
class Working:
    """What the steps pass along. ``cells[field]`` raw and ``values[field]`` typed columns, one
    entry per row read; ``positions`` their 0-based positions in the sheet. ``suspect``: rows
    rejected for a cell of their own (``rejected`` also has those of whole-sheet reasons)."""

    raw: RawSheet
    layout: Layout
    log: IssueLog
    options: ParseOptions
    positions: list[int] = field(default_factory=list)
    cells: dict[str, list[Any]] = field(default_factory=dict)
    values: dict[str, list[Any]] = field(default_factory=dict)
    rejected: set[int] = field(default_factory=set)
    suspect: set[int] = field(default_factory=set)
    questions: list[Question] = field(default_factory=list)
    _column_of: dict[str, list[tuple[int, int | None]]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Number of rows read."""
        return len(self.positions)

    def excel_row(self, i: int) -> int:
        """1-based Excel row of the ``i``-th row read."""
        return self.raw.first_row + self.positions[i]

    def flag(self, i: int, code: str, name: str | None = None, found: object = "") -> None:
        """Note an issue of row ``i``, in the column of field ``name``; errors reject the row."""
        if self.log.counted(code):
            return
        column = self._column(i, name) if name else None
        shown = HIDDEN if name in columns.PRIVATE_FIELDS else shown_safely(found)
        bounds = MEASURES.get(name) if name and code == "angka_mustahil" else None
        expected = bounds.words if bounds else None
        self.log.add(code, row=self.excel_row(i), column=column, found=shown, expected=expected)

    def reject(self, i: int, code: str, name: str | None = None, found: object = "") -> None:
        """Flag an error and reject row ``i``."""
        self.rejected.add(i)
        self.suspect.add(i)
        self.flag(i, code, name, found)

    def cell(self, i: int, name: str) -> str:
        """Excel address of field ``name`` in row ``i``; "" where the sheet has no such column."""
        column = self._column(i, name)
        return "" if column is None else cell_address(self.excel_row(i), column)

    def field_at(self, i: int, column: int) -> str | None:
        """The field of the 0-based Excel column in row ``i``'s block, or None."""
        fields = self._header_over(i).fields
        at = column - self.raw.first_column
        return fields[at] if 0 <= at < len(fields) else None

    def _header_over(self, i: int) -> Header:
        at = self.positions[i]
        return next(b.header for b in reversed(self.layout.blocks) if b.header.bottom < at)

    def _column(self, i: int, name: str) -> int | None:
        column = self._header_over(i).column(name)
        return None if column is None else column + self.raw.first_column


@dataclass(slots=True)
class Draft:
    """A sheet as far as it can be read alone; ``work`` is None where nothing is left to do."""

    sheet: ParsedSheet
    log: IssueLog
    work: Working | None = None


Keep = Callable[[Working], None]
"""Sees a by-name sheet typed, just before its raw cells (names among them) are dropped."""


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
    return _by_name(raw, header, wanted, options, key, log, rows_file, keep)


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
    sheet = ParsedSheet(
        raw.name,
        kind,
        header_row=raw.first_row + top,
        rows_read=len(kept),
        rejected=len(kept),
        data_as_of=data_as_of(raw.rows[: top + 1]),
        rows_file=rows_file,
        questions=(question,),
        columns=_words_of_header(raw.rows[top]) if kept else {},
        preview=preview(raw.rows[:PREVIEW_ROWS], None),
    )
    return Draft(sheet, log)


def _words_of_header(row: Sequence[Any]) -> dict[str, str | None]:
    """The headers of an unknown sheet, for the user to say what they mean; empty where the row
    may as well be data: with a number, a date or what belongs to a person in it."""
    texts = [text for text in map(squeezed, row) if text]
    worded = all(isinstance(v, str) or not squeezed(v) for v in row) and not any(
        re.search(r"\d{4}|^\W*\d", text) for text in texts
    )
    return dict.fromkeys(texts) if worded and not is_of_a_person(row) else {}


# --- by-name sheets


def _by_name(
    raw: RawSheet,
    header: Header,
    wanted: Mapping[str, str],
    options: ParseOptions,
    key: bytes,
    log: IssueLog,
    rows_file: Path,
    keep: Keep | None,
) -> Draft:
    work = Working(raw, lay_out(raw.rows, header, wanted), log, options)
    _collect(work)
    _note_layout(work, header)
    _ask_for_columns(work, header)
    _type_columns(work)
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
        signature=header.signature,
        data_as_of=data_as_of(raw.rows[: header.top]),
        rows_file=rows_file,
        questions=tuple(work.questions),
        preview=preview(raw.rows[header.bottom : header.bottom + PREVIEW_ROWS], header),
        cases_only=cases_only,
        position_known=_has_any(work, "measure"),
        identity_known=_has_any(work, "nik_key") or _has_any(work, "name_key"),
    )
    if keep is not None:
        keep(work)
    raw.rows = []  # names and raw cells are not needed any more
    work.cells = {}
    return Draft(sheet, log, work)


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


def _ask_for_columns(work: Working, header: Header) -> None:
    """Questions for what the file does not carry."""
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
        work.questions.append(Question("missing_column", text, name, field_name, unused, work.size))
    for field_name, title in (("lenhei_cm", "tinggi"), ("weight_kg", "berat")):
        if field_name not in work.cells:
            work.log.add("kolom_ukur_tidak_ada", found=title)
    if "measured_on" not in work.cells and work.options.measured_on is None:
        work.log.add("kolom_tgl_ukur_tidak_ada", count=max(1, work.size))
        work.rejected.update(range(work.size))
        text = f'Lembar "{name}" tidak punya tanggal pengukuran. Kapan anak-anak ini diukur?'
        work.questions.append(Question("measured_on", text, name, "measured_on", (), work.size))
    if not {"desa", "kecamatan", "puskesmas"} & set(work.cells) and not work.options.area_given:
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
    from emonev.ingest.values import COMMA_OR_GRAMS

    cells = work.cells[name]
    for i, code in flags:
        if i in work.rejected and work.positions[i] in work.layout.loose:
            continue
        if name == "sex":
            work.reject(i, code, name, cells[i])
        elif code != COMMA_OR_GRAMS:
            work.flag(i, code, name, cells[i])
