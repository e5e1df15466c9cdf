"""Suggestions for columns nobody knows: by content and name, never taken by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from emonev.ingest.suggestions import suggested_fields
from tests.builders import EXPORT_HEADER, child, workbook
from tests.ingest.reading import read, sheet_of

HEADER = ("Nr", "Child", "Idx", "Sex", "Lahir", "Weight", "Height", "Visit", "Remarks")


def rows(number: int = 12) -> list[list[Any]]:
    """Children as somebody else's form has them."""
    return [
        [i, f"ANAK {i}", f"99{i:013d}7", "LP"[i % 2], f"{10 + i}/03/2022", 8.2 + i / 10, 75.5 + i,
         datetime(2024, 8, 15), ""]
        for i in range(1, number + 1)
    ]  # fmt: skip


def named(header: Sequence[str], cells: Sequence[Sequence[Any]], *taken: str) -> dict[str, str]:
    return {header[at]: name for at, name in suggested_fields(header, cells, taken).items()}


def test_every_column_is_suggested_by_its_content() -> None:
    expected = {"Child": "name", "Idx": "nik", "Sex": "sex", "Lahir": "birth_date",
                "Weight": "weight_kg", "Height": "lenhei_cm", "Visit": "measured_on"}  # fmt: skip
    assert named(HEADER, rows()) == expected


def test_names_are_not_needed() -> None:
    header = ("a", "b", "c", "d", "e", "f", "g", "h", "i")
    assert named(header, rows()) == {"c": "nik", "d": "sex", "e": "birth_date", "f": "weight_kg",
                                     "g": "lenhei_cm", "h": "measured_on"}  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Umur", list(range(12))),  # whole numbers are no weights
        ("Lingkar", [3.1, 2.9, 45]),
        ("Brt", ["-", "", None]),
        ("X", ["ya", "tidak", "ya"]),
        ("Lahir Wt", [3.1, 2.9, 3.3]),
        ("Alamat", ["JALAN A", "JALAN B", "JALAN C"]),
    ],
)
def test_content_that_does_not_fit_is_no_suggestion(header: str, cells: list[Any]) -> None:
    assert {"weight_kg", "name", "sex"}.isdisjoint(
        suggested_fields(("x", header), [["", cell] for cell in cells]).values()
    )


def test_the_name_decides_among_columns_alike() -> None:
    header = ("Kepala", "Ht")
    cells = [[46.5 + i / 10, 75.5 + i] for i in range(5)]
    assert named(header, cells) == {"Ht": "lenhei_cm"}
    assert named(("Tinggi anak", "Lain"), cells) == {"Tinggi anak": "lenhei_cm"}


def test_one_column_of_dates_goes_by_its_name_or_its_width() -> None:
    birth = [[date(2020 + i, 3, 4)] for i in range(4)]
    visit = [[date(2024, 8, 4 + i)] for i in range(4)]
    assert named(("x",), birth) == {"x": "birth_date"}
    assert named(("x",), visit) == {"x": "measured_on"}
    assert named(("Lahir",), visit) == {"Lahir": "birth_date"}
    assert named(("x",), visit, "birth_date") == {"x": "measured_on"}
    assert named(("x",), birth, "birth_date", "measured_on") == {}


def test_an_unknown_sheet_suggests_and_takes_nothing(tmp_path: Path) -> None:
    parsed = read(workbook(tmp_path, rows(), header=HEADER, above=()))
    (sheet,) = parsed.sheets
    assert (sheet.kind, sheet.rejected) == ("unknown", 12)
    assert set(sheet.columns.values()) == {None}
    assert sheet.suggested["Lahir"] == "birth_date"
    assert "9900" not in repr(sheet.preview)
    mapped = read(
        workbook(tmp_path, rows(), header=HEADER, above=()),
        mapping={name: header for header, name in sheet.suggested.items()}, area_given=True,
    )  # fmt: skip
    (taken,) = mapped.sheets
    assert (taken.kind, taken.rows_read, taken.rejected) == ("by_name", 12, 0)


def test_a_missing_column_is_asked_with_the_likeliest_first(tmp_path: Path) -> None:
    header = ["XX" if name == "JK" else name for name in EXPORT_HEADER]
    made = [{("XX" if n == "JK" else n): v for n, v in child(i=i).items()} for i in range(1, 5)]
    for at, row in enumerate(made):
        row["Catatan"], row["XX"] = "baik", "LP"[at % 2]
    sheet = sheet_of(read(workbook(tmp_path, made, header=["Catatan", *header])))
    (question,) = [one for one in sheet.questions if one.subject == "sex"]
    assert question.options == ("XX", "Catatan")
    assert sheet.suggested == {"XX": "sex"}


def test_a_sheet_with_every_column_suggests_nothing(tmp_path: Path) -> None:
    header = [*EXPORT_HEADER, "Tgl Imunisasi"]
    made = [{**child(i=i), "Tgl Imunisasi": "2024-02-03"} for i in range(1, 5)]
    assert sheet_of(read(workbook(tmp_path, made, header=header))).suggested == {}
