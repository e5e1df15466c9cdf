"""The demo's targets and budget go in whole, without a question, and are marked as invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from emonev.core.scope import EVERYTHING
from emonev.demo.supporting import write_supporting
from emonev.services.budget import budget
from emonev.services.import_result import ImportOptions
from emonev.services.imports import import_files
from emonev.services.printed_shares import printed_shares
from emonev.services.target_list import target_list
from emonev.services.targets import SET
from emonev.store.home import Home
from emonev.store.store import Store


@pytest.mark.parametrize("kabupaten", ["73.22", "73.04"])
def test_every_row_is_taken(kabupaten: str, tmp_path: Path) -> None:
    store = Store(None)
    path = write_supporting(tmp_path, kabupaten, 2025)
    wishes = ImportOptions(kabupaten=kabupaten, demo=True)
    (done,) = import_files(
        EVERYTHING, store, Home(tmp_path / "rumah"), [path], wishes, today=date(2026, 1, 1)
    )
    assert not done.questions and done.fate("rejected") == 0
    assert done.fate("new") == done.rows_read
    with store.reading() as cursor:
        targets = target_list(cursor, EVERYTHING, kabupaten)
        spending = budget(cursor, EVERYTHING, kabupaten)
        shares = printed_shares(cursor, EVERYTHING, kabupaten)
    assert {row.status for row in targets.rows} == {"usulan", SET}
    assert not any(
        row.status == SET and row.source == "e-PPGBM" and row.year <= 2025 for row in targets.rows
    ), "no page compares the demo's figures with an invented target"
    assert spending.period == "2025" and not spending.warnings
    assert 0 < spending.total.compared < spending.total.rows, "some realisasi is not filled in"
    assert shares.rows and {row.source for row in shares.rows} == {"Tabel unggahan"}


def test_every_sheet_says_that_it_is_invented(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_supporting(tmp_path, "73.22", 2025))
    assert all("DATA CONTOH" in str(page["A1"].value) for page in book)
