"""Numbers and dates as an Indonesian reader writes them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from emonev.core import indonesian as idn

SPACE = "\u00a0"


def test_numbers():
    assert idn.integer(12345) == "12.345"
    assert idn.integer(-148) == "−148"
    assert idn.signed_integer(12) == "+12"
    assert (idn.rupiah(1250000), idn.rupiah(0)) == ("Rp\u00a01.250.000", "Rp\u00a00")
    assert idn.signed_integer(0) == "0"
    assert idn.decimal(20.84) == "20,8"
    assert idn.decimal(1234567.25, 2) == "1.234.567,25"
    assert idn.percent(0.208) == f"20,8{SPACE}%"
    assert idn.percent_range(0.132, 0.161) == f"13,2–16,1{SPACE}%"
    assert idn.percentage_points(-0.013) == f"−1,3{SPACE}persen poin"
    assert idn.percentage_points(0.004) == f"+0,4{SPACE}persen poin"


def test_halves_go_up_as_by_hand():
    assert idn.decimal(0.25) == "0,3"
    assert idn.decimal(2.675, 2) == "2,68"
    assert idn.percent(0.0725) == f"7,3{SPACE}%"


def test_no_minus_before_zero():
    assert idn.decimal(-0.04) == "0,0"
    assert idn.percentage_points(-0.0001) == f"0,0{SPACE}persen poin"


def test_missing_is_a_dash_never_zero():
    for text in (
        idn.integer(None), idn.rupiah(None), idn.signed_integer(None), idn.decimal(None),
        idn.signed_decimal(None),
        idn.percent(None), idn.percent_range(None, 0.1), idn.percentage_points(None), idn.day(None),
        idn.long_day(None),
    ):  # fmt: skip
        assert text == "–"


def test_dates():
    assert idn.day(date(2025, 9, 30)) == "30 Sep 2025"
    assert idn.day(date(2025, 8, 1)) == "1 Agu 2025"
    assert idn.long_day(date(2025, 5, 2)) == "2 Mei 2025"


@given(st.integers(-(10**12), 10**12))
def test_an_integer_can_be_read_back(value):
    assert int(idn.integer(value).replace(".", "").replace("−", "-")) == value


@given(st.floats(-1e6, 1e6))
def test_a_decimal_can_be_read_back(value):
    text = idn.decimal(value).replace(".", "").replace(",", ".").replace("−", "-")
    assert abs(float(text) - value) <= 0.05 + 1e-9
