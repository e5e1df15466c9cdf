"""The filters follow the source: its periods, its indicators, and what differs is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from emonev.core.scope import EVERYTHING
from emonev.services.import_result import ImportOptions
from emonev.services.imports import import_files
from emonev.store.home import Home
from emonev.store.store import Store
from emonev.ui.state import close_store
from tests.builders import child, workbook
from tests.ingest.tables.sheets import counts, recap
from tests.ingest.tables.sigizi_sheets import report, row
from tests.ui.conftest import Opener, texts

KAB = "73.22"


def import_all(home: Path, files: list[Path]) -> None:
    """Import files into a home as the upload page does."""
    place = Home(home)
    store = Store(place.database)
    try:
        options = ImportOptions(kabupaten=KAB)
        for done in import_files(EVERYTHING, store, place, files, options, today=date(2026, 1, 1)):
            assert done.batch, (done.refused, done.questions)
    finally:
        store.close()


@pytest.fixture(scope="module")
def mixed_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten children of August, a recap of twelve, a Sigizi report of May; made once."""
    folder = tmp_path_factory.mktemp("campuran")
    children = [
        child(i=i, birth_date="2023-02-10", measured_on="2025-08-10", age_text="")
        for i in range(10)
    ]
    files = [
        workbook(folder, children, name="anak"),
        recap(folder, [["1.", "MALANGKE", "MALANGKE", *counts(haz=(1, 2, 9, 0, 0))]], name="rekap"),
        report(folder, [row(month="Mei")], name="sigizi"),
    ]
    import_all(folder / "rumah", files)
    return folder / "rumah"


@pytest.fixture
def mixed_home(mixed_template: Path, empty_home: Path) -> Iterator[Path]:
    """A home of its own with all three."""
    empty_home.mkdir()
    (empty_home / "emonev.duckdb").write_bytes((mixed_template / "emonev.duckdb").read_bytes())
    st.cache_data.clear()
    yield empty_home
    close_store()


def test_the_combined_source_opens_and_the_others_are_offered(
    mixed_home: Path, open_page: Opener
) -> None:
    app = open_page("peta")
    assert not app.exception
    assert app.selectbox(key="sumber").options == [
        "e-PPGBM + rekap", "e-PPGBM", "Rekap status gizi", "Sigizi bulanan",
    ]  # fmt: skip
    assert app.selectbox(key="umur").options == ["0–59 bulan"], "a recap does not tell ages apart"


def test_choosing_a_source_brings_its_periods_and_indicators(
    mixed_home: Path, open_page: Opener
) -> None:
    app = open_page("peta")
    app.selectbox(key="sumber").set_value("sigizi").run()
    assert not app.exception
    assert app.selectbox(key="periode").options == [
        "TW II (Apr–Jun)", "s.d. TW II (Jan–Jun, cara Sigizi)", "Mei",
    ]  # fmt: skip
    assert "ASI-E (Sigizi)" in app.selectbox(key="indikator").options
    assert "Sangat pendek" not in app.selectbox(key="indikator").options
    app.selectbox(key="indikator").set_value("sigizi_asi").run()
    assert not app.exception
    assert "ASI-E (Sigizi) 75,0" in app.header[0].value


def test_trend_and_summary_follow_the_source(mixed_home: Path, open_page: Opener) -> None:
    app = open_page("tren")
    app.selectbox(key="sumber").set_value("sigizi").run()
    assert not app.exception
    assert not app.error
    app = open_page("ringkasan")
    assert not app.exception
    assert "e-PPGBM + rekap" in app.selectbox(key="sumber").options


def test_what_differs_is_shown_and_chosen_once(mixed_home: Path, open_page: Opener) -> None:
    app = open_page("ringkasan")
    assert "per nama 10 balita diukur, rekap 12" in texts(app)
    (choice,) = [one for one in app.selectbox if one.key and one.key.startswith("sumber_2025")]
    assert app.metric[1].value == "3"
    choice.set_value("e-ppgbm").run()
    assert not app.exception
    assert app.metric[1].value == "0"
    assert "pilihan kabupaten" in texts(app)
