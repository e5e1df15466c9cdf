"""The story of the demo: who lives where, who is measured when, how many are stunted."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from emonev.demo.build import DemoWorld, make_world
from emonev.demo.cohort import FIVE_YEARS, name, nik, placeholder_nik, present
from emonev.demo.scenario import MONTHS, NEWEST_QUARTER, NEWEST_WAVE, WAVES
from emonev.growth.oracle import Child, zscore
from emonev.growth.tables import SEXES


def sasaran(world: DemoWorld, month: int) -> NDArray[np.bool_]:
    """Children under five living here in the middle of the month."""
    day = date(2024 + month // 12, month % 12 + 1, 14).toordinal()
    return present(world.cohort, np.asarray(day), FIVE_YEARS)


def measured(world: DemoWorld, month: int) -> NDArray[np.bool_]:
    """Visits of the month with a length, under five years."""
    visits = world.visits
    return (visits.month == month) & ~np.isnan(visits.lenhei_cm) & (visits.age_days <= FIVE_YEARS)


def coverage(world: DemoWorld, month: int, kecamatan: int | None = None) -> float:
    """Measured children of the month per child living here."""
    here = np.ones(len(world.cohort), dtype=bool)
    if kecamatan is not None:
        here = world.cohort.kecamatan == kecamatan
    seen = measured(world, month) & here[world.visits.child]
    return float(seen.sum() / (sasaran(world, month) & here).sum())


def statuses(world: DemoWorld, month: int) -> list[dict[str, float | int | None]]:
    """z-scores of the month by the slow oracle."""
    visits, found = world.visits, []
    for row in np.flatnonzero((visits.month == month) & (visits.age_days <= FIVE_YEARS)).tolist():
        found.append(
            zscore(
                Child(
                    sex=SEXES[world.cohort.sex[visits.child[row]]],
                    age_days=float(visits.age_days[row]),
                    weight_kg=float(visits.weight_kg[row]),
                    lenhei_cm=float(visits.lenhei_cm[row]),
                    measure="h" if visits.standing[row] else "l",
                )
            )
        )
    return found


def share_below(rows: list[dict[str, float | int | None]], index: str) -> float:
    values = [z for row in rows if (z := row[index]) is not None and not row[f"f{index[1:]}"]]
    return sum(z < -2 for z in values) / len(values)


def test_every_kecamatan_and_desa_has_children_in_the_newest_wave(world: DemoWorld) -> None:
    codes = {k.code for k in world.places.kecamatan}
    assert len(codes) == {"73.22": 15, "73.04": 11}[world.places.code]
    assert len(world.places.desa) == {"73.22": 173, "73.04": 113}[world.places.code]
    seen = measured(world, NEWEST_WAVE)
    desa = set(world.cohort.desa[world.visits.child[seen]].tolist())
    assert desa == set(range(len(world.places.desa)))


def test_the_small_set_has_every_kecamatan_in_under_3000_rows(small_world: DemoWorld) -> None:
    assert len(small_world.visits) < 3000
    seen = small_world.cohort.kecamatan[small_world.visits.child]
    assert set(seen.tolist()) == set(range(len(small_world.places.kecamatan)))


@pytest.mark.parametrize(("kabupaten", "balita"), [("73.22", 21_000), ("73.04", 33_000)])
def test_the_full_set_has_the_regency_s_number_of_children(kabupaten: str, balita: int) -> None:
    world = make_world(kabupaten, "full")
    for month in WAVES:
        assert sasaran(world, month).sum() == pytest.approx(balita, rel=0.03)


def test_waves_reach_nine_in_ten_and_ordinary_months_a_third(world: DemoWorld) -> None:
    weighed = ~np.isnan(world.visits.weight_kg) & (world.visits.age_days <= FIVE_YEARS)
    for month in range(MONTHS):
        if month in WAVES:
            assert 0.86 < coverage(world, month) < 0.95
        else:
            came = (weighed & (world.visits.month == month)).sum()
            assert 0.25 < came / sasaran(world, month).sum() < 0.41
            assert coverage(world, month) < 0.8 * came / sasaran(world, month).sum()


def test_a_few_kecamatan_are_thin_in_the_newest_wave(world: DemoWorld) -> None:
    share = {k: coverage(world, NEWEST_WAVE, k) for k in range(len(world.places.kecamatan))}
    assert {k for k in share if share[k] < 0.8} == set(world.scenario.thin)
    assert all(0.8 < share[k] < 0.9 for k in world.scenario.careful)
    assert max(share.values()) <= 1


def test_the_same_children_come_again(world: DemoWorld) -> None:
    visits, cohort = world.visits, world.cohort
    before, now = (set(visits.child[measured(world, m)].tolist()) for m in (7, NEWEST_WAVE))
    still_balita = {
        c for c in before if date(2025, 8, 28).toordinal() - cohort.birth_day[c] < FIVE_YEARS
    }
    assert 0.82 < len(still_balita & now) / len(still_balita) < 0.92
    assert 0.65 < len(before & now) / len(now) < 0.80


def test_nobody_is_seen_before_coming_or_after_leaving(world: DemoWorld) -> None:
    child = world.visits.child
    assert (world.visits.day >= world.cohort.entry_day[child]).all()
    assert (world.visits.day < world.cohort.exit_day[child]).all()
    assert (world.visits.age_days == world.visits.day - world.cohort.birth_day[child]).all()


def test_level_and_trend_are_plausible(world: DemoWorld) -> None:
    first, last = statuses(world, WAVES[0]), statuses(world, NEWEST_WAVE)
    low, high = {"73.22": (0.125, 0.170), "73.04": (0.175, 0.220)}[world.places.code]
    stunting = share_below(first, "zlen"), share_below(last, "zlen")
    assert low < stunting[1] < stunting[0] < high
    assert 0.05 < share_below(last, "zwfl") < 0.085
    assert 0.12 < share_below(last, "zwei") < 0.18
    flagged = sum(row["flen"] == 1 or row["fwfl"] == 1 for row in last)
    assert flagged / len(last) < 0.01


def test_kecamatan_differ_and_a_few_change_clearly(world: DemoWorld) -> None:
    level = {}
    for month in (7, NEWEST_WAVE):
        visits = world.visits
        rows = np.flatnonzero((visits.month == month) & (visits.age_days <= FIVE_YEARS))
        kecamatan = world.cohort.kecamatan[visits.child[rows]]
        scores = statuses(world, month)
        for k in range(len(world.places.kecamatan)):
            level[k, month] = share_below(
                [s for s, where in zip(scores, kecamatan.tolist(), strict=True) if where == k],
                "zlen",
            )
    newest = [level[k, NEWEST_WAVE] for k in range(len(world.places.kecamatan))]
    assert min(newest) < 0.12
    assert max(newest) > 0.19
    change = {k: level[k, NEWEST_WAVE] - level[k, 7] for k in range(len(newest))}
    assert 2 <= len(world.scenario.falling) <= 4
    assert len(world.scenario.rising) == 1
    assert all(change[k] < -0.05 for k in world.scenario.falling)
    assert all(change[k] > 0.05 for k in world.scenario.rising)


def test_one_puskesmas_has_not_sent_the_newest_quarter_and_one_is_late(world: DemoWorld) -> None:
    months = {}
    for at, puskesmas in enumerate(world.places.puskesmas):
        here = np.isin(world.cohort.desa[world.visits.child], puskesmas.desa)
        months[at] = set(world.visits.month[here].tolist()) & set(NEWEST_QUARTER)
    assert months[world.scenario.missing] == set()
    assert months[world.scenario.late] == {NEWEST_QUARTER[0]}
    rest = set(months) - {world.scenario.missing, world.scenario.late}
    assert all(months[at] == set(NEWEST_QUARTER) for at in rest)


def test_invented_puskesmas_say_so(world: DemoWorld) -> None:
    own = {k.name for k in world.places.kecamatan}
    count = {"73.22": (18, 23), "73.04": (13, 20)}[world.places.code]
    assert count[0] <= len(world.places.puskesmas) <= count[1]
    for puskesmas in world.places.puskesmas:
        assert (puskesmas.name in own) == (puskesmas.note == "")
        assert puskesmas.name in own or puskesmas.name.endswith(" (contoh)")
    served = sorted(d for p in world.places.puskesmas for d in p.desa)
    assert served == list(range(len(world.places.desa)))


def test_names_and_numbers_are_obviously_invented() -> None:
    numbers = [nik("73.22", c) for c in range(50_000)]
    assert len(set(numbers)) == len(numbers)
    assert all(n.startswith("99") and len(n) == 16 and not n.endswith("00") for n in numbers)
    names = {name(c) for c in range(50_000)}
    assert len(names) == 50_000
    assert all("CONTOH" in n or "REKAAN" in n for n in names)
    assert placeholder_nik("73.04", date(2024, 3, 9).toordinal()) == "9973040903240000"


def test_equal_seeds_draw_equal_worlds_and_other_seeds_others() -> None:
    one, same, other = (make_world("73.22", "small", seed=s) for s in (1, 1, 2))
    assert np.array_equal(one.visits.weight_kg, same.visits.weight_kg, equal_nan=True)
    assert np.array_equal(one.visits.day, same.visits.day)
    assert len(one.visits) != len(other.visits) or not np.array_equal(
        one.visits.day, other.visits.day
    )


def test_nothing_is_measured_after_today() -> None:
    world = make_world("73.22", "small", today=date(2025, 9, 30))
    assert world.visits.day.max() <= date(2025, 9, 30).toordinal()
    assert 20 in world.visits.month
