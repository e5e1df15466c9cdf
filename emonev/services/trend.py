"""Tren: the same figure over waves, quarters or months, honest about who was measured."""

from __future__ import annotations

from dataclasses import dataclass

from emonev.core.period import Period
from emonev.core.scope import Scope
from emonev.services.figure import Selection
from emonev.services.reference import ReferencePanel
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One area in one period; proportions 0-1, None where unknown.

    ``mark``: "" | "hati_hati" (80-90 %) | "cakupan_rendah" (below 80 %: hollow) |
    "tidak_ada_data" | "hanya_kasus" | "disembunyikan" | "tanpa_sasaran". ``joined``: a line may
    lead to the point before it. ``age_standardised`` only where it differs by 0,5 persen poin or
    more. ``text`` is the hover.
    """

    period: Period
    label: str
    value: float | None
    numerator: int | None
    denominator: int | None
    coverage: float | None
    desa_reported: int
    desa_total: int
    ci_low: float | None
    ci_high: float | None
    age_standardised: float | None
    mark: str
    joined: bool
    text: str


@dataclass(frozen=True, slots=True)
class TrendSeries:
    """One area over all periods of the view (same length and order as ``TrendView.periods``)."""

    area_code: str
    area: str
    level: str
    group: str
    group_label: str
    change: float | None
    change_text: str
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class TrendGroup:
    """Areas whose change is of one kind, alphabetical; ``title`` e.g. "Turun jelas (3)"."""

    key: str
    title: str
    series: tuple[TrendSeries, ...]


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One line of the data table (one area in one period)."""

    area: str
    period_label: str
    stunting: int | None
    measured: int | None
    value: float | None
    coverage: float | None
    desa: str
    age_standardised: float | None
    remark: str


@dataclass(frozen=True, slots=True)
class TrendView:
    """Everything Tren draws. ``compared``/``period``: the pair behind ``groups`` (None: no pair).

    ``highest`` is the top of the common scale (proportion). Survey points live in ``reference``,
    their own panel. ``empty`` is "" or the sentence for a page without data.
    """

    title: str
    subtitle: str
    step: str
    periods: tuple[Period, ...]
    rule: str
    source: str
    age_label: str
    period: Period | None
    compared: Period | None
    whole: TrendSeries
    series: tuple[TrendSeries, ...]
    groups: tuple[TrendGroup, ...]
    reference: ReferencePanel
    table: tuple[TrendRow, ...]
    highest: float
    notes: tuple[str, ...]
    footnote: str
    empty: str


STEPS = ("gelombang", "triwulan", "bulan")


def trend(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    step: str = "gelombang",
    first: Period | None = None,
    last: Period | None = None,
) -> TrendView:
    """The selection's indicator from ``first`` to ``last`` (None: all that is stored).

    Series are the kecamatan of the kabupaten, or the desa of the selection's kecamatan.
    Raises NoAccess, WrongCall (unknown step).
    """
    raise NotImplementedError
