"""Files for a rakor, every kind an entry: which writer makes it, and the ending of its name.

All kinds are made from the same ``Deck``, so that no two of them can disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any

from emonev.charts.slides import Audience, Deck
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.services.deck import deck
from emonev.services.figure import Selection
from emonev.services.making import Progress, safe_name, silent, unfinished
from emonev.services.meeting_result import Decision
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One kind of file. ``module``: where ``function(deck, path, progress=…)`` writes it; loaded
    only when asked for. ``template``: it also takes ``template=`` (a file of the office's own).
    ``batch``: a deck per place instead of one deck (``services/profil.py``)."""

    key: str
    suffix: str
    title: str
    module: str
    function: str
    template: bool = False
    batch: bool = False


KINDS: tuple[ReportKind, ...] = (
    ReportKind("pptx", ".pptx", "PowerPoint", "emonev.reports.pptx", "write_pptx", template=True),
    ReportKind("xlsx", ".xlsx", "Excel", "emonev.reports.xlsx", "write_xlsx"),
    ReportKind("pdf", ".pdf", "PDF", "emonev.reports.pdf", "write_pdf"),
    ReportKind("html", ".html", "Satu berkas HTML", "emonev.reports.html", "write_html"),
    ReportKind("png", ".png", "Gambar untuk WhatsApp", "emonev.reports.picture", "write_picture"),
    ReportKind(
        "profil", ".zip", "Profil tiap wilayah", "emonev.services.profil", "profil", batch=True
    ),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written. ``seconds`` from the first question to the finished file."""

    kind: str
    file: Path
    slides: int
    size: int
    seconds: float
    audience: Audience
    title: str


def kind_of(key: str) -> ReportKind:
    """The entry with this key. Raises WrongCall."""
    for kind in KINDS:
        if kind.key == key:
            return kind
    known = ", ".join(kind.key for kind in KINDS)
    raise WrongCall(f"Jenis bahan {key!r} tidak dikenal.", hint=f"Yang ada: {known}.")


def report(
    cursor: Cursor,
    scope: Scope,
    kind: str,
    selection: Selection,
    out: Path,
    *,
    today: date,
    order: str = "rakor_kabupaten",
    audience: Audience = "publik",
    kecamatan: Sequence[str] = (),
    template: Path | None = None,
    by: str = "kecamatan",
    decisions: Sequence[Decision] = (),
    progress: Progress | None = None,
) -> Made:
    """Make the deck of ``order`` and write it to ``out`` (a folder: with the suggested name).

    ``by``: what a batch holds one of each ("kecamatan", "puskesmas" or "desa").
    ``decisions``: those of earlier meetings; the deck opens with the open ones.
    Raises WrongCall (unknown kind, order or audience; no data), NoAccess, Refused (the file cannot
    be written, the template cannot be used).
    """
    began = monotonic()
    entry = kind_of(kind)
    if template and not entry.template:
        raise WrongCall(f"{entry.title} tidak memakai templat.")
    told = progress or silent
    told(0, 1, "menghitung angka")
    if entry.batch:
        return _batch(
            entry, cursor, scope, selection, out, began,
            today=today, audience=audience, kecamatan=kecamatan, by=by, progress=told,
        )  # fmt: skip
    made = deck(
        cursor, scope, selection, order, audience, today=today, kecamatan=kecamatan,
        decisions=decisions,
    )  # fmt: skip
    done = write_deck(made, kind, out, template=template, progress=told)
    return replace(done, seconds=monotonic() - began)


def write_deck(
    made: Deck,
    kind: str,
    out: Path,
    *,
    template: Path | None = None,
    progress: Progress | None = None,
) -> Made:
    """Write a deck that is there (also a frozen one) to ``out``; a folder: the suggested name.

    Raises WrongCall (unknown kind, a batch, no template taken), Refused.
    """
    began = monotonic()
    entry = kind_of(kind)
    if entry.batch:
        raise WrongCall(f"{entry.title} tidak dibuat dari satu paparan.")
    if template and not entry.template:
        raise WrongCall(f"{entry.title} tidak memakai templat.")
    path = out / suggested_name(made, entry.suffix) if out.is_dir() else out
    write(entry, made, path, template, progress)
    return Made(
        kind=entry.key,
        file=path,
        slides=len(made.slides),
        size=path.stat().st_size,
        seconds=monotonic() - began,
        audience=made.audience,
        title=f"{made.title}, {made.subtitle}",
    )


def write(
    kind: ReportKind,
    made: Deck,
    path: Path,
    template: Path | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a deck that is there; the old file stays whole until the new one is complete.

    Raises Refused.
    """
    writer: Any = getattr(import_module(kind.module), kind.function)
    options = {"template": template} if kind.template else {}
    with unfinished(path, kind.suffix) as beside:
        writer(made, beside, progress=progress or silent, **options)
        beside.replace(path)


def _batch(
    kind: ReportKind,
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    out: Path,
    began: float,
    *,
    audience: Audience,
    **options: Any,
) -> Made:
    """A zip with a deck per place; its name says the newest of their data dates."""
    writer: Any = getattr(import_module(kind.module), kind.function)
    waiting = out / f"profil{kind.suffix}" if out.is_dir() else out
    with unfinished(waiting, kind.suffix) as beside:
        decks = writer(
            cursor, scope, selection, beside, suggested_name, audience=audience, **options
        )
        dates = [one.data_date for one in decks if one.data_date]
        subtitle = f"Profil {options['by']}" if options["by"] != "kecamatan" else "Profil"
        whole = replace(decks[0], subtitle=subtitle, data_date=max(dates, default=None))
        path = out / suggested_name(whole, kind.suffix) if out.is_dir() else out
        beside.replace(path)
    return Made(
        kind=kind.key,
        file=path,
        slides=sum(len(one.slides) for one in decks),
        size=path.stat().st_size,
        seconds=monotonic() - began,
        audience=audience,
        title=f"{decks[0].title} ({len(decks)})",
    )


def suggested_name(made: Deck, suffix: str) -> str:
    """ "Stunting_Luwu-Utara_2025-08_data-2025-09-30_publik_v0.1.0.pptx"; safe on every system."""
    parts = (
        "DATA-CONTOH" if made.demo else "",
        "Stunting",
        made.subtitle,
        made.period_key,
        f"data-{made.data_date.isoformat()}" if made.data_date else "",
        made.audience,
        f"v{made.version.rpartition(' ')[2]}",
    )
    return "_".join(safe_name(part) for part in parts if part) + suffix
