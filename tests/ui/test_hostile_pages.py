"""Names of areas, files and people with markup in them: no page runs or styles any of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from emonev.store.store import Store
from tests.ui.conftest import Opener
from tests.ui.liveness import WILD, live_texts

PAGES = ("ringkasan", "peta", "tren", "belum_kirim", "metodologi", "unggah", "pengaturan",
         "paparan", "rakor", "tindak_lanjut", "data_pendukung")  # fmt: skip


def spoil(home: Path) -> None:
    """Give half of the kecamatan, every puskesmas and posyandu and the batch hostile names."""
    store = Store(home / "emonev.duckdb")
    with store.writing() as cursor:
        names: dict[str, Any] = {"w": WILD}
        cursor.execute("UPDATE area SET name = $w || code WHERE code LIKE '73.22.0_'", names)
        cursor.execute("UPDATE measurement SET puskesmas = $w, posyandu = $w", names)
        cursor.execute("UPDATE cube SET puskesmas = $w", names)
        cursor.execute("UPDATE reporting SET puskesmas = $w, posyandu = $w", names)
        cursor.execute("UPDATE batch SET file_name = $w", names)
    store.close()


@pytest.mark.parametrize("page", PAGES)
def test_hostile_names_do_nothing_on_a_page(
    page: str, filled_home: Path, open_page: Opener
) -> None:
    spoil(filled_home)
    app = open_page(page)
    assert not app.exception
    assert live_texts(app) == []


def test_the_names_are_really_shown(filled_home: Path, open_page: Opener) -> None:
    spoil(filled_home)
    shown = [e for page in ("ringkasan", "belum_kirim", "peta") for e in open_page(page)]
    said = [getattr(e, "value", "") for e in shown]
    assert sum("onerror" in text for text in said if isinstance(text, str)) >= 2
