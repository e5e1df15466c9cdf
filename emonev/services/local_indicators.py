"""Measures that users named themselves, as indicators beside those of the registry."""

from __future__ import annotations

from datetime import date

from emonev.core.period import Rule
from emonev.indicators.registry import Indicator, Registry, registry
from emonev.store.answers import derived
from emonev.store.entries import LocalMeasure, local_measures
from emonev.store.store import Cursor

GROUP = "Data lain (nama dari pengunggah)"
UNKNOWN_NORM = "tidak ada acuan: nama diberikan saat mengunggah"


def local_indicators(cursor: Cursor) -> tuple[Indicator, ...]:
    """Every local measure of the store, by label. Nothing is known of its direction: it has no
    classes and is never called good or bad."""
    return tuple(_indicator(measure) for measure in local_measures(cursor))


def catalogue(cursor: Cursor) -> Registry:
    """The registry with the local measures after it."""

    def made() -> Registry:
        local = local_indicators(cursor)
        return Registry((*registry().entries, *local)) if local else registry()

    return derived(cursor, ("catalogue",), made)


def label_of(known: Registry, key: str) -> str:
    """The short label of an indicator or local measure; its key where nobody knows it any more."""
    return known[key].short_label if key in known else key


def _indicator(measure: LocalMeasure) -> Indicator:
    share = measure.unit == "persen"
    return Indicator(
        key=measure.key,
        label=measure.label,
        short_label=measure.label,
        group=GROUP,
        hidden=False,
        opd="",
        numerator=measure.label,
        denominator="penyebut di tabel yang diunggah" if share else "tanpa penyebut",
        unit=measure.unit,
        direction="higher",
        counting="reported",
        denominator_kind="counted" if share else "none",
        rows="all",
        ages="balita",
        index=None,
        counted=None,
        condition=None,
        transitions_stored=False,
        breaks=(),
        edges=(),
        words=(),
        classes_norm="",
        schedule="menurut tabel yang diunggah",
        period_rules=(Rule.BULAN, Rule.TRIWULAN, Rule.TAHUN),
        source="tabel unggahan",
        norm=UNKNOWN_NORM,
        valid_from=date(2000, 1, 1),
        valid_to=None,
    )
