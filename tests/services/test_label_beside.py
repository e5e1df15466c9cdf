"""Label beside recomputation: the fast statement equals the obvious reading, child by child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emonev.core.period import Period, Rule
from emonev.core.scope import local
from emonev.services.figure import Selection
from emonev.services.figures import figures
from emonev.services.label_beside import cause_words, differences
from tests.services.rakor import DUA, A, C
from tests.store_builders import KABUPATEN, measurement, store

QUARTER = Period(2025, 3, Rule.TRIWULAN)
ROW = st.fixed_dictionaries(
    {
        "child": st.integers(1, 6),
        "on": st.sampled_from(["2025-06-30", "2025-07-10", "2025-08-10", "2025-09-10"]),
        "area": st.sampled_from([A, C]),
        "haz": st.sampled_from([None, -7.0, -2.5, -2.0, 0.0]),
        "age_months": st.sampled_from([12.0, 30.0, 61.0]),
        "label_haz": st.sampled_from([None, "outlier", "pendek", "normal", "stunting"]),
        "haz_difference": st.sampled_from([None, "posisi", "umur_60"]),
        "cases_only": st.sampled_from([False, False, False, True]),
    }
)


def unique(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row per child and date, as the store keeps them; no z from 60 months (WHO)."""
    by_key = {(row["child"], row["on"]): row for row in rows}
    return [row | {"haz": None} if row["age_months"] > 60 else row for row in by_key.values()]


def obvious(rows: list[dict[str, Any]], within: str, baduta: bool) -> Counter[str]:
    """Cause and direction of every child that the two do not count alike."""
    limit = 24 if baduta else 60
    counted = [
        row for row in rows if "2025-07-01" <= row["on"] <= "2025-09-30" and not row["cases_only"]
    ]
    found: Counter[str] = Counter()
    for child in {row["child"] for row in counted}:
        own = sorted((r for r in counted if r["child"] == child), key=lambda r: str(r["on"]))
        with_label = [r for r in own if r["label_haz"] not in (None, "outlier")]
        with_z = [r for r in own if r["haz"] is not None and abs(r["haz"]) <= 6]
        told = [r for r in own if r["haz_difference"]]
        label = ours = None
        in_area = [r[-1] for r in (with_label,) if r and r[-1]["area"].startswith(within)]
        for row in in_area:
            if not baduta or row["age_months"] < limit:
                label = row["label_haz"] in ("pendek", "stunting")
        in_area = [r[-1] for r in (with_z,) if r and r[-1]["area"].startswith(within)]
        for row in in_area:
            if row["age_months"] < limit:
                ours = row["haz"] < -2
        if label is ours:
            continue
        reasons = [r[-1]["haz_difference"] for r in (with_label, with_z, told) if r]
        reason = next((r for r in reasons if r), None)
        if reason is None and label is None:
            reason = "tanpa_label"
        elif reason is None and ours is None:
            reason = "tidak_dihitung"
        elif reason is None:
            same = with_label[-1]["on"] == with_z[-1]["on"]
            reason = "sebab_lain" if same else "tanggal_berbeda"
        found[f"{reason} semua"] += 1
        found[f"{reason} label"] += label is True
        found[f"{reason} kami"] += ours is True
    return +found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(ROW, min_size=1, max_size=14),
    within=st.sampled_from(["", DUA]),
    age=st.sampled_from(["balita", "baduta"]),
)
def test_the_statement_equals_the_obvious_reading_and_reconciles(
    rows: list[dict[str, Any]], within: str, age: str
) -> None:
    taken = unique(rows)
    made = store(measurement(**row) for row in taken)
    with made.reading() as cursor:
        asked = Selection(KABUPATEN, QUARTER, kecamatan=within, age=age)
        causes = differences(cursor, asked, within or KABUPATEN)
        both = figures(
            cursor, local(KABUPATEN), indicators=["stunting_label", "stunting"],
            level="kecamatan" if within else "kabupaten", period=QUARTER,
            within=within or KABUPATEN, age=age,
        )  # fmt: skip
    found: Counter[str] = Counter()
    for one in causes:
        found[f"{one.key} semua"] += one.children
        found[f"{one.key} label"] += one.only_label
        found[f"{one.key} kami"] += one.only_recomputed
    assert +found == obvious(taken, within, age == "baduta")
    label, ours = (figure.numerator or 0 for figure in both)
    if both[1].status != "hanya_kasus":
        assert label - ours == sum(one.only_label - one.only_recomputed for one in causes)
    made.close()


def test_causes_have_short_words() -> None:
    assert cause_words("posisi") == "posisi ukur"
    assert cause_words("label_diubah") == "label tidak mengikuti z-score berkas"
    assert cause_words("belum_dikenal") == "belum_dikenal"
