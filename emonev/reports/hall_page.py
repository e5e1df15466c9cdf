"""What a phone in the hall opens first: whose figures, the deck to look at, files to take along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from emonev.charts.slides import DEMO_MARK, Deck
from emonev.charts.svg_draw import inert
from emonev.core.indonesian import decimal, integer
from emonev.reports.plain_page import plain_page


@dataclass(frozen=True, slots=True)
class Offered:
    """A file to take along: its address on the listener, what it is, what for, bytes."""

    address: str
    title: str
    purpose: str
    size: int


def hall_page(deck: Deck, shown_at: str, files: Sequence[Offered]) -> str:
    """The page. ``shown_at`` is the deck's address; nothing else is linked, nothing is asked."""
    mark = f'<p class="demo">{DEMO_MARK}</p>' if deck.demo else ""
    rest = "".join(
        f'<p class="quiet">{inert(line)}</p>'
        for line in (deck.filters_text, deck.data_date_text)
        if line
    )
    listed = "".join(_offer(file) for file in files)
    return plain_page(
        deck.title,
        f"{mark}<h1>{inert(deck.title)}</h1><p>{inert(deck.subtitle)} · "
        f"{inert(deck.period_label)}</p>{rest}"
        f'<a class="open" href="{inert(shown_at)}">Buka paparan →</a>'
        f"<h2>Unduh</h2><ul>{listed}</ul>"
        '<p class="quiet">Bahan untuk umum: jumlah kecil disembunyikan (*). Alamat ini hanya '
        "berlaku di jaringan ruangan ini selama rapat.</p>"
        f'<p class="quiet">{inert(deck.version)}</p>',
    )


def lost_page() -> str:
    """For every address that does not exist."""
    return plain_page(
        "Tidak ada",
        '<h1>Halaman ini tidak ada.</h1><p><a href="/">Kembali ke daftar bahan rapat</a></p>',
    )


def _offer(file: Offered) -> str:
    return (
        f'<li><a href="{inert(file.address)}" download><div><b>{inert(file.title)}</b>'
        f'<span>{inert(file.purpose)}</span></div><span class="size">{size_text(file.size)}</span>'
        "</a></li>"
    )


def size_text(size: int) -> str:
    """Bytes as people say them: "0,4 MB", "38 KB"."""
    if size < 100_000:
        return f"{integer(max(1, round(size / 1000)))} KB"
    return f"{decimal(size / 1_000_000)} MB"
