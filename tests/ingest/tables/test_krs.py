"""KRS per desa and per family: counts over counts, nothing about a person, shared fates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, issue, read, sheet_of

DESA_HEADER = (
    "No", "Kecamatan", "Desa", "Jumlah Keluarga", "Jumlah KRS", "KRS Didampingi TPK",
    "Sumber Air Minum Tidak Layak", "Jamban Tidak Layak", "Terlalu Muda", "Prasejahtera",
)  # fmt: skip
FAMILY_HEADER = (
    "No", "Nama Kepala Keluarga", "NIK", "No KK", "Kecamatan", "Desa", "Alamat",
    "Keluarga Sasaran", "Keluarga tidak mempunyai sumber air minum utama yang layak",
    "Keluarga tidak mempunyai jamban yang layak", "Terlalu Muda (umur istri < 20 tahun)",
    "Terlalu Dekat (< 2 tahun)", "Peringkat Kesejahteraan", "Bukan Peserta KB Modern",
    "Status Risiko Stunting", "Mendapat Pendampingan",
)  # fmt: skip


def desa_sheet(folder: Path, rows: Sequence[Sequence[Any]], **options: Any) -> Path:
    """KRS per desa."""
    header = options.pop("header", DESA_HEADER)
    above = [["DATA KELUARGA BERISIKO STUNTING TAHUN 2025"]]
    return workbook(folder, rows, header=header, above=above, **options)


def family(desa: str = "TOKKE", *flags: Any, kecamatan: str = "MALANGKE") -> list[Any]:
    """One family: flags of sasaran, air, jamban, muda, dekat, peringkat, KB, KRS, damping."""
    told = flags or ("Ya", "Tidak", "Tidak", "Tidak", "Tidak", 6, "Tidak", "Tidak", "Tidak")
    return ["1", "KEPALA CONTOH", "7322010101010001", "7322010202020002", kecamatan, desa,
            "JALAN CONTOH", *told]  # fmt: skip


def families(folder: Path, rows: Sequence[Sequence[Any]], **options: Any) -> Path:
    """A screening list."""
    above = [["PENAPISAN KELUARGA BERISIKO STUNTING SEMESTER I 2025"]]
    return workbook(folder, rows, header=FAMILY_HEADER, above=above, **options)


def told(sheet: Any, row: int | None = None) -> dict[str, tuple[int | None, int | None]]:
    """Measure → counts."""
    return {
        e["measure"]: (e["numerator"], e["denominator"])
        for e in entries_of(sheet)
        if e["measure"] and (row is None or e["row"] == row)
    }


@pytest.mark.parametrize("swapped", [False, True])
def test_keluarga_sasaran_is_the_whole_where_all_families_are_counted_too(
    tmp_path: Path, swapped: bool
) -> None:
    two = [("JML KELUARGA", 200), ("KELUARGA SASARAN", 150)]
    (one, many), (other, few) = reversed(two) if swapped else two
    header = ("No", "Kecamatan", "Desa", one, other, "Keluarga Berisiko Stunting")
    row = [1, "MALANGKE", "TOKKE", many, few, 70]
    assert told(sheet_of(read(desa_sheet(tmp_path, [row], header=header))))["krs"] == (70, 150)


def test_causes_stand_over_krs_and_krs_over_families(tmp_path: Path) -> None:
    row = [1, "MALANGKE", "TOKKE", 200, 80, 60, 30, 20, 0, 50]
    parsed = sheet_of(read(desa_sheet(tmp_path, [row])))
    assert (parsed.kind, parsed.rejected, codes(parsed)) == ("krs", 0, {})
    assert told(parsed) == {
        "krs": (80, 200),
        "krs_didampingi": (60, 80),
        "krs_air": (30, 80),
        "krs_jamban": (20, 80),
        "krs_terlalu_muda": (0, 80),
        "krs_prasejahtera": (50, 80),
    }
    assert {e["period"] for e in entries_of(parsed)} == {"2025"}


def test_more_krs_than_families_is_named_and_kept(tmp_path: Path) -> None:
    parsed = sheet_of(read(desa_sheet(tmp_path, [[1, "MALANGKE", "TOKKE", 50, 80, *[1] * 5]])))
    assert issue(parsed, "bagian_melebihi_keseluruhan").cell == "E3"
    assert told(parsed)["krs"] == (80, 50)


def test_the_web_s_target_data_also_hold_stunting(tmp_path: Path) -> None:
    header = ("No", "Kecamatan", "Nama Desa", "ID Desa Kemendagri", "Jumlah Keluarga", "KRS",
              "Balita diukur", "Sangat pendek", "Pendek")  # fmt: skip
    row = [1, "MALANGKE", "TOKKE", "73.22.01.2004", 200, 80, 100, 3, 12]
    parsed = sheet_of(read(desa_sheet(tmp_path, [row], header=header)))
    found = {e["measure"]: (e["source"], e["numerator"], e["denominator"])
             for e in entries_of(parsed)}  # fmt: skip
    assert found["stunting"] == ("layanan", 15, 100)
    assert found["severe_stunting"] == ("layanan", 3, 100)
    assert found["krs"] == ("krs", 80, 200)


def test_families_are_summed_per_desa_and_nobody_is_named(tmp_path: Path) -> None:
    rows = [
        family("TOKKE", "Ya", "Ya", "Tidak", "Tidak", "Tidak", 2, "Tidak", "Berisiko", "Ya"),
        family("TOKKE", "Ya", "Tidak", "Tidak", "Tidak", "Tidak", 8, "Tidak", "Tidak Berisiko",
               "Tidak"),
        family("TOKKE", "Tidak", "Ya", "Ya", "Ya", "Ya", 1, "Ya", "Berisiko", "Tidak"),
        family("PATTIMANG", "Ya", "Tidak", "Ya", "Ya", "Tidak", 7, "Ya", "Berisiko", "Tidak"),
    ]  # fmt: skip
    parsed = sheet_of(read(families(tmp_path, rows)))
    assert (parsed.kind, parsed.rows_read, parsed.rejected) == ("krs_keluarga", 4, 0)
    assert told(parsed, row=3) == {
        "krs": (1, 2), "krs_terlalu_muda": (0, 1), "krs_terlalu_dekat": (0, 1), "krs_air": (1, 1),
        "krs_jamban": (0, 1), "krs_bukan_kb": (0, 1), "krs_prasejahtera": (1, 1),
        "krs_didampingi": (1, 1),
    }  # fmt: skip
    assert told(parsed, row=6)["krs"] == (1, 1)
    followers = [(e["row"], e["numerator"]) for e in entries_of(parsed) if not e["measure"]]
    assert followers == [(4, 3), (5, 3)]
    everything = json.dumps(
        {"sheet": asdict(parsed), "entries": entries_of(parsed)}, default=str, ensure_ascii=False
    )
    for private in ("KEPALA CONTOH", "7322010101010001", "7322010202020002", "JALAN CONTOH"):
        assert private not in everything


@pytest.mark.parametrize(
    ("header", "cell", "risk"),
    [
        ("Mempunyai sumber air minum layak", "Ya", 0),
        ("Mempunyai sumber air minum layak", "Tidak", 1),
        ("Sumber air minum", "Tidak Layak", 1),
        ("Sumber air minum", "Layak", 0),
        ("Sumber air minum tidak layak", "√", 1),
        ("Sumber air minum tidak layak", 0, 0),
    ],
)
def test_yes_and_no_mean_what_the_header_asks(
    tmp_path: Path, header: str, cell: Any, risk: int
) -> None:
    columns = ["Nama", "NIK", "Desa", header, "Terlalu tua", "Terlalu banyak", "Status KRS"]
    rows = [["X", "1", "TOKKE", cell, "Ya", "Tidak", "Ya"]] * 3
    path = workbook(tmp_path, rows, header=columns, above=[["Tahun 2025"]])
    assert told(sheet_of(read(path)))["krs_air"] == (3 * risk, 3)


def test_a_sign_that_says_neither_is_named_and_not_counted(tmp_path: Path) -> None:
    rows = [family() for _ in range(9)]
    rows[4][8] = "mungkin"
    parsed = sheet_of(read(families(tmp_path, rows)))
    assert issue(parsed, "tanda_tidak_terbaca").cell == "I7"
    assert parsed.rejected == 0


def test_children_with_their_measurements_stay_by_name(tmp_path: Path) -> None:
    from tests.builders import child

    assert sheet_of(read(workbook(tmp_path, [child()]))).kind == "by_name"


def test_a_row_that_moved_sideways_is_rejected_and_shows_no_number(tmp_path: Path) -> None:
    moved = ["", *family()[:-1]]  # the family card under Kecamatan, Malangke under Desa
    parsed = sheet_of(read(families(tmp_path, [family(), moved, family()])))
    found = issue(parsed, "baris_bergeser")
    assert (found.cell, found.found, parsed.rejected) == ("E4", "9" * 16, 1)
    assert told(parsed, row=3)["krs"][1] == 2
    assert "7322020202" not in str(entries_of(parsed)) + str(asdict(parsed))


@pytest.mark.parametrize("to", ["right", "left"])
def test_a_list_without_numbers_of_people_that_moved_shows_no_name(to: str, tmp_path: Path) -> None:
    header = [text for text in FAMILY_HEADER if text not in ("NIK", "No KK")]
    own = [*family()[:2], *family()[4:]]
    moved = ["", *own[:-1]] if to == "right" else [*own[1:], ""]
    above = [["PENAPISAN KELUARGA BERISIKO STUNTING SEMESTER I 2025"]]
    parsed = sheet_of(read(workbook(tmp_path, [own, moved, own], header=header, above=above)))
    assert (parsed.kind, parsed.rejected) == ("krs_keluarga", 1)
    assert issue(parsed, "baris_bergeser").row == 4
    said = str(entries_of(parsed)) + str(asdict(parsed))
    assert "KEPALA CONTOH" not in said and "JALAN CONTOH" not in said


def test_a_family_above_a_header_printed_again_is_no_header(tmp_path: Path) -> None:
    rows = [family(), family(), list(FAMILY_HEADER), family()]
    path = workbook(tmp_path, rows, header=None, above=[["PENAPISAN KRS SEMESTER I 2025"]])
    parsed = sheet_of(read(path))
    assert "KEPALA CONTOH" not in str(asdict(parsed)) and parsed.header_row == 4


def test_a_cause_no_row_fills_in_is_not_told_as_nobody(tmp_path: Path) -> None:
    ticked = ("Ya", "V", "", "", "", "", "", "Ya", "")
    rows = [family("TOKKE", *ticked), family("TOLADA", "Ya", "", "", "", "", "", "", "Ya", "")]
    counts = told(sheet_of(read(families(tmp_path, rows))), 4)
    assert counts["krs_air"] == (0, 1), "ticked elsewhere: an empty cell says no"
    assert "krs_jamban" not in counts and "krs_didampingi" not in counts
