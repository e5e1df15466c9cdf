"""The profil of every area in one zip: a PDF and a PowerPoint file each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from emonev.charts.slides import Deck
from emonev.reports.pdf import write_pdf
from emonev.reports.pptx import write_pptx

Progress = Callable[[int, int, str], None]

WRITERS: tuple[tuple[str, Callable[[Deck, Path], Any]], ...] = (
    (".pdf", write_pdf),
    (".pptx", write_pptx),
)
"""Every file a profil consists of."""


def write_profil(
    decks: Iterable[Deck],
    count: int,
    named: Callable[[Deck, str], str],
    path: Path,
    progress: Progress | None = None,
) -> list[Deck]:
    """Write the ``decks`` as they come to the zip ``path``; returns them.

    ``named`` gives a file's name for a deck and an ending; ``count`` decks are expected.
    Raises OSError.
    """
    done: list[Deck] = []
    with TemporaryDirectory(prefix="emonev-profil-") as folder, ZipFile(path, "w") as archive:
        for deck in decks:
            for suffix, write in WRITERS:
                file = Path(folder) / f"profil{suffix}"
                write(deck, file)
                # Both kinds are compressed already or nearly so; the light level is quick.
                archive.write(file, f"{deck.place_code}_{named(deck, suffix)}", ZIP_DEFLATED, 1)
            done.append(deck)
            if progress:
                progress(len(done), max(count, len(done)), deck.subtitle)
    return done
