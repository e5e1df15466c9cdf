"""An indicator as people write it → its key in the registry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from emonev.indicators.registry import registry
from emonev.ingest import columns
from emonev.ingest.tables.cakupan_match import indicator_of

_OTHER: dict[str, tuple[str, ...]] = {
    "stunting": ("Prevalensi stunting", "Balita stunting", "Balita pendek", "Pendek", "TB/U",
                 "Stunted", "Prevalensi balita stunting"),
    "wasting": ("Prevalensi wasting", "Balita wasting", "Kurus", "Balita kurus", "BB/TB", "Wasted"),
    "severe_wasting": ("Prevalensi gizi buruk", "Balita gizi buruk"),
    "underweight": ("Prevalensi underweight", "Underweight", "Berat badan kurang", "BB/U",
                    "Balita underweight"),
    "overweight": ("Prevalensi overweight", "Overweight", "Gemuk", "Balita gemuk"),
    "attendance": ("D/S", "Partisipasi penimbangan"),
    "weight_gain": ("N/D'", "N/D"),
    "length_measured_share": ("Cakupan pengukuran", "Cakupan"),
    "krs": ("KRS", "Keluarga berisiko stunting"),
}  # fmt: skip


@cache
def _known() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for entry in registry().visible:
        for text in (entry.key, entry.label, entry.short_label):
            found.setdefault(columns.key(text), entry.key)
    for key, texts in _OTHER.items():
        for text in texts:
            found[columns.key(text)] = key
    return found


def measure_of(text: str) -> str:
    """The indicator's key, or "" where the text names none beyond doubt."""
    bare = re.sub(r"\s*[(\[](%|persen|dalam persen)[)\]]\s*$", "", text, flags=re.IGNORECASE)
    found = _known().get(columns.key(bare))
    if found or len(columns.key(bare)) < 6:
        return found or ""
    return indicator_of(bare, "").key
