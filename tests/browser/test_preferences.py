"""Pengaturan in the browser: a template out and in again; a limit is felt on another page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.browser.conftest import Server, Window, settled, start_server, stop_server
from tests.filled_home import fill

pytestmark = pytest.mark.browser


def test_a_sasaran_template_goes_out_and_in_and_limits_are_felt(
    browser: Any, window: Window, tmp_path: Path
) -> None:
    home = tmp_path / "rumah"
    home.mkdir()
    fill(home)
    server: Server = start_server(home)
    try:
        page = window.page
        page.goto(f"{server.url}/pengaturan")
        settled(page)
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Unduh templat sasaran").click()
        template = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(template)
        book = openpyxl.load_workbook(template)
        sheet = book["Sasaran"]
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 4, 2025)
            sheet.cell(row, 5, "Dukcapil")
            sheet.cell(row, 6, 50)
        book.save(template)
        page.locator("input[type=file]").first.set_input_files(str(template))
        page.get_by_role("button", name="Simpan ke dasbor").click()
        page.get_by_text("173 baris sasaran disimpan").wait_for()
        settled(page)
        page.get_by_label("Di bawah ini hati-hati (%)").fill("95")
        page.get_by_role("button", name="Simpan batas").click()
        page.get_by_text("Batas cakupan: 80").wait_for()
        page.goto(f"{server.url}/metodologi")
        settled(page)
        page.get_by_text("di bawah 95").wait_for()
        assert not list((server.home / "kerja-sementara").iterdir())
    finally:
        stop_server(server)
