"""Targets belong to one source and one document; budgets are whole rupiah."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from emonev.ingest.tables.budget import rupiah_of
from tests.builders import workbook
from tests.ingest.reading import codes, entries_of, issue, read, sheet_of

TARGET = ("Indikator", "Sumber", "Wilayah", "Tahun", "Target", "Dokumen", "Nomor", "Halaman",
          "Tahun dokumen", "Status")  # fmt: skip
ROW = ["Stunting", "e-PPGBM", "Luwu Utara", 2025, "12,5", "RPJMD 2025–2029", "Perda 3", "112", 2025,
       "Ditetapkan"]  # fmt: skip
BUDGET = ("No", "OPD", "Subkegiatan", "Desa", "Pagu (Rp)", "Realisasi (Rp)")


def sheet(
    folder: Path, rows: Sequence[Sequence[Any]], header: Sequence[str] = TARGET, **options: Any
) -> Path:
    return workbook(folder, rows, header=header, **options)


def test_a_target_with_its_document(tmp_path: Path) -> None:
    parsed = sheet_of(read(sheet(tmp_path, [ROW])))
    assert (parsed.kind, parsed.rejected) == ("target", 0)
    (one,) = entries_of(parsed)
    assert (one["measure"], one["source"], one["period"]) == ("stunting", "e-ppgbm", "2025")
    assert one["value"] == pytest.approx(0.125)
    assert json.loads(one["note"]) == {
        "dokumen": "RPJMD 2025–2029", "nomor": "Perda 3", "halaman": "112", "tahun": "2025",
        "status": "ditetapkan",
    }  # fmt: skip


def test_years_as_columns(tmp_path: Path) -> None:
    header = ("Indikator", "Sumber", "2025", "2026", "2027", "Dokumen", "Status")
    row = ["Stunting", "SSGI", 18.8, 17.5, "", "RPJMN", "usulan"]
    parsed = sheet_of(read(sheet(tmp_path, [row], header)))
    told = [(e["period"], e["value"], e["source"]) for e in entries_of(parsed)]
    assert told == [("2025", pytest.approx(0.188), "survei"), ("2026", 0.175, "survei")]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [(0, "Kebahagiaan", "indikator_tidak_dikenal"), (1, "", "sumber_target_tidak_disebut"),
     (4, "", "isian_wajib_kosong"), (3, "", "isian_wajib_kosong")],
)  # fmt: skip
def test_what_is_missing_rejects_the_row_and_is_named(
    tmp_path: Path, column: int, value: Any, code: str
) -> None:
    row = list(ROW)
    row[column] = value
    parsed = sheet_of(read(sheet(tmp_path, [ROW, row])))
    assert (parsed.rows_read, parsed.rejected, codes(parsed)) == (2, 1, {code: 1})


def test_a_target_of_service_coverage_needs_no_source(tmp_path: Path) -> None:
    row = ["Bumil KEK PMT", "", "", 2025, 92, "Renja", "", "", "", ""]
    (one,) = entries_of(sheet_of(read(sheet(tmp_path, [row]))))
    assert (one["measure"], one["source"]) == ("layanan_bumil_kek", "layanan")
    assert json.loads(one["note"])["status"] == "usulan", "no status is a proposal"


def test_an_unknown_status_is_a_proposal_and_named(tmp_path: Path) -> None:
    parsed = sheet_of(read(sheet(tmp_path, [[*ROW[:-1], "mungkin"]])))
    assert issue(parsed, "status_target_tidak_dikenal").cell == "J3"


@pytest.mark.parametrize(
    ("raw", "unit", "amount"),
    [
        ("Rp 1.250.000,00", 1, 1_250_000), ("1.250.000", 1, 1_250_000), (1250000.0, 1, 1_250_000),
        ("Rp. 750000", 1, 750_000), ("12,5", 1_000_000, 12_500_000), (0, 1, 0), ("-", 1, None),
        ("1,250,000.00", 1, 1_250_000),
    ],
)  # fmt: skip
def test_rupiah(raw: Any, unit: int, amount: int | None) -> None:
    assert rupiah_of(raw, unit) == (amount, None)


def test_a_budget_row(tmp_path: Path) -> None:
    rows = [[1, "Dinkes", "PMT lokal", "TOKKE", "Rp 50.000.000", 20000000],
            [2, "Dinkes", "PMT lokal", "TOLADA", 10000000, 12000000],
            ["JUMLAH", "", "", "", 60000000, 32000000]]  # fmt: skip
    path = sheet(tmp_path, rows, BUDGET, above=[["ANGGARAN STUNTING TAHUN 2025"]])
    parsed = sheet_of(read(path))
    assert (parsed.kind, parsed.rows_read, parsed.rejected) == ("anggaran", 2, 0)
    told = [(e["measure"], e["numerator"], e["subject"], e["desa"]) for e in entries_of(parsed)]
    assert told[0] == ("pagu", 50_000_000, "Dinkes / PMT lokal", "TOKKE")
    assert told[3] == ("realisasi", 12_000_000, "Dinkes / PMT lokal", "TOLADA")
    assert issue(parsed, "realisasi_melebihi_pagu").cell == "F4"


def test_half_a_rupiah_is_no_rupiah(tmp_path: Path) -> None:
    path = sheet(tmp_path, [[1, "Dinkes", "X", "", 10.5, 1]], BUDGET, above=[["TAHUN 2025"]])
    parsed = sheet_of(read(path))
    assert parsed.rejected == 1 and codes(parsed) == {"bukan_bilangan_bulat": 1}


def test_millions_are_told_by_the_header(tmp_path: Path) -> None:
    header = ("OPD", "Kegiatan", "Pagu (juta Rp)", "Realisasi (juta Rp)")
    path = sheet(tmp_path, [["Dinkes", "X", "1.250,5", 2]], header, above=[["TAHUN 2025"]])
    told = [e["numerator"] for e in entries_of(sheet_of(read(path)))]
    assert told == [1_250_500_000, 2_000_000]


@pytest.mark.parametrize(
    ("pagu", "above", "cell", "rupiah"),
    [
        ("Pagu (Rp juta)", "TAHUN 2025", 12.5, 12_500_000),
        ("Pagu dalam jutaan rupiah", "TAHUN 2025", "12,5", 12_500_000),
        ("Pagu x Rp 1.000", "TAHUN 2025", "1.250", 1_250_000),
        ("Pagu (x Rp. 1.000,-)", "TAHUN 2025", 1250, 1_250_000),
        ("Pagu", "ANGGARAN TAHUN 2025 (dalam ribuan rupiah)", "1.250,5", 1_250_500),
        ("Pagu", "ANGGARAN TAHUN 2025 (x Rp 1.000.000)", 3, 3_000_000),
        ("Pagu", "ANGGARAN 1.000 HPK UNTUK RIBUAN ANAK, TAHUN 2025", 7_000_000, 7_000_000),
    ],
)
def test_a_unit_of_money_stated_is_read_as_stated(
    tmp_path: Path, pagu: str, above: str, cell: Any, rupiah: int
) -> None:
    path = sheet(tmp_path, [["Dinkes", "X", cell]], ("OPD", "Kegiatan", pagu), above=[[above]])
    parsed = sheet_of(read(path))
    assert [e["numerator"] for e in entries_of(parsed)] == [rupiah]
    assert ("satuan_rupiah_dari_judul" in codes(parsed)) is (rupiah != 7_000_000)


@pytest.mark.parametrize(("cell", "shown"), [("1.250,5", "1.250,5"), (800, "800")])
def test_small_amounts_of_money_without_a_unit_are_asked(
    tmp_path: Path, cell: Any, shown: str
) -> None:
    rows = [["Dinkes", "X", cell, 20], ["PUPR", "Y", 300, 0]]
    header = ("OPD", "Kegiatan", "Pagu", "Realisasi")
    path = sheet(tmp_path, rows, header, above=[["ANGGARAN TAHUN 2025"]])
    asked = sheet_of(read(path))
    (question,) = asked.questions
    assert (question.subject, question.options) == ("unit", ("rupiah", "ribu", "juta"))
    assert f"mis. {shown}." in question.text
    assert (asked.rows_read, asked.rejected) == (2, 2)
    told = sheet_of(read(path, table_answers={"*": {"unit": "juta"}}))
    assert not told.questions and [e["numerator"] for e in entries_of(told)][1:] == [
        20_000_000, 300_000_000, 0,
    ]  # fmt: skip


def test_millions_too_large_to_be_believed_are_asked(tmp_path: Path) -> None:
    header = ("OPD", "Kegiatan", "Pagu (Rp juta)")
    path = sheet(tmp_path, [["Dinkes", "X", 50_000_000]], header, above=[["TAHUN 2025"]])
    asked = sheet_of(read(path))
    (question,) = asked.questions
    assert (question.kind, question.subject) == ("column_meaning", "unit")
    assert question.options == ("rupiah", "juta")
    assert "mis. 50.000.000" in question.text
    assert (asked.rows_read, asked.rejected) == (1, 1)
    told = sheet_of(read(path, table_answers={"*": {"unit": "rupiah"}}))
    assert [e["numerator"] for e in entries_of(told)] == [50_000_000]
    assert not told.questions
