"""Uploaded budgets: pagu, realisasi and serapan, summed from stored rows and divided last.

A realisasi nobody filled in is "belum diisi", never 0: serapan divides what has been spent by the
pagu of the same rows, and says how many rows those are. Periods are never added up: a quarter's
sheet and a year's sheet may speak of the same money.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from emonev.core.indonesian import integer, percent, rupiah
from emonev.core.scope import Scope
from emonev.services.reach import reached_area
from emonev.services.told_where import place_words, stored_period_words, upload_words
from emonev.store.store import Cursor, sql

NOT_FILLED = "belum diisi"
NOTE = (
    "Serapan = jumlah realisasi dibagi jumlah pagu, hanya dari baris yang realisasi dan pagunya "
    "diisi. Angka apa adanya dari berkas yang diunggah; periode yang berbeda tidak dijumlahkan."
)
EMPTY = "Belum ada anggaran yang diunggah untuk wilayah ini."
_NO_OFFICE = "(tanpa OPD)"


@dataclass(frozen=True, slots=True)
class BudgetSum:
    """A sum of rows in whole rupiah. ``budget`` and ``spent`` are None where no row says any.

    ``compared`` rows have both: serapan is ``compared_spent`` over ``compared_budget``; the
    proportion ``share`` is None without them. ``texts`` ready to print: pagu, realisasi, serapan.
    """

    rows: int
    budget: int | None
    spent: int | None
    budget_rows: int
    spent_rows: int
    compared: int
    compared_budget: int
    compared_spent: int
    share: float | None
    budget_text: str
    spent_text: str
    share_text: str
    share_note: str


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One stored row: an activity of an OPD, for an area, in a period. None: not filled in."""

    office: str
    activity: str
    area: str
    budget: int | None
    spent: int | None
    budget_text: str
    spent_text: str
    share_text: str
    note: str
    upload: str


@dataclass(frozen=True, slots=True)
class OfficeBudget:
    """The rows of one OPD (or of one activity, where the sheet names no OPD), summed."""

    office: str
    total: BudgetSum


@dataclass(frozen=True, slots=True)
class Budget:
    """One period's budget. ``warnings`` are sentences; ``empty`` is said where nothing is stored.

    ``periods``: (key, words) of everything stored, newest first; ``period`` is the shown one.
    """

    title: str
    period: str
    periods: tuple[tuple[str, str], ...]
    total: BudgetSum
    offices: tuple[OfficeBudget, ...]
    rows: tuple[BudgetRow, ...]
    warnings: tuple[str, ...]
    note: str
    empty: str
    uploaded_at: datetime | None


def budget(cursor: Cursor, scope: Scope, kabupaten: str, period: str = "") -> Budget:
    """The budget of ``kabupaten`` (a code) in a stored ``period`` ("2025"; "" or an unknown one:
    the newest). A viewer of one kecamatan gets the rows inside it. Raises NoAccess."""
    within = reached_area(scope, kabupaten)
    found = cursor.execute(
        sql("budget_rows"), {"kabupaten": kabupaten, "within": within}
    ).fetchall()
    stored = tuple(dict.fromkeys(row[0] for row in found))
    shown = period if period in stored else next(iter(stored), "")
    of_period = [row for row in found if row[0] == shown]
    rows = tuple(_row(*row[2:]) for row in of_period)
    total = _sum(rows)
    return Budget(
        title=_title(total, shown),
        period=shown,
        periods=tuple((key, stored_period_words(key)) for key in stored),
        total=total,
        offices=_offices(rows),
        rows=tuple(sorted(rows, key=lambda row: (row.office.lower(), row.activity))),
        warnings=tuple(filter(None, (_twice(of_period), _overspent(rows)))),
        note=NOTE,
        empty="" if rows else EMPTY,
        uploaded_at=max((row[11] for row in of_period if row[11]), default=None),
    )


def _row(
    area: str, level: str, kecamatan: str, puskesmas: str, subject: str, budgeted: int | None,
    spent: int | None, note: str, file_name: str, imported_at: datetime | None,
) -> BudgetRow:  # fmt: skip
    office, _, activity = subject.partition(" / ")
    return BudgetRow(
        office=office or _NO_OFFICE,
        activity=activity,
        area=place_words(area, level, kecamatan, puskesmas),
        budget=budgeted,
        spent=spent,
        budget_text=rupiah(budgeted) if budgeted is not None else NOT_FILLED,
        spent_text=rupiah(spent) if spent is not None else NOT_FILLED,
        share_text=percent(spent / budgeted) if spent is not None and budgeted else "–",
        note=note,
        upload=upload_words(file_name, imported_at),
    )


def _sum(rows: Sequence[BudgetRow]) -> BudgetSum:
    budgets = [row.budget for row in rows if row.budget is not None]
    spent = [row.spent for row in rows if row.spent is not None]
    both = [(row.budget, row.spent) for row in rows if row.budget and row.spent is not None]
    below, above = sum(b for b, _ in both), sum(s for _, s in both)
    share = above / below if below else None
    return BudgetSum(
        rows=len(rows),
        budget=sum(budgets) if budgets else None,
        spent=sum(spent) if spent else None,
        budget_rows=len(budgets),
        spent_rows=len(spent),
        compared=len(both),
        compared_budget=below,
        compared_spent=above,
        share=share,
        budget_text=rupiah(sum(budgets)) if budgets else NOT_FILLED,
        spent_text=rupiah(sum(spent)) if spent else NOT_FILLED,
        share_text=percent(share) if share is not None else NOT_FILLED,
        share_note=_compared(len(both), len(rows), above, below),
    )


def _compared(both: int, rows: int, above: int, below: int) -> str:
    if not both:
        return "tidak ada baris dengan realisasi"
    told = f"{integer(both)} dari {integer(rows)} baris"
    return told if both == rows else f"{told}: {rupiah(above)} dari {rupiah(below)}"


def _offices(rows: Iterable[BudgetRow]) -> tuple[OfficeBudget, ...]:
    by_office: dict[str, list[BudgetRow]] = {}
    for row in rows:
        by_office.setdefault(row.office, []).append(row)
    sums = [OfficeBudget(name, _sum(its)) for name, its in by_office.items()]
    return tuple(sorted(sums, key=lambda one: (-(one.total.budget or 0), one.office)))


def _twice(found: Iterable[Sequence[Any]]) -> str:
    """Activities recorded for a whole kabupaten or kecamatan and again for places inside it."""
    codes: dict[str, set[str]] = {}
    for row in found:
        codes.setdefault(row[6], set()).add(row[1])
    several = sum(
        any(inner.startswith(f"{outer}.") for outer in its for inner in its)
        for its in codes.values()
    )
    if not several:
        return ""
    return (
        f"{integer(several)} subkegiatan tercatat untuk wilayah yang lebih luas dan juga untuk "
        "bagian-bagiannya; semua barisnya dijumlahkan. Periksa apakah uang yang sama tertulis "
        "dua kali."
    )


def _overspent(rows: Iterable[BudgetRow]) -> str:
    over = sum(row.budget is not None and (row.spent or 0) > row.budget for row in rows)
    return f"{integer(over)} baris realisasinya melebihi pagu." if over else ""


def _title(total: BudgetSum, period: str) -> str:
    if not total.rows:
        return "Anggaran belum diunggah"
    when = stored_period_words(period).replace("Tahun", "tahun")
    if total.share is None:
        return f"Pagu {total.budget_text}, {when}; realisasi belum diisi"
    rows = f"{integer(total.compared)} dari {integer(total.rows)} baris"
    return f"Pagu {total.budget_text}, {when}; serapan {total.share_text} ({rows})"
