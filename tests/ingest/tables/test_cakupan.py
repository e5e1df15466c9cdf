"""Bangda cakupan: which indicator, codes of both kinds, printed percentages, what adds up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from emonev.indicators.registry import registry
from emonev.ingest.tables.cakupan_match import indicator_of, services
from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, issue, read, sheet_of

PLACES = (
    "No", "ID Kecamatan", "Kecamatan", "ID Puskesmas", "Nama Puskesmas", "ID Desa BPS",
    "ID Desa Kemendagri", "Nama Desa",
)  # fmt: skip
TTD = ("Jumlah remaja putri yang mengonsumsi TTD", "Jumlah remaja putri", "Persentase")
TOKKE = (1, "7322010", "Malangke", "1073001", "Malangke", "7322010001", "73.22.01.2001", "Tokke")


def sheet(
    folder: Path,
    rows: Sequence[Sequence[Any]],
    *,
    figures: Sequence[str] = TTD,
    places: Sequence[str] = PLACES,
    title: str = "CAKUPAN LAYANAN TAHUN 2025",
    **options: Any,
) -> Path:
    """One sheet of the national web's shape."""
    return workbook(folder, rows, header=[*places, *figures], above=[[title]], **options)


def test_a_row_is_a_numerator_over_a_denominator_of_a_desa(tmp_path: Path) -> None:
    parsed = sheet_of(read(sheet(tmp_path, [[*TOKKE, 40, 50, "80 %"]])))
    assert (parsed.kind, parsed.rejected, parsed.questions) == ("cakupan", 0, ())
    (first,) = entries_of(parsed)
    assert (first["measure"], first["numerator"], first["denominator"], first["value"]) == (
        "layanan_rematri_ttd", 40, 50, 0.8,
    )  # fmt: skip
    assert (first["code"], first["period"]) == ("73.22.01.2001|bps:7322010001", "2025")
    assert first["note"] == "puskesmas:1073001"


def test_every_indicator_is_known_by_the_form_s_wording_and_by_its_short_name() -> None:
    for entry in services():
        assert indicator_of(entry.numerator, entry.denominator).key == entry.key
        assert indicator_of(entry.label, "jumlah").key == entry.key


@pytest.mark.parametrize(
    ("numerator", "denominator", "key"),
    [
        ("Rematri diperiksa Hb", "Rematri", "rematri_hb"),
        ("Jumlah ibu hamil KEK mendapat PMT", "Jumlah bumil KEK", "bumil_kek"),
        ("Anak usia 6-23 bulan mendapat makanan pendamping ASI", "Anak 6-23 bulan", "mpasi"),
        ("KRS memperoleh pendampingan", "KRS", "tpk"),
        ("KPM PKH mengikuti P2K2", "KPM PKH", "p2k2"),
        ("PUS miskin menerima BPNT", "PUS miskin", "pus_bpnt"),
        ("Pelayanan keluarga berencana pascapersalinan", "Ibu bersalin", "kbpp"),
        ("Rumah tangga akses sanitasi layak", "Rumah tangga", "sanitasi"),
    ],
)
def test_other_wordings(numerator: str, denominator: str, key: str) -> None:
    assert indicator_of(numerator, denominator).key == f"layanan_{key}"


def test_a_sheet_that_names_nothing_is_asked_with_every_row_waiting(tmp_path: Path) -> None:
    path = sheet(tmp_path, [[*TOKKE, 4, 5, 80]], figures=("Realisasi", "Target", "%"))
    parsed = sheet_of(read(path))
    (question,) = parsed.questions
    assert (question.kind, question.subject, question.rows) == ("column_meaning", "indicator", 1)
    assert (parsed.rows_read, parsed.rejected) == (1, 1)
    assert set(question.options) <= set(registry().keys)
    said = {"*": {"indicator": "layanan_phbs"}}
    answered = sheet_of(read(path, table_answers=said))
    assert (answered.questions, answered.rejected) == ((), 0)
    assert entries_of(answered)[0]["measure"] == "layanan_phbs"


def test_the_sheet_s_name_says_it_where_the_headers_do_not(tmp_path: Path) -> None:
    path = sheet(
        tmp_path, [[*TOKKE, 4, 5, 80]], figures=("Numerator", "Denominator", "%"),
        sheet="10 Bumil KEK PMT",
    )  # fmt: skip
    assert entries_of(sheet_of(read(path)))[0]["measure"] == "layanan_bumil_kek"


@pytest.mark.parametrize("printed", [(0.8, 0.9), (80, 90), ("80,0 %", "90% %")])
def test_percent_and_proportion_columns_are_told_apart(
    tmp_path: Path, printed: tuple[Any, Any]
) -> None:
    rows = [[*TOKKE, 40, 50, printed[0]], [*TOKKE[:7], "Pute Mata", 45, 50, printed[1]]]
    parsed = sheet_of(read(sheet(tmp_path, rows)))
    told = [e["value"] for e in entries_of(parsed) if e["denominator"]]
    assert told == pytest.approx([0.8, 0.9]) and not codes(parsed)


def test_a_printed_percentage_that_is_not_the_quotient_is_named(tmp_path: Path) -> None:
    parsed = sheet_of(read(sheet(tmp_path, [[*TOKKE, 40, 50, "85 %"]])))
    found = issue(parsed, "persen_tercetak_berbeda")
    assert (found.cell, found.found, found.expected) == ("K3", "85 %", "80,0\u00a0%")
    assert entries_of(parsed)[0]["numerator"] == 40


def test_more_than_all_is_kept_and_flagged(tmp_path: Path) -> None:
    parsed = sheet_of(read(sheet(tmp_path, [[*TOKKE, 60, 50, 120]])))
    assert issue(parsed, "bagian_melebihi_keseluruhan").cell == "I3"
    assert (parsed.rejected, entries_of(parsed)[0]["numerator"]) == (0, 60)


def test_zero_is_not_empty_and_the_total_is_a_checksum(tmp_path: Path) -> None:
    rows = [
        [*TOKKE, 0, 50, 0],
        [2, *TOKKE[1:5], "7322010002", "73.22.01.2002", "Pute Mata", "", "", ""],
        ["JUMLAH", "", "", "", "", "", "", "", 1, 50, ""],
    ]
    parsed = sheet_of(read(sheet(tmp_path, rows)))
    told = [(e["numerator"], e["state"]) for e in entries_of(parsed)
            if e["measure"] == "layanan_rematri_ttd"]  # fmt: skip
    assert told == [(0, "ada"), (None, "kosong")]
    assert codes(parsed) == {"jumlah_tidak_cocok": 1} and parsed.rows_read == 2


def test_the_denominator_may_stand_first_where_it_says_so(tmp_path: Path) -> None:
    figures = ("Penyebut (remaja putri)", "Pembilang (remaja putri konsumsi TTD)", "%")
    parsed = sheet_of(read(sheet(tmp_path, [[*TOKKE, 50, 40, 80]], figures=figures)))
    first = entries_of(parsed)[0]
    assert (first["numerator"], first["denominator"]) == (40, 50)


def test_columns_somebody_added_count_nothing(tmp_path: Path) -> None:
    row = [*TOKKE, 40, 50, "80 %", "rajin", "dr. Contoh"]
    path = sheet(tmp_path, [row], figures=(*TTD, "Catatan Kader", "Paraf"))
    parsed = sheet_of(read(path))
    assert (parsed.kind, parsed.rejected, parsed.questions) == ("cakupan", 0, ())
    assert [e["numerator"] for e in entries_of(parsed)] == [40]
