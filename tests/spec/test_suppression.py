"""Who sees small numbers (numbers.md §10): exact for staff, hidden for the public."""

from __future__ import annotations

from emonev.core.period import parse_period
from emonev.core.scope import Scope, local
from emonev.services.figures import figures, indicator_rows
from tests.store_builders import measurement, store

AREAS = [
    ("73.22", "Luwu Utara", "kabupaten", None),
    *((f"73.22.{k:02d}", f"Kecamatan {k}", "kecamatan", "73.22") for k in (1, 2, 3)),
    *((f"73.22.{k:02d}.2001", f"Desa {k}", "desa", f"73.22.{k:02d}") for k in (1, 2, 3)),
]
PUBLIC = Scope("publik", "73.22")
PERIOD = parse_period("2025-08")


def made():
    """Three kecamatan of 40, 50 and 60 children with 2, 8 and 12 cases."""
    rows = []
    for kecamatan, (children, cases) in enumerate([(40, 2), (50, 8), (60, 12)], 1):
        rows += [
            measurement(
                1000 * kecamatan + child,
                area=f"73.22.{kecamatan:02d}.2001",
                haz=-2.5 if child < cases else 0.0,
            )
            for child in range(children)
        ]
    return store(rows, areas=AREAS)


def shown(scope, level):
    with made().reading() as cursor:
        return [
            figure.numerator
            for figure in figures(
                cursor, scope, indicators=["stunting"], level=level, period=PERIOD, within="73.22"
            )
        ]


def test_staff_see_exact_counts():
    assert shown(local("73.22"), "kecamatan") == [2, 8, 12]


def test_the_public_sees_two_hidden_so_that_neither_can_be_subtracted():
    assert shown(PUBLIC, "kecamatan") == [None, None, 12]
    assert shown(PUBLIC, "kabupaten") == [22]


def test_the_public_never_sees_counts_of_a_desa():
    assert shown(PUBLIC, "desa") == [None, None, None]


def test_asking_for_one_kecamatan_shows_no_more_than_asking_for_all():
    """The partner of the small one, alone, would let the small one be subtracted."""
    with made().reading() as cursor:
        (alone,) = figures(
            cursor, PUBLIC, indicators=["stunting"], level="kecamatan", period=PERIOD,
            within="73.22.02",
        )  # fmt: skip
    assert alone.suppressed


def test_a_kabupaten_of_one_reporting_kecamatan_is_its_kecamatan():
    rows = [measurement(child, haz=-2.5 if child < 3 else 0.0) for child in range(40)]
    with store(rows, areas=AREAS).reading() as cursor:
        (whole,) = figures(
            cursor, PUBLIC, indicators=["stunting"], level="kabupaten", period=PERIOD,
            within="73.22",
        )  # fmt: skip
    assert whole.suppressed


def test_a_hidden_figure_gives_nothing_away():
    with made().reading() as cursor:
        rows = indicator_rows(
            cursor, PUBLIC, indicators=["stunting"], level="kecamatan", period=PERIOD
        )
    hidden = rows[0]
    assert hidden["suppressed"] is True
    for name in ("numerator", "denominator", "value", "ci_low", "ci_high"):
        assert hidden[name] is None
