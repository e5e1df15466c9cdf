"""What a child's measures become: WHO's z-scores, as a health officer may check them.

Each line is: sex, age in days, measured length or height (cm) and how, weight (kg) | what follows.
z with two decimals, "–" where none can be computed. Agreement with WHO's own software row by row:
tests/growth/test_reference_data.py.
"""

from __future__ import annotations

from typing import Any

import pytest

from emonev.growth.oracle import Child
from emonev.growth.rules import EPPGBM, WHO, Switches
from tests.growth.scoring import scores


def _line(values: list[float | int | None]) -> list[str]:
    return ["–" if value is None else f"{value:.2f}" for value in values]


def z_of(child: Child, *names: str, switches: Switches = WHO) -> list[str]:
    (score,) = scores([child], switches)
    return _line([score[name] for name in names])


@pytest.mark.parametrize(
    ("z", "child", "median", "minus_2", "minus_3"),
    [
        # index, child                      , median , -2 SD, -3 SD: WHO's printed tables
        ("zlen", {"sex": "m", "age_days": 365}, 75.7, 71.0, 68.6),
        ("zlen", {"sex": "f", "age_days": 730}, 86.4, 80.0, 76.7),
        ("zwei", {"sex": "m", "age_days": 365}, 9.6, 7.7, 6.9),
        ("zwfl", {"sex": "m", "age_days": 400, "lenhei_cm": 75.0}, 9.5, 8.1, 7.5),
    ],
)
def test_the_printed_tables(
    z: str, child: dict[str, Any], median: float, minus_2: float, minus_3: float
) -> None:
    """A child on a line of the printed table has that line's z, but for the table's rounding."""
    measure = "lenhei_cm" if z == "zlen" else "weight_kg"
    lines = [Child(**child, **{measure: value}) for value in (median, minus_2, minus_3)]
    found = [score[z] for score in scores(lines)]
    assert found == pytest.approx([0, -2, -3], abs=0.06)


def test_five_children() -> None:
    """PB/U or TB/U, BB/U, BB/PB or BB/TB, IMT/U, LiLA/U and LK/U of five invented children."""
    table = [
        # sex  age  weight length lying/standing MUAC  head
        (Child("f", 500, 9.2, 75.5, "l", 13.9, 45.0), "-1.26 -0.60 -0.05 0.20 -0.43 -0.69"),
        (Child("m", 900, 12.4, 88.0, "h", 15.1, 48.8), "-1.07 -0.55 -0.01 0.16 -0.30 -0.07"),
        (Child("m", 120, 5.9, 61.0, "l", 13.2, 41.0), "-1.33 -1.45 -0.73 -0.94 -0.58 -0.48"),
        (Child("f", 1500, 19.8, 97.0, "l", 17.5, 50.0), "-1.65 1.34 3.50 3.35 0.79 0.42"),
        (Child("m", 300, 6.1, 70.0, "h", 11.4, 44.0), "-1.05 -3.59 -4.24 -4.25 -3.12 -1.07"),
    ]
    for child, expected in table:
        found = z_of(child, "zlen", "zwei", "zwfl", "zbmi", "zac", "zhc")
        assert found == expected.split()


@pytest.mark.parametrize(
    ("age_days", "measure", "measured", "used"),
    [
        (300, "l", 70.0, 70.0),  # below 24 months lying is right
        (300, "h", 70.0, 70.7),  # standing: the length would be 0.7 cm more
        (730, "h", 80.0, 80.7),
        (731, "h", 80.0, 80.0),  # from day 731 standing is right
        (731, "l", 80.7, 80.0),  # lying: the height is 0.7 cm less
        (200, "h", 65.0, 65.0),  # below 9 months nobody stands: the note is not believed
        (300, None, 70.0, 70.0),  # no note, no correction
        (None, "h", 70.0, 70.0),  # age unknown, no correction
        (300, "l", 0.0, None),  # zero is a missing length
        (300, "l", -70.0, None),
    ],
)
def test_the_length_that_counts(
    age_days: float | None, measure: str | None, measured: float, used: float | None
) -> None:
    (score,) = scores([Child("m", age_days, 8.0, measured, measure)])
    assert score["clen"] == (None if used is None else pytest.approx(used, abs=1e-9))


@pytest.mark.parametrize(
    ("age_days", "who", "eppgbm"),
    [
        (1826, True, True),
        (1826.24, True, True),  # 59.9997 months
        (1826.25, False, True),  # 60 months
        (1856, False, True),  # the last day of WHO's tables
        (1857, False, False),
        (-1, False, False),  # measured before birth: the age is not known
        (None, False, False),
    ],
)
def test_until_what_age(age_days: float | None, who: bool, eppgbm: bool) -> None:
    child = Child("f", age_days, 17.0, 107.0, "h")
    for switches, expected in ((WHO, who), (EPPGBM, eppgbm)):
        (score,) = scores([child], switches)
        for z in ("zlen", "zwei", "zbmi"):
            assert (score[z] is not None) == expected
        # Weight for height needs no age, so an unknown age does not stop it.
        assert (score["zwfl"] is not None) == (expected or age_days in (None, -1))


def test_standing_below_nine_months() -> None:
    """WHO does not believe it, e-PPGBM adds 0.7 cm: 67.0 cm at 200 days."""
    child = Child("m", 200, 7.0, 67.0, "h")
    assert z_of(child, "zlen") == z_of(Child("m", 200, 7.0, 67.0, "l"), "zlen")
    as_eppgbm = Switches(standing_under_9mo="eppgbm")
    longer = Child("m", 200, 7.0, 67.7, "l")
    assert z_of(child, "zlen", "zwfl", switches=as_eppgbm) == z_of(longer, "zlen", "zwfl")


def test_arm_circumference_begins_at_thirteen_weeks() -> None:
    assert z_of(Child("m", 90, muac_cm=13.0), "zac") == ["–"]
    assert z_of(Child("m", 90.5, muac_cm=13.0), "zac") == z_of(Child("m", 91, muac_cm=13.0), "zac")
    assert z_of(Child("m", 91, muac_cm=13.0), "zac") != ["–"]


def test_oedema_silences_weight() -> None:
    """Water weighs: no BB/U, BB/TB, IMT/U. Length, arm and head stay."""
    child = Child("f", 917, 12.86, 91.8, "h", 13.6, 45.5, oedema=True)
    assert z_of(child, "zwei", "zwfl", "zbmi") == ["–", "–", "–"]
    assert "–" not in z_of(child, "zlen", "zac", "zhc")


def test_each_index_needs_its_own_measures() -> None:
    names = ("zlen", "zwei", "zwfl", "zbmi", "zac", "zhc")

    def computed(child: Child) -> set[str]:
        return {n for n, z in zip(names, z_of(child, *names), strict=True) if z != "–"}

    assert computed(Child("m", 500, 10.0, 80.0, "l", 14.0, 46.0)) == set(names)
    assert computed(Child("m", 500, 10.0, None, "l")) == {"zwei"}
    assert computed(Child("m", 500, None, 80.0, "l")) == {"zlen"}
    assert computed(Child("m", None, 10.0, 80.0, "l", 14.0, 46.0)) == {"zwfl"}
    assert computed(Child(None, 500, 10.0, 80.0, "l", 14.0, 46.0)) == set()


def test_weight_for_length_has_ends() -> None:
    """Lying 45.0 to 110.0 cm, standing 65.0 to 120.0 cm."""
    for age, cm, there in (
        (30, 44.9, False),
        (30, 45.0, True),
        (700, 110.0, True),
        (700, 110.1, False),
        (800, 64.9, False),
        (800, 65.0, True),
        (1800, 120.0, True),
        (1800, 120.1, False),
    ):
        measure = "l" if age < 731 else "h"
        found = z_of(Child("f", age, 10.0, cm, measure), "zwfl")
        assert (found != ["–"]) == there, (age, cm)


def test_age_and_position_unknown() -> None:
    """Below 87.0 cm the child is taken as measured lying, from 87.0 cm as standing."""
    assert z_of(Child("m", None, 11.0, 86.9), "zwfl") == z_of(
        Child("m", None, 11.0, 86.9, "l"), "zwfl"
    )
    assert z_of(Child("m", None, 12.0, 87.0), "zwfl") == z_of(
        Child("m", None, 12.0, 87.0, "h"), "zwfl"
    )


@pytest.mark.parametrize(
    ("z", "child", "value", "flag"),
    [
        # length beyond 6; severely short is plausible
        ("zlen", Child("m", 0, lenhei_cm=38.52), "-6.00", 0),
        ("zlen", Child("m", 0, lenhei_cm=38.50), "-6.01", 1),
        # weight below -6 or above +5
        ("zwei", Child("m", 365, 4.48), "-6.00", 0),
        ("zwei", Child("m", 365, 4.47), "-6.01", 1),
        ("zwei", Child("m", 365, 16.06), "5.00", 0),
        ("zwei", Child("m", 365, 16.07), "5.01", 1),
        # all others beyond 5
        ("zwfl", Child("f", 400, 5.21, 70.0, "l"), "-4.99", 0),
        ("zwfl", Child("f", 400, 5.20, 70.0, "l"), "-5.01", 1),
        ("zwfl", Child("f", 400, 12.94, 70.0, "l"), "5.00", 0),
        ("zwfl", Child("f", 400, 12.95, 70.0, "l"), "5.01", 1),
        ("zbmi", Child("f", 400, 12.41, 70.0, "l"), "5.00", 0),
        ("zbmi", Child("f", 400, 12.42, 70.0, "l"), "5.01", 1),
        ("zac", Child("m", 645, muac_cm=10.00), "-5.00", 0),
        ("zac", Child("m", 645, muac_cm=9.99), "-5.01", 1),
        ("zhc", Child("m", 0, headc_cm=28.11), "-5.00", 0),
        ("zhc", Child("m", 0, headc_cm=28.10), "-5.01", 1),
    ],
)
def test_flags_of_implausible_z(z: str, child: Child, value: str, flag: int) -> None:
    """The z stays beside its flag; prevalence leaves it out. Flags can be switched off."""
    name = f"f{z.removeprefix('z')}"
    (score,) = scores([child])
    assert (_line([score[z]]), score[name]) == ([value], flag)
    (unflagged,) = scores([child], Switches(flags="none"))
    assert (_line([unflagged[z]]), unflagged[name]) == ([value], 0)
