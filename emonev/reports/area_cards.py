"""What a deck says about one area, from the tables of its slides: for questions in the hall."""

from __future__ import annotations

from dataclasses import dataclass

from emonev.charts.slides import Column, Deck, MapBody, Table
from emonev.reports.pptx_text import cell_text

NAME_COLUMNS = ("area", "kecamatan")


@dataclass(frozen=True, slots=True)
class AreaCard:
    """``blocks``: (title of a table, ((column, value as printed), …)); empty values left out."""

    code: str
    name: str
    blocks: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def area_cards(deck: Deck) -> tuple[AreaCard, ...]:
    """A card per area of the deck's maps and tables, by name; nothing is asked beyond the deck."""
    areas: dict[str, tuple[str, str]] = {}
    for slide in deck.slides:
        for table in slide.data:
            areas |= {code: (name, slide.place) for code, name in _listed(table, slide.place)}
        for body in slide.bodies:
            if isinstance(body, MapBody):
                areas |= {item.code: (item.name, slide.place) for item in body.chart.items}
    cards = [
        AreaCard(code, name, _blocks(deck, code, name, place))
        for code, (name, place) in areas.items()
    ]
    return tuple(sorted(cards, key=lambda card: card.name))


def _listed(table: Table, place: str) -> list[tuple[str, str]]:
    """Codes and names of the areas inside ``place`` that a table has rows for."""
    at = {column.key: number for number, column in enumerate(table.columns)}
    if not {"code", "area"} <= set(at):
        return []
    pairs = [(row[at["code"]], row[at["area"]]) for row in table.rows]
    return [
        (str(code), str(name)) for code, name in pairs if str(code or "").startswith(f"{place}.")
    ]


def _blocks(
    deck: Deck, code: str, name: str, place: str
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    seen: dict[str, tuple[tuple[str, str], ...]] = {}
    for slide in deck.slides:
        if slide.place != place:
            continue
        for table in slide.data:
            if table.title in seen:
                continue
            pairs = tuple(pair for row in _rows(table, code, name) for pair in _pairs(table, row))
            if pairs:
                seen[table.title] = pairs
    return tuple(seen.items())


def _rows(table: Table, code: str, name: str) -> list[dict[str, tuple[Column, str]]]:
    found = []
    for row in table.rows:
        cells = {
            column.key: (column, cell_text(cell, column))
            for cell, column in zip(row, table.columns, strict=True)
        }
        own = cells["code"][1] == code if "code" in cells else any(
            key in cells and cells[key][1] == name for key in NAME_COLUMNS
        )  # fmt: skip
        if own:
            found.append(cells)
    return found


def _pairs(table: Table, row: dict[str, tuple[Column, str]]) -> list[tuple[str, str]]:
    """A row that repeats (waves, puskesmas) says which one it is."""
    named = [row[key][1] for key in ("period", "puskesmas") if key in row]
    if named:
        told = [f"{column.title} {text}" for key, (column, text) in row.items()
                if key not in ("code", "period", "puskesmas", "kecamatan", "area")
                and text.strip("–")]  # fmt: skip
        return [(", ".join(named), " · ".join(told))]
    return [
        (column.title, text)
        for key, (column, text) in row.items()
        if key not in ("code", *NAME_COLUMNS) and text.strip("–")
    ]
