"""Daftar kerja puskesmas: from the user's own by-name file a list of children to act on.

The names stay in this one answer: they are read from a scratch file of the limited child process,
joined, and the file is deleted. Nothing is stored; each look-up leaves a line without names.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from emonev.core.indonesian import integer
from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused
from emonev.ingest.parse import parse_file
from emonev.ingest.parsed import ParsedFile, ParsedSheet, ParseOptions
from emonev.ingest.worklist_rows import CHILD, Named, read_names
from emonev.services.import_result import ImportOptions
from emonev.services.leftovers import PREFIX
from emonev.services.worklist_child import Child, is_balita
from emonev.services.worklist_limits import limits
from emonev.services.worklist_log import note_look_up
from emonev.services.worklist_odd import odd
from emonev.services.worklist_places import Taken, stage_rows
from emonev.services.worklist_result import Line, WorkList, Worklist
from emonev.services.worklist_rules import (
    doubles,
    is_old_case,
    new_case,
    thin,
    twice_no_gain,
    unmeasured,
)
from emonev.services.worklist_unmeasured import covered, stored_lines, unit_names
from emonev.services.worklist_visits import children_of
from emonev.store import worklist as asking
from emonev.store.home import Home
from emonev.store.own_data import is_demo
from emonev.store.store import Cursor, Store

Progress = Callable[[int, int, str], None]
"""(steps done, steps in all, what happens now)."""

SCRATCH = f"{PREFIX}daftar-"
"""Begins the name of the scratch folder; what a killed process leaves is swept with the files that
were chosen on the page Unggah (``leftovers``), and by the next work list."""

STEPS = 5
"""Steps told, the writing of a file (by the caller) included."""

MEASURE_AGAIN = "ukuran janggal (daftar 6): ukur ulang dahulu"

_LEFTOVER_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked, by whom, and when."""

    scope: Scope
    home: Home
    options: ImportOptions
    who: str
    now: datetime
    told: Progress


@dataclass(frozen=True, slots=True)
class _Read:
    """The file as read: its by-name sheets and the names by sheet and row."""

    parsed: ParsedFile
    sheets: tuple[ParsedSheet, ...]
    names: Mapping[tuple[str, int], Named]


def worklist(
    scope: Scope,
    store: Store,
    home: Home,
    path: Path,
    options: ImportOptions,
    *,
    who: str,
    today: date,
    now: datetime,
    progress: Progress | None = None,
) -> Worklist:
    """Make the work list of one by-name file (``options``: what the user answered for it).

    The answer holds the children's names: hand it to a writer and drop it. Raises Refused (file
    refused, or no child in it that this viewer may look up), NoAccess, WrongCall.
    """
    wanted = options.kabupaten
    if wanted and not (scope.reaches(wanted) or scope.area_code.startswith(wanted + ".")):
        raise NoAccess("Berkas ini di luar wilayah Anda.")
    asked = _Asked(scope, home, options, who, now, progress or (lambda done, of, what: None))
    with _scratch(home) as workdir:
        asked.told(0, STEPS, "membaca berkas")
        read = _read(path, home, workdir, _parse_options(store, options, today))
        asked.told(1, STEPS, "menghitung z-score")
        with store.reading() as cursor:
            cursor.begin()  # what is made below is temporary, and gone at the end
            try:
                return _made(cursor, asked, read)
            finally:
                cursor.rollback()


@contextmanager
def _scratch(home: Home) -> Iterator[Path]:
    home.work.mkdir(parents=True, exist_ok=True)
    before = time.time() - _LEFTOVER_SECONDS
    for folder in home.work.glob(f"{SCRATCH}*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=home.work))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _parse_options(store: Store, options: ImportOptions, today: date) -> ParseOptions:
    with store.reading() as cursor:
        rows = cursor.execute("SELECT signature, mapping FROM column_mapping").fetchall()
    return ParseOptions(
        sheet=options.sheet,
        header_row=options.header_row,
        mapping=dict(options.mapping),
        remembered={signature: json.loads(mapping) for signature, mapping in rows},
        measured_on=options.measured_on,
        area_given=True,  # without area columns the list is simply not divided
        day_month_order=options.day_month_order,
        units=dict(options.units),
        position=options.position,
        today=today,
    )


def _read(path: Path, home: Home, workdir: Path, options: ParseOptions) -> _Read:
    """Raises Refused for a file without a child in it."""
    parsed = parse_file(path, options=options, key=home.key(), workdir=workdir, child=CHILD)
    names = read_names(workdir)
    if parsed.refused is not None:
        raise Refused(parsed.refused.code, parsed.refused.text)
    sheets = tuple(s for s in parsed.sheets if s.kind == "by_name" and s.rows_file)
    if not sheets:
        raise Refused(
            "bukan_by_name",
            "Daftar kerja dibuat dari ekspor by-name (satu baris per anak); berkas ini bukan.",
            hint="Pilih ekspor by-name e-PPGBM.",
        )
    if not any(sheet.rows_read > sheet.rejected for sheet in sheets):
        open_question = next((q.text for sheet in sheets for q in sheet.questions), "")
        raise Refused(
            "tidak_ada_baris",
            "Tidak satu baris pun dapat dipakai untuk daftar kerja.",
            hint=open_question or "Lihat daftar masalah berkas ini di halaman Unggah.",
        )
    return _Read(parsed, sheets, names)


def _made(cursor: Cursor, asked: _Asked, read: _Read) -> Worklist:
    taken = stage_rows(cursor, asked.scope, read.sheets, asked.options)
    asking.score(cursor)
    asking.link_known(cursor)
    rows = asking.file_rows(cursor)
    if not rows:
        raise Refused(
            "tidak_ada_baris",
            "Tidak ada anak dari wilayah Anda di berkas ini.",
            hint="Pilih berkas puskesmas Anda, atau kabupaten yang sesuai.",
        )
    asked.told(2, STEPS, "mencocokkan dengan data tersimpan")
    note_look_up(
        asked.home, asked.scope, who=asked.who, file_hash=read.parsed.file_hash,
        children=len({row["person"] for row in rows}), now=asked.now,
    )  # fmt: skip
    linked = {row["child_id"] for row in rows if row["child_id"] is not None}
    demo = is_demo(cursor)
    alone = demo and not linked  # own children are not compared with invented ones
    within = asked.scope.area_code
    stored = [] if alone else asking.stored_rows(cursor, within)
    children = children_of(
        rows, stored, read.names, set() if alone else asking.doubtful(cursor, within),
        one_sheet=len(read.sheets) == 1,
    )  # fmt: skip
    asked.told(3, STEPS, "menyusun daftar")
    month = max(row["measured_on"] for row in rows).replace(day=1)
    since = asking.month_before(month, int(limits().known_months) - 1)
    current = [child for child in children if is_balita(child.age_days(month))]
    kabupaten = "" if alone else taken.kabupaten
    missing = _unmeasured(cursor, asked, read, children, rows, month, kabupaten)
    return Worklist(
        file=read.parsed.file,
        file_hash=read.parsed.file_hash,
        kabupaten=taken.kabupaten,
        month=month,
        children=len(children),
        linked=len({row["person"] for row in stored}),
        old_cases=sum(is_old_case(child, since) for child in current),
        lists=_lists(children, current, since, missing.found),
        units=missing.units,
        notes=(*_notes(taken, read, alone=alone), *missing.notes),
        demo=demo and not alone,
    )


def _lists(
    children: Sequence[Child], current: Sequence[Child], since: date, missing: WorkList
) -> tuple[WorkList, ...]:
    """``current``: those who are balita in the file's month; a state from before ``since`` is too
    old to act on."""
    strict = limits()
    strange = {child.number: line for child in children if (line := odd(child, strict, since))}

    def of(rule: Callable[[Child], Line | None]) -> tuple[Line, ...]:
        found = ((child, rule(child)) for child in current)
        return in_order(
            _doubted(line, child.number in strange)
            for child, line in found
            if line is not None and line.measured_on is not None and line.measured_on >= since
        )

    return (
        WorkList("kasus_baru", of(new_case)),
        WorkList("gizi", of(thin)),
        WorkList("dua_t", of(twice_no_gain)),
        missing,
        WorkList("ganda", _in_groups(doubles(children))),
        WorkList("janggal", in_order(strange.values())),
    )


def _doubted(line: Line, strange: bool) -> Line:
    """A state read from an odd measurement is looked at before anybody acts on it."""
    if not strange:
        return line
    return replace(line, details=(*line.details, MEASURE_AGAIN))


@dataclass(frozen=True, slots=True)
class _Missing:
    found: WorkList
    units: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def _unmeasured(
    cursor: Cursor,
    asked: _Asked,
    read: _Read,
    children: Sequence[Child],
    rows: Sequence[asking.Row],
    month: date,
    kabupaten: str,
) -> _Missing:
    """Those without a length in the file's newest month; ``kabupaten`` "": of the file alone."""
    if any(sheet.cases_only for sheet in read.sheets):
        why = "Berkas hanya memuat anak stunting: siapa yang belum diukur tidak terlihat darinya."
        return _Missing(WorkList("belum_diukur", (), why))
    months = int(limits().known_months)
    since = asking.month_before(month, months - 1)
    lines = [unmeasured(child, month, since) for child in children]
    if not kabupaten:
        return _Missing(WorkList("belum_diukur", in_order(lines)))
    units = covered(rows)
    found = asking.known_unmeasured(
        cursor, kabupaten, month, months=months, desa=units.desa, puskesmas=units.puskesmas,
        within=asked.scope.area_code,
    )  # fmt: skip
    linked = {row["child_id"] for row in rows}
    weak = all(child.weak for child in children)
    more, notes = stored_lines(found, linked, month, weak=weak)
    return _Missing(
        WorkList("belum_diukur", in_order([*lines, *more])), unit_names(cursor, units), notes
    )


def _notes(taken: Taken, read: _Read, *, alone: bool) -> Iterator[str]:
    yield from taken.notes
    rejected = sum(sheet.rejected for sheet in read.sheets)
    if rejected:
        yield (
            f"{integer(rejected)} baris ditolak (misalnya tanpa tanggal lahir) dan tidak ada dalam"
            " daftar ini; lihat berkas bertanda di halaman Unggah."
        )
    if not any(sheet.identity_known for sheet in read.sheets):
        yield "Berkas tanpa NIK dan nama: anak hanya dikenal dari ciri lahirnya."
    if alone:
        yield "Berkas Anda tidak dibandingkan dengan data contoh."
    for sheet in read.parsed.sheets:
        if sheet.kind not in ("by_name", "empty"):
            yield f"Lembar “{sheet.name}” bukan data per anak dan tidak dipakai."


def in_order(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    """By puskesmas, desa and posyandu; within a posyandu baduta first, then by name."""
    return tuple(sorted((line for line in lines if line is not None), key=_order))


def _order(line: Line) -> tuple[object, ...]:
    place = line.place
    names = (place.puskesmas, place.desa, place.posyandu)
    return (
        *(text.casefold() or "\uffff" for text in names),
        not line.baduta,
        not line.name,
        line.name.casefold(),
        line.birth_date,
    )


def _in_groups(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Groups in the order of their first child; numbered from 1 as they stand."""
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.group, []).append(line)
    inside = [sorted(group, key=_order) for group in groups.values()]
    inside.sort(key=lambda group: _order(group[0]))
    return tuple(
        replace(line, group=number) for number, group in enumerate(inside, 1) for line in group
    )
