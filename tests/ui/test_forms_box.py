"""Templates and the national web's shape are one click away on Unggah."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Opener, texts


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def ready(app: AppTest) -> tuple[str, str, openpyxl.Workbook]:
    name, told, content = app.session_state["formulir_jadi"]
    return name, told, openpyxl.load_workbook(io.BytesIO(content))


def test_a_template_holds_the_kabupatens_own_desa(filled_home: Path, open_page: Opener) -> None:
    app = open_page("unggah")
    app.selectbox(key="templat").set_value("sasaran")
    app.number_input(key="templat_tahun").set_value(2025)
    press(app, "Buat templat")
    assert not app.error and not app.exception
    name, told, book = ready(app)
    assert name == "templat-sasaran_2025.xlsx" and "siap diisi" in told
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"73.22.01.2001"} <= cells and not {c for c in cells if c.startswith("73.04")}
    assert "templat-sasaran" in texts(app)


def test_cakupan_goes_out_for_the_chosen_quarter(filled_home: Path, open_page: Opener) -> None:
    app = open_page("unggah")
    app.number_input(key="templat_tahun").set_value(2025)
    app.selectbox(key="templat_bagian").set_value("TW3")
    press(app, "Cakupan layanan untuk web nasional")
    assert not app.error and not app.exception
    name, told, book = ready(app)
    assert name == "cakupan-layanan_2025-TW3.xlsx" and "29 lembar" in told
    assert len(book.sheetnames) == 30


def test_a_new_home_says_which_kabupaten_first(empty_home: Path, open_page: Opener) -> None:
    app = open_page("unggah")
    assert app.selectbox(key="templat_kabupaten").options
    press(app, "Buat templat")
    assert not app.error and not app.exception
