"""Uploaded surveys: placed by their names only, shown beside the published ones, undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from emonev.core.scope import EVERYTHING, local
from emonev.services.figures import figures
from emonev.services.import_result import ImportOptions
from emonev.services.imports import import_files
from emonev.services.reference import reference
from emonev.services.undo import undo
from emonev.store.home import Home
from emonev.store.store import Store
from tests.ingest.tables.test_survey import ROW, survey
from tests.services.test_entry_imports import KAB, fates, take

AREAS = ("Luwu Utara", "Sulawesi Selatan", "Indonesia", "Jeneponto")


@pytest.fixture
def store() -> Store:
    return Store(None)


def rows() -> list[list[object]]:
    """One result per area."""
    return [[*ROW[:2], name, *ROW[3:4], value, *ROW[5:]] for name, value in
            zip(AREAS, ("21,5", "22,5", "19,8", "24,0"), strict=True)]  # fmt: skip


def test_uploaded_results_stand_beside_the_published_ones(store: Store, tmp_path: Path) -> None:
    done = take(store, tmp_path, survey(tmp_path, rows()))
    assert fates(done) == (4, 0, 0, 0, 0) and not done.questions
    with store.reading() as cursor:
        panel = reference(EVERYTHING, KAB, cursor)
        shipped = reference(EVERYTHING, KAB)
    found = [p for p in panel.survey if p not in shipped.survey]
    assert [(p.area_code, p.level, p.year, p.value) for p in found] == [
        ("73.22", "kabupaten", 2024, 0.215)
    ], "the nation's and the province's of that year are published already"
    assert found[0].text == "SSGI 2024: 21,5\u00a0%"
    assert "2024" in shipped.missing and "2024" not in panel.missing
    assert done.batch
    undo(EVERYTHING, store, done.batch)
    with store.reading() as cursor:
        assert reference(EVERYTHING, KAB, cursor).survey == shipped.survey


def test_a_survey_never_becomes_a_routine_figure(store: Store, tmp_path: Path) -> None:
    from emonev.core.period import parse_period

    take(store, tmp_path, survey(tmp_path, rows()))
    with store.reading() as cursor:
        found = figures(
            cursor, EVERYTHING, indicators=["stunting"], level="kabupaten",
            period=parse_period("2024"), within=KAB, source="SSGI",
        )  # fmt: skip
    assert [f.value for f in found] == [None]


def test_an_unknown_name_is_asked_and_never_taken_for_the_own_kabupaten(
    store: Store, tmp_path: Path
) -> None:
    unknown = [[*ROW[:2], "Entah Di Mana", *ROW[3:]]]
    done = take(store, tmp_path, survey(tmp_path, unknown))
    assert fates(done) == (0, 0, 0, 0, 1)
    assert [q.kind for q in done.questions] == ["unknown_area"]


def test_a_viewer_of_one_kabupaten_takes_its_own_its_province_s_and_the_nation_s(
    store: Store, tmp_path: Path
) -> None:
    (done,) = import_files(
        local(KAB), store, Home(tmp_path / "rumah"), [survey(tmp_path, rows())],
        ImportOptions(), today=date(2026, 1, 1),
    )  # fmt: skip
    assert fates(done) == (3, 0, 0, 0, 1)
    assert {issue.code for issue in done.issues} == {"kabupaten_lain"}
