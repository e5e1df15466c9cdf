"""Metodologi follows from the registry, the rules and the kabupaten's settings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from emonev.core.scope import local
from emonev.errors import NoAccess
from emonev.indicators.registry import registry
from emonev.services.method import MethodPage, MethodSection, method
from emonev.store.settings import put_setting
from emonev.store.store import Cursor, Store


@pytest.fixture
def cursor() -> Iterator[Cursor]:
    store = Store(None)
    with store.writing() as cursor:
        yield cursor


def section(page: MethodPage, key: str) -> MethodSection:
    return next(one for one in page.sections if one.key == key)


def test_every_indicator_people_can_choose_is_described(cursor: Cursor) -> None:
    page = method(cursor, local(""))
    assert [one.key for one in page.indicators] == list(registry().keys)
    for one in page.indicators:
        assert one.numerator and one.denominator and one.norm and one.source and one.periods


def test_the_classes_of_stunting_are_the_bands_of_the_norm(cursor: Cursor) -> None:
    stunting = next(one for one in method(cursor, local("")).indicators if one.key == "stunting")
    assert stunting.classes == (
        "< 2,5 %: sangat rendah",
        "2,5–10 %: rendah",
        "10–20 %: sedang",
        "20–30 %: tinggi",
        "≥ 30 %: sangat tinggi",
    )
    assert stunting.direction == "makin rendah makin baik"


def test_tables_are_rectangular(cursor: Cursor) -> None:
    tables = [one.table for one in method(cursor, local("73.22"), "73.22").sections if one.table]
    assert tables
    for table in tables:
        assert {len(row) for row in table.rows} <= {len(table.header)}


def test_limits_name_the_exports_without_position(cursor: Cursor) -> None:
    assert any(
        "Cara Ukur" in text for text in section(method(cursor, local("")), "batasan").paragraphs
    )


def test_the_sasaran_in_use_is_listed_and_its_absence_said(cursor: Cursor) -> None:
    assert any(
        "12 bulan" in t
        for t in section(method(cursor, local("73.22"), "73.22"), "kabupaten").paragraphs
    )
    cursor.execute("INSERT INTO sasaran VALUES ('73.22.01.2001', 2025, 'Pusdatin', 1200)")
    cursor.execute("INSERT INTO sasaran VALUES ('73.22.02.2001', 2025, 'Pusdatin', 300)")
    cursor.execute("INSERT INTO sasaran VALUES ('73.04.01.2001', 2025, 'Pusdatin', 999)")
    table = section(method(cursor, local("73.22"), "73.22"), "kabupaten").table
    assert table is not None
    assert table.rows == (("2025", "Pusdatin", "1.500"),)


def test_the_label_setting_is_told(cursor: Cursor) -> None:
    put_setting(cursor, "headline_label:73.22", "label")
    told = section(method(cursor, local("73.22"), "73.22"), "kabupaten").paragraphs[0]
    assert told.startswith("Angka utama: label e-PPGBM")


def test_survey_figures_stand_with_their_citation(cursor: Cursor) -> None:
    table = section(method(cursor, local("73.22"), "73.22"), "acuan").table
    assert table is not None
    assert ("Indonesia", "2024", "19,8\u00a0%", "survei", "SSGI 2024") in {
        row[:5] for row in table.rows
    }


def test_another_kabupaten_is_not_reached(cursor: Cursor) -> None:
    with pytest.raises(NoAccess):
        method(cursor, local("73.22"), "73.04")


def test_the_limits_of_cakupan_in_force_are_told(cursor: Cursor) -> None:
    told = section(method(cursor, local("73.22"), "73.22"), "kabupaten").paragraphs[1]
    assert "di bawah 80\u00a0%" in told and "di bawah 90\u00a0%" in told
    put_setting(cursor, "cakupan_rendah", "0.85")
    told = section(method(cursor, local("73.22"), "73.22"), "kabupaten").paragraphs[1]
    assert "di bawah 85\u00a0%" in told
