"""What a child's measures become: WHO's z-scores, as a health officer may check them.

Each line is: sex, age in days, measured length or height (cm) and how, weight (kg) | what follows.
The z are those of WHO's own software (anthro) unless the line says otherwise. Written with two
decimals; "–" where no z can be computed.
"""

from __future__ import annotations

import pytest

from emonev.growth.oracle import Child
from emonev.growth.rules import EPPGBM, WHO, Switches
from tests.growth.scoring import scores


def _line(values: list[float | int | None]) -> list[str]:
    return ["–" if value is None else f"{value:.2f}" for value in values]


def z_of(child: Child, *names: str, switches: Switches = WHO) -> list[str]:
    (score,) = scores([child], switches)
    return _line([score[name] for name in names])


def test_five_children() -> None:
    """TB/U, BB/U, BB/TB, IMT/U, LiLA/U, LK/U of five invented children."""
    table = [
        # sex  age   weight length lying/standing MUAC  head
        (Child("f", 658, 11.74, 85.1, "l", 15.0, 49.2), "0.27 0.54 0.48 0.52 0.24 1.70"),
        (Child("f", 1315, 15.21, 98.8, "l", 14.6, 50.0), "-0.41 0.01 0.38 0.36 -1.08 0.68"),
        (Child("m", 134, 7.51, 67.5, "l", 13.4, 43.5), "1.32 0.35 -0.55 -0.53 -0.50 1.23"),
        (Child("m", 152, 6.95, 61.1, "h", 13.0, 44.0), "-2.27 -0.69 1.18 0.89 -1.02 1.20"),
        (Child("m", 1394, 14.43, 101.0, "h", 16.8, 50.9), "-0.26 -0.81 -0.99 -1.03 0.54 0.55"),
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
        ("zlen", Child("m", 987, None, 72.86, "l"), "-6.09", 1),  # beyond -6
        ("zlen", Child("m", 44, None, 50.0), "-3.29", 0),  # severe, but plausible
        ("zwei", Child("f", 1522, 17.0), "0.24", 0),
        ("zbmi", Child("m", 422, 13.5, 72.3, "l"), "5.50", 1),  # beyond +5
        ("zwfl", Child("m", 422, 13.5, 72.3, "l"), "4.95", 0),
        ("zhc", Child("m", 645, headc_cm=39.8), "-6.00", 1),  # heads are flagged beyond 5
        ("zac", Child("m", 645, muac_cm=9.99), "-5.01", 1),
    ],
)
def test_flags_of_implausible_z(z: str, child: Child, value: str, flag: int) -> None:
    """The z stays beside its flag; prevalence leaves it out. Flags can be switched off."""
    name = f"f{z.removeprefix('z')}"
    (score,) = scores([child])
    assert (_line([score[z]]), score[name]) == ([value], flag)
    (unflagged,) = scores([child], Switches(flags="none"))
    assert (_line([unflagged[z]]), unflagged[name]) == ([value], 0)
