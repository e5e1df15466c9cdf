"""The round trip of a broken workbook, and an upload of many files that is left and found again."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.browser.conftest import Server, Window, settled
from tests.browser.test_upload import choose, next_step
from tests.builders import EXPORT_HEADER, child, workbook

pytestmark = pytest.mark.browser

COLUMN = {name: at for at, name in enumerate(EXPORT_HEADER, 1)}
STORED = 240_000


def store(page: Any) -> None:
    """From the second step to the sentence."""
    next_step(page, "Lanjut")
    next_step(page, "Lanjut")
    next_step(page, "Lanjut: simpan")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_text("pengukuran sah").first.wait_for(timeout=STORED)
    settled(page)


def drawn_values(page: Any) -> list[Any]:
    """The values of the areas of the map on the screen."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('.js-plotly-plot')].some(p => p.data?.some("
        "t => t.type === 'choropleth' && t.locations?.length))"
    )
    return page.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(p => p.data || [])"
        ".filter(t => t.type === 'choropleth').map(t => JSON.stringify([t.locations, t.z]))"
    )


def see_map(page: Any) -> str:
    """Peta by its button, drawn; its values as text."""
    page.get_by_role("button", name="Lihat Peta").click()
    page.wait_for_url("**/peta**")
    settled(page)
    return str(sorted(drawn_values(page)))


def broken(folder: Path) -> Path:
    """30 children; of ten that are stunted the sex or the birth date cannot be read."""
    rows = []
    for at in range(30):
        row = child(i=at + 1, sex="LP"[at % 2], age_text="", measured_on="2024-08-15")
        if at < 10:
            row |= {EXPORT_HEADER[COLUMN["Tinggi"] - 1]: 76.0, "TB/U": "Pendek", "ZS TB/U": -3.4}
            row |= {"JK": "xx"} if at % 2 else {"Tgl Lahir": "entah"}
        rows.append(row)
    return workbook(folder, rows, name="kiriman malangke")


def mend(path: Path) -> None:
    """As a person in Excel: the coloured cells of the table are typed anew."""
    book = openpyxl.load_workbook(path)
    page = book["Application List"]
    for row in page.iter_rows(min_row=3):
        if row[COLUMN["JK"] - 1].value == "xx":
            row[COLUMN["JK"] - 1].value = "L"
        if row[COLUMN["Tgl Lahir"] - 1].value == "entah":
            row[COLUMN["Tgl Lahir"] - 1].value = "2022-03-15"
    book.save(path)


def test_a_broken_workbook_comes_back_marked_and_mended_changes_the_map(
    fresh_server: Server, window: Window, tmp_path: Path
) -> None:
    page = window.page
    page.goto(f"{fresh_server.url}/unggah")
    settled(page)
    choose(page, broken(tmp_path))
    next_step(page, "Lanjut")
    next_step(page, "Lanjut")
    assert page.get_by_text("Jenis kelamin tidak terbaca").first.is_visible()
    next_step(page, "Lanjut: simpan")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_text("20 pengukuran sah").first.wait_for(timeout=STORED)
    settled(page)
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Unduh berkas bertanda").click()
    assert download.value.suggested_filename == "kiriman malangke (bertanda).xlsx"
    marked = tmp_path / download.value.suggested_filename
    download.value.save_as(marked)
    before = see_map(page)

    mend(marked)
    page.goto(f"{fresh_server.url}/unggah")
    settled(page)
    page.get_by_role("button", name="Unggah berkas lain").click()
    page.get_by_role("button", name="Lanjut: baca berkas").wait_for()
    settled(page)
    choose(page, marked)
    store(page)
    assert page.get_by_text("10 pengukuran sah").count() == 0
    assert "30 pengukuran sah" in page.get_by_text("pengukuran sah").first.inner_text()
    assert see_map(page) != before


def kiriman(folder: Path, files: int = 37) -> Path:
    """A zip as an office gets it: a folder per puskesmas, and what does not belong there."""
    path = folder / "kiriman.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(files):
            rows = [child(i=100 * number + at, sex="LPL"[at]) for at in range(3)]
            book = workbook(folder / str(number), rows, container="csv")
            archive.write(book, f"PKM {number + 1:02d}/data.csv")
        archive.writestr("surat.docx", b"x")
    return path


def test_an_upload_of_37_files_goes_on_while_nobody_looks(
    fresh_server: Server, window: Window, tmp_path: Path
) -> None:
    page = window.page
    page.goto(f"{fresh_server.url}/unggah")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(str(kiriman(tmp_path)))
    page.wait_for_function("() => !document.body.innerText.includes('Uploading')")
    page.get_by_role("button", name="Lanjut: baca berkas").click()
    line = page.get_by_text("dari 37 selesai")
    line.wait_for(timeout=STORED)
    seen = line.inner_text()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Metodologi").click()
    page.wait_for_url("**/metodologi")
    settled(page)
    page.goto("about:blank")
    page.goto(f"{fresh_server.url}/unggah")  # another session: nothing of the browser's is left
    page.get_by_role("button", name="Lanjut", exact=True).wait_for(timeout=STORED)
    settled(page)
    assert "Membaca dan memeriksa berkas" in seen
    assert page.get_by_text("1 berkas dilewati").is_visible()
    next_step(page, "Lanjut")
    next_step(page, "Lanjut")
    next_step(page, "Lanjut: simpan")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_role("button", name="Hentikan").wait_for(timeout=STORED)
    page.reload()
    page.get_by_text("111 pengukuran sah").first.wait_for(timeout=STORED)
    settled(page)
    assert not list((fresh_server.home / "kerja-sementara").glob("pilih-*/*/*.csv"))
