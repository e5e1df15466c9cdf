"""Sheets of counts into the ledger: fates add up, undo gives back, the cube is their sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emonev.core.period import Period, Rule, month, parse_period
from emonev.core.scope import EVERYTHING
from emonev.services.figures import figures
from emonev.services.import_result import FATES, FileResult, ImportOptions
from emonev.services.imports import import_files
from emonev.services.undo import preview_undo, undo
from emonev.store.home import Home
from emonev.store.store import Store
from tests.ingest.tables.sheets import counts, recap

KAB = "73.22"


@pytest.fixture
def store() -> Store:
    return Store(None)


def take(store: Store, folder: Path, path: Path, **options: Any) -> FileResult:
    """Import one file."""
    wishes = ImportOptions(kabupaten=KAB, **options)
    home = Home(folder / "rumah")
    (done,) = import_files(EVERYTHING, store, home, [path], wishes, today=date(2026, 1, 1))
    return done


def fates(done: FileResult) -> tuple[int, ...]:
    """Fates in their order; they add up to the rows read."""
    told = tuple(done.fate(name) for name in FATES)
    assert sum(told) == done.rows_read
    return told


def stunting(
    store: Store, level: str = "kabupaten", period: Period | None = None
) -> dict[str, tuple[int | None, int | None]]:
    """Area code → counts of the recap."""
    with store.reading() as cursor:
        found = figures(
            cursor, EVERYTHING, indicators=["stunting"], level=level,
            period=period or month(2025, 8), within=KAB, source="rekap",
        )  # fmt: skip
    return {f.area_code: (f.numerator, f.denominator) for f in found if f.denominator is not None}


def rows(*haz: tuple[int, int, int, int, int]) -> list[list[Any]]:
    """One row per kecamatan, Malangke first."""
    names = ("MALANGKE", "BONE-BONE", "MASAMBA")
    return [
        [f"{at}.", name, name, *counts(haz=one)]
        for at, (name, one) in enumerate(zip(names, haz, strict=False), 1)
    ]


def test_a_recap_goes_in_and_the_same_file_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = recap(tmp_path, rows((3, 7, 80, 0, 1), (1, 1, 48, 0, 0)))
    assert fates(take(store, tmp_path, path)) == (2, 0, 0, 0, 0)
    assert stunting(store) == {KAB: (12, 140)}
    assert fates(take(store, tmp_path, path)) == (0, 0, 2, 0, 0)
    assert stunting(store) == {KAB: (12, 140)}


def test_a_changed_figure_updates_its_row_and_undo_gives_the_old_one_back(
    store: Store, tmp_path: Path
) -> None:
    first = recap(tmp_path, rows((3, 7, 80, 0, 1), (1, 1, 48, 0, 0)), name="satu")
    second = recap(tmp_path, rows((5, 7, 80, 0, 1), (1, 1, 48, 0, 0)), name="dua")
    take(store, tmp_path, first)
    done = take(store, tmp_path, second)
    assert fates(done) == (0, 1, 1, 0, 0)
    assert stunting(store) == {KAB: (14, 142)}
    assert done.batch is not None
    assert preview_undo(EVERYTHING, store, done.batch).restored > 0
    undo(EVERYTHING, store, done.batch)
    assert stunting(store) == {KAB: (12, 140)}


def test_what_a_later_upload_said_again_stands_when_the_first_is_undone(
    store: Store, tmp_path: Path
) -> None:
    first = take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1)), name="satu"))
    again = take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1)), name="lagi"))
    assert fates(again) == (0, 0, 1, 0, 0) and first.batch and again.batch
    preview = preview_undo(EVERYTHING, store, first.batch)
    assert (preview.removed, preview.restored) == (0, 0) and preview.kept > 0
    undo(EVERYTHING, store, first.batch)
    assert stunting(store) == {KAB: (10, 90)}
    undo(EVERYTHING, store, again.batch)
    assert stunting(store) == {}


def test_said_again_and_then_written_over_comes_back_step_by_step(
    store: Store, tmp_path: Path
) -> None:
    first = take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1)), name="satu"))
    again = take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1)), name="lagi"))
    third = take(store, tmp_path, recap(tmp_path, rows((5, 7, 80, 0, 1)), name="tiga"))
    assert first.batch and again.batch and third.batch
    undo(EVERYTHING, store, first.batch)
    assert stunting(store) == {KAB: (12, 92)}
    undo(EVERYTHING, store, third.batch)
    assert stunting(store) == {KAB: (10, 90)}
    undo(EVERYTHING, store, again.batch)
    assert stunting(store) == {}


def test_undoing_the_first_after_the_second_keeps_the_second(store: Store, tmp_path: Path) -> None:
    first = take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1)), name="satu"))
    second = take(store, tmp_path, recap(tmp_path, rows((5, 7, 80, 0, 1)), name="dua"))
    assert first.batch and second.batch
    undo(EVERYTHING, store, first.batch)
    assert stunting(store) == {KAB: (12, 92)}
    undo(EVERYTHING, store, second.batch)
    assert stunting(store) == {}


def test_the_same_place_twice_in_a_file_counts_once_the_last(store: Store, tmp_path: Path) -> None:
    twice = [*rows((3, 7, 80, 0, 1)), ["2.", "MALANGKE", "MALANGKE", *counts(haz=(1, 0, 9, 0, 0))]]
    done = take(store, tmp_path, recap(tmp_path, twice))
    assert fates(done) == (1, 0, 0, 1, 0)
    assert stunting(store) == {KAB: (1, 10)}


def test_a_dry_run_stores_nothing(store: Store, tmp_path: Path) -> None:
    done = take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1))), dry_run=True)
    assert fates(done) == (1, 0, 0, 0, 0) and done.batch is None
    assert stunting(store) == {}


def test_desa_count_unless_the_puskesmas_own_row_is_fuller(store: Store, tmp_path: Path) -> None:
    places = ("No", "Puskesmas", "Kecamatan", "Desa")
    desa = [["1.", "MALANGKE", "MALANGKE", "TOKKE", *counts(haz=(1, 1, 38, 0, 0))],
            ["2.", "MALANGKE", "MALANGKE", "TOLADA", *counts(haz=(2, 1, 47, 0, 0))]]  # fmt: skip
    take(store, tmp_path, recap(tmp_path, desa, places=places, name="desa"))
    own = recap(tmp_path, rows((3, 3, 86, 0, 0)), name="sedikit")
    take(store, tmp_path, own)
    assert stunting(store) == {KAB: (5, 90)}, "92 instead of 90 is within 5 %: the desa count"
    assert len(stunting(store, "desa")) == 2
    fuller = recap(tmp_path, rows((9, 9, 182, 0, 0)), name="penuh")
    take(store, tmp_path, fuller)
    assert stunting(store) == {KAB: (18, 200)}


def test_a_place_sent_with_and_without_its_puskesmas_counts_once(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1)), name="dengan"))
    bare = [["1.", "MALANGKE", *counts(haz=(3, 7, 80, 0, 1))]]
    take(store, tmp_path, recap(tmp_path, bare, places=("No", "Kecamatan"), name="tanpa"))
    assert stunting(store) == {KAB: (10, 90)}


def test_nobody_out_of_nobody_is_no_figure(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, recap(tmp_path, rows((0, 0, 0, 0, 0), (0, 0, 9, 0, 0))))
    assert stunting(store, "kecamatan") == {"73.22.02": (0, 9)}


def test_a_file_that_names_no_kabupaten_asks_for_it_once(tmp_path: Path) -> None:
    elsewhere = [[f"{at}.", name, name, *counts()] for at, name in enumerate(("DARMA", "CINIRU"))]
    path = recap(tmp_path, elsewhere)
    home = Home(tmp_path / "rumah")
    (done,) = import_files(
        EVERYTHING, Store(None), home, [path], ImportOptions(), today=date(2026, 1, 1)
    )
    (question,) = done.questions
    assert (question.kind, question.rows) == ("kabupaten", 2) and KAB in question.options


def test_a_quarter_takes_the_latest_month_of_a_state(store: Store, tmp_path: Path) -> None:
    for number, name in ((7, "JULI"), (8, "AGUSTUS")):
        one = recap(
            tmp_path, rows((number, 0, 93, 0, 0)), title=f"STATUS GIZI BULAN {name} 2025", name=name
        )
        take(store, tmp_path, one)
    assert stunting(store, period=parse_period("2025-TW3")) == {KAB: (8, 101)}
    assert stunting(store, period=Period(2025, 3, Rule.TRIWULAN_SD)) == {KAB: (8, 101)}


def test_a_puskesmas_without_kecamatan_is_asked_once_and_remembered(
    store: Store, tmp_path: Path
) -> None:
    places = ("No", "Puskesmas")
    one = recap(tmp_path, [["1.", "SUKAMAJU", *counts()]], places=places, name="a")
    done = take(store, tmp_path, one)
    (question,) = done.questions
    assert question.kind == "puskesmas_area" and fates(done) == (0, 0, 0, 0, 1)
    answer = question.options[0]
    done = take(store, tmp_path, one, answers={question.subject: answer})
    assert fates(done) == (1, 0, 0, 0, 0) and not done.questions
    other = recap(
        tmp_path, [["1.", "Sukamaju", *counts()]], places=places, name="b",
        title="STATUS GIZI BULAN FEBRUARI 2026",
    )  # fmt: skip
    assert fates(take(store, tmp_path, other)) == (1, 0, 0, 0, 0)


NOTHING_TOLD = ["-"] * 5


def left_alone(done: FileResult) -> int:
    """Empty cells that the file is told of, because a figure of theirs is stored."""
    return sum(s.issue_counts.get("kosong_tidak_menghapus", 0) for s in done.sheets)


def test_empty_cells_say_nothing_and_take_nothing_away(store: Store, tmp_path: Path) -> None:
    """One template goes to every puskesmas, and each fills in its own rows."""
    full, other = rows((3, 7, 80, 0, 1), (1, 1, 48, 0, 0))
    empty = [*counts(waz=NOTHING_TOLD, haz=NOTHING_TOLD, whz=["-"] * 7)]
    first = take(store, tmp_path, recap(tmp_path, [full, [*other[:3], *empty]], name="satu"))
    assert fates(first) == (1, 0, 1, 0, 0)
    second = take(store, tmp_path, recap(tmp_path, [[*full[:3], *empty], other], name="dua"))
    assert fates(second) == (1, 0, 1, 0, 0)
    assert stunting(store) == {KAB: (12, 140)}
    assert left_alone(first) == 0, "nothing was stored yet"
    assert left_alone(second) == 7, "the prevalences and severe forms of one recap row"
    assert first.batch and second.batch
    undo(EVERYTHING, store, first.batch)
    assert stunting(store) == {KAB: (2, 50)}


def test_an_index_left_empty_keeps_what_is_stored_and_the_others_change(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1)), name="satu"))
    half = [["1.", "MALANGKE", "MALANGKE", *counts(waz=(9, 2, 90, 4, 0), haz=NOTHING_TOLD)]]
    assert fates(take(store, tmp_path, recap(tmp_path, half, name="dua"))) == (0, 1, 0, 0, 0)
    assert stunting(store) == {KAB: (10, 90)}


def test_of_one_place_twice_in_a_file_the_row_with_figures_counts(
    store: Store, tmp_path: Path
) -> None:
    empty = counts(waz=NOTHING_TOLD, haz=NOTHING_TOLD, whz=["-"] * 7)
    twice = [*rows((3, 7, 80, 0, 1)), ["2.", "MALANGKE", "MALANGKE", *empty]]
    done = take(store, tmp_path, recap(tmp_path, twice))
    assert fates(done) == (1, 0, 1, 0, 0) and left_alone(done) == 0
    again = take(store, tmp_path, recap(tmp_path, twice, name="lagi"))
    assert left_alone(again) == 0, "the other row says it"
    assert stunting(store) == {KAB: (10, 90)}
