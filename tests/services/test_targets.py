"""Targets beside figures: the same source, area and year, and only when they are set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from emonev.core.area import Level
from emonev.core.period import parse_period
from emonev.core.scope import EVERYTHING
from emonev.services.figures import figures
from emonev.services.targets import targets
from emonev.services.undo import undo
from emonev.store.store import Store
from tests.ingest.tables.sheets import recap
from tests.ingest.tables.test_cakupan import sheet as cakupan
from tests.ingest.tables.test_targets_budget import ROW, TARGET
from tests.ingest.tables.test_targets_budget import sheet as target_sheet
from tests.services.test_cakupan_export import ROWS
from tests.services.test_entry_imports import KAB, fates, rows, take


@pytest.fixture
def store() -> Store:
    return Store(None)


def upload(store: Store, folder: Path, *changed: Sequence[Any]) -> Any:
    """Targets with a status each."""
    done = take(store, folder, target_sheet(folder, changed, TARGET, name=f"t{len(changed)}"))
    assert done.fate("rejected") == 0 and not done.questions
    return done


def shown(
    store: Store, indicator: str, source: str, period: str, level: str = Level.KABUPATEN
) -> dict[str, float | None]:
    """Area → target."""
    with store.reading() as cursor:
        found = figures(
            cursor, EVERYTHING, indicators=[indicator], level=level, period=parse_period(period),
            within=KAB, source=source,
        )  # fmt: skip
    return {f.area_code: f.target for f in found}


def test_a_set_target_stands_beside_figures_of_its_own_source(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1))))
    done = upload(store, tmp_path, ROW)
    assert fates(done) == (1, 0, 0, 0, 0)
    assert shown(store, "stunting", "e-ppgbm", "2025-08") == {KAB: 0.125}
    assert shown(store, "stunting", "rekap", "2025-08") == {KAB: 0.125}, "e-PPGBM's own recap"
    assert shown(store, "stunting", "survei", "2025-08") == {KAB: None}
    assert shown(store, "stunting", "e-ppgbm", "2026-02") == {KAB: None}
    below = shown(store, "stunting", "e-ppgbm", "2025-08", Level.KECAMATAN)
    assert set(below.values()) == {None}, "nobody divided it among kecamatan"
    assert done.batch
    undo(EVERYTHING, store, done.batch)
    assert shown(store, "stunting", "e-ppgbm", "2025-08") == {KAB: None}


def test_a_survey_target_never_meets_e_ppgbm(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1))))
    upload(store, tmp_path, [ROW[0], "SSGI", *ROW[2:]])
    assert shown(store, "stunting", "e-ppgbm", "2025-08") == {KAB: None}


def test_a_proposal_is_listed_and_not_compared_with(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, recap(tmp_path, rows((3, 7, 80, 0, 1))))
    upload(store, tmp_path, [*ROW[:-1], "usulan"])
    assert shown(store, "stunting", "e-ppgbm", "2025-08") == {KAB: None}
    with store.reading() as cursor:
        listed = [t for t in targets(cursor, EVERYTHING, KAB) if t.area_code]
    assert [t.text for t in listed] == [
        "Target 2025: 12,5\u00a0% (RPJMD 2025–2029, Perda 3, hlm. 112, 2025; usulan)"
    ]


def test_service_coverage_has_national_targets_of_their_year_and_own_ones_go_first(
    store: Store, tmp_path: Path
) -> None:
    path = cakupan(tmp_path, ROWS, title="CAKUPAN TAHUN 2024", name="a")
    take(store, tmp_path, path)
    take(store, tmp_path, cakupan(tmp_path, ROWS, name="b"))
    key = "layanan_rematri_ttd"
    assert shown(store, key, "layanan", "2024")[KAB] == 0.58
    assert shown(store, key, "layanan", "2025")[KAB] is None, "no target is carried forward"
    upload(store, tmp_path, ["Rematri TTD", "", "", 2024, 60, "Perbup", "", "", 2024, "ditetapkan"])
    desa = shown(store, key, "layanan", "2024", Level.DESA)
    assert set(desa.values()) == {0.6}
