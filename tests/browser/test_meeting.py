"""The whole meeting, played in a real browser with the network blocked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.browser.conftest import Server, Window, settled, start_server, stop_server
from tests.filled_home import fill

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WHO = "Ani, Bapperida"
FIRST = "Ukur ulang balita di desa dengan cakupan rendah"
SECOND = "Kunjungan rumah bagi balita yang baru stunting"


@pytest.fixture
def own_server(browser: Any, tmp_path: Path) -> Iterator[Server]:
    """A server over a small demo that this test may write into."""
    home = tmp_path / "rumah"
    home.mkdir()
    fill(home)
    server = start_server(home)
    yield server
    stop_server(server)


def test_a_meeting_from_opening_to_the_next_one(
    window: Window, own_server: Server, tmp_path: Path
) -> None:
    page = window.page
    page.goto(f"{own_server.url}/rakor")
    settled(page)
    page.get_by_label("Nama Anda (pencatat)").fill(WHO)
    page.keyboard.press("Tab")
    _new_meeting(page, "Rakor pertama")

    _press(page, "Bekukan angka rilis")
    page.get_by_text("Angka rilis Agustus 2025").first.wait_for()
    _present(page)

    _part(page, "Jalannya rapat")
    page.get_by_text("Belum ada keputusan dari rapat sebelumnya.").wait_for()
    _decide(page, FIRST, "Dinas Kesehatan")
    page.get_by_text("Keputusan 1 ·").wait_for()
    _decide(page, SECOND, "TP PKK")
    page.get_by_text("Keputusan 2 ·").wait_for()

    _part(page, "Hasil")
    _press(page, "Buat notula")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh", exact=True).click()
    notula = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(notula)
    written = _words(notula)
    assert notula.suffix == ".docx"
    assert all(text in written for text in ("Rakor pertama", FIRST, SECOND, "Dinas Kesehatan"))
    _press(page, "Tutup rapat")
    page.get_by_role("button", name="Buka lagi").wait_for()

    _press(page, "Semua rapat")
    page.get_by_text("ditutup").first.wait_for()
    page.get_by_text("Rapat baru", exact=True).click()
    _new_meeting(page, "Rakor kedua")
    _part(page, "Jalannya rapat")
    page.get_by_text("2 terbuka").wait_for()
    assert page.get_by_text(FIRST).is_visible() and page.get_by_text(SECOND).is_visible()

    page.get_by_role("link", name="RTL").click()
    page.get_by_text("2 keputusan: 2 belum dimulai.").wait_for()


def _new_meeting(page: Any, title: str) -> None:
    page.get_by_label("Judul rapat").fill(title)
    page.get_by_label("Tempat").fill("Aula Kantor Bupati")
    _press(page, "Buat rapat")
    page.get_by_role("heading", name=title).wait_for()


def _present(page: Any) -> None:
    """The frozen showing in its own tab, walked through with keys, and back."""
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Tayangkan").first.click()
    talk = opening.value
    talk.wait_for_selector("#count")

    def at() -> tuple[int, int]:
        number, _, of = talk.locator("#count").inner_text().partition(" / ")
        return int(number), int(of)

    first, last = at()
    assert first == 1 and last > 5
    talk.keyboard.press("ArrowRight")
    talk.keyboard.press("ArrowRight")
    assert at() == (3, last)
    talk.keyboard.press("ArrowLeft")
    assert at() == (2, last)
    talk.keyboard.press("End")
    assert at() == (last, last)
    talk.keyboard.press("Home")
    assert at() == (1, last)
    assert "Rakor pertama" in talk.locator(".slide.on").inner_text()
    talk.keyboard.press("o")
    assert talk.locator("#overview.on").is_visible()
    talk.keyboard.press("Escape")
    assert not talk.locator("#overview").is_visible() and at() == (1, last)
    talk.close()


def _decide(page: Any, what: str, office: str) -> None:
    page.get_by_label("Apa yang diputuskan").fill(what)
    page.get_by_role("combobox", name="Nama OPD").click()
    page.keyboard.type(office)
    page.get_by_role("option", name=office, exact=True).click()
    page.get_by_label("day, Tenggat").click()
    page.keyboard.type(f"{date.today() + timedelta(days=60):%d%m%Y}")
    page.keyboard.press("Tab")
    _press(page, "Catat keputusan")


def _part(page: Any, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    settled(page)


def _press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def _words(path: Path) -> str:
    """Every word of a Word file, tables included."""
    opened = docx.Document(str(path))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in opened.paragraphs), *cells])
