"""A Sigizi report through the upload: months, quarters to date the Sigizi way, nothing due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emonev.core.period import parse_period
from emonev.core.scope import EVERYTHING
from emonev.services.figures import figures
from emonev.services.import_result import FATES, FileResult, ImportOptions
from emonev.services.imports import import_files
from emonev.services.undo import undo
from emonev.store.home import Home
from emonev.store.store import Store
from tests.ingest.tables.sigizi_sheets import report, row

KAB = "73.22"


@pytest.fixture
def store() -> Store:
    return Store(None)


def take(store: Store, folder: Path, rows: Sequence[Sequence[Any]], name: str = "a") -> FileResult:
    """Import one report."""
    path = report(folder, rows, name=name)
    (done,) = import_files(
        EVERYTHING, store, Home(folder / "rumah"), [path], ImportOptions(kabupaten=KAB),
        today=date(2026, 1, 1),
    )  # fmt: skip
    assert sum(done.fate(name) for name in FATES) == done.rows_read
    return done


def share(store: Store, indicator: str, period: str) -> str:
    """ "9/75" of the kabupaten."""
    with store.reading() as cursor:
        (found,) = figures(
            cursor, EVERYTHING, indicators=[indicator], level="kabupaten",
            period=parse_period(period), within=KAB, source="sigizi",
        )  # fmt: skip
    return f"{found.numerator}/{found.denominator}"


MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")


def test_a_half_year_of_two_desa(store: Store, tmp_path: Path) -> None:
    rows = [
        row(desa, month, c38=at, c18=35, c64=11 if month == "Februari" else 0,
            c67=66 if month == "Februari" else 0)
        for desa in ("TOKKE", "TOLADA")
        for at, month in enumerate(MONTHS, 1)
    ]  # fmt: skip
    done = take(store, tmp_path, rows)
    assert (done.fate("new"), done.fate("rejected"), done.questions) == (12, 0, ())
    told = {
        "one month": share(store, "stunting", "2025-05"),
        "a state of a quarter is its last month": share(store, "stunting", "2025-TW2"),
        "… also to date": share(store, "stunting", "2025-TW2-SD"),
        "D and S are summed over the months": share(store, "attendance", "2025-TW2"),
        "… to date from January": share(store, "attendance", "2025-TW2-SD"),
        "N over N + T of all months": share(store, "weight_gain", "2025-TW2-SD"),
        "vitamin A of February only": share(store, "sigizi_vitamin_a", "2025-TW1"),
        "nothing due in the second quarter": share(store, "sigizi_vitamin_a", "2025-TW2"),
        "to date it is February's": share(store, "sigizi_vitamin_a", "2025-TW2-SD"),
    }
    assert told == {
        "one month": "10/150",
        "a state of a quarter is its last month": "12/150",
        "… also to date": "12/150",
        "D and S are summed over the months": "480/600",
        "… to date from January": "960/1200",
        "N over N + T of all months": "600/840",
        "vitamin A of February only": "154/164",
        "nothing due in the second quarter": "None/None",
        "to date it is February's": "154/164",
    }
    assert done.batch
    undo(EVERYTHING, store, done.batch)
    assert share(store, "stunting", "2025-05") == "None/None"


def test_the_same_report_again_changes_nothing_and_a_mended_month_updates(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, [row(), row("TOLADA")])
    again = take(store, tmp_path, [row(), row("TOLADA", c38=10)], name="b")
    assert (again.fate("unchanged"), again.fate("updated")) == (1, 1)
    assert share(store, "stunting", "2025-08") == "19/150"
