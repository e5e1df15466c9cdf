"""KRS into the ledger: families share the fate of their desa, nothing counts twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from emonev.core.area import Level
from emonev.core.period import parse_period
from emonev.core.scope import EVERYTHING
from emonev.services.figures import figures
from emonev.services.undo import undo
from emonev.store.store import Store
from tests.ingest.tables.test_krs import desa_sheet, families, family
from tests.services.test_entry_imports import KAB, fates, take


@pytest.fixture
def store() -> Store:
    return Store(None)


def krs(store: Store, level: str = Level.KABUPATEN) -> dict[str, tuple[int | None, int | None]]:
    """Area → families at risk and families."""
    with store.reading() as cursor:
        found = figures(
            cursor, EVERYTHING, indicators=["krs"], level=level, period=parse_period("2025"),
            within=KAB, source="krs",
        )  # fmt: skip
    return {f.area_code: (f.numerator, f.denominator) for f in found if f.numerator is not None}


def test_families_share_the_fate_of_their_desa(store: Store, tmp_path: Path) -> None:
    risky = ("Ya", "Ya", "Ya", "Tidak", "Tidak", 2, "Tidak", "Berisiko", "Tidak")
    rows = [family(), family(), family("TOLADA", *risky), family("TOLADA")]
    path = families(tmp_path, rows)
    assert fates(take(store, tmp_path, path)) == (4, 0, 0, 0, 0)
    assert krs(store) == {KAB: (1, 4)}
    assert fates(take(store, tmp_path, path)) == (0, 0, 4, 0, 0)
    rows[0] = family("TOKKE", *risky)
    done = take(store, tmp_path, families(tmp_path, rows, name="baru"))
    assert fates(done) == (0, 2, 2, 0, 0), "both families of Tokke belong to the changed figure"
    assert krs(store) == {KAB: (2, 4)}
    assert done.batch
    undo(EVERYTHING, store, done.batch)
    assert krs(store) == {KAB: (1, 4)}


def test_families_of_an_unknown_desa_wait_together(store: Store, tmp_path: Path) -> None:
    path = families(tmp_path, [family("ENTAHDIMANA"), family("ENTAHDIMANA"), family()])
    done = take(store, tmp_path, path)
    assert fates(done) == (1, 0, 0, 0, 2)
    assert [q.kind for q in done.questions] == ["unknown_area"]


def test_a_table_of_desa_and_a_list_of_families_never_count_twice(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, families(tmp_path, [family(), family()]))
    table = desa_sheet(tmp_path, [[1, "MALANGKE", "TOKKE", 200, 80, 60, 30, 20, 0, 50]], name="d")
    assert fates(take(store, tmp_path, table)) == (0, 1, 0, 0, 0)
    assert krs(store) == {KAB: (80, 200)}
