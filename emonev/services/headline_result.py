"""What Ringkasan shows. Made by ``emonev.services.headline``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from emonev.core.period import Period
from emonev.services.figure import Figure, Selection
from emonev.services.reference import ReferencePanel


@dataclass(frozen=True, slots=True)
class Counted:
    """One way of counting the indicator: ``kind`` "hitung_ulang" (WHO) or "label" (the sheet's).

    ``value`` is a proportion 0-1 or None; ``text`` e.g. "Menurut label e-PPGBM: 2.611 dari 18.290".
    """

    kind: str
    title: str
    numerator: int | None
    denominator: int | None
    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class DifferenceCause:
    """Children whose label differs from the recomputation, by cause.

    ``key`` is measurement.haz_difference ("posisi", "umur_60", …). ``only_label`` are stunting by
    the label only, ``only_recomputed`` by the recomputation only, ``children`` all of the cause.
    """

    key: str
    words: str
    children: int
    only_label: int
    only_recomputed: int


@dataclass(frozen=True, slots=True)
class Compared:
    """The headline against an earlier period. Proportions 0-1; None where it cannot be said.

    ``role``: "setahun_lalu" (the same wave a year ago, first) or "sebelumnya". ``group``:
    "turun_jelas" | "naik_jelas" | "belum_dapat_dibedakan" | "tidak_sebanding" |
    "tidak_dapat_diuji"; ``reason`` says why for the last two. ``text`` is ready to print.
    """

    role: str
    period: Period
    period_label: str
    group: str
    value: float | None
    numerator: int | None
    denominator: int | None
    coverage: float | None
    change: float | None
    cases_change: int | None
    new_cases: int | None
    no_longer: int | None
    still: int | None
    not_measured_again: int | None
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Prevalence of all children if the unmeasured carry ½ to 2 times the risk of the measured."""

    low: float
    high: float
    unmeasured: int
    text: str


@dataclass(frozen=True, slots=True)
class Interval:
    """ "Variasi acak 95 %" (Wilson). ``on_screen``: below 400 children the sentence is shown."""

    low: float
    high: float
    sentence: str
    on_screen: bool


@dataclass(frozen=True, slots=True)
class Running:
    """The quarter that is still being measured: a strip, never a headline."""

    period: Period
    measured: int
    share: float | None
    text: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """Puskesmas without any row in the months of a period; ``text`` names the period."""

    missing: int
    total: int
    names: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One of the four big numbers: ``value`` and the lines under it are ready to print."""

    key: str
    title: str
    value: str
    detail: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaChange:
    """One kecamatan in its group, alphabetical (groups, not ranks)."""

    area_code: str
    area: str
    group: str
    now: Figure
    before: Figure | None
    change: float | None
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """All kecamatan of one group; ``title`` e.g. "Turun jelas (3)"."""

    key: str
    title: str
    areas: tuple[AreaChange, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """Everything Ringkasan draws. Words are Indonesian and ready to print.

    ``lead`` is what the kabupaten puts first (setting ``headline_label:<kabupaten>`` swaps), and
    ``beside`` the other. ``empty`` is "" or the sentence for a page without data. ``groups`` and
    ``groups_title`` compare kecamatan (``groups_level``; desa inside a kecamatan) with the first
    comparison that can be made, ``groups_compared``. ``indicator_name`` runs inside a sentence
    ("stunting").
    """

    selection: Selection
    area_code: str
    area: str
    level: str
    period: Period
    period_label: str
    rule: str
    source: str
    indicator_name: str
    figure: Figure
    lead: Counted
    beside: Counted
    difference: tuple[DifferenceCause, ...]
    difference_text: str
    cards: tuple[Card, ...]
    comparisons: tuple[Compared, ...]
    sensitivity: Sensitivity | None
    interval: Interval | None
    running: Running | None
    not_sent: NotSent
    data_date: date | None
    data_date_text: str
    reference: ReferencePanel
    groups: tuple[ChangeGroup, ...]
    groups_level: str
    groups_title: str
    groups_compared: Period | None
    status_text: str
    footnote: str
    empty: str
    target_text: str = ""
    """The e-PPGBM target, or that none is set; the survey's targets are in ``reference``."""
    newest_not_sent: NotSent | None = None
    """Like ``not_sent`` for the newest month with data, as the page Siapa belum kirim opens."""
