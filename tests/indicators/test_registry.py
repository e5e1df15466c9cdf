"""The registry: what ships is complete, and a faulty entry is refused by name."""

from __future__ import annotations

import tomllib

import pytest

from emonev.core.period import Rule
from emonev.errors import EmonevError
from emonev.indicators.registry import FOLDER, Registry, entry_from, registry

CONTRACT = (
    "stunting", "severe_stunting", "wasting", "severe_wasting", "underweight",
    "severe_underweight", "overweight", "attendance", "length_measured_share", "weight_gain",
)  # fmt: skip


def raw(key="stunting", **changes):
    entries = tomllib.loads((FOLDER / "balita.toml").read_text(encoding="utf-8"))["indicator"]
    entry = next(dict(entry) for entry in entries if entry["key"] == key)
    entry.update(changes)
    return entry


def test_the_contracts_ten_child_level_keys():
    assert registry().counted_keys == CONTRACT
    assert set(CONTRACT) < set(registry().keys)


def test_the_29_service_indicators_are_reported_and_say_who_answers_for_them():
    services = [entry for entry in registry().entries if entry.key.startswith("layanan_")]
    assert len(services) == 29
    assert all(entry.opd and not entry.is_counted for entry in services)
    lower = {entry.key for entry in services if entry.direction == "lower"}
    assert lower == {"layanan_unmet_need", "layanan_ktd"}


def test_companions_are_not_offered():
    assert "stunting_label" in registry()
    assert "stunting_label" not in registry().keys


def test_an_unknown_key():
    with pytest.raises(KeyError):
        registry()["tinggi_badan"]


def test_who_words_for_stunting_and_wasting():
    words = [registry()["stunting"].word_of(value) for value in (0.0249, 0.025, 0.142, 0.20, 0.30)]
    assert words == ["sangat rendah", "rendah", "sedang", "tinggi", "sangat tinggi"]
    assert registry()["wasting"].word_of(0.142) == "tinggi"
    assert registry()["underweight"].word_of(0.142) == ""


def test_fixed_breaks_of_the_map():
    for key in ("stunting", "wasting", "overweight"):
        breaks = [round(100 * edge, 1) for edge in registry()[key].breaks]
        assert breaks == [2.5, 5, 7.5, 10, 12.5, 15, 20, 30]


def test_every_entry_says_what_it_counts():
    for entry in registry().entries:
        assert entry.label and entry.numerator and entry.denominator and entry.norm, entry.key
        assert entry.period_rules[0] is Rule.BULAN


@pytest.mark.parametrize(
    "changes",
    [
        {"direction": "sideways"},
        {"index": "zxyz"},
        {"index": None},
        {"counted": {"column": "weight_kg", "operator": ">", "cut_off": 0}},
        {"condition": {"column": "name", "operator": "<", "cut_off": 0}},
        {"condition": {"column": "zlen", "operator": "; DROP", "cut_off": 0}},
        {"condition": {"column": "zlen", "operator": "<"}},
        {"edges": [0.11, 0.2, 0.3, 0.4]},
        {"words": ["rendah"]},
        {"breaks": [0.2, 0.1]},
        {"period_rules": ["mingguan"]},
        {"unknown_field": 1},
        {"label": None} | {"counting": "yearly"},
    ],
)
def test_a_faulty_entry_is_refused_by_name(changes):
    with pytest.raises(EmonevError, match="stunting"):
        entry_from(raw(**changes), "balita.toml")


def test_two_entries_of_one_key_are_refused():
    entry = entry_from(raw())
    with pytest.raises(EmonevError):
        Registry((entry, entry))
