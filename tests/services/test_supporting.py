"""Targets, budgets and percent-only tables: what was uploaded is what is listed and summed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emonev.core.scope import EVERYTHING, Scope
from emonev.errors import NoAccess, WrongCall
from emonev.services.budget import NOT_FILLED, Budget, budget
from emonev.services.printed_shares import PrintedShares, printed_shares
from emonev.services.supporting import age_words, supported_kabupaten, supporting_file
from emonev.services.target_list import TargetList, target_list
from emonev.services.undo import undo
from emonev.store.settings import put_setting
from emonev.store.store import Store
from tests.builders import workbook
from tests.ingest.tables.test_targets_budget import ROW, TARGET
from tests.services.test_entry_imports import KAB, take

BUDGET = ("OPD", "Subkegiatan", "Kecamatan", "Desa", "Pagu (Rp)", "Realisasi (Rp)", "Keterangan")
HEALTH = ["Dinas Kesehatan", "PMT", "Malangke", "Pattimang", 50_000_000, 20_000_000, "APBD"]
EMPTY_SPENT = ["Dinas Kesehatan", "PMT", "Malangke", "Tokke", 30_000_000, "", ""]
SOCIAL = ["Dinas Sosial", "Bantuan pangan", "", "", 10_000_000, 0, ""]
LONG = ("Kecamatan", "Bulan", "Tahun", "Prevalensi Stunting (%)")
KECAMATAN = Scope("petugas", "73.22.01")


@pytest.fixture
def store() -> Store:
    return Store(None)


def upload(
    store: Store, folder: Path, header: Sequence[str], *rows: Sequence[Any], title: str = "",
    name: str = "isi", **options: Any,
) -> Any:  # fmt: skip
    above = ((title,),) if title else ()
    done = take(
        store, folder, workbook(folder, rows, header=header, above=above, name=name), **options
    )
    assert not done.questions and not done.fate("rejected"), (done.questions, done.issues)
    return done


def budget_of(store: Store, scope: Scope = EVERYTHING, period: str = "") -> Budget:
    with store.reading() as cursor:
        return budget(cursor, scope, KAB, period)


def targets_of(store: Store, scope: Scope = EVERYTHING) -> TargetList:
    with store.reading() as cursor:
        return target_list(cursor, scope, KAB)


def shares_of(store: Store, scope: Scope = EVERYTHING) -> PrintedShares:
    with store.reading() as cursor:
        return printed_shares(cursor, scope, KAB)


def test_a_target_is_listed_with_its_document_and_its_upload(store: Store, tmp_path: Path) -> None:
    done = upload(store, tmp_path, TARGET, ROW, [*ROW[:3], 2026, 11.25, *ROW[5:-1], "usulan"])
    view = targets_of(store)
    first, second = view.rows
    assert (first.indicator, first.source, first.area) == (
        "Stunting", "e-PPGBM", "Seluruh Luwu Utara",
    )  # fmt: skip
    assert (first.year, first.value_text, first.status) == (2025, "12,5\u00a0%", "ditetapkan")
    assert (first.document, first.number, first.page, first.document_year) == (
        "RPJMD 2025–2029", "Perda 3", "112", "2025",
    )  # fmt: skip
    assert first.upload.startswith("isi.xlsx · ")
    assert (second.year, second.value_text, second.status) == (2026, "11,25\u00a0%", "usulan")
    assert view.title == "2 target tercatat: 1 ditetapkan, 1 usulan" and not view.empty
    assert view.national, "the program's own are listed apart"
    undo(EVERYTHING, store, done.batch)
    assert targets_of(store).rows == () and targets_of(store).empty


def test_serapan_divides_sums_of_the_rows_that_have_both(store: Store, tmp_path: Path) -> None:
    upload(store, tmp_path, BUDGET, HEALTH, EMPTY_SPENT, SOCIAL, title="Anggaran Tahun 2025")
    view = budget_of(store)
    total = view.total
    assert (total.rows, total.budget, total.spent) == (3, 90_000_000, 20_000_000)
    assert (total.spent_rows, total.compared, total.compared_budget) == (2, 2, 60_000_000)
    assert total.share == pytest.approx(1 / 3)
    health, social = view.offices
    assert (health.office, health.total.share_text) == ("Dinas Kesehatan", "40,0\u00a0%")
    assert health.total.share_note == "1 dari 2 baris: Rp\u00a020.000.000 dari Rp\u00a050.000.000"
    assert (social.total.share, social.total.spent_text) == (0.0, "Rp\u00a00"), "0 was filled in"
    (waiting,) = (row for row in view.rows if row.spent is None)
    assert (waiting.spent_text, waiting.share_text) == (NOT_FILLED, "–")
    assert waiting.area == "Tokke, Malangke"
    assert view.title == (
        "Pagu Rp\u00a090.000.000, tahun 2025; serapan 33,3\u00a0% (2 dari 3 baris)"
    )


def test_without_any_realisasi_serapan_is_not_zero(store: Store, tmp_path: Path) -> None:
    upload(store, tmp_path, BUDGET, EMPTY_SPENT, title="Anggaran Tahun 2025")
    view = budget_of(store)
    assert view.total.share is None and view.total.spent is None
    assert view.total.share_text == view.total.spent_text == NOT_FILLED
    assert view.title.endswith("realisasi belum diisi")


def test_periods_are_never_added_up(store: Store, tmp_path: Path) -> None:
    upload(store, tmp_path, BUDGET, HEALTH, title="Anggaran Tahun 2024", name="lama")
    upload(store, tmp_path, BUDGET, [*HEALTH[:4], 70_000_000, "", ""], title="Anggaran Tahun 2025")
    assert budget_of(store).periods == (("2025", "Tahun 2025"), ("2024", "Tahun 2024"))
    assert budget_of(store).total.budget == 70_000_000
    assert budget_of(store, period="2024").total.budget == 50_000_000
    assert budget_of(store, period="1999").period == "2025"


def test_money_written_for_the_kabupaten_and_again_for_a_desa_is_named(
    store: Store, tmp_path: Path
) -> None:
    whole = ["Dinas Kesehatan", "PMT", "", "", 80_000_000, "", ""]
    upload(store, tmp_path, BUDGET, HEALTH, EMPTY_SPENT, title="Anggaran Tahun 2025")
    assert budget_of(store).warnings == ()
    upload(store, tmp_path, BUDGET, whole, title="Anggaran Tahun 2025", name="semua")
    assert "tertulis dua kali" in budget_of(store).warnings[0]


def test_printed_percentages_stand_as_they_came(store: Store, tmp_path: Path) -> None:
    rows = (["Malangke", "Agustus", 2024, "9,35 %"], ["Masamba", "Agustus", 2024, "8,6 %"])
    upload(store, tmp_path, LONG, *rows)
    view = shares_of(store)
    assert [(row.area, row.value_text, row.period) for row in view.rows] == [
        ("Kecamatan Malangke", "9,35\u00a0%", "Agustus 2024"),
        ("Kecamatan Masamba", "8,6\u00a0%", "Agustus 2024"),
    ]
    assert view.measures == (("stunting", "Stunting"),)
    assert view.rows[0].where.endswith("D2") and view.rows[0].upload.startswith("isi.xlsx")
    assert "tidak dijumlahkan" in view.note


def test_counts_with_their_whole_are_no_printed_percentages(store: Store, tmp_path: Path) -> None:
    header = ("Kecamatan", "Bulan", "Tahun", "Balita Diukur", "Balita Stunting", "Prevalensi (%)")
    upload(store, tmp_path, header, ["Malangke", "Agustus", 2024, 200, 20, "10 %"])
    assert shares_of(store).rows == () and shares_of(store).empty


def test_a_kecamatan_sees_its_own_rows_and_what_holds_for_all(store: Store, tmp_path: Path) -> None:
    upload(store, tmp_path, BUDGET, HEALTH, SOCIAL, title="Anggaran Tahun 2025")
    upload(store, tmp_path, TARGET, ROW, name="target")
    rows = (["Malangke", "Agustus", 2024, "9,35 %"], ["Masamba", "Agustus", 2024, "8,6 %"])
    upload(store, tmp_path, LONG, *rows, name="persen")
    assert [row.area for row in budget_of(store, KECAMATAN).rows] == ["Pattimang, Malangke"]
    assert [row.area for row in targets_of(store, KECAMATAN).rows] == ["Seluruh Luwu Utara"]
    assert [row.area for row in shares_of(store, KECAMATAN).rows] == ["Kecamatan Malangke"]
    with store.reading() as cursor:
        assert [c.code for c in supported_kabupaten(cursor, KECAMATAN)] == [KAB]


@pytest.mark.parametrize("asked", [budget, target_list, printed_shares])
def test_another_kabupaten_is_out_of_reach(store: Store, asked: Any) -> None:
    with store.reading() as cursor, pytest.raises(NoAccess):
        asked(cursor, Scope("petugas", "73.04"), KAB)


def test_the_public_sees_no_printed_percentages(store: Store) -> None:
    with pytest.raises(NoAccess):
        shares_of(store, Scope("publik", ""))


def test_nothing_uploaded_is_said(store: Store) -> None:
    assert budget_of(store).empty and targets_of(store).empty and shares_of(store).empty
    with store.reading() as cursor:
        assert supported_kabupaten(cursor, EVERYTHING) == ()


def test_old_data_say_their_age() -> None:
    at = datetime(2025, 1, 3, 8, 0)
    assert age_words("2024", at, date(2026, 3, 1)) == (
        "Unggahan terakhir 3 Jan 2025. Untuk tahun 2026 belum ada; yang terbaru tahun 2024."
    )
    assert age_words("2026", at, date(2026, 3, 1)) == "Unggahan terakhir 3 Jan 2025."
    assert age_words("", None, date(2026, 3, 1)) == ""


def test_each_part_goes_out_as_a_workbook_with_numbers(store: Store, tmp_path: Path) -> None:
    upload(store, tmp_path, BUDGET, HEALTH, EMPTY_SPENT, title="Anggaran Tahun 2025")
    upload(store, tmp_path, TARGET, ROW, name="target")
    upload(store, tmp_path, LONG, ["Malangke", "Agustus", 2024, "9,35 %"], name="persen")
    with store.writing() as cursor:
        put_setting(cursor, "demo", "1")
    with store.reading() as cursor:
        books = {
            part: openpyxl.load_workbook(
                BytesIO(supporting_file(cursor, EVERYTHING, KAB, part))
            ).worksheets[0]
            for part in ("target", "anggaran", "persen")
        }
        with pytest.raises(WrongCall):
            supporting_file(cursor, EVERYTHING, KAB, "entah")  # type: ignore[arg-type]
    cells = {part: [cell.value for row in page for cell in row] for part, page in books.items()}
    assert all(any("DATA CONTOH" in str(value) for value in its) for its in cells.values())
    assert {50_000_000, 20_000_000, 30_000_000} <= set(cells["anggaran"])
    assert 0 not in cells["anggaran"], "a realisasi nobody filled in is an empty cell"
    assert 0.125 in cells["target"] and 0.0935 in cells["persen"]
