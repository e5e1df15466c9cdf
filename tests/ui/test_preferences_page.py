"""Pengaturan: every setting is reached, stored, told and felt; uploads say what they took."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from emonev.core.scope import local
from emonev.services.area_imports import sasaran_template
from emonev.store.settings import get_setting, serentak_months
from emonev.store.store import Cursor
from emonev.ui.state import open_store
from tests.ui.conftest import Opener, texts

KAB = "73.22"
LIST = """kode_kab;kabupaten;kode_kec;kecamatan;kode_desa;nama
53.04;Belu;53.04.01;Kota Atambua;53.04.01.1001;Fatubenao
53.04;Belu;53.04.02;Tasifeto;53.04.02.2001;Naekasa
"""


def press(app: AppTest, label: str) -> AppTest:
    """Press the button that says ``label``."""
    return next(button for button in app.button if button.label == label).click().run()


def upload(app: AppTest, label: str, name: str, content: bytes) -> AppTest:
    """Choose a file and store it."""
    place = next(one for one in app.get("file_uploader") if one.label == label)
    place.set_value((name, content, "application/octet-stream")).run()
    return press(app, "Simpan ke dasbor")


def stored(query: str) -> object:
    """The first cell of a query."""
    with open_store().reading() as cursor:
        row = cursor.execute(query).fetchone()
    return row[0] if row else None


def setting(key: str) -> str:
    """A stored setting."""
    with open_store().reading() as cursor:
        return get_setting(cursor, key)


def told(app: AppTest) -> str:
    """The green sentences."""
    return " ".join(element.value for element in app.success)


def test_a_serentak_month_is_declared(filled_home: Path, open_page: Opener) -> None:
    with open_store().writing() as cursor:
        _one_more_month(cursor)
    app = open_page("pengaturan")
    app.multiselect[0].set_value(["2025-06"])
    press(app, "Simpan gelombang")
    assert not app.error
    assert "Juni 2025" in told(app)
    with open_store().reading() as cursor:
        assert serentak_months(cursor, KAB) == ("2025-06",)
    app.switch_page(str(Path(__file__).parents[2] / "pages" / "ringkasan.py")).run()
    offered = app.selectbox(key="periode").options
    assert "Juni (gelombang)" in offered


def _one_more_month(cursor: Cursor) -> None:
    cursor.execute(
        "INSERT INTO measurement BY NAME SELECT * REPLACE (DATE '2025-06-10' AS measured_on) "
        "FROM measurement WHERE measured_on = DATE '2025-08-13' AND kabupaten_code = '73.22'"
    )
    from emonev.store.cube import refresh

    refresh(cursor, KAB, {"2025-06"})


def test_limits_that_cross_are_refused_in_words_and_good_ones_stored(
    filled_home: Path, open_page: Opener
) -> None:
    app = open_page("pengaturan")
    low, caution = app.number_input[1], app.number_input[2]
    low.set_value(95)
    press(app, "Simpan batas")
    assert "tidak dapat dipakai" in app.error[0].value
    assert setting("cakupan_rendah") == ""
    low, caution = app.number_input[1], app.number_input[2]
    low.set_value(75)
    caution.set_value(85)
    press(app, "Simpan batas")
    assert not app.error
    assert (setting("cakupan_rendah"), setting("cakupan_hati_hati")) == ("0.75", "0.85")
    assert "75" in told(app)


def test_the_label_is_put_first(filled_home: Path, open_page: Opener) -> None:
    app = open_page("pengaturan")
    app.radio[0].set_value(True)
    press(app, "Simpan angka utama")
    assert not app.error
    assert setting(f"headline_label:{KAB}") == "label"
    assert app.radio[0].value is True


def test_a_source_is_chosen_among_those_stored(filled_home: Path, open_page: Opener) -> None:
    with open_store().writing() as cursor:
        cursor.execute("INSERT INTO sasaran VALUES ('73.22.01', 2025, 'riil', 50)")
    app = open_page("pengaturan")
    (choice,) = [one for one in app.selectbox if one.label == "Sumber sasaran 2025"]
    assert list(choice.options)[1:] == ["Pusdatin", "riil"]
    choice.set_value("riil").run()
    assert not app.error
    assert setting("sasaran_source:2025") == "riil"


def test_a_filled_template_is_taken_and_the_file_is_gone(
    filled_home: Path, open_page: Opener, tmp_path: Path
) -> None:
    path = sasaran_template(local(KAB), open_store(), tmp_path / "t.xlsx", KAB, 2026)
    book = openpyxl.load_workbook(path)
    sheet = book["Sasaran"]
    for row in range(2, 5):
        sheet.cell(row, 6, 40)
    book.save(path)
    app = open_page("pengaturan")
    upload(app, "Berkas sasaran (Excel atau CSV)", "isi.xlsx", path.read_bytes())
    assert not app.error
    assert "3 baris sasaran disimpan" in told(app)
    assert stored("SELECT sum(balita) FROM sasaran WHERE year = 2026") == 120
    assert not list((filled_home / "kerja-sementara").iterdir())


def test_a_kabupaten_nobody_knows_comes_with_its_codes_and_shapes(
    empty_home: Path, open_page: Opener
) -> None:
    app = open_page("pengaturan")
    assert "Belum ada data" in texts(app)
    upload(app, "Daftar kode wilayah (Excel atau CSV)", "belu.csv", LIST.encode())
    assert not app.error
    assert "wilayah disimpan" in told(app)
    assert stored("SELECT count(*) FROM area WHERE starts_with(code, '53.04')") == 5
    ring = [[125.0, -9.0], [125.1, -9.0], [125.1, -9.1], [125.0, -9.1], [125.0, -9.0]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    features = [
        {"type": "Feature", "properties": {"kode": code}, "geometry": shape}
        for code in ("53.04.01", "99.99.99")
    ]
    document = json.dumps({"type": "FeatureCollection", "features": features})
    upload(app, "Berkas batas wilayah", "batas.geojson", document.encode())
    assert not app.error
    assert "1 batas wilayah disimpan" in told(app)
    titles = [box.label for box in app.expander]
    assert "Tidak cocok dengan wilayah mana pun: 1" in titles
    assert "Wilayah tanpa bentuk di berkas ini: 1" in titles


def test_a_file_that_is_no_table_is_refused_and_the_page_goes_on(
    filled_home: Path, open_page: Opener
) -> None:
    app = open_page("pengaturan")
    upload(app, "Daftar kode wilayah (Excel atau CSV)", "a.csv", b"apa saja\n")
    assert len(app.error) == 1
    assert "Riwayat pengaturan" in [box.label for box in app.expander]
