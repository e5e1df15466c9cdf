"""The figure: one ratio with everything needed to defend it at a rakor."""

from __future__ import annotations

from dataclasses import dataclass

from emonev.core.period import Period


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filters say, in their one order (look.md). Empty text means "all".

    ``age`` is "balita" (0-59 months) or "baduta" (0-23). ``kabupaten`` is a code; ``kecamatan``
    and ``desa`` are codes, ``puskesmas`` a name as stored.
    """

    kabupaten: str
    period: Period
    kecamatan: str = ""
    puskesmas: str = ""
    desa: str = ""
    age: str = "balita"
    source: str = "e-ppgbm"
    indicator: str = "stunting"


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one area in one period.

    ``value`` is a proportion 0-1 or None; ``denominator`` None where it is not known (no sasaran)
    or refused. ``status``: "" (fine), "tidak_ada_data", "hanya_kasus" (only stunted children were
    sent: a prevalence is refused), "sebagian_hanya_kasus" (such rows beside full ones: the value
    is that of the full ones), "tanpa_sasaran", "cakupan_rendah" (< 80 %), "hati_hati" (80-90 %).
    ``ci_low``/``ci_high`` is the Wilson "variasi acak 95 %" for by-name counts. ``coverage`` is
    children with a valid PB/TB over the target population, with both parts; ``target_source``
    names that population: "Pusdatin", ... ("Pusdatin 2023" when another year's had to do),
    "terdata 12 bulan" without a sasaran and for baduta, whose sasaran is not known by age.
    ``age_standardised`` is there only where the question asked for it.
    """

    area_code: str
    area: str
    level: str
    indicator: str
    period: Period
    source: str
    numerator: int | None
    denominator: int | None
    value: float | None
    ci_low: float | None = None
    ci_high: float | None = None
    target: float | None = None
    status: str = ""
    suppressed: bool = False
    measured: int = 0
    target_population: int | None = None
    target_source: str = ""
    coverage: float | None = None
    desa_reported: int = 0
    desa_total: int = 0
    age_standardised: float | None = None
    coverage_limits: tuple[float, float] = (0.8, 0.9)
    """The marks of cakupan in force when it was made: not compared below, "hati-hati" below."""
    label: str = ""
    """The name of an indicator that users named themselves; "" for those of the registry."""
