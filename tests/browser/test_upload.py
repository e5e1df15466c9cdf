"""Unggah in the browser: five steps to the sentence, and a bomb that kills nobody."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Server, Window, settled
from tests.builders import child, workbook

pytestmark = pytest.mark.browser

CELL = '<c r="{at}" t="inlineStr"><is><t>x</t></is></c>'
SHEET = (
    '<?xml version="1.0"?><worksheet xmlns='
    '"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    f'<row r="1">{CELL.format(at="A1")}</row>'
    f'<row r="1048576">{CELL.format(at="XFD1048576")}</row></sheetData></worksheet>'
)


def next_step(page: Any, words: str) -> None:
    """Press the button and wait for the run to end."""
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_timeout(400)
    settled(page)


def choose(page: Any, *files: Path) -> None:
    """Put files into the uploader and read them."""
    page.locator("input[type=file]").first.set_input_files([str(file) for file in files])
    button = page.get_by_role("button", name="Lanjut: baca berkas")
    page.wait_for_function("() => !document.body.innerText.includes('Uploading')")
    button.click()
    page.get_by_role("button", name="Lanjut", exact=True).wait_for(timeout=120_000)
    settled(page)


def sparse_bomb(folder: Path, template: Path) -> Path:
    """A legal workbook of 2 cells, A1 and XFD1048576: parsers ask for 549 GB."""
    path = folder / "jarang.xlsx"
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = SHEET.encode() if "worksheets/sheet" in name else source.read(name)
            target.writestr(name, content)
    return path


def test_five_steps_from_two_files_to_the_sentence(
    fresh_server: Server, window: Window, tmp_path: Path
) -> None:
    files = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        rows = [child(i=100 * number + at) for at in range(12)]
        files.append(workbook(folder, rows))
    page = window.page
    page.goto(f"{fresh_server.url}/unggah")
    settled(page)
    choose(page, *files)
    next_step(page, "Lanjut")
    next_step(page, "Lanjut")
    next_step(page, "Lanjut: simpan")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_text("pengukuran sah").wait_for(timeout=120_000)
    assert "24 pengukuran sah" in page.get_by_text("pengukuran sah").inner_text()
    assert not list((fresh_server.home / "kerja-sementara").glob("pilih-*/*/*.xlsx"))
    page.get_by_role("button", name="Lihat Ringkasan").click()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stHeading]')?.innerText.includes('Kabupaten')"
    )


def test_a_bomb_is_refused_and_the_server_lives(
    fresh_server: Server, window: Window, tmp_path: Path
) -> None:
    pid = fresh_server.process.pid
    bomb = sparse_bomb(tmp_path, workbook(tmp_path, [child()]))
    page = window.page
    page.goto(f"{fresh_server.url}/unggah")
    settled(page)
    choose(page, bomb)
    assert page.get_by_test_id("stAlert").first.is_visible()
    assert fresh_server.process.poll() is None
    assert fresh_server.process.pid == pid
