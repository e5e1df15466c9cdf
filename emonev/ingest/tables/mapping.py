"""Tables of no fixed form: read by what their headers say and by what the user said.

Long tables (a row per area and month, printed percentages beside the counts) and wide ones (years
or months as columns, perhaps each with sub-columns) are read by the same steps. What a row means,
an unknown column and a missing year are asked once; the answers are remembered for the header.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from emonev.core.indonesian import integer, percent
from emonev.ingest.header import squeezed
from emonev.ingest.parsed import Question
from emonev.ingest.tables.cells import count_of, period_in, share_of, year_of
from emonev.ingest.tables.checksum import compare_totals
from emonev.ingest.tables.column_roles import (
    IGNORED,
    ROWS,
    Plan,
    Role,
    answered,
    is_local,
    suggestions,
    survey,
)
from emonev.ingest.tables.counted_figures import (
    ATTENDANCE,
    PREVALENCES,
    WITHIN,
    CountedFigure,
    figures_of,
    unsettled_wholes,
)
from emonev.ingest.tables.header_time import Time, time_of_period
from emonev.ingest.tables.header_words import local_key, local_label
from emonev.ingest.tables.layout import body
from emonev.ingest.tables.named_totals import (
    adds_up,
    compare_named,
    named_totals,
    stands_for_kabupaten,
)
from emonev.ingest.tables.periods import period_of_sheet
from emonev.ingest.tables.table_cells import (
    filled_down,
    has_digit_beyond,
    is_proportion,
    time_of,
)
from emonev.ingest.tables.texts import area_text
from emonev.ingest.tables.titled_places import LEVELS
from emonev.ingest.tables.work import Found, TableWork

SOURCE = "tabel"
"""The source of counts that some table says and no system of record."""

MOST_ASKED = 8
"""Columns asked about one by one; of the others the mapping step tells."""

ENOUGH_ROWS = 2000
"""So many rows show which whole the printed percentages stand over."""

_COLUMN_TEXT = (
    'Lembar "{sheet}", kolom "{subject}": apa isinya? Pilih indikator, beri nama sendiri, atau '
    "abaikan kolom ini."
)
_WHOLE_TEXT = (
    'Lembar "{sheet}", kolom "{subject}": apakah ini jumlah balita yang diukur (penyebut '
    "prevalensi)? Bila bukan, kolom ini diabaikan."
)
_ROW_TEXT = 'Lembar "{sheet}": satu baris (kolom "{header}") adalah apa?'


def found_as(plan: Plan, score: float) -> Found:
    """The plan as a kind's finding: field → column, a name of its own for every column."""
    named = {**plan.places, **plan.times}
    if plan.row is not None:
        named["row"] = plan.row
    for role in plan.roles:
        if role.part in ("", IGNORED):
            continue
        name = ":".join(filter(None, (role.part, role.measure, role.sex, role.time.period)))
        while name in named:
            name += "+"
        named[name] = role.column
    return Found(plan.header, named, score)


def read_table(work: TableWork) -> Sequence[int]:
    """Entries of a table of no fixed form; gives the positions of the rows read."""
    plan = survey(work.raw, work.answers)
    if plan is None:
        return ()
    plan = answered(plan, work.answers, work.raw)
    work.found = found_as(plan, work.found.score)
    return _Table(work, plan).read()


class _Table:
    """One table being read."""

    def __init__(self, work: TableWork, plan: Plan) -> None:
        self.work = work
        self.plan = plan
        rows = body(work.raw, plan.header, has_digit_beyond(plan))
        titled = {one.at for one in work.titled_lines()}
        self.rows = replace(rows, notes=rows.notes | (rows.loose & titled))
        self.plain = [at for at in self.rows.data if at not in self.rows.loose]
        self.filled = {
            name: filled_down(work.raw, self.plain, column) for name, column in plan.places.items()
        }
        self.said = {
            name: filled_down(work.raw, self.plain, column) for name, column in plan.times.items()
        }
        self.proportions = {
            role.column
            for role in plan.roles
            if role.part == "percent" and is_proportion(work.raw, self.plain, role.column)
        }
        self.times: dict[str, Time] = {}
        self.own: frozenset[int] = frozenset()  # rows of the kabupaten itself
        self.figures = figures_of(plan, self._agreement)

    def read(self) -> Sequence[int]:
        """Ask what must be asked; otherwise one entry per figure of every row."""
        work, rows = self.work, self.rows
        totals = self._named_totals()
        kept = [at for at in rows.data if at not in totals]
        self._ask(len(kept))
        whole = Time()
        if self._needs_period():
            whole = time_of_period(period_of_sheet(work, len(kept)))
        if work.questions:
            work.rejected.update(kept)
            if any(q.kind != "period" for q in work.questions):
                work.log.add("arti_belum_dijawab", count=max(1, len(kept)))
            return kept
        for at in work.set_aside(replace(rows, data=tuple(kept))):
            self._row(at, whole)
        self._compare(totals, kept)
        self._tell()
        return kept

    # -- questions

    def _ask(self, size: int) -> None:
        plan, work = self.plan, self.work
        if plan.row is not None:
            text = _ROW_TEXT.format(
                sheet=work.raw.name, header=plan.texts.get(plan.row) or "nama wilayah"
            )
            work.questions.append(
                Question("row_meaning", text, work.raw.name, "row", self._offered(), size)
            )
        subjects: dict[str, tuple[str, tuple[str, ...]]] = {}
        if not any(figure.counts or figure.percent is not None for figure in self.figures):
            for role in plan.unknown:
                subject = role.subject or plan.whole
                subjects.setdefault(subject, (_COLUMN_TEXT, suggestions(subject)))
        for role in unsettled_wholes(plan, self.figures):
            subjects.setdefault(role.subject, (_WHOLE_TEXT, ("denominator", IGNORED)))
        for subject, (text, options) in list(subjects.items())[:MOST_ASKED]:
            shown = text.format(sheet=work.raw.name, subject=subject)
            work.questions.append(
                Question("column_meaning", shown, work.raw.name, f"col:{subject}", options, size)
            )

    def _offered(self) -> tuple[str, ...]:
        """Meanings of a row, the likeliest first."""
        assert self.plan.row is not None
        header = self.plan.texts.get(self.plan.row, "").lower()
        first = [
            name
            for name, signs in (("kabupaten", ("kab", "kota")), ("puskesmas", ("pusk", "pkm")),
                                ("desa", ("desa", "kel")), ("kecamatan", ("kec", "distrik")))
            if any(sign in header for sign in signs)
        ]  # fmt: skip
        return tuple(dict.fromkeys((*first, *ROWS)))

    def _needs_period(self) -> bool:
        """No column says the year: the sheet must."""
        if "year" in self.said or self._column_says_year("period"):
            return False
        counted = [role for role in self.plan.roles if role.part != IGNORED]
        return any(not role.time.year for role in counted)

    def _column_says_year(self, name: str) -> bool:
        cells = [text for value in self.said.get(name, {}).values() if (text := squeezed(value))]
        return bool(cells) and all(period_in(text) or year_of(text) for text in cells)

    # -- rows

    def _row(self, at: int, whole: Time) -> None:
        work = self.work
        place = self._place(at)
        told = self._time(at)
        for figure in self.figures:
            period = figure.time.within(told).within(whole).period
            if not period or not self._says_its_month(told):
                column = self.plan.times.get("month", self.plan.times.get("quarter"))
                work.flag(at, "periode_tidak_disebut", column)
                return
            if figure.measure == ATTENDANCE and len(period) != len("2025-08"):
                continue
            self._add(at, figure, period, place)

    def _says_its_month(self, told: Time) -> bool:
        """False where the table has a column of months and this row's cannot be read."""
        asked = any(name in self.said for name in ("month", "quarter"))
        return bool(told.month or told.quarter) or not asked

    def _add(
        self, at: int, figure: CountedFigure, period: str, place: Mapping[str, str | None]
    ) -> None:
        counts = [self._count(at, column) for column in figure.counts]
        printed = self._count(at, figure.total) if figure.total is not None else None
        told = [count for count in counts if count is not None]
        numerator = sum(told) if told and len(told) == len(counts) else printed
        if printed is not None and numerator != printed:
            self.work.flag(at, "jumlah_baris_tidak_cocok", figure.total, integer(printed),
                           integer(numerator))  # fmt: skip
        denominator = self._count(at, figure.whole) if figure.whole is not None else None
        share = self._share(at, figure.percent)
        if numerator is None and share is not None and share > 1 and figure.measure in PREVALENCES:
            self.work.flag(at, "angka_mustahil", figure.percent, percent(share))
            share = None
        self._check(at, figure, numerator, denominator, share)
        known = numerator is not None or share is not None
        self.work.add(
            at, figure.column, **place, period=period, source=SOURCE, measure=figure.measure,
            numerator=numerator, denominator=denominator if numerator is not None else None,
            value=share, state="ada" if known else "kosong",
        )  # fmt: skip
        if is_local(figure.measure):
            self.work.measures[figure.measure] = self._named(figure.measure)

    def _check(
        self, at: int, figure: CountedFigure, numerator: int | None, denominator: int | None,
        share: float | None,
    ) -> None:  # fmt: skip
        if numerator is None or not denominator:
            return
        if numerator > denominator:
            self.work.flag(at, "bagian_melebihi_keseluruhan", figure.column, integer(numerator),
                           f"paling banyak {integer(denominator)}")  # fmt: skip
        if share is not None and abs(numerator / denominator - share) > WITHIN + 1e-9:
            self.work.flag(at, "persen_tercetak_berbeda", figure.percent, percent(share, 2),
                           percent(numerator / denominator, 2))  # fmt: skip

    def _count(self, at: int, column: int | None) -> int | None:
        if column is None:
            return None
        raw = self._raw(at, column)
        number, code = count_of(raw)
        if code:
            self.work.flag(at, code, column, raw)
        return number

    def _share(self, at: int, column: int | None) -> float | None:
        if column is None:
            return None
        raw = self._raw(at, column)
        share, code = share_of(raw, percent=column not in self.proportions)
        if code:
            self.work.flag(at, code, column, raw)
        return share

    def _raw(self, at: int, column: int) -> object:
        row = self.work.raw.rows[at]
        return row[column] if column < len(row) else ""

    def _place(self, at: int) -> dict[str, str | None]:
        texts = {name: area_text(cells.get(at, "")) for name, cells in self.filled.items()}
        codes = ("code_desa", "code_desa_bps", "code_kecamatan", "code_kabupaten")
        code = next((texts[name] for name in codes if texts.get(name)), None)
        for name in ("kabupaten", "kecamatan", "puskesmas", "desa"):
            if name not in self.filled:
                texts[name] = self.work.titled_place(at, name)
        return {name: texts[name] for name in LEVELS if name in texts} | {"code": code}

    def _time(self, at: int) -> Time:
        """What the row's own columns say about its time."""
        cells = {name: values.get(at, "") for name, values in self.said.items()}
        key = repr(cells)
        if key not in self.times:
            self.times[key] = time_of(cells)
        return self.times[key]

    # -- sums

    def _level(self) -> str:
        """What a row stands for: the lowest place it names."""
        order = ("desa", "puskesmas", "kecamatan", "kabupaten")
        return next((name for name in order if name in self.plan.places), "")

    def _columns(self) -> list[int]:
        """Columns whose totals can be compared: counts, not percentages."""
        found = {c for f in self.figures for c in (*f.counts, f.total, f.whole) if c is not None}
        return sorted(found)

    def _named_totals(self) -> tuple[int, ...]:
        level = self._level()
        cells = self.filled.get(level, {})
        names = {at: area_text(cells.get(at, "")) or "" for at in self.plain}
        if level in ("desa", "puskesmas"):
            above = self.filled.get("kecamatan", {})
            raw = {at: area_text(above.get(at, "")) or "" for at in self.plain}
            names = {at: name or raw[at] for at, name in names.items()}
        if self.plan.row is not None:
            names = {at: area_text(self._raw(at, self.plan.row)) or "" for at in self.plain}
        if not self.plain:
            return ()
        found = named_totals(self.work, self.plain, names, self._columns(), level)
        if level == "kabupaten":
            return found
        rest = [at for at in self.plain if at not in found]
        self.own = frozenset(
            at for at in found
            if stands_for_kabupaten(names[at])
            and not adds_up(self.work, at, self._groups(at, rest), self._columns())
        )  # fmt: skip
        return tuple(at for at in found if at not in self.own)

    def _compare(self, totals: Sequence[int], kept: Sequence[int]) -> None:
        columns = self._columns()
        plain = [at for at in kept if at not in self.rows.loose and at not in self.own]
        for at in self.own:
            compare_named(self.work, at, self._groups(at, plain), columns)
        marked = replace(self.rows, data=tuple(plain))
        if self.plan.times:
            for at in self.rows.totals:
                compare_named(self.work, at, self._groups(at, plain), columns)
        else:
            compare_totals(self.work, marked, columns)
        for at in totals:
            self.work.log.add(
                "baris_jumlah_dikenali", row=self.work.excel_row(at),
                found=area_text(self._raw(at, min(self.plan.places.values(), default=0))) or "",
            )  # fmt: skip
            compare_named(self.work, at, self._groups(at, plain), columns)

    def _groups(self, at: int, plain: Sequence[int]) -> list[list[int]]:
        """Rows a total may stand for: those of its time, those since the last total, all."""
        own = [self.said[name].get(at) or self._raw(at, self.plan.times[name]) or None
               for name in self.said]  # fmt: skip
        same = [row for row in plain if [self.said[n].get(row) for n in self.said] == own]
        marks = [mark for mark in self.rows.totals if mark < at]
        since = [row for row in plain if max(marks, default=-1) < row < at]
        return [same if self.said and any(own) else [], since, list(plain)]

    # -- what was left aside

    def _tell(self) -> None:
        for role in self._left():
            row = self.work.raw.first_row + self.plan.header.bottom
            self.work.log.add(
                "kolom_tidak_dipetakan", row=row,
                column=role.column + self.work.raw.first_column, found=role.subject,
            )  # fmt: skip
        if self.figures and not any(figure.counts for figure in self.figures):
            self.work.log.add("hanya_persen")

    def _left(self) -> list[Role]:
        used = {c for f in self.figures for c in (*f.counts, f.total, f.whole, f.percent)}
        return [
            role
            for role in self.plan.roles
            if role.part != IGNORED and role.column not in used
            and not (role.part == "denominator" and role.measure == "target")
        ]  # fmt: skip

    def _named(self, measure: str) -> tuple[str, str]:
        """Label and unit of a measure nobody knew."""
        texts = [self.plan.whole, *(role.subject for role in self.plan.roles)]
        fits = next((text for text in texts if text and local_key(text) == measure), measure[5:])
        share = any(f.measure == measure and f.whole is not None for f in self.figures)
        label = self.work.answers.get(f"label:{measure}", "").strip() or local_label(fits)
        return label[:80], "persen" if share else "jumlah"

    def _agreement(self, counts: Sequence[int], whole: int, share: int) -> float | None:
        """The share of rows in which the counts over the whole give the printed percentage."""
        told = agreeing = 0
        for at in self.plain[:ENOUGH_ROWS]:
            parts = [count_of(self._raw(at, column))[0] for column in counts]
            numerator = sum(part for part in parts if part is not None)
            denominator = count_of(self._raw(at, whole))[0]
            raw = self._raw(at, share)
            printed = share_of(raw, percent=share not in self.proportions)[0]
            if None not in parts and denominator and printed is not None:
                told += 1
                agreeing += abs(numerator / denominator - printed) <= WITHIN + 1e-9
        return agreeing / told if told else None
