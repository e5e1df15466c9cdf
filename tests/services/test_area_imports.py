"""Another kabupaten's codes, boundaries and target populations come in without touching code."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from emonev.core.scope import EVERYTHING, local
from emonev.errors import WrongCall
from emonev.services.area_imports import (
    import_area_list,
    import_boundaries,
    import_sasaran,
    sasaran_template,
)
from tests.builders import child
from tests.services.importing import Office, fates

LIST = """kode_kab;kabupaten;kode_kec;kecamatan;kode_desa;nama;sasaran balita;tahun;sumber
53.04;Belu;53.04.01;Kota Atambua;53.04.01.1001;Fatubenao;120;2025;Pusdatin
53.04;Belu;53.04.01;Kota Atambua;53.04.01.1002;Manumutin;80;2025;Pusdatin
53.04;Belu;53.04.02;Tasifeto;53.04.02.2001;Naekasa;60;2025;Pusdatin
"""


def _import_list(office: Office) -> None:
    path = office.folder / "wilayah.csv"
    path.write_text(LIST, encoding="utf-8")
    done = import_area_list(EVERYTHING, office.store, path)
    assert done.stored >= 5


def test_a_code_list_makes_a_kabupaten_whose_files_then_match(office: Office) -> None:
    _import_list(office)
    rows = [child(kabupaten="", kecamatan="KOTA ATAMBUA", desa="FATUBENAO")]
    result = office.upload(rows, kabupaten="53.04")
    assert fates(result) == {"new": 1}
    assert office.query("SELECT area_code FROM measurement") == [("53.04.01.1001",)]
    assert office.query("SELECT sum(balita) FROM sasaran") == [(260,)]


def test_a_boundary_file_is_matched_by_code_and_says_what_did_not_match(office: Office) -> None:
    _import_list(office)

    def square(x: float) -> dict[str, object]:
        ring = [[x, -9.0], [x + 0.1, -9.0], [x + 0.1, -9.1], [x, -9.1], [x, -9.0]]
        return {"type": "Polygon", "coordinates": [ring]}

    features = [
        {"type": "Feature", "properties": {"kode": code, "nama": name}, "geometry": square(x)}
        for code, name, x in (
            ("53.04.01", "Kota Atambua", 124.9), ("53.04.02", "Tasifeto", 125.0),
            ("99.99.99", "Entah", 125.1),
        )
    ]  # fmt: skip
    path = office.folder / "batas.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    done = import_boundaries(EVERYTHING, office.store, path)
    assert done.stored == 2
    assert len(done.unmatched) == 1
    stored = office.query("SELECT area_code FROM boundary WHERE area_code LIKE '53.%' ORDER BY 1")
    assert stored == [("53.04.01",), ("53.04.02",)]


def test_the_sasaran_template_comes_filled_and_goes_back_in(office: Office) -> None:
    path = sasaran_template(EVERYTHING, office.store, office.folder / "sasaran.xlsx", "73.22", 2025)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    header = next(
        row for row in page.iter_rows() if any(cell.value == "Sasaran balita" for cell in row)
    )
    column = next(cell.column for cell in header if cell.value == "Sasaran balita")
    filled = 0
    for row in page.iter_rows(min_row=header[0].row + 1):
        if row[0].value and str(row[0].value).startswith("73.22."):
            page.cell(row[0].row, column, 100)
            filled += 1
    book.save(path)
    done = import_sasaran(local("73.22"), office.store, path)
    assert filled == 173
    assert done.stored == 173
    assert office.query("SELECT sum(balita) FROM sasaran") == [(17300,)]


def test_a_missing_file_is_a_wrong_call(office: Office) -> None:
    for verb in (import_area_list, import_boundaries, import_sasaran):
        with pytest.raises(WrongCall, match=r"tiada\.csv"):
            verb(EVERYTHING, office.store, Path("tiada.csv"))
