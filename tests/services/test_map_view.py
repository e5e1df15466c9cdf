"""Peta: every area once, with its class, its mark and the words of the legend."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emonev.core.period import month
from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, WrongCall
from emonev.services.figure import Selection
from emonev.services.map_view import MapArea, MapView, class_of, map_view, shapes
from emonev.store.store import Store
from tests.services.rakor import DUA, SATU, A, B, C, children
from tests.store_builders import KABUPATEN, measurement, store

AUGUST = month(2025, 8)
SPACE = "\u00a0"
SASARAN = {A: 50, B: 50, C: 100}


def view(
    made: Store, level: str = "kecamatan", *, scope: Scope | None = None, **choice: Any
) -> MapView:
    with made.reading() as cursor:
        selection = Selection(KABUPATEN, AUGUST, **choice)
        return map_view(cursor, scope or local(KABUPATEN), selection, level)


def named(shown: MapView, name: str) -> MapArea:
    return next(area for area in shown.areas if area.name == name)


def test_a_kecamatan_has_value_cases_and_class() -> None:
    shown = view(store(children(100, 14, area=A), sasaran=SASARAN))
    satu = named(shown, "Kecamatan Satu")
    assert (satu.value, satu.cases) == (0.14, 14)
    assert satu.class_index is not None
    legend = shown.legend[satu.class_index]
    assert (legend.text, legend.words, legend.areas) == ("12,5–15 %", "sedang", 1)
    assert satu.value_text == f"14,0{SPACE}%"
    assert any("14 dari 100" in line for line in satu.lines)


def test_areas_without_data_are_there_marked_and_counted() -> None:
    shown = view(store(children(100, 14, area=A), sasaran=SASARAN))
    dua = named(shown, "Kecamatan Dua")
    assert (dua.mark, dua.value, dua.class_index, dua.value_text) == (
        "tidak_ada_data", None, None, "–",
    )  # fmt: skip
    assert shown.without_data == 1
    assert shown.without_data_text == "1 kecamatan tidak ada data"
    assert ("tidak_ada_data", 1) in {(mark.key, mark.areas) for mark in shown.marks}


def test_low_cakupan_keeps_its_value_and_gets_its_mark() -> None:
    shown = view(store(children(60, 9, area=C), sasaran=SASARAN))
    dua = named(shown, "Kecamatan Dua")
    assert (dua.mark, dua.value) == ("cakupan_rendah", 0.15)


def test_the_breaks_are_the_fixed_ones_with_the_edges_of_the_norm() -> None:
    shown = view(store(children(10, 1)))
    assert shown.breaks == (0.025, 0.05, 0.075, 0.10, 0.125, 0.15, 0.20, 0.30)
    assert [one.low for one in shown.legend if one.who_edge] == [0.025, 0.10, 0.20, 0.30]
    assert [one.text for one in shown.legend][:2] == ["< 2,5 %", "2,5–5 %"]
    assert shown.legend[-1].text == "≥ 30 %"
    assert [one.words for one in shown.legend] == [
        "sangat rendah", "rendah", "rendah", "rendah", "sedang", "sedang", "sedang", "tinggi",
        "sangat tinggi",
    ]  # fmt: skip


def test_a_value_on_a_break_belongs_to_the_class_above() -> None:
    breaks = (0.025, 0.05)
    assert [class_of(value, breaks) for value in (0.0, 0.0249, 0.025, 0.05, 0.9)] == [0, 0, 1, 2, 2]


def test_desa_of_the_chosen_kecamatan_only() -> None:
    shown = view(store(children(20, 3, area=B) + children(5, 1, area=C, first=100)), "desa",
                 kecamatan=SATU)  # fmt: skip
    assert [area.name for area in shown.areas] == ["Desa A", "Desa B"]
    assert shown.within_name == "Kecamatan Satu"
    assert not named(shown, "Desa B").drill


def test_the_title_adds_up_the_cases_of_the_whole() -> None:
    shown = view(store(children(100, 10, area=A) + children(100, 18, area=C, first=500)))
    assert shown.title == f"Stunting 14,0{SPACE}% di Luwu Utara: 28 balita di 2 kecamatan"
    assert "28 dari 200" in shown.subtitle


def test_cases_only_have_a_count_and_no_colour() -> None:
    shown = view(store(children(7, 7, area=C, cases_only=True)))
    dua = named(shown, "Kecamatan Dua")
    assert (dua.mark, dua.value, dua.class_index, dua.cases) == ("hanya_kasus", None, None, 7)
    assert any("prevalensi ditolak" in line for line in dua.lines)


def test_another_period_is_an_empty_map_with_a_sentence() -> None:
    with store(children(5, 1)).reading() as cursor:
        shown = map_view(cursor, local(KABUPATEN), Selection(KABUPATEN, month(2024, 2)))
    assert shown.without_data == 2
    assert shown.empty.startswith("Belum ada data Februari 2024")


def test_a_viewer_of_a_kecamatan_gets_its_own_only() -> None:
    made = store(children(20, 3, area=A) + children(20, 4, area=C, first=100))
    shown = view(made, "desa", scope=Scope("operator", DUA))
    assert [area.area_code for area in shown.areas] == [C]
    with pytest.raises(NoAccess):
        view(made, "desa", scope=Scope("operator", DUA), kecamatan=SATU)


def test_the_public_sees_no_small_number() -> None:
    made = store(children(30, 3, area=A) + children(200, 30, area=C, first=500))
    shown = view(made, scope=Scope("publik", KABUPATEN))
    satu = named(shown, "Kecamatan Satu")
    assert (satu.mark, satu.value, satu.cases) == ("disembunyikan", None, None)
    assert not any("3 dari 30" in line for line in satu.lines)


def test_an_unknown_level_or_indicator_is_a_wrong_call() -> None:
    made = store([measurement()])
    with pytest.raises(WrongCall):
        view(made, "posyandu")
    with pytest.raises(WrongCall):
        view(made, indicator="tinggi_rata")


def square(west: float) -> str:
    ring = [[west, -2.0], [west + 1, -2.0], [west + 1, -1.0], [west, -1.0], [west, -2.0]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def test_shapes_come_as_geometries_of_the_level_and_area_asked() -> None:
    made = store()
    with made.writing() as cursor:
        for at, (code, level) in enumerate(
            [(SATU, "kecamatan"), (DUA, "kecamatan"), (A, "desa"), (C, "desa")]
        ):
            cursor.execute(
                "INSERT INTO boundary VALUES (?, ?, ?, ?, -1.5, 'contoh')",
                [code, level, square(120.0 + at), 120.5 + at],
            )
    with made.reading() as cursor:
        found = shapes(cursor, local(KABUPATEN), KABUPATEN, "kecamatan")
        inside = shapes(cursor, local(KABUPATEN), KABUPATEN, "desa", DUA)
    assert [(one.area_code, one.name, one.label_lon) for one in found] == [
        (SATU, "Kecamatan Satu", 120.5),
        (DUA, "Kecamatan Dua", 121.5),
    ]
    assert found[0].geometry["type"] == "Polygon"
    assert [one.area_code for one in inside] == [C]
    shown = view(made)
    assert shown.without_shape == ()
    assert view(made, "desa").without_shape == ("Desa B",)
