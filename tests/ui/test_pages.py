"""Every screen on a filled home and on an empty one; the filters; the errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from emonev.ui.navigation import SCREENS
from tests.ui.conftest import Opener, page_file, texts

MAIN = Path(__file__).parents[2] / "emonev" / "ui" / "main.py"
PAGES = [Path(screen.file).stem for screen in SCREENS]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_on_data_with_the_demo_mark(
    name: str, filled_home: Path, open_page: Opener
) -> None:
    app = open_page(name)
    assert not app.exception
    assert not app.error, [error.value for error in app.error]
    assert "DATA CONTOH" in texts(app)
    assert app.header[0].value


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_on_an_empty_home_and_says_what_to_do(
    name: str, empty_home: Path, open_page: Opener
) -> None:
    app = open_page(name)
    assert not app.exception
    assert not app.error, [error.value for error in app.error]
    assert "DATA CONTOH" not in texts(app)
    if name not in ("ringkasan", "unggah", "metodologi"):
        assert "Belum ada data" in texts(app)


@pytest.mark.parametrize("name", ["ringkasan", "peta", "tren", "belum_kirim"])
def test_a_page_opens_after_the_demo_was_left(
    name: str, filled_home: Path, open_page: Opener
) -> None:
    app = open_page()
    app.button(key="tinggalkan_contoh").click().run()
    assert not app.error
    app.switch_page(page_file(name)).run()
    assert not app.exception
    assert not app.error, [error.value for error in app.error]
    assert "DATA CONTOH" not in texts(app)
    labels = [button.label for button in app.button]
    assert "Coba data contoh" in labels or "Unggah berkas →" in labels


def test_the_first_minute_offers_three_ways(empty_home: Path, open_page: Opener) -> None:
    labels = [button.label for button in open_page().button]
    assert labels == ["Coba data contoh", "Mulai dengan berkas saya", "Pulihkan cadangan"]


def test_ringkasan_tells_the_four_numbers_of_the_newest_wave(
    filled_home: Path, open_page: Opener
) -> None:
    app = open_page()
    assert "Luwu Utara" in app.header[0].value
    assert "Agustus 2025" in app.header[0].value
    assert [metric.label for metric in app.metric] == [
        "Prevalensi stunting", "Balita stunting", "Cakupan pengukuran", "Kasus baru",
    ]  # fmt: skip
    assert re.fullmatch(r"\d+,\d\s%", app.metric[0].value)
    assert "belum dikonfirmasi tenaga medis" in texts(app)


def test_a_chosen_kecamatan_stays_over_the_pages(filled_home: Path, open_page: Opener) -> None:
    app = open_page()
    app.selectbox(key="kecamatan").set_value("73.22.03").run()
    assert "Masamba" in app.header[0].value
    app.switch_page(next(s.file for s in SCREENS if s.url == "tren")).run()
    assert app.selectbox(key="kecamatan").value == "73.22.03"
    assert not app.error


def test_a_filter_put_back_stays_back_on_the_next_page(
    filled_home: Path, open_page: Opener
) -> None:
    app = open_page()
    app.selectbox(key="kecamatan").set_value("73.22.03").run()
    app.selectbox(key="kecamatan").set_value("").run()
    app.switch_page(next(s.file for s in SCREENS if s.url == "peta")).run()
    assert app.selectbox(key="kecamatan").value == ""


def test_peta_of_a_kecamatan_shows_its_desa(filled_home: Path, open_page: Opener) -> None:
    app = open_page("peta", kecamatan="73.22.03")
    assert not app.error
    assert any("desa" in header.value for header in app.header)


def test_a_filter_from_an_old_link_is_dropped_not_fatal(
    filled_home: Path, open_page: Opener
) -> None:
    app = open_page("peta", kecamatan="99.99.99", tahun="1999")
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="kecamatan").value == ""


def test_a_failure_shows_no_trace_and_its_log_holds_no_value(
    filled_home: Path, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = " ".join(("ANAK", "CONTOH", "1,", "NIK", "1234567890123456"))

    def broken(*_: object, **__: object) -> None:
        raise ValueError(told)

    monkeypatch.setattr("emonev.ui.ask.map_view", broken)
    app = open_page("peta")
    assert not app.exception
    (shown,) = [error.value for error in app.error]
    assert "Muat ulang halaman" in shown
    assert "ValueError" not in shown
    log = (filled_home / "galat.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "ANAK CONTOH" not in log
    assert "1234567890123456" not in log


def test_unggah_shows_one_step_of_five(filled_home: Path, open_page: Opener) -> None:
    app = open_page("unggah")
    words = texts(app)
    for step in ("Pilih berkas", "Lembar & baris judul", "Cocokkan kolom", "Periksa", "Simpan"):
        assert step in words
    assert [button.label for button in app.button].count("Lanjut: baca berkas") == 1


def linked(**query: str) -> AppTest:
    """Ringkasan opened by a link."""
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def shown_period(app: AppTest) -> str:
    """The period in the address (a list where the test itself put it there)."""
    value = app.query_params["pada"]
    return value if isinstance(value, str) else value[0]


def test_the_period_shown_stands_in_the_link_and_opens_it_again(filled_home: Path) -> None:
    app = linked()
    assert shown_period(app) == "2025-08"
    again = linked(pada="2025-02")
    assert "Februari 2025" in again.header[0].value
    assert shown_period(again) == "2025-02"
    assert "Agustus 2025" in linked(pada="1999-02").header[0].value


def test_a_link_may_call_a_kecamatan_by_its_code(filled_home: Path) -> None:
    app = linked(kecamatan="73.22.03")
    assert not app.error
    assert "Masamba" in app.header[0].value


def test_few_desa_reporting_is_said_above_the_cards(filled_home: Path, open_page: Opener) -> None:
    warned = [one.value for one in open_page().warning]
    assert any("belum dapat mewakili kabupaten" in text for text in warned), warned
