"""Data pendukung on the screen: each part, empty, old, in another kabupaten's absence."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emonev.store.store import Store
from tests.ingest.tables.test_targets_budget import ROW, TARGET
from tests.services.test_entry_imports import KAB
from tests.services.test_supporting import BUDGET, EMPTY_SPENT, HEALTH, LONG, upload
from tests.ui.conftest import Opener, texts

PAGE = "data_pendukung"


def part(app: AppTest, key: str) -> AppTest:
    return app.segmented_control(key="bagian").set_value(key).run()


def put(home: Path, folder: Path) -> None:
    """Targets, two years of budget and a table of percentages."""
    store = Store(home / "emonev.duckdb")
    as_demo = partial(upload, store, folder, demo=True)
    as_demo(TARGET, ROW, name="target")
    as_demo(BUDGET, HEALTH, EMPTY_SPENT, title="Anggaran Tahun 2024", name="a24")
    as_demo(BUDGET, HEALTH, title="Anggaran Tahun 2023", name="a23")
    as_demo(LONG, ["Malangke", "Agustus", 2024, "9,35 %"], name="persen")
    store.close()


def shown(app: AppTest, at: int = 0) -> list[list[Any]]:
    return [list(row) for row in app.dataframe[at].value.itertuples(index=False)]


def test_every_part_shows_what_was_uploaded(
    filled_home: Path, open_page: Opener, tmp_path: Path
) -> None:
    put(filled_home, tmp_path)
    app = open_page(PAGE)
    assert app.header[0].value == "1 target tercatat: 1 ditetapkan, 0 usulan"
    assert shown(app)[0][:4] == ["Stunting", "Seluruh Luwu Utara", "2025", "12,5\u00a0%"]
    part(app, "anggaran")
    assert not app.exception and not app.error
    assert [metric.label for metric in app.metric] == ["Pagu", "Realisasi", "Serapan"]
    assert [metric.value for metric in app.metric] == [
        "Rp\u00a080.000.000", "Rp\u00a020.000.000", "40,0\u00a0%",
    ]  # fmt: skip
    assert "belum ada; yang terbaru tahun 2024" in texts(app), "old data say so"
    assert "belum diisi" in {cell for row in shown(app, 1) for cell in row}
    app.selectbox(key="anggaran_periode").set_value("2023").run()
    assert app.metric[0].value == "Rp\u00a050.000.000"
    part(app, "persen")
    assert not app.exception and not app.error
    assert "tidak dijumlahkan" in texts(app)
    assert shown(app)[0][:4] == ["Stunting", "Kecamatan Malangke", "Agustus 2024", "9,35\u00a0%"]
    assert "DATA CONTOH" in texts(app)


@pytest.mark.parametrize("key", ["target", "anggaran"])
def test_nothing_uploaded_leads_to_the_templates(
    key: str, filled_home: Path, open_page: Opener
) -> None:
    app = part(open_page(PAGE), key)
    assert not app.exception and not app.error
    assert "Belum ada" in texts(app) and "templat" in texts(app)
    app.button(key="ke_unggah").click().run()
    assert app.header[0].value == "Unggah data puskesmas"


def test_a_home_that_holds_a_budget_only_opens_here(
    empty_home: Path, open_page: Opener, tmp_path: Path
) -> None:
    store = Store(empty_home / "emonev.duckdb")
    upload(store, tmp_path, BUDGET, HEALTH, title="Anggaran Tahun 2025")
    store.close()
    app = part(open_page(PAGE), "anggaran")
    assert not app.exception and not app.error
    assert app.metric[0].value == "Rp\u00a050.000.000", KAB
