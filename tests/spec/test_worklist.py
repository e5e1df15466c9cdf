"""Daftar kerja puskesmas: who stands on which list, and why. Readable by a health officer."""

from __future__ import annotations

from datetime import date

import pytest

from emonev.services.worklist_child import Child
from emonev.services.worklist_limits import Limits, limit_lines, limits
from emonev.services.worklist_odd import median_growth, odd
from emonev.services.worklist_result import Line
from emonev.services.worklist_rules import (
    doubles,
    is_old_case,
    new_case,
    thin,
    twice_no_gain,
    unmeasured,
)
from tests.spec.worklist_reading import child

AUGUST, SEPTEMBER_BEFORE = date(2025, 8, 1), date(2024, 9, 1)


def kind(line: Line | None) -> str | None:
    return line.kind if line else None


# --- 1. Kasus baru


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        # not stunted in February, stunted in August: a new case
        ("2025-02-10 berkas -1.5 / 2025-08-12 berkas -2.4", "kasus_baru"),
        # the earlier measurement is known from the store only
        ("2025-02-10 data -1.5 / 2025-08-12 berkas -2.4", "kasus_baru"),
        # -2.00 is not stunted yet, -2.01 is
        ("2025-02-10 data -2.0 / 2025-08-12 berkas -2.01", "kasus_baru"),
        ("2025-02-10 data -1.5 / 2025-08-12 berkas -2.0", None),
        # stunted before as well: an old case, counted but not listed
        ("2025-02-10 data -2.3 / 2025-08-12 berkas -2.4", None),
        # never seen before: told apart
        ("2025-08-12 berkas -2.4", "baru_tercatat"),
        # seen before, but never with a length
        ("2025-02-10 data - / 2025-08-12 berkas -2.4", "baru_tercatat"),
        # the measurement before decides, not an older one
        ("2024-08-10 data -2.6 / 2025-02-10 data -1.9 / 2025-08-12 berkas -2.2", "kasus_baru"),
        ("2024-08-10 data -1.0 / 2025-02-10 data -2.2 / 2025-08-12 berkas -2.2", None),
        # an implausible measurement is none: the one before it decides
        ("2024-08-10 data -2.6 / 2025-02-10 data 6.5! / 2025-08-12 berkas -2.2", None),
        ("2025-02-10 data -1.0 / 2025-08-12 berkas -6.4!", None),
        # what the store knows of a later day says nothing about this file
        ("2025-08-12 berkas -2.4 / 2025-09-12 data -1.0", "baru_tercatat"),
        # no longer stunted at the end of the file
        ("2025-02-10 berkas -1.0 / 2025-05-10 berkas -2.2 / 2025-08-12 berkas -1.8", None),
    ],
)
def test_a_new_case(visits: str, expected: str | None) -> None:
    assert kind(new_case(one(visits, "tanggal dari TB/U"))) == expected


def test_a_new_case_says_what_was_before_and_where_it_is_known_from() -> None:
    stored = new_case(one("2025-02-10 data -1.5 / 2025-08-12 berkas -3.4", "tanggal dari TB/U"))
    assert stored is not None
    assert stored.details == ("10 Feb 2025: z −1,50 (data tersimpan)",)
    assert (stored.status, stored.cells) == ("Sangat pendek", ("U4",))
    own = new_case(one("2025-02-10 berkas -1.5 / 2025-08-12 berkas -2.4", "tanggal dari TB/U"))
    assert own is not None and own.details == ("10 Feb 2025: z −1,50 (berkas, baris 3)",)


def test_old_cases_are_counted() -> None:
    old = one("2025-02-10 data -2.3 / 2025-08-12 berkas -2.4", "tanggal dari TB/U")
    assert is_old_case(old, SEPTEMBER_BEFORE)
    assert not is_old_case(old, date(2025, 8, 13))  # too long ago
    assert not is_old_case(one("2025-08-12 berkas -2.4", "tanggal dari TB/U"), SEPTEMBER_BEFORE)


# --- 2. Gizi buruk dan gizi kurang


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ("2025-08-12 berkas -3.01 normal", "gizi_buruk"),
        ("2025-08-12 berkas -3.0 normal", "gizi_kurang"),
        ("2025-08-12 berkas -2.01 -", "gizi_kurang"),
        ("2025-08-12 berkas -2.0 normal", None),
        # the file calls it gizi buruk, the recomputation does not: listed, and said so
        ("2025-08-12 berkas -0.4 gizi_buruk", "label_saja"),
        ("2025-08-12 berkas - gizi_kurang", "label_saja"),
        ("2025-08-12 berkas -5.4! gizi_buruk", "label_saja"),
        # at the last valid measurement in the file; the store's own are no news
        ("2025-07-12 berkas -2.5 normal / 2025-08-12 berkas - -", "gizi_kurang"),
        ("2025-07-12 berkas -2.5 normal / 2025-08-12 berkas -1.2 normal", None),
        ("2025-07-12 data -3.5 gizi_buruk / 2025-08-12 berkas -1.2 normal", None),
    ],
)
def test_thin_children(visits: str, expected: str | None) -> None:
    assert kind(thin(one(visits, "tanggal dari BB/TB label"))) == expected


def test_the_files_own_label_stands_beside() -> None:
    line = thin(one("2025-08-12 berkas -3.2 gizi_kurang", "tanggal dari BB/TB label"))
    assert line is not None
    assert (line.status, line.label, line.z) == ("Gizi buruk", "Gizi kurang", -3.2)


# --- 3. 2T


@pytest.mark.parametrize(
    ("visits", "listed"),
    [
        ("2025-07-12 berkas T / 2025-08-12 berkas T", True),
        ("2025-07-12 data T / 2025-08-12 berkas T", True),
        ("2025-07-12 data N / 2025-08-12 berkas T", False),
        ("2025-07-12 berkas T / 2025-08-12 berkas N", False),
        # not the month before: nobody knows what happened between
        ("2025-06-12 data T / 2025-08-12 berkas T", False),
        ("2025-08-12 berkas T", False),
        # the year turns
        ("2024-12-20 data T / 2025-01-05 berkas T", True),
        # twice within one month is one month
        ("2025-08-02 berkas T / 2025-08-30 berkas T", False),
        # two T, then nothing is said of the newest month: still the last that is known
        ("2025-06-12 berkas T / 2025-07-12 berkas T / 2025-08-12 berkas -", True),
    ],
)
def test_weight_not_gained_twice_in_a_row(visits: str, listed: bool) -> None:
    assert (twice_no_gain(one(visits, "tanggal dari NT")) is not None) is listed


def test_2t_names_its_months_and_sources() -> None:
    line = twice_no_gain(one("2025-07-12 data T / 2025-08-12 berkas T", "tanggal dari NT"))
    assert line is not None
    assert line.details == ("T Juli 2025 (data tersimpan)", "T Agustus 2025 (berkas, baris 4)")


# --- 4. Belum diukur


@pytest.mark.parametrize(
    ("visits", "listed"),
    [
        ("2025-08-12 berkas 88.0", False),
        ("2025-08-12 berkas -", True),  # weighed only
        ("2025-07-12 berkas 87.5", True),  # an earlier row of the same file: with its name
        ("2025-07-12 berkas 87.5 / 2025-08-20 data 88.0", False),  # another file has it
        ("2024-08-31 berkas 80.0", False),  # more than twelve months ago: no longer known
        ("2024-09-01 berkas 80.0", True),
    ],
)
def test_not_measured_in_the_files_newest_month(visits: str, listed: bool) -> None:
    line = unmeasured(one(visits, "tanggal dari TB"), AUGUST, SEPTEMBER_BEFORE)
    assert (line is not None) is listed


def test_a_child_of_60_months_is_not_asked_for() -> None:
    old = child("tanggal TB\n2025-07-12 -", lahir="2020-07-30")
    assert unmeasured(old, AUGUST, SEPTEMBER_BEFORE) is None
    turning = child("tanggal TB\n2025-07-12 -", lahir="2020-08-05")
    assert unmeasured(turning, AUGUST, SEPTEMBER_BEFORE) is not None


# --- 5. Mungkin ganda


def test_one_name_and_birth_date_under_two_nik() -> None:
    lines = doubles(
        [
            child("tanggal\n2025-08-12", nomor=1, nik="A", sama_nama="S"),
            child("tanggal\n2025-08-12", nomor=2, nik="B", sama_nama="S"),
            child("tanggal\n2025-08-12", nomor=3, nik="C", sama_nama="LAIN"),
        ]
    )
    assert [line.group for line in lines] == [1, 1]
    assert lines[0].details == ("nama, tanggal lahir dan jenis kelamin sama, NIK berbeda",)
    assert lines[0].cells == ("B3", "E3")


def test_one_nik_with_two_birth_dates() -> None:
    lines = doubles(
        [
            child("tanggal\n2025-08-12", nomor=1, nik="A", lahir="2023-06-01"),
            child("tanggal\n2025-08-12", nomor=2, nik="A", lahir="2023-01-06"),
        ]
    )
    assert len(lines) == 2 and lines[0].group == lines[1].group
    assert lines[0].details == ("NIK sama, tanggal lahir atau jenis kelamin berbeda",)


def test_a_child_in_two_doubts_is_listed_once() -> None:
    lines = doubles(
        [
            child("tanggal\n2025-08-12", nomor=1, nik="A", sama_nama="S"),
            child("tanggal\n2025-08-12", nomor=2, nik="B", sama_nama="S"),
            child("tanggal\n2025-08-12", nomor=3, nik="B", lahir="2022-01-01", sama_nama="T"),
        ]
    )
    assert len(lines) == 3 and len(lines[0].details) == 2


# --- 6. Ukuran janggal


@pytest.mark.parametrize(
    ("visits", "words"),
    [
        # one centimetre less may be the board, more is not
        ("2025-07-12 data 88.0 l / 2025-08-12 berkas 87.0 l", ""),
        ("2025-07-12 data 88.0 l / 2025-08-12 berkas 86.9 l", "menyusut 1,1 cm"),
        # lying down in July, standing in August: 0,7 cm is the position
        ("2025-07-12 data 88.0 l / 2025-08-12 berkas 86.3 h", ""),
        ("2025-07-12 data 88.0 h / 2025-08-12 berkas 87.6 l", "menyusut 1,1 cm"),
        # a month of growth at two years is about 1 cm: 5 cm is a slip
        ("2025-07-12 data 85.0 l / 2025-08-12 berkas 87.5 l", ""),
        ("2025-07-12 data 85.0 l / 2025-08-12 berkas 90.0 l", "bertambah 5,0 cm"),
        # the first measurement has nothing before it
        ("2025-08-12 berkas 90.0 l", ""),
    ],
)
def test_heights_that_do_not_follow_each_other(visits: str, words: str) -> None:
    line = odd(one(visits, "tanggal dari TB posisi"), limits())
    assert (line is not None) == bool(words)
    if line is not None:
        assert words in line.details[0] and line.cells == ("U4",)


@pytest.mark.parametrize(
    ("visits", "words"),
    [
        ("2025-07-12 data 12.0 / 2025-08-12 berkas 10.2", ""),  # 15 % less, just
        ("2025-07-12 data 12.0 / 2025-08-12 berkas 10.1", "turun 1,9 kg (16\u00a0%)"),
        ("2025-07-12 data 12.0 / 2025-08-12 berkas 13.5", ""),
        ("2025-07-12 data 12.0 / 2025-08-12 berkas 16.0", "naik 4,0 kg"),
        # over half a year 2 kg more are nothing odd
        ("2025-02-12 data 10.0 / 2025-08-12 berkas 12.0", ""),
    ],
)
def test_weights_that_jump(visits: str, words: str) -> None:
    line = odd(one(visits, "tanggal dari BB"), limits())
    assert (line is not None) == bool(words)
    if line is not None:
        assert words in line.details[0] and line.cells == ("T4",)


def test_a_z_beyond_whos_limits_names_limit_age_and_cell() -> None:
    line = odd(one("2025-08-12 berkas -7.2! 62.0", "tanggal dari TB/U TB"), limits())
    assert line is not None
    assert line.details == (
        "12 Agu 2025: z TB/U −7,20 di luar batas WHO (−6 s.d. 6), umur 26 bulan",
    )
    assert line.cells == ("U3",)


def test_odd_values_of_the_store_alone_are_not_this_files_business() -> None:
    visits = "2025-06-12 data -7.2! 62.0 / 2025-08-12 berkas -1.0 85.0"
    assert odd(one(visits, "tanggal dari TB/U TB"), limits()) is None


def test_an_odd_measurement_of_long_ago_is_not_listed() -> None:
    visits = one(
        "2024-08-12 berkas -7.2! 62.0 / 2025-08-12 berkas -1.0 85.0", "tanggal dari TB/U TB"
    )
    assert odd(visits, limits(), SEPTEMBER_BEFORE) is None and odd(visits, limits()) is not None


def test_every_child_stands_once_with_all_its_reasons() -> None:
    visits = (
        "2025-06-12 berkas 85.0 12.0 / 2025-07-12 berkas 80.0 12.0 / 2025-08-12 berkas 81.0 5.0"
    )
    line = odd(one(visits, "tanggal dari TB BB"), limits())
    assert line is not None and len(line.details) == 2 and set(line.cells) == {"T5", "U4"}


def test_the_median_of_who_grows_on_over_the_second_birthday() -> None:
    """WHO's tables turn from length to height there (−0,7 cm): no child shrinks by that."""
    assert median_growth("lfa", "m", 725, 735) == pytest.approx(0.3, abs=0.1)
    assert median_growth("lfa", "f", 0, 30) == pytest.approx(4.5, abs=0.3)
    assert median_growth("wfa", "m", 0, 2000) is None


def test_every_limit_has_its_source() -> None:
    lines = limit_lines()
    assert len(lines) == len(Limits.__slots__)
    assert all(rule and source and "{" not in rule for rule, source in lines)
    chosen = [source for _, source in lines if "dipilih di sini" in source]
    assert len(chosen) == 5


def one(visits: str, header: str) -> Child:
    return child("\n".join([header, *visits.split("/")]))
