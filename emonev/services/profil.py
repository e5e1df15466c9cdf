"""The profil of every kecamatan, puskesmas or desa, one deck each, in one zip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from emonev.charts.slides import Audience, Deck
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.reports.profil import write_profil
from emonev.services.choices import Choice, Choices, choices
from emonev.services.comparing import PUBLIC
from emonev.services.deck import FIGURES, deck_of
from emonev.services.deck_facts import Facts
from emonev.services.figure import Selection
from emonev.services.making import Progress, silent
from emonev.services.profil_facts import DesaFacts, PuskesmasFacts
from emonev.services.reach import reached_area
from emonev.store.store import Cursor

CLOSING = ("definisi",)

DESA_SLIDES = ("angka_utama", "tren", "kasus_baru", "umur", "kualitas")
"""A desa is divided no further."""

PUSKESMAS_SLIDES = tuple(kind for kind in FIGURES if kind != "belum_kirim")


@dataclass(frozen=True, slots=True)
class ProfilKind:
    """What a batch holds one profil each of. ``small``: its counts are never for an audience
    (numbers.md §10). ``places`` and ``selection`` find them and what is asked of one."""

    key: str
    title: str
    small: bool
    slides: tuple[str, ...]
    facts: type[Facts]
    places: Callable[[Choices], tuple[Choice, ...]]
    selection: Callable[[Selection, Choice], Selection]


KINDS: tuple[ProfilKind, ...] = (
    ProfilKind(
        "kecamatan", "Profil stunting kecamatan", False, FIGURES, Facts,
        lambda known: known.kecamatan,
        lambda asked, place: replace(asked, kecamatan=place.code, desa=""),
    ),
    ProfilKind(
        "puskesmas", "Profil stunting puskesmas", True, PUSKESMAS_SLIDES, PuskesmasFacts,
        lambda known: known.puskesmas,
        lambda asked, place: replace(
            asked, kecamatan=place.parent, puskesmas=place.code, desa=""
        ),
    ),
    ProfilKind(
        "desa", "Profil stunting desa/kelurahan", True, DESA_SLIDES, DesaFacts,
        lambda known: known.desa,
        lambda asked, place: replace(asked, kecamatan=place.parent, desa=place.code),
    ),
)  # fmt: skip

NOTHING = "Tidak ada {kind} yang dapat dibuatkan profil untuk periode ini."
NOTHING_OF = "tidak ada yang dapat ditampilkan untuk periode ini"
ONLY_INTERNAL = "Profil {kind} memuat jumlah kecil, jadi tidak dibuat untuk umum."
CHOOSE_INTERNAL = "Pilih bahan internal (--audience internal) dan jangan sebarkan."
UNKNOWN = "Profil per {key!r} tidak dikenal."
OUTSIDE = "{code} bukan kecamatan dari kabupaten ini."


def kind_of(key: str) -> ProfilKind:
    """The entry with this key. Raises WrongCall."""
    for kind in KINDS:
        if kind.key == key:
            return kind
    known = ", ".join(kind.key for kind in KINDS)
    raise WrongCall(UNKNOWN.format(key=key), hint=f"Yang ada: {known}.")


def profil(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    path: Path,
    named: Callable[[Deck, str], str],
    *,
    today: date,
    audience: Audience = "publik",
    by: str = "kecamatan",
    kecamatan: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[Deck]:
    """Write a profil per kecamatan, puskesmas or desa (``by``) to the zip ``path``.

    ``kecamatan``: only of these (codes). Returns the decks; a place without anything to show has
    none and is told as progress.
    Raises WrongCall (nothing for any place; puskesmas or desa for an audience), NoAccess, OSError.
    """
    kind = kind_of(by)
    if kind.small and audience == PUBLIC:
        raise WrongCall(ONLY_INTERNAL.format(kind=kind.key), hint=CHOOSE_INTERNAL)
    places = _places(cursor, scope, selection, kind, kecamatan)
    if not places:
        raise WrongCall(NOTHING.format(kind=kind.key))
    told = progress or silent
    made = _decks(cursor, scope, selection, kind, places, told, today, audience)
    decks = write_profil(made, len(places), named, path, told)
    if not decks:
        raise WrongCall(NOTHING.format(kind=kind.key))
    return decks


def _places(
    cursor: Cursor, scope: Scope, selection: Selection, kind: ProfilKind, kecamatan: Sequence[str]
) -> tuple[Choice, ...]:
    for code in kecamatan:
        if not code.startswith(f"{selection.kabupaten}."):
            raise WrongCall(OUTSIDE.format(code=code))
        reached_area(scope, code)
    found = kind.places(choices(cursor, scope, selection.kabupaten))
    if kecamatan:
        found = tuple(one for one in found if {one.code, one.parent} & set(kecamatan))
    return tuple(sorted(found, key=lambda one: (one.parent, one.code)))


def _decks(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    kind: ProfilKind,
    places: Sequence[Choice],
    told: Progress,
    today: date,
    audience: Audience,
) -> Iterator[Deck]:
    """One after the other, written as they come."""
    whole = replace(selection, kecamatan="", puskesmas="", desa="")
    for at, place in enumerate(places):
        facts = kind.facts(cursor, scope, kind.selection(whole, place), audience)
        slides = (*kind.slides, *CLOSING)
        try:
            made = deck_of(facts, slides, order=f"profil_{kind.key}", title=kind.title, today=today)
        except WrongCall:
            # No measurement in this period, or nothing that may be shown: said, no empty file.
            told(at, len(places), f"{place.code} {place.name}: {NOTHING_OF}")
            continue
        yield made
