"""The guide and the README show pictures that are there, and every page of the app has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from emonev.ui.navigation import SCREENS
from tests.repository import PROJECT, files

PICTURES = PROJECT / "docs" / "gambar"
GUIDE = PROJECT / "docs" / "panduan.md"
README = PROJECT / "README.md"
NAMED = re.compile(r"\]\(([^)\s]+\.png)\)")
LARGEST_BYTES = 200_000
LARGEST_TOTAL_BYTES = 2_500_000

PRESSED = (
    "Coba data contoh", "Mulai dengan berkas saya", "Pulihkan cadangan", "Lanjut: baca berkas",
    "Pakai pencocokan ini", "Periksa ulang dengan jawaban ini", "Simpan", "Lihat Peta",
    "Lihat Ringkasan", "Batalkan unggahan ini", "Buat cadangan", "Unduh cadangan",
    "Unduh templat sasaran", "Simpan ke dasbor", "Semua kecamatan",
    "Mengapa beda, seberapa pasti?", "Batal", "Bekukan dan tayangkan", "Buka paparan", "Tayangkan",
    "Bekukan angkanya", "Tambahkan", "Simpan urutan", "Mulai bagikan", "Berhenti bagikan",
    "Unduh templat", "Tutup rapat", "Buka lagi", "Simpan revisi", "Simpan kemajuan",
)  # fmt: skip
"""What the guide tells people to press."""


def named(document: Path) -> set[Path]:
    """Pictures a document shows or links to."""
    text = document.read_text(encoding="utf-8")
    return {(document.parent / name).resolve() for name in NAMED.findall(text)}


def test_every_named_picture_is_there_and_every_picture_is_named() -> None:
    shown = named(GUIDE) | named(README)
    assert shown == {path for path in files() if path.parent == PICTURES}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.url)
def test_every_page_has_its_part_and_its_picture(screen) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    parts = re.split(r"^## \d+\. ", text, flags=re.MULTILINE)
    own = [part for part in parts if part.startswith(f"{screen.title}\n")]
    assert len(own) == 1 and NAMED.search(own[0])


def test_pictures_stay_small() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert sizes and max(sizes.values()) <= LARGEST_BYTES
    assert sum(sizes.values()) <= LARGEST_TOTAL_BYTES


@pytest.mark.parametrize("words", PRESSED)
def test_what_the_guide_says_to_press_is_on_a_page(words: str) -> None:
    sources = [*(PROJECT / "emonev" / "ui").glob("*.py"), *(PROJECT / "pages").glob("*.py")]
    assert f"**{words}**" in GUIDE.read_text(encoding="utf-8")
    assert any(f'"{words}' in path.read_text(encoding="utf-8") for path in sources)
