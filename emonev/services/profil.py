"""The profil of every kecamatan, one deck each, in one zip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from emonev.charts.slides import Audience, Deck
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.reports.profil import write_profil
from emonev.services.choices import choices
from emonev.services.deck import deck
from emonev.services.figure import Selection
from emonev.store.store import Cursor

Progress = Callable[[int, int, str], None]

ORDER = "profil_kecamatan"
TITLE = "Profil stunting kecamatan"
NOTHING = "Tidak ada kecamatan yang dapat dibuatkan profil untuk periode ini."


def profil(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    path: Path,
    named: Callable[[Deck, str], str],
    *,
    today: date,
    audience: Audience = "publik",
    kecamatan: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[Deck]:
    """Write a profil per kecamatan (all, or those given) to the zip ``path``.

    Returns the decks; a kecamatan without anything to show has none and is told as progress.
    Raises WrongCall (nothing for any kecamatan), NoAccess, OSError.
    """
    codes = tuple(kecamatan) or tuple(
        choice.code for choice in choices(cursor, scope, selection.kabupaten).kecamatan
    )
    if not codes:
        raise WrongCall(NOTHING)
    told = progress or _silent
    decks = write_profil(
        _decks(cursor, scope, selection, codes, told, today, audience),
        len(codes),
        named,
        path,
        told,
    )
    if not decks:
        raise WrongCall(NOTHING)
    return decks


def _decks(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    codes: Sequence[str],
    told: Progress,
    today: date,
    audience: Audience,
) -> Iterator[Deck]:
    """One after the other, written as they come."""
    for at, code in enumerate(codes):
        try:
            made = deck(cursor, scope, selection, ORDER, audience, today=today, kecamatan=(code,))
        except WrongCall as nothing:
            # No measurement in this period: said, no empty file.
            told(at, len(codes), f"{code}: {nothing}")
            continue
        yield replace(made, title=TITLE)


def _silent(done: int, of: int, what: str) -> None:
    """Nobody watches."""
