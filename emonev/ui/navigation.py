"""The screens, in one place: file, address, title."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from emonev.store.home import PROJECT


@dataclass(frozen=True, slots=True)
class Screen:
    """One file of ``pages/`` with its address (``url``) and the word in the menu."""

    url: str
    title: str
    icon: str
    section: str
    home: bool = False

    @property
    def file(self) -> str:
        """The page file's path (pages are given by path, never discovered)."""
        return str(PROJECT / "pages" / f"{self.url.replace('-', '_')}.py")


SCREENS = (
    Screen("ringkasan", "Ringkasan", ":material/dashboard:", "Lihat", home=True),
    Screen("peta", "Peta", ":material/map:", "Lihat"),
    Screen("tren", "Tren", ":material/show_chart:", "Lihat"),
    Screen("data-pendukung", "Data pendukung", ":material/folder_open:", "Lihat"),
    Screen("paparan", "Paparan & bahan", ":material/slideshow:", "Rakor"),
    Screen("rakor", "Rapat", ":material/groups:", "Rakor"),
    Screen("tindak-lanjut", "RTL", ":material/checklist:", "Rakor"),
    Screen("unggah", "Unggah", ":material/upload_file:", "Data"),
    Screen("belum-kirim", "Siapa belum kirim", ":material/schedule_send:", "Data"),
    Screen("pengaturan", "Pengaturan", ":material/settings:", "Data"),
    Screen("metodologi", "Metodologi", ":material/menu_book:", "Tentang"),
)


def navigation() -> StreamlitPage:
    """Draw the menu and return the page to run."""
    sections: dict[str, list[StreamlitPage]] = {}
    for screen in SCREENS:
        page = st.Page(
            screen.file,
            title=screen.title,
            icon=screen.icon,
            # Streamlit serves the first screen at "/" only, whatever its path: see the alias below.
            url_path="beranda" if screen.home else screen.url,
            default=screen.home,
        )
        sections.setdefault(screen.section, []).append(page)
        if screen.home:
            alias = st.Page(
                screen.file, title=screen.title, url_path=screen.url, visibility="hidden"
            )
            sections[screen.section].append(alias)
    return st.navigation(sections, expanded=True)


def go(url: str) -> None:
    """Leave for another screen."""
    st.switch_page(file_of(url))


def file_of(url: str) -> str:
    """The page file behind an address of ``SCREENS``."""
    return next(screen.file for screen in SCREENS if screen.url == url)
