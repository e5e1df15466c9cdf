"""No hidden count can be worked out again: as a property, by linear algebra over what is shown."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from emonev.core.suppression import Cell, suppressed

KABUPATEN = "73.22"


def family(counts, parent=KABUPATEN):
    """Children cells and their total."""
    children = [
        Cell(f"{parent}.{number:02d}", parent, cases, cases + others)
        for number, (cases, others) in enumerate(counts, 1)
    ]
    whole = Cell(
        parent,
        parent.rpartition(".")[0],
        sum(cell.numerator for cell in children),
        sum(cell.denominator for cell in children),
    )
    return [whole, *children]


def test_large_counts_are_all_shown():
    assert suppressed(family([(30, 170), (40, 160)])) == frozenset()


def test_a_small_count_takes_one_more_with_it():
    hidden = suppressed(family([(3, 97), (30, 170), (40, 260)]))
    assert hidden == {"73.22.01", "73.22.02"}


def test_a_small_denominator_is_hidden_even_without_cases():
    hidden = suppressed(family([(0, 12), (30, 170), (40, 260)]))
    assert "73.22.01" in hidden
    assert len(hidden) == 2


def test_two_small_counts_whose_sum_is_small_take_a_third():
    hidden = suppressed(family([(1, 99), (2, 98), (30, 170), (40, 260)]))
    assert len(hidden) == 3


def test_the_only_kecamatan_hides_its_kabupaten_too():
    assert suppressed(family([(3, 97)])) == {KABUPATEN, "73.22.01"}


def test_an_empty_area_is_no_partner():
    hidden = suppressed(family([(3, 97), (0, 0), (40, 260)]))
    assert hidden == {"73.22.01", "73.22.03"}


counts = st.tuples(
    st.one_of(st.just(0), st.integers(0, 8), st.integers(0, 60)),
    st.one_of(st.just(0), st.integers(0, 25), st.integers(0, 300)),
)


@st.composite
def two_levels(draw):
    """A kabupaten of one to four kecamatan, each of one to five desa."""
    cells = []
    totals = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        code = f"{KABUPATEN}.{number:02d}"
        members = family(draw(st.lists(counts, min_size=1, max_size=5)), code)
        cells += members
        totals.append(members[0])
    whole = Cell(
        KABUPATEN, "73", sum(c.numerator for c in totals), sum(c.denominator for c in totals)
    )
    return [whole, *cells]


@given(two_levels())
def test_every_small_count_is_hidden(cells):
    hidden = suppressed(cells)
    assert {cell.code for cell in cells if cell.small} <= hidden


@given(two_levels())
def test_no_hidden_count_follows_from_what_is_shown(cells):
    hidden = suppressed(cells)
    unknown = sorted(hidden)
    equations = [
        [Fraction((code == parent.code) - (code in parts)) for code in unknown]
        for parent in cells
        for parts in [{c.code for c in cells if c.parent == parent.code and _counts(c)}]
        if parts and (parent.code in hidden or parts & hidden)
    ]
    determined = _determined(equations, len(unknown))
    assert not determined, [unknown[index] for index in determined]


@given(two_levels())
def test_hidden_partners_do_not_sum_to_a_small_count(cells):
    hidden = suppressed(cells)
    for parent in cells:
        inside = [c for c in cells if c.parent == parent.code and c.code in hidden]
        if not inside or parent.code in hidden:
            continue
        assert len(inside) >= 2
        assert not 0 < sum(cell.numerator for cell in inside) < 5


def _counts(cell):
    return not cell.empty


def _determined(equations, width):
    """Indices of unknowns that the equations fix: unit rows of the reduced row echelon form."""
    rows = [row for row in equations if any(row)]
    done = []
    for column in range(width):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        done = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in done]
        done.append(pivot)
    return [row.index(1) for row in done if sum(map(bool, row)) == 1]
