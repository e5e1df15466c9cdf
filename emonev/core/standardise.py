"""Direct age standardisation: the figure with a fixed age structure (numbers.md §4).

Age mix moves a prevalence: 70 % of baduta and 35 % of older children measured gives 8.0 % instead
of 9.7 % with no child changed. Fixed weights take that away.
"""

from __future__ import annotations

from collections.abc import Mapping

SHOWN_FROM = 0.005
"""The standardised value is shown where it differs by half a percentage point (numbers.md §4)."""


def age_standardised(
    counts: Mapping[str, tuple[int, int]], structure: Mapping[str, float]
) -> float | None:
    """Weighted mean of the age bands' proportions.

    ``counts``: age band → (numerator, denominator). ``structure``: age band → children (or share)
    in the fixed age structure. None when a band with weight has no child counted here: a small
    area then has no standardised value rather than a guessed one.
    """
    weights = {band: weight for band, weight in structure.items() if weight > 0}
    whole = sum(weights.values())
    if not whole:
        return None
    value = 0.0
    for band, weight in weights.items():
        numerator, denominator = counts.get(band, (0, 0))
        if not denominator:
            return None
        value += weight / whole * numerator / denominator
    return value
