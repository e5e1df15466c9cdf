"""The slide of text that somebody typed."""

from __future__ import annotations

from emonev.charts.slides import Sentences, Slide
from emonev.services import deck_words
from emonev.services.deck_facts import Facts
from emonev.services.slide_frame import footer


def text_slide(facts: Facts) -> Slide:
    """Title and lines as typed; where the typed item gives none, plain words stand in.

    The filters are no statement about typed text: they stay in the footer only.
    """
    item = facts.item
    return Slide(
        key=f"teks-{facts.headline.area_code}",
        kind="teks",
        title=item.title or deck_words.TEXT_TITLE,
        subtitle="",
        bodies=(Sentences(item.lines),),
        notes=(),
        footer=footer(facts),
        place=facts.headline.area_code,
    )
