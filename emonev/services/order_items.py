"""What an order of presentation is made of: items somebody chose, kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from emonev.errors import WrongCall
from emonev.services import deck_words
from emonev.services.slide_item import Item
from emonev.services.slide_kinds import kind_with
from emonev.services.written import line, lines

MOST_ITEMS = 60
LONGEST = 2_000
"""Letters of a text (a title, all lines of an item, its notes)."""

LONGEST_PLACE = 40
FIELDS = ("kind", "place", "title", "lines", "notes")


def checked(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, their texts cleaned, when each of them can be shown and kept. Raises WrongCall."""
    if len(items) > MOST_ITEMS:
        raise WrongCall(deck_words.MANY_ITEMS.format(most=MOST_ITEMS, count=len(items)))
    return tuple(_checked(number, item) for number, item in enumerate(items, start=1))


def _checked(number: int, item: Item) -> Item:
    kind = kind_with(item.kind)
    if kind is None:
        raise WrongCall(deck_words.UNKNOWN_KIND.format(number=number, kind=item.kind))
    lengths = (len(item.title), sum(map(len, item.lines)), len(item.notes))
    if max(lengths) > LONGEST or len(item.place) > LONGEST_PLACE:
        raise WrongCall(deck_words.LONG_ITEM.format(number=number, title=kind.title, most=LONGEST))
    if item.lines and not kind.typed:
        raise WrongCall(deck_words.NO_LINES.format(number=number, title=kind.title))
    if kind.typed and not (item.title.strip() or any(line.strip() for line in item.lines)):
        raise WrongCall(deck_words.EMPTY_TEXT.format(number=number))
    if kind.needs_kecamatan and not item.place:
        raise WrongCall(deck_words.ITEM_NEEDS_KECAMATAN.format(number=number, title=kind.title))
    named = f"Butir {number} ({kind.title})"
    return replace(
        item,
        title=line(item.title, named, longest=LONGEST),
        lines=lines(item.lines, named),
        notes="\n".join(lines([item.notes], named)),
    )


def items_json(items: Sequence[Item]) -> str:
    """The items as they are kept. Raises WrongCall."""
    return json.dumps([_plain(item) for item in checked(items)], ensure_ascii=False)


def _plain(item: Item) -> dict[str, Any]:
    found = {name: getattr(item, name) for name in FIELDS}
    return {name: value for name, value in found.items() if value}


def items_of_json(text: str) -> tuple[Item, ...]:
    """The items that were kept. Raises WrongCall for anything else."""
    try:
        entries = json.loads(text)
    except ValueError as error:
        raise WrongCall(deck_words.NOT_AN_ORDER) from error
    if not isinstance(entries, list):
        raise WrongCall(deck_words.NOT_AN_ORDER)
    return checked([_item(entry) for entry in entries[: MOST_ITEMS + 1]])


def _item(entry: Any) -> Item:
    if not isinstance(entry, dict) or not set(entry) <= set(FIELDS):
        raise WrongCall(deck_words.NOT_AN_ORDER)
    lines = entry.get("lines", [])
    texts = [entry.get(name, "") for name in FIELDS if name != "lines"]
    if not isinstance(lines, list) or not all(isinstance(one, str) for one in (*texts, *lines)):
        raise WrongCall(deck_words.NOT_AN_ORDER)
    kind, place, title, notes = texts
    return Item(kind, place, title, tuple(lines), notes)
