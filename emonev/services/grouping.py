"""Three groups instead of ranks: titles and texts of changes, shared by Ringkasan and Tren."""

from __future__ import annotations

from collections.abc import Mapping

from emonev.core.change import Group
from emonev.core.indonesian import percentage_points
from emonev.services import words


def group_title(key: str, areas: int) -> str:
    """ "Turun jelas (3)"."""
    return f"{words.GROUPS[key]} ({areas})"


def groups_title(counts: Mapping[str, int], noun: str) -> str:
    """ "Turun jelas di 3, naik jelas di 1, belum dapat dibedakan di 11 kecamatan".

    ``counts``: group → areas. Areas that cannot be compared are added behind a semicolon. "" when
    there is no area at all.
    """
    inside = [(key, counts.get(key, 0)) for key in words.THREE_GROUPS if counts.get(key)]
    outside = [
        f"{counts[key]} {words.GROUPS[key].lower()}"
        for key in (Group.NOT_COMPARABLE.value, Group.NOT_TESTABLE.value)
        if counts.get(key)
    ]
    if not inside:
        return "; ".join(_first_with(text, noun) for text in outside)
    text = ", ".join(f"{words.GROUPS[key].lower()} di {count}" for key, count in inside)
    text = f"{text[0].upper()}{text[1:]} {noun}"
    return f"{text}; {', '.join(outside)}" if outside else text


def _first_with(text: str, noun: str) -> str:
    """ "11 tidak sebanding" → "11 kecamatan tidak sebanding"."""
    count, _, words_after = text.partition(" ")
    return f"{count} {noun} {words_after}"


def change_text(group: str, change: float | None, since: str, reason: str = "") -> str:
    """One change in words, ready to print.

    "turun jelas, −1,3 persen poin sejak Agu 2024"; "belum dapat dibedakan (−0,4 persen poin sejak
    Agu 2024)"; "tidak sebanding dengan Agu 2024: cakupan di bawah 80 %".
    """
    name = words.GROUPS[group].lower()
    if group == Group.NOT_COMPARABLE or group == Group.NOT_TESTABLE:
        link = "dengan" if group == Group.NOT_COMPARABLE else "sejak"
        return f"{name} {link} {since}" + (f": {reason}" if reason else "")
    if change is None:
        return name
    points = f"{percentage_points(change)} sejak {since}"
    return f"{name} ({points})" if group == Group.UNCLEAR else f"{name}, {points}"
