"""What each indicator counts (numbers.md §1, domain.md §3). Tables read by a health officer."""

from __future__ import annotations

from tests.spec.reading import figure, ratio, read


def test_stunting_is_pendek_and_sangat_pendek_of_children_with_a_valid_length():
    made = read("""
        anak  tanggal     TB/U
        1     2025-08-04  -3.2
        2     2025-08-04  -2.4
        3     2025-08-04  -2.0
        4     2025-08-04   0.3
        5     2025-08-04   -
    """)
    assert ratio(made, "stunting", "2025-08") == "2/4"
    assert ratio(made, "severe_stunting", "2025-08") == "1/4"


def test_minus_two_exactly_is_not_stunted():
    made = read("""
        anak  tanggal     TB/U
        1     2025-08-04  -2.00
        2     2025-08-04  -2.01
    """)
    assert ratio(made, "stunting", "2025-08") == "1/2"


def test_an_implausible_length_counts_in_neither_part():
    made = read("""
        anak  tanggal     TB/U
        1     2025-08-04  -6.4
        2     2025-08-04  -2.5
        3     2025-08-04   0.0
    """)
    assert ratio(made, "stunting", "2025-08") == "1/2"


def test_measured_in_august_only_weighed_in_september_counts_its_august_height():
    made = read("""
        anak  tanggal     TB/U  BB/U
        1     2025-08-04  -2.5  -1.0
        1     2025-09-03   -    -2.6
    """)
    assert ratio(made, "stunting", "2025-TW3") == "1/1"
    assert ratio(made, "underweight", "2025-TW3") == "1/1"  # the September weight
    assert ratio(made, "stunting", "2025-09") == "–/–"


def test_a_child_measured_twice_counts_once_with_its_latest():
    made = read("""
        anak  tanggal     TB/U
        1     2025-07-04  -2.5
        1     2025-09-04  -1.5
        2     2025-07-04  -1.5
        2     2025-09-04  -2.5
    """)
    assert ratio(made, "stunting", "2025-TW3") == "1/2"
    assert ratio(made, "stunting", "2025-07") == "1/2"


def test_a_latest_measurement_that_is_implausible_leaves_the_one_before():
    made = read("""
        anak  tanggal     TB/U
        1     2025-08-04  -2.5
        1     2025-08-20  -7.0
    """)
    assert ratio(made, "stunting", "2025-08") == "1/1"


def test_a_child_that_moved_counts_where_it_was_measured_last():
    made = read("""
        anak  tanggal     TB/U  desa
        1     2025-07-04  -2.5  A
        1     2025-09-04  -2.5  C
    """)
    assert ratio(made, "stunting", "2025-TW3", "73.22.01") == "–/–"
    assert ratio(made, "stunting", "2025-TW3", "73.22.02") == "1/1"
    assert ratio(made, "stunting", "2025-TW3") == "1/1"


def test_wasting_and_overweight_of_children_weighed_and_measured():
    made = read("""
        anak  tanggal     TB/U  BB/TB
        1     2025-08-04   0    -3.1
        2     2025-08-04   0    -2.1
        3     2025-08-04   0     2.1
        4     2025-08-04   0     2.0
        5     2025-08-04   -     -
    """)
    assert ratio(made, "wasting", "2025-08") == "2/4"
    assert ratio(made, "severe_wasting", "2025-08") == "1/4"
    assert ratio(made, "overweight", "2025-08") == "1/4"


def test_underweight_of_children_weighed():
    made = read("""
        anak  tanggal     TB/U  BB/U
        1     2025-08-04   -    -3.4
        2     2025-08-04   -    -2.2
        3     2025-08-04   0    -1.0
        4     2025-08-04   0     5.2
    """)
    assert ratio(made, "underweight", "2025-08") == "2/3"
    assert ratio(made, "severe_underweight", "2025-08") == "1/3"


def test_a_child_of_sixty_months_is_no_balita_but_keeps_its_label():
    made = read("""
        anak  tanggal     umur  TB/U  label
        1     2025-08-04  59    -2.5  pendek
        2     2025-08-04  61    -2.5  pendek
        3     2025-08-04  30     0.0  normal
    """)
    assert ratio(made, "stunting", "2025-08") == "1/2"
    assert ratio(made, "stunting_label", "2025-08") == "2/3"


def test_the_sheets_own_label_without_blank_and_outlier():
    made = read("""
        anak  tanggal     TB/U  label
        1     2025-08-04  -1.9  sangat_pendek
        2     2025-08-04  -2.1  pendek
        3     2025-08-04  -2.1  normal
        4     2025-08-04   0    outlier
        5     2025-08-04   0    -
    """)
    assert ratio(made, "stunting_label", "2025-08") == "2/3"
    assert ratio(made, "stunting", "2025-08") == "2/5"


def test_baduta_are_children_below_24_months():
    made = read("""
        anak  tanggal     umur  TB/U
        1     2025-08-04  23    -2.5
        2     2025-08-04  24    -2.5
        3     2025-08-04   5     0.0
    """)
    assert ratio(made, "stunting", "2025-08", age="baduta") == "1/2"
    assert ratio(made, "stunting", "2025-08") == "2/3"


def test_an_area_is_the_sum_of_its_parts_never_the_mean_of_percentages():
    made = read("""
        anak  tanggal     TB/U  desa
        1     2025-08-04  -2.5  A
        2     2025-08-04   0    C
        3     2025-08-04   0    C
        4     2025-08-04   0    C
    """)
    assert figure(made, "stunting", "2025-08").value == 0.25
    assert figure(made, "stunting", "2025-08", "73.22.01").value == 1.0


def test_no_children_is_no_data_and_never_zero():
    made = read("""
        anak  tanggal     TB/U  desa
        1     2025-08-04  -2.5  A
    """)
    found = figure(made, "stunting", "2025-08", "73.22.02")
    assert (found.status, found.value, found.numerator) == ("tidak_ada_data", None, None)


def test_a_file_of_cases_only_refuses_a_prevalence():
    made = read("""
        anak  tanggal     TB/U  berkas
        1     2025-08-04  -2.5  kasus
        2     2025-08-04  -3.5  kasus
    """)
    found = figure(made, "stunting", "2025-08")
    assert (found.numerator, found.denominator, found.value) == (2, None, None)
    assert found.status == "hanya_kasus"


def test_cases_beside_full_data_are_said_and_not_mixed_in():
    made = read("""
        anak  tanggal     TB/U  berkas
        1     2025-08-04  -2.5  kasus
        2     2025-08-04  -3.5  lengkap
        3     2025-08-04   0.0  lengkap
    """)
    assert ratio(made, "stunting", "2025-08") == "1/2"
    assert figure(made, "stunting", "2025-08").status == "sebagian_hanya_kasus"


def test_weight_gain_is_the_sum_of_n_over_the_sum_of_n_and_t():
    made = read("""
        anak  tanggal     NTOB
        1     2025-07-04  N
        1     2025-08-04  T
        1     2025-09-04  N
        2     2025-08-04  O
        3     2025-09-04  B
    """)
    assert ratio(made, "weight_gain", "2025-TW3") == "2/3"
    assert ratio(made, "weight_gain", "2025-08") == "0/1"


def test_attendance_is_the_sum_of_monthly_weighed_over_monthly_sasaran():
    made = read(
        """
        anak  tanggal     berat
        1     2025-07-04  12
        1     2025-08-04  12
        2     2025-08-04  12
        2     2025-08-25  12
        3     2025-09-04  -
    """,
        sasaran={"73.22": 4},
    )
    assert ratio(made, "attendance", "2025-08") == "2/4"  # child 2 came twice: once
    assert ratio(made, "attendance", "2025-TW3") == "3/12"  # S of each of the three months


def test_without_a_sasaran_there_is_no_d_over_s():
    made = read("""
        anak  tanggal
        1     2025-08-04
    """)
    found = figure(made, "attendance", "2025-08")
    assert (found.numerator, found.value, found.status) == (1, None, "tanpa_sasaran")
