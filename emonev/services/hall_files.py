"""What phones in the hall may get: files made from one public deck, and nothing else.

The listener (``emonev.web.hall``) is given a folder with exactly these files and a list of them; it
knows no store, no register and no other folder.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from emonev.charts.slides import Deck
from emonev.errors import Refused
from emonev.reports.hall_page import Offered, hall_page, lost_page
from emonev.reports.html import policy_of, render_html
from emonev.services.making import Progress, silent
from emonev.services.report import kind_of, suggested_name, write

LISTED = "daftar.json"
"""The list in the folder: address → file, type, attachment or not, policy."""

PAGE = "text/html; charset=utf-8"

DOWNLOADS: tuple[tuple[str, str, str], ...] = (
    ("pdf", "untuk dibaca dan dicetak", "application/pdf"),
    (
        "pptx",
        "slide dengan grafik yang dapat disunting",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (
        "xlsx",
        "semua tabel dengan angkanya",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("png", "ringkasan satu gambar", "image/png"),
    ("html", "paparan ini, dibuka tanpa internet", PAGE),
)
"""Kind of file, what it is for, its media type. One entry per kind."""


def write_hall_files(
    deck: Deck, folder: Path, progress: Progress | None = None
) -> tuple[Offered, ...]:
    """Write everything phones may get, and the list of it, into the empty ``folder``.

    Speaker notes stay with the speaker. Raises Refused for a deck that is not public.
    """
    if deck.audience != "publik":
        raise Refused(
            "hanya_untuk_umum",
            "Paparan ini memuat angka INTERNAL dan tidak boleh dibagikan ke HP.",
            hint="Bagikan versi untuk umum.",
        )
    public = without_notes(deck)
    told = progress or silent
    listed: dict[str, dict[str, str]] = {}
    offered = []
    for done, (key, purpose, media) in enumerate(DOWNLOADS):
        kind = kind_of(key)
        told(done, len(DOWNLOADS), kind.title)
        name = suggested_name(public, kind.suffix)
        write(kind, public, folder / name)
        listed[f"/unduh/{name}"] = {"file": name, "type": media, "attachment": name}
        offered.append(
            Offered(f"/unduh/{name}", kind.title, purpose, (folder / name).stat().st_size)
        )
    pages = {
        "/": ("awal.html", hall_page(public, "/paparan", offered)),
        "/paparan": ("paparan.html", render_html(public)),
        "": ("tidak-ada.html", lost_page()),
    }
    for address, (name, page) in pages.items():
        (folder / name).write_text(page, encoding="utf-8", newline="\n")
        listed[address] = {"file": name, "type": PAGE, "policy": policy_of(page)}
    (folder / LISTED).write_text(json.dumps(listed), encoding="utf-8")
    told(len(DOWNLOADS), len(DOWNLOADS), "siap")
    return tuple(offered)


def without_notes(deck: Deck) -> Deck:
    """The deck without speaker notes: they may hold what is meant for the speaker alone."""
    quiet = tuple(replace(slide, notes=(), speaker=()) for slide in deck.slides)
    return replace(deck, slides=quiet)
