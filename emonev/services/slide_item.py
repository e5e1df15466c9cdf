"""One item of an order of presentation: which slide, of which place, with whose words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an order. ``kind`` is a key of ``slide_kinds.KINDS``.

    ``place``: code of the kecamatan shown, "" for the whole (the kabupaten, or as far as the
    viewer's scope reaches). ``title`` "" leaves the slide its own. ``lines`` only for "teks".
    ``notes`` are speaker notes, before the slide's own.
    """

    kind: str
    place: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    notes: str = ""
