"""The picture for WhatsApp: its size, its content, its colours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image

from emonev.charts.palette import NO_DATA, colour_of
from emonev.charts.slides import Deck, MapBody, Sentences
from emonev.reports.picture import _data, write_picture
from tests.reports.decks import shown, wild


def picture(described: Deck, folder: Path) -> Image.Image:
    file = folder / "rakor.png"
    write_picture(described, file)
    assert file.stat().st_size < 2_000_000
    with Image.open(file) as opened:
        return opened.convert("RGB")


def colours(image: Image.Image) -> set[str]:
    found = image.getcolors(maxcolors=2_000_000) or []
    return {"#{:02x}{:02x}{:02x}".format(*colour) for count, colour in found if count > 150}


def test_the_picture_is_1080_by_1350_and_shows_the_classes_of_the_map(tmp_path: Path) -> None:
    image = picture(shown(audience="internal"), tmp_path)
    assert image.size == (1080, 1350)
    chart = next(b for s in shown(audience="internal").slides for b in s.bodies
                 if isinstance(b, MapBody)).chart  # fmt: skip
    classes = {item.class_index for item in chart.items if item.class_index is not None}
    assert classes and {colour_of(index, chart.classes) for index in classes} <= colours(image)


def test_a_hidden_area_has_no_colour_in_the_public_picture(tmp_path: Path) -> None:
    hidden = [
        item.code
        for slide in shown().slides
        for body in slide.bodies
        if isinstance(body, MapBody)
        for item in body.chart.items
        if item.mark == "disembunyikan"
    ]
    assert len(hidden) == 2
    assert NO_DATA in colours(picture(shown(), tmp_path))


def test_it_says_the_headline_and_the_first_three_sentences() -> None:
    data = _data(shown())
    sentences = next(b for s in shown().slides for b in s.bodies if isinstance(b, Sentences))
    assert data["headline"] == shown().slides[0].title
    assert data["sentences"] == list(sentences.lines[:3])
    assert "data per" in data["footer"] and data["svg"].count('class="area"') == 15


def test_wild_names_and_a_deck_without_a_map_still_make_a_picture(tmp_path: Path) -> None:
    assert picture(wild(), tmp_path).size == (1080, 1350)
    first = replace(shown(), slides=shown().slides[:1])
    assert picture(first, tmp_path).size == (1080, 1350)


def test_the_fixed_footnote_goes_along_with_the_picture() -> None:
    """A picture is passed on without the deck: it says itself what its figures are."""
    assert "belum dikonfirmasi tenaga medis" in _data(shown())["caption"]


def test_the_headline_stays_when_the_rakor_opens_with_what_is_still_open() -> None:
    deck = shown()
    first = replace(deck.slides[-1], title="3 masih terbuka", bodies=())
    data = _data(replace(deck, slides=(first, *deck.slides)))
    assert (data["headline"], data["sentences"]) == (
        deck.slides[0].title, _data(deck)["sentences"],
    )  # fmt: skip
