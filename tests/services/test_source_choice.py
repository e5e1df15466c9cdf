"""By-name and recap through the real upload: the combined source follows both, also back again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emonev.core.period import month
from emonev.core.scope import EVERYTHING, Scope
from emonev.errors import NoAccess, WrongCall
from emonev.services.figures import changes, figures
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.imports import import_files
from emonev.services.source_choice import choose_source, source_conflicts
from emonev.services.undo import undo
from emonev.store.home import Home
from emonev.store.store import Store
from tests.builders import child, workbook
from tests.ingest.tables.sheets import counts, recap

KAB = "73.22"
AUGUST = month(2025, 8)


@pytest.fixture
def store() -> Store:
    return Store(None)


def take(store: Store, folder: Path, path: Path) -> FileResult:
    """Import one file."""
    options = ImportOptions(kabupaten=KAB)
    home = Home(folder / "rumah")
    (done,) = import_files(EVERYTHING, store, home, [path], options, today=date(2026, 1, 1))
    assert done.batch, done.refused
    return done


def by_name(folder: Path, children: int, on: str = "2025-08-10", first: int = 1) -> Path:
    """So many healthy children of Puskesmas Malangke."""
    rows = [child(i=first + i, birth_date="2023-02-10", measured_on=on, lenhei_cm=90, weight_kg=13,
                  age_text="") for i in range(children)]  # fmt: skip
    return workbook(folder, rows, name=f"anak-{on}")


def a_recap(folder: Path, measured: int, title: str = "STATUS GIZI AGUSTUS 2025") -> Path:
    """A recap of Puskesmas Malangke with 10 stunted."""
    line: list[Any] = ["1.", "MALANGKE", "MALANGKE", *counts(haz=(3, 7, measured - 10, 0, 0))]
    return recap(folder, [line], title=title, name=title)


def stunting(store: Store, source: str = "gabungan", within: str = KAB) -> str:
    """ "10/90" of the kabupaten."""
    with store.reading() as cursor:
        (found,) = figures(
            cursor, EVERYTHING, indicators=["stunting"], level="kabupaten", period=AUGUST,
            within=within, source=source,
        )  # fmt: skip
    return f"{found.numerator}/{found.denominator}"


def test_each_upload_and_its_undo_move_the_combined_source(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, by_name(tmp_path, 20))
    assert stunting(store) == "None/None", "without a recap by-name stays what it is"
    second = take(store, tmp_path, a_recap(tmp_path, 90))
    assert (stunting(store), stunting(store, "e-ppgbm"), stunting(store, "rekap")) == (
        "10/90", "0/20", "10/90",
    )  # fmt: skip
    assert second.batch
    undo(EVERYTHING, store, second.batch)
    assert stunting(store) == "None/None"


def test_more_children_by_name_later_take_over(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, a_recap(tmp_path, 12))
    assert stunting(store, within="") == "10/12", "a kabupaten with nothing but a recap"
    take(store, tmp_path, by_name(tmp_path, 20))
    assert stunting(store) == "0/20"
    with store.reading() as cursor:
        (found,) = source_conflicts(cursor, EVERYTHING, KAB)
    assert found.name == "Puskesmas Malangke"
    assert found.text.startswith("Puskesmas Malangke, Agustus 2025: per nama 20 balita diukur")
    choose_source(EVERYTHING, store, KAB, found.period, found.unit, "rekap")
    assert stunting(store) == "10/12"


def test_only_what_differs_can_be_chosen_and_only_inside_the_scope(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, a_recap(tmp_path, 90))
    with pytest.raises(WrongCall):
        choose_source(EVERYTHING, store, KAB, "2025-08", "malangke", "rekap")
    with pytest.raises(WrongCall):
        choose_source(EVERYTHING, store, KAB, "2025-08", "malangke", "survei")
    with pytest.raises(NoAccess):
        choose_source(Scope("lokal", "73.04"), store, KAB, "2025-08", "malangke", "rekap")
    with store.reading() as cursor, pytest.raises(NoAccess):
        source_conflicts(cursor, Scope("lokal", "73.04"), KAB)


def reason(store: Store, source: str) -> tuple[str, str]:
    """Group and reason of the change from July to August 2025."""
    with store.reading() as cursor:
        (found,) = changes(
            cursor, EVERYTHING, indicator="stunting", level="kabupaten", period=AUGUST,
            compared=month(2025, 7), within=KAB, source=source,
        )  # fmt: skip
    return found.group.value, found.reason


def test_a_change_is_tested_on_children_known_by_name_only(store: Store, tmp_path: Path) -> None:
    with store.writing() as cursor:
        cursor.execute("INSERT INTO sasaran VALUES ('73.22', 2025, 'Pusdatin', 40)")
    take(store, tmp_path, by_name(tmp_path, 40, "2025-07-10"))
    take(store, tmp_path, by_name(tmp_path, 40))
    take(store, tmp_path, a_recap(tmp_path, 39))
    assert reason(store, "e-ppgbm")[1] == ""
    assert reason(store, "gabungan")[1] == "", "all of them are known by name"
    take(store, tmp_path, a_recap(tmp_path, 90, "STATUS GIZI  AGUSTUS 2025"))
    assert reason(store, "gabungan") == (
        "tidak_dapat_diuji",
        "perubahan tidak dapat diuji: kurang dari 80 % anak tercatat per nama",
    )


def test_without_identities_nothing_is_tested(store: Store, tmp_path: Path) -> None:
    with store.writing() as cursor:
        cursor.execute("INSERT INTO sasaran VALUES ('73.22', 2025, 'Pusdatin', 90)")
    take(store, tmp_path, a_recap(tmp_path, 90, "STATUS GIZI JULI 2025"))
    take(store, tmp_path, a_recap(tmp_path, 90))
    assert reason(store, "rekap") == (
        "tidak_dapat_diuji", "perubahan tidak dapat diuji: data tanpa identitas anak",
    )  # fmt: skip
