"""Three sentences in plain Indonesian that the data support: what moved, where, what to watch."""

from __future__ import annotations

from emonev.services.headline import Headline
from emonev.services.trend import TrendView


def sentences(headline: Headline, trend: TrendView | None = None) -> tuple[str, ...]:
    """At most three sentences, most important first; fewer, or none, when data do not carry them.

    Never ranks noise and never counts falls ("turun di 9 dari 15"): numbers.md §5.
    """
    raise NotImplementedError
