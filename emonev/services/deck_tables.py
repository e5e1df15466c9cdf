"""The figures of a deck as tables with true numbers: what Excel holds and a click away shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emonev.charts.slides import HIDDEN, Cell, Column, Table
from emonev.services import deck_words, words
from emonev.services.age_groups import AgeGroup
from emonev.services.deck_facts import Facts
from emonev.services.figure import Figure
from emonev.services.headline_result import ChangeGroup, Compared
from emonev.services.map_view import class_of, map_mark
from emonev.services.submissions import SubmissionRow
from emonev.services.trend import TrendRow

AREAS_KEY = "wilayah"
"""Key of the table the working paper is made from (counts of every area, the total last)."""

AREA_COLUMNS = (
    Column("code", "Kode"),
    Column("area", "Wilayah"),
    Column("numerator", "Kasus", "count"),
    Column("denominator", "Diukur, hasil wajar", "count"),
    Column("value", "Prevalensi", "share", bold=True),
    Column("ci_low", "Variasi acak 95 %: dari", "share"),
    Column("ci_high", "sampai", "share"),
    Column("measured", "Balita diukur", "count"),
    Column("target_population", "Sasaran", "count"),
    Column("coverage", "Cakupan", "share"),
    Column("desa_reported", "Desa melapor", "count"),
    Column("desa_total", "Desa", "count"),
    Column("remark", "Keterangan"),
)


def areas_table(facts: Facts) -> Table:
    """Every part of the place with everything that defends its figure; the place itself last."""
    figures = [*facts.parts, facts.headline.figure]
    return Table(
        key=AREAS_KEY,
        title=f"{facts.indicator.short_label} per {facts.below}, {facts.place}",
        columns=AREA_COLUMNS,
        rows=tuple(area_row(one) for one in figures),
        note=hidden_note(figures),
        total_rows=1,
    )


def short_areas_table(facts: Facts) -> Table:
    """The same areas with what a hall can read; its numbers are those of ``areas_table``."""
    kinds = {column.key: column for column in AREA_COLUMNS}
    shown = tuple(
        replace(kinds.get(key, Column(key, title)), title=title)
        for key, title in deck_words.AREAS_SHORT.items()
    )
    figures = [*facts.parts, facts.headline.figure]
    breaks = facts.indicator.breaks
    return Table(
        key="wilayah_ringkas",
        title=f"{facts.indicator.short_label} per {facts.below}, {facts.place}",
        columns=shown,
        rows=tuple(_short_row(one) for one in figures),
        class_column="value",
        classes=tuple(
            None if one.value is None or one.suppressed else class_of(one.value, breaks)
            for one in figures
        ),
        total_rows=1,
    )


def _short_row(one: Figure) -> tuple[Cell, ...]:
    reported = f"{one.desa_reported} dari {one.desa_total}"
    if one.suppressed:
        return (one.area, HIDDEN, HIDDEN, HIDDEN, HIDDEN, reported)
    return (one.area, one.numerator, one.denominator, one.value, one.coverage, reported)


def area_row(one: Figure) -> tuple[Cell, ...]:
    """One figure in the order of ``AREA_COLUMNS``."""
    remark = words.in_force(words.MARKS.get(map_mark(one), ""), one.coverage_limits)
    if one.suppressed:
        hidden: tuple[Cell, ...] = (HIDDEN,) * 8
        return (one.area_code, one.area, *hidden, one.desa_reported, one.desa_total, remark)
    return (
        one.area_code, one.area, one.numerator, one.denominator, one.value, one.ci_low,
        one.ci_high, one.measured, one.target_population, one.coverage, one.desa_reported,
        one.desa_total, remark,
    )  # fmt: skip


def hidden_note(figures: Sequence[Figure]) -> str:
    """What the star means, where one occurs."""
    return deck_words.HIDDEN_NOTE if any(one.suppressed for one in figures) else ""


def trend_table(rows: Sequence[TrendRow], title: str) -> Table:
    """Every area and period of a trend."""
    columns = (
        Column("area", "Wilayah"),
        Column("period", "Periode"),
        Column("numerator", "Kasus", "count"),
        Column("denominator", "Diukur, hasil wajar", "count"),
        Column("value", "Prevalensi", "share", bold=True),
        Column("coverage", "Cakupan", "share"),
        Column("desa", "Desa melapor"),
        Column("age_standardised", "Baku umur", "share"),
        Column("remark", "Keterangan"),
    )
    found = [_trend_row(row) for row in rows]
    hidden = any(row[2] == HIDDEN for row in found)
    return Table("tren", title, columns, tuple(found), deck_words.HIDDEN_NOTE if hidden else "")


def _trend_row(row: TrendRow) -> tuple[Cell, ...]:
    if row.remark == words.MARKS["disembunyikan"]:
        return (row.area, row.period_label, *(HIDDEN,) * 4, row.desa, HIDDEN, row.remark)
    return (
        row.area, row.period_label, row.stunting, row.measured, row.value, row.coverage, row.desa,
        row.age_standardised, row.remark,
    )  # fmt: skip


def change_table(groups: Sequence[ChangeGroup], title: str, now: str, before: str) -> Table:
    """Every area in its group with both figures."""
    columns = (
        Column("area", "Wilayah"),
        Column("group", "Kelompok", bold=True),
        Column("numerator", f"Kasus {now}", "count"),
        Column("denominator", f"Diukur {now}", "count"),
        Column("value", f"Prevalensi {now}", "share"),
        Column("numerator_before", f"Kasus {before}", "count"),
        Column("denominator_before", f"Diukur {before}", "count"),
        Column("value_before", f"Prevalensi {before}", "share"),
        Column("change", "Perubahan", "points"),
        Column("remark", "Keterangan"),
    )
    rows = tuple(
        (
            area.area, words.GROUPS[group.key], *_counts(area.now), *_counts(area.before),
            area.change, area.text,
        )
        for group in groups
        for area in group.areas
    )  # fmt: skip
    hidden = any(HIDDEN in row for row in rows)
    return Table("perubahan", title, columns, rows, deck_words.HIDDEN_NOTE if hidden else "")


def _counts(one: Figure | None) -> tuple[Cell, Cell, Cell]:
    if one is not None and one.suppressed:
        return (HIDDEN, HIDDEN, HIDDEN)
    return (None, None, None) if one is None else (one.numerator, one.denominator, one.value)


def flow_table(told: Compared, now_cases: int | None, now: str, title: str) -> Table:
    """From the cases before to the cases now."""
    rows: tuple[tuple[Cell, ...], ...] = (
        (f"Kasus {told.period.short_label}", told.numerator),
        ("Tidak lagi stunting", told.no_longer),
        ("Tidak diukur lagi", told.not_measured_again),
        ("Tetap", told.still),
        ("Kasus baru", told.new_cases),
        (f"Kasus {now}", now_cases),
    )
    columns = (Column("flow", "Anak"), Column("children", "Jumlah", "count"))
    return Table("kasus_baru", title, columns, rows)


def age_table(groups: Sequence[AgeGroup], title: str) -> Table:
    """Cases and prevalence by age band."""
    columns = (
        Column("band", "Umur"),
        Column("numerator", "Kasus", "count"),
        Column("denominator", "Diukur, hasil wajar", "count"),
        Column("value", "Prevalensi", "share", bold=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in groups:
        counts: tuple[Cell, ...] = (one.numerator, one.denominator, one.value)
        rows.append(
            (deck_words.AGE_BANDS[one.band], *((HIDDEN,) * 3 if one.suppressed else counts))
        )
    hidden = any(one.suppressed for one in groups)
    return Table("umur", title, columns, tuple(rows), deck_words.HIDDEN_NOTE if hidden else "")


def sent_table(rows: Sequence[SubmissionRow], title: str) -> Table:
    """Puskesmas × month of the period: which desa have sent."""
    columns = (
        Column("kecamatan", "Kecamatan"),
        Column("puskesmas", "Puskesmas"),
        Column("period", "Bulan"),
        Column("state", "Keadaan", bold=True),
        Column("desa_reported", "Desa melapor", "count"),
        Column("desa_total", "Desa", "count"),
        Column("missing", "Desa yang belum"),
    )
    found = tuple(
        (
            row.kecamatan, row.puskesmas, cell.month.label, deck_words.SENT_MARKS[cell.mark],
            cell.desa_reported, cell.desa_total, ", ".join(cell.missing),
        )
        for row in rows
        for cell in row.cells
    )  # fmt: skip
    return Table("kelengkapan", title, columns, found)


def coverage_table(figures: Sequence[Figure], title: str) -> Table:
    """Measured over the target population, every area."""
    columns = (
        Column("code", "Kode"),
        Column("area", "Wilayah"),
        Column("numerator", "Balita diukur", "count"),
        Column("denominator", "Sasaran", "count"),
        Column("value", "Cakupan", "share", bold=True),
        Column("source", "Sumber sasaran"),
    )
    rows = tuple((one.area_code, one.area, *_counts(one), one.target_source) for one in figures)
    return Table("cakupan", title, columns, rows, hidden_note(figures))


def definitions_table(pairs: Sequence[tuple[str, str]], title: str) -> Table:
    """Terms and what they mean."""
    columns = (Column("term", "Istilah", bold=True), Column("meaning", "Arti"))
    return Table("definisi", title, columns, tuple(pairs))
