"""A deck as bytes and back: what a meeting was shown is kept exactly as it was.

The bytes are gzipped JSON. Only the classes of ``charts.slides`` and ``charts.describe`` come back,
each with fields of their declared types: nothing in the file can name another class or run.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import cache
from gzip import compress
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from emonev.charts import describe, slides
from emonev.charts.slides import Deck
from emonev.errors import Refused

VERSION = 1
"""Of the bytes. A field that gets a default needs no new one; anything else does."""

LARGEST = 64 * 1024 * 1024
"""Bytes a deck may unpack to: a whole province's takes 5 MB."""

CLASSES: dict[str, type] = {
    one.__name__: one
    for one in (
        describe.MapShape, describe.MapItem, describe.LegendEntry, describe.ChoroplethMap,
        describe.Point, describe.Panel, describe.SmallMultiples, describe.TrendLine,
        slides.Column, slides.Table, slides.BigNumber, slides.BigNumbers, slides.Sentences,
        slides.Bar, slides.Bars, slides.GroupLine, slides.GroupBlock, slides.Groups,
        slides.MapBody, slides.Slide, slides.Deck,
    )
}  # fmt: skip
"""Everything a deck is made of; nothing else is ever made from a file."""

KIND, DAY, GEOMETRY = "~", "~hari", "~bentuk"
"""Keys of the JSON objects: the class of a value, a date, a boundary."""


class _NotADeck(Exception):
    """The bytes are not what ``pack`` writes."""


def pack(deck: Deck) -> bytes:
    """The deck as bytes; ``unpack`` gives back an equal one. The same deck gives the same bytes.

    Raises TypeError for a value that has no place in a deck.
    """
    document = {"versi": VERSION, "bahan": _written(deck)}
    text = json.dumps(document, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return compress(text.encode("ascii"), 6, mtime=0)


def unpack(content: bytes) -> Deck:
    """The deck that was packed. Raises Refused for any other bytes."""
    try:
        document = json.loads(_inflated(content), parse_constant=_no_constant)
        if not isinstance(document, dict) or document.get("versi") != VERSION:
            raise _NotADeck("version")
        deck = _read(document.get("bahan"))
        if not isinstance(deck, Deck):
            raise _NotADeck("no deck")
    except (_NotADeck, ValueError, TypeError, zlib.error, RecursionError) as error:
        raise Refused(
            "paparan_rusak",
            "Paparan yang tersimpan tidak dapat dibaca.",
            hint="Tayangkan lagi dari data sekarang.",
        ) from error
    return deck


def _inflated(content: bytes) -> bytes:
    # A small file may unpack to gigabytes: stop before it does.
    stream = zlib.decompressobj(wbits=31)
    text = stream.decompress(content, LARGEST)
    if stream.unconsumed_tail or not stream.eof or stream.unused_data:
        raise _NotADeck("size")
    return text


def _no_constant(name: str) -> None:
    raise _NotADeck(name)


def _written(value: Any) -> Any:
    if value is None or type(value) in (str, int, float, bool):
        return value
    if type(value) is date:
        return {DAY: value.isoformat()}
    if type(value) is tuple:
        return [_written(one) for one in value]
    if type(value) is dict:
        return {GEOMETRY: value}
    if CLASSES.get(type(value).__name__) is type(value):
        inside = {one.name: _written(getattr(value, one.name)) for one in fields(value)}
        return {KIND: type(value).__name__, **inside}
    raise TypeError(f"{type(value).__name__} has no place in a deck")


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(one) for one in value)
    if not isinstance(value, dict):
        return value
    if set(value) == {DAY}:
        return date.fromisoformat(value[DAY])
    if set(value) == {GEOMETRY}:
        return _geometry(value[GEOMETRY])
    kind = CLASSES.get(str(value.get(KIND)))
    if kind is None:
        raise _NotADeck(str(value.get(KIND)))
    found = {name: _read(one) for name, one in value.items() if name != KIND}
    for name, one in found.items():
        fits = _checks(kind).get(name)
        if fits is None or not fits(one):
            raise _NotADeck(f"{kind.__name__}.{name}")
    return kind(**found)


def _geometry(value: Any) -> dict[str, Any]:
    """A GeoJSON Polygon or MultiPolygon: lists of numbers, nothing else."""
    if not isinstance(value, dict) or value.get("type") not in ("Polygon", "MultiPolygon"):
        raise _NotADeck("geometry")
    if set(value) != {"type", "coordinates"} or not _numbers(value["coordinates"]):
        raise _NotADeck("geometry")
    return value


def _numbers(value: Any) -> bool:
    if isinstance(value, list):
        return all(_numbers(one) for one in value)
    return type(value) in (int, float)


Check = Callable[[Any], bool]


@cache
def _checks(kind: type) -> dict[str, Check]:
    """Field → whether a value is of its declared type."""
    hints = get_type_hints(kind)
    return {one.name: _check(hints[one.name]) for one in fields(kind)}


def _check(hint: Any) -> Check:
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        any_of = [_check(one) for one in inside]
        return lambda value: any(fits(value) for fits in any_of)
    if origin is Literal:
        return lambda value: value in inside
    if origin is tuple:
        return _tuple_check(inside)
    if origin is dict:
        return lambda value: type(value) is dict
    if hint is float:
        return lambda value: type(value) in (int, float)
    return lambda value: type(value) is hint


def _tuple_check(inside: tuple[Any, ...]) -> Check:
    if len(inside) == 2 and inside[1] is Ellipsis:
        each = _check(inside[0])
        return lambda value: type(value) is tuple and all(each(one) for one in value)
    parts = [_check(one) for one in inside]
    return lambda value: (
        type(value) is tuple
        and len(value) == len(parts)
        and all(fits(one) for fits, one in zip(parts, value, strict=True))
    )
