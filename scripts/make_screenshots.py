"""Take the pictures of the guide: ``python scripts/make_screenshots.py [--only NAME …]``.

Fills two fresh homes (one empty, one with DATA CONTOH of Luwu Utara), opens the dashboard in an
installed Chrome, Chromium or Edge that may talk to nobody else, and writes ``docs/gambar/*.png``.
Every child in the pictures is invented.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image
from playwright.sync_api import sync_playwright

from emonev.demo.build import build_demo
from tests.browser.conftest import start_server, stop_server
from tests.browser.find_browser import find_browser

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs" / "gambar"
KABUPATEN = "73.22"
PEOPLE = "\n".join((
    "1. Kepala Bapperida; Bapperida; Kepala", "2. Kepala Dinas Kesehatan; Dinas Kesehatan; Kepala",
    "3. Camat Masamba; Kecamatan Masamba; Camat", "4. Koordinator PKB; DP3AP2KB; Koordinator",
))  # fmt: skip
"""An attendance list as it is pasted: offices, nobody's name."""

DECIDED = (
    ("Ukur ulang balita di desa dengan cakupan di bawah 80 %", "Dinas Kesehatan", 30),
    ("Kunjungan rumah bagi balita yang baru stunting, bersama TPK", "DP3AP2KB", 60),
)
"""What, which office, days until it is due."""

LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
COLOURS = 160
LARGEST_BYTES = 200_000
UPLOADED_FILES = 15
UPLOADED_SHARE = 0.05
"""Share of the full set's children: enough for plain numbers, read in seconds."""
ROUNDS = "1 start, 2 pages, 3 phone, 4 rakor"
QUIET = (
    "--no-sandbox", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-gpu",
)  # fmt: skip
DRAWN = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const busy = document.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"]');
  const job = [...document.querySelectorAll('button')].some(b => b.innerText === 'Hentikan');
  return app && !busy && !job && app.dataset.testScriptState === 'notRunning';
}"""


@dataclass
class Camera:
    """A page of the dashboard and where its pictures go; ``only`` limits what is written."""

    page: Any
    url: str
    only: frozenset[str]
    taken: list[Path] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Go to an address of the dashboard and wait until it is drawn."""
        self.page.goto(f"{self.url}/{address}")
        self.page.wait_for_selector('[data-testid="stMainBlockContainer"]')
        self.settle()

    def settle(self) -> None:
        """Wait until the script and a job have ended, tables and drawings stand still."""
        for pause in (500, 1000):
            self.page.wait_for_timeout(pause)
            self.page.wait_for_function(DRAWN, timeout=240_000)
        self.page.wait_for_timeout(400)

    def press(self, name: str) -> None:
        """Press a button by its words and wait."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.settle()

    def choose(self, label: str, option: str) -> None:
        """Choose in a list: type the words a person reads (a long list draws only its top)."""
        self.page.get_by_role("combobox", name=label).first.click()
        self.page.keyboard.type(option)
        self.page.get_by_role("option", name=option).first.click()
        self.settle()

    def show(self, place: str, above: int = 24) -> None:
        """Scroll until ``place`` (a selector) stands ``above`` pixels under the window's top."""
        found = self.page.locator(place).first
        found.wait_for(state="attached")
        found.evaluate(
            """(it, above) => {
              const main = document.querySelector('[data-testid="stMain"]');
              main.scrollTop += it.getBoundingClientRect().top - above;
            }""",
            above,
        )
        self.settle()

    def take(self, name: str) -> None:
        """Write what the window shows to ``docs/gambar/NAME.png``, small."""
        if self.only and name not in self.only:
            return
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(300)
        path = PICTURES / f"{name}.png"
        shrink(self.page.screenshot(), path)
        self.taken.append(path)
        print(f"{path.name}: {path.stat().st_size // 1000} kB", flush=True)


def shrink(png: bytes, path: Path) -> None:
    """Save with a palette; raises ValueError when the picture is still too large for a document."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (COLOURS, 64, 32):
        picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST_BYTES:
            return
    raise ValueError(f"{path.name}: {path.stat().st_size} bytes")


@contextmanager
def dashboard(browser: Any, home: Path, size: dict[str, int]) -> Iterator[tuple[Any, str]]:
    """A fresh server over ``home`` and a page of it; requests to anywhere else are dropped."""
    home.mkdir(parents=True, exist_ok=True)
    server = start_server(home)
    context = browser.new_context(viewport=size, locale="id-ID", timezone_id="Asia/Makassar")
    context.set_default_timeout(60_000)
    context.route("**/*", lambda route: only_here(route, server.url))
    try:
        yield context.new_page(), server.url
    finally:
        context.close()
        stop_server(server)


def only_here(route: Any, url: str) -> None:
    """Let the dashboard's own requests through."""
    if route.request.url.startswith((url, "data:", "blob:")):
        route.continue_()
    else:
        route.abort()


def fill(home: Path, size: str) -> None:
    """DATA CONTOH through the product's own command."""
    words = [sys.executable, "-m", "emonev", "demo", "--kabupaten", KABUPATEN, "--size", size]
    subprocess.run(
        words, cwd=PROJECT, env=os.environ | {"EMONEV_HOME": str(home)}, check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def workbooks(folder: Path) -> list[Path]:
    """Fifteen puskesmas workbooks; the first has a desa nobody knows and other problems."""
    built = build_demo(folder, kabupaten=KABUPATEN, size="medium", share=UPLOADED_SHARE)
    files = built.files[:UPLOADED_FILES]
    spoil(files[0])
    return files


def spoil(path: Path) -> None:
    """What people do to a workbook: a column of their own, a slip of a name, of a date, of a sex.

    Rows are counted as Excel does; header in row 2.
    """
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book.active
    at = {str(cell.value).strip("\u00a0 "): cell.column for cell in sheet[2]}
    sheet.cell(2, sheet.max_column + 1, "Catatan Kader")
    for row in (5, 6, 7):
        sheet.cell(row, at["Desa/Kel"], "PERUMAHAN BARU")
    sheet.cell(9, at["JK"], "X")
    sheet.cell(12, at["Tanggal Pengukuran"], "2052-08-14")
    sheet.cell(14, at["Tinggi"], "tdk diukur")
    book.save(path)


def take_start(camera: Camera, files: list[Path]) -> None:
    """The empty home: welcome, the five steps, what was saved, taking it back."""
    page = camera.page
    camera.open("")
    camera.take("selamat-datang")
    camera.press("Mulai dengan berkas saya")
    camera.choose("Kabupaten", "Luwu Utara")
    page.locator('input[type="file"]').first.set_input_files([str(file) for file in files])
    camera.settle()
    camera.take("unggah-1-pilih-berkas")
    camera.press("Lanjut: baca berkas")
    camera.take("unggah-2-lembar")
    camera.press("Lanjut")
    camera.take("unggah-3-kolom")
    camera.press("Lanjut")
    camera.take("unggah-4-periksa")
    camera.choose("PERUMAHAN BARU", "Benteng")
    camera.press("Periksa ulang dengan jawaban ini")
    camera.show("h3:has-text('Masalah yang ditemukan')")
    camera.take("unggah-4-masalah")
    camera.press("Lanjut: simpan")
    camera.take("unggah-5-simpan")
    camera.press("Simpan")
    camera.take("unggah-5-hasil")
    camera.press("Unggah berkas lain")
    page.get_by_role("tab", name="Batalkan").click()
    camera.choose("Batalkan unggahan", files[0].name)
    camera.show('[data-testid="stTabs"]', above=330)
    camera.take("batalkan-unggahan")


def take_pages(camera: Camera) -> None:
    """Every page over a filled home."""
    camera.open("")
    camera.take("ringkasan")
    camera.press("Mengapa beda, seberapa pasti?")
    camera.take("mengapa-beda")
    camera.page.keyboard.press("Escape")
    camera.show(".st-key-ringkasan_peta", above=130)
    camera.take("ringkasan-peta-perubahan")
    camera.show(".st-key-ringkasan_tren", above=130)
    camera.take("ringkasan-tren")
    camera.open("peta")
    camera.take("peta")
    camera.open("peta?kecamatan=Malangke")
    camera.take("peta-desa")
    camera.open("tren")
    camera.take("tren")
    camera.show(".st-key-tren_turun_jelas", above=90)
    camera.take("tren-kelompok")
    camera.open("data-pendukung?bagian=Anggaran")
    camera.take("data-pendukung")
    camera.open("belum-kirim")
    camera.take("siapa-belum-kirim")
    camera.open("pengaturan")
    camera.take("pengaturan")
    camera.open("metodologi")
    camera.page.get_by_text("Stunting (pendek").first.click()
    camera.settle()
    camera.take("metodologi")


def take_rakor(camera: Camera) -> None:
    """Presenting, handing out, a meeting from preparing to its papers, following up."""
    page = camera.page
    camera.open("paparan")
    camera.press("PowerPoint")
    camera.press("Gambar WhatsApp")
    camera.press("Bekukan dan tayangkan")
    camera.show(".stMainBlockContainer")
    camera.take("paparan")
    page.get_by_text("Susun urutan").first.click()
    camera.show(".st-key-susun", above=60)
    camera.take("paparan-susun")
    address = page.get_by_role("link", name="Buka paparan").get_attribute("href")
    take_showing(camera, address or "")
    camera.open("rakor")
    page.get_by_label("Nama Anda (pencatat)").fill("Ani, Bapperida")
    page.keyboard.press("Tab")
    camera.settle()
    camera.take("rapat")
    page.get_by_text("Rapat baru", exact=True).click()
    page.get_by_label("Tempat").fill("Aula Kantor Bupati")
    page.get_by_label("Pimpinan rapat").fill("Wakil Bupati")
    page.get_by_label("Agenda").fill("Pembukaan\nPaparan data Agustus 2025\nTindak lanjut")
    camera.press("Buat rapat")
    page.get_by_label("Tempel daftar hadir").fill(PEOPLE)
    page.keyboard.press("Tab")
    camera.settle()
    camera.press("Tambahkan ke daftar")
    camera.press("Bekukan angka rilis")
    camera.show(".stMainBlockContainer .stTabs", above=60)
    camera.take("rapat-persiapan")
    page.get_by_role("tab", name="Jalannya rapat").click()
    camera.settle()
    for what, office, due in DECIDED:
        page.get_by_label("Apa yang diputuskan").fill(what)
        camera.choose("Nama OPD", office)
        page.get_by_label("day, Tenggat").click()
        page.keyboard.type(f"{date.today() + timedelta(days=due):%d%m%Y}")
        page.keyboard.press("Tab")
        camera.press("Catat keputusan")
    camera.show(".stMainBlockContainer .stTabs", above=60)
    camera.take("rapat-jalan")
    page.get_by_role("tab", name="Hasil").click()
    camera.settle()
    camera.press("Buat notula")
    camera.take("rapat-hasil")
    page.get_by_role("tab", name="Angka rilis").click()
    camera.settle()
    camera.take("rapat-angka-rilis")
    camera.open("tindak-lanjut")
    page.get_by_label("Nama Anda (pencatat)").fill("Ani, Bapperida")
    page.keyboard.press("Tab")
    camera.settle()
    camera.press("Buka")
    camera.take("tindak-lanjut")


def take_showing(camera: Camera, address: str) -> None:
    """The map as the room sees it."""
    camera.page.goto(f"{camera.url}{address}")
    camera.page.wait_for_selector("#count")
    camera.page.keyboard.type("4")
    camera.page.keyboard.press("Enter")
    camera.page.wait_for_timeout(800)
    camera.take("tayangan")


def take_phone(camera: Camera) -> None:
    """One page as a phone shows it."""
    camera.open("")
    camera.take("ringkasan-ponsel")


def take_all(driver: Any, browser_path: Path, asked: argparse.Namespace) -> list[Path]:
    """Every round of pictures, each over a server of its own; what was written."""
    taken: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="emonev-gambar-") as name:
        work = Path(name)
        filled = work / "contoh" / "rumah"
        if asked.home:
            shutil.copytree(asked.home, filled)  # the pictures of a meeting write into it
        else:
            fill(filled, asked.size)
        files = workbooks(work / "berkas")
        rounds: tuple[tuple[Path, dict[str, int], Callable[[Camera], None]], ...] = (
            (work / "kosong" / "rumah", LAPTOP, partial(take_start, files=files)),
            (filled, LAPTOP, take_pages),
            (filled, PHONE, take_phone),
            (filled, LAPTOP, take_rakor),
        )
        browser = driver.chromium.launch(executable_path=str(browser_path), args=list(QUIET))
        for home, size, pictures in rounds:
            if asked.round and pictures is not rounds[asked.round - 1][2]:
                continue
            with dashboard(browser, home, size) as (page, url):
                camera = Camera(page, url, frozenset(asked.only))
                pictures(camera)
                taken += camera.taken
        browser.close()
    return taken


def main() -> int:
    """Read the command line, take the pictures, say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--round", type=int, choices=(1, 2, 3, 4), help=ROUNDS)
    parser.add_argument("--size", default="medium", choices=("small", "medium"))
    parser.add_argument("--home", type=Path, help="a home that already holds DATA CONTOH")
    asked = parser.parse_args()
    path = find_browser()
    if path is None:
        print("no Chrome, Chromium or Edge on this machine", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        taken = take_all(driver, path, asked)
    total = sum(picture.stat().st_size for picture in taken)
    print(f"{len(taken)} pictures, {total // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
