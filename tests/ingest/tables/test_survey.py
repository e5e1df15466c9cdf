"""Surveys: kept as printed, with their interval, never counted; the survey must be named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, issue, read, sheet_of

HEADER = ("No", "Tahun", "Kabupaten/Kota", "Indikator", "Persentase", "Batas bawah", "Batas atas",
          "n", "Sumber")  # fmt: skip
ROW = [1, 2024, "Luwu Utara", "Stunting", "21,5", "17,9", "25,4", 512, "SSGI 2024"]


def survey(
    folder: Path, rows: Sequence[Sequence[Any]], header: Sequence[str] = HEADER, **options: Any
) -> Path:
    """A list of survey results."""
    return workbook(folder, rows, header=header, **options)


def test_a_value_with_its_interval_sample_and_source(tmp_path: Path) -> None:
    parsed = sheet_of(read(survey(tmp_path, [ROW])))
    assert (parsed.kind, parsed.rejected, parsed.questions) == ("survei", 0, ())
    (one,) = entries_of(parsed)
    assert (one["value"], one["low"], one["high"]) == pytest.approx((0.215, 0.179, 0.254))
    assert (one["numerator"], one["denominator"]) == (None, 512)
    assert (one["source"], one["period"], one["measure"]) == ("SSGI", "2024", "stunting")
    assert one["kabupaten"] == "Luwu Utara"


def test_several_indicators_as_columns_and_the_survey_in_the_title(tmp_path: Path) -> None:
    header = ("Provinsi", "Kabupaten/Kota", "Stunting", "Wasting", "Underweight", "Overweight")
    rows = [["Sulawesi Selatan", "Luwu Utara", 21.5, 7.1, 18, 2.2],
            ["Sulawesi Selatan", "", 23.3, 6.9, 17.2, 3]]  # fmt: skip
    path = survey(tmp_path, rows, header, above=[["Hasil SSGI Tahun 2024"]])
    parsed = sheet_of(read(path))
    assert parsed.kind == "survei"
    told = [(e["kabupaten"], e["measure"], e["value"]) for e in entries_of(parsed)]
    assert ("Luwu Utara", "wasting", pytest.approx(0.071)) in told
    assert ("Sulawesi Selatan", "stunting", pytest.approx(0.233)) in told and len(told) == 8


def test_an_interval_in_one_cell(tmp_path: Path) -> None:
    header = ("Tahun", "Wilayah", "Prevalensi Stunting (%)", "IK 95%", "Survei")
    parsed = sheet_of(read(survey(tmp_path, [[2023, "Indonesia", 21.5, "21,1 - 21,9", "SKI"]],
                                  header)))  # fmt: skip
    (one,) = entries_of(parsed)
    assert (one["low"], one["high"]) == pytest.approx((0.211, 0.219))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("27,4 (25,1–29,8)", (0.274, 0.251, 0.298)),
        ("27.4 % (25.1-29.8)", (0.274, 0.251, 0.298)),
        ("8,1% [6,0; 10,9]", (0.081, 0.06, 0.109)),
        ("30,1 (95% CI: 27,0 - 33,3)", (0.301, 0.27, 0.333)),
        ("27,4 (25, 30)", (0.274, 0.25, 0.3)),
        ("27,4", (0.274, None, None)),
    ],
)
def test_a_value_and_its_interval_in_one_cell(
    tmp_path: Path, cell: str, told: tuple[float, float | None, float | None]
) -> None:
    header = ("Tahun", "Wilayah", "Prevalensi Stunting (95% CI)", "Survei")
    parsed = sheet_of(read(survey(tmp_path, [[2023, "Luwu Utara", cell, "SKI"]], header)))
    (one,) = entries_of(parsed)
    assert (parsed.kind, codes(parsed)) == ("survei", {})
    found = (one["value"], one["low"], one["high"])
    assert [v is None for v in found] == [v is None for v in told]
    assert [v for v in found if v is not None] == pytest.approx([v for v in told if v is not None])


def test_a_value_plus_or_minus_something_is_not_guessed(tmp_path: Path) -> None:
    header = ("Tahun", "Wilayah", "Prevalensi Stunting (%)", "Survei")
    parsed = sheet_of(read(survey(tmp_path, [[2023, "Luwu Utara", "17,4 ± 2,1", "SKI"]], header)))
    assert issue(parsed, "angka_tidak_terbaca").cell == "C3"


def test_bounds_without_a_sign_are_percent_like_their_value(tmp_path: Path) -> None:
    row = [*ROW]
    row[4] = "21,5 %"
    parsed = sheet_of(read(survey(tmp_path, [row])))
    (one,) = entries_of(parsed)
    assert codes(parsed) == {}
    assert (one["value"], one["low"], one["high"]) == pytest.approx((0.215, 0.179, 0.254))


def test_a_value_outside_its_interval_is_named(tmp_path: Path) -> None:
    row = [*ROW]
    row[4] = "31,5"
    parsed = sheet_of(read(survey(tmp_path, [row])))
    assert issue(parsed, "selang_tidak_memuat_nilai").cell == "E3"


def test_an_unknown_indicator_rejects_its_row_only(tmp_path: Path) -> None:
    row = [*ROW]
    row[3] = "Bahagia"
    parsed = sheet_of(read(survey(tmp_path, [ROW, row])))
    assert (parsed.rows_read, parsed.rejected) == (2, 1)
    assert codes(parsed) == {"indikator_tidak_dikenal": 1}


def test_without_its_name_the_survey_is_asked(tmp_path: Path) -> None:
    header = ("Tahun", "Wilayah", "Hasil survei")
    path = survey(tmp_path, [[2024, "Luwu Utara", 20.1]], header)
    parsed = sheet_of(read(path))
    assert [q.subject for q in parsed.questions] == ["survey"] and parsed.rejected == 1
    answered = sheet_of(read(path, table_answers={"*": {"survey": "SSGI"}}))
    assert entries_of(answered)[0]["source"] == "SSGI" and answered.rejected == 0


def test_proportions_are_read_and_told(tmp_path: Path) -> None:
    row = [1, 2024, "Luwu Utara", "Stunting", 0.215, 0.179, 0.254, 512, "SSGI 2024"]
    parsed = sheet_of(read(survey(tmp_path, [row])))
    (one,) = entries_of(parsed)
    assert (one["value"], one["low"], one["high"]) == pytest.approx((0.215, 0.179, 0.254))
    assert issue(parsed, "persen_sebagai_proporsi").cell == "E2"


def test_what_may_be_percent_or_proportion_is_asked(tmp_path: Path) -> None:
    rows = [[1, 2024, "Luwu Utara", "Wasting", 0.9, 0.7, 1.1, 512, "SSGI 2024"],
            [2, 2024, "Jeneponto", "Wasting", 1.2, 0.8, 1.5, 498, "SSGI 2024"]]  # fmt: skip
    path = survey(tmp_path, rows)
    asked = sheet_of(read(path))
    (question,) = asked.questions
    assert (question.subject, question.options) == ("unit", ("persen", "proporsi"))
    assert (asked.rows_read, asked.rejected) == (2, 2)
    told = sheet_of(read(path, table_answers={"*": {"unit": "persen"}}))
    assert [e["value"] for e in entries_of(told)] == pytest.approx([0.009, 0.012])
