"""Small kabupaten for the tests of the pages' queries: who was measured, and with what result.

Not part of the product.
"""

from __future__ import annotations

from typing import Any

from tests.store_builders import measurement

SATU, DUA = "73.22.01", "73.22.02"
A, B, C = "73.22.01.2001", "73.22.01.2002", "73.22.02.2001"


def children(
    count: int,
    stunted: int,
    on: str = "2025-08-10",
    *,
    area: str = A,
    first: int = 1,
    **changes: Any,
) -> list[dict[str, Any]]:
    """``count`` children from number ``first``; the first ``stunted`` of them are stunted."""
    return [
        measurement(first + at, on, area=area, haz=-2.5 if at < stunted else 0.0, **changes)
        for at in range(count)
    ]
