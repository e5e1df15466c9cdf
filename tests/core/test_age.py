"""Age bands by WHO's month of 30.4375 days."""

from __future__ import annotations

import pytest

from emonev.core.age import age_band


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, "00-05"), (182, "00-05"), (183, "06-11"), (365, "06-11"), (366, "12-23"), (730, "12-23"),
     (731, "24-35"), (1095, "24-35"), (1096, "36-47"), (1461, "48-59"), (1826, "48-59"),
     (1827, "60+")],
)  # fmt: skip
def test_the_band_of_an_age(days, band):
    assert age_band(days) == band
