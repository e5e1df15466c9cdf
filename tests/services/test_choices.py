"""What the filters offer: newest first, waves known as waves, nothing beyond the scope."""

from __future__ import annotations

import pytest

from emonev.core.period import Rule
from emonev.core.scope import EVERYTHING, Scope, local
from emonev.errors import NoAccess
from emonev.services.choices import all_kabupaten, choices, store_state
from emonev.services.history import upload_issues, uploads
from emonev.store.store import Store
from tests.store_builders import measurement, store

KAB = "73.22"
ONE = Scope("camat", "73.22.01")
OTHER_KABUPATEN = Scope("lokal", "73.04")


@pytest.fixture
def filled() -> Store:
    """Two kecamatan, a wave and an ordinary month."""
    return store(
        [
            measurement(1, "2025-08-10", area="73.22.01.2001", puskesmas="Satu"),
            measurement(2, "2025-09-10", area="73.22.02.2001", puskesmas="Dua"),
        ],
        settings={"kabupaten": KAB, "demo": "1"},
    )


def test_periods_are_newest_first_and_august_is_a_wave(filled: Store) -> None:
    with filled.reading() as cursor:
        offered = choices(cursor, local(KAB), KAB)
    assert [p.key for p in offered.periods if p.rule is not Rule.TRIWULAN] == ["2025-09", "2025-08"]
    assert {p.rule for p in offered.periods} == {Rule.BULAN, Rule.GELOMBANG, Rule.TRIWULAN}


def test_the_whole_kabupaten_sees_every_place(filled: Store) -> None:
    with filled.reading() as cursor:
        offered = choices(cursor, local(KAB), KAB)
    assert [c.code for c in offered.kecamatan] == ["73.22.02", "73.22.01"]  # by name
    assert {c.name for c in offered.puskesmas} == {"Satu", "Dua"}
    assert offered.name_of("73.22.01.2001") == "Desa A"


def test_a_kecamatan_is_offered_itself_only(filled: Store) -> None:
    with filled.reading() as cursor:
        offered = choices(cursor, ONE, KAB)
        state = store_state(cursor, ONE)
    assert [c.code for c in offered.kecamatan] == ["73.22.01"]
    assert {c.code for c in offered.desa} == {"73.22.01.2001", "73.22.01.2002"}
    assert [c.name for c in offered.puskesmas] == ["Satu"]
    assert [c.code for c in state.with_data] == [KAB]


def test_another_kabupaten_is_offered_nothing(filled: Store) -> None:
    with filled.reading() as cursor:
        assert store_state(cursor, OTHER_KABUPATEN).with_data == ()
        assert all(c.code != KAB for c in all_kabupaten(cursor, OTHER_KABUPATEN))
        with pytest.raises(NoAccess):
            choices(cursor, OTHER_KABUPATEN, KAB)


def test_the_state_tells_demo_and_choice(filled: Store) -> None:
    with filled.reading() as cursor:
        state = store_state(cursor, EVERYTHING)
    assert (state.demo, state.chosen) == (True, KAB)


def test_uploads_and_their_problems_stay_inside_the_scope(filled: Store) -> None:
    with filled.writing() as cursor:
        cursor.execute(
            "INSERT INTO batch_issue VALUES "
            "('b1', 'jk_kosong', 'kesalahan', 'Sheet1', 3, 'D3', '', 'L atau P', 1)"
        )
    with filled.reading() as cursor:
        (upload,) = uploads(cursor, local(KAB), KAB)
        assert (upload.batch, upload.rows_read, upload.undone_at) == ("b1", 2, None)
        assert [issue.cell for issue in upload_issues(cursor, local(KAB), "b1")] == ["D3"]
        assert uploads(cursor, OTHER_KABUPATEN) == ()
        assert upload_issues(cursor, OTHER_KABUPATEN, "b1") == ()
