"""Sasaran: L, P and total of a group, year and source; what is missing is asked, not guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from emonev.ingest.parsed import ParsedSheet
from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, issue, read, sheet_of

HEAD = ("No", "Puskesmas", "Desa", "L", "P", "Total")
TITLE = [["SASARAN BALITA PUSDATIN TAHUN 2025"]]


def sheet(
    folder: Path, rows: list[list[Any]], header: Any = HEAD, above: Any = (), **options: Any
) -> ParsedSheet:
    """The only sheet of a table of sasaran."""
    container = options.pop("container", "xlsx")
    path = workbook(folder, rows, header=header, above=above, sheet="Lembar1", container=container)
    return sheet_of(read(path, **options))


def told(made: ParsedSheet) -> dict[tuple[str, str, str], int | None]:
    """(measure and subject, period, source) → number, of the first row."""
    entries = entries_of(made)
    first = entries[0]["row"]
    return {
        (f"{e['measure']} {e['subject']}".strip(), e["period"], e["source"]): e["numerator"]
        for e in entries
        if e["row"] == first
    }


@pytest.mark.parametrize("container", ["xlsx", "xls", "html", "csv"])
def test_the_twin_of_the_recap(tmp_path: Path, container: str) -> None:
    made = sheet(
        tmp_path, [[1, "MALANGKE", "TOKKE", 40, 44, 84]], above=TITLE, container=container
    )  # fmt: skip
    assert (made.kind, made.rows_read, made.rejected, codes(made)) == ("sasaran", 1, 0, {})
    assert told(made) == {
        ("sasaran_balita", "2025", "Pusdatin"): 84,
        ("sasaran_balita L", "2025", "Pusdatin"): 40,
        ("sasaran_balita P", "2025", "Pusdatin"): 44,
    }


@pytest.mark.parametrize(
    ("boys", "girls", "total", "counts", "flagged"),
    [
        (40, 44, 84, 84, None),
        (40, 44, 85, 85, "L + P = 84"),  # the total counts, the cell is named
        (40, 44, "", 84, None),
        ("", 44, 85, 85, None),
        ("", "", "", None, None),  # empty is not zero
        (0, 0, 0, 0, None),
    ],
)
def test_l_and_p_must_make_the_total(
    tmp_path: Path, boys: Any, girls: Any, total: Any, counts: Any, flagged: Any
) -> None:
    made = sheet(tmp_path, [[1, "MALANGKE", "TOKKE", boys, girls, total]], above=TITLE)
    assert told(made)[("sasaran_balita", "2025", "Pusdatin")] == counts
    found = [i for i in made.issues if i.code == "sasaran_l_p_tidak_cocok"]
    assert [(i.cell, i.expected) for i in found] == ([("F3", flagged)] if flagged else [])


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("Sasaran Balita 2025", "sasaran_balita"),
        ("Balita (0-59 bulan)", "sasaran_balita"),
        ("Jumlah Sasaran", "sasaran_balita"),
        ("Bayi (0-11 bln)", "sasaran_bayi"),
        ("Baduta 0-23 bulan", "sasaran_baduta"),
        ("Ibu Hamil", "sasaran_bumil"),
        ("Sasaran Bumil", "sasaran_bumil"),
        ("Remaja Putri", "sasaran_rematri"),
        ("Jumlah Keluarga", "sasaran_keluarga"),
    ],
)
def test_groups_by_their_header(tmp_path: Path, header: str, measure: str) -> None:
    made = sheet(
        tmp_path, [["MALANGKE", "TOKKE", 84]], ("Kecamatan", "Desa", header),
        [["DATA SASARAN RIIL 2025"]],
    )  # fmt: skip
    assert told(made) == {(measure, "2025", "riil"): 84}


@pytest.mark.parametrize(
    "header", ["Balita diukur", "Balita stunting", "% Balita", "Balita ditimbang L"]
)
def test_a_column_with_any_other_word_is_no_sasaran(tmp_path: Path, header: str) -> None:
    path = workbook(
        tmp_path, [["MALANGKE", "TOKKE", 84]], header=("Kecamatan", "Desa", header),
        above=[["DATA SASARAN 2025"]],
    )  # fmt: skip
    assert "sasaran" not in {one.kind for one in read(path).sheets}


def test_groups_merged_over_l_p_and_total_with_years_and_sources(tmp_path: Path) -> None:
    top = ["Kecamatan", "Desa", "Balita", "", "", "Ibu Hamil"]
    made = sheet(
        tmp_path, [["MALANGKE", "TOKKE", 1, 2, 3, 9]], ["", "", "L", "P", "Jml", "Total"],
        [["Sasaran Dukcapil 2024"], top],
    )  # fmt: skip
    assert told(made)[("sasaran_balita", "2024", "Dukcapil")] == 3
    assert told(made)[("sasaran_bumil", "2024", "Dukcapil")] == 9
    other = tmp_path / "lain"
    made = sheet(
        other, [["MALANGKE", "TOKKE", 80, 84, 90]], ["", "", "Pusdatin 2024", "Pusdatin 2025",
                                                    "Riil 2025"],
        [["Kecamatan", "Desa", "Sasaran Balita", "", ""]],
    )  # fmt: skip
    assert told(made) == {
        ("sasaran_balita", "2024", "Pusdatin"): 80,
        ("sasaran_balita", "2025", "Pusdatin"): 84,
        ("sasaran_balita", "2025", "riil"): 90,
    }


def test_year_and_source_from_columns_and_codes_as_written(tmp_path: Path) -> None:
    header = ("Kode", "Kecamatan", "Desa/Kelurahan", "Tahun", "Sumber", "Sasaran balita")
    rows = [["73.22.01.2001", "MALANGKE", "TOKKE", 2025, "Pusdatin", 84],
            ["73.22.01.2002", "MALANGKE", "TOLADA", 2025, "Profil desa", ""]]  # fmt: skip
    made = sheet(tmp_path, rows, header)
    assert (made.rejected, made.questions) == (0, ())
    assert told(made) == {("sasaran_balita", "2025", "Pusdatin"): 84}
    last = entries_of(made)[-1]
    assert (last["code"], last["state"], last["source"]) == (
        "73.22.01.2002", "kosong", "Profil desa",
    )  # fmt: skip


def test_posyandu_are_subjects_of_their_desa(tmp_path: Path) -> None:
    header = ("Desa", "Nama Posyandu", "Sasaran Balita")
    rows = [["TOKKE", "Melati 1", 40], ["TOKKE", "Posyandu Melati 2", 44]]
    made = sheet(tmp_path, rows, header, TITLE)
    assert [e["subject"] for e in entries_of(made)] == ["Posyandu Melati 1", "Posyandu Melati 2"]


def test_source_and_year_are_asked_where_nothing_says_them(tmp_path: Path) -> None:
    rows = [[1, "MALANGKE", "TOKKE", 40, 44, 84]]
    made = sheet(tmp_path, rows)
    assert [(q.kind, q.subject) for q in made.questions] == [
        ("period", "period"), ("column_meaning", "source"),
    ]  # fmt: skip
    assert "sasaran" in made.questions[1].text
    assert (made.rows_read, made.rejected) == (1, 1)
    answers = {"Lembar1": {"source": "riil", "period": "2026"}}
    made = sheet(tmp_path, rows, table_answers=answers)
    assert (made.rejected, told(made)[("sasaran_balita", "2026", "riil")]) == (0, 84)


def test_a_fraction_rejects_the_row_and_jumlah_is_a_checksum(tmp_path: Path) -> None:
    rows = [[1, "MALANGKE", "TOKKE", 40, 44, 84.5], [2, "MALANGKE", "TOLADA", 1, 2, 3],
            ["JUMLAH", "", "", 41, 46, 88]]  # fmt: skip
    made = sheet(tmp_path, rows, above=TITLE)
    assert (made.rows_read, made.rejected) == (2, 1)
    assert issue(made, "bukan_bilangan_bulat").cell == "F3"
    assert issue(made, "jumlah_tidak_cocok").cell == "F5"


@pytest.mark.parametrize(
    "line",
    [["PUSKESMAS : MALANGKE"], ["Nama Puskesmas:", "MALANGKE"], ["UPT Puskesmas", ": Malangke"]],
)
def test_a_place_may_stand_above_the_table(tmp_path: Path, line: list[str]) -> None:
    header = ("No", "Desa", "Posyandu", "L", "P", "Jumlah")
    made = sheet(
        tmp_path, [[1, "BENTENG", "Mawar", 20, 18, 38]], header, above=[*TITLE, line]
    )  # fmt: skip
    assert {(e["puskesmas"] or "").upper() for e in entries_of(made)} == {"MALANGKE"}


@pytest.mark.parametrize("line", [["Puskesmas : Semua"], ["Kecamatan dan Puskesmas"], ["PKM"]])
def test_what_names_no_place_above_the_table_is_none(tmp_path: Path, line: list[str]) -> None:
    header = ("No", "Desa", "Posyandu", "L", "P", "Jumlah")
    made = sheet(
        tmp_path, [[1, "BENTENG", "Mawar", 20, 18, 38]], header, above=[*TITLE, line]
    )  # fmt: skip
    assert {e["puskesmas"] for e in entries_of(made)} == {None}
